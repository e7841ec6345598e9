"""Reports of our own layout, read back from what they show: words, tables and letters, never hidden data.

So an edit that a person made in Word, Excel or a CSV file is what is read. The labels are those of
rules/wording.py, in which `compose` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.recognition.own.closed import draft_of_closed, has_closed_record
from fingerpost.importer.recognition.own.closed_sheets import (
    closed_grids,
    draft_of_closed_grids,
    is_closed,
)
from fingerpost.importer.recognition.own.outline import has_our_layout
from fingerpost.importer.recognition.own.pages import draft_of_pages
from fingerpost.importer.recognition.own.sheets import draft_of_grids, grids_of, is_own
from fingerpost.rules.draft import Source
from fingerpost.rules.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import SourceDocument, Table
    from fingerpost.importer.recognition.own.grid import Grid
    from fingerpost.rules.draft import Draft

# Tables of ours that say by their labels alone that they are ours; others have labels that anybody uses.
_KNOWN_ALONE = frozenset({"exceptions", "actions", "figures", "paragraphs"})


def recognise_own(source: SourceDocument) -> Draft | None:
    """The draft that a report of our own layout holds; None where the layout is not ours.

    A single CSV file of a set is read as what it holds; `own_of_set` reads the set together. A report of a
    closed month is read as any reader of it would; the snapshot itself is read from its JSON.
    """
    whole = Source(source.name, source.sha256, source.reader)
    if source.reader in ("excel", "csv"):
        return _of_tables(tuple(source.tables), whole, alone=source.reader == "csv")
    if has_closed_record(source):
        return draft_of_closed(source, whole)
    return draft_of_pages(source, whole) if has_our_layout(source) else None


def own_of_set(sources: Sequence[SourceDocument], whole: Source) -> Draft | None:
    """The draft that the CSV files of a set hold together; None where none of them is ours."""
    return _of_tables(tuple(table for source in sources for table in source.tables), whole, alone=True)


def _of_tables(tables: tuple[Table, ...], whole: Source, *, alone: bool) -> Draft | None:
    """The draft of tables of data; `alone` lets one table of ours do, as in CSV, where texts are guarded."""
    closed = closed_grids(tables, guarded=alone)
    if is_closed(closed):
        return draft_of_closed_grids(whole, closed)
    grids = grids_of(tables, guarded=alone)
    if is_own(grids) or (alone and any(_is_ours_alone(name, grid) for name, grid in grids.items())):
        return draft_of_grids(whole, grids)
    return None


def _is_ours_alone(name: str, grid: Grid) -> bool:
    if name in ("exceptions", "actions"):
        return any(label.endswith(f": {Label.EDTF}") for label in grid.labels)
    return name in _KNOWN_ALONE
