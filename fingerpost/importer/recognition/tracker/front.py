"""What stands around a table of actions: its title, the council, the period, the plan year, the key.

Only what is stated is taken; nothing is guessed from a file's name but the month of a sheet's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.authorities import authority_in
from fingerpost.importer.recognition.statuses import class_of_fill, folded, key_of, status_of_words
from fingerpost.rules.dates.spelling import full_year
from fingerpost.rules.draft import KeyEntry, PlanYear
from fingerpost.rules.months import MONTH_NAMES, MONTH_NUMBERS, Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fingerpost.importer.readers.source import Cell, Row

_MONTH = rf"(?:{'|'.join(MONTH_NAMES)}|Sept|{'|'.join(name[:3] for name in MONTH_NAMES)})"
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?\s*[-/’', ]?\s*(\d{{4}}|\d{{2}})(?!\d|\s*/\s*\d)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_SPAN = re.compile(
    rf"\b({_MONTH})\.?\s*[-’' ]?\s*(\d{{4}}|\d{{2}})?\s*(?:to|-|–|—|until)\s*(?:end (?:of )?)?({_MONTH})\.?\s*[-’' ]?\s*(\d{{4}}|\d{{2}})\b",
    re.IGNORECASE,
)
_YEAR_PAIR = re.compile(r"(?<![\d/])(20\d{2}|19\d{2})\s*(?:[/–-]|to)\s*(20\d{2}|\d{2})(?!\d|[-/]\d)")
_QUARTER = re.compile(
    r"\b(?:q|qtr|quarter)\s*([1-4])\b|\b(first|second|third|fourth)\s+quarter\b", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(r"\b(?:end of (?:the )?year|year[- ]end|full[- ]year|out-?turn)\b", re.IGNORECASE)
_COUNCIL = re.compile(
    r"\b((?:(?:London|Royal) Borough of|City of|Borough of|County of)(?:\s+(?:and|upon|on|of|the|[A-Z][\w’'-]+)){1,5}"
    r"|(?:[A-Z][\w’'-]+\s+(?:(?:and|upon|on|of|the|&|in|le)\s+)*){1,6}Council)\b"
)
_COUNCIL_IN_CAPITALS = re.compile(r"(?:[A-Z’'&-]+\s+){1,6}COUNCIL")
_STATED = re.compile(
    r"\b(?:period|month|as at|as of|position|to the end|to end|ending|reporting|update|updated to|up to|for|status at)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:reporting )?(?:period|month|date|quarter|year|lead|owner|author|version|updated?|last updated|department|service"
    r"|directorate|council|organisation|status|contact|prepared by|as at|position at|team|page)\b[^:]{0,15}:",
    re.IGNORECASE,
)
_DATE_OF_FILE = re.compile(
    r"\b(?:printed|generated|exported|run on|run date|last updated|version|produced|date of report|saved|meeting|next review)\b",
    re.IGNORECASE,
)
_KEY_PART = re.compile(
    r"\s*[\[(]?\s*([^\s=:–—-][^=:–—\n]{0,24}?)\s*[\])]?\s*(?:=|:|–|—|\s-\s|-\s|->|→)\s*([^=;|\n]{2,160})"
)
_KEY_WORDS = re.compile(
    r"^\s*(?:(?:b?rag|status|colour|progress|rating|traffic lights?)\s+)*(?:key|legend|definitions?|ratings?)\b\s*(?:to\s+\w+\s*)?[:\-–]?\s*",
    re.IGNORECASE,
)
_MOST_KEY_ENTRIES = 15


@dataclass(frozen=True, slots=True)
class Front:
    """What the words around the table state."""

    title: str | None = None
    council: str | None = None
    period: Month | None = None
    period_months: int | None = None
    plan_year: Period | None = None
    year_assumed: str | None = None


def front_of(texts: Sequence[str], sheets: Sequence[str]) -> Front:
    """Title, council, period and plan year, from the texts above the table and the names of its sheets."""
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    council = next((found for line in lines if (found := council_in(line))), None)
    plan_year, assumed = _plan_year(lines + list(sheets))
    period, months = _period(lines, sheets, plan_year)
    return Front(_title(lines, sheets, council), council, period, months, plan_year, assumed)


def council_in(line: str) -> str | None:
    """The council that a line names, as printed."""
    match = _COUNCIL.search(line)
    if match is None:
        return line.strip() if _COUNCIL_IN_CAPITALS.fullmatch(line.strip()) else authority_in(line)
    name = re.sub(r"^(?:The|Of|For|At|By|To|In|And|Report)\s+", "", match[1]).strip()
    return name if len(name.split()) > 1 else None


def month_in(text: str) -> Month | None:
    """The one month with its year that a text names, None for none or several."""
    found = {_month(match[1], match[2]) for match in _MONTH_YEAR.finditer(text)}
    for match in _DAY.finditer(text):
        if 1 <= int(match[2]) <= 12:
            found.add(Month(_year(match[3]), int(match[2])))
    return found.pop() if len(found) == 1 else None


def plan_year_of(front: Front) -> PlanYear | None:
    """The plan year for the draft."""
    return PlanYear(front.plan_year.first, front.plan_year.last) if front.plan_year else None


def _title(lines: Sequence[str], sheets: Sequence[str], council: str | None) -> str | None:
    for line in lines:
        words = " ".join(line.split())
        if (
            words == council
            or len(words) < 4
            or len(words) > 160
            or _LABEL.match(words)
            or _KEY_WORDS.match(words)
        ):
            continue
        if month_in(words) is not None and len(words) < 18:
            continue
        return words
    named = [name for name in sheets if len(name.split()) > 1 and not re.fullmatch(r"\w+ ?\d+", name)]
    if len(sheets) == 1 and named and month_in(named[0]) is None:
        return named[0]
    return None


def _plan_year(lines: Sequence[str]) -> tuple[Period | None, str | None]:
    for line in lines:
        for span in _SPAN.finditer(line):
            last = _month(span[3], span[4])
            first = (
                _month(span[1], span[2]) if span[2] else Month(last.year, MONTH_NUMBERS[span[1][:3].lower()])
            )
            if first > last:
                first += -12
            if last - first == 11:
                return Period(first, last), None
    for line in lines:
        if match := _YEAR_PAIR.search(line):
            first_year = int(match[1])
            second = int(match[2]) if len(match[2]) == 4 else first_year // 100 * 100 + int(match[2])
            if second == first_year + 1:
                return Period(Month(first_year, 4), Month(second, 3)), match[0]
    return None, None


def _period(
    lines: Sequence[str], sheets: Sequence[str], plan_year: Period | None
) -> tuple[Month | None, int | None]:
    stated = [line for line in lines if _STATED.search(line)]
    for line in (*stated, *lines):
        if _DATE_OF_FILE.search(line) and not re.search(r"\bperiod\b|\bas at\b", line, re.IGNORECASE):
            continue
        if (span := _SPAN.search(line)) is not None:
            last = _month(span[3], span[4])
            first = (
                _month(span[1], span[2]) if span[2] else Month(last.year, MONTH_NUMBERS[span[1][:3].lower()])
            )
            if 0 <= last - first < 11:
                return last, last - first + 1
            continue
        if (month := month_in(line)) is not None:
            return month, 1
        if plan_year is not None and (quarter := _QUARTER.search(line)) is not None:
            number = (
                int(quarter[1])
                if quarter[1]
                else ["first", "second", "third", "fourth"].index(quarter[2].lower()) + 1
            )
            return plan_year.first + (3 * number - 1), 3
    months = [month for name in sheets if (month := month_in(name)) is not None]
    if months:
        return max(months), 1
    if plan_year is not None and any(_WHOLE_YEAR.search(line) for line in lines):
        return plan_year.last, 12
    return None, None


def _month(name: str, year: str) -> Month:
    return Month(_year(year), MONTH_NUMBERS[name[:3].lower()])


def _year(text: str) -> int:
    return max(1, full_year(text))


def key_in_rows(rows: Iterable[Row]) -> Iterator[KeyEntry]:
    """The entries of a key that rows hold: a mark, or a cell that is only coloured, and its meaning beside it."""
    for row in rows:
        cells = [cell for cell in row.cells if cell.text or cell.fill is not None]
        at = 0
        while at < len(cells):
            mark = _mark(cells[at])
            meaning = cells[at + 1].text if at + 1 < len(cells) else ""
            entry = KeyEntry(mark, " ".join(meaning.split()))
            if mark is not None and _is_meaning(entry) and _mark(cells[at + 1]) is None:
                yield entry
                at += 2
                continue
            if (coloured := _coloured_meaning(cells[at])) is not None:
                yield coloured
            yield from key_in_text(cells[at].text)
            at += 1


def key_in_text(text: str) -> Iterator[KeyEntry]:
    """The entries of a key in one text: "Key: G = on target; A = up to one month behind"."""
    if not text or len(text) > 1_000:
        return
    said = _KEY_WORDS.sub("", text)
    parts = [
        part
        for part in re.split(r"[;|\n]|,\s(?=[\[(]?\w{1,12}[\])]?\s*(?:=|:|–|-\s))|\.\s(?=[A-Z])", said)
        if part.strip()
    ]
    found = []
    for part in parts:
        match = _KEY_PART.match(part)
        if match and _is_mark(match[1]):
            entry = KeyEntry(match[1].strip(), " ".join(match[2].split()).rstrip(".,"))
            if _is_meaning(entry):
                found.append(entry)
    if said != text or len(found) > 1:
        yield from found


def key_entries(entries: Iterable[KeyEntry]) -> tuple[KeyEntry, ...]:
    """The entries once each, at least two of them, else none: one alone is no key."""
    unique = tuple(dict.fromkeys(entries))
    return unique[:_MOST_KEY_ENTRIES] if len({entry.mark for entry in unique}) > 1 else ()


def _is_meaning(entry: KeyEntry) -> bool:
    """Whether the words beside a mark explain it: any words for a colour, words of a status for a letter."""
    if not entry.mark or sum(letter.isalpha() for letter in entry.meaning) < 3:
        return False
    mark = folded(entry.mark)
    return len(mark) > 2 or bool(key_of([entry])) or (mark in "rag" and len(mark) == 1)


def _mark(cell: Cell) -> str | None:
    if cell.text:
        return cell.text.strip() if _is_mark(cell.text) else None
    if cell.fill is not None:
        read = class_of_fill(cell.fill)
        return (
            read.printed
            if read.printed and not read.printed.startswith("#") and read.printed != "white"
            else None
        )
    return None


def _coloured_meaning(cell: Cell) -> KeyEntry | None:
    """The entry of a key whose words stand on the colour that they explain: "Complete" on blue."""
    words = _KEY_WORDS.sub("", " ".join(cell.text.split()))
    if cell.fill is None or not words or _mark(cell) is not None or not status_of_words(words).known:
        return None
    mark = _mark(cell._replace(text=""))
    entry = KeyEntry(mark, words)
    return entry if mark is not None and _is_meaning(entry) else None


def _is_mark(text: str) -> bool:
    """Whether a text is what a key explains: a colour, a letter, a digit, a sign."""
    mark = folded(text)
    if len(mark) > 20 or len(mark.split()) > 3:
        return False
    if len(mark) <= 2 and (mark.isalnum() or not mark):
        return bool(mark)
    words = status_of_words(text)
    return mark in ("blue", "grey", "gray", "white", "black", "purple") or (
        words.known and words.class_ is not None and len(mark.split()) == 1 and mark in _COLOUR_MARKS
    )


_COLOUR_MARKS = frozenset({"green", "amber", "red", "yellow", "orange", "hatched", "striped", "hatching"})
