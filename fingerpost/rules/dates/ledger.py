"""The date ledger of an action: what was promised first, and every approved revision since, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fingerpost.rules.dates.approximate import ApproximateDate, is_later
from fingerpost.rules.decisions import ChangeKind, Decision, ReasonCode
from fingerpost.rules.months import Month, months_between
from fingerpost.rules.said import said

MOVING = frozenset({ChangeKind.REPROGRAMME, ChangeKind.EXTEND})
"""The kinds that are nothing without a new date."""

IN_LEDGER = MOVING | {ChangeKind.SUSPEND, ChangeKind.RESUME, ChangeKind.WITHDRAW}
"""The kinds that a ledger holds; the others change no date."""


class NotForTheLedger(ValueError):
    """The revision does not hold what its kind needs, or is of a kind that changes no date."""


class OutOfOrder(ValueError):
    """The revision does not follow from what the ledger already holds."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One approved entry of the ledger (rules: Dates).

    `months` are the reprogrammed months that the decision names. A suspension names the month at whose start
    work resumes, or the month in which the suspension is reviewed. `opening` marks what is only known from
    before the plan was taken over: its decision may be unknown. Refuses a kind that changes no date, a new
    date that is unknown (suspend instead), a move without a new date, and a suspension without an end.
    """

    kind: ChangeKind
    decision: Decision | None
    new_date: ApproximateDate | None = None
    months: tuple[Month, ...] = ()
    resume_month: Month | None = None
    review_month: Month | None = None
    reason: ReasonCode | None = None
    words: str | None = None
    opening: bool = False

    def __post_init__(self) -> None:
        if self.kind not in IN_LEDGER:
            raise NotForTheLedger(said("A decision to {kind} an action changes no date.", kind=self.kind))
        if self.decision is None and not self.opening:
            raise NotForTheLedger(
                said("Only an entry from before the plan was taken over may lack its decision.")
            )
        if self.new_date is None and self.kind in MOVING:
            raise NotForTheLedger(said("A decision to {kind} an action needs the new date.", kind=self.kind))
        if self.new_date is not None and not self.new_date.is_known and not self.opening:
            raise NotForTheLedger(
                said(
                    "The new date {new_date} is unknown; suspend the action, with a month in which the suspension is reviewed.",
                    new_date=repr(self.new_date.text),
                )
            )
        if self.kind is ChangeKind.SUSPEND and self.resume_month is None and self.review_month is None:
            raise NotForTheLedger(
                said("A suspension needs the month of resuming or the month of its review.")
            )

    @property
    def decided_on(self) -> date | None:
        """The day of the decision; None only for an opening entry."""
        return None if self.decision is None else self.decision.decided_on

    @property
    def reprogrammed_months(self) -> tuple[Month, ...]:
        """The months it names; if it names none, every month after the decision's up to the new date."""
        if self.months or self.decision is None or self.new_date is None or self.new_date.latest is None:
            return self.months
        return tuple(months_between(Month.of(self.decision.decided_on) + 1, self.new_date.latest))


@dataclass(frozen=True, slots=True)
class DateLedger:
    """The original date and each approved revision, in order. Nothing in it is altered or taken out.

    `original` is None for an ongoing action that never had a date. `opening` marks a ledger taken over in
    mid-year. Refuses revisions out of the order of their decisions, and any after a withdrawal.
    """

    original: ApproximateDate | None
    revisions: tuple[Revision, ...] = ()
    opening: bool = False

    def __post_init__(self) -> None:
        latest = date.min
        for before, revision in zip((None, *self.revisions), self.revisions, strict=False):
            if before is not None and before.kind is ChangeKind.WITHDRAW:
                raise OutOfOrder(said("The action is withdrawn; nothing can be decided about it after that."))
            if revision.decided_on is not None and revision.decided_on < latest:
                raise OutOfOrder(
                    said(
                        "The decision of {day} comes before one that is already in the ledger, of {day2}.",
                        day=revision.decided_on.isoformat(),
                        day2=latest.isoformat(),
                    )
                )
            latest = revision.decided_on or latest

    def with_revision(self, revision: Revision) -> DateLedger:
        """The ledger with one more entry at its end. Refuses an entry that resumes what is not suspended,
        and resuming, now or in a month already named, after the current date has passed without a new one.
        """
        if revision.kind is ChangeKind.RESUME:
            if self.suspension is None:
                raise OutOfOrder(said("The action is not suspended, so it cannot be resumed."))
            if revision.new_date is None and self._passed_by(revision.decided_on):
                raise NotForTheLedger(said("The current date has passed; resuming needs a new one."))
        resume = revision.resume_month
        if resume is not None and revision.new_date is None and self._passed_by(resume.first_day):
            raise NotForTheLedger(
                said(
                    "The current date will have passed by {resume}; resuming then needs a new one.",
                    resume=resume.name,
                )
            )
        return replace(self, revisions=(*self.revisions, revision))

    def as_decided_by(self, day: date) -> DateLedger:
        """The ledger as it stood at the end of a day: opening entries, and decisions up to it."""
        return replace(
            self,
            revisions=tuple(
                each for each in self.revisions if each.decided_on is None or each.decided_on <= day
            ),
        )

    @property
    def current(self) -> ApproximateDate | None:
        """The last date approved; the original if none was."""
        return next((each.new_date for each in reversed(self.revisions) if each.new_date), self.original)

    @property
    def moves(self) -> tuple[Revision, ...]:
        """The revisions that moved the date, later or earlier."""
        moved = []
        at = self.original
        for revision in self.revisions:
            if revision.new_date is not None:
                if at is None or is_later(revision.new_date, at) or is_later(at, revision.new_date):
                    moved.append(revision)
                at = revision.new_date
        return tuple(moved)

    @property
    def times_moved(self) -> int:
        """How often the date was moved."""
        return len(self.moves)

    @property
    def months_moved(self) -> int | None:
        """Months from the original to the current date, negative if brought forward; None if either is unknown."""
        if self.original is None or self.current is None:
            return None
        if self.original.latest is None or self.current.latest is None:
            return None
        return self.current.latest - self.original.latest

    @property
    def is_later_than_original(self) -> bool:
        """Whether the current date is later than the original, by an approved change."""
        if self.original is None or self.current is None:
            return False
        return is_later(self.current, self.original)

    @property
    def reprogrammed_months(self) -> tuple[Month, ...]:
        """The months into which the last entry with a new date reprogrammed the action."""
        last = next((each for each in reversed(self.revisions) if each.new_date), None)
        return last.reprogrammed_months if last else ()

    @property
    def suspension(self) -> Revision | None:
        """The suspension that no later decision has ended."""
        for revision in reversed(self.revisions):
            if revision.kind in (ChangeKind.RESUME, ChangeKind.WITHDRAW):
                return None
            if revision.kind is ChangeKind.SUSPEND:
                return revision
        return None

    @property
    def withdrawal(self) -> Revision | None:
        """The decision that withdrew the action."""
        last = self.revisions[-1] if self.revisions else None
        return last if last is not None and last.kind is ChangeKind.WITHDRAW else None

    def _passed_by(self, day: date | None) -> bool:
        current = self.current
        return (
            day is not None
            and current is not None
            and current.latest is not None
            and (current.day or current.latest.last_day) < day
        )
