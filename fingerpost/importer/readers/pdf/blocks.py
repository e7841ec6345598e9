"""The pages of a PDF become blocks in reading order: paragraphs, headings, tables that go on over pages."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.numbering import has_bullet, split_number, without_bullet
from fingerpost.importer.readers.pdf.columns import arranged, under_header
from fingerpost.importer.readers.pdf.fills import fill_from_shapes
from fingerpost.importer.readers.pdf.grid import Grid
from fingerpost.importer.readers.pdf.joining import Joined, PageText, begin, go_on, goes_on, table_of
from fingerpost.importer.readers.pdf.lines import Line, paragraphs_of, text_in
from fingerpost.importer.readers.pdf.page import Box
from fingerpost.importer.readers.source import Block, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fingerpost.importer.readers.pdf.page import Word
    from fingerpost.importer.readers.pdf.wraps import Wraps

_HEADING_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_LONGEST_HEADING = 180
_LITTLE_TEXT = 300
_HEADER_ROWS = 2
_PAGE_OF = re.compile(r"\bpage\s*\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)


def margins_of(pages: Sequence[PageText], furniture: set[int]) -> dict[int, float]:
    """Where full lines end, for each width of page: the place that few lines pass."""
    ends: dict[int, list[float]] = {}
    for page in pages:
        found = ends.setdefault(round(page.width), [])
        found.extend(line.box.x1 for line in page.lines if id(line) not in furniture)
        found.extend(min(grid.box.x1, page.width) for grid in page.grids)
    return {
        width: sorted(places)[math.ceil(len(places) * 0.97) - 1] for width, places in ends.items() if places
    }


class Headings:
    """Which sizes of letters are headings: those clearly larger than most of the text."""

    def __init__(self, lines: Iterable[Line], in_tables: Iterable[Word] = ()) -> None:
        sizes = Counter[float]()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        text = Counter(sizes)
        if sizes.total() < _LITTLE_TEXT:
            # Almost all is in tables: what stands outside them may be headings alone.
            for word in in_tables:
                text[round(word.size * 2) / 2] += len(word.text)
        body = text.most_common(1)[0][0] if text else 11.0
        larger = sorted((size for size in sizes if size >= 1.12 * body), reverse=True)
        self._levels = {size: min(at, 6) for at, size in enumerate(larger, 1)}

    def level(self, line: Line) -> int:
        """The heading level of a line's size; 0 for the size of the text and below."""
        return self._levels.get(round(line.size * 2) / 2, 0)


class Blocks:
    """Blocks gathered page by page; the last table stays open for the next page."""

    def __init__(self, headings: Headings, margins: Mapping[int, float], wraps: Wraps) -> None:
        self._headings = headings
        self._margins = margins
        self._wraps = wraps
        self._found: list[Block | Joined] = []
        self._places: dict[int, str] = {}
        self._running: dict[str, Paragraph] = {}
        self._before: PageText | None = None

    def running(self, lines: Sequence[Line]) -> None:
        """Keep what the first page has of headers and footers, without page numbers."""
        for line in lines:
            words = _PAGE_OF.sub("", line.text).strip(" |-–")
            if len(words) > 2:
                self._running.setdefault(words.casefold(), Paragraph(words, "page 1, header or footer"))

    def page(self, page: PageText, grids: Sequence[Grid], lines: Sequence[Line]) -> None:
        """Add a page's paragraphs and tables from top to bottom."""
        tables = paragraphs = 0
        first = True
        for part in _parts_of(page, grids, lines, self._wraps):
            if isinstance(part, Grid):
                tables += 1
                self._table(part, page, f"page {page.number}, table {tables}", first=first)
                first = False
                continue
            for group in paragraphs_of(part, self._margins.get(round(page.width), 0.0)):
                paragraphs += 1
                self._paragraph(group, f"page {page.number}, paragraph {paragraphs}", first=first)
                first = False
        self._before = page

    def _table(self, grid: Grid, page: PageText, place: str, *, first: bool) -> None:
        if not grid.rows:
            return
        last = self._found[-1] if self._found else None
        if (
            first
            and isinstance(last, Joined)
            and self._before is not None
            and goes_on(last, self._before, grid, page)
        ):
            go_on(last, grid, place, self._wraps)
            return
        table = begin(grid, place)
        self._places[id(table)] = place
        self._found.append(table)

    def _paragraph(self, group: Sequence[Line], place: str, *, first: bool) -> None:
        text = group[0].text
        for line in group[1:]:
            text = self._wraps.joined(text, line.text)
        level = 0 if len(text) > _LONGEST_HEADING else self._headings.level(group[0])
        bold = all(line.bold for line in group)
        number, words = split_number(text)
        if (
            number is None
            and (level or bold)
            and len(text) <= _LONGEST_HEADING
            and (match := _HEADING_NUMBER.match(text))
        ):
            number, words = match[1], text[match.end() :]
        bullet = number is None and has_bullet(words)
        if bullet:
            words = without_bullet(words)
        last = self._found[-1] if self._found else None
        if (
            first
            and not bullet
            and number is None
            and isinstance(last, Paragraph)
            and _is_parted(last, words, level)
        ):
            self._found[-1] = replace(last, text=self._wraps.joined(last.text, words))
            return
        if words:
            typed = None if words == text else text
            self._found.append(Paragraph(words, place, level, number, bold, typed))

    def all(self) -> tuple[Block, ...]:
        """The blocks in reading order, what runs along the pages first."""
        said = {block.text.casefold() for block in self._found if isinstance(block, Paragraph)}
        running = [paragraph for words, paragraph in self._running.items() if words not in said]
        made = (
            table_of(each, self._places[id(each)]) if isinstance(each, Joined) else each
            for each in self._found
        )
        return (*running, *made)


def _parts_of(
    page: PageText, grids: Sequence[Grid], lines: Sequence[Line], wraps: Wraps
) -> list[Grid | list[Line]]:
    """A page's tables and runs of lines from top to bottom, tables without rules among them."""
    regions: list[tuple[float, Grid | list[Line]]] = [(grid.box.y0, grid) for grid in grids]
    regions.extend((region[0].box.y0, region) for region in _regions(lines, grids))
    parts: list[Grid | list[Line]] = []
    for _, region in sorted(regions, key=lambda each: each[0]):
        if isinstance(region, Grid):
            parts.append(region)
            continue
        rest = region
        header = parts[-1] if parts else None
        if isinstance(header, Grid) and len(header.rows) <= _HEADER_ROWS:
            body, rest = under_header(header, region)
            if body is not None:
                _word(body, page, wraps)
                parts[-1] = Grid(_around(header.box, body.box), [*header.rows, *body.rows])
        for part in arranged(rest) if rest else ():
            if isinstance(part, Grid):
                _word(part, page, wraps)
            parts.append(part)
    return parts


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _word(grid: Grid, page: PageText, wraps: Wraps) -> None:
    for cell in grid.cells:
        cell.text = text_in(cell.words, cell.box, wraps)
        cell.bold = bool(cell.words) and all(word.bold for word in cell.words)
    fill_from_shapes(page.shapes, [grid])


def _is_parted(last: Paragraph, words: str, level: int) -> bool:
    return (
        not level
        and not last.level
        and not last.text.endswith((".", "!", "?", ":", ";"))
        and words[:1].islower()
    )


def _regions(lines: Sequence[Line], grids: Sequence[Grid]) -> list[list[Line]]:
    """Lines from top to bottom, parted where a table stands between them."""
    tops = sorted(grid.box.y0 for grid in grids)
    regions: list[list[Line]] = []
    passed = -1
    for line in sorted(lines, key=lambda each: (each.box.y0, each.box.x0)):
        above = sum(1 for top in tops if top < line.box.y0 + 2)
        if not regions or above != passed:
            regions.append([])
            passed = above
        regions[-1].append(line)
    return regions
