"""Who comes through the door of the API: a good token in the header, and nothing else."""

from datetime import date, timedelta

import pytest
from django.test import Client

from fingerpost.people.models import ApiToken, Delegation, Person
from fingerpost.people.operations import persons
from fingerpost.people.operations.tokens import revoke_token
from fingerpost.rules.roles import Role
from tests import build
from tests.web.api.calling import Caller


@pytest.fixture
def caller(world):
    return Caller(world.lead)


def refused(answer, sentence):
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == 'Bearer realm="Fingerpost", error="invalid_token"'
    assert answer.json()["detail"] == sentence


def test_a_good_token_says_who_asks_and_what_it_allows(world, caller):
    answer = caller.get("/me")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    told = answer.json()
    assert told["person"] == {"id": world.lead.pk, "name": "Leo Brandt"}
    assert told["council"]["slug"] == "harrow-vale"
    assert told["roles"] == ["lead officer"]
    assert told["may"]["send an update on an action"] == "own actions"
    assert "close a period" not in told["may"]
    assert told["token"]["expires_on"] == "2026-06-01"
    assert caller.secret not in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"headers": {"authorization": "Basic bGVvOnNlY3JldA=="}},
        {"headers": {"authorization": "Bearer"}},
        {"headers": {"authorization": "Token SECRET"}},
        {"query_params": {"token": "SECRET", "access_token": "SECRET"}},
        {"headers": {"cookie": "token=SECRET; authorization=Bearer SECRET"}},
    ],
    ids=["nothing", "basic", "empty", "another scheme", "query string", "cookie"],
)
def test_nothing_but_a_token_in_the_header_opens_anything(caller, sent):
    text = {
        kind: {name: value.replace("SECRET", caller.secret) for name, value in values.items()}
        for kind, values in sent.items()
    }
    answer = Client().get(caller.address("/me"), **text)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="Fingerpost"'


def test_the_scheme_is_read_however_it_is_capitalised(caller):
    answer = Client().get(caller.address("/me"), headers={"authorization": f"bearer {caller.secret}"})
    assert answer.status_code == 200


def test_a_token_ends_on_its_day(caller, settings):
    settings.FIXED_NOW = build.NOW.replace(month=6, day=1, hour=23)
    assert caller.get("/me").status_code == 200
    settings.FIXED_NOW = build.NOW.replace(month=6, day=2, hour=0)
    refused(caller.get("/me"), "The token ended on 1 June 2026. Make another one.")


def test_a_revoked_token_opens_nothing(world, caller):
    revoke_token(token=caller.token, by=world.administrator, at=build.NOW)
    refused(caller.get("/me"), "The token was revoked.")


def test_a_token_ends_with_what_its_person_may_do(world, caller, settings):
    by = {"by": world.administrator, "at": build.NOW}
    Person.objects.filter(pk=world.lead.pk).update(left_on=build.NOW.date())
    assert caller.get("/me").status_code == 200
    settings.FIXED_NOW = build.NOW + timedelta(days=1)
    refused(caller.get("/me"), "Whoever made the token may do nothing any more.")
    Person.objects.filter(pk=world.lead.pk).update(left_on=None)
    persons.set_roles(person=world.lead, roles=[Role.MEMBER], **by)
    refused(caller.get("/me"), "The token was revoked.")


def test_a_closed_account_opens_nothing(world, caller):
    world.lead.user.is_active = False
    world.lead.user.save()
    assert caller.get("/me").status_code == 401


def test_new_roles_do_not_reach_a_token_made_before(world, caller):
    both = [Role.LEAD, Role.PERFORMANCE_OFFICER]
    persons.set_roles(person=world.lead, roles=both, by=world.administrator, at=build.NOW)
    assert caller.get("/me").json()["roles"] == ["lead officer"]
    assert caller.get("/history").status_code == 403


def test_what_a_colleague_lends_it_does_not_lend_on(world, client_of):
    Delegation.objects.create(
        person=world.other_lead, to=world.lead, first_day=date(2026, 3, 1), last_day=date(2026, 3, 9)
    )
    theirs = world.action("4.1.1")
    page = f"/harrow-vale/months/action/{theirs.pk}/update/"
    assert client_of(world.lead).get(page).status_code == 200
    answer = Caller(world.lead).put(f"/actions/{theirs.pk}/update/draft", version=0, complete="no")
    assert answer.status_code == 403


def test_a_council_that_asks_for_a_second_factor_gets_it(world, caller):
    world.council.settings = {"second_factor": "everyone"}
    world.council.save()
    answer = caller.get("/me")
    assert answer.status_code == 403
    assert "second factor" in answer.json()["detail"]
    ApiToken.objects.update(by_council_sign_in=True)
    assert caller.get("/me").status_code == 200, "their own sign-in service asks for it"


def test_who_tries_unknown_tokens_waits_and_whoever_has_a_good_one_does_not(caller):
    wrong = Client(headers={"authorization": "Bearer fp_00000000_guessed"})
    for _ in range(20):
        refused(wrong.get(caller.address("/me")), "The token is not known.")
    answer = wrong.get(caller.address("/me"))
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert answer["Content-Type"] == "application/problem+json"
    assert caller.get("/me").status_code == 200


def test_use_is_noted(caller):
    assert caller.token.last_used_at is None
    caller.get("/me")
    caller.token.refresh_from_db()
    assert caller.token.last_used_at == build.NOW


def test_a_body_that_is_too_large_or_no_json_is_refused(world, caller):
    path = caller.address(f"/actions/{world.action('3.1.1').pk}/update")
    large = caller.client.post(path, "x" * (256 * 1024 + 1), content_type="application/json")
    assert large.status_code == 413
    assert caller.client.post(path, {"version": 0}).status_code == 415
    broken = caller.client.post(path, b'{"version": \xff', content_type="application/json")
    assert broken.status_code == 400
    for answer in (large, broken):
        assert answer["Content-Type"] == "application/problem+json"


def test_a_wrong_method_says_which_are_right(world, caller):
    answer = caller.client.delete(caller.address(f"/actions/{world.action('3.1.1').pk}/update"))
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, POST"
    assert answer.json()["detail"] == "This address takes GET, POST."


def test_no_token_is_in_the_log(world, caller, caplog):
    caplog.set_level("INFO")
    caller.put(f"/actions/{world.action('3.1.1').pk}/update/draft", version=0, complete="no")
    assert f"by token {caller.token.prefix} of person {world.lead.pk}" in caplog.text
    assert caller.secret not in caplog.text


def test_what_fails_is_a_problem_like_any_other(caller, monkeypatch, caplog):
    from fingerpost.api.views import others

    def broken(*_, **__):
        raise RuntimeError("a bug")

    monkeypatch.setattr(others, "MeShape", broken)
    answer = caller.get("/me")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "a bug" not in answer.text
    assert "a bug" in caplog.text


def test_a_database_that_is_busy_says_when_to_try_again(caller, monkeypatch):
    from django.db import OperationalError

    from fingerpost.api.views import others

    def busy(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr(others, "MeShape", busy)
    answer = caller.get("/me")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
