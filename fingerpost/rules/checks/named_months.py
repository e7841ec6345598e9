"""Months named in running text: “completed in April 08”, “at the end of February”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.months import MONTH_NUMBERS, Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft

MONTH_WORDS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?P<day>\d{{1,2}}) ?(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?P<name>{MONTH_WORDS}|{MONTH_WORDS.upper()})\b\.?"
    r"(?:(?P<days>,? \d{1,2}(?:st|nd|rd|th)?,)?[ \-’']{1,2}(?P<year>(?:19|20)\d\d|\d\d)(?![\d:%/]|\.\d|(?:st|nd|rd|th)\b))?"
)
_IN_FIGURES = re.compile(
    r"(?<![\d/.])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:20)?\d\d)(?![\d/]|\.\d)"
)
_YEARS_NEAR = 3
_WORDS_BEFORE = 200  # characters
_BEFORE_A_MONTH = frozenset({"in", "by", "until", "to", "for", "of", "from"})


class NamedMonth(NamedTuple):
    """A month named in a text: the words, its number, its year where given, and where the words stand."""

    words: str
    number: int
    year: int | None
    start: int
    end: int

    @property
    def month(self) -> Month | None:
        """The month, where its year is given."""
        return None if self.year is None else Month(self.year, self.number)

    def may_be(self, month: Month) -> bool:
        """Whether the words can mean this month: without a year, by its name alone."""
        return self.number == month.number and self.year in (None, month.year)


def year_about(draft: Draft) -> int | None:
    """The year near which a draft's two-figure years lie: that of the period, the plan or the meeting."""
    if draft.period is not None:
        return draft.period.year
    if draft.plan_year is not None and draft.plan_year.first is not None:
        return draft.plan_year.first.year
    if draft.meeting is not None and draft.meeting.date is not None:
        return draft.meeting.date.year
    return None


def just_before(text: str, at: int) -> str:
    """The words just before a place in a text, as many as a sentence needs: long texts are searched often."""
    return text[max(0, at - _WORDS_BEFORE) : at]


def period_of(draft: Draft) -> Period | None:
    """The period reported; its last month alone where the number of months given makes no sense."""
    if draft.period is None:
        return None
    try:
        return Period.ending(draft.period, min(draft.period_months or 1, 12))
    except ValueError:
        return Period(draft.period, draft.period)


def months_named(text: str, about: int | None) -> Iterator[NamedMonth]:
    """The months that a text names, in order.

    A two-figure number behind a month is its year only if it lies within three years of `about`; otherwise
    it may be a day, and the year is not known.
    """
    found = [*_written_out(text, about), *_in_figures(text)]
    return iter(sorted(found, key=lambda each: each.start))


def _written_out(text: str, about: int | None) -> Iterator[NamedMonth]:
    for match in _NAMED.finditer(text):
        year = None if match["year"] is None else int(match["year"])
        if year is not None and year < 100:
            year += 2000
            if about is None or abs(year - about) > _YEARS_NEAR or _is_day(text, match):
                year = None
        name = match["name"].casefold()
        if name == "may" and year is None and not _is_the_month(text, match):
            continue
        end = match.end() if year is not None else match.end("name")
        yield NamedMonth(text[match.start() : end].strip(), MONTH_NUMBERS[name[:3]], year, match.start(), end)


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Whether the two figures behind the month read as a day: “on April 08”."""
    return match["day"] is None and just_before(text, match.start()).casefold().endswith("on ")


def _is_the_month(text: str, match: re.Match[str]) -> bool:
    """Whether “May” is the month and no verb: it has a day before it, or a preposition."""
    words = just_before(text, match.start()).casefold().split()
    return match["day"] is not None or (bool(words) and words[-1] in _BEFORE_A_MONTH)


def _in_figures(text: str) -> Iterator[NamedMonth]:
    for match in _IN_FIGURES.finditer(text):
        if 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31:
            year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            yield NamedMonth(match[0], int(match["month"]), year, match.start(), match.end())
