"""The many ways in which councils write a date, read into EDTF.

What the words leave open is settled by these rules, and by nothing else:

- The day comes before the month: 3/2/08 is 3 February 2008. Two-digit years are 1970 to 2069.
- Two years in a row, `2008/09`, `08/09` or `2008-2009`, are a council's year, April to March (or as
  `year_starts` says). `2008-09` with a hyphen is the month that ISO 8601 writes so, since spreadsheets and our
  own files do; with an en dash, or with "FY", a quarter or a season beside it, it is the year.
- A quarter or half is one of the council's own year. With a single year it belongs to the council's year that
  starts in it: Q4 2008 is January to March 2009.
- Spring starts in March, summer in June, autumn in September, winter in December. Winter is written as the
  interval; winter of a single year begins in that year.
- Without a year, the date is the one that falls within the plan year; without a plan year it is unknown.
- "By" and "end of" give the last month that they name, "w/c" the whole week. "Early", "mid" and "late" are
  thirds of a year; of anything shorter they say nothing that a month would show.
- "From June 2008" and "June 2008 onwards" have an open end, and so are later than any date.
- A remark in brackets is left aside; "tbc", "provisional", "?" or "approx." mark the EDTF value.

Anything else is words without a date, never a guess.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from fingerpost.rules.dates import forms
from fingerpost.rules.dates.approximate import ApproximateDate, NotEdtf
from fingerpost.rules.dates.spelling import full_year, in_a_row, plain_words
from fingerpost.rules.months import MONTH_NUMBERS, Month, Period, months_between

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 100
"""Characters of the longest text that is tried as a date; more than this is prose."""

LONGEST_WITH_SPACES = 4 * LONGEST
"""The same before white space and the like are taken out."""

_MONTHS = MONTH_NUMBERS | {"chr": 12, "xma": 12}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}
_YEARS_WRITTEN = Period(Month(1900, 1), Month(2099, 12))
"""The years that words give, here; a plan year beyond them is none of ours."""
_EXCEL_DAY_NOUGHT = date(1899, 12, 30)


def parse_date(words: str, *, plan_year: Period | None = None, year_starts: int = 4) -> ApproximateDate:
    """The date that these words give, by the rules above; words without one have no EDTF value.

    `plan_year` gives the year where the words have none; `year_starts` is the number of the month in which
    the council's own year starts. Never raises, and keeps the words as given.
    """
    if plan_year is not None and not (plan_year.first in _YEARS_WRITTEN and plan_year.last in _YEARS_WRITTEN):
        plan_year = None
    if len(words) > LONGEST_WITH_SPACES:
        return ApproximateDate(words)
    return _parsed(words, plan_year, year_starts)


@lru_cache(maxsize=4096)
def _parsed(words: str, plan_year: Period | None, year_starts: int) -> ApproximateDate:
    plain = plain_words(words)
    if not plain or len(plain) > LONGEST:
        return ApproximateDate(words)
    uncertain, approximate = forms.UNCERTAIN.search(plain), forms.APPROXIMATE.search(plain)
    mark = "%" if uncertain and approximate else "?" if uncertain else "~" if approximate else ""
    plain = " ".join(forms.APPROXIMATE.sub(" ", forms.UNCERTAIN.sub(" ", plain)).split())
    reader = _Reader(year_starts)
    edtf = reader.read(_trimmed(forms.REMARK.sub(" ", plain)), plan_year)
    if edtf is None and forms.REMARK.search(plain):
        edtf = reader.read(_trimmed(forms.BRACKETS.sub(" ", plain)), plan_year)
    if edtf is None:
        return ApproximateDate(words)
    return ApproximateDate(words, "/".join(end if end == ".." else end + mark for end in edtf.split("/")))


def _trimmed(words: str) -> str:
    """The words with single spaces, and without marks and remarks at their ends."""
    return forms.TAIL.sub("", " ".join(words.split()).strip(" -:;,.*#")).strip(" -:;,.*#")


class _Reader:
    """Reads plain words for a council whose own year starts in this month.

    The tail of a list of dates is met again and again; it is read once.
    """

    def __init__(self, year_starts: int) -> None:
        self.year_starts = year_starts
        self.already: dict[tuple[str, Period | None], str | None] = {}

    def read(self, words: str, within: Period | None) -> str | None:
        """The EDTF value of these words: a date, a date with an open end, or a span between two."""
        asked = words, within
        if asked not in self.already:
            self.already[asked] = self.read_anew(words, within)
        return self.already[asked]

    def read_anew(self, words: str, within: Period | None) -> str | None:
        """As `read`, of words not met before."""
        for pattern in forms.ONWARDS:
            match = pattern.fullmatch(words)
            if match and (start := self.one(match[1], within)):
                return f"{_ends(start)[0]}/.."
        return self.one(words, within) or self.span(words, within)

    def one(self, words: str, within: Period | None) -> str | None:
        """A single date, with whatever words stand before it."""
        while True:
            found = self.bare(words, within) or self.week(words, within) or self.part(words, within)
            lead = forms.LEAD.match(words)
            if found or lead is None:
                return found
            words = words[lead.end() :]

    def bare(self, words: str, within: Period | None) -> str | None:
        """A day, month, season, quarter, half or year, in figures or written out."""
        try:
            return self.in_figures(words) or self.written_out(words, within)
        except ValueError:  # 31 February, or month 13
            return None

    def in_figures(self, words: str) -> str | None:
        """A date in figures alone; 2008/09 is a council's year and 2008/03 a month, since 03 is not 09."""
        for pattern in forms.DAYS:
            if match := pattern.fullmatch(words):
                return date(full_year(match["year"]), int(match["month"]), int(match["day"])).isoformat()
        if forms.EXCEL_SERIAL.fullmatch(words):
            return (_EXCEL_DAY_NOUGHT + timedelta(days=int(words.split(".", maxsplit=1)[0]))).isoformat()
        for pattern in forms.TWO_YEARS:
            if (match := pattern.fullmatch(words)) and in_a_row(match["year"], match["next"]):
                return _interval(self.council_year(full_year(match["year"])))
        for pattern in forms.NUMBERED_MONTHS:
            if match := pattern.fullmatch(words):
                return str(Month(full_year(match["year"]), int(match["month"])))
        return words if forms.ONE_YEAR.fullmatch(words) else None

    def written_out(self, words: str, within: Period | None) -> str | None:
        """A date with a word in it; without a year of its own it is sought in the period given."""
        match = next(filter(None, (pattern.fullmatch(words) for pattern in forms.WRITTEN_OUT)), None)
        if match is None:
            return None
        parts = match.groupdict()
        if parts["year"] is None:
            if within is not None and parts["coming"]:
                return self.coming_year(within)
            return None if within is None else self.fitting(parts, within)
        year = full_year(parts["year"])
        if parts.get("next") is None:
            return self.unit(parts, year)
        return (
            self.fitting(parts, self.council_year(year)) if in_a_row(parts["year"], parts["next"]) else None
        )

    def fitting(self, parts: dict[str, str | None], within: Period) -> str | None:
        """The date of these parts, in the year that puts most of it within the period; the first of equals."""
        best: tuple[int, str | None] = (0, None)
        for year in range(within.first.year - 1, within.last.year + 1):
            try:
                edtf = self.unit(parts, year)
            except ValueError:  # 29 February, in a year that has none
                continue
            inside = _months_inside(edtf, within)
            if inside > best[0]:
                best = inside, edtf
        return best[1]

    def unit(self, parts: dict[str, str | None], year: int) -> str:
        """The day, month, season, quarter, half or council's year of these parts, in a given year."""
        if month := parts["month"]:
            number = _MONTHS[month[:3]]
            day = parts["day"]
            return date(year, number, int(day)).isoformat() if day else str(Month(year, number))
        if season := parts["season"]:
            return f"{year}-12/{year + 1}-02" if season == "winter" else f"{year}-{_SEASONS[season]}"
        whole = self.council_year(year)
        if quarter := parts["quarter"] or parts["which_quarter"]:
            first = whole.first + 3 * (_ordinal(quarter) - 1)
            return _interval(Period(first, first + 2))
        if half := parts["half"] or parts["which_half"]:
            first = whole.first + 6 * (_ordinal(half) - 1)
            return _interval(Period(first, first + 5))
        return _interval(whole)

    def council_year(self, year: int) -> Period:
        """The council's own year that starts in this calendar year."""
        first = Month(year, self.year_starts)
        return Period(first, first + 11)

    def coming_year(self, within: Period) -> str:
        """The council's own year that starts next after the period's first month."""
        this = self.council_year(within.first.year)
        return _interval(this if this.first > within.first else self.council_year(within.first.year + 1))

    def week(self, words: str, within: Period | None) -> str | None:
        """The seven days that begin, or end, with a day."""
        match = forms.WEEK.fullmatch(words)
        named = match and self.bare(match["day"], within)
        if not (match and named) or len(named) != len("2008-03-03"):
            return None
        day = date.fromisoformat(named)
        first = day - timedelta(days=6) if match["which"].endswith(_WEEK_ENDS) else day
        return f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"

    def part(self, words: str, within: Period | None) -> str | None:
        """The early, middle or late third, the start or the end, of what the words name."""
        match = forms.PART.fullmatch(words)
        if match is None:
            return None
        named = match["whole"]
        whole = str(full_year(named)) if forms.SHORT_YEAR.fullmatch(named) else self.one(named, within)
        if whole is None or not _is_closed(whole):
            return None
        first, last = _months(whole)
        if first == last:
            return whole
        start, end = match["from"], match["to"] or match["from"]
        if last - first + 1 < _SHORTEST_IN_THIRDS and not {start, end} <= _EDGES:
            return whole
        third = (last - first + 1) // 3
        starts = {"early": first, "mid": first + third, "late": first + 2 * third}
        ends = {"early": first + third + -1, "mid": first + 2 * third + -1, "late": last}
        starts |= dict.fromkeys(("start", "beginning"), first) | {"end": last, "middle": starts["mid"]}
        ends |= dict.fromkeys(("start", "beginning"), first) | {"end": last, "middle": ends["mid"]}
        return _interval(Period(starts[start], ends[end]))

    def span(self, words: str, within: Period | None) -> str | None:
        """The span between two dates, of which one may take its year from the other."""
        if any(pattern.fullmatch(words) for pattern in forms.DAYS):  # a day that does not exist
            return None
        words = forms.SPANNING.sub("", words, count=1)
        if sum(len(joint.findall(words)) for joint, _ in forms.JOINTS) > forms.MOST_JOINTS:
            return None
        for joint, alike in forms.JOINTS:
            for match in joint.finditer(words):
                left, right = words[: match.start()].strip(), words[match.end() :].strip()
                spans = [each for each in self.between(left, right, within) if not alike or _alike(each)]
                if spans:
                    return max(spans, key=lambda edtf: _months_inside(edtf, within))
        return None

    def between(self, left: str, right: str, within: Period | None) -> Iterator[str]:
        """The spans from one date to another; the later may itself be a span.

        A date without a year takes it from the other; if neither has one, either may be the one within the
        period.
        """
        starts, ends = self.one(left, None), self.read(right, None)
        if ends is not None and starts is None:
            yield from self.until(left, ends)
        elif starts is not None:
            yield from self.onwards(starts, right) if ends is None else _from_to(starts, ends)
        elif within is not None:
            starts, ends = self.one(left, within), self.read(right, within)
            yield from self.onwards(starts, right) if starts is not None else ()
            yield from self.until(left, ends) if ends is not None else ()

    def onwards(self, starts: str, right: str) -> Iterator[str]:
        """The span from a date to words that take their year from it."""
        first = _months(starts)[0]
        ends = self.read(right, Period(first, first + 11))
        if ends is not None:
            yield from _from_to(starts, ends)

    def until(self, left: str, ends: str) -> Iterator[str]:
        """The span from words that take their year from it to a date, whose own end may be open."""
        value = ApproximateDate("", ends)
        last = value.latest or value.earliest
        starts = self.one(left, Period.ending(last, 12)) if last is not None else None
        starts = starts or _day_of(left, ends)
        if starts is not None:
            yield from _from_to(starts, ends)


_WEEK_ENDS = ("e", "ending")
_EDGES = {"start", "beginning", "end"}
_SHORTEST_IN_THIRDS = 12


def _ordinal(words: str) -> int:
    return _ORDINALS.get(words) or int(words)


def _interval(period: Period) -> str:
    return str(period.first) if len(period) == 1 else f"{period.first}/{period.last}"


def _months(edtf: str) -> tuple[Month, Month]:
    """The earliest and latest month of a value with a closed end; refuses what is not EDTF."""
    value = ApproximateDate("", edtf)
    assert value.earliest is not None
    assert value.latest is not None
    return value.earliest, value.latest


def _ends(edtf: str) -> tuple[str, str]:
    """Both ends of a value, for an interval: seasons as their months, all else as it is."""
    first, _, last = edtf.partition("/")
    months = (first, "..") if last == ".." else tuple(map(str, _months(edtf)))
    return (
        months[0] if _SEASON.fullmatch(first) else first,
        months[1] if _SEASON.fullmatch(last or first) else last or first,
    )


_SEASON = re.compile(r"\d{4}-2[1-4]", re.ASCII)


def _day_of(left: str, edtf: str) -> str | None:
    """The day of which only the number is given, in the month of the day that follows it."""
    after = ApproximateDate("", edtf).day
    if after is None or not re.fullmatch(r"\d\d?", left, re.ASCII) or not 1 <= int(left) <= after.day:
        return None
    return after.replace(day=int(left)).isoformat()


def _is_closed(edtf: str) -> bool:
    return not edtf.endswith("/..")


def _from_to(start: str, end: str) -> Iterator[str]:
    """The span from the start of one value to the end of another, unless it would end before it begins."""
    edtf = f"{_ends(start)[0]}/{_ends(end)[1]}"
    try:
        ApproximateDate("", edtf)
    except NotEdtf:
        return
    yield edtf


def _alike(edtf: str) -> bool:
    first, last = edtf.split("/")
    return (len(first) == len("2008-03-03")) == (len(last) == len("2008-03-03"))


def _months_inside(edtf: str, within: Period | None) -> int:
    if within is None or not _is_closed(edtf):
        return 0
    return sum(month in within for month in months_between(*_months(edtf)))
