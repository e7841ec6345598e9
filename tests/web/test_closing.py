"""Closing a month."""

from datetime import date

import pytest

from fingerpost.monitoring.closing import AlreadyClosed, close_period, value_of
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.rules.classes import Status
from fingerpost.rules.snapshot import digest
from fingerpost.rules.updates import Progress, Update
from tests import build


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
