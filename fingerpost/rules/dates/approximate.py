"""A date as exact as it was given: a day, a month, a season, a year, an interval, or unknown.

The value follows EDTF (ISO 8601-2), of which this much is used: `2008-02-29`, `2008-02`, `2008-23` (seasons
21 to 24), `2008`, and intervals of these, `2008-04/2009-03`, whose end may be open, `2008-04/..`. A date may
be marked uncertain `?`, approximate `~`, or both `%`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from fingerpost.rules.months import Month, day_name, same_day_later
from fingerpost.rules.said import Language, Said, said, together

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.ASCII)
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


class NotEdtf(ValueError):
    """The value is not a date in the part of EDTF that the product uses."""


class _Span(NamedTuple):
    """What an EDTF value spans: its earliest month, its latest (None if open), and its day if it is one."""

    earliest: Month
    latest: Month | None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ApproximateDate:
    """A date with the words as given and, where there is one, its EDTF value (rules: Dates).

    Words that hold no date have no EDTF value; such a date is unknown, and later than any other. Refuses a
    value that is not EDTF.
    """

    text: str
    edtf: str | None = None

    def __post_init__(self) -> None:
        if self.edtf is not None:
            _span_of(self.edtf)

    @property
    def is_known(self) -> bool:
        """Whether there is a date at all behind the words."""
        return self.edtf is not None

    @property
    def earliest(self) -> Month | None:
        """The first month in which the date can fall; None if unknown."""
        return None if self.edtf is None else _span_of(self.edtf).earliest

    @property
    def latest(self) -> Month | None:
        """The last month in which the date can fall; None if unknown, or if its end is open."""
        return None if self.edtf is None else _span_of(self.edtf).latest

    @property
    def day(self) -> date | None:
        """The exact day, if the date is one."""
        return None if self.edtf is None else _span_of(self.edtf).day

    @property
    def spoken(self) -> Said:
        """The date for a sentence: a day or month written out, anything else in the words as given."""
        return together((self,))

    def in_language(self, language: Language) -> str:
        """The date for a sentence in a language; words as given stay as they are."""
        if self.day is not None:
            return language.day(self.day)
        if self.edtf is not None and self.earliest == self.latest and self.earliest is not None:
            return self.earliest.in_language(language)
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether the date is an exact day."""
        return self.day is not None


def on_day(day: date) -> ApproximateDate:
    """An exact day, worded as councils do: 29 February 2008."""
    return ApproximateDate(day_name(day), day.isoformat())


def in_month(month: Month) -> ApproximateDate:
    """A month, worded as councils do: February 2008."""
    return ApproximateDate(month.name, str(month))


def unknown(text: str = "Unknown") -> ApproximateDate:
    """A date of which only words are known."""
    return ApproximateDate(text)


def is_later(one: ApproximateDate, than: ApproximateDate, *, by_more_than: int = 0) -> bool:
    """Whether one date is later than another by more than so many months, both taken at their latest.

    Days are compared only if both are days; a month later is then the same day of the next month, or that
    month's last day. Otherwise months are compared. An unknown or open date is later than any other, and
    not later than its like (rules: Dates).
    """
    if than.latest is None:
        return False
    if one.latest is None:
        return True
    if one.day is not None and than.day is not None:
        return one.day > same_day_later(than.day, by_more_than)
    return one.latest - than.latest > by_more_than


@cache
def _span_of(edtf: str) -> _Span:
    first, slash, last = edtf.partition("/")
    start = _point(first)
    if not slash:
        return _Span(*start)
    if last == "..":
        return _Span(start.earliest, None)
    end = _point(last)
    if (end.day or end.latest.last_day) < (start.day or start.earliest.first_day):
        raise NotEdtf(said("The interval {edtf} ends before it begins.", edtf=repr(edtf)))
    return _Span(start.earliest, end.latest)


class _Point(NamedTuple):
    earliest: Month
    latest: Month
    day: date | None = None


def _point(edtf: str) -> _Point:
    match = _POINT.fullmatch(edtf)
    if match is None:
        raise NotEdtf(
            said(
                "{edtf} is not a date in EDTF; write it like 2008-02-29, 2008-02 or 2008-04/2009-03.",
                edtf=repr(edtf),
            )
        )
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if month is None:
            return _Point(Month(year, 1), Month(year, 12))
        if day is not None:
            exact = date(year, int(month), int(day))
            return _Point(Month.of(exact), Month.of(exact), exact)
        start = _SEASON_STARTS.get(int(month))
        if start is not None:
            return _Point(Month(year, start), Month(year, start) + 2)
        return _Point(Month(year, int(month)), Month(year, int(month)))
    except ValueError as refusal:
        raise NotEdtf(said("There is no such date as {edtf}.", edtf=repr(edtf))) from refusal
