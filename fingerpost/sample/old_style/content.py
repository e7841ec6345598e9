"""What an old-style report says, before any format: taken from two closed months, in the council's old words.

Only the three columns of the old form are there: one text for why and what is done, and a revised date that
is the date the lead expects. A planted fault changes this value, or a line of the text made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import share
from fingerpost.rules.months import MONTH_NAMES, Month, Period
from fingerpost.sample.council.council_plan import CorporateRisk

HATCHED = StatusClass.REPROGRAMMED
CLASS_ORDER = (StatusClass.RED, StatusClass.AMBER, StatusClass.GREEN, StatusClass.REPROGRAMMED)
COLOUR_WORD: dict[StatusClass, str] = {
    StatusClass.GREEN: "Green",
    StatusClass.AMBER: "Amber",
    StatusClass.RED: "Red",
    StatusClass.REPROGRAMMED: "Hatched",
    StatusClass.NOT_UPDATED: "White",
}
FIGURE_LABEL: dict[StatusClass, str] = {
    StatusClass.RED: "RED",
    StatusClass.AMBER: "AMBER",
    StatusClass.GREEN: "GREEN",
    StatusClass.REPROGRAMMED: "REPROGRAMMED, SUSPENDED OR WITHDRAWN",
}
"""The lines of the figures table, named as the text and the key name them."""

MEANING: dict[StatusClass, str] = {
    StatusClass.GREEN: "On target or completed",
    StatusClass.AMBER: "One month behind target or less",
    StatusClass.RED: "Over one month behind target",
    StatusClass.REPROGRAMMED: "Reprogrammed, suspended or withdrawn",
}
STRIP_HEADS = ("July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June")
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class OldFigures:
    """The figures of one month: the counts, whose sum is the number of actions highlighted."""

    month: Month
    counts: dict[StatusClass, int]

    @property
    def n(self) -> int:
        """The number of actions highlighted."""
        return sum(self.counts.values())

    def share(self, class_: StatusClass) -> str:
        """The share of a class in per cent, rounded half up to one decimal."""
        return share(self.counts[class_], self.n)


@dataclass(frozen=True, slots=True)
class OldException:
    """One block of the appendix; `strip` gives the class of each month of the plan year that has one."""

    section_code: str
    section_title: str
    deliverable_ref: str
    deliverable_title: str
    ref: str
    title: str
    status: StatusClass
    who: tuple[str, ...]
    corrective_action: str
    comment: str
    original: str
    revised: str
    strip: dict[Month, StatusClass]


@dataclass(frozen=True, slots=True)
class OldAction:
    """One row of the old tracker; `original` and `revised` are days where a cell holds a real date."""

    section_code: str
    section_title: str
    deliverable_ref: str
    deliverable_title: str
    ref: str
    title: str
    leads: tuple[str, ...]
    status: StatusClass | None
    words: str
    start: Month
    original: date | None
    revised: date | None
    completed: date | None
    comment: str | None
    priority: str
    strip: dict[Month, StatusClass]


@dataclass(frozen=True, slots=True)
class OldReport:
    """Everything that the old exception report says."""

    council: str
    body: str
    meeting: date
    plan_year: Period
    portfolio_holder: str
    officer: str
    contact: str
    contact_email: str
    contact_telephone: str
    current: OldFigures
    previous: OldFigures
    redated: tuple[tuple[str, str], ...]
    exceptions: tuple[OldException, ...]
    actions: tuple[OldAction, ...]
    risks: tuple[CorporateRisk, ...]
    section_titles: dict[str, str]

    @property
    def month(self) -> Month:
        """The month reported."""
        return self.current.month


def old_month(month: Month) -> str:
    """A month as the old form writes it: Feb-26, Sept-25."""
    return f"{_SHORT[month.number - 1]}-{month.year % 100:02}"


def ordinal_day(day: date) -> str:
    """A day as the head of the old report writes it: 29TH APRIL 2026."""
    ending = "TH" if 11 <= day.day <= 13 else {1: "ST", 2: "ND", 3: "RD"}.get(day.day % 10, "TH")
    return f"{day.day}{ending} {MONTH_NAMES[day.month - 1].upper()} {day.year}"


def plan_year_words(year: Period) -> str:
    """The plan year as titles write it: 2025-26."""
    return f"{year.first.year}-{year.last.year % 100:02}"
