"""Reports of our own layout, read back from what they show: words, tables and letters, never hidden data.

So an edit that a person made in Word, Excel or a CSV file is what is read. The labels are those of
rules/wording.py, in which `compose` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.recognition.own.outline import has_our_layout
from fingerpost.importer.recognition.own.pages import draft_of_pages
from fingerpost.importer.recognition.own.sheets import draft_of_grids, grids_of, is_own
from fingerpost.rules.draft import Source
from fingerpost.rules.wording import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import SourceDocument
    from fingerpost.importer.recognition.own.grid import Grid
    from fingerpost.rules.draft import Draft

# Tables of ours that say by their labels alone that they are ours; others have labels that anybody uses.
_KNOWN_ALONE = frozenset({"exceptions", "actions", "figures", "paragraphs"})


def recognise_own(source: SourceDocument) -> Draft | None:
    """The draft that a report of our own layout holds; None where the layout is not ours.

    A single CSV file of a set is read as what it holds; `own_of_set` reads the set together.
    """
    if source.reader == "excel":
        grids = grids_of(source.tables)
        return draft_of_grids(_source(source), grids) if is_own(grids) else None
    if source.reader == "csv":
        grids = grids_of(source.tables, guarded=True)
        if is_own(grids) or any(_is_ours_alone(name, grid) for name, grid in grids.items()):
            return draft_of_grids(_source(source), grids)
        return None
    return draft_of_pages(source, _source(source)) if has_our_layout(source) else None


def own_of_set(sources: Sequence[SourceDocument], whole: Source) -> Draft | None:
    """The draft that the CSV files of a set hold together; None where none of them is ours."""
    grids = grids_of((table for source in sources for table in source.tables), guarded=True)
    if is_own(grids) or any(_is_ours_alone(name, grid) for name, grid in grids.items()):
        return draft_of_grids(whole, grids)
    return None


def _is_ours_alone(name: str, grid: Grid) -> bool:
    if name in ("exceptions", "actions"):
        return any(label.endswith(f": {Label.EDTF}") for label in grid.labels)
    return name in _KNOWN_ALONE


def _source(source: SourceDocument) -> Source:
    return Source(source.name, source.sha256, source.reader)
