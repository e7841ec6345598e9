"""Tables in text: cells parted by tabs, by upright strokes, or by spaces under one another.

A row may be broken over lines, where a cell held a line break or the page was narrow; it is joined again
where the number of its cells proves it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.readers.numbering import without_markup
from fingerpost.importer.readers.source import Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

PIPED = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^[\s|:+=_-]*[-=_]{3,}[\s|:+=_-]*$")
_REF = re.compile(r"^\s*(?:[A-Z&]{0,6}[-./ ]?\d{1,3}(?:[./-]\d{1,3})*[a-z]?\.?)\s*$")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_SEGMENT = re.compile(r"\S+(?: {1,2}\S+)*")
_WHOLE = re.compile(r"\S(?:.*\S)?")
_FEWEST_TABS = 3
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


class Line(NamedTuple):
    """A line of a text with its number, from 1."""

    number: int
    text: str


def tidy(text: str) -> str:
    """The words with their white space folded and without invisible characters."""
    return _SPACES.sub(" ", _NOTHING.sub("", _BREAKS.sub(" ", text))).strip()


def is_tabular(text: str) -> bool:
    """Whether a line has a tab between or before words, or stands between upright strokes."""
    return "\t" in text.strip(" \r\n") or bool(PIPED.match(text))


def cells_of(text: str) -> list[str]:
    """The cells of a tabular line, empty ones included."""
    if PIPED.match(text) and "\t" not in text:
        return re.split(r"(?<!\\)\|", text.strip()[1:-1])
    return text.split("\t")


def row_of(line: Line) -> Row:
    """The row that a tabular line is; the column is the number of tabs before the cell."""
    return Row(
        line.number,
        tuple(
            Cell(text, column)
            for column, raw in enumerate(cells_of(line.text))
            if (text := tidy(without_markup(raw)))
        ),
    )


def table_of(rows: Sequence[Row]) -> Table:
    """The table of these rows, placed by its lines."""
    first, last = rows[0].number, rows[-1].number
    return Table(tuple(rows), f"line {first}" if first == last else f"lines {first} to {last}", _place_of)


def _place_of(row: Row, column: int | None) -> str:
    return f"line {row.number}" if column is None else f"line {row.number}, column {column + 1}"


# Rows that were broken over several lines


def pieces_of_a_row(lines: Sequence[Line], at: int, tabs: int) -> int:
    """How many lines from this one on are pieces of one row with so many tabs; 1 where it is whole or unclear.

    A piece may have no tab at all. Only an exact sum proves that the pieces belong together, and no piece
    after the first may begin with a ref, as a row of its own would.
    """
    have = lines[at].text.count("\t")
    if tabs < _FEWEST_TABS or have >= tabs or not _REF.match(cells_of(lines[at].text)[0]):
        return 1
    for further, line in enumerate(lines[at + 1 : at + 12], 2):
        if not line.text.strip() or _REF.match(cells_of(line.text)[0]):
            return 1
        have += line.text.count("\t")
        if have >= tabs:
            return further if have == tabs else 1
    return 1


def joined(lines: Sequence[Line]) -> Line:
    """One line of the pieces of a row: the last cell of each goes on with the first of the next."""
    return Line(lines[0].number, " ".join(line.text.strip(" ") for line in lines))


# Columns made of spaces


def is_aligned(text: str) -> bool:
    """Whether a line has three pieces of words or more with wide gaps between them."""
    return "\t" not in text and len(_GAP.findall(text.strip())) >= 2


def is_indented_heading(text: str) -> bool:
    """Whether a line above aligned columns heads some of them: deep in the line, or with a wide gap."""
    return bool(text.strip()) and (len(text) - len(text.lstrip(" ")) >= 6 or bool(_GAP.search(text.strip())))


def aligned_table(lines: Sequence[Line]) -> Table | None:
    """The table that lines with wide gaps make, None where the gaps do not stand under one another.

    A line that leaves the first column empty goes on with the row above it.
    """
    parted = [line for line in lines if is_aligned(line.text)]
    if len(parted) < 2:
        return None
    starts = _starts([line.text for line in parted])
    if len(starts) < 3:
        return None
    rows: list[Row] = []
    for line in lines:
        if RULE.match(line.text):
            continue
        cells: dict[int, str] = {}
        for match in _segments(line.text.rstrip(), starts):
            column = max(
                (index for index, start in enumerate(starts) if start <= match.start() + 1), default=0
            )
            cells[column] = f"{cells[column]} {match[0]}" if column in cells else match[0]
        row = Row(
            line.number, tuple(Cell(tidy(without_markup(text)), at) for at, text in sorted(cells.items()))
        )
        if rows and 0 not in cells and cells:
            rows[-1] = _with_more(rows[-1], row)
        elif cells:
            rows.append(row)
    return table_of(rows) if len(rows) >= 2 else None


def _segments(text: str, starts: Sequence[int]) -> list[re.Match[str]]:
    """The pieces of a line: by the columns where their starts follow a space, else by its own wide gaps."""
    if all(start >= len(text) or start == 0 or text[start - 1] == " " for start in starts):
        ends = [*starts[1:], len(text)]
        return [
            match
            for start, end in zip(starts, ends, strict=True)
            if (match := _WHOLE.search(text, start, end)) is not None
        ]
    return list(_SEGMENT.finditer(text))


def _starts(texts: Sequence[str]) -> list[int]:
    """Where columns begin: after two positions or more that are blank in every line."""
    width = max(len(text) for text in texts)
    blank = [all(len(text) <= at or text[at] == " " for text in texts) for at in range(width)]
    return [
        at
        for at in range(width)
        if not blank[at] and (at == 0 or (blank[at - 1] and (at < 2 or blank[at - 2])))
    ]


def _with_more(row: Row, more: Row) -> Row:
    texts = {cell.column: cell.text for cell in row.cells}
    for cell in more.cells:
        texts[cell.column] = f"{texts[cell.column]} {cell.text}" if cell.column in texts else cell.text
    return Row(row.number, tuple(Cell(text, column) for column, text in sorted(texts.items())))
