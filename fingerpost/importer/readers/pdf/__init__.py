"""PDF files with text: paragraphs and tables in reading order, cell fills, headings."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from fingerpost.importer.limits import MOST_CELLS, MOST_PAGES, TooBig, refuse_by_size
from fingerpost.importer.readers.numbering import has_bullet, split_number, without_bullet
from fingerpost.importer.readers.pdf.columns import arranged, under_header
from fingerpost.importer.readers.pdf.fills import fill_cells, fill_from_shapes
from fingerpost.importer.readers.pdf.grid import (
    Grid,
    GridCell,
    grids_of,
    place_words,
    split_where_unruled,
    visible_shapes,
)
from fingerpost.importer.readers.pdf.joining import (
    Joined,
    PageText,
    begin,
    furniture_of,
    go_on,
    goes_on,
    repeated_tables,
    table_of,
)
from fingerpost.importer.readers.pdf.lines import Line, joined, lines_of, paragraphs_of, text_in, turned
from fingerpost.importer.readers.pdf.page import Box, Drawn, Word, draw
from fingerpost.importer.readers.pdf.safety import refuse_bombs
from fingerpost.importer.readers.pdf.sheets import sheet_of
from fingerpost.importer.readers.source import Block, Paragraph, SourceDocument, Unreadable
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PICTURE_PAGES = describe(
    "R84",
    Severity.WARNING,
    "Pages of the PDF are pictures and were not read.",
    "A scanned page has no words that a program can read. Recognise its text first (OCR), or ask for the file itself.",
)
LOST_CHARACTERS = describe(
    "R85",
    Severity.WARNING,
    "The PDF does not say which letters some of its characters are.",
    "Its fonts were written without a table of letters. Compare the words with the page, or ask for the Word file.",
)

_HEADING_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_LONGEST_HEADING = 180
_GAP = 5.0
_HEADER_ROWS = 2
_PAGE_OF = re.compile(r"\bpage\s*\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
_XFA = re.compile(r"please wait\.{0,3}\s+if this message is not eventually replaced", re.IGNORECASE)


def read_pdf(name: str, data: bytes) -> SourceDocument:
    """The paragraphs and tables of a PDF, with places by page ("page 2, table 1, row 3").

    Lines are joined into paragraphs, headers and footers kept once, where the first
    page has them, page numbers left out, and tables that go
    on over pages joined. Refuses a scan, a file under a password, one of more than 1,000 pages, and one that
    is damaged or would unpack without end.
    """
    refuse_by_size(name, len(data))
    refuse_bombs(name, data)
    document = _opened(name, data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise TooBig(
                f"{name} has {count} pages; up to {MOST_PAGES} are read. Save only the pages of the report."
            )
        reading = _Reading(name)
        has_form = pdfium.FPDF_GetFormType(document.raw) != pdfium.FORMTYPE_NONE
        for at in range(count):
            reading.page(document, at, has_form=has_form)
    finally:
        document.close()
    blocks = reading.blocks()
    return SourceDocument(name, hashlib.sha256(data).hexdigest(), "pdf", blocks, reading.findings())


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise Unreadable(
                f"{name} is protected by a password. Open it, print it to a new PDF or remove the password, and read that.",
            ) from error
        raise Unreadable(
            f"{name} is damaged or cut short, and cannot be opened as a PDF. Download or copy it again; if it opens in a "
            "PDF program, print it to a new PDF there.",
        ) from error
    if not len(document):
        document.close()
        raise Unreadable(f"{name} has no pages. Check that it is the right file.")
    return document


class _Reading:
    """The pages of one document, and what was met on them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pages: list[PageText] = []
        self._picture_pages: list[int] = []
        self._broken_pages: list[int] = []
        self._unknown = 0
        self._characters = 0
        self._cells = 0
        self._columns: list[float] = []

    def page(self, document: pypdfium2.PdfDocument, at: int, *, has_form: bool) -> None:
        """Draw one page, take its words and tables, and let the page go."""
        try:
            page = document[at]
        except pypdfium2.PdfiumError:
            self._broken_pages.append(at + 1)
            return
        try:
            if (
                has_form
                and pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
            ):
                # What was typed into a form's fields is part of the page only after that.
                page.close()
                page = document[at]
            drawn = draw(page, at + 1)
            self._unknown += drawn.unknown_characters
            self._characters += drawn.characters
            if not drawn.words:
                if _is_scan(drawn):
                    self._picture_pages.append(at + 1)
                return
            grids, outside = _tables(drawn)
            grids, outside, self._columns = sheet_of(drawn, grids, outside, self._columns)
            fill_cells(page, drawn, grids)
        finally:
            page.close()
        for grid in grids:
            _finish(grid, drawn)
            self._cells += sum(len(row.cells) for row in grid.rows)
        if self._cells > MOST_CELLS:
            raise TooBig(
                f"{self._name} has more than {MOST_CELLS} table cells. Save only the pages of the report."
            )
        lines = lines_of(word for word in outside if word.turn in (0, 2))
        lines.extend(turned([word for word in outside if word.turn in (1, 3)]))
        shapes = visible_shapes(drawn)
        self._pages.append(PageText(drawn.number, drawn.width, drawn.height, grids, lines, shapes))

    def findings(self) -> tuple[Finding, ...]:
        """What a person should know about how the file was read."""
        found = []
        if self._picture_pages or self._broken_pages:
            pages = sorted([*self._picture_pages, *self._broken_pages])
            found.append(
                PICTURE_PAGES.finding(
                    tuple(f"page {page}" for page in pages[:50]),
                    f"{len(pages)} page(s) are pictures or damaged, and hold no words that can be read.",
                    {"pages": len(pages)},
                ),
            )
        if self._unknown:
            found.append(
                LOST_CHARACTERS.finding(
                    (self._name,),
                    f"{self._unknown} of {self._characters} characters have no letter in the file; they show as �.",
                    {"characters": self._unknown},
                ),
            )
        return tuple(found)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all pages in reading order."""
        self._refuse_without_words()
        furniture = furniture_of(self._pages)
        repeated = repeated_tables(self._pages)
        headings = _Headings(line for page in self._pages for line in page.lines if id(line) not in furniture)
        blocks = _Blocks(headings, _margins(self._pages, furniture))
        for page in self._pages[:1]:
            blocks.running([line for line in page.lines if id(line) in furniture])
        for page in self._pages:
            grids = [grid for grid in page.grids if id(grid) not in repeated]
            blocks.page(page, grids, [line for line in page.lines if id(line) not in furniture])
        return blocks.all()

    def _refuse_without_words(self) -> None:
        if not self._characters:
            if self._picture_pages:
                raise Unreadable(
                    f"{self._name} is a scan: its {len(self._picture_pages)} page(s) are pictures without text. Recognise the "
                    "text first (OCR), or ask for the file from which it was printed.",
                )
            raise Unreadable(f"{self._name} has no words in it. Check that it is the right file.")
        if self._unknown > 0.3 * self._characters:
            raise Unreadable(
                f"{self._name} does not say which letters its characters are, so its text cannot be read. Recognise its "
                "text (OCR), or ask for the Word or Excel file.",
            )
        if self._pages and _XFA.search(" ".join(line.text for line in self._pages[0].lines[:5])):
            raise Unreadable(
                f"{self._name} is a form that only Adobe Reader shows (XFA). Open it there and print it to a new PDF.",
            )


def _is_scan(drawn: Drawn) -> bool:
    area = drawn.width * drawn.height
    return sum(box.width * box.height for box in drawn.pictures) > 0.3 * area


def _tables(drawn: Drawn) -> tuple[list[Grid], list[Word]]:
    """The ruled tables that hold words in at least two columns, and the words outside them."""
    grids = grids_of(drawn)
    outside = place_words(grids, drawn.words)
    kept = []
    for grid in grids:
        filled = [cell for cell in grid.cells if cell.words]
        if len(filled) >= 2 and len(grid.lefts) > 2:
            kept.append(grid)
        else:
            outside.extend(word for cell in filled for word in cell.words)
    for grid in kept:
        split_where_unruled(grid)
    return kept, outside


def _finish(grid: Grid, drawn: Drawn) -> None:
    """Word the cells of a table, and drop rows that are only the gap between two rules."""
    underlines = [box for box in drawn.across if grid.box.y0 < box.y0 < grid.box.y1]
    for cell in grid.cells:
        if not cell.words:
            continue
        cell.text = text_in(cell.words, cell.box, keeps_spaces=drawn.keeps_spaces)
        cell.bold = all(word.bold for word in cell.words)
        cell.underlined = bool(underlines) and all(
            _is_underlined(word, underlines, cell.box) for word in cell.words
        )
    grid.rows[:] = [row for row in grid.rows if _is_row(row.cells)]


def _is_row(cells: Sequence[GridCell]) -> bool:
    return any(cell.text or (cell.fill is not None and cell.box.height > _GAP) for cell in cells)


def _is_underlined(word: Word, rules: Iterable[Box], cell: Box) -> bool:
    return any(
        rule.x0 <= word.box.x0 + 2
        and rule.x1 >= word.box.x1 - 2
        and rule.width < cell.width - 4
        and word.box.y1 - 0.35 * word.size <= rule.y0 <= word.box.y1 + 2
        for rule in rules
    )


def _margins(pages: Sequence[PageText], furniture: set[int]) -> dict[int, float]:
    """Where full lines end, for each width of page: the place that few lines pass."""
    ends: dict[int, list[float]] = {}
    for page in pages:
        found = ends.setdefault(round(page.width), [])
        found.extend(line.box.x1 for line in page.lines if id(line) not in furniture)
        found.extend(grid.box.x1 for grid in page.grids)
    return {width: sorted(places)[int(len(places) * 0.97) - 1] for width, places in ends.items() if places}


class _Headings:
    """Which sizes of letters are headings: those clearly larger than most of the text."""

    def __init__(self, lines: Iterable[Line]) -> None:
        sizes = Counter[float]()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        body = sizes.most_common(1)[0][0] if sizes else 11.0
        larger = sorted((size for size in sizes if size >= 1.12 * body), reverse=True)
        self._levels = {size: min(at, 6) for at, size in enumerate(larger, 1)}

    def level(self, line: Line) -> int:
        """The heading level of a line's size; 0 for the size of the text and below."""
        return self._levels.get(round(line.size * 2) / 2, 0)


class _Blocks:
    """Blocks gathered page by page; the last table stays open for the next page."""

    def __init__(self, headings: _Headings, margins: Mapping[int, float]) -> None:
        self._headings = headings
        self._margins = margins
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
        for part in _parts_of(page, grids, lines):
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
            go_on(last, grid, place)
            return
        table = begin(grid, place)
        self._places[id(table)] = place
        self._found.append(table)

    def _paragraph(self, group: Sequence[Line], place: str, *, first: bool) -> None:
        text = group[0].text
        for line in group[1:]:
            text = joined(text, line.text)
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
            self._found[-1] = replace(last, text=joined(last.text, words))
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


def _parts_of(page: PageText, grids: Sequence[Grid], lines: Sequence[Line]) -> list[Grid | list[Line]]:
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
                _word(body, page)
                parts[-1] = Grid(_around(header.box, body.box), [*header.rows, *body.rows])
        for part in arranged(rest) if rest else ():
            if isinstance(part, Grid):
                _word(part, page)
            parts.append(part)
    return parts


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _word(grid: Grid, page: PageText) -> None:
    for cell in grid.cells:
        cell.text = text_in(cell.words, cell.box)
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
