"""Tables of exceptions that lost their header: what their columns hold, by what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.recognition.exceptions.align import is_date_like, is_person
from fingerpost.importer.recognition.exceptions.header import Column, Header
from fingerpost.importer.recognition.fields import Field
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.importer.recognition.refs import is_structured_ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Table

_FEWEST = 4


def header_by_content(table: Table) -> Header | None:
    """The columns of a table without header: a ref, a title, a status, and by custom the reason before the
    corrective action and the original date before the revised one.

    None where no row begins with a ref that could be nothing else, or nothing in it is a status or a date.
    """
    rows = [
        row
        for row in table.rows
        if row.texts and is_structured_ref(row.texts[0]) and len(row.texts) >= _FEWEST
    ]
    if not rows or len(rows) < 0.5 * len([row for row in table.rows if len(row.texts) > 1]):
        return None
    columns = sorted({cell.column for row in rows for cell in row.cells if cell.text or cell.fill})
    kinds: list[tuple[int, Field]] = []
    for column in columns:
        texts = [cell.text for row in rows if (cell := row.cell_at(column)) is not None and cell.text]
        filled = any(cell.fill for row in rows if (cell := row.cell_at(column)) is not None)
        kinds.append((column, _kind(texts, filled=filled)))
    fields = _in_order(kinds)
    given = {field for _, field in fields}
    if Field.ACTION not in given or not given & {Field.STATUS, Field.ORIGINAL}:
        return None
    ends = [column for column, _ in fields[1:]] + [10_000]
    return Header(
        tuple(Column(start, end, field, str(field)) for (start, field), end in zip(fields, ends, strict=True))
    )


def _kind(texts: Sequence[str], *, filled: bool) -> Field:
    """What a column holds, by most of its cells."""

    def most(count: int) -> bool:
        return count > 0.5 * len(texts)

    if not texts:
        return Field.STATUS if filled else Field.OTHER
    if most(sum(map(is_structured_ref, texts))):
        return Field.REF
    if most(sum(1 for text in texts if status_in_words(text).known and not text.isdigit())):
        return Field.STATUS
    if most(sum(map(is_date_like, texts))):
        return Field.ORIGINAL
    if most(sum(map(is_person, texts))):
        return Field.WHO
    return Field.REASON


def _in_order(kinds: list[tuple[int, Field]]) -> list[tuple[int, Field]]:
    """The columns with texts and dates told apart by their order."""
    dates, ref_seen, action_seen = 0, False, False
    texts = sum(1 for _, kind in kinds if kind is Field.REASON) - 1
    said = 0
    settled: list[tuple[int, Field]] = []
    for column, kind in kinds:
        field = kind
        if kind is Field.REF:
            field, ref_seen = (Field.OTHER if ref_seen else Field.REF), True
        elif kind is Field.ORIGINAL:
            dates += 1
            field = {1: Field.ORIGINAL, 2: Field.REVISED}.get(dates, Field.OTHER)
        elif kind in (Field.REASON, Field.WHO) and not action_seen:
            field, action_seen = Field.ACTION, True
            texts -= kind is Field.WHO
        elif kind is Field.REASON:
            said += 1
            field = (
                Field.COMMENT
                if texts == 1
                else {1: Field.REASON, 2: Field.CORRECTIVE}.get(said, Field.COMMENT)
            )
        settled.append((column, field))
    return settled
