"""Putting a closed month right: actions are put aside, seen with what they give, and closed as one version."""

from datetime import date

import pytest

from fingerpost.monitoring.closing import NotClosed, as_it_stands, value_of
from fingerpost.monitoring.models import PendingCorrection, Update
from fingerpost.monitoring.operations.corrections import (
    NothingPutAside,
    close_corrected,
    put_aside,
    take_back,
)
from fingerpost.rules import updates
from fingerpost.rules.updates import Progress
from tests import build

DONE = updates.Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20))
YES = {"complete": "yes", "completed_on": "20/2/2026"}


@pytest.fixture
def closed(world):
    build.closed(world.period, world.officer)
    return world


def address(world, ref=None):
    tail = f"{world.action(ref).pk}/" if ref else ""
    return f"/{world.council.slug}/months/{world.period.pk}/correct/{tail}"


def aside(world, ref):
    return put_aside(
        period=world.period, action=world.action(ref), content=DONE, by=world.officer, at=build.NOW
    )


def test_several_actions_are_put_right_in_one_version_under_one_reason(closed, client_of):
    client = client_of(closed.officer)
    for ref in ("3.1.1", "4.1.2"):
        assert client.post(address(closed, ref), YES).status_code == 302
    page = client.get(address(closed)).text
    assert "The figures as closed, and as the next version will have them" in page
    assert "Put right another action" in page
    assert page.count("/take-back/") == 2
    done = client.post(address(closed), {"reason": "Two notes were overlooked."})
    assert done.status_code == 302
    first, second = (value_of(each) for each in closed.period.snapshots.order_by("version"))
    assert [first.action(ref).status for ref in ("3.1.1", "4.1.2")] == ["amber", "amber"]
    assert [second.action(ref).status for ref in ("3.1.1", "4.1.2")] == ["complete", "complete"]
    assert second.correction.reason == "Two notes were overlooked."
    assert not PendingCorrection.objects.exists()


def test_what_is_shown_before_is_what_the_next_version_says(closed):
    aside(closed, "3.1.1")
    shown = as_it_stands(closed.period, on=build.NOW.date(), instead={"3.1.1": DONE})
    stored = close_corrected(period=closed.period, reason="Overlooked.", by=closed.officer, at=build.NOW)
    assert value_of(stored).figures == shown.figures
    assert value_of(stored).actions == shown.actions


def test_a_correction_put_aside_leaves_the_closed_month_as_it_is_and_is_taken_back(closed, client_of):
    pending = aside(closed, "3.1.1")
    assert closed.period.snapshots.count() == 1
    assert not Update.objects.filter(action=closed.action("3.1.1")).exists()
    client_of(closed.officer).post(f"/{closed.council.slug}/months/corrections/{pending.pk}/take-back/")
    assert not PendingCorrection.objects.exists()


def test_a_second_correction_of_an_action_takes_the_place_of_the_first(closed):
    aside(closed, "3.1.1")
    later = updates.Update(build.FEBRUARY, Progress.NOT_COMPLETE, comment="Not yet.")
    put_aside(
        period=closed.period, action=closed.action("3.1.1"), content=later, by=closed.officer, at=build.NOW
    )
    assert PendingCorrection.objects.get().content["comment"] == "Not yet."


def test_without_a_reason_nothing_is_closed_and_what_was_put_aside_is_kept(closed, client_of):
    aside(closed, "3.1.1")
    answer = client_of(closed.officer).post(address(closed), {"reason": " "})
    assert answer.status_code == 422
    assert 'href="#id_reason">Say why the closed month is corrected.' in answer.text
    assert closed.period.snapshots.count() == 1
    assert PendingCorrection.objects.count() == 1


def test_a_month_with_nothing_put_aside_gets_no_new_version(closed, client_of):
    assert client_of(closed.officer).post(address(closed), {"reason": "No reason."}).status_code == 422
    with pytest.raises(NothingPutAside):
        close_corrected(period=closed.period, reason="None.", by=closed.officer, at=build.NOW)
    assert closed.period.snapshots.count() == 1


def test_an_open_month_is_updated_not_corrected(world, client_of):
    with pytest.raises(NotClosed):
        aside(world, "3.1.1")
    assert client_of(world.officer).get(address(world)).status_code == 404


def test_answers_that_make_no_sense_are_all_named_and_put_nothing_aside(closed, client_of):
    answer = client_of(closed.officer).post(
        address(closed, "3.1.1"), {"complete": "yes", "completed_on": "31/2/2026"}
    )
    assert answer.status_code == 422
    assert not PendingCorrection.objects.exists()


def test_who_may_not_correct_is_refused_and_a_stranger_finds_nothing(closed, client_of):
    pending = aside(closed, "3.1.1")
    back = f"/{closed.council.slug}/months/corrections/{pending.pk}/take-back/"
    for page in (address(closed), address(closed, "3.1.1")):
        assert client_of(closed.lead).get(page).status_code == 403
        assert client_of(closed.stranger).get(page).status_code == 404
    assert client_of(closed.head).post(back).status_code == 403
    assert client_of(closed.stranger).post(back).status_code == 404
    assert client_of(closed.officer).get(back).status_code == 405


def test_taking_back_is_recorded(closed):
    take_back(pending=aside(closed, "3.1.1"), by=closed.officer, at=build.NOW)
    assert not PendingCorrection.objects.exists()


def test_the_page_asks_as_much_of_the_database_for_many_actions_as_for_few(
    world, client_of, django_assert_max_num_queries
):
    build.many_actions(world, world.plan.sections.get(code="3.2"), 60)
    build.closed(world.period, world.officer)
    aside(world, "3.1.1")
    client = client_of(world.officer)
    with django_assert_max_num_queries(30):
        client.get(address(world))
