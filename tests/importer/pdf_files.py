"""PDF files built from content streams, and from typst source."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
import typst

from fingerpost.importer.readers.pdf import read_pdf

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import SourceDocument, Table


def pdf(*contents: bytes, compress: bool = False, rotate: int = 0) -> bytes:
    """A PDF with one page for each content stream; F1 is Helvetica, F2 Helvetica bold. A4, origin at the foot."""
    document = pikepdf.new()
    fonts = pikepdf.Dictionary(
        F1=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        ),
        F2=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica-Bold")
        ),
    )
    for content in contents:
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=fonts)
        page.Contents = pikepdf.Stream(document, content)
        if rotate:
            page.Rotate = rotate
    target = io.BytesIO()
    document.save(target, compress_streams=compress)
    return target.getvalue()


def text(x: float, y: float, words: str, size: float = 11, font: str = "F1") -> bytes:
    """Words at a place, in the PDF's own operators."""
    return f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n".encode("cp1252")


@cache
def typeset(source: str) -> bytes:
    """A PDF that typst makes of this source."""
    return typst.compile(source.encode())


def read(data: bytes) -> SourceDocument:
    return read_pdf("report.pdf", data)


def read_typst(source: str) -> SourceDocument:
    return read(typeset(source))


def texts(source: SourceDocument) -> list[str]:
    return [each.text for each in source.paragraphs]


def only_table(source: SourceDocument) -> Table:
    (table,) = source.tables
    return table


def rows(table: Table) -> list[tuple[str, ...]]:
    return [row.texts for row in table.rows]
