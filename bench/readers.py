"""Each reader beside a straight-line script that gets the same cells, and fills where there are any.

The script uses the format's usual library; text and CSV have none, so it decodes, parts and keeps each cell as a
value with its line and column. Every pair is held against each other first: a script that got other cells
would be no floor.
"""

import colorsys
import csv
import hashlib
import io
import re
import sys
from functools import partial
from typing import NamedTuple

import docx
import openpyxl
import pdfplumber
from docx.oxml.ns import qn

from bench.measure import Aims, in_turn
from bench.sources import LIST, REPORT, TEXT_TRACKER, WORKBOOK, documents, text_tracker, workbook
from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.readers.pdf import read_pdf
from fingerpost.importer.readers.source import SourceDocument
from fingerpost.importer.readers.text import read_text
from fingerpost.importer.readers.word import read_word


class Found(NamedTuple):
    """A cell or paragraph as a straight-line script keeps it."""

    line: int
    column: int
    text: str
    fill: str | None = None


def run(aims: Aims) -> None:
    """Print each reader's ratio to its straight-line script."""
    made = documents()
    long_list, long_book = text_tracker(1_500), workbook(1_500)
    word, pdf = "exception-report-2026-02.docx", "exception-report-2026-02.pdf"
    for what, name, data, ours, straight, kept in (
        ("Excel, against openpyxl", WORKBOOK, made[WORKBOOK], read_excel, straight_excel, fills_of),
        ("Excel of 1,500 rows, against openpyxl", "a.xlsx", long_book, read_excel, straight_excel, fills_of),
        ("Word, against python-docx", word, made[word], read_word, straight_word, texts_of),
        ("PDF, against pdfplumber", pdf, made[pdf], read_pdf, straight_pdf, None),
        ("Text of a report, against a script", REPORT, made[REPORT], read_text, straight_text, cells_of),
        ("Text of a tracker", TEXT_TRACKER, made[TEXT_TRACKER], read_text, straight_text, cells_of),
        ("CSV in Windows-1252, against csv.reader", LIST, made[LIST], read_csv, straight_csv, cells_of),
        ("CSV of 1,500 rows, against csv.reader", "a.csv", long_list, read_csv, straight_csv, cells_of),
    ):
        if kept is not None:
            hold(what, kept(ours(name, data)), straight(data))
        aims.ratio(what, in_turn(partial(ours, name), straight, data), 1.5)


def hold(what: str, ours: list, floor: list) -> None:
    """Refuse to measure against a script that does not get what the reader gets."""
    if ours != floor:
        first = next((pair for pair in zip(ours, floor, strict=False) if pair[0] != pair[1]), None)
        sys.exit(f"{what}: {len(ours)} and {len(floor)} found, not the same; the first to differ: {first}")


def cells_of(source: SourceDocument) -> list[Found]:
    """What a reader found, as a straight-line script keeps it: by line and column."""
    found = [
        Found(row.number, cell.column, cell.text)
        for table in source.tables
        for row in table.rows
        for cell in row.cells
    ]
    found += [
        Found(int(each.place.removeprefix("line ")), 0, f"{each.number or ''} {each.text}".strip())
        for each in source.paragraphs
    ]
    return sorted(found)


def fills_of(source: SourceDocument) -> list[Found]:
    """Where a reader found words or a fill, and the cell's own fill: openpyxl works out no conditional format."""
    return [
        Found(
            row.number,
            cell.column,
            "x" if cell.text else "",
            cell.fill.colour if cell.fill and not cell.fill.conditional else None,
        )
        for table in source.tables
        for row in table.rows
        for cell in row.cells
        if cell.text or cell.fill
    ]


def texts_of(source: SourceDocument) -> list[tuple[str, str | None]]:
    """The words and fill of every cell that has any, once: python-docx gives a merged cell many times."""
    found = {
        (cell.text, cell.fill.colour if cell.fill else None)
        for table in source.tables
        for row in table.rows
        for cell in row.cells
        if cell.text or cell.fill
    }
    return sorted(found, key=str)


def straight_excel(data: bytes) -> list[Found]:
    """Value and fill of every cell by openpyxl, theme colours worked out."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    hashlib.sha256(data).hexdigest()
    scheme = re.findall(r'<a:(?:srgbClr val|sysClr val="\w+" lastClr)="(\w{6})"', book.loaded_theme.decode())
    theme = [scheme[1], scheme[0], scheme[3], scheme[2], *scheme[4:12]]
    found = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                fill = straight_colour(cell.fill, theme) if cell.fill.fill_type else None
                text = "x" if cell.value not in (None, "") else ""
                if text or fill:
                    found.append(Found(cell.row, cell.column - 1, text, fill))
    return found


def straight_colour(fill: openpyxl.styles.PatternFill, theme: list[str]) -> str | None:
    """RRGGBB of a fill: its own, or the theme's with its tint."""
    colour = fill.fgColor
    if colour.type == "rgb":
        return colour.rgb[2:]
    if colour.type != "theme":
        return None
    parts = [int(theme[colour.theme][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    hue, light, strength = colorsys.rgb_to_hls(*parts)
    light = light * (1 + colour.tint) if colour.tint < 0 else light + (1 - light) * colour.tint
    return "".join(f"{round(each * 255):02X}" for each in colorsys.hls_to_rgb(hue, light, strength))


def straight_word(data: bytes) -> list[tuple[str, str | None]]:
    """Words of every paragraph, words and shading of every cell, by python-docx."""
    word = docx.Document(io.BytesIO(data))
    hashlib.sha256(data).hexdigest()
    [(each.text, each.style.name) for each in word.paragraphs]
    found = []
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                shading = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
                fill = None
                if shading is not None:
                    fill = shading.get(qn("w:fill" if shading.get(qn("w:val")) == "clear" else "w:color"))
                if cell.text or fill:
                    found.append((cell.text, fill))
    return sorted(set(found), key=str)


def straight_pdf(data: bytes) -> int:
    """Words, tables and filled rectangles of every page by pdfplumber."""
    hashlib.sha256(data).hexdigest()
    seen = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            seen += len(page.extract_words()) + len(page.extract_tables()) + len(page.rects)
            page.close()
    return seen


_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(.*)")


def straight_text(data: bytes) -> list[Found]:
    """Cells of every line with tabs, and every other line as a paragraph with its number parted from it."""
    hashlib.sha256(data).hexdigest()
    found = []
    for line, text in enumerate(data.decode("utf-8").splitlines(), start=1):
        if "\t" in text:
            for column, cell in enumerate(text.split("\t")):
                if folded := " ".join(cell.split()):
                    found.append(Found(line, column, folded))
        elif text.strip():
            match = _NUMBER.match(text)
            number, words = match.groups() if match else ("", text)
            found.append(Found(line, 0, f"{number} {' '.join(words.split())}".strip()))
    return found


def straight_csv(data: bytes) -> list[Found]:
    """Cells of every row by csv.reader, in the encoding and with the delimiter found from the bytes."""
    hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    delimiter = csv.Sniffer().sniff(text[:4096], ",;\t|").delimiter
    found = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for line, row in enumerate(reader, start=1):
        for column, cell in enumerate(row):
            if folded := " ".join(cell.split()):
                found.append(Found(line, column, folded))
    return found
