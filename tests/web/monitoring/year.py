"""Months after the one that the world opens, opened by the real operation."""

from datetime import timedelta

from fingerpost.monitoring.operations.periods import open_period
from fingerpost.rules import months
from tests import build


def open_month(world, month, *, plan=None):
    """This month of the plan, opened on its first day."""
    return open_period(
        plan=plan or world.plan,
        period=months.Period(month, month),
        due_on=month.last_day + timedelta(days=5),
        close_on=month.last_day + timedelta(days=8),
        by=world.officer,
        at=build.NOW.replace(year=month.year, month=month.number, day=1),
    )
