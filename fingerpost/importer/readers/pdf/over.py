"""Sheets too wide for their paper: the columns that did not fit are printed on pages of their own.

Such a page has the rows of an earlier one at the same heights, and headings of its own. Its columns are put
beside those of the earlier page.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from fingerpost.importer.readers.pdf.columns import parts_of
from fingerpost.importer.readers.pdf.grid import SNAP, Grid, GridCell, GridRow, visible_shapes
from fingerpost.importer.readers.pdf.lines import lines_of
from fingerpost.importer.readers.pdf.page import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.pdf.lines import Line
    from fingerpost.importer.readers.pdf.page import Drawn, Word

_FEWEST_ROWS = 3
# Every page is held against the sheets before it.
_MOST_SHEETS = 100
_SAME = 2.0
_EDGE = 0.1
_HEADER_ROWS = 4
_LEFT = 24.0
_TELLING = 4
_MOST_OF = 0.6
_LONGEST_LABEL = 40


def columns_over(
    drawn: Drawn, grids: Sequence[Grid], sheets: Sequence[Grid], last: tuple[Grid, Grid] | None
) -> tuple[Grid, Grid] | None:
    """The sheet of an earlier page whose further columns this page has, and those columns; else None.

    `last` is what the page before gave: where its columns go on downwards here, without headings, they belong
    to the next sheet.
    """
    ruled = any(map(_parts_words, grids))
    lines = [] if ruled else lines_of(word for word in drawn.words if word.turn == 0)
    if last is not None:
        at = next(at for at, sheet in enumerate(sheets) if sheet is last[0])
        for sheet in sheets[at + 1 : at + 2]:
            for grid in grids:
                if _same_columns(last[1], grid.lefts) and _same_tops(sheet, grid):
                    return sheet, grid
            if (made := _goes_on(_fitting(drawn, lines, sheet), sheet, last[1].lefts)) is not None:
                return sheet, made
    for sheet in sheets:
        for grid in grids:
            if _heads_same_rows(sheet, grid):
                return sheet, grid
        if (made := _unruled(drawn, _fitting(drawn, lines, sheet), sheet)) is not None:
            return sheet, made
    return None


def _parts_words(grid: Grid) -> bool:
    """Whether rules or fills part the words of a row: then it has a table of its own."""
    return any(sum(bool(cell.words) for cell in row.cells) > 1 for row in grid.rows)


def may_go_over(grids: Sequence[Grid], before: int) -> list[Grid]:
    """The table of a page that may have further columns on a later one: its highest, of a few rows or more."""
    if before >= _MOST_SHEETS:
        return []
    tall = [grid for grid in grids if len(grid.rows) >= _FEWEST_ROWS and len(grid.lefts) > _FEWEST_ROWS]
    return [max(tall, key=lambda grid: grid.box.height)] if tall else []


def beside(sheet: Grid, further: Grid) -> None:
    """Put further columns, their text already read, to the right of a sheet."""
    shift = sheet.box.x1 - further.box.x0
    for row, more in zip(sheet.rows, further.rows, strict=True):
        across = len(row.cells) == 1
        row.cells.extend(
            replace(cell, box=Box(cell.box.x0 + shift, cell.box.y0, cell.box.x1 + shift, cell.box.y1))
            for cell in more.cells
            if cell.text or (cell.fill and not across)
        )
    sheet.box = Box(sheet.box.x0, sheet.box.y0, further.box.x1 + shift, sheet.box.y1)


def _same_tops(sheet: Grid, grid: Grid) -> bool:
    return len(sheet.rows) == len(grid.rows) and all(
        abs(one.top - other.top) <= _SAME for one, other in zip(sheet.rows, grid.rows, strict=True)
    )


def _heads_same_rows(sheet: Grid, grid: Grid) -> bool:
    """Whether a table has the rows of a sheet, under headings of its own, and other columns."""
    if len(grid.rows) < _FEWEST_ROWS or not _same_tops(sheet, grid) or _same_columns(sheet, grid.lefts):
        return False
    heads = _words(grid.rows[0])
    # A table of its own says headings again that the sheet has.
    theirs = {text for row in sheet.rows[:_HEADER_ROWS] for text in _words(row)}
    ours = [text for row in grid.rows[:_HEADER_ROWS] for text in _words(row)]
    anew = any(len(text) >= _TELLING and text in theirs for text in ours)
    return not anew and bool(heads) and all(map(_is_label, heads))


def _fitting(drawn: Drawn, lines: Sequence[Line], sheet: Grid) -> list[Line]:
    """The lines at the height of a sheet, most of them at the heights of its own; none where others stand
    beside them, but for running headers and footers.
    """
    top, bottom = sheet.box.y0 - _SAME, sheet.box.y1 + _SAME
    found = [line for line in lines if top < line.box.y0 and line.box.y1 < bottom]
    others = [line for line in lines if not (top < line.box.y0 and line.box.y1 < bottom)]
    if len(found) < 2 or any(
        _EDGE * drawn.height < line.box.y0 < (1 - _EDGE) * drawn.height for line in others
    ):
        return []
    theirs = [word.box.y0 for cell in sheet.cells for word in cell.words]
    alike = sum(any(abs(line.box.y0 - place) <= _SAME for place in theirs) for line in found)
    return found if alike >= _MOST_OF * len(found) else []


def _goes_on(lines: Sequence[Line], sheet: Grid, lefts: Sequence[float]) -> Grid | None:
    words = [word for line in lines for word in line.words]
    inside = all(lefts[0] <= word.middle[0] <= lefts[-1] for word in words)
    return _laid(words, lefts, sheet) if words and inside else None


def _unruled(drawn: Drawn, lines: Sequence[Line], sheet: Grid) -> Grid | None:
    if not lines:
        return None
    header = next((row for row in reversed(sheet.rows) if _heads(lines[0], row)), None)
    if header is None:
        return None
    words = [word for line in lines for word in line.words]
    parts = parts_of(lines[0])
    shapes = [
        shape.box for shape in visible_shapes(drawn) if sheet.box.y0 - _SAME < shape.box.y0 < sheet.box.y1
    ]
    lefts = [part.box.x0 - SNAP for part in parts]
    lefts.append(max([word.box.x1 for word in words] + [box.x1 for box in shapes]) + SNAP)
    if _same_columns(sheet, lefts) or abs(lefts[0] - sheet.box.x0) > _LEFT:
        return None
    return _laid(words, lefts, sheet)


def _heads(line: Line, row: GridRow) -> bool:
    """Whether a line stands at the height of a row of headings, and is one of other headings."""
    words = [word for cell in row.cells for word in cell.words]
    if not words or not any(abs(word.box.y0 - line.box.y0) <= _SAME for word in words):
        return False
    labels = [part.text for part in parts_of(line)]
    return all(map(_is_label, labels)) and len(row.cells) > 1 and labels != _words(row)


def _laid(words: Sequence[Word], lefts: Sequence[float], sheet: Grid) -> Grid:
    bounds = [*(row.top for row in sheet.rows), sheet.box.y1]
    rows = [
        GridRow(top, [GridCell(Box(left, top, right, bottom)) for left, right in pairwise(lefts)])
        for top, bottom in pairwise(bounds)
    ]
    for word in words:
        row = max((at for at, top in enumerate(bounds[:-1]) if word.middle[1] >= top), default=0)
        column = max((at for at, left in enumerate(lefts[:-1]) if word.box.x0 >= left), default=0)
        rows[row].cells[column].words.append(word)
    return Grid(Box(lefts[0], bounds[0], lefts[-1], bounds[-1]), rows)


def _same_columns(sheet: Grid, lefts: Sequence[float]) -> bool:
    own = sheet.lefts
    return len(own) == len(lefts) and all(
        abs(one - other) <= 2 * SNAP for one, other in zip(own, lefts, strict=True)
    )


def _words(row: GridRow) -> list[str]:
    return [" ".join(word.text for word in cell.words) for cell in row.cells if cell.words]


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and text[:1].isalpha()
