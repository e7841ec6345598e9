"""What typst leaves unsaid in the structure tree of a PDF: row headers, summaries, what letters stand for.

typst marks column headers; its function for row headers is not reachable from Python. So the first cell of
each body row becomes TH with Scope Row here, and each table gets its caption as summary.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.reports.renderers.pdf_layout import TableShape


class TablesDoNotMatch(RuntimeError):
    """The PDF does not hold the tables of the document; it is a fault of the renderer."""


def complete_tags(pdf: bytes, shapes: Sequence[TableShape]) -> bytes:
    """The PDF with row headers and table summaries; the same bytes for the same input."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tables = list(_tables(opened.Root.StructTreeRoot))
        if len(tables) != len(shapes):
            raise TablesDoNotMatch(f"The PDF holds {len(tables)} tables, the document {len(shapes)}.")
        for table, shape in zip(tables, shapes, strict=True):
            if shape.caption:
                _add_attributes(
                    table, pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String(shape.caption))
                )
            _mark_cells(table, shape)
        # False is the default, and poppler's tools complain of the entry.
        if "/Suspects" in opened.Root.MarkInfo:
            del opened.Root.MarkInfo["/Suspects"]
        written = io.BytesIO()
        opened.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return written.getvalue()


def _tables(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The tables in reading order. No table stands in another, so their cells are not looked through."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == "/Table":
            yield element
        else:
            waiting.extend(reversed(_children(element)))


def _body_rows(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The rows of a table below its header."""
    for element in _children(table):
        if element.S == "/TR":
            yield element
        elif element.S == "/TBody":
            yield from _children(element)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    inner = element.get("/K")
    if inner is None:
        return []
    listed = list(inner) if isinstance(inner, pikepdf.Array) else [inner]
    return [each for each in listed if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def _mark_cells(table: pikepdf.Object, shape: TableShape) -> None:
    """Row headers by TH and Scope; letters by the words that they stand for (E, the expanded form)."""
    if not shape.row_headers and not shape.spoken:
        return
    letters: dict[int, dict[int, str]] = {}
    for (number, index), words in shape.spoken.items():
        letters.setdefault(number, {})[index] = words
    for number, row in enumerate(_body_rows(table)):
        # A row of one cell has no array. Only cells that change are fetched: a report has tens of thousands.
        cells = row.K if isinstance(row.K, pikepdf.Array) else [row.K]
        for index, words in letters.get(number, {}).items():
            cells[index].E = pikepdf.String(words)
        if shape.row_headers:
            cells[0].S = pikepdf.Name.TH
            _add_attributes(cells[0], pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))


def _add_attributes(element: pikepdf.Object, added: pikepdf.Dictionary) -> None:
    """Put attributes beside those that the element has; those of one owner share one dictionary."""
    present = element.get("/A")
    if present is None:
        element.A = added
        return
    for each in list(present) if isinstance(present, pikepdf.Array) else [present]:
        if isinstance(each, pikepdf.Dictionary) and each.get("/O") == added.O:
            for name, value in added.items():
                each[name] = value
            return
    element.A = pikepdf.Array([*(present if isinstance(present, pikepdf.Array) else [present]), added])
