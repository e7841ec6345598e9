"""Which period a report is about, and which year its plan is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.fields import exact_field_of
from fingerpost.importer.recognition.reported import PLAN_YEAR_ASSUMED, QUARTER_ASSUMED
from fingerpost.rules.dates.spelling import full_year
from fingerpost.rules.draft import PlanYear
from fingerpost.rules.months import MONTH_NUMBERS, Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.importer.recognition.exceptions.header import Header
    from fingerpost.importer.recognition.items import Item
    from fingerpost.rules.findings import Finding

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_BAR = r"\s*(?:[-–—/]|\bto\b|\buntil\b|\bthrough\b|\band\b)\s*"
_RANGE = re.compile(
    rf"\b(?P<first>{_MONTH})\s*[-,]?\s*(?P<first_year>(?:19|20)\d\d)?{_BAR}(?:end\s+(?:of\s+)?)?(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<last>{_MONTH})\s*[-,]?\s*(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{_MONTH})\s*[-,]?\s*(?P<year>{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_WORDS_OF_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}
_YEARS = r"(?P<year>(?:19|20)\d\d)(?:\s*[/–-]\s*(?P<next>(?:20)?\d\d))?(?!\d)"
_QUARTER = re.compile(
    r"\b(?:(?:quarter|qtr|q)\.?\s*(?P<number>[1-4]|one|two|three|four)|(?P<word>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))\s+(?:quarter|qtr))\b"
    rf"(?:[\s,:(of–-]*(?:the\s+)?(?:financial\s+year\s+|year\s+|FY\s*)?{_YEARS})?",
    re.IGNORECASE,
)
_YEAR_THEN_QUARTER = re.compile(
    rf"{_YEARS}[\s,:(–-]*(?:quarter|qtr|q)\.?\s*(?P<number>[1-4])\b", re.IGNORECASE
)
_HALF = re.compile(
    rf"\b(?:half[- ]year|mid[- ]year|six months?|first half)\b.{{0,40}}?{_YEARS}", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(
    rf"\b(?:year[- ]end|end of year|annual|out-?turn|full year)\b.{{0,60}}?{_YEARS}", re.IGNORECASE
)
_TWO_YEARS = re.compile(
    r"(?<![\d/])(?P<year>(?:19|20)\d\d)\s*[/–-]\s*(?P<next>(?:(?:19|20)\d\d|\d\d))(?![\d/])"
)
_SHORT_YEARS = re.compile(r"(?<![\d/.])(?P<year>\d\d)/(?P<next>\d\d)(?![\d/])")
_TWELVE = re.compile(
    rf"\b(?:12|twelve)\s+months?\s+(?:from|starting(?:\s+in)?|beginning(?:\s+in)?|commencing(?:\s+in)?)\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_END_CUES = re.compile(
    r"(?:as at|as of|at|by|to|end of|ending|ended|up to|position at|until)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?(?:the\s+)?$",
    re.IGNORECASE,
)
_REPORT_WORDS = re.compile(
    r"\b(?:progress|performance|position|exceptions?|actions?|period|month|quarter|highlight|report|status|monitoring|update)\b",
    re.IGNORECASE,
)


_LENGTHS = {
    **dict.fromkeys(("quarter", "three months", "3 months"), 3),
    **dict.fromkeys(("half year", "half", "six months", "6 months"), 6),
    **dict.fromkeys(("nine months", "9 months"), 9),
    **dict.fromkeys(("year", "twelve months", "12 months", "financial year"), 12),
}
_LENGTH = re.compile(
    r"\b(quarter|half[\s-]year|half|financial\s+year|year|(?:three|six|nine|twelve|3|6|9|12)[\s-]months?)\s+"
    r"(?:end(?:ed|ing)|to|until|up to)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)


class ReportedPeriod(NamedTuple):
    """The last month of a period and its length; `assumed` is set where it was counted from April."""

    last: Month
    months: int = 1
    assumed: bool = False


def month_number(word: str) -> int:
    """The number of a month by its name or its first three letters."""
    return MONTH_NUMBERS[word[:3].lower()]


def _full_year(text: str) -> int:
    return full_year(text.strip("'’"))


def period_in(text: str, *, year_starts: int | None = None, days: bool = False) -> ReportedPeriod | None:
    """The period that words name, the widest first: a run of months, a quarter, a half or a year, a month.

    `year_starts` is the month in which the council's own year begins; without it quarters are counted from
    April and marked so. A day of a month counts only with `days`, as in "at 30 September 2010".
    """
    for match in _RANGE.finditer(text):
        year = _full_year(match["year"])
        last = Month(year, month_number(match["last"]))
        number = month_number(match["first"])
        first_year = int(match["first_year"]) if match["first_year"] else year - (number > last.number)
        months = last - Month(first_year, number) + 1
        if 1 <= months <= 24:
            return ReportedPeriod(last, months)
    if (quarter := _quarter_in(text, year_starts)) is not None:
        return quarter
    one = _month_in(text, days=days)
    if one is not None and one.months > 1:
        return one
    start = year_starts or 4
    if half := _HALF.search(text):
        return ReportedPeriod(Month(int(half["year"]), start) + 5, 6, assumed=year_starts is None)
    if (whole := _WHOLE_YEAR.search(text)) and whole["next"]:
        return ReportedPeriod(Month(int(whole["year"]), start) + 11, 12, assumed=year_starts is None)
    return one


def _month_in(text: str, *, days: bool) -> ReportedPeriod | None:
    """The month that words name, and the length of the period that ends with it where they say so."""
    for match in _ONE.finditer(text):
        at_end = bool(_END_CUES.search(text[: match.start()]))
        if match["day"] and not (days or at_end):
            continue
        last = Month(_full_year(match["year"]), month_number(match["month"]))
        length = _LENGTH.search(text[: match.start()])
        words = re.sub(r"[\s-]+", " ", length[1].lower()) if length else ""
        return ReportedPeriod(last, _LENGTHS.get(words, 1))
    return None


def _quarter_in(text: str, year_starts: int | None) -> ReportedPeriod | None:
    for pattern in (_QUARTER, _YEAR_THEN_QUARTER):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if not groups.get("year"):
                continue
            word = (groups.get("number") or groups.get("word") or "").lower()
            number = _WORDS_OF_QUARTERS.get(word) or int(word[0])
            first = Month(int(groups["year"]), year_starts or 4) + 3 * (number - 1)
            return ReportedPeriod(first + 2, 3, assumed=year_starts is None)
    return None


def quarter_number(text: str) -> int | None:
    """The number of the quarter that words name, with or without a year."""
    match = _QUARTER.search(text)
    if match is None:
        return None
    word = (match["number"] or match["word"]).lower()
    return _WORDS_OF_QUARTERS.get(word) or int(word[0])


def months_named(text: str) -> tuple[tuple[int, int | None], ...]:
    """The months that words name, with their years where they have them."""
    pattern = re.compile(rf"\b(?P<month>{_MONTH})(?:\s*[-,]?\s*(?P<year>{_YEAR}))?(?!\w)", re.IGNORECASE)
    return tuple(
        (month_number(match["month"]), _full_year(match["year"]) if match["year"] else None)
        for match in pattern.finditer(text)
    )


_LONGEST_FRONT = 25


def _is_of_an_action(text: str) -> bool:
    """Whether a line is labelled as a field of an action, whose dates are not the report's."""
    label = re.split(r"[:–—]", text, maxsplit=1)[0].strip()
    return label != text.strip() and exact_field_of(label) is not None


def report_period(
    title: str | None,
    front: Sequence[Item],
    items: Sequence[Item],
    *,
    meeting_text: str | None,
    is_of_a_period: bool,
    year_starts: int | None,
) -> tuple[ReportedPeriod | None, tuple[Finding, ...]]:
    """The period reported: from the title, the front, running heads, then sentences about progress."""
    places: list[tuple[str, str]] = []
    if title:
        places.append((title, "the title"))
    places.extend(
        (item.text, item.place)
        for item in front[:_LONGEST_FRONT]
        if item.text != meeting_text and not _is_of_an_action(item.text)
    )
    if is_of_a_period:
        places.extend(
            (item.text, item.place)
            for item in items
            if len(item.text) <= 160
            and re.search(
                r"\b(?:report|exceptions?|progress|performance|action|period)\b", item.text, re.IGNORECASE
            )
        )
        places.extend(
            (sentence, item.place)
            for item in items
            for sentence in re.split(r"(?<=[.;])\s+", item.text)
            if _REPORT_WORDS.search(sentence) and _cued(sentence)
        )
    for text, place in places:
        found = period_in(text, year_starts=year_starts)
        if found is None:
            continue
        findings: tuple[Finding, ...] = ()
        if found.assumed:
            findings = (
                QUARTER_ASSUMED.finding(
                    (place,),
                    f"The period {_named_at(place)} was counted from April, so it ends with {found.last.name}.",
                    {"last month": str(found.last)},
                ),
            )
        return found, findings
    return None, ()


def _named_at(place: str) -> str:
    return f"in {place}" if place == "the title" else f"at {place}"


def _cued(sentence: str) -> bool:
    return (
        any(
            re.search(
                r"(?:\bfor|\bin|\bof|\bduring|\bat|\bto|\bending|\bended|\bas of)\s+(?:the\s+)?(?:month\s+of\s+|end\s+of\s+)*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?$",
                sentence[: match.start()] + (match["day"] or ""),
                re.IGNORECASE,
            )
            for match in _ONE.finditer(sentence)
        )
        or _RANGE.search(sentence) is not None
        or _QUARTER.search(sentence) is not None
    )


def start_of_plan_year(headers: Iterable[Header]) -> tuple[int, int | None] | None:
    """The month with which strips of twelve months begin, and its year where the column names it."""
    for header in headers:
        months = [column.month for column in header.months if column.month is not None]
        if len(months) == 12:
            return months[0]
    return None


def plan_year(
    title: str | None, items: Sequence[Item], period: Month | None, start: tuple[int, int | None] | None
) -> tuple[PlanYear | None, tuple[Finding, ...]]:
    """The plan's first and last month: from the strip of months around the period, or from words.

    Words that name two years in a row ("2009-10") without a month are an English financial year, and a
    finding says that this was assumed.
    """
    if start is not None:
        number, printed_year = start
        year = printed_year or (_year_of(number, period) if period else None)
        if year is None and (words := _two_years(title, items)) is not None:
            year = words[0]
        if year is not None:
            first = Month(year, number)
            return PlanYear(first, first + 11), ()
    for item in items:
        if match := _TWELVE.search(item.text):
            first = Month(int(match["year"]), month_number(match["month"]))
            return PlanYear(first, first + 11), ()
        for match in _RANGE.finditer(item.text):
            last = Month(_full_year(match["year"]), month_number(match["last"]))
            first = last + -11
            if (
                month_number(match["first"]) == first.number
                and re.search(r"plan|year", item.text, re.IGNORECASE)
                and (match["first_year"] is None or int(match["first_year"]) == first.year)
            ):
                return PlanYear(first, last), ()
    words = _two_years(title, items)
    if words is None:
        return None, ()
    year, place = words
    first = Month(year, 4)
    if period is not None and period not in Period(first, first + 11):
        return None, ()
    return PlanYear(first, first + 11), (
        PLAN_YEAR_ASSUMED.finding(
            (place,),
            f"The plan year was taken as April {year} to March {year + 1}, since {place} says only {year}/{(year + 1) % 100:02}.",
            {"first": str(first)},
        ),
    )


def _year_of(number: int, period: Month) -> int:
    return period.year if number <= period.number else period.year - 1


def _two_years(title: str | None, items: Sequence[Item]) -> tuple[int, str] | None:
    """The first of two years in a row that words name, the plan's before any other."""
    texts = [*([(title, "the title")] if title else []), *((item.text, item.place) for item in items)]
    for wanted in (
        re.compile(
            r"(?:improvement|action|delivery|service|recovery|business|performance)\s+plan", re.IGNORECASE
        ),
        re.compile(r"\bplan\b|programme|report", re.IGNORECASE),
        re.compile(""),
    ):
        for text, place in texts:
            if not wanted.search(text):
                continue
            for pattern in (_TWO_YEARS, _SHORT_YEARS):
                for match in pattern.finditer(text):
                    year = _full_year(match["year"])
                    if int(match["next"]) % 100 == (year + 1) % 100:
                        return year, place
    return None
