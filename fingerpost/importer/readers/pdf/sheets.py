"""Printed spreadsheets that rule or fill only some of their cells: the header's columns hold for all below it.

A tracker printed from Excel often has a filled header, coloured status cells and no lines. Each filled block
then looks like a table of its own. What stands under the header and keeps to its columns is one table.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fingerpost.importer.readers.pdf.columns import parts_of
from fingerpost.importer.readers.pdf.grid import SNAP, Grid, GridCell, GridRow, snapped, visible_shapes
from fingerpost.importer.readers.pdf.lines import Line, lines_of
from fingerpost.importer.readers.pdf.page import Box, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.importer.readers.pdf.page import Drawn

_FEWEST_COLUMNS = 4
# The header, and group rows that are ruled as it is.
_MOST_HEADER_ROWS = 12
_FEWEST_LINES = 4
_MANY = 4
_SEVERAL_COLOURS = 3
_LONG_BAND = 70
_GAP_LINES = 6.0
_EDGE = 0.12
_MOST_OF = 0.8
_SPACE = 0.45
_HEADER_GAP = 0.8


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its stretches, and the columns that they stand in; a band is a heading across columns."""

    line: Line
    stretches: tuple[tuple[int, tuple[Word, ...]], ...]
    band: bool

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that its stretches begin in."""
        return tuple(column for column, _ in self.stretches)


def sheet_of(
    drawn: Drawn, grids: Sequence[Grid], outside: Sequence[Word], before: Sequence[float] = ()
) -> tuple[list[Grid], list[Word], list[float]]:
    """The page's tables and words outside them after a sheet without rules was put together, if it has one.

    `before` are the columns of a sheet that filled the page before; it may go on here without a header. Also
    gives the columns of this page's sheet, for the next page.
    """
    for header in sorted(grids, key=lambda grid: grid.box.y0):
        if not _is_header(header) or _is_key(header, drawn):
            continue
        sound = _sound_rows(header)
        made = _sheet(drawn, grids, header.lefts, sound) if len(sound.rows) <= _MOST_HEADER_ROWS else None
        if made is not None:
            return _with_sheet(made, drawn, grids)
    if len(before) > _FEWEST_COLUMNS and not any(_has_columns(grid, before) for grid in grids):
        made = _sheet(drawn, grids, before, None)
        if made is not None:
            return _with_sheet(made, drawn, grids)
    for worded in _worded_headers(grids, outside):
        outside = _clipped_apart(drawn, grids, outside, worded.lefts)
        made = _sheet(drawn, grids, worded.lefts, worded)
        if made is not None:
            return _with_sheet(made, drawn, grids)
    return list(grids), list(outside), []


def _clipped_apart(
    drawn: Drawn, grids: Sequence[Grid], outside: Sequence[Word], lefts: Sequence[float]
) -> Sequence[Word]:
    """Part the words that run into the next column's, wherever they are kept; gives those outside tables."""
    parted = {
        id(word): pieces
        for word in drawn.words
        if word.seams and len(pieces := word.parted(lefts[1:-1], 2 * SNAP)) > 1
    }
    if not parted:
        return outside
    for words in (drawn.words, *(cell.words for grid in grids for cell in grid.cells)):
        words[:] = [piece for word in words for piece in parted.get(id(word), (word,))]
    return [piece for word in outside for piece in parted.get(id(word), (word,))]


def _worded_headers(grids: Sequence[Grid], outside: Sequence[Word]) -> Iterator[Grid]:
    """Lines of several words far apart above something filled: headings that nothing rules or fills.

    Each column begins where its heading does, and the last one ends where what is filled below ends.
    """
    before: Line | None = None
    for line in lines_of([word for word in outside if word.turn == 0]):
        below = [grid for grid in grids if grid.box.y0 >= line.box.y0]
        parts = parts_of(line) if below else ()
        if len(parts) < _FEWEST_COLUMNS:
            before = line
            continue
        top, bottom = line.box.y0 - 1, line.box.y1 + 1
        right = max(line.box.x1 + 1, *(grid.box.x1 for grid in below))
        lefts = [part.box.x0 - SNAP for part in parts] + [right]
        cells = [
            GridCell(Box(left, top, end, bottom), list(part.words))
            for part, (left, end) in zip(parts, pairwise(lefts), strict=True)
        ]
        rows = [GridRow(top, cells)]
        if before is not None and (over := _labels_over(before, lefts, top)) is not None:
            rows.insert(0, over)
        before = line
        yield Grid(Box(lefts[0], rows[0].top, right, bottom), rows)


def _labels_over(line: Line, lefts: Sequence[float], bottom: float) -> GridRow | None:
    """The line above a header as a row of it, where it stands close and its words begin at columns."""
    parts = parts_of(line)
    columns = [
        min(range(len(lefts) - 1), key=lambda at: abs(lefts[at] + SNAP - part.box.x0)) for part in parts
    ]
    close = 0 <= bottom + 1 - line.box.y1 < _HEADER_GAP * line.size
    if not close or 0 in columns or len(set(columns)) < len(parts):
        return None
    if any(abs(lefts[at] + SNAP - part.box.x0) > SNAP for at, part in zip(columns, parts, strict=True)):
        return None
    top = line.box.y0 - 1
    cells = [GridCell(Box(left, top, right, bottom)) for left, right in pairwise(lefts)]
    for at, part in zip(columns, parts, strict=True):
        cells[at].words.extend(part.words)
    return GridRow(top, cells)


def _has_columns(grid: Grid, lefts: Sequence[float]) -> bool:
    """Whether a table is whole by itself: as many columns, and words in most cells of its first row."""
    first = grid.rows[0].cells
    return len(grid.lefts) >= _MOST_OF * len(lefts) and sum(bool(cell.words) for cell in first) >= 0.7 * len(
        first
    )


def _with_sheet(
    sheet: Grid, drawn: Drawn, grids: Sequence[Grid]
) -> tuple[list[Grid], list[Word], list[float]]:
    taken = {id(word) for cell in sheet.cells for word in cell.words}
    kept = [grid for grid in grids if not sheet.box.holds(*_middle(grid.box))]
    in_kept = {id(word) for grid in kept for cell in grid.cells for word in cell.words}
    left = [word for word in drawn.words if id(word) not in taken and id(word) not in in_kept]
    goes_on = sheet.box.y1 > 0.7 * drawn.height
    return [*kept, sheet], left, sheet.lefts if goes_on else []


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _is_header(grid: Grid) -> bool:
    if len(grid.lefts) <= _FEWEST_COLUMNS:
        return False
    return len(grid.rows[0].cells) >= _FEWEST_COLUMNS and _has_columns(grid, grid.lefts)


def _is_key(grid: Grid, drawn: Drawn) -> bool:
    """Whether a row of boxes is a key of colours and heads nothing: its boxes have several colours."""
    first = grid.rows[0].cells
    colours = {
        shape.colour
        for shape in visible_shapes(drawn)
        for cell in first
        if shape.colour is not None
        and cell.box.holds(*_middle(shape.box))
        and shape.box.width < grid.box.width / 2
    }
    return len(colours) >= _SEVERAL_COLOURS


def _sound_rows(header: Grid) -> Grid:
    """The header without the rows in which several rows of the sheet fell into one: their lines are laid anew.

    A first cell whose later lines go on in small letters, or a few lines of it in a table that rules several
    rows, is one cell that was wrapped.
    """
    for at, row in enumerate(header.rows[1:], 1):
        lines = lines_of(row.cells[0].words)
        wrapped = any(line.text[:1].islower() for line in lines[1:]) or (
            len(lines) < _MANY and len(header.rows) > 2
        )
        if len(lines) > 1 and not wrapped:
            box = header.box
            return Grid(Box(box.x0, box.y0, box.x1, row.top), header.rows[:at])
    return header


def _sheet(drawn: Drawn, grids: Sequence[Grid], lefts: Sequence[float], header: Grid | None) -> Grid | None:
    top = 0.0 if header is None else header.box.y1
    # A table that is whole by itself ends the sheet above it.
    end = min(
        (grid.box.y0 for grid in grids if grid.box.y0 > top - 1 and _has_columns(grid, lefts)),
        default=drawn.height,
    )
    words = [
        word
        for word in drawn.words
        if word.turn == 0
        and top - 1 < word.box.y0 < end
        and lefts[0] - SNAP <= word.middle[0] <= lefts[-1] + SNAP
    ]
    placed = _placed(lines_of(words), lefts, drawn.height if header is None else 0.0)
    several = [each for each in placed if len(each.columns) > 1]
    if len(placed) < _FEWEST_LINES or 2 * len(several) < len(placed):
        return None
    key = _key_column(placed)
    starts = [at for at, each in enumerate(placed) if each.band or key in each.columns or at == 0]
    if not _needs_columns([placed[at].line for at in starts], grids):
        return None
    bounds = _bounds(
        placed, starts, _edges(drawn, lefts, top), placed[0].line.box.y0 - 1 if header is None else top
    )
    rows = [
        GridRow(upper, _cells(placed[start:stop], lefts, upper, lower))
        for (start, stop), (upper, lower) in zip(
            pairwise([*starts, len(placed)]), pairwise(bounds), strict=True
        )
    ]
    everything = [*([] if header is None else header.rows), *rows]
    return Grid(Box(lefts[0], everything[0].top, lefts[-1], bounds[-1]), everything)


def _needs_columns(starts: Sequence[Line], grids: Sequence[Grid]) -> bool:
    """Whether the rules on the page fail to part the rows: several begin in one cell, or in none."""
    cells = {id(word): id(cell) for grid in grids for cell in grid.cells for word in cell.words}
    homes = [cells.get(id(line.words[0])) for line in starts]
    together = sum(one == other or other is None for one, other in pairwise(homes))
    return len(homes) > 1 and together >= 0.3 * (len(homes) - 1)


def _placed(lines: Sequence[Line], lefts: Sequence[float], height: float) -> list[_Placed]:
    """The lines from the top that keep to the columns; `height` is the page's where no header stands above."""
    found: list[_Placed] = []
    for line in lines:
        if found and line.box.y0 - found[-1].line.box.y1 > _GAP_LINES * line.size:
            break
        stretches = _stretches(line, lefts)
        band = len(stretches) == 1 and stretches[0][2] and stretches[0][0] <= 1
        if not found and line.box.y1 < _EDGE * height and (band or len(stretches) < _FEWEST_COLUMNS):
            continue
        if band and len(line.text) > _LONG_BAND and found and found[-1].band:
            break
        found.append(_Placed(line, tuple((column, tuple(words)) for column, words, _ in stretches), band))
    while found and found[-1].band:
        found.pop()
    return found


def _stretches(line: Line, lefts: Sequence[float]) -> list[tuple[int, list[Word], bool]]:
    """A line's words by the column that they begin in, and whether they run over its end.

    A word that begins at a column's very edge is that column's, however narrow the gap before it.
    """
    found: list[tuple[int, list[Word], bool]] = []
    one_run = all(after.box.x0 - before.box.x1 < _SPACE * line.size for before, after in pairwise(line.words))
    for word in line.words:
        column = max(0, min(bisect_right(lefts, word.box.x0 + 1.5), len(lefts) - 1) - 1)
        runs_over = word.box.x1 > lefts[column + 1] + SNAP
        if found:
            before, words, over = found[-1]
            gap = word.box.x0 - words[-1].box.x1
            # A heading across columns may by chance have a word at an edge.
            close = gap < _SPACE * line.size and (one_run or word.box.x0 - lefts[column] > SNAP)
            if column == before or close:
                words.append(word)
                found[-1] = (before, words, over or column != before or runs_over)
                continue
        found.append((column, [word], runs_over))
    return found


def _key_column(placed: Sequence[_Placed]) -> int:
    """The column whose words begin a row: the first, unless it is nearly empty."""
    counts = [sum(column in each.columns for each in placed) for column in (0, 1)]
    return 0 if counts[0] >= 0.2 * counts[1] else 1


def _edges(drawn: Drawn, lefts: Sequence[float], top: float) -> list[float]:
    """The heights at which filled boxes and rules under the header begin and end."""
    heights = [
        edge
        for shape in visible_shapes(drawn)
        if lefts[0] - SNAP <= shape.box.x0 and shape.box.x1 <= lefts[-1] + SNAP
        for edge in (shape.box.y0, shape.box.y1)
    ]
    heights.extend(
        rule.y0 for rule in drawn.across if lefts[0] - SNAP <= rule.x0 and rule.x1 <= lefts[-1] + SNAP
    )
    return [edge for edge in snapped(heights, 1.5) if edge > top + 1]


def _bounds(
    placed: Sequence[_Placed], starts: Sequence[int], edges: Sequence[float], top: float
) -> list[float]:
    """Where each row begins, and the last one ends: at an edge drawn between two rows, else above its words."""
    bounds = [top]
    for start in starts[1:]:
        above, line = placed[start - 1].line.box, placed[start].line.box
        between = [edge for edge in edges if (above.y0 + above.y1) / 2 < edge < (line.y0 + line.y1) / 2]
        bounds.append(between[-1] if between else max((above.y1 + line.y0) / 2, above.y0 + 1))
    last = placed[-1].line.box.y1
    bounds.append(next((edge for edge in edges if last - 2 < edge < last + 12), last + 1))
    return bounds


def _cells(lines: Sequence[_Placed], lefts: Sequence[float], top: float, bottom: float) -> list[GridCell]:
    first = lines[0]
    if first.band and len(lines) == 1:
        column = first.columns[0]
        before = [GridCell(Box(left, top, right, bottom)) for left, right in pairwise(lefts[: column + 1])]
        return [*before, GridCell(Box(lefts[column], top, lefts[-1], bottom), list(first.line.words))]
    cells = [GridCell(Box(left, top, right, bottom)) for left, right in pairwise(lefts)]
    for each in lines:
        for column, words in each.stretches:
            cells[column].words.extend(words)
    return cells
