"""A lead's form as an Excel workbook: one sheet, the cells to fill in unlocked and in white."""

from __future__ import annotations

import io

import xlsxwriter

from fingerpost.monitoring.lead_forms.form import TO_FILL_IN, Column, LeadForm
from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.texts import xml_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (9, 32, 15, 32, 16, 18, 32, 32, 32)


def write_excel(form: LeadForm) -> bytes:
    """The form as .xlsx; the same bytes for the same form. Every cell is text, so that nothing is converted."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {"title": xml_text(form.title), "author": xml_text(form.council), "created": stamp(form.dated)}
    )
    look = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
    heading = book.add_format({**look, "bold": True, "bg_color": "#D9E2EC"})
    fixed = book.add_format({**look, "bg_color": "#F3F2F1"})
    free = book.add_format({**look, "locked": False})
    plain, large = book.add_format({"text_wrap": False}), book.add_format({"bold": True, "font_size": 16})
    sheet = book.add_worksheet("Updates")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, xml_text(f"{form.title}: {form.who}"), large)
    for row, words in enumerate(form.introduction, start=1):
        sheet.write_string(row, 0, xml_text(words), plain)
    top = len(form.introduction) + 2
    for column, (name, width) in enumerate(zip(Column, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, name, heading)
    given = len(Column) - len(TO_FILL_IN)
    for row, line in enumerate(form.lines, start=top + 1):
        for column, words in enumerate(line.words):
            sheet.write_string(row, column, xml_text(words), fixed if column < given else free)
    sheet.write_string(top + len(form.lines) + 2, 0, str(form.mark), plain)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    book.close()
    return written.getvalue()
