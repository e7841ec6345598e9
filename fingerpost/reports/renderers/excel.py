"""The sheets of a document as an Excel workbook, by XlsxWriter.

Text stays text: no formulas, no links, no numbers made of words. Days and whole numbers are typed where the
document gives them so. The times in the file come from the document, and the file's entries carry none.
"""

from __future__ import annotations

import io
import math
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fingerpost.reports.renderers.excel_rows import FilledSheet, Filling, Known, height_of
from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.texts import xml_text
from fingerpost.reports.renderers.tones import HATCH, HEADER_PAPER, INK, PAPER_OF_CLASS
from fingerpost.rules.labels import Label
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.reports.document import Document, DocumentCell, DocumentTable, Sheet
    from fingerpost.rules.classes import StatusClass

_LETTERS_TO_A_PAGE = 220  # across A4 on its side in letters that can still be read, about 7 points
_HATCHED = 14  # Excel's number for thin diagonal stripes
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_Look = tuple["StatusClass | None", bool, bool, bool, bool, bool, "bool | None", "str | None"]
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
        _write_sheet(workbook.add_worksheet(name, FilledSheet), sheet, document, looks)
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
    """The formats of a workbook, each made once; and its texts, each looked at once."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[_Look, int] = {}
        self.known: dict[str, Known] = {}
        self._plain = {"text_wrap": True, "valign": "top", "font_color": INK}
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": INK})
        header = {**self._plain, "bold": True, "bg_color": HEADER_PAPER, "border": 1, "border_color": HATCH}
        self.header = workbook.add_format(header)
        self.header_of_numbers = workbook.add_format(header | _OF_NUMBERS)

    def of(self, cell: DocumentCell, strong: bool, letter: bool) -> int:  # noqa: FBT001  # once for each cell
        """The number of a cell's style, by its tone and marks; the letter of a month is centred."""
        value = cell.value
        number = shown_as = None
        if value is not None:
            shown_as = _format_of_day(cell)
            number = isinstance(value, int | float)
        key = (cell.tone, cell.reprogrammed, cell.original, cell.outlined, strong, letter, number, shown_as)
        style = self._made.get(key)
        if style is None:
            settings = self._settings(cell, shown_as, strong=strong)
            if number:
                settings.update(_OF_NUMBERS)
            if letter:
                settings["align"] = "center"
            made = self._workbook.add_format(settings)
            style = self._made[key] = made._get_xf_index()  # noqa: SLF001  # it has no public name
        return style

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


def _write_sheet(worksheet: FilledSheet, sheet: Sheet, document: Document, looks: _Looks) -> None:
    table = sheet.table
    last_column = max(len(table.header) - 1, 0)
    last_row = 1 + len(table.rows)
    worksheet.write_string(0, 0, xml_text(sheet.title), looks.title)
    filling = Filling(worksheet, table, looks.of, looks.known)
    for column, title in enumerate(table.header):
        look = looks.header_of_numbers if column in filling.numbers else looks.header
        worksheet.write_string(1, column, xml_text(title), look)
    filling.write()
    widths = filling.widths
    worksheet.set_row(1, height_of(zip(table.header, widths, strict=True)))
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


def _naming_columns(table: DocumentTable) -> int:
    """How many columns on the left say which row it is: they stay in sight, and are printed on each page across.

    Up to the ref where there is one; in a grid of months the title beside it too.
    """
    if table.strip:
        return 2
    return 1 + table.header.index(Label.REF) if Label.REF in table.header[:3] else int(table.row_headers)


def _header_text(text: str, longest: int) -> str:
    """Text for the head or foot of a page, where & starts an instruction."""
    text = xml_text(text).replace("\n", " ")
    return (text if len(text) <= longest else text[: longest - 1] + "…").replace("&", "&&")
