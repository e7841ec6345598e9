"""Word files built from raw XML, so that each test shows the very mark-up that it is about."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from fingerpost.importer.readers.word import read_word

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Paragraph, SourceDocument, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def docx(body: str, **parts: str) -> bytes:
    """A Word file of this body; parts by kind: styles, numbering, theme, footnotes, header, footer."""
    relationships = "".join(
        f'<Relationship Id="r{kind}" Type="{KINDS}/{kind}" Target="{kind}1.xml"/>' for kind in parts
    )
    package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": package.format(
            f'<Relationship Id="r1" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": package.format(relationships),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}1.xml": words for kind, words in parts.items()},
    }
    return zipped({name: words.encode() for name, words in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """These files as a zip package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def p(text: str, properties: str = "", look: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    """A paragraph in a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


def tc(text: str = "", properties: str = "", inside: str | None = None) -> str:
    """A cell of one paragraph, or of what is given as inside."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if inside is None else inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    """A table."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def shd(fill: str = "auto", value: str = "clear", color: str = "auto", more: str = "") -> str:
    """A cell's shading."""
    return f'<w:shd w:val="{value}" w:color="{color}" w:fill="{fill}" {more}/>'


def styles(*entries: str) -> str:
    """A styles part."""
    return f"<w:styles {SPACES}>{''.join(entries)}</w:styles>"


def style(identity: str, name: str, inside: str = "", kind: str = "paragraph", more: str = "") -> str:
    """A style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}" {more}><w:name w:val="{name}"/>{inside}</w:style>'
    )


def numbering(levels: str, nums: str) -> str:
    """A numbering part of one list (id 0)."""
    return f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'


def lvl(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def num(identity: int, inside: str = "") -> str:
    """A use of the list."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="0"/>{inside}</w:num>'


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def read(body: str, **parts: str) -> SourceDocument:
    return read_word("report.docx", docx(body, **parts))


def paragraphs(body: str, **parts: str) -> list[Paragraph]:
    return list(read(body, **parts).paragraphs)


def only_table(body: str, **parts: str) -> Table:
    (table,) = read(body, **parts).tables
    return table
