"""Each reader beside a straight-line script that gets the same cells, and fills where there are any."""

import csv
import io

import docx
import openpyxl
import pdfplumber
from docx.oxml.ns import qn

from bench.measure import in_process, line
from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.readers.pdf import read_pdf
from fingerpost.importer.readers.text import read_text
from fingerpost.importer.readers.word import read_word
from fingerpost.sample.documents import write_documents


def run() -> None:
    """Print each reader's ratio to its straight-line script."""
    documents = write_documents()
    for what, name, ours, straight in (
        ("Excel, against openpyxl", "tracker-2026-02.xlsx", read_excel, straight_excel),
        ("Word, against python-docx", "exception-report-2026-02.docx", read_word, straight_word),
        ("PDF, against pdfplumber", "exception-report-2026-02.pdf", read_pdf, straight_pdf),
        ("Text, against split", "exception-report-2026-02.txt", read_text, straight_text),
        ("CSV, against csv.reader", "plain-list-2026-02.csv", read_csv, straight_csv),
    ):
        data = documents[name]
        floor = in_process(lambda straight=straight, data=data: straight(data))
        line(
            what, in_process(lambda ours=ours, name=name, data=data: ours(name, data)), floor, "at most 1.5 ×"
        )


def straight_excel(data: bytes) -> int:
    """Value and fill of every cell by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(
        1
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or (cell.fill.fill_type is not None and cell.fill.fgColor.rgb)
    )


def straight_word(data: bytes) -> int:
    """Text of every paragraph, text and shading of every cell by python-docx."""
    word = docx.Document(io.BytesIO(data))
    seen = sum(1 for each in word.paragraphs if each.text)
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                shading = cell._tc.find(f".//{qn('w:shd')}")
                seen += bool(cell.text) + (shading is not None and shading.get(qn("w:fill")) is not None)
    return seen


def straight_pdf(data: bytes) -> int:
    """Words, tables and filled rectangles of every page by pdfplumber."""
    seen = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            seen += len(page.extract_words()) + len(page.extract_tables()) + len(page.rects)
            page.close()
    return seen


def straight_text(data: bytes) -> int:
    """Cells of every line by split."""
    return sum(len(each.split("\t")) for each in data.decode("utf-8").splitlines())


def straight_csv(data: bytes) -> int:
    """Cells of every row by csv.reader."""
    return sum(len(row) for row in csv.reader(io.StringIO(data.decode("cp1252"))))
