"""What an update would give, before it is sent: judged by the same code that closes the month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.monitoring.closing import frozen_in, snapshot_before
from fingerpost.monitoring.models import Period
from fingerpost.monitoring.rows import row_of, whole_actions
from fingerpost.plans.models import Action
from fingerpost.plans.values import plan_value, policies_of
from fingerpost.rules import snapshot
from fingerpost.rules.closing import ActionRow, close_action
from fingerpost.rules.policies import Policies
from fingerpost.rules.snapshot import ActionRecord
from fingerpost.rules.updates import Progress, update_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fingerpost.monitoring.models import Snapshot
    from fingerpost.rules.updates import Update


@dataclass(frozen=True, slots=True)
class Case:
    """An action in a period with all that its status depends on, ready to be judged with any update."""

    action: Action
    period: Period
    row: ActionRow
    plan: snapshot.Plan
    policies: Policies
    before: ActionRecord | None
    closed_on: date

    def judged(self, content: Update | None = None) -> ActionRecord:
        """The action as the period would close, with this update in place of the one sent.

        `content` None leaves what was sent.
        """
        return close_action(
            self.row.with_update(content),
            plan=self.plan,
            period=self.period.value,
            closed_on=self.closed_on,
            policies=self.policies,
            before=self.before,
        )

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
    found = list(whole_actions(actions, up_to=period.last))
    if not found:
        return []
    stored = before or snapshot_before(period)
    frozen = {} if stored is None else frozen_in(stored)
    plan, policies = plan_value(period.plan), policies_of(period.plan)
    return [
        Case(
            action=each,
            period=period,
            row=row_of(each, on),
            plan=plan,
            policies=policies,
            before=frozen.get(each.ref),
            closed_on=max(on, period.last.last_day),
        )
        for each in found
    ]


def case_of(action: Action, period: Period, *, on: date) -> Case:
    """One action in a period."""
    return cases(period, Action.objects.filter(pk=action.pk), on=on)[0]
