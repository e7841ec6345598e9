"""The schedule of an action: its programmed months, its original date and its milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fingerpost.rules.dates.approximate import ApproximateDate, in_month, on_day
from fingerpost.rules.months import Month, Period
from fingerpost.rules.said import said


class NotASchedule(ValueError):
    """The months and dates of an action do not make a schedule that a plan can go live with."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """An optional dated step of an action. `completed_on` is None until it is reported done."""

    title: str
    due: ApproximateDate
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """What was promised when the plan went live, or by the decision that added the action (rules: Dates).

    Programmed months stand in order, each once, and never change. The original date is the last of them,
    or the exact day `original_day` if one is given. Refuses an action without any date that is not
    `ongoing`, and months out of order. `recurring` actions are reviewed in each programmed month.
    """

    programmed: tuple[Month, ...] = ()
    original_day: date | None = None
    ongoing: bool = False
    recurring: bool = False
    milestones: tuple[Milestone, ...] = ()

    def __post_init__(self) -> None:
        if not (self.programmed or self.original_day or self.ongoing):
            raise NotASchedule(said("An action without any date must be marked ongoing."))
        if list(self.programmed) != sorted(set(self.programmed)):
            raise NotASchedule(said("Programmed months must stand in order, each of them once."))

    @property
    def original(self) -> ApproximateDate | None:
        """The original date, with which the date ledger starts; None for an ongoing action without one."""
        if self.original_day is not None:
            return on_day(self.original_day)
        return in_month(self.programmed[-1]) if self.programmed else None

    def is_programmed_in(self, period: Period) -> bool:
        """Whether a programmed month falls within the period."""
        return any(month in period for month in self.programmed)


def review_milestones(programmed: tuple[Month, ...], title: str = "Review") -> tuple[Milestone, ...]:
    """The milestones of a review that recurs: one for each programmed month."""
    return tuple(Milestone(f"{title}, {month.name}", in_month(month)) for month in programmed)


def added_schedule(schedule: Schedule, decided_on: date) -> Schedule:
    """The schedule of an action that a decision adds. Refuses a programmed month before that decision."""
    first = schedule.programmed[0] if schedule.programmed else None
    if first is not None and first < Month.of(decided_on):
        raise NotASchedule(
            said(
                "The action was added by a decision of {of}; it cannot have been programmed in {first}.",
                of=Month.of(decided_on).name,
                first=first,
            )
        )
    return schedule
