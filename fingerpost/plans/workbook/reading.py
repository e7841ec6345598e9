"""A workbook read back: its rows by their headings, each cell with its place; nothing is compared yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from fingerpost.importer.readers.excel import read_excel
from fingerpost.plans.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.importer.readers.source import Row, Table


class NotAPlanWorkbook(ValueError):
    """The workbook lacks a sheet or a heading that every plan's workbook has."""


class Problem(NamedTuple):
    """Something that keeps a row from being taken: where it stands, and what is wrong, in a sentence."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its place, and the text of each heading's cell ("" where it is empty)."""

    place: str
    texts: dict[str, str]
    days: dict[str, date] = field(default_factory=dict)

    def __getitem__(self, heading: str) -> str:
        return self.texts.get(heading, "")

    def listed(self, heading: str) -> tuple[str, ...]:
        """The codes, refs or people of a cell, in order, each once."""
        parts = self[heading].replace("\n", ";").split(";")
        return tuple(dict.fromkeys(filter(None, (each.strip() for each in parts))))

    def lines(self, heading: str) -> tuple[str, ...]:
        """The lines of a cell, each once."""
        return tuple(dict.fromkeys(filter(None, (each.strip() for each in self[heading].splitlines()))))

    def ticked(self, heading: str) -> bool:
        """Whether a cell is ticked. Refuses (ValueError) what is neither a tick nor empty."""
        text = self[heading].strip().casefold()
        if text in ("", "no", "n", "0", "false", "–", "-"):
            return False
        if text in layout.TICKS:
            return True
        raise ValueError(
            _("“%(text)s” under %(heading)s is no tick; write x or leave it empty.")
            % {"text": self[heading], "heading": heading}
        )


@dataclass(frozen=True, slots=True)
class Sheets:
    """The rows of each sheet by its name; a sheet that the workbook does not have is not in it."""

    rows: dict[str, tuple[SheetRow, ...]]

    def of(self, sheet: str) -> tuple[SheetRow, ...]:
        """The rows of a sheet; none where it is not there."""
        return self.rows.get(sheet, ())

    def has(self, sheet: str) -> bool:
        """Whether the workbook has the sheet."""
        return sheet in self.rows


_NEEDED: dict[str, Sequence[str]] = {
    layout.SETTINGS: layout.SETTINGS_HEADINGS,
    layout.SECTIONS: ("Code", "Title"),
    layout.ACTIONS: ("Ref", "Section", "Title"),
    layout.MILESTONES: ("Action", "Step", "By when"),
    layout.MEASURES: ("Section", "Action", "What is measured", "Target"),
}


def read_workbook(name: str, data: bytes) -> Sheets:
    """The sheets of a plan's workbook. Refuses what is no workbook (`importer.readers.source.Unreadable`) and,
    with every sheet and heading that is missing, what is none of a plan.
    """
    tables = {each.name: each for each in read_excel(name, data).tables}
    missing = [
        _("the sheet “%s” is missing") % each
        for each in (layout.SECTIONS, layout.ACTIONS)
        if each not in tables
    ]
    rows: dict[str, tuple[SheetRow, ...]] = {}
    for sheet, needed in _NEEDED.items():
        if sheet not in tables:
            continue
        table = tables[sheet]
        headings = _headings(table)
        lacking = [each for each in needed if each not in headings.values()]
        missing += [
            _("the sheet “%(sheet)s” has no heading “%(heading)s”") % {"sheet": sheet, "heading": each}
            for each in lacking
        ]
        rows[sheet] = tuple(_rows(table, headings))
    if missing:
        raise NotAPlanWorkbook(
            _("This is not the workbook of a plan: %s. Download the plan as Excel, and change that file.")
            % "; ".join(missing)
        )
    return Sheets(rows)


def _headings(table: Table) -> dict[int, str]:
    return {cell.column: cell.text for cell in table.rows[0].cells}


def _rows(table: Table, headings: dict[int, str]) -> Iterator[SheetRow]:
    for row in table.rows[1:]:
        texts = {headings[cell.column]: cell.text for cell in row.cells if cell.column in headings}
        if any(texts.values()):
            yield SheetRow(table.place_of(row, None), texts, _days(row, headings))


def _days(row: Row, headings: dict[int, str]) -> dict[str, date]:
    return {
        headings[cell.column]: cell.value.date() if isinstance(cell.value, datetime) else cell.value
        for cell in row.cells
        if cell.column in headings and isinstance(cell.value, date)
    }
