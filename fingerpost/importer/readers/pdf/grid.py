"""Tables told from what is ruled or filled: lines that meet, and filled boxes side by side.

All edges of lines and filled boxes are laid on a grid of their own places. Boxes of the grid without an edge
between them are one merged cell.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.readers.pdf.page import THIN, Box, Word
from fingerpost.importer.readers.source import Fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fingerpost.importer.readers.pdf.page import Drawn, Shape

SNAP = 3.0
MOST_GRID = 300_000
_SMALLEST = 4.0
_WHOLE_PAGE = 0.92


@dataclass(slots=True)
class GridCell:
    """A cell where it stands on the page, with the words inside it."""

    box: Box
    words: list[Word] = field(default_factory=list)
    fill: Fill | None = None
    text: str = ""
    bold: bool = False
    underlined: bool = False


@dataclass(slots=True)
class GridRow:
    """A row of a table, from left to right, with the page and the row number on it."""

    top: float
    cells: list[GridCell]


@dataclass(slots=True)
class Grid:
    """A table of one page: where it stands, and its rows from top to bottom."""

    box: Box
    rows: list[GridRow]

    @property
    def cells(self) -> Iterable[GridCell]:
        """Its cells in reading order."""
        return (cell for row in self.rows for cell in row.cells)

    @property
    def lefts(self) -> list[float]:
        """The places where its columns begin, and where the last one ends."""
        return snapped([*(cell.box.x0 for cell in self.cells), *(cell.box.x1 for cell in self.cells)])


def snapped(places: Iterable[float], slack: float = SNAP) -> list[float]:
    """Places that lie together become one, at the middle of them."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= slack and place - found[-1][0] <= 2 * slack:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def nearest(places: Sequence[float], place: float) -> int:
    """The index of the place that lies nearest."""
    at = bisect_left(places, place)
    if at == len(places) or (at > 0 and place - places[at - 1] <= places[at] - place):
        return at - 1
    return at


def visible_shapes(drawn: Drawn) -> list[Shape]:
    """Filled boxes that can be cells or parts of them: no page backgrounds, nothing too small."""
    return [
        shape
        for shape in drawn.shapes
        if shape.box.width > THIN
        and shape.box.height > THIN
        and not (
            shape.box.width > _WHOLE_PAGE * drawn.width and shape.box.height > _WHOLE_PAGE * drawn.height
        )
    ]


def grids_of(drawn: Drawn) -> list[Grid]:
    """The ruled tables of a page, smallest first, so that a word goes to the innermost."""
    across = [box for box in drawn.across if box.width > _SMALLEST]
    down = [box for box in drawn.down if box.height > _SMALLEST]
    for shape in visible_shapes(drawn):
        box = shape.box
        if shape.is_rectangle and box.width > _SMALLEST and box.height > _SMALLEST:
            across += [Box(box.x0, box.y0, box.x1, box.y0), Box(box.x0, box.y1, box.x1, box.y1)]
            down += [Box(box.x0, box.y0, box.x0, box.y1), Box(box.x1, box.y0, box.x1, box.y1)]
    across, down = list(dict.fromkeys(across)), list(dict.fromkeys(down))
    grids = [grid for edges in _touching(across, down) if (grid := _grid(*edges)) is not None]
    return sorted(grids, key=lambda grid: grid.box.width * grid.box.height)


def _touching(across: list[Box], down: list[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Edges in groups that hang together. Lines are swept from left to right, so long pages stay quick."""
    boxes = [*across, *down]
    parent = list(range(len(boxes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    # Buckets of the page's height: an edge can only touch those that share one.
    size = 24.0
    buckets: dict[int, list[int]] = {}
    for at, box in enumerate(boxes):
        first, last = int((box.y0 - SNAP) // size), int((box.y1 + SNAP) // size)
        for bucket in range(first, min(last, first + 400) + 1):
            buckets.setdefault(bucket, []).append(at)
    for members in buckets.values():
        members.sort(key=lambda at: boxes[at].x0)
        reach: list[int] = []
        for at in members:
            box = boxes[at]
            reach = [each for each in reach if boxes[each].x1 + SNAP >= box.x0]
            mine = root(at)
            for each in reach:
                if root(each) != mine and boxes[each].y0 <= box.y1 + SNAP and boxes[each].y1 >= box.y0 - SNAP:
                    parent[root(each)] = mine
            reach.append(at)
    groups: dict[int, tuple[list[Box], list[Box]]] = {}
    for at, box in enumerate(boxes):
        groups.setdefault(root(at), ([], []))[0 if at < len(across) else 1].append(box)
    return list(groups.values())


def _grid(across: list[Box], down: list[Box]) -> Grid | None:
    xs = snapped([(box.x0 + box.x1) / 2 for box in down])
    ys = snapped([(box.y0 + box.y1) / 2 for box in across])
    if across and down:
        # Tables without side lines: the rules' own ends are their sides.
        ends = [min(box.x0 for box in across), max(box.x1 for box in across)]
        xs = snapped([*xs, *(end for end in ends if not any(abs(end - x) <= 2 * SNAP for x in xs))])
        tops = [min(box.y0 for box in down), max(box.y1 for box in down)]
        ys = snapped([*ys, *(end for end in tops if not any(abs(end - y) <= 2 * SNAP for y in ys))])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > MOST_GRID:
        return None
    right_of = [[False] * rows for _ in range(columns)]
    below = [[False] * rows for _ in range(columns)]
    for box in down:
        at = nearest(xs, (box.x0 + box.x1) / 2) - 1
        if 0 <= at < columns:
            for row in _between(ys, box.y0, box.y1):
                right_of[at][row] = True
    for box in across:
        at = nearest(ys, (box.y0 + box.y1) / 2) - 1
        if 0 <= at < rows:
            for column in _between(xs, box.x0, box.x1):
                below[column][at] = True
    return _merged(xs, ys, right_of, below)


def _between(places: Sequence[float], start: float, end: float) -> range:
    """The gaps between places that a line covers by more than half."""
    first = max(0, bisect_left(places, start) - 1)
    while first < len(places) - 1 and (places[first] + places[first + 1]) / 2 < start:
        first += 1
    last = first
    while last < len(places) - 1 and (places[last] + places[last + 1]) / 2 < end:
        last += 1
    return range(first, last)


def _merged(
    xs: list[float], ys: list[float], right_of: list[list[bool]], below: list[list[bool]]
) -> Grid | None:
    columns, rows = len(xs) - 1, len(ys) - 1
    taken = [[False] * rows for _ in range(columns)]
    found: list[list[GridCell]] = [[] for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[column][row]:
                continue
            right = column
            while right < columns - 1 and not right_of[right][row] and not taken[right + 1][row]:
                right += 1
            bottom = row
            while (
                bottom < rows - 1
                and not any(below[each][bottom] for each in range(column, right + 1))
                and not any(right_of[each][bottom + 1] for each in range(column, right))
            ):
                bottom += 1
            for each in range(column, right + 1):
                for down in range(row, bottom + 1):
                    taken[each][down] = True
            found[row].append(GridCell(Box(xs[column], ys[row], xs[right + 1], ys[bottom + 1])))
    if sum(len(cells) for cells in found) < 2:
        return None
    return Grid(
        Box(xs[0], ys[0], xs[-1], ys[-1]),
        [GridRow(ys[row], cells) for row, cells in enumerate(found) if cells],
    )


def place_words(grids: Sequence[Grid], words: Iterable[Word]) -> list[Word]:
    """Put each word into the innermost cell that holds its middle; gives the words that stand in none."""
    finders = [(grid, _Finder(grid)) for grid in grids]
    outside = []
    for word in words:
        x, y = word.middle
        for grid, finder in finders:
            if grid.box.holds(x, y) and (cell := finder.at(x, y)) is not None:
                cell.words.append(word)
                break
        else:
            outside.append(word)
    return outside


def clipped_apart(words: Iterable[Word], grids: Sequence[Grid]) -> Iterator[Word]:
    """The words, those that a clipped cell runs into its neighbour's parted at the border."""
    borders = [(grid.box, grid.lefts[1:-1]) for grid in grids]
    for word in words:
        inside = [lefts for box, lefts in borders if box.holds(*word.middle)] if word.seams else []
        yield from word.parted(inside[0], 2 * SNAP) if inside else (word,)


class _Finder:
    """The cell at a point, by looking up its row band first."""

    def __init__(self, grid: Grid) -> None:
        self._tops = [row.top for row in grid.rows]
        self._bands: list[list[GridCell]] = [[] for _ in grid.rows]
        for cell in grid.cells:
            first = max(0, bisect_left(self._tops, cell.box.y0 - 0.01))
            for band in range(first, len(self._tops)):
                if self._tops[band] >= cell.box.y1 - 0.01:
                    break
                self._bands[band].append(cell)

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds this point."""
        band = bisect_left(self._tops, y) - 1
        for cell in self._bands[band] if band >= 0 else ():
            if cell.box.holds(x, y):
                return cell
        return None


def split_where_unruled(grid: Grid) -> None:
    """Part cells that the header rules but the rows do not, where their words keep to the columns.

    Many tables rule or fill only the header's cells. A row is parted only if words stand in two or more of
    the columns and none lies across a border.
    """
    places = grid.lefts
    if len(places) < 3:
        return
    for row in grid.rows:
        parted: list[GridCell] = []
        for cell in row.cells:
            borders = [place for place in places if cell.box.x0 + SNAP < place < cell.box.x1 - SNAP]
            parted.extend(_parts(cell, borders) if borders and cell.words else [cell])
        row.cells = parted


def _parts(cell: GridCell, borders: list[float]) -> list[GridCell]:
    if any(word.box.x0 + 1 < border < word.box.x1 - 1 for word in cell.words for border in borders):
        return [cell]
    edges = [cell.box.x0, *borders, cell.box.x1]
    parts = [
        GridCell(
            Box(left, cell.box.y0, right, cell.box.y1),
            [word for word in cell.words if left <= word.middle[0] < right],
        )
        for left, right in itertools.pairwise(edges)
    ]
    filled = [part for part in parts if part.words]
    # One sentence that happens to have its spaces at the borders is no row of cells.
    apart = all(
        min(word.box.x0 for word in after.words) - max(word.box.x1 for word in before.words)
        > 0.6 * after.words[0].size
        for before, after in itertools.pairwise(filled)
    )
    return parts if len(filled) > 1 and apart else [cell]
