"""The cells of an action: its leads, dates, percentage, status and months; equal cells are read once.

Doubts are gathered by what they say, with their places, so that a table of thousands of rows reports each once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.colours import nearest_colour
from fingerpost.importer.recognition.columns import Field
from fingerpost.importer.recognition.people import people_of
from fingerpost.importer.recognition.statuses import Key, ReadStatus, class_of_fill, folded, status_of_cell
from fingerpost.importer.recognition.tracker.samples import NO, YES
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import Mark, MonthCell, PrintedDate, StatusSource
from fingerpost.rules.months import Month, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Cell, Fill, Row, Table

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%?(?:\s*(?:complete|completed|done))?", re.IGNORECASE)
_MARKS = frozenset(
    {
        "x",
        "✓",
        "✔",
        "☑",
        "●",
        "■",
        "*",
        "•",
        "▪",
        "◆",
        "█",
        "▲",
        "y",
        "yes",
        "1",
        "o",
        "ü",
        "þ",
        "due",
        "✅",
        "⬤",
        "⚫",
    }
)
_REVISED_HINT = re.compile(r"revis|moved|extend|sched|slip|defer|amend|now|new", re.IGNORECASE)
_THEN_REVISED = re.compile(
    r"(?:original(?:ly)?[:\s]+)?(\S[^\n;(]{2,30}?)[\s,;/(–-]+"
    r"(?:(?:now\s+)?(?:revised|moved|extended|re-?scheduled|slipped|deferred|amended)(?:\s+(?:date|to|until|target))*|now|new\s+date)"
    r"\s*[:–-]?\s*(\w[^\n;()]{2,30}?)[\s).]*",
    re.IGNORECASE,
)
_REDATED = frozenset({"p", "rp", "rep", "reprogrammed", "revised", "hatched", "new date", "rescheduled"})
_NOBODY = frozenset({"n/a", "na", "tbc", "tba", "tbd", "none", "-", "–", "—", "all", "various"})
_NO_DATE = frozenset({"n/a", "na", "-", "–", "—", ""})
_FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})/(?=\d{2})")
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
_INITIALS = re.compile(r"[A-Z]{1,3}")
_SURNAME_FIRST = re.compile(r"[A-Z][\w’'-]+,\s*[A-Z][\w’'.-]*(?:\s[A-Z]\.?)?")


@dataclass
class Doubts:
    """What was read with a doubt, each sentence with the places where it holds."""

    unknown_statuses: dict[str, list[str]] = field(default_factory=dict)
    doubtful_statuses: dict[str, list[str]] = field(default_factory=dict)
    not_dates: dict[tuple[Field, str], list[str]] = field(default_factory=dict)
    from_row: int = 0
    from_quarter: int = 0


class CellReader:
    """Reads the cells of one table with its key and plan year."""

    def __init__(self, table: Table, key: Key, plan_year: Period | None) -> None:
        self.table, self.key, self.plan_year = table, key, plan_year
        self.doubts = Doubts()
        self.fraction_of_one = False
        self.surname_first = False
        self.row_fills = False
        self.month_first = False
        self.brag = False
        self.says_complete = False
        self.strip: frozenset[int] = frozenset()
        self._statuses: dict[tuple[str, Fill | None], ReadStatus] = {}
        self._months: dict[tuple[str, Fill | None], MonthCell | None] = {}
        self._dates: dict[tuple[str, date | None], PrintedDate] = {}
        self._leads: dict[str, tuple[str, ...]] = {}

    def learn(
        self, percents: Sequence[Cell], leads: Sequence[Cell], rows: Sequence[Row], strip: frozenset[int]
    ) -> None:
        """How percentages and names are written in this table, and whether its rows are coloured by status.

        `strip` are the month columns, whose colours are the months' and not the row's.
        """
        self.strip = strip
        numbers = [number for cell in percents if (number := _number(cell)) is not None]
        self.fraction_of_one = bool(numbers) and max(numbers) <= 1 and any(number % 1 for number in numbers)
        names = [cell.text for cell in leads if "," in cell.text]
        self.surname_first = (
            bool(names)
            and all(_SURNAME_FIRST.fullmatch(name) for name in names)
            and not any(_INITIALS.fullmatch(part.strip()) for name in names for part in name.split(","))
        )
        fills = [fill for row in rows if (fill := _row_fill(row, strip)) is not None]
        classes = {class_of_fill(fill, key=self.key).class_ for fill in fills}
        self.row_fills = len(classes - {None}) > 1

    def learn_dates(self, texts: Sequence[str]) -> None:
        """Whether dates in figures stand month first: some make sense only so, and none only day first."""
        pairs = [(int(match[1]), int(match[2])) for text in texts if (match := _FIGURES.match(text.strip()))]
        self.month_first = any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)

    def lead(self, cell: Cell) -> tuple[str, ...]:
        """The people in a cell, as printed."""
        text = cell.text
        if text not in self._leads:
            if text.strip().lower() in _NOBODY:
                found: tuple[str, ...] = (text.strip(),) if text.strip(" -–—") else ()
            elif self.surname_first and _SURNAME_FIRST.fullmatch(text):
                found = (text,)
            else:
                found = people_of(text)
            self._leads[text] = found
        return self._leads[text]

    def dated(self, cell: Cell, of: Field, row: Row) -> PrintedDate | None:
        """A date as printed with its EDTF value: what is shown, unless it hides which year or day it is."""
        if not cell.text:
            return None
        value = cell.value if isinstance(cell.value, date) else None
        known = self._dates.get((cell.text, value))
        if known is None:
            known = PrintedDate(cell.text, self._edtf(cell.text, value))
            self._dates[cell.text, value] = known
        if known.edtf is None and cell.text.strip().lower() not in _NO_DATE:
            place = self.table.place_of(row, cell.column)
            self.doubts.not_dates.setdefault((of, cell.text), []).append(place)
        return known

    def two_dates(self, cell: Cell) -> tuple[Cell, Cell] | None:
        """A cell of due dates that holds the revised one as well, "May 2017, revised to July 2017", parted."""
        match = _THEN_REVISED.fullmatch(cell.text) if _REVISED_HINT.search(cell.text) else None
        if match is None or self._edtf(match[1], None) is None or self._edtf(match[2], None) is None:
            return None
        return cell._replace(text=match[1], value=None), cell._replace(text=match[2], value=None)

    def edtf(self, words: str) -> str | None:
        """The EDTF value of words in this table's plan year; None where they are no date."""
        return self._edtf(words, None)

    def _edtf(self, text: str, value: date | None) -> str | None:
        if self.month_first and value is None:
            text = _FIGURES.sub(r"\2/\1/", text.strip())
        parsed = parse_date(text, plan_year=self.plan_year)
        if value is None:
            return parsed.edtf
        day = value.date() if isinstance(value, datetime) else value
        if parsed.edtf is not None and parsed.earliest is not None and parsed.latest is not None:
            month = Month.of(day)
            same_day = not parsed.is_day or parsed.edtf == day.isoformat()
            if parsed.earliest <= month <= parsed.latest and same_day:
                return parsed.edtf
        return day.isoformat()

    def percent(self, cell: Cell) -> int | float | None:
        """A percentage from 0 to 100."""
        text = cell.text.strip()
        if match := _PERCENT.fullmatch(text):
            number = float(match[1])
            if "%" not in text and self.fraction_of_one:
                number = round(float(_number(cell) or 0) * 100, 6)
            if number <= 100:
                return int(number) if number == int(number) else number
        return None

    def status(self, cell: Cell | None, row: Row) -> ReadStatus:
        """The status in a cell of the status column."""
        if cell is None or (not cell.text and cell.fill is None):
            return ReadStatus(None, StatusSource.NONE, None)
        known = self._statuses.get((cell.text, cell.fill))
        if known is None:
            known = status_of_cell(cell, key=self.key)
            if not cell.text:
                known = known._replace(printed=None)
                name = nearest_colour(cell.fill.colour) if cell.fill else None
                if known.class_ is None and name not in ("white", "grey", "black"):
                    known = known._replace(
                        note=f"A fill of {name or 'an unknown colour'} has no class without a key."
                    )
            if self.says_complete and (said := text_of_answer(cell.text)) is not None:
                known = ReadStatus(StatusClass.GREEN if said else None, StatusSource.WORDS, cell.text.strip())
            if self.brag and known.class_ is None and _is_blue(cell):
                known = _complete_by_brag(cell, known.printed)
            self._statuses[cell.text, cell.fill] = known
        if known.note:
            notes = self.doubts.doubtful_statuses if known.known else self.doubts.unknown_statuses
            notes.setdefault(known.note, []).append(self.table.place_of(row, cell.column))
        return known

    def row_status(self, row: Row, ref: Cell | None, title: Cell | None) -> ReadStatus:
        """The status that the colour of a row gives, where the table has no status column."""
        none = ReadStatus(None, StatusSource.NONE, None)
        if not self.row_fills:
            return none
        for fill in (ref.fill if ref else None, title.fill if title else None, _row_fill(row, self.strip)):
            if fill is None:
                continue
            read = class_of_fill(fill, key=self.key)
            if read.class_ is not None:
                self.doubts.from_row += 1
                return read._replace(printed=None)
        return none

    def quarter_status(self, latest: MonthCell) -> ReadStatus:
        """The status of the latest quarter that has one, where the table has no status column."""
        if latest.status is not None:
            self.doubts.from_quarter += 1
        return ReadStatus(latest.status, latest.status_source, latest.printed)

    def month(self, cell: Cell) -> MonthCell | None:
        """A cell of a strip: marks such as X say that the month is programmed, colours and letters give a status."""
        place = (cell.text, cell.fill)
        if place not in self._months:
            self._months[place] = self._month(cell)
        return self._months[place]

    def _month(self, cell: Cell) -> MonthCell | None:
        text = cell.text.strip()
        colour = class_of_fill(cell.fill, key=self.key) if cell.fill else None
        mark = None
        if folded(text) in _REDATED or (colour is not None and colour.source is StatusSource.PATTERN):
            mark = Mark.REPROGRAMMED
        elif text.lower() in _MARKS:
            mark = Mark.ORIGINAL
        if mark is Mark.ORIGINAL or not text:
            if colour is not None and colour.class_ is not None:
                return MonthCell(mark, colour.class_, text or None, colour.source)
            name = nearest_colour(cell.fill.colour) if cell.fill else None
            if not text and name in (None, "white"):
                return None
            return MonthCell(mark, None, text or name, StatusSource.NONE)
        if folded(text) in _REDATED:
            return MonthCell(mark, StatusClass.REPROGRAMMED, text, StatusSource.WORDS)
        read = status_of_cell(cell, key=self.key)
        return MonthCell(mark, read.class_, text, read.source)


def text_of_answer(text: str) -> bool | None:
    """Whether words answer yes, or no; None where they are neither."""
    word = text.strip(" .").lower()
    return True if word in YES else False if word in NO else None


def _is_blue(cell: Cell) -> bool:
    """Whether a cell says blue, by its words or, without words, by its fill."""
    if cell.text:
        return folded(cell.text) in ("b", "blue")
    return cell.fill is not None and nearest_colour(cell.fill.colour) == "blue"


def _complete_by_brag(cell: Cell, printed: str | None) -> ReadStatus:
    """A blue under BRAG, in which it means complete where no key says otherwise; the note says so."""
    source = StatusSource.WORDS if cell.text else StatusSource.FILL
    shown = f"“{cell.text.strip()}”" if cell.text else "A blue cell"
    note = f"{shown} was read as complete, since the column is headed BRAG and no key says otherwise."
    return ReadStatus(StatusClass.GREEN, source, printed, note)


def _number(cell: Cell) -> float | None:
    """The number in a cell, typed or in words; none where a percent sign says what it is."""
    if isinstance(cell.value, int | float):
        return float(cell.value)
    text = cell.text.strip()
    return float(text) if _BARE_NUMBER.fullmatch(text) else None


def _row_fill(row: Row, strip: frozenset[int]) -> Fill | None:
    """The one fill that more than half of a row's cells share, or its only one; month columns left out."""
    cells = [cell for cell in row.cells if cell.column not in strip]
    fills = [cell.fill for cell in cells if cell.fill is not None]
    for fill in dict.fromkeys(fills):
        if fills.count(fill) * 2 > len(cells):
            return fill
    return fills[0] if len(fills) == 1 else None
