"""The twelve-month strip of a plan row: which months its columns are, and what its cells mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.colours import nearest_colour
from fingerpost.importer.recognition.fields import Field
from fingerpost.importer.recognition.lateness import status_in_cell
from fingerpost.importer.recognition.statuses import Key, folded
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Mark, MonthCell, StatusSource
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.exceptions.align import Placed
    from fingerpost.importer.recognition.exceptions.header import Header

_ORIGINAL = frozenset({"o", "orig", "original", "original date", "x", "planned", "programmed"})
_LONGEST_MARK = 40


@dataclass(frozen=True, slots=True)
class Calendar:
    """What gives a month column its year, and a document's own key its meaning.

    `first` is the first month of the plan year, `period` the last month reported; either may be unknown.
    """

    first: Month | None = None
    period: Month | None = None
    key: Key = field(default_factory=dict)
    original_marks: frozenset[str] = frozenset()


def months_of(header: Header, calendar: Calendar) -> tuple[Month | None, ...]:
    """The month of each month column; None throughout where nothing gives the year."""
    columns = [column.month for column in header.months if column.month is not None]
    if not columns:
        return ()
    number, year = columns[0]
    if year is not None:
        first: Month | None = Month(year, number)
    elif calendar.first is not None and calendar.first.number == number:
        first = calendar.first
    elif calendar.period is not None:
        first = Month(calendar.period.year, number)
        first = first if first <= calendar.period else first + -12
    elif calendar.first is not None:
        first = calendar.first + (number - calendar.first.number) % 12
    else:
        first = None
    if first is None:
        return (None,) * len(columns)
    months: list[Month | None] = []
    at = first
    for number, year in columns:
        at = Month(year, number) if year is not None else at + (number - at.number) % 12
        months.append(at)
    return tuple(months)


def cells_of(header: Header, placed: Placed, calendar: Calendar) -> Mapping[Month, MonthCell]:
    """What the month cells of a row mark, by month; months without a mark are left out."""
    months = dict(zip(header.months, months_of(header, calendar), strict=True))
    marked: dict[Month, MonthCell] = {}
    for column, cell in placed.cells:
        if column.field is not Field.MONTH or len(cell.text) > _LONGEST_MARK:
            continue
        month = months.get(column)
        if month is not None and (found := _marked(cell, calendar)) is not None:
            marked[month] = found
    return marked


def _marked(cell: Cell, calendar: Calendar) -> MonthCell | None:
    words = folded(cell.text)
    name = nearest_colour(cell.fill.colour) if cell.fill and not cell.fill.pattern else None
    if name is not None and name in calendar.original_marks and not words:
        return MonthCell(Mark.ORIGINAL, None, name, StatusSource.NONE)
    if words in _ORIGINAL or words in calendar.original_marks or (cell.text.strip() in ("●", "■", "•", "X")):
        return MonthCell(Mark.ORIGINAL, None, cell.text.strip(), StatusSource.WORDS)
    status = status_in_cell(cell, key=calendar.key)
    if status.class_ is None and not cell.text:
        return None
    mark = Mark.REPROGRAMMED if status.class_ is StatusClass.REPROGRAMMED else None
    return MonthCell(mark, status.class_, status.printed, status.source)
