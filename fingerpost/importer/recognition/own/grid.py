"""Tables of our own layout by the labels of their columns, whatever rows a person put above or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.formula_guard import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.importer.readers.source import Cell, Row, Table

MOST_ROWS_ABOVE = 5


class Entry(NamedTuple):
    """A row of a table of ours: what it says under each label, and where it stands."""

    columns: dict[str, int]
    row: Row
    place: str
    guarded: bool

    def cell(self, label: str) -> Cell | None:
        """The cell under a label; None where the table has no such column or the cell is empty."""
        column = self.columns.get(label)
        return None if column is None else self.row.cell_at(column)

    def text(self, label: str) -> str | None:
        """What is said under a label; None where nothing is."""
        return self.text_of(self.cell(label))

    def text_of(self, cell: Cell | None) -> str | None:
        """What a cell says, without the guard of a CSV file; None where it says nothing."""
        if cell is None:
            return None
        return (unguarded(cell.text) if self.guarded else cell.text) or None


class Grid(NamedTuple):
    """A table of ours: its labels in order, and its entries."""

    labels: tuple[str, ...]
    entries: tuple[Entry, ...]


def header_of(table: Table, wanted: Sequence[str], *, guarded: bool = False) -> Row | None:
    """The first row, of the first few, that has all of the labels wanted."""
    for row in table.rows[:MOST_ROWS_ABOVE]:
        said = {unguarded(each) if guarded else each for each in row.texts}
        if said.issuperset(wanted):
            return row
    return None


def grid_of(table: Table, header: Row, *, guarded: bool = False) -> Grid:
    """The entries below a header row; rows without any words are left out."""
    columns: dict[str, int] = {}
    for cell in header.cells:
        label = unguarded(cell.text) if guarded else cell.text
        if label:
            columns.setdefault(label, cell.column)
    entries = tuple(
        Entry(columns, row, table.place_of(row, None), guarded) for row in _below(table, header) if row.texts
    )
    return Grid(tuple(columns), entries)


def _below(table: Table, header: Row) -> Iterator[Row]:
    rows = iter(table.rows)
    for row in rows:
        if row is header:
            break
    return rows
