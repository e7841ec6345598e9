"""The sheets of a document as an Excel workbook, by XlsxWriter.

Text stays text: no formulas, no links, no numbers made of words. Days and whole numbers are typed where the
document gives them so. The times in the file come from the document, and the file's entries carry none.
"""

from __future__ import annotations

import io
import math
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.texts import xml_text
from fingerpost.reports.renderers.tones import HATCH, HEADER_PAPER, INK, PAPER_OF_CLASS
from fingerpost.rules.months import Month
from fingerpost.rules.wording import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from fingerpost.reports.document import Document, DocumentCell, DocumentTable, Sheet
    from fingerpost.rules.classes import StatusClass

LONGEST_TEXT = 32_767
CUT = " [cut here: a cell holds no more; the other formats have the whole text]"
_NARROWEST, _WIDEST = 5, 60
_LONG_TEXT = 1_400
_TALLEST = 409.0  # points; Excel allows no more
_LETTERS_TO_A_PAGE = 220  # across A4 on its side in letters that can still be read, about 7 points
_HATCHED = 14  # Excel's number for thin diagonal stripes
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_Look = tuple["StatusClass | None", bool, bool, bool, bool, bool, bool, "str | None"]
_OF_NUMBERS = {"align": "right", "indent": 1}  # off the edge of the text in the next column


def render_excel(document: Document) -> bytes:
    """The workbook: a sheet for each kind of thing, its title in the first row, its header in the second."""
    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "d mmm yyyy",
            "remove_timezone": True,
        },
    )
    workbook.set_calc_mode("auto")
    workbook.set_properties(_properties(document))
    looks = _Looks(workbook)
    for sheet, name in zip(document.sheets, sheet_names(each.name for each in document.sheets), strict=True):
        _write_sheet(workbook.add_worksheet(name), sheet, document, looks)
    workbook.close()
    return written.getvalue()


def _properties(document: Document) -> Mapping[str, Any]:
    return {
        "title": xml_text(document.title),
        "author": xml_text(document.council or ""),
        "company": xml_text(document.council or ""),
        "comments": xml_text(document.properties.get("description", "")),
        "keywords": xml_text(document.properties.get("keywords", "")),
        "created": stamp(document.dated),
    }


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 letters, no brackets, colons, stars, query marks or slashes, not “History”, each once."""
    names: list[str] = []
    taken = {"history"}
    for each in wanted:
        stem = _NOT_IN_A_NAME.sub(" ", xml_text(each)).strip().strip("'").strip()[:31].strip() or "Sheet"
        name, number = stem, 1
        while name.lower() in taken:
            number += 1
            suffix = f" {number}"
            name = stem[: 31 - len(suffix)] + suffix
        taken.add(name.lower())
        names.append(name)
    return names


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[_Look, Format] = {}
        self._plain = {"text_wrap": True, "valign": "top", "font_color": INK}
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": INK})
        header = {**self._plain, "bold": True, "bg_color": HEADER_PAPER, "border": 1, "border_color": HATCH}
        self.header = workbook.add_format(header)
        self.header_of_numbers = workbook.add_format(header | _OF_NUMBERS)

    def of(self, cell: DocumentCell, *, strong: bool, letter: bool) -> Format:
        """The format of a cell by its tone and marks; the letter of a month is centred."""
        shown_as = _format_of_day(cell)
        number = isinstance(cell.value, int | float)
        key = (cell.tone, cell.reprogrammed, cell.original, cell.outlined, strong, letter, number, shown_as)
        if key not in self._made:
            settings = self._settings(cell, shown_as, strong=strong)
            if number:
                settings.update(_OF_NUMBERS)
            if letter:
                settings["align"] = "center"
            self._made[key] = self._workbook.add_format(settings)
        return self._made[key]

    def _settings(self, cell: DocumentCell, shown_as: str | None, *, strong: bool) -> dict[str, Any]:
        settings: dict[str, Any] = dict(self._plain)
        paper = PAPER_OF_CLASS[cell.tone] if cell.tone else "#FFFFFF"
        if cell.reprogrammed:
            settings.update(pattern=_HATCHED, fg_color=HATCH, bg_color=paper)
        elif cell.tone:
            settings.update(pattern=1, fg_color=paper, bg_color=paper)
        if strong or cell.tone or cell.original:
            settings["bold"] = True
        if cell.tone or cell.reprogrammed:
            settings.update(border=1, border_color=HATCH)  # a fill hides the grid
        if cell.original:
            settings["underline"] = 1
        if cell.outlined:
            settings.update(border=2, border_color=INK)
        if shown_as:
            settings.update(num_format=shown_as, align="left")
        return settings


def _format_of_day(cell: DocumentCell) -> str | None:
    """How a day is shown: as a month where the document says only the month."""
    if not isinstance(cell.value, date):
        return None
    month = Month.of(cell.value)
    return "mmm yyyy" if cell.text in {month.name, month.short_name} else "d mmm yyyy"


def _write_sheet(worksheet: Worksheet, sheet: Sheet, document: Document, looks: _Looks) -> None:
    table = sheet.table
    last_column = max(len(table.header) - 1, 0)
    last_row = 1 + len(table.rows)
    worksheet.write_string(0, 0, xml_text(sheet.title), looks.title)
    numbers = _columns_of_numbers(table)
    for column, title in enumerate(table.header):
        look = looks.header_of_numbers if column in numbers else looks.header
        worksheet.write_string(1, column, xml_text(title), look)
    widths = _widths(table)
    worksheet.set_row(1, _height(zip(table.header, widths, strict=True)))
    for number, row in enumerate(table.rows, 2):
        _write_row(worksheet, number, row, table, looks)
        worksheet.set_row(number, _height(_texts(row, widths)))
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    naming = _naming_columns(table)
    worksheet.freeze_panes(2, naming if last_column else 0)
    worksheet.autofilter(1, 0, last_row, last_column)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last_column)}{last_row + 1}"})
    worksheet.hide_gridlines(0)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    pages = math.ceil(sum(widths) / _LETTERS_TO_A_PAGE)
    worksheet.fit_to_pages(max(pages, 1), 0)
    worksheet.repeat_rows(0, 1)
    if pages > 1:
        worksheet.print_across()
        if naming:
            worksheet.repeat_columns(0, naming - 1)
    worksheet.set_margins(left=0.5, right=0.5)
    council = f"&L{_header_text(document.council, 80)}" if document.council else ""
    worksheet.set_header(f"{council}&R{_header_text(document.title, 120)}")
    worksheet.set_footer(f"&L{_header_text(sheet.title, 120)}&RPage &P of &N")


def _write_row(
    worksheet: Worksheet, number: int, row: tuple[DocumentCell, ...], table: DocumentTable, looks: _Looks
) -> None:
    column = 0
    for index, cell in enumerate(row):
        value = cell.value
        marked = cell.tone or cell.reprogrammed or cell.outlined or cell.columns > 1
        if value is None and not cell.text and not marked:
            column += 1
            continue
        strong = index == 0 and table.row_headers
        look = looks.of(cell, strong=strong, letter=table.strip and not strong and len(cell.text) < 2)
        if cell.columns > 1:
            worksheet.merge_range(number, column, number, column + cell.columns - 1, "", look)
        if isinstance(value, date) and value.year >= 1900:
            worksheet.write_datetime(number, column, datetime.combine(value, time()), look)
        elif isinstance(value, int | float) and abs(value) < 10**15:
            worksheet.write_number(number, column, value, look)
        elif cell.text:
            worksheet.write_string(number, column, _cell_text(cell.text), look)
        else:
            worksheet.write_blank(number, column, None, look)
        column += cell.columns


def _cell_text(text: str) -> str:
    text = xml_text(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


def _widths(table: DocumentTable) -> list[int]:
    """Widths in letters: as the longest text up to 60, or up to 120 where it would not fit a row's height."""
    longest = [max(map(len, [*title.split(), "x"])) + 3 for title in table.header]
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.columns == 1 and column < len(longest):
                text = cell.text
                letters = max(map(len, text.split("\n"))) if "\n" in text else len(text)
                longest[column] = max(longest[column], 12 if isinstance(cell.value, date) else letters + 2)
            column += cell.columns
    return [min(max(each, _NARROWEST), _WIDEST if each < _LONG_TEXT else 2 * _WIDEST) for each in longest]


def _naming_columns(table: DocumentTable) -> int:
    """How many columns on the left say which row it is: they stay in sight, and are printed on each page across.

    Up to the ref where there is one; in a grid of months the title beside it too.
    """
    if table.strip:
        return 2
    return 1 + table.header.index(Label.REF) if Label.REF in table.header[:3] else int(table.row_headers)


def _columns_of_numbers(table: DocumentTable) -> set[int]:
    """The columns that hold numbers and nothing else."""
    numbers: set[int] = set()
    texts: set[int] = set()
    for row in table.rows:
        column = 0
        for cell in row:
            if isinstance(cell.value, int | float):
                numbers.add(column)
            elif cell.text:
                texts.add(column)
            column += cell.columns
    return numbers - texts


def _texts(row: tuple[DocumentCell, ...], widths: Sequence[int]) -> Iterator[tuple[str, int]]:
    column = 0
    for cell in row:
        yield cell.text, sum(widths[column : column + cell.columns]) or _NARROWEST
        column += cell.columns


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """The height of a row in points, for texts in columns of so many letters. LibreOffice does not work it
    out by itself when it opens a file.
    """
    lines = 1
    for text, width in texts:
        if len(text) * 11 >= width * 10 or "\n" in text:
            lines = max(lines, sum(len(line) * 11 // (width * 10) + 1 for line in text.split("\n")))
    return min(15.0 * lines, _TALLEST)


def _header_text(text: str, longest: int) -> str:
    """Text for the head or foot of a page, where & starts an instruction."""
    text = xml_text(text).replace("\n", " ")
    return (text if len(text) <= longest else text[: longest - 1] + "…").replace("&", "&&")
