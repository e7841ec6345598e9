"""A lead's form as a Word document: one table on landscape pages, its heading row repeated."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from fingerpost.monitoring.lead_forms.form import Column, LeadForm
from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.texts import xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDTHS = (1.5, 4.2, 2.2, 4, 2.2, 2.6, 3.6, 4, 3.4)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_word(form: LeadForm) -> bytes:
    """The form as .docx; the same bytes for the same form."""
    document = docx.Document()
    _set_up(document, form)
    document.add_heading(xml_text(f"{form.title}: {form.who}"), level=1)
    for words in form.introduction:
        document.add_paragraph(xml_text(words))
    _fill(document.add_table(rows=1 + len(form.lines), cols=len(Column), style="Table Grid"), form)
    document.add_paragraph()
    document.add_paragraph(str(form.mark))
    written = io.BytesIO()
    document.save(written)
    return _with_one_date(written.getvalue())


def _set_up(document: Document, form: LeadForm) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1)
    document.styles["Normal"].font.size = Pt(10)
    core = document.core_properties
    core.title, core.language = xml_text(form.title), "en-GB"
    core.author = core.last_modified_by = xml_text(form.council)[:255]
    core.comments = ""
    core.created = core.modified = stamp(form.dated)


def _fill(table: Table, form: LeadForm) -> None:
    table.autofit = False
    top, *rows = table.rows
    for row, line in zip(rows, form.lines, strict=True):
        for cell, words in zip(row.cells, line.words, strict=True):
            cell.text = xml_text(words)
    for cell, name in zip(top.cells, Column, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    top._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  # python-docx has no other way to repeat a heading row
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _with_one_date(package: bytes) -> bytes:
    """The same package with every member dated alike: the library stamps the time of writing into them."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
