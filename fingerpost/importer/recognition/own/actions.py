"""The actions of a tracker in a report of ours, read back section by section."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Paragraph
from fingerpost.importer.recognition.own.grid import Entry, grid_of, header_of
from fingerpost.importer.recognition.own.outline import grid_in, month_columns, under
from fingerpost.importer.recognition.own.strips import read_strip
from fingerpost.importer.recognition.own.values import names, other_columns, unless_dash
from fingerpost.rules.draft import DraftAction, DraftMilestone, PrintedDate, StatusSource
from fingerpost.rules.labels import MILESTONE_LABELS, Label
from fingerpost.rules.wording import (
    ACTION_ENTRY,
    CLASS_OF_WORDS,
    LEARNT_OF_WORDS,
    NOT_STATED,
    Part,
    read_date,
    read_path,
)

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Row, Table
    from fingerpost.importer.recognition.own.outline import Division
    from fingerpost.importer.recognition.own.strips import Readings
    from fingerpost.importer.recognition.own.values import Values
    from fingerpost.rules.classes import StatusClass
    from fingerpost.rules.months import Period

_ACTION = re.compile(rf"{ACTION_ENTRY} (\d+)")
_STATUS_IN_TABLE = re.compile(r"(?P<word>[^(]+?)(?: \((?P<learnt>[^()]+)\))?")


class ActionsRead:
    """The actions of a tracker, section by section."""

    def __init__(
        self, values: Values, method: Division | None, readings: Readings, plan: Period | None
    ) -> None:
        self._values = values
        self._readings = readings
        self._plan = plan
        self._found: list[DraftAction] = []
        self._usual: dict[str, tuple[StatusSource, str | None]] = {}
        statuses = grid_in(under(method, Part.STATUSES_READ), Label.STATUS, Label.LEARNT)
        for entry in statuses.entries if statuses else ():
            source = LEARNT_OF_WORDS.get(entry.text(Label.LEARNT) or "", StatusSource.NONE)
            self._usual[entry.text(Label.STATUS) or ""] = (source, entry.text(Label.PRINTED))

    def read(self, part: Division | None) -> tuple[DraftAction, ...]:
        """Every action of the part, with its months and the columns of the source's own."""
        heading, start = "", 0
        for block in part.blocks if part else ():
            if isinstance(block, Paragraph):
                heading = block.whole
                continue
            header = header_of(block, (Label.REF,))
            if header is None:
                continue
            if header.texts[:2] == (Label.REF, Label.ACTION) and month_columns(header):
                self._add_months(block, header, start)
            elif header.texts == MILESTONE_LABELS:
                self._add_milestones(block, header, start)
            elif header.texts[:2] == (Label.REF, Label.ACTION) and Label.STATUS in header.texts:
                start = len(self._found)
                path = read_path(heading)
                self._found += [self._action(each, path) for each in grid_of(block, header).entries]
            else:
                self._add_others(block, header, start)
        return tuple(self._found)

    def _action(self, entry: Entry, path: tuple[str, ...]) -> DraftAction:
        class_, source, printed = self._status(entry)
        return DraftAction(
            ref=unless_dash(entry.text(Label.REF)),
            title=entry.text(Label.ACTION),
            path=path,
            lead=names(entry.text(Label.LEAD)),
            status=class_,
            status_source=source,
            printed=printed,
            start=self._date(entry.text(Label.START)),
            due=self._date(entry.text(Label.DUE)),
            revised=self._date(entry.text(Label.REVISED)),
            completed=self._date(entry.text(Label.COMPLETED)),
            percent=self._values.percent(entry, Label.PERCENT),
            comment=entry.text(Label.COMMENT),
            other=other_columns(entry),
            place=entry.place,
        )

    def _status(self, entry: Entry) -> tuple[StatusClass | None, StatusSource, str | None]:
        said = entry.text(Label.STATUS) or NOT_STATED
        match = _STATUS_IN_TABLE.fullmatch(said)
        word = match["word"] if match else said
        if word not in CLASS_OF_WORDS and word != NOT_STATED:
            return self._values.class_of(entry.place, said), StatusSource.WORDS, said
        class_ = CLASS_OF_WORDS.get(word)
        default = (StatusSource.WORDS, word) if class_ else (StatusSource.NONE, None)
        source, printed = self._usual.get(word, default)
        if match and match["learnt"]:
            source = LEARNT_OF_WORDS.get(match["learnt"], source)
        if Label.PRINTED in entry.columns:
            printed = entry.text(Label.PRINTED)
        return class_, source, printed

    def _date(self, said: str | None) -> PrintedDate | None:
        return None if said is None else read_date(said, self._plan)

    def _add_months(self, table: Table, header: Row, start: int) -> None:
        """Put the strips of a table into the actions of the section, which stand in the same order."""
        entries = grid_of(table, header).entries
        in_order = len(entries) == len(self._found) - start
        for number, entry in enumerate(entries, start):
            meant = number if in_order else self._position(entry, start)
            if meant is None:
                self._values.not_read(entry.place, Label.REF, entry.text(Label.REF) or "")
                continue
            words = f"{ACTION_ENTRY} {meant + 1}"
            months = read_strip(self._readings, words, header, entry.row, empty_is_none=True)
            self._found[meant] = replace(self._found[meant], months={**self._found[meant].months, **months})

    def _add_milestones(self, table: Table, header: Row, start: int) -> None:
        """Put the milestones of a table into the actions that their last column and their ref name."""
        for entry in grid_of(table, header).entries:
            said = entry.text(Label.ROW) or ""
            match = _ACTION.fullmatch(said)
            ref, title = unless_dash(entry.text(Label.REF)), entry.text(Label.MILESTONE)
            at = self._of_ref(int(match[1]) - 1 if match else len(self._found), ref, start)
            if at is None or title is None:
                self._values.not_read(entry.place, Label.ROW, said)
                continue
            milestone = DraftMilestone(
                title, self._date(entry.text(Label.DUE)), self._date(entry.text(Label.COMPLETED))
            )
            self._found[at] = replace(self._found[at], milestones=(*self._found[at].milestones, milestone))

    def _of_ref(self, at: int, ref: str | None, start: int) -> int | None:
        """The action at a place with this ref; where rows were taken out by a person, the section's only one of the ref."""
        if at < len(self._found) and self._found[at].ref == ref:
            return at
        found = [index for index in range(start, len(self._found)) if self._found[index].ref == ref]
        return found[0] if ref is not None and len(found) == 1 else None

    def _position(self, entry: Entry, start: int) -> int | None:
        """The action of the section with the ref and title of a row, where rows were taken out by a person."""
        wanted = unless_dash(entry.text(Label.REF)), entry.text(Label.ACTION)
        found = ((each.ref, each.title) for each in self._found[start:])
        return next((index for index, each in enumerate(found, start) if each == wanted), None)

    def _add_others(self, table: Table, header: Row, start: int) -> None:
        """Put the columns of the source's own into the actions of the section, which stand in the same order."""
        names_of = {cell.column: cell.text for cell in header.cells[1:] if cell.text}
        for index, entry in enumerate(grid_of(table, header).entries, start):
            if index >= len(self._found):
                self._values.not_read(entry.place, Label.REF, entry.text(Label.REF) or "")
                continue
            added = {
                name: cell.text
                for column, name in names_of.items()
                if (cell := entry.row.cell_at(column)) is not None and cell.text
            }
            self._found[index] = replace(self._found[index], other={**self._found[index].other, **added})
