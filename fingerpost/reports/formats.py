"""The formats of a report, and the files that each makes. A renderer is imported when its format is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fingerpost.reports.document import Document

FORMATS = ("docx", "pdf", "xlsx", "html", "csv", "json")
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "csv": "application/zip",
    "json": "application/json",
}
"""What each format is served as; CSV is several files, so a zip of them."""


def render(document: Document, to: str, *, stem: str) -> dict[str, bytes]:
    """The files of one format by name: one named after `stem`, for CSV one for each sheet.

    Refuses a format that is not in `FORMATS`.
    """
    if to == "docx":
        from fingerpost.reports.renderers.word import render_word

        return {f"{stem}.docx": render_word(document)}
    if to == "pdf":
        from fingerpost.reports.renderers.pdf import render_pdf

        return {f"{stem}.pdf": render_pdf(document)}
    if to == "xlsx":
        from fingerpost.reports.renderers.excel import render_excel

        return {f"{stem}.xlsx": render_excel(document)}
    if to == "html":
        from fingerpost.reports.renderers.html import render_html

        return {f"{stem}.html": render_html(document)}
    if to == "csv":
        from fingerpost.reports.renderers.csv import render_csv

        return {f"{stem}-{suffix}": data for suffix, data in render_csv(document).items()}
    if to == "json":
        from fingerpost.reports.renderers.json import render_json

        return {f"{stem}.json": render_json(document)}
    raise ValueError(f"{to!r} is not a format; the formats are {', '.join(FORMATS)}.")
