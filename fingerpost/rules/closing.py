"""Closing a period: what is known of every action, judged, counted and frozen in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.rules.classes import CLASS_OF_STATUS, Status
from fingerpost.rules.dates.ledger import DateLedger, Revision
from fingerpost.rules.decisions import Decision
from fingerpost.rules.figures import all_figures
from fingerpost.rules.highlight import Occasions, highlight_reason, is_called_for, programmed_occasions
from fingerpost.rules.months import Month, Period
from fingerpost.rules.policies import DecisionsCount, Policies
from fingerpost.rules.said import said, together
from fingerpost.rules.schedule import Schedule
from fingerpost.rules.snapshot import (
    ActionRecord,
    Correction,
    Lead,
    Plan,
    Risk,
    Section,
    Snapshot,
    StripMonth,
    digest,
)
from fingerpost.rules.status import Facts, Judgement, is_in_future, judge
from fingerpost.rules.updates import Standing, Update, standing, update_for

if TYPE_CHECKING:
    from collections.abc import Iterable


class TooEarly(ValueError):
    """The period has not ended yet."""


class OutOfStep(ValueError):
    """The snapshot given as the previous period's is not of an earlier period."""


class NotACorrection(ValueError):
    """The value cannot be another version of the closed period."""


class RecordRewritten(ValueError):
    """Something that the previous period froze was altered or is gone; the message names every case."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """All that is known of an action: what the plan promises, what was decided, and every update in order.

    `added` is the decision that added it after the plan went live.
    """

    ref: str
    title: str
    section: str
    schedule: Schedule
    ledger: DateLedger
    updates: tuple[Update, ...] = ()
    leads: tuple[Lead, ...] = ()
    service: str | None = None
    resources: str | None = None
    priority: str | None = None
    outside_bodies: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    added: Decision | None = None

    def with_update(self, update: Update | None) -> ActionRow:
        """The row with this update in place of the one for its period; None leaves the row as it is."""
        if update is None:
            return self
        others = (each for each in self.updates if each.period != update.period)
        return replace(self, updates=tuple(sorted((*others, update), key=lambda each: each.period.first)))

    def with_reached(self, days: Mapping[int, date | None]) -> ActionRow:
        """The row with milestones, by their places in the schedule, reached on these days, or on none."""
        if not days:
            return self
        milestones = tuple(
            replace(each, completed_on=days.get(place, each.completed_on))
            for place, each in enumerate(self.schedule.milestones)
        )
        return replace(self, schedule=replace(self.schedule, milestones=milestones))


def close(
    *,
    council: str,
    plan: Plan,
    period: Period,
    closed_on: date,
    sections: tuple[Section, ...],
    rows: Iterable[ActionRow],
    risks: tuple[Risk, ...] = (),
    policies: Policies | None = None,
    previous: Snapshot | None = None,
) -> Snapshot:
    """The snapshot of a period (rules: Snapshot). `rows` stand in the order of the plan.

    Refuses to close before the period has ended, after a `previous` snapshot that is not of an earlier
    period, and where anything that the previous snapshot of the same plan froze was altered or is gone.
    """
    policies = policies or Policies()
    if closed_on < period.last.last_day:
        raise TooEarly(
            said(
                "{period} has not ended on {day}; close it after its last day.",
                period=period,
                day=closed_on.isoformat(),
            )
        )
    if previous is not None and previous.period.last >= period.first:
        raise OutOfStep(
            said("{period} does not come before {period2}.", period=previous.period, period2=period)
        )
    same_plan = previous if previous is not None and previous.plan.code == plan.code else None
    closing = _Closing(
        plan=plan,
        period=period,
        closed_on=closed_on,
        policies=policies,
        frozen=None if same_plan is None else {each.ref: each for each in same_plan.actions},
        year=tuple(plan.year),
    )
    present = tuple(row for row in rows if row.added is None or row.added.decided_on <= closing.counts_until)
    closing.refuse_rewriting(present)
    actions = tuple(closing.record(row) for row in present)
    return Snapshot(
        council=council,
        plan=plan,
        period=period,
        closed_on=closed_on,
        sections=sections,
        actions=actions,
        figures=all_figures(actions, sections, policies.rounding),
        policies=policies,
        risks=risks,
        previous_digest=None if previous is None else digest(previous),
    )


def close_action(
    row: ActionRow,
    *,
    plan: Plan,
    period: Period,
    closed_on: date,
    policies: Policies | None = None,
    before: ActionRecord | None = None,
) -> ActionRecord:
    """One action as `close` would judge and freeze it. `before` is what the previous period of the plan froze."""
    frozen = None if before is None else {before.ref: before}
    closing = _Closing(plan, period, closed_on, policies or Policies(), frozen, tuple(plan.year))
    return closing.record(row)


def correct(
    closed: Snapshot, corrected: Snapshot, *, reason: str, author: str, predecessor: Snapshot | None = None
) -> Snapshot:
    """The next version of a closed period: closed anew from corrected rows, with a reason and its author.

    It carries the digest of the version that it corrects and that of the same predecessor. Where the
    predecessor itself was corrected, a later period may have a version of its own that stands on that
    correction, given as `predecessor`. Refuses another period or predecessor, and an unexplained correction.
    """
    if (closed.council, closed.plan.code, closed.period) != (
        corrected.council,
        corrected.plan.code,
        corrected.period,
    ):
        raise NotACorrection(said("A correction must be of the same council, plan and period."))
    if not (reason.strip() and author.strip()):
        raise NotACorrection(said("A correction needs its reason and its author."))
    same = closed.previous_digest == corrected.previous_digest
    if not same and not _stands_on_correction(closed, corrected, predecessor):
        raise NotACorrection(
            said("A correction must stand on the same predecessor as the version that it corrects.")
        )
    return replace(
        corrected, version=closed.version + 1, correction=Correction(reason, author, corrects=digest(closed))
    )


def _stands_on_correction(closed: Snapshot, corrected: Snapshot, predecessor: Snapshot | None) -> bool:
    return (
        predecessor is not None
        and predecessor.correction is not None
        and predecessor.correction.corrects == closed.previous_digest
        and digest(predecessor) == corrected.previous_digest
    )


@dataclass(frozen=True, slots=True)
class _Closing:
    """One closing: what is the same for every action.

    `frozen` are the actions that the previous period of the same plan froze, by ref; None if it is the first.
    """

    plan: Plan
    period: Period
    closed_on: date
    policies: Policies
    frozen: Mapping[str, ActionRecord] | None
    year: tuple[Month, ...]
    """The months of the plan year."""

    @property
    def counts_until(self) -> date:
        """The last day of which decisions count."""
        counting = self.policies.decisions_count is DecisionsCount.CLOSING_DAY
        return self.closed_on if counting else self.period.last.last_day

    def before(self, ref: str) -> ActionRecord | None:
        return (self.frozen or {}).get(ref)

    def record(self, row: ActionRow) -> ActionRecord:
        """The action as it stands at the closing."""
        before = self.before(row.ref)
        ledger = row.ledger.as_decided_by(self.counts_until)
        stands = standing(row.updates, self.period)
        update = update_for(row.updates, self.period)
        occasions = self.occasions(row, ledger, stands, before)
        judgement = judge(
            Facts(
                period=self.period,
                schedule=row.schedule,
                ledger=ledger,
                standing=stands,
                updated=update is not None,
                called_for=is_called_for(occasions, self.policies.counted),
                policies=self.policies,
            )
        )
        highlight = highlight_reason(occasions, judgement.status, judgement.calculated, self.policies.counted)
        return ActionRecord(
            ref=row.ref,
            title=row.title,
            section=row.section,
            schedule=row.schedule,
            ledger=ledger,
            status=judgement.status,
            calculated=judgement.calculated,
            reason=judgement.reason,
            class_=CLASS_OF_STATUS[judgement.status] if highlight is not None else None,
            highlight=highlight,
            no_update=judgement.no_update,
            expected=judgement.expected,
            update=update,
            standing=stands,
            leads=row.leads,
            service=row.service,
            resources=row.resources,
            priority=row.priority,
            outside_bodies=row.outside_bodies,
            predecessors=row.predecessors,
            added=row.added,
            approved_since=row.ledger.as_decided_by(self.closed_on).revisions[len(ledger.revisions) :],
            completed_now=occasions.completed_now,
            decided_now=occasions.decided,
            months=self.strip(row, ledger, judgement, before),
        )

    def occasions(
        self, row: ActionRow, ledger: DateLedger, stands: Standing, before: ActionRecord | None
    ) -> Occasions:
        """What may bring the action into the count."""
        newly = self.newly_decided(ledger, before)
        programmed, reprogrammed_into, due = programmed_occasions(row.schedule, ledger, self.period)
        return Occasions(
            programmed=programmed,
            reprogrammed_into=reprogrammed_into,
            due=due,
            decided=bool(newly) or self.is_newly_added(row, before),
            completed_now=self.is_newly_completed(stands, before),
            withdrawn_earlier=ledger.withdrawal is not None and ledger.withdrawal not in newly,
            suspended_earlier=ledger.suspension is not None and ledger.suspension not in newly,
        )

    def newly_decided(self, ledger: DateLedger, before: ActionRecord | None) -> tuple[Revision, ...]:
        """The decisions that count for the first time: a late entry counts when it comes, and only once."""
        if before is not None:
            return ledger.revisions[len(before.ledger.revisions) :]
        first_day = self.period.first.first_day
        return tuple(
            each for each in ledger.revisions if each.decided_on is not None and each.decided_on >= first_day
        )

    def is_newly_added(self, row: ActionRow, before: ActionRecord | None) -> bool:
        if row.added is None or before is not None:
            return False
        return self.frozen is not None or row.added.decided_on >= self.period.first.first_day

    def is_newly_completed(self, stands: Standing, before: ActionRecord | None) -> bool:
        """Whether the completion counts for the first time, by its day or by when it was reported."""
        if stands.completed_on is None or is_in_future(stands.completed_on, self.period):
            return False
        if before is not None:
            return before.status is not Status.COMPLETE
        reported = stands.first_reported or self.period.last
        return max(Month.of(stands.completed_on), reported) >= self.period.first

    def strip(
        self, row: ActionRow, ledger: DateLedger, judgement: Judgement, before: ActionRecord | None
    ) -> dict[Month, StripMonth]:
        """The months of the plan year: what was promised for each, and how each closed period ended."""
        reprogrammed = {month for each in ledger.revisions for month in each.reprogrammed_months}
        closed = {month: each.status for month, each in before.months.items()} if before is not None else {}
        closed[self.period.last] = judgement.status
        return {
            month: StripMonth(month in row.schedule.programmed, month in reprogrammed, closed.get(month))
            for month in self.year
        }

    def refuse_rewriting(self, rows: tuple[ActionRow, ...]) -> None:
        """Refuse, naming every case, where what the previous snapshot froze was altered or is gone."""
        by_ref = {row.ref: row for row in rows}
        problems = []
        for before in (self.frozen or {}).values():
            row = by_ref.get(before.ref)
            if row is None:
                problems.append(
                    said("action {before} is gone; withdraw it by a decision instead", before=before.ref)
                )
                continue
            if row.schedule.programmed != before.schedule.programmed:
                problems.append(
                    said("the programmed months of action {before} were altered", before=before.ref)
                )
            kept = row.ledger.revisions[: len(before.ledger.revisions)]
            if row.ledger.original != before.ledger.original or kept != before.ledger.revisions:
                problems.append(said("the date ledger of action {before} was altered", before=before.ref))
        if problems:
            raise RecordRewritten(
                said("The closed record stands, but {problems}.", problems=together(problems, "; "))
            )
