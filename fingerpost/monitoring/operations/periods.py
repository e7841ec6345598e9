"""Opening periods, and moving their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.monitoring.models import Period
from fingerpost.people.council_settings import settings_of
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules import months
from fingerpost.rules.meetings.working_days import DayKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from fingerpost.people.models import Council, Person


LATEST_CLOSE = timedelta(days=366)
"""How far ahead, or after its end, a period may be planned to close: anything later is a slip of the keyboard."""


class NotLive(ValueError):
    """Only a live plan has periods."""


class StillOpen(ValueError):
    """Another period of the plan is open."""


class NotInTheYear(ValueError):
    """The period is not one of the plan year's, or of another length than the plan's cycle."""


class OutOfTurn(ValueError):
    """The period does not follow the last one that was opened."""


class DaysOutOfOrder(ValueError):
    """Updates are due before the period ends, or after the day on which it is to be closed; or that is years away."""


class ClosedPeriod(ValueError):
    """The days of a closed period are no longer moved."""


@transaction.atomic
def open_period(
    *, plan: Plan, period: months.Period, due_on: date, close_on: date, by: Person, at: datetime
) -> Period:
    """Open a period of a live plan.

    Refuses while another is open, a period that is not the next one, and days out of order.
    """
    if plan.state != PlanState.LIVE:
        raise NotLive(f"{plan.title} is {plan.state}; only a live plan has periods.")
    if period.first not in plan.year or period.last not in plan.year or len(period) != plan.cycle_months:
        raise NotInTheYear(f"{period.name} is not a period of {plan.title}.")
    last = plan.periods.order_by("-first").first()
    if last is not None and period.first != last.last + 1:
        raise OutOfTurn(f"The next period to open is the one after {last}.")
    _check_days(period, due_on, close_on, at.date())
    try:
        with transaction.atomic():
            opened = Period.objects.create(
                plan=plan,
                first=period.first,
                last=period.last,
                opened_at=at,
                due_on=due_on,
                close_on=close_on,
            )
    except IntegrityError:
        raise StillOpen("Another period of this plan is open, or this one was opened before.") from None
    record(by=by, at=at, event="opened the period", of=opened, label=str(opened))
    return opened


@transaction.atomic
def set_days(*, period: Period, due_on: date, close_on: date, by: Person, at: datetime) -> Period:
    """Move the days on which updates are due and the period is to be closed. Refuses a closed period."""
    period = Period.objects.select_for_update().get(pk=period.pk)
    if period.closed_at is not None:
        raise ClosedPeriod(f"{period} is closed.")
    _check_days(period.value, due_on, close_on, at.date())
    before = {"due_on": period.due_on.isoformat(), "close_on": period.close_on.isoformat()}
    period.due_on, period.close_on = due_on, close_on
    period.save(update_fields=["due_on", "close_on"])
    record(
        by=by,
        at=at,
        event="moved the days of the period",
        of=period,
        label=str(period),
        before=before,
        after={"due_on": due_on.isoformat(), "close_on": close_on.isoformat()},
    )
    return period


def next_period(plan: Plan) -> months.Period | None:
    """The period that may be opened next: the one after the last, or the first of the plan year; None at its end.

    A plan taken over in mid-year may begin with a later one.
    """
    last = plan.periods.order_by("-first").first()
    first = plan.first_month if last is None else last.last + 1
    end = first + (plan.cycle_months - 1)
    return months.Period(first, end) if end in plan.year else None


def usual_days(period: months.Period, council: Council) -> tuple[date, date]:
    """The working days after a period on which, by the council's settings, updates are due and it is closed.

    The bank holidays of the council's nation and its own closing days are no working days. In a year whose bank
    holidays are not known only Saturdays and Sundays are left out (`holidays_known` says so): whoever opens the period
    moves the days.
    """
    chosen = settings_of(council)
    end = period.last.last_day
    calendar = chosen.meeting_rules.calendar
    calendar = replace(calendar, years=calendar.years | {end.year, end.year + 1})
    due_on, close_on = (
        calendar.move(end, number, DayKind.WORKING)
        for number in (chosen.due_working_day, chosen.close_working_day)
    )
    return due_on, close_on


def holidays_known(period: months.Period, council: Council) -> bool:
    """Whether the bank holidays between a period and its usual days are known."""
    calendar = settings_of(council).meeting_rules.calendar
    first = period.last.last_day + timedelta(days=1)
    return all(calendar.covers(day.year) for day in (first, *usual_days(period, council)))


def _check_days(period: months.Period, due_on: date, close_on: date, today: date) -> None:
    if not period.last.first_day <= due_on <= close_on or close_on <= period.last.last_day:
        raise DaysOutOfOrder(
            "Updates are due in the last month of the period or later, and the period is closed after its end, "
            "not before the day on which updates are due."
        )
    if close_on - max(period.last.last_day, today) > LATEST_CLOSE:
        raise DaysOutOfOrder("That is more than a year away; look at the years that you typed.")
