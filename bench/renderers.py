"""Each renderer beside a straight-line script that writes the same tables, styled, with the same library."""

import csv
import html
import io
import json
from datetime import date

import docx
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fingerpost.reports.renderers.word import render_word

from bench.measure import in_process, line
from fingerpost.importer.read import read
from fingerpost.reports.compose import compose
from fingerpost.reports.document import Card, Document, DocumentTable, Facts, Heading, Text
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.reports.renderers.excel import render_excel
from fingerpost.reports.renderers.html import render_html
from fingerpost.reports.renderers.pdf import render_pdf
from fingerpost.reports.renderers.tones import PAPER_OF_CLASS
from fingerpost.sample.documents import write_documents

SOURCES = ("exception-report-2026-02.txt", "tracker-2026-02.xlsx")


def run() -> None:
    """Print each renderer's ratio to its straight-line script."""
    documents = write_documents()
    for name in SOURCES:
        document = compose(read(name, documents[name]))
        print(
            f"  {name}: {len(document.blocks)} blocks, {sum(len(each.table.rows) for each in document.sheets)} rows"
        )
        for what, ours, straight, limit in (
            ("Word", render_word, straight_word, "1.5 ×"),
            ("PDF", render_pdf, straight_pdf, "2 ×"),
            ("Excel", render_excel, straight_excel, "1.5 ×"),
            ("HTML", render_html, straight_html, "1.5 ×"),
            ("CSV", render_csv, straight_csv, "1.5 ×"),
        ):
            floor = in_process(lambda straight=straight, document=document: straight(document))
            line(
                what,
                in_process(lambda ours=ours, document=document: ours(document)),
                floor,
                f"at most {limit}",
            )


def tables(document: Document) -> list[DocumentTable]:
    """Every table of a document, facts as tables of two columns."""
    found = []
    for block in flat(document):
        if isinstance(block, DocumentTable):
            found.append(block)
        elif isinstance(block, Facts):
            rows = tuple((type(cell)(label), cell) for label, cell in block.pairs)
            found.append(DocumentTable(caption=block.caption, header=(), rows=rows))
    return found


def flat(document: Document):
    """The blocks of a document, cards taken apart."""
    for block in document.blocks:
        if isinstance(block, Card):
            yield block.heading
            yield block.facts
            if block.strip:
                yield block.strip
        else:
            yield block


def straight_word(document: Document) -> bytes:
    """Headings, paragraphs and tables by python-docx, cell by cell."""
    word = docx.Document()
    word.add_heading(document.title, 0)
    for block in flat(document):
        if isinstance(block, Heading):
            word.add_heading(block.text, min(block.level, 9))
        elif isinstance(block, Text):
            word.add_paragraph(block.text)
    for table in tables(document):
        rows = [[cell.text for cell in row] for row in table.rows]
        width = max((len(row) for row in [table.header, *rows]), default=1)
        grid = word.add_table(rows=0, cols=width)
        grid.style = "Table Grid"
        if table.header:
            for cell, text in zip(grid.add_row().cells, table.header, strict=False):
                cell.text = text
        for row in table.rows:
            for cell, ours in zip(grid.add_row().cells, row, strict=False):
                cell.text = ours.text
                if ours.tone:
                    fill = PAPER_OF_CLASS[ours.tone].lstrip("#")
                    cell._tc.get_or_add_tcPr().append(
                        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
                    )
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def straight_pdf(document: Document) -> bytes:
    """Headings, paragraphs and tables in a few lines of typst."""
    blocks = []
    for block in flat(document):
        if isinstance(block, Heading):
            blocks.append({"heading": block.text, "level": min(block.level, 6)})
        elif isinstance(block, Text):
            blocks.append({"text": block.text})
    for table in tables(document):
        width = max((sum(cell.columns for cell in row) for row in table.rows), default=len(table.header) or 1)
        cells = [
            {"t": cell.text, "c": PAPER_OF_CLASS[cell.tone] if cell.tone else None, "n": cell.columns}
            for row in table.rows
            for cell in row
        ]
        blocks.append({"table": cells, "header": list(table.header), "width": max(width, len(table.header))})
    source = """
#set document(title: sys.inputs.title)
#set text(lang: "en", font: "Roboto", size: 10pt)
#for block in json(bytes(sys.inputs.blocks)) {
  if "heading" in block { heading(level: block.level, block.heading) }
  else if "text" in block { par(block.text) }
  else { table(columns: block.width, table.header(..block.header),
    ..block.table.map(c => table.cell(colspan: c.n, fill: if c.c == none { none } else { rgb(c.c) }, c.t))) }
}
"""
    return typst.compile(
        source.encode(),
        sys_inputs={"title": document.title, "blocks": json.dumps(blocks)},
        pdf_standards=["ua-1"],
    )


def straight_excel(document: Document) -> bytes:
    """A sheet for each table by XlsxWriter: header, fills, widths, frozen row, filter."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "border": 1})
    tones = {
        each: book.add_format({"bg_color": paper, "text_wrap": True, "valign": "top", "border": 1})
        for each, paper in PAPER_OF_CLASS.items()
    }
    for number, sheet in enumerate(document.sheets):
        page = book.add_worksheet(f"Sheet {number}")
        page.write_row(0, 0, sheet.table.header, bold)
        for row, cells in enumerate(sheet.table.rows, start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell.value, date):
                    page.write_datetime(row, column, cell.value, day)
                elif isinstance(cell.value, int | float):
                    page.write_number(row, column, cell.value, plain)
                else:
                    page.write_string(row, column, cell.text, tones[cell.tone] if cell.tone else plain)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sheet.table.rows), 1), max(len(sheet.table.header) - 1, 0))
        page.set_column(0, max(len(sheet.table.header) - 1, 0), 20)
    book.close()
    return out.getvalue()


def straight_html(document: Document) -> bytes:
    """Headings, paragraphs and tables as escaped strings."""
    parts = [f"<!doctype html><html lang=en><title>{html.escape(document.title)}</title>"]
    for block in flat(document):
        if isinstance(block, Heading):
            parts.append(f"<h{block.level}>{html.escape(block.text)}</h{block.level}>")
        elif isinstance(block, Text):
            parts.append(f"<p>{html.escape(block.text)}</p>")
    for table in tables(document):
        parts.append(
            "<table><tr>" + "".join(f"<th>{html.escape(each)}</th>" for each in table.header) + "</tr>"
        )
        for row in table.rows:
            cells = (f'<td class="{cell.tone or ""}">{html.escape(cell.text)}</td>' for cell in row)
            parts.append("<tr>" + "".join(cells) + "</tr>")
        parts.append("</table>")
    return "".join(parts).encode()


def straight_csv(document: Document) -> list[bytes]:
    """Each sheet by csv.writer."""
    files = []
    for sheet in document.sheets:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(sheet.table.header)
        writer.writerows([cell.text for cell in row] for row in sheet.table.rows)
        files.append(out.getvalue().encode())
    return files
