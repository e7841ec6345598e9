"""PDF files with text: paragraphs and tables in reading order, cell fills, headings."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from fingerpost.importer.limits import MOST_CELLS, MOST_PAGES, TooBig, refuse_by_size
from fingerpost.importer.readers.pdf.blocks import Blocks, Headings, margins_of
from fingerpost.importer.readers.pdf.drawing import draw
from fingerpost.importer.readers.pdf.fills import fill_cells
from fingerpost.importer.readers.pdf.grid import (
    Grid,
    GridCell,
    clipped_apart,
    grids_of,
    place_words,
    split_where_unruled,
    visible_shapes,
)
from fingerpost.importer.readers.pdf.joining import PageText, furniture_of, repeated_tables
from fingerpost.importer.readers.pdf.lines import lines_of, text_in, turned
from fingerpost.importer.readers.pdf.over import beside, columns_over, may_go_over
from fingerpost.importer.readers.pdf.safety import refuse_bombs
from fingerpost.importer.readers.pdf.sheets import sheet_of
from fingerpost.importer.readers.pdf.wraps import Wraps, whole_words
from fingerpost.importer.readers.source import Block, SourceDocument, Unreadable
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.importer.readers.pdf.page import Box, Drawn, Word

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

_GAP = 5.0
# The rest of a row that a page end parted may have one cell with words.
_FEWEST_EDGES = 3
_TOP = 0.3
_FEWEST_SPACES = 2
_XFA = re.compile(r"please wait\.{0,3}\s+if this message is not eventually replaced", re.IGNORECASE)


def read_pdf(name: str, data: bytes) -> SourceDocument:
    """The paragraphs and tables of a PDF, with places by page ("page 2, table 1, row 3").

    Lines are joined into paragraphs, and tables that go on over pages into one; headers and footers are kept
    once, where the first page has them, and page numbers left out. Refuses a scan, a file under a password, one of more than 1,000 pages, and one that
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
        self._whole_words: set[str] = set()
        self._spaces_at_ends = 0
        self._sheets: list[Grid] = []
        self._over: list[tuple[Grid, Grid]] = []
        self._last_over: tuple[Grid, Grid] | None = None

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
            self._spaces_at_ends += drawn.spaces_at_ends
            self._whole_words.update(whole_words(drawn.words))
            if not drawn.words:
                if _is_scan(drawn):
                    self._picture_pages.append(at + 1)
                return
            grids, outside = _tables(drawn)
            grids, outside, self._columns = sheet_of(drawn, grids, outside, self._columns)
            further = columns_over(drawn, grids, self._sheets, self._last_over)
            if further is not None:
                grids, outside = _only(further[1], drawn)
                self._over.append(further)
            self._last_over = further
            fill_cells(page, drawn, grids)
        finally:
            page.close()
        self._sheets.extend(may_go_over(grids, len(self._sheets)) if further is None else ())
        for grid in grids:
            _look_at(grid, drawn, keep_rows=further is not None)
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
        wraps = Wraps(self._whole_words, keeps_spaces=self._spaces_at_ends >= _FEWEST_SPACES)
        for page in self._pages:
            for grid in page.grids:
                for cell in grid.cells:
                    cell.text = text_in(cell.words, cell.box, wraps) if cell.words else ""
        for sheet, further in self._over:
            if len(sheet.rows) == len(further.rows):
                beside(sheet, further)
                for page in self._pages:
                    page.grids[:] = [grid for grid in page.grids if grid is not further]
        furniture = furniture_of(self._pages)
        repeated = repeated_tables(self._pages)
        headings = Headings(
            (line for page in self._pages for line in page.lines if id(line) not in furniture),
            (
                word
                for page in self._pages
                for grid in page.grids
                for cell in grid.cells
                for word in cell.words
            ),
        )
        blocks = Blocks(headings, margins_of(self._pages, furniture), wraps)
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
    drawn.words = list(clipped_apart(drawn.words, grids))
    outside = place_words(grids, drawn.words)
    kept = []
    for grid in grids:
        filled = [cell for cell in grid.cells if cell.words]
        rest = len(filled) == 1 and len(grid.lefts) > _FEWEST_EDGES and grid.box.y0 < _TOP * drawn.height
        if (len(filled) >= 2 and len(grid.lefts) > 2) or rest:
            kept.append(grid)
        else:
            outside.extend(word for cell in filled for word in cell.words)
    for grid in kept:
        split_where_unruled(grid)
    return kept, outside


def _only(grid: Grid, drawn: Drawn) -> tuple[list[Grid], list[Word]]:
    """A page that has one table alone, and the words outside it."""
    inside = {id(word) for cell in grid.cells for word in cell.words}
    return [grid], [word for word in drawn.words if id(word) not in inside]


def _look_at(grid: Grid, drawn: Drawn, *, keep_rows: bool) -> None:
    """Tell which cells are bold and underlined, and drop rows that are only the gap between two rules."""
    underlines = [box for box in drawn.across if grid.box.y0 < box.y0 < grid.box.y1]
    for cell in grid.cells:
        if not cell.words:
            continue
        cell.bold = all(word.bold for word in cell.words)
        cell.underlined = bool(underlines) and all(
            _is_underlined(word, underlines, cell.box) for word in cell.words
        )
    if not keep_rows:
        grid.rows[:] = [row for row in grid.rows if _is_row(row.cells)]


def _is_row(cells: Sequence[GridCell]) -> bool:
    return any(cell.words or (cell.fill is not None and cell.box.height > _GAP) for cell in cells)


def _is_underlined(word: Word, rules: Iterable[Box], cell: Box) -> bool:
    return any(
        rule.x0 <= word.box.x0 + 2
        and rule.x1 >= word.box.x1 - 2
        and rule.width < cell.width - 4
        and word.box.y1 - 0.35 * word.size <= rule.y0 <= word.box.y1 + 2
        for rule in rules
    )
