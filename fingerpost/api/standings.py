"""How actions stand now: in the open period as it would close today, else as the last closed one has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.api.shapes.plans import StandingShape
from fingerpost.monitoring.mine import whole_period
from fingerpost.monitoring.models import ActionMonth, Period
from fingerpost.plans.grid_markup import status_words
from fingerpost.rules.classes import Status, StatusClass

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from fingerpost.people.models import Council
    from fingerpost.rules.snapshot import ActionRecord


@dataclass(frozen=True, slots=True)
class PeriodsNow:
    """For each plan, by its key: the period that is open, and the last closed one."""

    opened: Mapping[int, Period]
    closed: Mapping[int, Period]


def periods_now(council: Council) -> PeriodsNow:
    """The periods of a council's plans that tell how things stand; one query."""
    opened: dict[int, Period] = {}
    closed: dict[int, Period] = {}
    rows = Period.objects.filter(plan__council=council).select_related("plan__council").order_by("first")
    for each in rows:
        (opened if each.is_open else closed)[each.plan_id] = each
    return PeriodsNow(opened, closed)


def standings(council: Council, plans: Collection[int], *, on: date) -> Mapping[int, StandingShape]:
    """How each action of these plans stands, by its key: a fixed number of queries for each plan."""
    now = periods_now(council)
    found: dict[int, StandingShape] = {}
    for plan in plans:
        period = now.opened.get(plan)
        if period is not None:
            for each in whole_period(period, on=on):
                found[each.action.pk] = standing_of(each.record, period)
    last = {
        now.closed[plan].pk: now.closed[plan]
        for plan in plans
        if plan not in now.opened and plan in now.closed
    }
    if last:
        for month in ActionMonth.objects.filter(period__in=list(last)):
            found[month.action_id] = frozen_standing(month, last[month.period_id])
    return found


def standing_of(record: ActionRecord, period: Period) -> StandingShape:
    """How an action would stand if its period closed today."""
    return StandingShape(
        period=period.pk,
        month=period.value.name,
        final=False,
        status=record.status,
        words=status_words(period.plan.status_words)[record.status],
        calculated=record.calculated,
        status_class=record.class_,
        reason=record.reason,
        no_update=record.no_update,
    )


def frozen_standing(month: ActionMonth, period: Period) -> StandingShape:
    """How an action stood when its period was closed."""
    status = Status(month.status)
    return StandingShape(
        period=period.pk,
        month=period.value.name,
        final=True,
        status=status,
        words=status_words(period.plan.status_words)[status],
        calculated=Status(month.calculated),
        status_class=StatusClass(month.status_class) if month.status_class else None,
        reason=month.reason,
        no_update=month.no_update,
    )
