"""Which column each cell of a row belongs to: by position where that makes sense, else by content as well.

Text copies lose empty cells, so that all that follows stands too far left or right.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.fields import Field
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.importer.recognition.refs import is_ref, is_structured_ref, split_ref
from fingerpost.rules.dates import parse_date

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.exceptions.header import Column, Header

_INITIALS = re.compile(r"^[A-Z]{1,4}(?:[\s/,&+]+[A-Z]{1,4})*$")
_NAME = re.compile(
    r"^(?:[A-Z][\w'’.-]*|and|of|the|for|&|/|,|\(|\)|-|–)(?:[\s/,&]+(?:[A-Z(][\w'’.)-]*|and|of|the|for|&|-|–))*$"
)
_NO_DATE = re.compile(
    r"^(?:unknown|not known|tb[cad]\b|to be|n/?a$|none$|ongoing|on-going|not set|awaited|suspended|on hold|no date|"
    r"various|immediate|asap|dependent|subject to|–$|-$)",
    re.IGNORECASE,
)
_TEXTS = frozenset(
    {
        Field.ACTION,
        Field.REASON,
        Field.CORRECTIVE,
        Field.REASON_AND_CORRECTIVE,
        Field.COMMENT,
        Field.SECTION,
        Field.PARENT,
    }
)
_DATES = frozenset({Field.ORIGINAL, Field.REVISED, Field.ORIGINAL_AND_REVISED})
_COLOUR = re.compile(r"^\W?(?:red|amber|green|hatched|blue|yellow)\W?$", re.IGNORECASE)
_LONGEST_INITIALS = 5
_MOST_WORDS_OF_A_MARK = 2
_TOLERABLE = 4.0
_MANY = 6.0
_HEAPED = 1.5
_LOST_REF = 9.0
_NO_ACTION = 4.0


class Placed(NamedTuple):
    """The cells of a row by field, and whether content had to overrule position."""

    cells: tuple[tuple[Column, Cell], ...]
    moved: bool

    def of(self, field: Field) -> tuple[Cell, ...]:
        """The cells of a field, in order."""
        return tuple(cell for column, cell in self.cells if column.field is field)

    def text(self, field: Field) -> str | None:
        """The words of a field, None where there are none."""
        words = "\n".join(cell.text for cell in self.of(field) if cell.text)
        return words or None


def place_cells(header: Header, cells: tuple[Cell, ...]) -> Placed:
    """Give each cell of a row its column."""
    if header.is_strip:
        cells = _ref_parted(header, cells)
    by_position = [(column, cell) for cell in cells if (column := header.column_at(cell.column)) is not None]
    if not _is_doubtful(header, by_position, cells):
        return Placed(tuple(by_position), moved=False)
    by_content = _best(header, [cell for cell in cells if cell.text])
    if by_content is None or _misfit(by_content) >= _misfit(by_position):
        return Placed(tuple(by_position), moved=False)
    return Placed(tuple(by_content), moved=True)


def _ref_parted(header: Header, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells with a ref and title that were run together parted, and what follows moved back to its place.

    That all stands one column left is proven by the last text, which then meets its heading.
    """
    filled = [cell for cell in cells if cell.text]
    first, last = header.columns[0], header.columns[-1]
    if len(filled) < 2 or first.field is not Field.REF or filled[0].column != first.start:
        return cells
    found = split_ref(filled[0].text)
    if found.ref is None or filled[-1].column + 1 != last.start:
        return cells
    ref = filled[0]._replace(text=found.ref)
    title = filled[0]._replace(text=found.title, column=first.start + 1)
    return (ref, title, *(cell._replace(column=cell.column + 1) for cell in filled[1:]))


def is_date_like(text: str) -> bool:
    """Whether words stand where a date would: a date, or words such as "unknown at this stage"."""
    return len(text) <= 60 and (parse_date(text).edtf is not None or bool(_NO_DATE.match(text)))


def is_person(text: str) -> bool:
    """Whether words could be initials, names or a post and nothing else."""
    return len(text) <= 60 and _cost_of_who(text) < 1.0


def _is_doubtful(header: Header, placed: list[tuple[Column, Cell]], cells: tuple[Cell, ...]) -> bool:
    if len(placed) < len([cell for cell in cells if cell.text]):
        return True
    if _heaped(placed):
        return True
    if Field.WHO in header.fields and any(
        column.field is Field.MONTH and _is_lost_lead(cell.text) for column, cell in placed
    ):
        return True
    if any(_cost(column, cell) >= _TOLERABLE for column, cell in placed if cell.text):
        return True
    has_ref = any(column.field is Field.REF and cell.text for column, cell in placed)
    return Field.REF in header.fields and not has_ref and any(is_structured_ref(cell.text) for cell in cells)


def _heaped(placed: list[tuple[Column, Cell]]) -> int:
    """How many cells stand under a heading that has another cell already, where one is expected."""
    counts = Counter(
        column for column, cell in placed if cell.text and column.field not in (Field.OTHER, Field.MONTH)
    )
    return sum(count - 1 for count in counts.values())


def _is_lost_lead(text: str) -> bool:
    """Whether words in a month's column are initials and mean no status."""
    return len(text) > 1 and bool(_INITIALS.match(text)) and not status_in_words(text).known


def _misfit(placed: list[tuple[Column, Cell]]) -> float:
    heaped = _HEAPED * _heaped(placed)
    return heaped + sum(_cost(column, cell) for column, cell in placed if cell.text)


def _cost(column: Column, cell: Cell) -> float:
    """How ill a cell's content fits a column; 0 is a fit."""
    text, field = cell.text, column.field
    if field is Field.REF:
        return 0.0 if is_ref(text) else 3.0 if len(text) <= 14 else _MANY
    if is_structured_ref(text) and field is not Field.MONTH:
        return _LOST_REF if field in _TEXTS or field is Field.STATUS else _MANY
    if field is Field.STATUS:
        if status_in_words(text).known:
            return 0.0
        return _MANY if len(text) > 60 or is_date_like(text) else 2.0
    if field in _DATES:
        return 0.0 if is_date_like(text) else _MANY if len(text) > 60 else 3.0
    if field is Field.WHO:
        return _cost_of_who(text)
    if field is Field.MONTH:
        if _is_lost_lead(text):
            return 2.0
        return (
            0.0
            if len(text) <= 3 or status_in_words(text).known
            else _MANY
            if len(text) > 25 or len(text.split()) > _MOST_WORDS_OF_A_MARK
            else 2.5
        )
    if field in _TEXTS:
        if _COLOUR.match(text):
            return _TOLERABLE
        if _INITIALS.match(text) and len(text) <= _LONGEST_INITIALS:
            return 2.0
        return 3.5 if len(text) < 25 and parse_date(text).edtf is not None else 0.0
    return 0.5


def _cost_of_who(text: str) -> float:
    if is_date_like(text) or len(text) > 90:
        return _MANY
    if _INITIALS.match(text):
        return 0.0
    return 0.5 if _NAME.match(text) else 2.5


def _distance(column: Column, cell: Cell) -> float:
    if column.start <= cell.column < column.end:
        return 0.0
    steps = column.start - cell.column if cell.column < column.start else cell.column - column.end + 1
    return 0.7 + 0.3 * min(steps, 4)


def _skipped(columns: tuple[Column, ...]) -> float:
    """What it costs to leave columns empty: an action without a title is far-fetched."""
    return sum(_NO_ACTION for column in columns if column.field is Field.ACTION)


def _best(header: Header, cells: list[Cell]) -> list[tuple[Column, Cell]] | None:
    """The cheapest way to give the cells columns, in their order, each column at most one cell.

    Adjacent cells may share a column of text at a price.
    """
    columns = header.columns
    if not cells or not columns:
        return None
    infinite = float("inf")
    width = len(columns)
    costs = [[infinite] * width for _ in cells]
    back: list[list[int]] = [[-1] * width for _ in cells]
    for row, cell in enumerate(cells):
        for at, column in enumerate(columns):
            own = _cost(column, cell) + _distance(column, cell)
            if row == 0:
                costs[row][at] = own + _skipped(columns[:at])
                continue
            for before in range(at + 1):
                if before == at and column.field not in _TEXTS:
                    continue
                total = (
                    costs[row - 1][before]
                    + own
                    + (1.5 if before == at else _skipped(columns[before + 1 : at]))
                )
                if total < costs[row][at]:
                    costs[row][at], back[row][at] = total, before
    at = min(range(width), key=lambda index: costs[-1][index])
    if costs[-1][at] == infinite:
        return None
    chosen: list[tuple[Column, Cell]] = []
    for row in range(len(cells) - 1, -1, -1):
        chosen.append((columns[at], cells[row]))
        at = back[row][at]
    return chosen[::-1]
