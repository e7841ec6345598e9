"""Blocks of a document as WordprocessingML text: prebuilt, because building rows cell by cell is slow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from fingerpost.reports.document import Bullets, Emphasis, Text
from fingerpost.reports.renderers.texts import xml_text
from fingerpost.reports.renderers.tones import HEADER_PAPER, INK, PAPER_OF_CLASS
from fingerpost.reports.renderers.word_columns import column_widths, figure_columns, month_columns
from fingerpost.rules.classes import StatusClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.document import Card, DocumentCell, DocumentTable, Facts, Heading

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HATCH = "90A3C4"
_SOFT = "4A555C"
_BAND = "EEF0F2"
_LABEL_SHARE = 0.27  # of the width, for the labels of facts
_EDGE_OF_CLASS = {
    StatusClass.GREEN: "2E7D3A",
    StatusClass.AMBER: "C77700",
    StatusClass.RED: "A3180A",
    StatusClass.REPROGRAMMED: "4A6596",
}


class StyleIds(NamedTuple):
    """The ids, in the file that is written, of the styles that its paragraphs and tables take."""

    heading: tuple[str, ...]
    lead: str
    note: str
    small: str
    numbered: str
    bullet: str
    caption: str
    cell: str
    head: str
    table: str


class WordXml:
    """Makes the XML of blocks, for a text width in twentieths of a point; numbers bookmarks as it goes."""

    def __init__(self, styles: StyleIds, bookmarks: int = 0) -> None:
        self._styles = styles
        self._bookmarks = bookmarks

    def heading(self, heading: Heading) -> str:
        """A real heading, with a bookmark to lead to."""
        self._bookmarks += 1
        name = quoteattr(bookmark_name(heading.anchor))
        style = self._styles.heading[min(heading.level, len(self._styles.heading)) - 1]
        page = "<w:pageBreakBefore/>" if heading.new_page else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>{page}</w:pPr>'
            f'<w:bookmarkStart w:id="{self._bookmarks}" w:name={name}/>{_run(heading.text)}'
            f'<w:bookmarkEnd w:id="{self._bookmarks}"/></w:p>'
        )

    def titled(self, words: str, style: str | None) -> str:
        """The title, or a line beside it."""
        return _paragraph(_run(words), style=style)

    @staticmethod
    def footer(title: str, namespace: str) -> str:
        """A foot of the page: the title, and the page of how many."""
        soft = '<w:rPr><w:color w:val="4A555C"/><w:sz w:val="16"/></w:rPr>'
        fields = "".join(
            f'{_run(words, color=_SOFT, size=16)}<w:r>{soft}<w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r>{soft}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            f'<w:r>{soft}<w:fldChar w:fldCharType="separate"/></w:r>{_run("1", color=_SOFT, size=16)}'
            f'<w:r>{soft}<w:fldChar w:fldCharType="end"/></w:r>'
            for words, code in (("Page ", "PAGE"), (" of ", "NUMPAGES"))
        )
        return (
            f'<w:p {namespace}><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr>'
            f"{_run(title, color=_SOFT, size=16)}<w:r><w:tab/></w:r>{fields}</w:p>"
        )

    def text(self, text: Text) -> str:
        """A paragraph; its number hangs before it."""
        styles = self._styles
        style = {
            Emphasis.LEAD: styles.lead,
            Emphasis.NOTE: styles.note,
            Emphasis.WARNING: styles.note,
            Emphasis.SMALL: styles.small,
        }.get(text.emphasis)
        bold = text.emphasis is Emphasis.WARNING
        if text.number is not None:
            return _paragraph(
                f"{_run(text.number, color=_SOFT)}<w:r><w:tab/></w:r>{_run(text.text, bold=bold)}",
                style=styles.numbered,
            )
        return _paragraph(_run(text.text, bold=bold), style=style)

    def bullets(self, bullets: Bullets) -> str:
        """A list."""
        return "".join(_paragraph(_run(each), style=self._styles.bullet) for each in bullets.items)

    def contents(self, headings: Sequence[Heading]) -> str:
        """The headings as a field that Word can bring up to date, each leading to its place."""
        lines = [_paragraph(_run("Contents"), style=self._styles.caption, keep=True)]
        for index, heading in enumerate(headings):
            begin = _field_begin('TOC \\o "1-1" \\h \\u') if index == 0 else ""
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if index == len(headings) - 1 else ""
            link = f"<w:hyperlink w:anchor={quoteattr(bookmark_name(heading.anchor))}>{_run(heading.text)}</w:hyperlink>"
            lines.append(_paragraph(f"{begin}{link}{end}", spacing=40))
        return "".join(lines)

    def facts(self, facts: Facts, width: int) -> str:
        """Labels and values as a table of two columns without a header row."""
        return self._facts(facts, width, edge=None, keep=False)

    def card(self, card: Card, width: int) -> str:
        """An exception, kept on one page where it fits."""
        tone = next((cell.tone for _, cell in card.facts.pairs if cell.tone), None)
        edge = _EDGE_OF_CLASS.get(tone, "8A949B") if tone else "8A949B"
        made = [
            self.heading(card.heading),
            self._facts(card.facts, width, edge=edge, keep=card.strip is not None),
        ]
        if card.strip:
            made.append(self.table(card.strip, width, keep=True))
        return "".join(made)

    def table(self, table: DocumentTable, width: int, *, keep: bool = False) -> str:
        """A table with a header row that repeats, rows that do not split, and a description for screen readers.

        A shown caption stands above it; a table is followed by a small gap. `keep` holds it with what
        comes before it on one page.
        """
        widths = column_widths(table, width)
        months = month_columns(table) if table.strip else range(0)
        figures = figure_columns(table)
        head = "".join(
            self._cell_xml(
                _run(words, bold=True, size=16 if index in months else None),
                widths[index],
                fill=HEADER_PAPER[1:],
                centred=index in months,
                right=index in figures,
            )
            for index, words in enumerate(table.header)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        last = len(table.rows) - 1
        for index, row in enumerate(table.rows):
            made = []
            column = 0
            for cell in row:
                cell_width = sum(widths[column : column + cell.columns])
                if column in months and cell.columns == 1:
                    made.append(self._month(cell, cell_width, keep=keep and index < last))
                else:
                    made.append(
                        self._cell(
                            cell,
                            column,
                            cell_width,
                            table,
                            keep=keep and index < last,
                            right=column in figures,
                        )
                    )
                column += cell.columns
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>")
        caption = (
            _paragraph(_run(table.caption), style=self._styles.caption, keep=True)
            if table.shown_caption
            else ""
        )
        first = "1" if table.row_headers else "0"
        described = f"Columns: {', '.join(table.header)}."
        return (
            f"{caption}<w:tbl><w:tblPr>{_tag('tblStyle', self._styles.table)}"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="{first}" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/>{_tag("tblCaption", table.caption)}'
            f"{_tag('tblDescription', described)}</w:tblPr>{_grid(widths)}{''.join(rows)}</w:tbl>"
            f"{_paragraph('', style=self._styles.cell, spacing=120)}"
        )

    def _cell(
        self,
        cell: DocumentCell,
        column: int,
        width: int,
        table: DocumentTable,
        *,
        keep: bool,
        right: bool,
    ) -> str:
        fill, pattern = _shade(cell)
        if table.strip and cell.columns > 1:
            fill = _BAND
        bold = (table.row_headers and column == 0) or cell.columns > 1
        return self._cell_xml(
            _said(cell, bold=bold, small=table.small),
            width,
            fill=fill,
            pattern=pattern,
            span=cell.columns,
            keep=keep,
            right=right,
        )

    def _month(self, cell: DocumentCell, width: int, *, keep: bool) -> str:
        fill, pattern = _shade(cell)
        borders = _box(INK[1:], 18) if cell.outlined else _box("9AA4AB", 4)
        return self._cell_xml(
            _run(cell.text, bold=True, underlined=cell.original) if cell.text else "",
            width,
            fill=fill,
            pattern=pattern,
            borders=borders,
            keep=keep,
            centred=True,
        )

    def _facts(self, facts: Facts, width: int, *, edge: str | None, keep: bool) -> str:
        label_width = round(width * _LABEL_SHARE)
        rows = []
        for index, (label, cell) in enumerate(facts.pairs):
            held = (edge is not None and index < len(facts.pairs) - 1) or keep
            rows.append(
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
                f"{self._cell_xml(_run(label, bold=True), label_width, keep=held)}"
                f"{self._cell_xml(_said(cell, tag=True), width - label_width, keep=held)}</w:tr>"
            )
        borders = (
            f'<w:tblBorders><w:left w:val="single" w:sz="36" w:space="0" w:color="{edge}"/></w:tblBorders>'
            if edge
            else ""
        )
        return (
            f"<w:tbl><w:tblPr>{_tag('tblStyle', self._styles.table)}"
            f'<w:tblW w:w="{width}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/>{_tag("tblCaption", facts.caption)}'
            f"{_tag('tblDescription', 'Each row has a label and what it says.')}</w:tblPr>"
            f"{_grid((label_width, width - label_width))}{''.join(rows)}</w:tbl>"
            f"{_paragraph('', style=self._styles.cell, spacing=120, keep=keep)}"
        )

    def _cell_xml(
        self,
        runs: str,
        width: int,
        *,
        fill: str | None = None,
        pattern: bool = False,
        span: int = 1,
        borders: str = "",
        keep: bool = False,
        centred: bool = False,
        right: bool = False,
    ) -> str:
        shading = _shading(fill, pattern)
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        align = '<w:jc w:val="center"/>' if centred else '<w:jc w:val="right"/>' if right else ""
        upright = '<w:vAlign w:val="center"/>' if centred else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{borders}{shading}{upright}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles.cell}"/>{"<w:keepNext/>" if keep else ""}{align}</w:pPr>'
            f"{runs}</w:p></w:tc>"
        )


def bookmark_name(anchor: str) -> str:
    """An anchor as a bookmark of Word: letters, digits and underscores, at most 40."""
    return re.sub(r"\W", "_", f"_{anchor}", flags=re.ASCII)[:40]


def _said(cell: DocumentCell, *, bold: bool = False, small: bool = False, tag: bool = False) -> str:
    """What a cell says; a status in bold, with anything said beside it in plain words behind it.

    `tag` shades the words of the status themselves, where their cell is not shaded.
    """
    size = 17 if small else None
    if cell.link:
        linked = _run(cell.text, bold=bold, size=size, color="174A7C")
        return f"<w:hyperlink w:anchor={quoteattr(bookmark_name(cell.link))}>{linked}</w:hyperlink>"
    if cell.tone is None:
        return _run(cell.text, bold=bold, size=size)
    status, bracket, how = cell.text.partition(" (")
    shading = _shading(*_shade(cell)) if tag else ""
    return _run(status, bold=True, size=size, shading=shading) + (
        _run(f" ({how}", size=17) if bracket else ""
    )


def _shade(cell: DocumentCell) -> tuple[str | None, bool]:
    """The fill of a cell and whether it is hatched."""
    hatched = cell.reprogrammed or cell.tone is StatusClass.REPROGRAMMED
    tone = cell.tone or (StatusClass.REPROGRAMMED if hatched else None)
    return (PAPER_OF_CLASS[tone][1:] if tone else None), hatched


def _shading(fill: str | None, hatched: bool) -> str:  # noqa: FBT001  # the pair that `_shade` gives
    if fill is None:
        return ""
    if hatched:
        return f'<w:shd w:val="diagStripe" w:color="{_HATCH}" w:fill="{fill}"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _run(
    text: str,
    *,
    bold: bool = False,
    underlined: bool = False,
    color: str | None = None,
    size: int | None = None,
    shading: str = "",
) -> str:
    """Words with their look. Control characters that XML forbids are shown as �; line breaks are kept."""
    look = "".join(
        (
            "<w:b/>" if bold else "",
            f'<w:color w:val="{color}"/>' if color else "",
            f'<w:sz w:val="{size}"/>' if size else "",
            '<w:u w:val="single"/>' if underlined else "",
            shading,
        )
    )
    lines = (f'<w:t xml:space="preserve">{line}</w:t>' for line in escape(xml_text(text)).split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(runs: str, *, style: str | None = None, keep: bool = False, spacing: int | None = None) -> str:
    look = "".join(
        (
            f'<w:pStyle w:val="{style}"/>' if style else "",
            "<w:keepNext/>" if keep else "",
            f'<w:spacing w:after="{spacing}"/>' if spacing is not None else "",
        )
    )
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def _tag(name: str, value: str) -> str:
    return f"<w:{name} w:val={quoteattr(xml_text(value))}/>"


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _box(color: str, size: int) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:tcBorders>{sides}</w:tcBorders>"


def _field_begin(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
