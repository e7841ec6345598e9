"""Closing a month."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fingerpost.history.models import Entry
from fingerpost.monitoring import closing
from fingerpost.monitoring.closing import (
    AlreadyClosed,
    NotAccepted,
    OutOfTurn,
    close_period,
    value_of,
)
from fingerpost.monitoring.models import ActionMonth, Period, Snapshot, SnapshotStands
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.plans.models import Action
from fingerpost.rules.classes import Status
from fingerpost.rules.closing import TooEarly
from fingerpost.rules.months import Month
from fingerpost.rules.snapshot import digest
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.monitoring.year import open_month


def test_a_closed_month_holds_every_action_judged_and_its_digest(world):
    send_update(
        action=world.action("3.1.1"),
        period=world.period,
        content=Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
        by=world.lead,
        at=build.NOW,
    )
    stored = build.closed(world.period, world.officer)
    value = value_of(stored)
    assert digest(value) == stored.digest
    assert value.action("3.1.1").status is Status.COMPLETE
    assert value.action("4.1.2").status is Status.AMBER
    assert stored.action_months.get(action__ref="3.1.1").status == Status.COMPLETE


def test_a_month_is_not_closed_twice(world):
    build.closed(world.period, world.officer)
    with pytest.raises(AlreadyClosed):
        close_period(period=world.period, by=world.officer, at=build.NOW)


def test_a_month_is_not_closed_before_its_end(world):
    with pytest.raises(TooEarly):
        close_period(period=world.period, by=world.officer, at=build.NOW.replace(month=2, day=27))


def test_every_error_without_a_reason_is_named_at_once_and_nothing_is_closed(world):
    with pytest.raises(NotAccepted) as refusal:
        close_period(period=world.period, by=world.officer, at=build.NOW)
    named = {(each.id, each.places[0]) for each in refusal.value.findings}
    assert named >= {("M02", "action 4.1.2"), ("M03", "action 4.1.2"), ("M02", "action 3.1.10")}
    world.period.refresh_from_db()
    assert world.period.is_open
    assert not Snapshot.objects.exists()


def test_accepted_errors_are_stored_with_their_reasons_and_told_in_the_history(world):
    stored = build.closed(world.period, world.officer)
    assert {each["reason"] for each in stored.accepted} == {"Known to the performance team."}
    entry = Entry.objects.filter(event="closed the period").get()
    assert entry.after["digest"] == stored.digest


def test_a_reason_of_spaces_is_none(world):
    errors = closing.check_month(closing.to_check(world.period, on=build.NOW.date()))
    with pytest.raises(NotAccepted):
        close_period(
            period=world.period,
            by=world.officer,
            at=build.NOW,
            accepted={closing.key_of(each): "   " for each in errors},
        )


def test_each_month_stands_on_the_one_before(world):
    february = build.closed(world.period, world.officer)
    march = build.closed(open_month(world, Month(2026, 3)), world.officer, build.NOW.replace(month=4, day=1))
    assert march.previous == february
    assert value_of(march).previous_digest == february.digest


def test_a_month_is_not_closed_over_a_gap(world):
    build.closed(world.period, world.officer)
    may = open_month(world, Month(2026, 3))
    Period.objects.filter(pk=may.pk).update(first=Month(2026, 5), last=Month(2026, 5))
    with pytest.raises(OutOfTurn, match="March to April 2026 was never opened"):
        close_period(period=may, by=world.officer, at=build.NOW.replace(month=6))


def test_a_month_is_not_closed_before_the_one_that_comes_earlier(world):
    Period.objects.filter(pk=world.period.pk).update(first=Month(2026, 3), last=Month(2026, 3))
    Period.objects.create(
        plan=world.plan, first=Month(2026, 2), last=Month(2026, 2), opened_at=build.NOW,
        due_on=date(2026, 3, 7), close_on=date(2026, 3, 9), closed_at=build.NOW,
    )  # fmt: skip
    with pytest.raises(OutOfTurn, match="February 2026 is not closed"):
        close_period(period=world.period, by=world.officer, at=build.NOW.replace(month=4))


def test_a_month_whose_closing_fails_half_way_is_as_before(world, monkeypatch):
    def fails(*_args, **_kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(closing, "record", fails)
    with pytest.raises(OSError, match="full"):
        build.closed(world.period, world.officer)
    world.period.refresh_from_db()
    assert world.period.is_open
    assert not Snapshot.objects.exists()
    assert not ActionMonth.objects.exists()


def test_a_closed_month_is_never_written_over_or_deleted(world):
    stored = build.closed(world.period, world.officer)
    with pytest.raises(SnapshotStands):
        stored.save()
    with pytest.raises(SnapshotStands):
        stored.delete()


def test_closing_asks_the_database_as_often_for_a_hundred_actions_as_for_six(world):
    few = _queries_of_closing(world.period, world.officer)
    again = open_month(world, Month(2026, 3))
    homes = world.plan.sections.get(code="3.1")
    Action.objects.bulk_create(
        Action(
            plan=world.plan,
            section=homes,
            ref=f"9.{number}",
            title="More",
            place=99,
            programmed=(Month(2026, 3),),
        )
        for number in range(90)
    )
    assert _queries_of_closing(again, world.officer, build.NOW.replace(month=4)) <= few + 3


def _queries_of_closing(period, by, at=build.NOW):
    with CaptureQueriesContext(connection) as asked:
        build.closed(period, by, at)
    return len(asked)
