"""A document as a Word file: real headings, header rows that repeat, words beside every colour."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from fingerpost.reports.document import Bullets, Card, Chart, DocumentTable, Facts, Heading, Text, parts
from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.texts import xml_text
from fingerpost.reports.renderers.word_styles import prepare_styles, set_language
from fingerpost.reports.renderers.word_template import BadTemplate, fill_fields, open_template
from fingerpost.reports.renderers.word_xml import WordXml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordFile

    from fingerpost.reports.document import Block, Document

__all__ = ["BadTemplate", "render_word"]

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MARK = "fingerpost report"
_TWENTIETHS = 635  # EMU in a twentieth of a point


def render_word(document: Document, *, template: bytes | None = None) -> bytes:
    """The document as .docx; the same bytes for the same document and template.

    A template gives styles, page set-up, headers and footers; its named fields are filled, and the report
    stands where it says `{{ report }}`, or at its end. Refuses a template as `BadTemplate`.
    """
    file = docx.Document() if template is None else open_template(template)
    styles = prepare_styles(file, ours=template is None)
    set_language(file, document.language)
    body = file.element.body
    place, named = None, set[str]()
    if template is None:
        _page_set_up(file, document)
        for each in list(body):
            if each.tag != qn("w:sectPr"):
                body.remove(each)
    else:
        place, named = fill_fields(file, _values(document))
    made = _Body(file, document, WordXml(styles, bookmarks=9000), front="title" not in named).xml()
    _mark_place(body, place)
    _properties(file, document)
    return _saved(file, made)


def _mark_place(body: etree._Element, place: etree._Element | None) -> None:
    """Mark where the report goes, and nowhere else: in the paragraph of its field, or at the end."""
    etree.strip_tags(body, etree.ProcessingInstruction)
    mark = etree.ProcessingInstruction(*_MARK.split())
    end = body.find(qn("w:sectPr"))
    if place is not None:
        body.replace(place, mark)
    elif end is not None:
        end.addprevious(mark)
    else:
        body.append(mark)


def _values(document: Document) -> dict[str, str]:
    named = {**document.properties, "title": document.title, "council": document.council or ""}
    return {name: xml_text(words) for name, words in named.items()}


class _Body:
    """The blocks of a report as XML, in sections upright and turned."""

    def __init__(self, file: WordFile, document: Document, maker: WordXml, *, front: bool) -> None:
        self._file = file
        self._document = document
        self._maker = maker
        self._front = front
        section = file.sections[-1]
        self._upright = section._sectPr  # noqa: SLF001  # python-docx has no other way to copy a section
        sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
        across, down, left, right = (int(each or Mm(20)) for each in sizes)
        self.width = (across - left - right) // _TWENTIETHS
        self.turned_width = (max(across, down) - left - right) // _TWENTIETHS

    def xml(self) -> str:
        """Everything that goes into the body, in order. Its only prefix is `w`."""
        return "".join(self._xml())

    def _xml(self) -> Iterator[str]:
        document = self._document
        if self._front:
            yield self._front_xml()
        opening = 0
        while opening < len(document.blocks) and not isinstance(document.blocks[opening], Heading):
            yield self._block(document.blocks[opening], self.width)
            opening += 1
        headings = [each for each in document.blocks if isinstance(each, Heading) and each.level == 1]
        if len(headings) > 1 and document.paper_contents:
            yield self._maker.contents(headings)
        turned = False
        for blocks in parts(document.blocks[opening:]):
            wide = any(isinstance(each, DocumentTable) and each.wide for each in blocks)
            if wide != turned:
                yield self._section_end(turned=turned)
                turned = wide
            width = self.turned_width if wide else self.width
            yield from (self._block(each, width) for each in blocks)
        if turned:
            yield self._section_end(turned=True)

    def _front_xml(self) -> str:
        document = self._document
        council = self._maker.titled(document.council, self._style("Subtitle")) if document.council else ""
        mark = self._maker.titled("DRAFT", self._style("Subtitle")) if document.draft_mark else ""
        council += "".join(self._maker.titled(each, self._style("Subtitle")) for each in document.front)
        return f"{council}{self._maker.titled(document.title, self._style('Title'))}{mark}"

    def _style(self, name: str) -> str | None:
        return next((style.style_id for style in self._file.styles if style.name == name), None)

    def _block(self, block: Block, width: int) -> str:
        maker = self._maker
        if isinstance(block, Heading):
            return maker.heading(block)
        if isinstance(block, Text):
            return maker.text(block)
        if isinstance(block, Bullets):
            return maker.bullets(block)
        if isinstance(block, Facts):
            return maker.facts(block, width)
        if isinstance(block, Card):
            return maker.card(block, width)
        if isinstance(block, DocumentTable):
            return maker.table(block, width)
        return self._chart(block, width)

    def _chart(self, chart: Chart, width: int) -> str:
        """The picture, drawn large enough to print well, with its words; its table follows."""
        import vl_convert  # noqa: PLC0415  # 60 MB of program that a report without a chart does not need

        picture = BytesIO(vl_convert.svg_to_png(chart.svg, scale=2))
        paragraph = self._file.add_paragraph()
        shape = paragraph.add_run().add_picture(picture)
        most = min(shape.width, width * _TWENTIETHS)
        shape.height, shape.width = round(shape.height * most / shape.width), most
        for described in paragraph._p.iter(qn("wp:docPr")):  # noqa: SLF001  # python-docx has no alt text
            described.set("descr", chart.alternative)
        element = paragraph._p  # noqa: SLF001  # as above
        self._file.element.body.remove(element)
        return _text_of(element) + self._maker.table(chart.table, width)

    def _section_end(self, *, turned: bool) -> str:
        """The end of a section, upright or turned; headers and footers go on."""
        section = deepcopy(self._upright)
        kind = section.find(qn("w:type"))
        if kind is not None:
            section.remove(kind)
        size = section.find(qn("w:pgSz"))
        if turned and size is not None:
            across, down = int(size.get(qn("w:w"), "0")), int(size.get(qn("w:h"), "0"))
            size.set(qn("w:w"), str(max(across, down)))
            size.set(qn("w:h"), str(min(across, down)))
            size.set(qn("w:orient"), "landscape")
        return (
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
            f"{_text_of(section)}</w:pPr></w:p>"
        )


def _text_of(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode")


def _page_set_up(file: WordFile, document: Document) -> None:
    """A4, with the title and page numbers at the foot."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(19), Mm(19)
    section.header_distance = section.footer_distance = Mm(9)
    footer = section.footer.paragraphs[0]
    words = document.title if len(document.title) <= 90 else document.title[:89] + "…"
    footer._p.getparent().replace(  # noqa: SLF001  # fields have no interface in python-docx
        footer._p,  # noqa: SLF001  # as above
        parse_xml(WordXml.footer(words, nsdecls("w"))),
    )


def _properties(file: WordFile, document: Document) -> None:
    """Everything that Word says of a file, from the data: never the clock, nor whose machine it is."""
    core = file.core_properties
    when = stamp(document.dated)
    core.title = xml_text(document.title)[:255]
    core.subject = xml_text(document.properties.get("period", document.title))[:255]
    core.author = core.last_modified_by = xml_text(document.council or "")[:255]
    core.language = document.language
    core.created = core.modified = when
    core.last_printed = when
    core.revision = 1
    core.category = xml_text(document.properties.get("kind", ""))[:255]
    core.comments = core.keywords = ""


def _saved(file: WordFile, report: str) -> bytes:
    """The package with the report in its place, its members in one order and without the time of day.

    The report goes in as text: to move thousands of finished rows into the tree of the file takes longer
    than to make them.
    """
    part = str(file.part.partname).lstrip("/")
    raw = BytesIO()
    file.save(raw)
    made = BytesIO()
    with zipfile.ZipFile(raw) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(package.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            content = package.read(name)
            if name == part:
                content = content.replace(f"<?{_MARK}?>".encode(), report.encode(), 1)
            written.writestr(info, content)
    return made.getvalue()
