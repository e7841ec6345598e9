"""Reading a lead's form back: the mark, and what was filled in for each action, as the update form would be typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.readers.source import Paragraph, Table
from fingerpost.importer.readers.word import read_word
from fingerpost.monitoring.forms.updates import ANOTHER_DATE, AS_PROMISED, NOT_KNOWN
from fingerpost.monitoring.lead_forms.form import Column, Mark, mark_in, mark_of
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import ReasonCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.importer.readers.source import Row, SourceDocument
    from fingerpost.rules.months import Period

MOST_BYTES = 5 * 2**20
"""The most bytes of a form that is read back; no form that we write comes near."""


class NotAForm(ValueError):
    """The file is no form that was sent out from here."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One line of a form that was filled in: its action's ref, where it stands, and what the update form is given."""

    ref: str
    place: str
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form as read back. `same_lines` tells that it has the lines with which it went out."""

    mark: Mark
    filled_in: tuple[FilledIn, ...]
    left_empty: tuple[str, ...]
    same_lines: bool


def read_form(name: str, data: bytes, *, plan_year: Period) -> FormRead:
    """What a form says. Refuses what is neither Word nor Excel, and a file without the mark or the table."""
    if len(data) > MOST_BYTES:
        raise NotAForm(_("%(name)s is larger than any form.") % {"name": name})
    document = (read_excel if name.lower().endswith((".xlsx", ".xlsm")) else read_word)(name, data)
    mark = next(filter(None, (mark_in(text) for text in _texts(document))), None)
    if mark is None:
        raise NotAForm(
            _("%(name)s is not one of our forms: the line that begins with “Fingerpost form” is not in it.")
            % {"name": name}
        )
    table, heading, columns = _table(document, name)
    filled: list[FilledIn] = []
    empty: list[str] = []
    refs: list[str] = []
    for row in table.rows[heading + 1 :]:
        cells = {column: _words(row, place) for column, place in columns.items()}
        ref = cells.get(Column.REF, "")
        if not ref or mark_in(ref) is not None:
            continue
        refs.append(ref)
        typed = _typed(cells, plan_year)
        if typed:
            filled.append(FilledIn(ref, table.place_of(row, None), typed))
        else:
            empty.append(ref)
    same = mark == mark_of(mark.council, mark.period, mark.person, refs)
    return FormRead(mark, tuple(filled), tuple(empty), same)


def _texts(document: SourceDocument) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.whole
        else:
            for row in block.rows:
                yield from row.texts


def _table(document: SourceDocument, name: str) -> tuple[Table, int, dict[Column, int]]:
    """The table of the form, which of its rows is the heading, and where each column stands."""
    for table in document.tables:
        for index, row in enumerate(table.rows):
            named = {" ".join(cell.text.split()): cell.column for cell in row.cells}
            columns = {column: named[column] for column in Column if column in named}
            if len(columns) == len(Column):
                return table, index, columns
    raise NotAForm(_("The headings of the form are not in %(name)s as they were sent out.") % {"name": name})


def _words(row: Row, column: int) -> str:
    cell = row.cell_at(column)
    return "" if cell is None else " ".join(cell.text.split())


def _typed(cells: Mapping[Column, str], plan_year: Period) -> dict[str, str]:
    """What the update form is given for a line; nothing for a line that was left empty."""
    completed, expected = cells[Column.COMPLETED_ON], cells[Column.EXPECTED]
    said = {
        "reason": cells[Column.REASON],
        "corrective_action": cells[Column.CORRECTIVE_ACTION],
        "comment": cells[Column.COMMENT],
    }
    typed = {name: words for name, words in said.items() if words}
    if typed.get("reason"):
        typed["reason_code"] = ReasonCode.OTHER
    if completed:
        day = parse_date(completed, plan_year=plan_year).day
        return typed | {"complete": "yes", "completed_on": completed if day is None else day.isoformat()}
    plain = expected.casefold().strip(" .")
    if plain == AS_PROMISED:
        return typed | {"complete": "no", "expected": AS_PROMISED}
    if plain in (NOT_KNOWN, "unknown"):
        return typed | {"complete": "no", "expected": NOT_KNOWN}
    if expected:
        return typed | {"complete": "no", "expected": ANOTHER_DATE, "expected_words": expected}
    return typed | {"complete": "no"} if typed else {}
