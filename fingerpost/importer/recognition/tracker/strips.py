"""Month columns: which headings are months or quarters, and in which year each falls.

Headings may carry a year or none, be real dates, or be the initials J A S O N D J F M A M J. A year comes from the
heading, the merged heading above, the months beside it, or the plan year, in that order.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fingerpost.rules.dates.spelling import full_year
from fingerpost.rules.months import MONTH_NAMES, MONTH_NUMBERS, Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST = 3
"""So many month columns in order make a strip; a single heading "March" does not."""

_MONTH = "|".join(
    [
        "january|february|march|april|june|july|august|september|october|november|december",
        "sept",
        *MONTH_NUMBERS,
    ]
)
_HEADING = re.compile(
    rf"(?:(?:end|by|to|month|month of|as at|rag|status)\s+)?(?P<name>{_MONTH})\.?(?:\s*[-/.,’'\s]?\s*(?P<year>\d{{4}}|\d{{2}}))?"
    r"(?:\s+(?:rag|status|progress|position))?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?:q(?:uarter)?\s*(?P<quarter>[1-4])\s*:?\s*)?\(?(?:{_MONTH})\.?\s*(?:-|–|to|/)\s*(?P<name>{_MONTH})\.?"
    r"(?:\s*[-/’'\s]?\s*(?P<year>\d{4}|\d{2}))?\)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})(?:[-/.]0?1)?(?:\s+00:00(?::00)?)?")
_NUMERIC = re.compile(r"(?:0?1[-/.])?(?P<number>\d{1,2})[-/.](?P<year>\d{4})")
_QUARTER = re.compile(
    r"(?:(?:q|qtr|quarter)\s*(?P<quarter>[1-4])|(?P<ordinal>[1-4])(?:st|nd|rd|th)\s+(?:q|qtr|quarter))"
    r"(?:\s*[-/,]?\s*(?P<year>\d{4}|\d{2})(?:\s*[/-]\s*\d{2,4})?)?(?:\s+(?:b?rag|status|rating|progress))?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?:\s*[/-]\s*(\d{4}|\d{2}))?(?!\d)")
_INITIALS = "".join(name[0] for name in MONTH_NAMES).lower()


@dataclass(frozen=True, slots=True)
class MonthHeading:
    """A heading that names a month, or a quarter of the plan year by its number; the year may be missing."""

    number: int | None
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """The month columns of a table: the month of each, and whether the year was worked out from elsewhere."""

    months: dict[int, Month]
    quarters: bool = False
    year_from: str | None = None


@lru_cache(maxsize=2048)
def month_heading(text: str) -> MonthHeading | None:
    """The month or quarter that a heading names as a whole; None for other headings and bare initials."""
    words = " ".join(text.replace("\n", " ").split())
    if match := _HEADING.fullmatch(words) or _SPAN.fullmatch(words):
        year = match["year"]
        return MonthHeading(MONTH_NUMBERS[match["name"][:3].lower()], full_year(year) if year else None)
    if match := _ISO.fullmatch(words) or _NUMERIC.fullmatch(words):
        number = int(match["number"])
        return MonthHeading(number, int(match["year"])) if 1 <= number <= 12 else None
    if match := _QUARTER.fullmatch(words):
        year = match["year"]
        return MonthHeading(
            None, full_year(year) if year else None, int(match["quarter"] or match["ordinal"])
        )
    return None


def heading_of(text: str, value: object) -> MonthHeading | None:
    """The same for a cell that may hold a real date: its month, unless it shows a day other than the first."""
    if isinstance(value, date):
        named = month_heading(text)
        if named is not None or value.day == 1:
            return MonthHeading(value.month, value.year)
        return None
    return month_heading(text)


def years_in(text: str) -> tuple[int, int | None] | None:
    """The year or pair of years in a text: "2007/08" is 2007 and 2008."""
    match = _YEARS.search(text)
    if match is None:
        return None
    first = int(match[1])
    if not match[2]:
        return first, None
    second = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return (first, second) if second == first + 1 else (first, None)


def runs_of_initials(headings: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Month numbers of columns headed by initials, six or more in the order of the months, side by side."""
    found: dict[int, int] = {}
    run: list[tuple[int, str]] = []
    for column, text in [*headings, (-9, "")]:
        letter = text.strip(". ").lower()
        if len(letter) == 1 and letter in _INITIALS and (not run or column == run[-1][0] + 1):
            run.append((column, letter))
            continue
        if len(run) >= 6:
            word = "".join(each for _, each in run)
            starts = [start for start in range(12) if _cycle(start, len(word)) == word]
            if starts:
                found.update({place: (starts[0] + step) % 12 + 1 for step, (place, _) in enumerate(run)})
        run = [(column, letter)] if len(letter) == 1 and letter in _INITIALS else []
    return found


def strip_of(
    headings: dict[int, MonthHeading],
    parents: dict[int, str],
    plan_year: Period | None,
    dues: Iterable[Month],
) -> Strip | None:
    """The month of each column, None where fewer than `FEWEST` columns or no year can be found.

    `headings` by column in order; `parents` the merged headings above, which may hold a year; `dues` the due
    dates in the table, by which the year is found where nothing states it.
    """
    if len(headings) < FEWEST:
        return None
    if any(each.quarter for each in headings.values()):
        return _quarters(headings, parents, plan_year)
    columns = sorted(headings)
    numbers = [headings[column].number or 1 for column in columns]
    steps = _months_from_first(numbers)
    first, source = _first_month(
        columns, steps, headings=headings, parents=parents, plan_year=plan_year, dues=list(dues)
    )
    if first is None:
        return None
    months = {column: first + step for column, step in zip(columns, steps, strict=True)}
    return Strip(months, year_from=source) if len(set(months.values())) == len(months) else None


def _first_month(
    columns: list[int],
    steps: list[int],
    *,
    headings: dict[int, MonthHeading],
    parents: dict[int, str],
    plan_year: Period | None,
    dues: list[Month],
) -> tuple[Month | None, str | None]:
    for column, step in zip(columns, steps, strict=True):
        heading = headings[column]
        if heading.year is not None:
            return Month(heading.year, heading.number or 1) + -step, None
    number = headings[columns[0]].number or 1
    for column, step in zip(columns, steps, strict=True):
        years = years_in(parents.get(column, ""))
        if years is None:
            continue
        first, second = years
        if second is None:
            return Month(first, headings[column].number or 1) + -step, "the heading above"
        return Month(first, number), "the heading above"
    if plan_year is not None:
        for year in (plan_year.first.year, plan_year.first.year + 1):
            if Month(year, number) in plan_year:
                return Month(year, number), "the plan year"
        return Month(plan_year.first.year, number), "the plan year"
    if dues:
        length = steps[-1] + 1
        candidates = sorted({due.year + shift for due in dues for shift in (-1, 0)} - {0})
        within = {year: sum(0 <= due - Month(year, number) < length for due in dues) for year in candidates}
        best = max(candidates, key=lambda year: (within[year], -year))
        if within[best] * 2 > len(dues):
            return Month(best, number), "the due dates"
    return None, None


def _months_from_first(numbers: list[int]) -> list[int]:
    """How many months each column is after the first, going round the year where numbers fall."""
    steps = [0]
    for before, number in itertools.pairwise(numbers):
        steps.append(steps[-1] + ((number - before) % 12 or 12))
    return steps


def _quarters(
    headings: dict[int, MonthHeading], parents: dict[int, str], plan_year: Period | None
) -> Strip | None:
    months: dict[int, Month] = {}
    source: str | None = None
    first = plan_year.first if plan_year else None
    for column, heading in sorted(headings.items()):
        if heading.quarter is None:
            return None
        start = first
        years = years_in(parents.get(column, "")) or ((heading.year, None) if heading.year else None)
        if years is not None:
            start = Month(years[0], first.number if first else 4)
        if start is None:
            return None
        source = source or (None if first else "quarters of a year from April")
        months[column] = start + (heading.quarter * 3 - 1)
    return (
        Strip(months, quarters=True, year_from=source) if len(set(months.values())) == len(months) else None
    )


def _cycle(start: int, length: int) -> str:
    return "".join(_INITIALS[(start + step) % 12] for step in range(length))
