"""The sheets of a document as CSV files: one for each kind of thing, tidy, documented.

UTF-8 with a byte-order mark, because spreadsheets take a file without one for cp1252 and spoil every £ and
dash; commas, double quotes, lines ended by CR LF (RFC 4180). docs/reference/csv.md explains the columns.
Texts are guarded against spreadsheets that would run them as formulas (rules/formula_guard.py).
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.rules.formula_guard import guarded

if TYPE_CHECKING:
    from fingerpost.reports.document import Document, DocumentCell, DocumentTable

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def render_csv(document: Document) -> dict[str, bytes]:
    """One CSV file for each sheet, by the end of its file name: `figures.csv`, `exceptions.csv`."""
    return {f"{file_stem(sheet.name)}.csv": _csv(sheet.table) for sheet in document.sheets if not sheet.view}


def file_stem(sheet_name: str) -> str:
    """The sheet's name as part of a file name: lower-case letters, digits and hyphens."""
    return _NOT_IN_A_NAME.sub("-", sheet_name.lower()).strip("-") or "sheet"


def _csv(table: DocumentTable) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_value(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _value(cell: DocumentCell) -> str:
    """Numbers and days as they are (days as YYYY-MM-DD), texts guarded."""
    if cell.value is None:
        return guarded(cell.text)
    return cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value)
