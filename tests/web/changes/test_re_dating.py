"""New dates for several actions at once, decided under one minute."""

from datetime import date

import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.operations.asking import ask_together
from fingerpost.changes.operations.locking import SomeRefused
from fingerpost.rules.changes import RequestState
from tests import build
from tests.web.changes.asking import submitted, wanted


def address(world, *refs):
    keys = "&".join(f"action={world.action(ref).pk}" for ref in refs)
    return f"/{world.council.slug}/changes/re-date/?{keys}"


def typed(world, **dates):
    given = {"reason": "capacity", "why": "The surveyors are too few."}
    return given | {f"to_{world.action(ref).pk}": words for ref, words in dates.items()}


def test_actions_are_ticked_with_their_dates_and_what_waits_already(world, client_of):
    submitted(world)
    text = client_of(world.officer).get(address(world)).text
    assert "3.1.2 <span" in text
    assert "March 2026" in text
    assert text.count("A request waits for a decision.") == 1


def test_several_new_dates_are_asked_for_at_once_and_lead_to_one_decision(world, client_of):
    answer = client_of(world.officer).post(
        address(world, "3.1.1", "3.2.1"), typed(world, **{"3.1.1": "May 2026", "3.2.1": "autumn 2026"})
    )
    made = ChangeRequest.objects.order_by("action__ref")
    assert [(each.action.ref, each.state, each.asked["to_date"]["text"]) for each in made] == [
        ("3.1.1", RequestState.SUBMITTED, "May 2026"),
        ("3.2.1", RequestState.SUBMITTED, "autumn 2026"),
    ]
    assert {each.asked["why"] for each in made} == {"The surveyors are too few."}
    assert answer.url.startswith(f"/{world.council.slug}/changes/together/?pk=")
    assert client_of(world.officer).get(answer.url).status_code == 200


def test_an_action_may_have_words_of_its_own(world, client_of):
    given = typed(world, **{"3.1.1": "May 2026"})
    given[f"why_{world.action('3.1.1').pk}"] = "The builder is ill."
    client_of(world.officer).post(address(world, "3.1.1"), given)
    assert ChangeRequest.objects.get().asked["why"] == "The builder is ill."


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_asked(world, client_of):
    answer = client_of(world.officer).post(
        address(world, "3.1.1", "3.2.1"),
        typed(world, **{"3.1.1": "soonish"}) | {"reason": "", "why": ""},
    )
    assert answer.status_code == 422
    for words in (
        "Choose the main reason",
        "Say why",
        "We cannot read “soonish” as a date.",
        "Give the new date of 3.2.1",
    ):
        assert words in answer.text
    assert 'value="soonish"' in answer.text
    assert not ChangeRequest.objects.exists()


def test_one_that_cannot_be_asked_stops_all_and_is_named(world, client_of):
    submitted(world, by=world.officer, ref="3.1.1", asked_on=build.NOW.date())
    with pytest.raises(SomeRefused) as refused:
        ask_together(
            wanted={world.action("3.2.1"): wanted(), world.action("3.1.1"): wanted()},
            by=world.officer,
            at=build.NOW,
        )
    assert list(refused.value.problems) == [world.action("3.1.1").pk]
    assert ChangeRequest.objects.count() == 1
    answer = client_of(world.officer).post(
        address(world, "3.1.1", "3.2.1"),
        {
            "reason": "partner",
            "why": "The tenants' panel meets only in May.",
            f"to_{world.action('3.1.1').pk}": "May 2026",
            f"to_{world.action('3.2.1').pk}": "August 2026",
        },
    )
    assert answer.status_code == 422
    assert "3.1.1: You have asked exactly this already." in answer.text
    assert ChangeRequest.objects.count() == 1


def test_a_lead_re_dates_own_actions_only_and_is_led_to_the_list(world, client_of):
    client = client_of(world.lead)
    text = client.get(address(world)).text
    assert "3.1.1" in text
    assert "4.1.1" not in text
    assert client.get(address(world, "4.1.1")).status_code == 403
    answer = client.post(address(world, "3.1.1"), typed(world, **{"3.1.1": "May 2026"}))
    assert answer.url == f"/{world.council.slug}/changes/"


def test_who_may_not_ask_is_refused_and_a_stranger_finds_nothing(world, client_of):
    assert client_of(world.member).get(address(world)).status_code == 403
    assert client_of(world.stranger).get(address(world)).status_code == 404
    assert client_of(world.officer).put(address(world)).status_code == 405
    assert client_of(world.officer).get(f"{address(world)}action=x").status_code == 200


def test_what_is_ticked_stays_ticked_while_the_list_is_narrowed_and_is_then_given_dates(world, client_of):
    client = client_of(world.officer)
    one, other = world.action("3.1.1"), world.action("4.1.1")
    looking = (
        f"/{world.council.slug}/changes/re-date/?choosing=yes&action={one.pk}&action={other.pk}&words=4.1.1"
    )
    page = client.get(looking).text
    assert f'<input type="hidden" name="action" value="{one.pk}">' in page
    assert f'value="{other.pk}" id="a{other.pk}" checked' in page
    dates = client.get(
        f"/{world.council.slug}/changes/re-date/?choosing=yes&action={one.pk}&action={other.pk}&give=yes"
    ).text
    assert "3.1.1" in dates
    assert "4.1.1" in dates
    many = ",".join(str(number) for number in range(1, 150))
    refused = client.get(
        f"/{world.council.slug}/changes/re-date/?choosing=yes&action={many}&give=yes", follow=True
    )
    assert "At most 100 actions" in refused.text


def test_a_long_plan_asks_no_more_of_the_database(world, client_of, django_assert_max_num_queries):
    build.many_actions(world, world.plan.sections.get(code="3.2"), 40)
    client = client_of(world.officer)
    with django_assert_max_num_queries(12):
        client.get(address(world))
    refs = [each.ref for each in world.plan.actions.filter(ref__startswith="3.2.10")]
    together = address(world, *refs)
    with django_assert_max_num_queries(12):
        client.get(together)


def test_the_day_on_which_it_was_asked_may_be_given(world, client_of):
    client_of(world.officer).post(
        address(world, "3.1.1"), typed(world, **{"3.1.1": "May 2026"}) | {"asked_on": "27 February 2026"}
    )
    assert ChangeRequest.objects.get().asked_on == date(2026, 2, 27)
