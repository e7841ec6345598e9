"""API tokens: made by and for oneself, shown once, revoked; they end with what their person may do."""

import re
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from fingerpost.history.models import Entry
from fingerpost.people.models import ApiToken
from fingerpost.people.operations import persons
from fingerpost.people.operations.tokens import (
    NameInUse,
    NoSuchDuration,
    RevokedAlready,
    make_token,
    note_use,
    revoke_token,
)
from fingerpost.rules.roles import Role
from tests import build

TODAY = build.NOW.date()
TYPED = {"name": "Figures in Excel", "may": "read", "expires_on": "1/6/2026"}


def address(world, rest=""):
    return f"/{world.council.slug}/people/tokens/{rest}"


def made(person, name="Figures", **other):
    given = {"may_write": False, "expires_on": date(2026, 6, 1), **other}
    return make_token(name=name, by=person, at=build.NOW, **given)


def good(token):
    token.row.refresh_from_db()
    return token.row.is_good(TODAY)


def test_a_token_is_made_and_shown_once(world, client_of):
    client = client_of(world.lead)
    answer = client.post(address(world, "make/"), TYPED)
    secret = re.search(r"fp_[0-9a-f]{8}_[\w-]{43}", answer.text)[0]
    token = ApiToken.objects.get()
    assert (token.person, token.may_write, token.expires_on) == (world.lead, False, date(2026, 6, 1))
    assert token.digest == sha256(secret.encode()).hexdigest()
    assert "no-store" in answer["Cache-Control"]
    listed = client.get(address(world)).text
    assert token.prefix in listed
    assert secret not in listed
    kept = str(list(Entry.objects.values())) + str(list(ApiToken.objects.values()))
    assert secret not in kept
    entry = Entry.objects.filter(subject=f"people.apitoken:{token.pk}").get()
    assert (entry.event, entry.by) == ("made", "Leo Brandt")


def test_no_two_tokens_are_alike(world):
    assert made(world.lead).secret != made(world.lead, "Other").secret


def test_everything_wrong_with_the_form_is_said_at_once(world, client_of):
    answer = client_of(world.lead).post(
        address(world, "make/"), {"name": "", "may": "", "expires_on": "4/3/2027"}
    )
    for words in (
        "Say what it is for.",
        "Choose what it may do.",
        "The day must be within a year from today.",
    ):
        assert words in answer.text
    past = client_of(world.lead).post(address(world, "make/"), TYPED | {"expires_on": "2/3/2026"})
    assert "The day must be today or later." in past.text
    assert "Figures in Excel" in past.text
    assert not ApiToken.objects.exists()


def test_a_form_sent_twice_makes_one_token(world, client_of):
    client = client_of(world.lead)
    client.post(address(world, "make/"), TYPED)
    assert "You have a token called “Figures in Excel”." in client.post(address(world, "make/"), TYPED).text
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 366])
def test_a_token_is_good_for_a_year_at_most(world, days):
    with pytest.raises(NoSuchDuration):
        made(world.lead, expires_on=TODAY + timedelta(days=days))


def test_making_one_asks_again_who_you_are(world, client_of):
    world.lead.user.set_password(build.PASSWORD)
    world.lead.user.save()
    for answer in (
        client_of(world.lead).get(address(world, "make/")),
        client_of(world.lead).post(address(world, "make/"), TYPED),
    ):
        assert answer.status_code == 302
        assert answer.url.startswith("/account/reauthenticate/")
    assert not ApiToken.objects.exists()


def test_one_sees_and_revokes_ones_own(world, client_of):
    own, others = made(world.lead, "Mine"), made(world.head, "Hers")
    client = client_of(world.lead)
    page = client.get(address(world)).text
    assert "Mine" in page
    assert "Hers" not in page
    assert client.post(address(world, f"{others.row.pk}/revoke/")).status_code == 404
    client.post(address(world, f"{own.row.pk}/revoke/"))
    assert not good(own)
    assert good(others)
    assert Entry.objects.filter(event="revoked").get().by == "Leo Brandt"
    again = client.post(address(world, f"{own.row.pk}/revoke/"), follow=True)
    assert "The token “Mine” was revoked before." in again.text


def test_administrators_see_and_revoke_those_of_the_council(world, client_of):
    token, elsewhere = made(world.lead, "Mine"), made(world.stranger, "Elsewhere")
    client = client_of(world.administrator)
    page = client.get(address(world)).text
    assert "Mine" in page
    assert "Leo Brandt" in page
    assert "Elsewhere" not in page.replace("Elsewhere District", "")
    client.post(address(world, f"{token.row.pk}/revoke/"))
    assert not good(token)
    assert client.post(address(world, f"{elsewhere.row.pk}/revoke/")).status_code == 404


def test_the_list_takes_as_many_queries_however_many_there_are(
    world, client_of, django_assert_max_num_queries
):
    client = client_of(world.administrator)
    for number in range(20):
        made(world.lead, f"Token {number}")
    with django_assert_max_num_queries(8):
        client.get(address(world))


def test_leaving_ends_them_and_staying_after_all_does_not_bring_them_back(world):
    token = made(world.lead)
    by = {"by": world.administrator, "at": build.NOW}
    persons.mark_left(person=world.lead, left_on=TODAY - timedelta(days=1), **by)
    assert not good(token)
    persons.mark_left(person=world.lead, left_on=None, **by)
    assert not good(token)


def test_none_outlasts_the_last_day(world):
    token = made(world.lead)
    last = TODAY + timedelta(days=10)
    by = {"by": world.administrator, "at": build.NOW}
    persons.mark_left(person=world.lead, left_on=last, **by)
    persons.mark_left(person=world.lead, left_on=None, **by)
    assert good(token)
    assert token.row.expires_on == last


def test_losing_a_role_ends_those_made_with_it(world):
    token = made(world.head)
    by = {"by": world.administrator, "at": build.NOW}
    persons.set_roles(person=world.head, roles=[Role.HEAD_OF_SERVICE, Role.LEAD], **by)
    assert good(token)
    persons.set_roles(person=world.head, roles=[Role.LEAD], **by)
    assert not good(token)
    assert Entry.objects.filter(event="revoked").get().why == "A role with which it was made was taken away."


def test_another_account_or_a_stolen_one_ends_them(world):
    by = {"by": world.administrator, "at": build.NOW}
    token = made(world.lead)
    persons.start_sign_in_anew(person=world.lead, **by)
    assert not good(token)
    other = made(world.lead)
    persons.edit_person(person=world.lead, name="Leo Brandt", email="leo@elsewhere.example", **by)
    assert not good(other)


def test_use_is_noted_once_a_minute(world, django_assert_num_queries):
    token = made(world.lead).row
    note_use(token, build.NOW)
    token.refresh_from_db()
    with django_assert_num_queries(0):
        note_use(token, build.NOW + timedelta(seconds=59))
    note_use(token, build.NOW + timedelta(seconds=61))
    token.refresh_from_db()
    assert token.last_used_at == build.NOW + timedelta(seconds=61)


def test_what_was_revoked_frees_its_name(world):
    token = made(world.lead)
    with pytest.raises(NameInUse):
        made(world.lead)
    revoke_token(token=token.row, by=world.lead, at=build.NOW)
    with pytest.raises(RevokedAlready):
        revoke_token(token=token.row, by=world.lead, at=build.NOW)
    assert made(world.lead).row.is_good(TODAY)


def test_the_database_keeps_names_apart(world):
    token = made(world.lead).row
    with transaction.atomic(), pytest.raises(IntegrityError):
        ApiToken.objects.filter(pk=made(world.lead, "Other").row.pk).update(name=token.name)
