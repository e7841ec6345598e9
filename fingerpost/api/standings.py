"""Actions as the API gives them, and how each stands: as its open period would close, else as it was closed last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from fingerpost.api.shapes.common import DateShape, PersonShape, date_or_none
from fingerpost.api.shapes.plans import ActionShape, MilestoneShape, ServiceShape, StandingShape
from fingerpost.monitoring.mine import Judged, judged
from fingerpost.monitoring.models import ActionMonth, Period
from fingerpost.plans.grid_markup import status_words
from fingerpost.plans.models import Action
from fingerpost.plans.values import ledger_if_any
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.dates.approximate import ApproximateDate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

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


class Known:
    """The actions of a council's plans as the API gives them on a day.

    Those of a plan with an open period are made once, and again after something was written in the council.
    """

    def __init__(self, council: Council, *, on: date) -> None:
        self.now, self.on = periods_now(council), on

    def standings(self, plans: Collection[int]) -> Mapping[int, StandingShape]:
        """How each action of these plans stands, by its key: a fixed number of queries for each plan."""
        found: dict[int, StandingShape] = {}
        for plan in plans:
            if plan in self.now.opened:
                opened = open_plan(self.now.opened[plan], on=self.on)
                found |= {key: each.standing for key, each in opened.items() if each.standing}
        return found | self._frozen(plan for plan in plans if plan not in self.now.opened)

    def shapes(self, keys: Mapping[int, int]) -> Mapping[int, ActionShape]:
        """These actions, by their keys; `keys` names the plan of each."""
        found: dict[int, ActionShape] = {}
        for plan in set(keys.values()) & self.now.opened.keys():
            found |= open_plan(self.now.opened[plan], on=self.on)
        others = {key: plan for key, plan in keys.items() if plan not in self.now.opened}
        if others:
            standing = self._frozen(others.values())
            rows = whole_rows().filter(pk__in=list(others))
            found |= {each.pk: action_shape(each, standing.get(each.pk)) for each in rows}
        return found

    def _frozen(self, plans: Iterable[int]) -> dict[int, StandingShape]:
        """How each action of these plans stood when their last periods were closed."""
        last = {self.now.closed[plan].pk: self.now.closed[plan] for plan in plans if plan in self.now.closed}
        if not last:
            return {}
        months = ActionMonth.objects.filter(period__in=list(last))
        return {each.action_id: frozen_standing(each, last[each.period_id]) for each in months}


def open_plan(period: Period, *, on: date) -> Mapping[int, ActionShape]:
    """Every action of a plan with an open period, by its key, standing as the period would close."""
    return _open_plan(judged(period, on=on))


@lru_cache(maxsize=16)
def _open_plan(known: Judged) -> Mapping[int, ActionShape]:
    standing = {case.action.pk: standing_of(record, known.period) for case, record in known.rows}
    rows = whole_rows().filter(plan=known.period.plan_id)
    return MappingProxyType({each.pk: action_shape(each, standing.get(each.pk)) for each in rows})


def whole_rows() -> QuerySet[Action]:
    """Actions with all that their shapes need."""
    rows = Action.objects.select_related("section", "service")
    return rows.prefetch_related("people__person", "ledger_entries", "milestones")


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


def action_shape(action: Action, standing: StandingShape | None) -> ActionShape:
    """An action as the API gives it (as `whole_rows` loads it); a draft may lack its dates."""
    ledger = ledger_if_any(action)
    people = [(each.deputy, PersonShape.of(each.person)) for each in action.people.all()]
    return ActionShape(
        id=action.pk,
        plan=action.plan_id,
        section=action.section_id,
        section_code=action.section.code,
        ref=action.ref,
        title=action.title,
        service=ServiceShape.of(action.service) if action.service else None,
        leads=[each for deputy, each in people if not deputy],
        deputies=[each for deputy, each in people if deputy],
        priority=action.priority,
        resources=action.resources,
        outside_bodies=action.outside_bodies,
        ongoing=action.ongoing,
        recurring=action.recurring,
        programmed=[str(each) for each in action.programmed],
        reprogrammed=[str(each) for each in ledger.reprogrammed_months] if ledger else [],
        original=date_or_none(ledger.original) if ledger else None,
        current=date_or_none(ledger.current) if ledger else None,
        times_moved=ledger.times_moved if ledger else 0,
        milestones=[
            MilestoneShape(
                id=each.pk,
                title=each.title,
                due=DateShape.of(ApproximateDate(each.due_words, each.due_edtf)),
                completed_on=each.completed_on,
            )
            for each in action.milestones.all()
        ],
        standing=standing,
        version=action.version,
    )
