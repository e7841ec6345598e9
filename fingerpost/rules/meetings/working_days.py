"""Working days of a council: Monday to Friday without bank holidays and the council's own closing days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from fingerpost.rules.meetings.bank_holidays import BANK_HOLIDAYS, YEARS, YearNotCovered
from fingerpost.rules.nations import Nation

SATURDAY = 5
_ONE = timedelta(days=1)


class DayKind(StrEnum):
    """Which days are counted."""

    WORKING = "working days"
    CALENDAR = "days"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a council works. `local` are its own closing days and holidays, each with its name.

    `years` are further years that the council vouches for: their bank holidays stand in `local`.
    """

    nation: Nation = Nation.ENGLAND
    local: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def covers(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        return year in YEARS or year in self.years

    def holiday(self, day: date) -> str:
        """The name of the holiday on a day; empty where it is none. Refuses a day of a year that is not covered."""
        if not self.covers(day.year):
            raise YearNotCovered(day.year, self.nation)
        return self.local.get(day) or BANK_HOLIDAYS[self.nation].get(day, "")

    def counts(self, day: date, kind: DayKind) -> bool:
        """Whether a day is one of those counted."""
        if kind is DayKind.CALENDAR:
            return True
        return day.weekday() < SATURDAY and not self.holiday(day)

    def is_working(self, day: date) -> bool:
        """Whether the council works on this day."""
        return self.counts(day, DayKind.WORKING)

    def move(self, day: date, number: int, kind: DayKind) -> date:
        """The day so many counted days later, or earlier where the number is negative. Zero leaves the day."""
        step = _ONE if number > 0 else -_ONE
        left = abs(number)
        while left:
            day += step
            left -= self.counts(day, kind)
        return day

    def working_day_before(self, day: date) -> date:
        """This day if the council works on it, else the last working day before it."""
        while not self.is_working(day):
            day -= _ONE
        return day
