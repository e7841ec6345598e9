"""Months, runs of months and the plan year: the unit of every schedule."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fingerpost.rules.said import Language, Said, in_words, said, together

if TYPE_CHECKING:
    from collections.abc import Iterator


MONTH_NAMES = (
    said("January"),
    said("February"),
    said("March"),
    said("April"),
    said("May"),
    said("June"),
    said("July"),
    said("August"),
    said("September"),
    said("October"),
    said("November"),
    said("December"),
)
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
            raise NotAMonth(
                said("There is no month {number} of {year}.", number=str(self.number), year=str(self.year))
            )

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
    def name(self) -> Said:
        """As councils write it in text: February 2008."""
        return _name_of(self)

    @property
    def name_alone(self) -> Said:
        """Its name without the year: February."""
        return MONTH_NAMES[self.number - 1]

    def in_language(self, language: Language) -> str:
        """Its name in a language."""
        return language.month(self.year, self.number)

    @property
    def short_name(self) -> Said:
        """As councils write it in tables: Feb 2008."""
        return _short_name_of(self)


@lru_cache(maxsize=4096)
def _name_of(month: Month) -> Said:
    """The name; a page of a plan prints the same few hundreds of times."""
    return together((month,))


@lru_cache(maxsize=4096)
def _short_name_of(month: Month) -> Said:
    return together((_Short(month),))


@dataclass(frozen=True, slots=True)
class _Short:
    """A month whose name is written short."""

    month: Month

    def in_language(self, language: Language) -> str:
        """Its short name in a language."""
        return language.short_month(self.month.year, self.month.number)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Month:
    """The month; a plan names the same few thousands of times."""
    match = _ISO_MONTH.fullmatch(text)
    if match is None:
        raise NotAMonth(said("{text} is not a month; write it like 2008-02.", text=repr(text)))
    return Month(int(match[1]), int(match[2]))


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included; none if the last comes first."""
    return (first + step for step in range(last - first + 1))


def day_name(day: date) -> Said:
    """A day as councils write it in text: 29 February 2008."""
    return together((day,))


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
            raise EmptyPeriod(
                said(
                    "The period ends in {last}, before it begins in {first}.",
                    last=self.last,
                    first=self.first,
                )
            )

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
    def name(self) -> Said:
        """As councils write it: February 2008; January to March 2008; December 2007 to February 2008."""
        return together((self,))

    def in_language(self, language: Language) -> str:
        """Its name in a language."""
        if self.first == self.last:
            return self.last.in_language(language)
        first = self.first.name_alone if self.first.year == self.last.year else self.first
        return in_words(said("{first} to {last}", first=first, last=self.last), language)
