"""What goes on over pages: tables, paragraphs; and what every page repeats: headers, footers, numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.readers.pdf.grid import SNAP, Grid, GridCell, GridRow, nearest, snapped
from fingerpost.importer.readers.pdf.lines import Line, lines_of
from fingerpost.importer.readers.pdf.page import Shape
from fingerpost.importer.readers.source import Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.pdf.wraps import Wraps

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|/]*(?:page|p\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—|/]*",
    re.IGNORECASE,
)
_RUNNING_NUMBER = re.compile(r"(?:(?<=^)|(?<=\s))(\d{1,4})(?=\s*(?:$|of\b|/|\|))")
_EDGE = 0.12
_RUNNING_EDGE = 0.17
_CLOSE_TO_END = 0.7
_CLOSE_TO_START = 0.3
_SENTENCE = 20


@dataclass(slots=True)
class PageText:
    """A page before the whole document is known: its tables, and its lines outside them."""

    number: int
    width: float
    height: float
    grids: list[Grid]
    lines: list[Line]
    shapes: list[Shape] = field(default_factory=list)


def furniture_of(pages: Sequence[PageText]) -> set[int]:
    """The lines (by identity) that are page furniture: repeated at the edges of pages, marked so, or numbers."""
    seen: dict[tuple[str, int], list[tuple[int, int]]] = {}
    found: set[int] = set()
    for page in pages:
        for line in page.lines:
            if not _at_edge(line, page, _RUNNING_EDGE):
                continue
            if _at_edge(line, page, _EDGE) and (line.artifact or _PAGE_NUMBER.fullmatch(line.text)):
                found.add(id(line))
            key = (_without_page_number(line.text.casefold(), page.number), round(line.box.y0 / 6))
            seen.setdefault(key, []).append((page.number, id(line)))
    for (words, height), places in seen.items():
        # Rounding may part two lines of one height.
        near = [*places, *seen.get((words, height + 1), ()), *seen.get((words, height - 1), ())]
        pages_with = {number for number, _ in near}
        if len(pages_with) >= max(2, 0.4 * len(pages)) and len(pages) > 1:
            found.update(line for _, line in places)
    return found


def _without_page_number(words: str, page: int) -> str:
    """The words with a number at their end (or before "of 9") made relative to the page, so that 7 on page 5
    and 8 on page 6 are alike, and the headings "Part 1" and "Part 4" on pages 1 and 2 are not.
    """
    return _RUNNING_NUMBER.sub(lambda match: f"#{int(match[1]) - page}", words)


def _at_edge(line: Line, page: PageText, edge: float) -> bool:
    return line.box.y1 < edge * page.height or line.box.y0 > (1 - edge) * page.height


@dataclass(slots=True)
class Joined:
    """A table, perhaps of several pages: its rows with the page, table and row that each is on its page."""

    grids: list[Grid]
    rows: list[GridRow] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def begin(grid: Grid, place: str) -> Joined:
    """A table that begins on a page."""
    table = Joined([grid])
    _take(table, grid.rows, place, 0)
    return table


def goes_on(table: Joined, before: PageText, grid: Grid, page: PageText) -> bool:
    """Whether a page's first table continues the last of the page before: at the edges, with its columns."""
    last = table.grids[-1]
    if page.number != before.number + 1:
        return False
    if last.box.y1 < _CLOSE_TO_END * before.height or grid.box.y0 > _CLOSE_TO_START * page.height:
        return False
    if abs(last.box.x0 - grid.box.x0) > 2 * SNAP or abs(last.box.x1 - grid.box.x1) > 2 * SNAP:
        return False
    old = snapped(place for each in table.grids for place in each.lefts)
    new = grid.lefts
    few, many = sorted((old, new), key=len)
    return all(abs(many[nearest(many, place)] - place) <= 1.5 * SNAP for place in few)


def go_on(table: Joined, grid: Grid, place: str, wraps: Wraps) -> None:
    """Add a page's part of a table: without its repeated header, and with a parted last row closed up."""
    skip = 0
    while skip < len(grid.rows) - 1 and skip < len(table.rows) and _same(grid.rows[skip], table.rows[skip]):
        skip += 1
    rows = grid.rows[skip:]
    if rows and table.rows and _is_rest(rows[0], table.rows[-1]):
        _close_up(table.rows[-1], rows[0], wraps)
        rows = rows[1:]
        skip += 1
    table.grids.append(grid)
    _take(table, rows, place, skip)


def _take(table: Joined, rows: Sequence[GridRow], place: str, skipped: int) -> None:
    table.rows.extend(rows)
    table.places.extend(f"{place}, row {skipped + at}" for at in range(1, len(rows) + 1))


def _same(one: GridRow, other: GridRow) -> bool:
    texts = [cell.text for cell in one.cells if cell.text]
    return bool(texts) and texts == [cell.text for cell in other.cells if cell.text]


def _is_rest(row: GridRow, above: GridRow) -> bool:
    """Whether a row is the rest of one that a page end parted: nothing in its first cell, sentences going on."""
    texts = [cell.text for cell in row.cells]
    if len(texts) < 2 or texts[0]:
        return False
    if any(text[:1].islower() for text in texts):
        return True
    parted = [(cell, _above(cell, above)) for cell in row.cells if cell.text]
    return bool(parted) and all(
        before is not None
        and len(before.text) >= _SENTENCE
        and not before.text.endswith((".", "!", "?", ":", ";"))
        for _, before in parted
    )


def _above(cell: GridCell, row: GridRow) -> GridCell | None:
    return next((each for each in row.cells if abs(each.box.x0 - cell.box.x0) <= 2 * SNAP), None)


def _close_up(row: GridRow, rest: GridRow, wraps: Wraps) -> None:
    for cell in rest.cells:
        if not cell.text:
            continue
        above = _above(cell, row)
        if above is None:
            row.cells.append(cell)
        elif not above.text:
            above.text, above.words = cell.text, cell.words
        else:
            above.text += _seam(above, cell, wraps) + cell.text
            above.words = cell.words
    row.cells.sort(key=lambda each: each.box.x0)


def _seam(above: GridCell, cell: GridCell, wraps: Wraps) -> str:
    """What stands between the parts of a cell that a page end parted: a space, or nothing within a word."""
    before, after = (lines_of(each.words) for each in (above, cell))
    if not before or not after:
        return " "
    lefts = [line.box.x0 - above.box.x0 for line in before]
    last, first = before[-1], after[0]
    together = wraps.text_of((last, first), above.box.width - 2 * max(0.0, min(lefts)), above.box.width)
    return "" if together == last.text + first.text else " "


def table_of(joined: Joined, place: str) -> Table:
    """The table on one grid of columns: those of all its pages."""
    places = snapped(
        [edge for row in joined.rows for cell in row.cells for edge in (cell.box.x0, cell.box.x1)],
    )
    starts = joined.rows
    rows = tuple(
        Row(number, tuple(_cell(cell, places, starts, number - 1) for cell in row.cells if _shows(cell)))
        for number, row in enumerate(joined.rows, 1)
    )
    row_places = tuple(joined.places)

    def place_of(row: Row, column: int | None) -> str:
        words = row_places[row.number - 1] if 0 < row.number <= len(row_places) else place
        return words if column is None else f"{words}, column {column + 1}"

    return Table(rows, place, place_of)


def _shows(cell: GridCell) -> bool:
    return bool(cell.text) or cell.fill is not None


def _cell(cell: GridCell, places: Sequence[float], rows: Sequence[GridRow], at: int) -> Cell:
    first, last = nearest(places, cell.box.x0), nearest(places, cell.box.x1)
    below = 1
    # Rows of the same page that begin above the cell's end are spanned by it.
    while at + below < len(rows) and rows[at].top < rows[at + below].top < cell.box.y1 - SNAP:
        below += 1
    return Cell(
        cell.text,
        first,
        max(1, last - first),
        below,
        cell.fill,
        cell.bold,
        cell.underlined,
    )


def repeated_tables(pages: Sequence[PageText]) -> set[int]:
    """Tables (by identity) in which pages keep a running header or footer; the first stays."""
    counts = Counter[tuple[str, int]]()
    found: set[int] = set()
    for page in pages:
        for grid in page.grids:
            if grid.box.y1 < 0.16 * page.height or grid.box.y0 > 0.86 * page.height:
                words = " ".join(cell.text for cell in grid.cells)
                key = (_DIGITS.sub("#", words), round(grid.box.y0 / 6))
                if counts[key]:
                    found.add(id(grid))
                counts[key] += 1
    return found
