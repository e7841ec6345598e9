"""A person's own actions over all live plans: what is to be updated now, what was sent, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fingerpost.changes.models import ChangeRequest
from fingerpost.history.record import Extent, extent_of
from fingerpost.monitoring.closing import snapshot_before
from fingerpost.monitoring.models import ActionMonth, Period, Update, UpdateState
from fingerpost.monitoring.preview import Case, cases
from fingerpost.plans.models import Action, PlanState
from fingerpost.rules.changes import RequestState
from fingerpost.rules.checks.month_to_close import RESTING
from fingerpost.rules.plain import from_plain
from fingerpost.rules.snapshot import ActionRecord
from fingerpost.rules.updates import Update as UpdateValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from fingerpost.people.models import Council


@dataclass(frozen=True, slots=True)
class Mine:
    """One action in an open period: as it stands now, what was sent or typed for it, and how it was last time."""

    case: Case
    record: ActionRecord
    update: Update | None
    last: ActionMonth | None
    last_update: Update | None
    asked: bool

    @property
    def action(self) -> Action:
        """The action."""
        return self.case.action

    @property
    def period(self) -> Period:
        """The period."""
        return self.case.period

    @property
    def last_said(self) -> UpdateValue | None:
        """What was sent for the period before."""
        content = None if self.last_update is None else self.last_update.content
        return None if content is None else from_plain(UpdateValue, content)

    @property
    def draft(self) -> bool:
        """Whether something was typed that is not what was sent."""
        return self.update is not None and self.update.unsent

    @property
    def state(self) -> str:
        """The state of its update; empty where there is none."""
        return self.update.state if self.update is not None else ""

    @property
    def sent(self) -> bool:
        """Whether an update was sent that nobody sent back."""
        return self.state in (UpdateState.SENT, UpdateState.ACCEPTED)

    @property
    def sent_back(self) -> bool:
        """Whether the update was sent back with a question."""
        return self.state == UpdateState.SENT_BACK

    @property
    def called_for(self) -> bool:
        """Whether an update is called for: it is counted in the period, and not over or at rest."""
        return self.record.highlight is not None and self.record.status not in RESTING

    @property
    def coming(self) -> bool:
        """Whether it is programmed, or reprogrammed, for the month after the period."""
        month = self.period.last + 1
        return month in self.record.schedule.programmed or month in self.record.ledger.reprogrammed_months


@dataclass(frozen=True, slots=True)
class MyActions:
    """A person's actions by what is to be done with them. Each action stands in one group."""

    sent_back: tuple[Mine, ...]
    to_update: tuple[Mine, ...]
    waiting: tuple[Mine, ...]
    sent: tuple[Mine, ...]
    coming: tuple[Mine, ...]
    others: tuple[Mine, ...]
    over: tuple[Mine, ...]

    @property
    def everything(self) -> tuple[Mine, ...]:
        """All of them."""
        return (
            *self.to_do,
            *self.waiting,
            *self.sent,
            *self.coming,
            *self.others,
            *self.over,
        )

    @property
    def called_for(self) -> int:
        """How many updates the open periods call for."""
        return sum(each.called_for for each in self.everything)

    @property
    def to_do(self) -> tuple[Mine, ...]:
        """What is to be done now, in order: questions first."""
        return (*self.sent_back, *self.to_update)


def open_periods(council: Council) -> list[Period]:
    """The open periods of a council's live plans."""
    rows = Period.objects.filter(plan__council=council, plan__state=PlanState.LIVE, closed_at=None)
    return list(rows.select_related("plan__council").order_by("due_on", "pk"))


def my_actions(council: Council, person_ids: Collection[int], *, on: date) -> MyActions:
    """The actions of these people in the open periods, grouped."""
    mine: list[Mine] = []
    for period in open_periods(council):
        actions = Action.objects.filter(plan=period.plan, people__person__in=person_ids).distinct()
        mine += in_period(period, actions.order_by("place"), on=on)
    return grouped(mine)


def grouped(mine: Iterable[Mine]) -> MyActions:
    """Actions by what is to be done with them."""
    left = list(mine)

    def taken(those: Iterable[Mine]) -> tuple[Mine, ...]:
        found = tuple(those)
        for each in found:
            left.remove(each)
        return found

    return MyActions(
        sent_back=taken([each for each in left if each.sent_back]),
        to_update=taken([each for each in left if each.called_for and not each.sent]),
        waiting=taken([each for each in left if each.asked]),
        sent=taken([each for each in left if each.sent]),
        over=taken([each for each in left if each.record.status in RESTING]),
        coming=taken([each for each in left if each.coming]),
        others=tuple(left),
    )


def in_period(period: Period, actions: QuerySet[Action], *, on: date) -> list[Mine]:
    """These actions in a period, in their order: a fixed number of queries, however many."""
    before = snapshot_before(period)
    found = cases(period, actions, on=on, before=before)
    if not found:
        return []
    keys = [each.action.pk for each in found]
    last_months, last_updates = {}, {}
    if before is not None:
        months = ActionMonth.objects.filter(period_id=before.period_id, action__in=keys)
        last_months = {each.action_id: each for each in months}
        last_updates = _by_action(Update.objects.filter(period_id=before.period_id, action__in=keys))
    updates, asked = _by_action(Update.objects.filter(period=period, action__in=keys)), _asked(period)
    return [
        Mine(
            case=each,
            record=each.judged(),
            update=updates.get(each.action.pk),
            last=last_months.get(each.action.pk),
            last_update=last_updates.get(each.action.pk),
            asked=each.action.pk in asked,
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Every action of an open period with how it stands, in the order of the plan.

    It is the same object while nothing was written in the council: what is worked out of it can be kept by it.
    """

    period: Period
    rows: tuple[tuple[Case, ActionRecord], ...]


def judged(period: Period, *, on: date) -> Judged:
    """How every action of a period stands. The plan is read and judged anew only after something was written."""
    return _as_judged(period.pk, on, extent_of(period.plan.council_id))


def whole_period(period: Period, *, on: date) -> list[Mine]:
    """Every action of an open period, in the order of the plan, for a page that only reads and shows no last time.

    `last` and `last_update` are None. What somebody typed and has not sent is read each time.
    """
    updates, asked = _by_action(Update.objects.filter(period=period)), _asked(period)
    return [
        Mine(
            case=case,
            record=record,
            update=updates.get(case.action.pk),
            last=None,
            last_update=None,
            asked=case.action.pk in asked,
        )
        for case, record in judged(period, on=on).rows
    ]


@lru_cache(maxsize=16)
def _as_judged(
    period_id: int,
    on: date,
    written: Extent,  # noqa: ARG001  # part of what is remembered by: another history, another answer
) -> Judged:
    """Every action of a period with how it stands, while the council's history reaches no further."""
    period = Period.objects.select_related("plan__council").get(pk=period_id)
    found = cases(period, period.plan.actions.order_by("place"), on=on)
    return Judged(period, tuple((each, each.judged()) for each in found))


forget_what_was_judged = _as_judged.cache_clear
"""For tests, whose databases begin anew under one and the same history."""


def _by_action(updates: Iterable[Update]) -> dict[int, Update]:
    """Updates of one period by the keys of their actions."""
    return {each.action_id: each for each in updates}


def _asked(period: Period) -> frozenset[int]:
    """The keys of the actions for which a change request waits."""
    waiting = ChangeRequest.objects.filter(
        plan=period.plan, state=RequestState.SUBMITTED, action__isnull=False
    )
    return frozenset(waiting.values_list("action_id", flat=True))
