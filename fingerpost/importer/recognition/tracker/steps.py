"""Milestones in a table of actions: columns that list them, columns that come in pairs with a date, rows below an action.

A column becomes one of milestones only beside another that holds the actions, and a row only where it has nothing
but its words and its dates: what may be an action stays one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.columns import Field, heading_words
from fingerpost.importer.recognition.milestones import has_marker, milestones_of, without_marker
from fingerpost.rules.draft import DraftMilestone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Cell, Row
    from fingerpost.importer.recognition.tracker.cells import CellReader
    from fingerpost.importer.recognition.tracker.layout import PlacedColumn
    from fingerpost.rules.draft import DraftAction, PrintedDate

STEPS = frozenset({Field.MILESTONES, Field.MILESTONE_DUE, Field.MILESTONE_DONE})
"""The fields of which a table may have several columns, one set for each milestone."""
_LISTING = re.compile(
    r"(?:key |main |project |delivery )?(?:milestones?|steps?|stages?|sub ?(?:actions?|tasks?))"
    r"(?: (?:and|with) (?:target |due |key )?(?:dates?|timescales?|deadlines?))?(?: (?:no )?\d{1,2})?|(?:key|main) tasks?"
)
_NUMBERED = re.compile(r".* \d{1,2}")
_OF_MILESTONES = re.compile(r"\b(?:milestone|step|stage|sub ?(?:action|task))s?\b")
_LETTER = re.compile(
    r"\(?(?:[a-z]|[ivx]{1,4})\)?[.)]?|(?:milestone|step|stage|ms?)\.? ?\d{1,2}", re.IGNORECASE
)
_ROW_HAS = frozenset({Field.REF, Field.TITLE, Field.DUE, Field.START, Field.COMPLETED})
_SHORTEST = 6


def lists_milestones(heading: str, lengths: float) -> bool:
    """Whether a column beside that of the actions lists their milestones, by its heading and how long its cells are."""
    return _LISTING.fullmatch(heading_words(heading)) is not None and lengths >= _SHORTEST


def is_numbered(heading: str) -> bool:
    """Whether a heading is that of one milestone of several, "Milestone 2", whose date stands in the next column."""
    return _NUMBERED.fullmatch(heading_words(heading)) is not None


def names_milestones(heading: str) -> bool:
    """Whether a heading speaks of milestones, as "Milestone date" does."""
    return _OF_MILESTONES.search(heading_words(heading)) is not None


class StepColumns(NamedTuple):
    """A column of milestones with the columns of their dates, where there are any."""

    words: PlacedColumn
    due: PlacedColumn | None
    done: PlacedColumn | None


def step_columns(columns: Sequence[PlacedColumn]) -> tuple[StepColumns, ...]:
    """The columns of milestones, each with the dates that stand right of it before the next."""
    found: list[StepColumns] = []
    for each in columns:
        if each.field is Field.MILESTONES:
            found.append(StepColumns(each, None, None))
        elif each.field is Field.MILESTONE_DUE and found and found[-1].due is None:
            found[-1] = found[-1]._replace(due=each)
        elif each.field is Field.MILESTONE_DONE and found and found[-1].done is None:
            found[-1] = found[-1]._replace(done=each)
    return tuple(found)


class StepsRead(NamedTuple):
    """The milestones of a row, and the dates beside them that belong to none, by their headings."""

    milestones: tuple[DraftMilestone, ...]
    left: dict[str, str]


class StepReader:
    """Reads the milestones of the actions of one stretch, and notes those of which no date is known."""

    def __init__(self, columns: Sequence[PlacedColumn], cells: CellReader) -> None:
        self.columns = step_columns(columns)
        self.all = [each for each in columns if each.field in STEPS]
        self.cells = cells
        self.from_rows: list[str] = []
        self.undated: list[tuple[str, str]] = []

    def of_row(self, words: dict[int, Cell], row: Row, place: str) -> StepsRead:
        """The milestones in a row, by its cells in the columns of milestones."""
        found: list[DraftMilestone] = []
        used: set[int] = set()
        for words_at, due_at, done_at in self.columns:
            cell = words.get(words_at.column)
            if cell is None or not cell.text:
                continue
            read, undated = milestones_of(cell.text, self.cells.edtf)
            used.add(words_at.column)
            dues = self._dates(words, due_at, Field.DUE, row, len(read))
            dones = self._dates(words, done_at, Field.COMPLETED, row, len(read))
            used |= {at.column for at, dates in ((due_at, dues), (done_at, dones)) if at and dates}
            read = tuple(
                replace(each, due=due or each.due, completed=done or each.completed)
                for each, due, done in zip(
                    read, dues or [None] * len(read), dones or [None] * len(read), strict=True
                )
            )
            found += read
            self.undated += [
                (place, each.title) for each in read if each.due is None and each.title in undated
            ]
        left = {
            each.printed: cell.text
            for each in self.all
            if each.column not in used and (cell := words.get(each.column)) is not None and cell.text
        }
        return StepsRead(tuple(found), left)

    def _dates(
        self, words: dict[int, Cell], column: PlacedColumn | None, of: Field, row: Row, count: int
    ) -> list[PrintedDate | None] | None:
        """The dates in a column for so many milestones; None where there are none, or not as many."""
        cell = words.get(column.column) if column is not None else None
        if cell is None or not cell.text or not count:
            return None
        lines = [without_marker(line) for line in cell.text.splitlines() if line.strip()]
        if count == 1:
            return [self.cells.dated(cell, of, row)]
        if len(lines) != count:
            return None
        return [self.cells.dated(cell._replace(text=line, value=None), of, row) for line in lines]

    def is_step(
        self, row: dict[Field, Cell], own: frozenset[Field], last: DraftAction, *, has_refs: bool
    ) -> bool:
        """Whether a row below an action is a milestone of it: marked as one, dated, and with nothing that actions have."""
        if not own <= _ROW_HAS or not {Field.TITLE, Field.DUE} <= own:
            return False
        if not last.ref or not any(letter.isdigit() for letter in last.ref):
            return False
        if Field.REF in own:
            return _LETTER.fullmatch(row[Field.REF].text.strip()) is not None
        return has_refs and has_marker(row[Field.TITLE].text)

    def of_step(self, cells: dict[Field, Cell], row: Row, place: str) -> DraftMilestone:
        """The milestone that a row of its own is."""
        title, due = cells[Field.TITLE], cells[Field.DUE]
        done = cells.get(Field.COMPLETED)
        self.from_rows.append(place)
        return DraftMilestone(
            without_marker(title.text),
            self.cells.dated(due, Field.DUE, row),
            self.cells.dated(done, Field.COMPLETED, row) if done is not None and done.text else None,
        )
