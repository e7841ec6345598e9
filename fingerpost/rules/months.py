"""Months, runs of months and the plan year: the unit of every schedule."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH_NAMES = tuple(calendar.month_name)[1:]
MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
"""The number of each month by the first three letters of its name, small."""

_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class NotAMonth(ValueError):
    """The text is not a month written YYYY-MM."""


class EmptyPeriod(ValueError):
    """A period's last month comes before its first."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month, the unit of a schedule. Refuses a month number outside 1 to 12."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.number <= 12):
            raise NotAMonth(f"There is no month {self.number} of {self.year}.")

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written YYYY-MM; anything else is refused."""
        return _parsed(text)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day falls."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __add__(self, months: int) -> Month:
        years, index = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, index + 1)

    def __sub__(self, other: Month) -> int:
        """Whole months from the other month to this one; negative if this one is earlier."""
        return (self.year - other.year) * 12 + self.number - other.number

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """As councils write it in text: February 2008."""
        return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    @property
    def short_name(self) -> str:
        """As councils write it in tables: Feb 2008."""
        return f"{MONTH_NAMES[self.number - 1][:3]} {self.year}"


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Month:
    """The month; a plan names the same few thousands of times."""
    match = _ISO_MONTH.fullmatch(text)
    if match is None:
        raise NotAMonth(f"{text!r} is not a month; write it like 2008-02.")
    return Month(int(match[1]), int(match[2]))


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included; none if the last comes first."""
    return (first + step for step in range(last - first + 1))


def day_name(day: date) -> str:
    """A day as councils write it in text: 29 February 2008."""
    return f"{day.day} {Month.of(day).name}"


def same_day_later(day: date, months: int) -> date:
    """The same day some months later, or that month's last day where it has no such day (rules: Dates)."""
    month = Month.of(day) + months
    return min(month.last_day, month.first_day.replace(day=min(day.day, month.last_day.day)))


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A run of whole months, reported together: one month by default, three for a quarter.

    A plan year is a period too. Refuses a last month before the first.
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EmptyPeriod(f"The period ends in {self.last.name}, before it begins in {self.first.name}.")

    @classmethod
    def ending(cls, last: Month, months: int = 1) -> Period:
        """The period of so many months that ends with this one."""
        return cls(last + (1 - months), last)

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __iter__(self) -> Iterator[Month]:
        return months_between(self.first, self.last)

    def __len__(self) -> int:
        return self.last - self.first + 1

    @property
    def previous(self) -> Period:
        """The period of the same length just before."""
        return Period.ending(self.first + -1, len(self))

    @property
    def name(self) -> str:
        """As councils write it: February 2008; January to March 2008; December 2007 to February 2008."""
        if self.first == self.last:
            return self.last.name
        first = MONTH_NAMES[self.first.number - 1] if self.first.year == self.last.year else self.first.name
        return f"{first} to {self.last.name}"
