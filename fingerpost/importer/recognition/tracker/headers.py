"""Finding the row of headings: one to three rows of a table that name its columns.

Rows of titles may stand above, headings may be merged across or down, and the heading may come again on each
page. A row is a heading by its words, and because it holds nothing that only data hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.columns import (
    DATES,
    Field,
    HeadingMeaning,
    heading_meaning,
    heading_words,
    is_heading_word,
    part_in_english,
)
from fingerpost.importer.recognition.tracker.strips import (
    FEWEST,
    MonthHeading,
    heading_of,
    month_heading,
    runs_of_initials,
    years_in,
)

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell, Row

DEEPEST = 3
LONGEST_HEADING = 120
SEARCHED_ROWS = 200
_REF_LIKE = re.compile(r"[A-Z]{0,5}[-./ ]?\d+(?:[-./]\d+)+[a-z]?|[A-Z]{1,5}[-./ ]?\d+[a-z]?")
_DAY = re.compile(r"\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})(?:[-/. ]\d{2,4})?")
_FIELDS = frozenset(Field)
_PLANNED = frozenset({"planned", "target", "baseline", "date", "original", "due", "forecast"})


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column with its heading: where it begins, how wide it is, its own words and those merged above it."""

    column: int
    columns: int
    words: str
    parent: str
    month: MonthHeading | None
    meaning: HeadingMeaning | None

    @property
    def printed(self) -> str:
        """The heading as printed, with the merged one above before it."""
        if not self.parent or self.month is not None or self.parent == self.words:
            return self.words or self.parent
        return f"{self.parent}: {self.words}" if self.words else self.parent


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table: at which of its rows they begin, how many rows they take, and the columns."""

    at: int
    depth: int
    columns: tuple[HeadedColumn, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The headings as they are compared when they come again."""
        return tuple(heading_words(each.printed) for each in self.columns)


Given = Mapping[str, str]
"""What a person said: the heading as `heading_words` gives it, and the field's name or a month."""


def find_header(rows: Sequence[Row], start: int, given: Given, *, most: int = SEARCHED_ROWS) -> Header | None:
    """The first rows from `start` on that are headings of a table of actions, None where there are none."""
    for index in range(start, min(len(rows), start + most)):
        header = header_at(rows, index, given)
        if header is not None:
            return header
    return None


def may_be_header(row: Row) -> bool:
    """Whether a later row is worth a closer look: its first words are a heading that is known."""
    return len(row.cells) > 1 and len(row.cells[0].text) < 40 and is_heading_word(row.cells[0].text)


def header_at(rows: Sequence[Row], index: int, given: Given) -> Header | None:
    """The headings that begin at this row, in one to three rows, whichever says most; None if none do."""
    if not _could_head(rows[index]):
        return None
    best: tuple[float, Header] | None = None
    for depth in range(1, DEEPEST + 1):
        chosen = rows[index : index + depth]
        if len(chosen) < depth or (
            depth > 1 and not (_begins(chosen[0]) and _continues(chosen[:-1], chosen[-1]))
        ):
            break
        columns = _columns(chosen, given)
        score = _score(columns)
        if score and (best is None or score > best[0] or depth <= _deepest(rows[index])):
            best = (score, Header(index, depth, columns))
    return best[1] if best else None


def _could_head(row: Row) -> bool:
    if len(row.texts) < 2:
        return False
    numbers = 0
    days = [cell for cell in row.cells if isinstance(cell.value, date)]
    weeks = len(days) >= FEWEST + 1  # the columns of a plan by weeks
    for cell in row.cells:
        if len(cell.text) > LONGEST_HEADING:
            return False
        if isinstance(cell.value, date):
            if heading_of(cell.text, cell.value) is None and not weeks:
                return False
            continue
        if cell.value is not None:
            numbers += 1
        if _REF_LIKE.fullmatch(cell.text) and heading_of(cell.text, None) is None:
            return False
    return numbers <= len(row.cells) // 2


def _begins(row: Row) -> bool:
    """Whether a row can be the upper part of a heading: most of it is merged, or headings, or years."""
    worded = [cell for cell in row.cells if cell.text]
    upper = sum(
        cell.columns > 1
        or cell.rows > 1
        or is_heading_word(cell.text)
        or (len(cell.text) < 14 and years_in(cell.text) is not None)
        for cell in worded
    )
    return upper * 2 >= len(worded) and not any(cell.text.endswith(":") for cell in worded)


def _deepest(row: Row) -> int:
    """The rows that a heading takes by its merged cells: most headings reaching so far down."""
    return max((cell.rows for cell in row.cells if cell.text), default=1)


def _continues(above: Sequence[Row], row: Row) -> bool:
    """Whether a row below a heading is part of it: merged cells reach it, or it holds headings only."""
    first = above[0]
    if not row.texts or any(len(cell.text) > 60 for cell in row.cells):
        return False
    reach = sum(cell.rows > len(above) for cell in first.cells if cell.text)
    spans = [cell for each in above for cell in each.cells if cell.columns > 1 and cell.text]
    known = sum(
        1
        for cell in row.cells
        if cell.text and (is_heading_word(cell.text) or heading_of(cell.text, cell.value) is not None)
    )
    initials = len(runs_of_initials([(cell.column, cell.text) for cell in row.cells]))
    known += initials
    if any(
        _REF_LIKE.fullmatch(cell.text) and heading_of(cell.text, cell.value) is None for cell in row.cells
    ):
        return False
    if reach and not any(isinstance(cell.value, int | float) for cell in row.cells):
        return True
    under = sum(
        any(span.column <= cell.column < span.column + span.columns for span in spans)
        for cell in row.cells
        if cell.text
    )
    if spans and under == len(row.texts) and (known or len(row.texts) > 1):
        return True
    if len(row.texts) < 2 and not spans:
        return False
    return known * 2 >= len(row.texts) and known >= 2


def _columns(rows: Sequence[Row], given: Given) -> tuple[HeadedColumn, ...]:
    starts = sorted({cell.column for row in rows for cell in row.cells if cell.text})
    following = [*starts[1:], 1_000_000]
    stacks: list[list[Cell]] = []
    for column in starts:
        stack: list[Cell] = []
        for row in rows:
            cell = row.cell_at(column)
            if cell is not None and cell.text:
                stack.append(cell)
        stacks.append(stack)
    last = [(column, stack[-1].text) for column, stack in zip(starts, stacks, strict=True) if stack]
    initials = runs_of_initials(last)
    columns = []
    for column, limit, stack in zip(starts, following, stacks, strict=True):
        if not stack:
            continue
        end = min(limit, max(each.column + each.columns for each in stack))
        own = _words(stack[-1].text)
        parent = " ".join(dict.fromkeys(_words(each.text) for each in stack[:-1]))
        month = heading_of(stack[-1].text, stack[-1].value)
        if month is None and column in initials:
            month = MonthHeading(initials[column])
        english = part_in_english(stack[-1].text)
        meaning = _meaning(english or own, "" if month_heading(parent) else parent)
        names = {heading_words(own), heading_words(f"{parent} {own}")}
        said = next((given[name] for name in names if name in given), None)
        if said is not None:
            month = None
            meaning = HeadingMeaning(Field(said) if said in _FIELDS else Field.MONTH, 100)
        columns.append(HeadedColumn(column, max(1, end - column), own, parent, month, meaning))
    return tuple(columns)


def _words(text: str) -> str:
    return " ".join(text.split())


def _meaning(own: str, parent: str) -> HeadingMeaning | None:
    alone = heading_meaning(own)
    if not parent or years_in(parent):
        return alone
    together = heading_meaning(f"{parent} {own}")
    if together is not None and together.rank >= 60:
        return together
    above = heading_meaning(parent)
    if above is not None and above.field in DATES and heading_words(own) in _PLANNED:
        return above
    return alone or together


def _score(columns: tuple[HeadedColumn, ...]) -> float:
    """How much these headings say; nought unless they can head a table of actions."""
    fields = {each.meaning.field for each in columns if each.meaning and each.month is None}
    told = fields - {Field.OTHER, Field.GROUP}
    months = sum(each.month is not None for each in columns)
    whole = sum(
        each.meaning is not None and each.meaning.rank >= 55 for each in columns if each.month is None
    )
    known = whole + months
    if (
        Field.TITLE not in told
        and Field.REF not in told
        and not (Field.GROUP in fields and len(told) > 1)
        and len(told) < 3
    ):
        return 0.0
    if len(told) < 2 and not (Field.TITLE in told and (months >= 3 or (Field.GROUP in fields and whole > 2))):
        return 0.0
    weeks = sum(each.meaning is None and _DAY.fullmatch(each.words) is not None for each in columns)
    if known * 3 < len(columns) - weeks or known < 2:
        return 0.0
    return len(told) + 0.5 * len(fields - told) + 0.1 * months + 0.05 * whole
