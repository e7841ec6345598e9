"""Each renderer beside a straight-line script that writes the same tables, styled, with the same library."""

import csv
import dataclasses
import html
import io
import json
import re
import sys
from datetime import date
from importlib.resources import files

import docx
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bench.measure import Aims, afresh_in_turn, in_turn
from bench.sources import REPORT, WORKBOOK, documents
from fingerpost.importer.read import read
from fingerpost.reports.compose import compose
from fingerpost.reports.document import Card, Document, DocumentTable, Facts, Heading, Text
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.reports.renderers.excel import render_excel
from fingerpost.reports.renderers.html import render_html
from fingerpost.reports.renderers.json import render_json
from fingerpost.reports.renderers.pdf import font_folder, render_pdf
from fingerpost.reports.renderers.tones import PAPER_OF_CLASS
from fingerpost.reports.renderers.word import render_word

SOURCES = (REPORT, WORKBOOK)


def run(aims: Aims) -> None:
    """Print each renderer's ratio to its straight-line script."""
    made = documents()
    for name in SOURCES:
        document = compose(read(name, made[name]))
        if straight_csv(document) != render_csv(document):
            sys.exit(f"{name}: the script writes other CSV than the renderer.")
        rows = sum(len(each.table.rows) for each in document.sheets)
        print(f"  {name}: {len(document.blocks)} blocks, {rows} rows of sheets")
        for what, ours, straight, at_most, measured in (
            ("Word, against python-docx", render_word, straight_word, 1.5, in_turn),
            ("PDF, against typst", render_pdf, straight_pdf, 2, afresh_in_turn),
            ("Excel, against XlsxWriter", render_excel, straight_excel, 1.5, in_turn),
            ("HTML, against a script", render_html, straight_html, 1.5, in_turn),
            ("CSV, against csv.writer", render_csv, straight_csv, 1.5, in_turn),
            ("JSON, against json.dumps", render_json, straight_json, 1.5, in_turn),
        ):
            aims.ratio(what, measured(ours, straight, document), at_most)


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
    """Headings, paragraphs and tables in a few lines of typst, with our fills, hatches, bold and page numbers."""
    blocks = []
    for block in flat(document):
        if isinstance(block, Heading):
            blocks.append({"heading": block.text, "level": min(block.level, 6)})
        elif isinstance(block, Text):
            blocks.append({"text": block.text})
    for table in tables(document):
        width = max((sum(cell.columns for cell in row) for row in table.rows), default=len(table.header) or 1)
        cells = [
            {
                "t": cell.text,
                "c": PAPER_OF_CLASS[cell.tone] if cell.tone else None,
                "n": cell.columns,
                "b": bool(cell.tone or (table.row_headers and index == 0)),
                "h": cell.reprogrammed,
                "o": cell.outlined,
            }
            for row in table.rows
            for index, cell in enumerate(row)
        ]
        blocks.append({"table": cells, "header": list(table.header), "width": max(width, len(table.header))})
    source = """
#set document(title: sys.inputs.title)
#set text(lang: "en", font: "Roboto", size: 10pt)
#set page(paper: "a4", margin: 1.7cm, header: text(size: 8pt, sys.inputs.title),
  footer: context text(size: 8pt)[Page #counter(page).display("1 of 1", both: true)])
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)
#let hatch(paper) = tiling(size: (5pt, 5pt), {
  place(rect(width: 100%, height: 100%, fill: paper))
  place(line(start: (0pt, 5pt), end: (5pt, 0pt), stroke: 0.5pt))
})
#let cell-of(c) = table.cell(
  colspan: c.n,
  fill: if c.c == none { none } else if c.h { hatch(rgb(c.c)) } else { rgb(c.c) },
  stroke: if c.o { 1.6pt } else { 0.5pt },
  if c.b { text(weight: "bold", c.t) } else { c.t },
)
#for block in json(bytes(sys.inputs.blocks)) {
  if "heading" in block { heading(level: block.level, block.heading) }
  else if "text" in block { par(block.text) }
  else { table(columns: block.width * (1fr,), stroke: 0.5pt,
    table.header(..block.header.map(h => table.cell(fill: luma(230), text(weight: "bold", h)))),
    ..block.table.map(cell-of)) }
}
"""
    return typst.compile(
        source.encode(),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
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
    """Headings, paragraphs and tables as escaped strings: captions, scopes, statuses as tags, months hatched."""
    style = files("fingerpost.reports.renderers").joinpath("html.css").read_text("utf-8")
    parts = [
        f"<!doctype html><html lang=en><title>{html.escape(document.title)}</title><style>{style}</style>"
    ]
    for block in flat(document):
        if isinstance(block, Heading):
            parts.append(
                f'<h{block.level} id="{html.escape(block.anchor)}">{html.escape(block.text)}</h{block.level}>'
            )
        elif isinstance(block, Text):
            number = f'<span class="number">{html.escape(block.number)}</span> ' if block.number else ""
            parts.append(f'<p class="{block.emphasis}">{number}<span>{html.escape(block.text)}</span></p>')
    for table in tables(document):
        head = "".join(f'<th scope="col">{html.escape(each)}</th>' for each in table.header)
        parts.append(
            f'<div class="scroll" role="region" tabindex="0" aria-label="{html.escape(table.caption)}"><table>'
            f"<caption>{html.escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>"
        )
        columns = straight_columns(table)
        for row in table.rows:
            parts.append("<tr>")
            for index, cell in enumerate(row):
                text = html.escape(cell.text).replace("\n", "<br>")
                if cell.link:
                    text = f'<a href="#{html.escape(cell.link)}">{text}</a>'
                if index == 0 and table.row_headers:
                    parts.append(f'<th scope="row">{text}</th>')
                    continue
                kinds = "".join(
                    (
                        f" {cell.tone.replace(' ', '-')}" if cell.tone else "",
                        " hatched" if cell.reprogrammed else "",
                        " original" if cell.original else "",
                        " now" if cell.outlined else "",
                    )
                )
                span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
                if cell.spoken:
                    text = (
                        f'<span class="word" aria-hidden="true">{text}</span>'
                        f'<span class="hidden">{html.escape(cell.spoken)}</span>'
                    )
                elif cell.tone:
                    text = f'<strong class="tag{kinds}"><span class="word">{text}</span></strong>'
                column = columns[index] if index < len(columns) else ""
                parts.append(f'<td class="{column}{kinds}"{span}>{text}</td>')
            parts.append("</tr>")
        parts.append("</tbody></table></div>")
    return "".join(parts).encode()


_FIGURE = re.compile(r"[-+−]?[\d,]*(?:\.\d+)?%?")


def straight_columns(table: DocumentTable) -> list[str]:
    """How each column is styled: figures to the right, long texts wide, short ones unbroken."""
    kinds = []
    for index in range(len(table.header)):
        texts = [row[index].text for row in table.rows if index < len(row)]
        longest = max(map(len, texts), default=0)
        figures = all(map(_FIGURE.fullmatch, texts))
        kinds.append("figure" if figures else "wide" if longest > 60 else "short" if longest < 18 else "")
    return kinds


def straight_csv(document: Document) -> dict[str, bytes]:
    """Each sheet by csv.writer: days in ISO form, texts that a spreadsheet would run guarded."""
    made = {}
    for sheet in document.sheets:
        if sheet.view:
            continue
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(sheet.table.header)
        for row in sheet.table.rows:
            fields = []
            for cell in row:
                if cell.value is None:
                    guarded = cell.text and cell.text[0] in "'=+-@\t\r\n＝＋－＠"
                    fields.append(f"'{cell.text}" if guarded else cell.text)
                else:
                    fields.append(cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value))
            writer.writerow(fields)
        name = re.sub(r"[^a-z0-9]+", "-", sheet.name.lower()).strip("-")
        made[f"{name}.csv"] = out.getvalue().encode("utf-8-sig")
    return made


def straight_json(document: Document) -> bytes:
    """The record taken apart into plain values, and those as JSON."""
    return json.dumps(plain(document.record), ensure_ascii=False, indent=2).encode()


def plain(value):
    """A record as plain values: fields of dataclasses by name, the rest as it is or as words."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return str(value)
