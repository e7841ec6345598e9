"""Workbooks built for the tests of readers: values with a fill, bold or a number format, and merged ranges."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

GREEN, AMBER, RED, GREY, BLUE = "00B050", "FFC000", "FF0000", "D9D9D9", "1F4E78"


@dataclass
class C:
    """A cell to write: its value and how it looks. `hatch` names a pattern, `format` a number format."""

    value: Any = None
    fill: str | None = None
    bold: bool = False
    hatch: str | None = None
    format: str | None = None


@dataclass
class S:
    """A sheet to write: rows of values or `C`, ranges to merge, and whether it is hidden."""

    rows: list[list[Any]]
    merge: list[str] = field(default_factory=list)
    hidden: bool = False


def workbook(**sheets: S | list[list[Any]]) -> bytes:
    """The bytes of a workbook; an underscore in a sheet's name stands for a space."""
    book = Workbook()
    book.remove(book.active)
    for name, content in sheets.items():
        sheet = content if isinstance(content, S) else S(content)
        page = book.create_sheet(name.replace("_", " "))
        for row_number, row in enumerate(sheet.rows, start=1):
            for column, given in enumerate(row, start=1):
                wanted = given if isinstance(given, C) else C(given)
                cell = page.cell(row_number, column, wanted.value)
                if wanted.fill or wanted.hatch:
                    cell.fill = PatternFill(wanted.hatch or "solid", fgColor=wanted.fill or "000000")
                if wanted.bold:
                    cell.font = Font(bold=True)
                if wanted.format:
                    cell.number_format = wanted.format
        for area in sheet.merge:
            page.merge_cells(area)
        if sheet.hidden:
            page.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
