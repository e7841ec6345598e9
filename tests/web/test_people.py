"""The pages of people: list, adding, details, roles, leaving, invitation, delegation."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client

from fingerpost.history.of import entries_of
from fingerpost.people.access import access_of
from fingerpost.people.models import Delegation, Person
from fingerpost.people.operations import delegations, persons
from fingerpost.rules.roles import Act, Role
from tests import build

TODAY = build.NOW.date()


def address(world, rest=""):
    return f"/{world.council.slug}/people/{rest}"


@pytest.fixture
def client(world, client_of):
    return client_of(world.administrator)


def details(person, **changed):
    given = {"name": person.name, "initials": person.initials, "post": person.post, "email": person.email}
    return {**given, "version": person.version, **changed}


def test_the_list_shows_everybody_with_post_service_and_roles(world, client):
    text = client.get(address(world)).text
    for words in ("Leo Brandt", "Housing Manager", "lead officer", "Environment", "Not invited"):
        assert words in text


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("role=auditor", "Ines Audley", "Leo Brandt"),
        ("text=housing+manager", "Leo Brandt", "Hazel Marsh"),
        ("who=left", "Milo Reeve", "Leo Brandt"),
        ("who=here", "Leo Brandt", "Milo Reeve"),
    ],
)
def test_the_list_is_filtered(world, client, asked, shown, hidden):
    Person.objects.filter(pk=world.member.pk).update(left_on=date(2026, 3, 1))
    text = client.get(address(world, f"?{asked}")).text
    assert f">{shown}</a>" in text
    assert f">{hidden}</a>" not in text


def test_the_list_is_filtered_by_service_and_sorted(world, client):
    text = client.get(address(world, f"?service={world.service.pk}&sort=post")).text
    assert text.index(">Hazel Marsh</a>") < text.index(">Leo Brandt</a>")
    assert ">Olga Finch</a>" not in text


def test_the_list_has_pages_and_asks_the_same_number_of_questions(
    world, client, django_assert_max_num_queries
):
    Person.objects.bulk_create(Person(council=world.council, name=f"Person {n:03}") for n in range(120))
    with django_assert_max_num_queries(8):
        first = client.get(address(world))
    assert "Next<span" in first.text
    assert "Person 119" in client.get(address(world, "?page=3")).text


def test_somebody_is_added_with_roles_and_invited(world, client):
    answer = client.post(
        address(world, "add/"),
        {
            "name": "Nora Pike",
            "post": "Planner",
            "email": "Nora@harrow-vale.example",
            "roles": ["lead officer"],
            "invite": "on",
        },
    )
    nora = Person.objects.get(name="Nora Pike")
    assert answer.url == address(world, f"{nora.pk}/")
    assert (nora.initials, nora.email, nora.roles) == ("NP", "nora@harrow-vale.example", ["lead officer"])
    assert [each.event for each in entries_of(world.council.pk, nora)] == ["invited", "added"]
    assert mail.outbox[0].to == ["nora@harrow-vale.example"]
    assert "/account/password/reset/key/" in mail.outbox[0].body
    assert "Ada Norris" in mail.outbox[0].body


def test_somebody_without_an_address_is_added_and_not_invited(world, client):
    client.post(address(world, "add/"), {"name": "Nora Pike", "invite": "on"})
    assert Person.objects.get(name="Nora Pike").user is None
    assert mail.outbox == []


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(world, client):
    answer = client.post(address(world, "add/"), {"name": "", "email": "nonsense", "post": "Planner"})
    assert answer.text.count("error-summary__list") == 1
    assert "This field is required" in answer.text
    assert "Enter a valid email address" in answer.text
    assert 'value="Planner"' in answer.text
    assert 'href="#id_email"' in answer.text


def test_an_address_that_somebody_has_is_refused(world, client):
    answer = client.post(address(world, "add/"), {"name": "Nora Pike", "email": world.lead.email.upper()})
    assert "Somebody else of the council has the e-mail address" in answer.text
    assert not Person.objects.filter(name="Nora Pike").exists()


def test_details_are_changed_and_recorded_with_what_they_were(world, client):
    client.post(address(world, f"{world.lead.pk}/edit/"), details(world.lead, post="Head of Homes"))
    world.lead.refresh_from_db()
    assert world.lead.post == "Head of Homes"
    entry = entries_of(world.council.pk, world.lead).first()
    assert (entry.before["post"], entry.after["post"]) == ("Housing Manager", "Head of Homes")
    assert "email" not in entry.after


def test_a_changed_address_is_another_account(world, client):
    old = world.lead.user
    client.post(address(world, f"{world.lead.pk}/edit/"), details(world.lead, email="l.brandt@x.example"))
    world.lead.refresh_from_db()
    assert world.lead.user != old
    assert world.lead.user.email == "l.brandt@x.example"


def test_details_that_somebody_else_changed_meanwhile_are_not_overwritten(world, client):
    stale = details(world.lead, post="Mine")
    client.post(address(world, f"{world.lead.pk}/edit/"), details(world.lead, post="Theirs"))
    answer = client.post(address(world, f"{world.lead.pk}/edit/"), stale)
    assert "Somebody else has changed" in answer.text
    assert 'value="Mine"' in answer.text
    world.lead.refresh_from_db()
    assert world.lead.post == "Theirs"


def test_roles_are_changed(world, client):
    client.post(
        address(world, f"{world.lead.pk}/roles/"), {"roles": ["lead officer", "auditor"], "version": 1}
    )
    world.lead.refresh_from_db()
    assert world.lead.role_set == {Role.LEAD, Role.AUDITOR}
    refused = client.post(address(world, f"{world.lead.pk}/roles/"), {"roles": ["public"]})
    assert "There is a problem" in refused.text


def test_the_last_administrator_stays(world, client):
    ada = world.administrator
    for rest, data in (
        ("roles/", {"roles": ["auditor"]}),
        ("leaving/", {"left_on": "31/3/2026"}),
        ("edit/", details(ada, email="")),
    ):
        answer = client.post(address(world, f"{ada.pk}/{rest}"), {**data, "version": 1})
        assert "last administrator" in answer.text
    ada.refresh_from_db()
    assert (ada.role_set, ada.left_on) == ({Role.ADMINISTRATOR}, None)


def test_one_of_two_administrators_may_go(world, client):
    persons.set_roles(
        person=world.officer,
        roles=[Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR],
        by=world.administrator,
        at=build.NOW,
    )
    client.post(address(world, f"{world.administrator.pk}/leaving/"), {"left_on": "31/3/2026"})
    world.administrator.refresh_from_db()
    assert world.administrator.left_on == date(2026, 3, 31)


def test_somebody_is_marked_as_left_and_stays_after_all(world, client):
    page = address(world, f"{world.lead.pk}/leaving/")
    client.post(page, {"left_on": "2 March 2026", "version": 1})
    assert "Left on 2 March 2026" in client.get(address(world, f"{world.lead.pk}/")).text
    client.post(page, {"left_on": ""})
    world.lead.refresh_from_db()
    assert world.lead.left_on is None
    events = [each.event for each in entries_of(world.council.pk, world.lead)]
    assert events == ["marked as staying", "marked as left"]


def test_a_leavers_name_is_retired_and_the_post_shown(world, client):
    page = address(world, f"{world.lead.pk}/retire/")
    client.post(page)
    world.lead.refresh_from_db()
    assert not world.lead.name_retired
    persons.mark_left(person=world.lead, left_on=date(2026, 3, 2), by=world.administrator, at=build.NOW)
    client.post(page)
    world.lead.refresh_from_db()
    assert world.lead.shown == "Housing Manager"
    assert ">Housing Manager</a>" in client.get(address(world)).text


def test_a_leaver_is_not_invited(world, client):
    persons.mark_left(person=world.lead, left_on=date(2026, 3, 2), by=world.administrator, at=build.NOW)
    answer = client.post(address(world, f"{world.lead.pk}/invite/"), follow=True)
    assert "has left" in answer.text
    assert mail.outbox == []


def test_whoever_lost_their_phone_starts_anew_with_a_link(world, client, client_of):
    from allauth.mfa.models import Authenticator

    theirs = client_of(world.lead)
    world.lead.user.set_password(build.PASSWORD)
    world.lead.user.save()
    Authenticator.objects.create(user=world.lead.user, type="totp", data={"secret": "x"})
    client.post(address(world, f"{world.lead.pk}/anew/"))
    world.lead.user.refresh_from_db()
    assert not world.lead.user.has_usable_password()
    assert not Authenticator.objects.exists()
    assert theirs.get(f"/{world.council.slug}/").status_code == 302
    assert mail.outbox[0].to == [world.lead.email]
    assert entries_of(world.council.pk, world.lead).first().event == "started anew the sign-in of"


def test_an_administrator_does_not_start_anew_themselves(world, client):
    answer = client.post(address(world, f"{world.administrator.pk}/anew/"), follow=True)
    assert "under “Your account”" in answer.text


def test_an_invitation_is_sent_again(world, client):
    client.post(address(world, f"{world.lead.pk}/invite/"))
    client.post(address(world, f"{world.lead.pk}/invite/"))
    assert len(mail.outbox) == 2


def test_a_colleague_stands_in_while_somebody_is_away(world, client_of):
    client = client_of(world.lead)
    page = address(world, "away/")
    client.post(page, {"to": world.other_lead.pk, "first_day": "2/3/2026", "last_day": "6/3/2026"})
    assert "Olga Finch" in client.get(page).text
    assert "Leo Brandt, from 2 March 2026" in client_of(world.other_lead).get(page).text
    access = _access(world, world.other_lead)
    assert access.may_to(Act.SEND_UPDATE, world.action("3.1.1"))


def _access(world, person, on=build.NOW):
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user, request.session = person.user, {}
    return access_of(request, world.council.slug)


def test_a_colleague_stands_in_on_those_days_only(world, settings):
    _delegate(world)
    for moment, may in ((-2, False), (-1, True), (3, True), (4, False)):
        settings.FIXED_NOW = build.NOW + timedelta(days=moment)
        assert _access(world, world.other_lead).may_to(Act.SEND_UPDATE, world.action("3.1.1")) is may


def test_who_stands_in_for_a_head_of_service_reviews_for_the_service(world):
    _delegate(world, person=world.head)
    access = _access(world, world.other_lead)
    assert access.may_to(Act.REVIEW_UPDATE, world.action("3.1.1"))
    assert not access.may_to(Act.REVIEW_UPDATE, world.action("4.1.1"))


def test_delegation_lends_no_other_role(world):
    _delegate(world, person=world.officer)
    assert not _access(world, world.other_lead).may(Act.CLOSE_PERIOD)


def _delegate(world, **fields):
    given = {
        "person": world.lead,
        "to": world.other_lead,
        "first_day": date(2026, 3, 2),
        "last_day": date(2026, 3, 6),
        "by": world.administrator,
        "at": build.NOW,
    }
    return delegations.delegate(**{**given, **fields})


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"first_day": date(2026, 3, 6), "last_day": date(2026, 3, 9)}, delegations.AlreadyDelegated),
        ({"first_day": date(2026, 3, 9), "last_day": date(2026, 3, 8)}, delegations.DaysOutOfOrder),
        ({"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 8)}, delegations.DaysOutOfOrder),
    ],
)
def test_days_that_overlap_are_out_of_order_or_over_are_refused(world, fields, refusal):
    _delegate(world)
    with pytest.raises(refusal):
        _delegate(world, **fields)


def test_a_stranger_or_leaver_cannot_stand_in(world):
    persons.mark_left(person=world.head, left_on=date(2026, 3, 4), by=world.administrator, at=build.NOW)
    for other in (world.stranger, world.head, world.lead):
        with pytest.raises(delegations.NotToThem):
            _delegate(world, to=other)


def test_a_refused_delegation_keeps_what_was_typed(world, client_of):
    _delegate(world)
    answer = client_of(world.lead).post(
        address(world, "away/"), {"to": world.head.pk, "first_day": "3/3/2026", "last_day": "5/3/2026"}
    )
    assert "Olga Finch acts for Leo Brandt from 2 March 2026" in answer.text
    assert 'value="5/3/2026"' in answer.text


def test_an_administrator_delegates_for_somebody_who_fell_ill_and_ends_it(world, client):
    page = address(world, f"{world.lead.pk}/away/")
    client.post(page, {"to": world.head.pk, "first_day": "3/3/2026", "last_day": "5/3/2026"})
    made = Delegation.objects.get()
    client.post(address(world, f"away/{made.pk}/end/"))
    assert not Delegation.objects.exists()


def test_nobody_ends_the_delegation_of_a_colleague(world, client_of):
    made = _delegate(world)
    assert client_of(world.head).post(address(world, f"away/{made.pk}/end/")).status_code == 403
    assert client_of(world.lead).post(address(world, f"away/{made.pk}/end/")).status_code == 302


@pytest.mark.parametrize("rest", ["", "add/", "services/", "settings/"])
def test_the_pages_are_for_administrators(world, client_of, rest):
    assert client_of(world.administrator).get(address(world, rest)).status_code == 200
    assert client_of(world.officer).get(address(world, rest)).status_code == 403
    assert client_of(world.stranger).get(address(world, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["", "edit/", "roles/", "leaving/", "away/"])
def test_the_pages_of_somebody_open_and_somebody_elsewhere_is_not_found(world, client, rest):
    assert client.get(address(world, f"{world.lead.pk}/{rest}")).status_code == 200
    assert client.get(address(world, f"{world.stranger.pk}/{rest}")).status_code == 404


@pytest.mark.parametrize("rest", ["invite/", "retire/", "anew/"])
def test_what_changes_something_is_not_done_by_opening_a_page(world, client, rest):
    assert client.get(address(world, f"{world.lead.pk}/{rest}")).status_code == 405


def test_every_page_has_one_heading_and_a_label_for_each_box(world, client):
    for rest in ("", "add/", f"{world.lead.pk}/", f"{world.lead.pk}/roles/", "away/", "settings/"):
        text = client.get(address(world, rest)).text
        assert len(re.findall(r"<h1\b", text)) == 1
        boxes = re.findall(r'<(?:input(?![^>]*type="hidden")|select|textarea)[^>]*\bid="([^"]+)"', text)
        for each in boxes:
            assert f'for="{each}"' in text


@pytest.mark.parametrize("rest", ["roles", "add", "settings"])
def test_who_signed_in_long_ago_says_again_who_they_are_before_changing_rights(world, rest):
    admin = world.administrator.user
    admin.set_password(build.PASSWORD)
    admin.save()
    client = Client()
    client.force_login(admin)
    page = address(world, {"roles": f"{world.lead.pk}/roles/", "add": "add/", "settings": "settings/"}[rest])
    asked = client.get(page)
    assert asked.url == f"/account/reauthenticate/?next={page}"
    answered = client.post("/account/reauthenticate/", {"password": build.PASSWORD, "next": page})
    assert answered.url == page
    assert client.get(page).status_code == 200


class Refusing:
    """A mail backend whose server does not answer."""

    def __init__(self, *_args, **_options):
        pass

    def send_messages(self, _messages):
        raise ConnectionRefusedError


def test_an_invitation_that_the_mail_server_does_not_take_is_said_and_can_be_sent_again(
    world, client, settings
):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    answer = client.post(address(world, f"{world.lead.pk}/invite/"), follow=True)
    assert "The mail server did not take the message to leo@harrow-vale.example." in answer.text
    assert "Send the invitation again" in answer.text
