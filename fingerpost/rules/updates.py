"""What leads report each period, and which of it stands at the end of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.decisions import ReasonCode
from fingerpost.rules.months import Month, Period
from fingerpost.rules.said import said

DECLARABLE = frozenset({Status.ON_TARGET, Status.AMBER, Status.RED})
"""The statuses that a lead may declare instead of the one that the dates give."""


class NotAnUpdate(ValueError):
    """What is reported contradicts itself."""


class Progress(StrEnum):
    """What a lead says of an action: done; by its current date; or not done, and perhaps expected later."""

    COMPLETE = "complete"
    ON_COURSE = "on course"
    NOT_COMPLETE = "not complete"


@dataclass(frozen=True, slots=True)
class Declared:
    """A status that the lead declares, worse or better than the dates give (rules: Status).

    A better one needs a reason and the name of who agreed to it for the performance team. Refuses a status
    that only a date or a decision can give.
    """

    status: Status
    reason: str | None = None
    agreed_by: str | None = None

    def __post_init__(self) -> None:
        if self.status not in DECLARABLE:
            raise NotAnUpdate(
                said("“{status}” cannot be declared; only a date or a decision gives it.", status=self.status)
            )


@dataclass(frozen=True, slots=True)
class Update:
    """One report of a lead on an action, for a period.

    `sent_by` is whoever entered it, the lead or an officer on the lead's behalf. `reason` is the reason for
    slippage; `taken_back` the reason why an earlier completion is taken back. Refuses a completion without
    its day or with an expected date beside it.
    """

    period: Period
    progress: Progress
    sent_by: str | None = None
    sent_on: date | None = None
    completed_on: date | None = None
    expected: ApproximateDate | None = None
    comment: str | None = None
    reason: str | None = None
    reason_code: ReasonCode | None = None
    corrective_action: str | None = None
    evidence: str | None = None
    taken_back: str | None = None
    declared: Declared | None = None

    def __post_init__(self) -> None:
        if (self.progress is Progress.COMPLETE) != (self.completed_on is not None):
            raise NotAnUpdate(said("A completed action needs the day of its completion; any other has none."))
        if self.expected is not None and self.progress is not Progress.NOT_COMPLETE:
            raise NotAnUpdate(said("Only an action that is not complete can be expected on another date."))


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of all reports up to a period: the completion, or the expected date, and since when.

    `first_reported` is the last month of the period in which the completion was first reported.
    """

    completed_on: date | None = None
    first_reported: Month | None = None
    expected: ApproximateDate | None = None
    declared: Declared | None = None


def standing(updates: tuple[Update, ...], period: Period) -> Standing:
    """What stands at the end of a period: a report stands until a later one replaces it (rules: Status).

    Updates come in the order in which they were sent; those for later periods are left aside. "Not complete"
    without a date leaves the last expected date standing; "on course" takes it back.
    """
    stands = Standing()
    for update in updates_up_to(updates, period):
        if update.progress is Progress.COMPLETE:
            again = stands.completed_on == update.completed_on
            first = stands.first_reported if again else update.period.last
            stands = Standing(completed_on=update.completed_on, first_reported=first)
        elif update.progress is Progress.ON_COURSE:
            stands = Standing(declared=update.declared)
        else:
            stands = Standing(expected=update.expected or stands.expected, declared=update.declared)
    return stands


def updates_up_to(updates: tuple[Update, ...], period: Period) -> tuple[Update, ...]:
    """The updates for this period and those before it."""
    return tuple(each for each in updates if each.period.last <= period.last)


def update_for(updates: tuple[Update, ...], period: Period) -> Update | None:
    """The last update sent for this very period, if any."""
    return next((each for each in reversed(updates) if each.period == period), None)
