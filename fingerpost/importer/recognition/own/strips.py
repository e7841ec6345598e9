"""The months of exceptions and actions, read back from the letters of their strips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.own.outline import month_columns
from fingerpost.rules.classes import LETTER_OF_CLASS
from fingerpost.rules.draft import Mark, MonthCell, StatusSource
from fingerpost.rules.labels import Label
from fingerpost.rules.months import months_between
from fingerpost.rules.wording import (
    NONE_MARKED,
    ORIGINAL_LETTER,
    UNDERLINED,
    UNMARKED,
    letter_of_month,
    read_month,
)

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell, Row
    from fingerpost.importer.recognition.own.grid import Grid
    from fingerpost.importer.recognition.own.values import Values
    from fingerpost.rules.months import Month

BLANK = MonthCell()
_CLASS_OF_LETTER = {letter: class_ for class_, letter in LETTER_OF_CLASS.items()}
_RUN = re.compile(rf"(\S+ \d{{4}}) to (\S+ \d{{4}}), {NONE_MARKED}")


class Readings(NamedTuple):
    """What the letters stand for: by letter and underline, and for single cells that were read otherwise."""

    usual: dict[tuple[str, bool], MonthCell]
    otherwise: dict[tuple[str, Month], MonthCell]

    def of(self, entry: str, month: Month, cell: Cell | None) -> MonthCell:
        """The reading of a cell in a strip; a letter that a person typed means its class."""
        letter = cell.text if cell else ""
        if letter in ("", UNMARKED):
            return BLANK
        underlined = cell.underlined if cell else False
        apart = self.otherwise.get((entry, month))
        if apart is not None and letter_of_month(apart) == letter:
            return apart
        for key in ((letter, underlined), (letter, not underlined)):
            if key in self.usual:
                return self.usual[key]
        class_ = _CLASS_OF_LETTER.get(letter)
        mark = Mark.ORIGINAL if underlined or letter == ORIGINAL_LETTER else None
        return MonthCell(mark, class_, letter, StatusSource.WORDS if class_ else StatusSource.NONE)


def read_readings(values: Values, usual: Grid | None, otherwise: Grid | None) -> Readings:
    """The readings, from the two tables at the end of the report."""
    readings = Readings({}, {})
    for entry in usual.entries if usual else ():
        status = values.status(entry.place, entry.text(Label.STATUS))
        key = (entry.text(Label.LETTER) or "", entry.text(Label.ORIGINAL_MONTH) == UNDERLINED)
        readings.usual[key] = values.marked(entry, status)
    for entry in otherwise.entries if otherwise else ():
        status = values.status(entry.place, entry.text(Label.STATUS))
        month = values.month(entry, Label.MONTH)
        if month:
            readings.otherwise[entry.text(Label.ROW) or "", month] = values.marked(entry, status)
    return readings


def read_strip(
    readings: Readings, entry: str, header: Row, row: Row, *, empty_is_none: bool = False
) -> dict[Month, MonthCell]:
    """The months of one row of a strip. An empty cell is an unmarked month, or none where a dot is printed
    for an unmarked one.
    """
    months = {}
    for column, words in month_columns(header).items():
        month, cell = read_month(words), row.cell_at(column)
        empty = cell is None or not cell.text
        if month is not None and not (empty and empty_is_none):
            months[month] = readings.of(entry, month, cell)
    return months


def read_blank_run(said: str) -> dict[Month, MonthCell] | None:
    """Months of which none is marked, from words; None for other words."""
    match = _RUN.fullmatch(said)
    first, last = (read_month(match[1]), read_month(match[2])) if match else (None, None)
    return dict.fromkeys(months_between(first, last), BLANK) if first and last else None
