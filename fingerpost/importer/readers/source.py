"""What every reader gives: the paragraphs and tables of a file in reading order, each with its place.

A reader decides nothing about meaning. It keeps words, spans, fills and typed values, and reports what it
could not read as findings. Recognition works on this value alone, so it is the same for every format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime


class Unreadable(ValueError):
    """The file cannot be read at all; the message says why, where, and what to do about it."""


class Fill(NamedTuple):
    """A cell's fill: RRGGBB in capitals, whether it is a pattern (hatch) rather than solid, and whether
    a conditional format gave it.
    """

    colour: str
    pattern: bool = False
    conditional: bool = False


class Cell(NamedTuple):
    """A cell of a table. `column` counts from 0 on the grid; a merged cell spans `columns` and `rows`.

    `text` is what a person sees, with inner white space folded and lines joined by a newline. `value` is
    the typed value where the format has one (a real date or number).
    """

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    fill: Fill | None = None
    bold: bool = False
    underlined: bool = False
    value: date | datetime | float | int | None = None


class Row(NamedTuple):
    """A row of a table: its number in the source (from 1) and its cells, covered positions left out.

    Empty cells may be left out too, unless they have a fill.
    """

    number: int
    cells: tuple[Cell, ...]

    def cell_at(self, column: int) -> Cell | None:
        """The cell that stands at or spans this grid column, if any."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.columns:
                return cell
        return None

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells that have any."""
        return tuple(cell.text for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables. `level` is 1 to 9 for a heading, 0 for text; `number` is an automatic
    or typed paragraph number where the format tells it apart from the text (Word numbering). `typed` is the
    whole line as it was typed, where a typed number or bullet was taken off the text.
    """

    text: str
    place: str
    level: int = 0
    number: str | None = None
    bold: bool = False
    typed: str | None = None

    @property
    def whole(self) -> str:
        """The words with their number, as typed where that is known."""
        if self.typed is not None:
            return self.typed
        return self.text if self.number is None else f"{self.number} {self.text}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a sheet of a workbook. `place_of` words the place of a row, or of a cell by grid column.

    `name` is the sheet's name or the table's caption where there is one.
    """

    rows: tuple[Row, ...]
    place: str
    place_of: Callable[[Row, int | None], str]
    name: str | None = None

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return max((cell.column + cell.columns for row in self.rows for cell in row.cells), default=0)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file as read: its blocks in reading order and what could not be read."""

    name: str
    sha256: str
    reader: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
