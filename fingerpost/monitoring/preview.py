"""What an update would give, before it is sent: judged by the same code that closes the month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from fingerpost.monitoring.closing import frozen_in, snapshot_before
from fingerpost.monitoring.models import Period
from fingerpost.monitoring.rows import known
from fingerpost.plans.models import Action
from fingerpost.plans.values import plan_value, policies_of
from fingerpost.rules import months, snapshot
from fingerpost.rules.closing import ActionRow, close_action
from fingerpost.rules.policies import Policies
from fingerpost.rules.snapshot import ActionRecord
from fingerpost.rules.updates import Progress, update_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fingerpost.monitoring.models import Snapshot
    from fingerpost.rules.updates import Update


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the status of every action of a period depends on beside the action itself.

    Two are the same if their plan says the same, they stand on the same closed period and are judged on one day.
    """

    plan: snapshot.Plan = field(compare=False)
    policies: Policies = field(compare=False)
    frozen: Mapping[str, ActionRecord] = field(compare=False)
    period: months.Period
    closed_on: date
    sameness: str
    """The plan and its policies in words, and the digest of the closed period."""


@lru_cache(maxsize=4096)
def _judged(row: ActionRow, around: Circumstances) -> ActionRecord:
    """An action as its period would close. What is the same is judged once, however many look at it."""
    return close_action(
        row,
        plan=around.plan,
        period=around.period,
        closed_on=around.closed_on,
        policies=around.policies,
        before=around.frozen.get(row.ref),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """An action in a period with all that its status depends on, ready to be judged with any update."""

    action: Action
    period: Period
    row: ActionRow
    around: Circumstances

    def judged(
        self, content: Update | None = None, reached: Mapping[int, date | None] | None = None
    ) -> ActionRecord:
        """The action as the period would close, with this update in place of the one sent.

        `content` None leaves what was sent; `reached` are the days of milestones that are to be recorded, by their
        places in the schedule.
        """
        return _judged(self.row.with_update(content).with_reached(reached or {}), self.around)

    @property
    def sent(self) -> Update | None:
        """The update that was sent for the period."""
        return update_for(self.row.updates, self.period.value)

    @property
    def was_complete(self) -> bool:
        """Whether the last update for an earlier period said that the action is complete."""
        earlier = self._others()
        return bool(earlier) and earlier[-1].progress is Progress.COMPLETE

    def _others(self) -> tuple[Update, ...]:
        return tuple(each for each in self.row.updates if each.period != self.period.value)


def cases(
    period: Period, actions: QuerySet[Action], *, on: date, before: Snapshot | None = None
) -> list[Case]:
    """These actions in a period, in their order: a fixed number of queries, however many.

    `before` is the snapshot on which the period stands, where the caller has it already.
    """
    found = known(actions, up_to=period.last, day=on)
    if not found:
        return []
    around = circumstances(period, before or snapshot_before(period), on=on)
    return [Case(action, period, row, around) for action, row in found]


def circumstances(period: Period, before: Snapshot | None, *, on: date) -> Circumstances:
    """What the actions of a period are judged by on a day. `before` is the snapshot on which it stands."""
    plan, policies = plan_value(period.plan), policies_of(period.plan)
    return Circumstances(
        plan=plan,
        policies=policies,
        frozen=MappingProxyType({}) if before is None else frozen_in(before),
        period=period.value,
        closed_on=max(on, period.last.last_day),
        sameness=f"{plan} {policies} {before.digest if before else None}",
    )


def case_of(action: Action, period: Period, *, on: date) -> Case:
    """One action in a period."""
    return cases(period, Action.objects.filter(pk=action.pk), on=on)[0]
