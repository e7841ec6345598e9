"""The old exception report in Word: colours only as shading, the strip of months as cells without words.

Green and red are plain fills, amber is a colour of the theme, reprogrammed is a diagonal pattern. Section
headings span the table; the upper box and the plan row share one table with merged cells.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from fingerpost.rules.classes import StatusClass
from fingerpost.sample.old_style.content import CLASS_ORDER, FIGURE_LABEL, MEANING, STRIP_HEADS, ordinal_day
from fingerpost.sample.old_style.covering import CONSULTEES, covering_sections

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as WordDocument

    from fingerpost.sample.old_style.content import OldException, OldReport

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHADING: dict[StatusClass, str] = {
    StatusClass.GREEN: '<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>',
    StatusClass.AMBER: '<w:shd w:val="clear" w:color="auto" w:fill="F79646" w:themeFill="accent6"/>',
    StatusClass.RED: '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>',
    StatusClass.REPROGRAMMED: '<w:shd w:val="diagStripe" w:color="7F7F7F" w:fill="FFFFFF"/>',
    StatusClass.NOT_UPDATED: "",
}
_HEAD_SHADING = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'

# A cell: its words, the columns it spans, and its shading.
WordCell = tuple[str, int, str]


def report_word(report: OldReport) -> bytes:
    """The report as a Word file; the same report gives the same bytes."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = f"Improvement Plan Exception Report {report.month.name}"
    document.core_properties.author = report.contact
    document.core_properties.created = document.core_properties.modified = _midnight(report.meeting)
    _front(document, report)
    appendix = document.add_section(WD_SECTION.NEW_PAGE)
    appendix.orientation = WD_ORIENT.LANDSCAPE
    appendix.page_width, appendix.page_height = Mm(297), Mm(210)
    appendix.left_margin = appendix.right_margin = Mm(15)
    for index, block in enumerate(report.exceptions):
        if index and index % 2 == 0:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph(f"Exception Report for {report.month.name} Improvement Plan")
        document.add_paragraph("Appendix 1")
        _add_table(document, _exception_rows(block, report), [700, 3200, 900, *[560] * 12, 3400])
    written = io.BytesIO()
    document.save(written)
    return with_fixed_dates(written.getvalue())


def with_fixed_dates(archive: bytes) -> bytes:
    """The zip archive with every entry dated 1 January 1980, so that the clock leaves no trace in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return written.getvalue()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _front(document: WordDocument, report: OldReport) -> None:
    for line in (
        report.council.upper(),
        report.body.upper(),
        ordinal_day(report.meeting),
        f"IMPROVEMENT PLAN EXCEPTION REPORT [{report.month.name.upper()}]",
    ):
        document.add_paragraph().add_run(line).bold = True
    _add_table(
        document,
        [
            [("Responsible Portfolio Holder", 1, ""), (report.portfolio_holder, 1, "")],
            [("Responsible Officer", 1, ""), (report.officer, 1, "")],
            [("Non-Key Decision", 2, "")],
        ],
        [3600, 5600],
    )
    for section in covering_sections(report):
        document.add_paragraph().add_run(f"{section.number}. {section.title}").bold = True
        for number, words in section.paragraphs:
            document.add_paragraph(f"{number}\t{words}" if number else words)
            if number == "4.1":
                _add_table(document, _figure_rows(report), [2000, 1000, 1400] * 2)
                document.add_paragraph("Where:")
                _add_table(
                    document,
                    [[("", 1, _SHADING[class_]), (meaning, 1, "")] for class_, meaning in MEANING.items()],
                    [1000, 5000],
                )
        if section.number == 13:
            _add_table(
                document, [[(who, 1, ""), (answer, 1, "")] for who, answer in CONSULTEES], [5000, 1600]
            )
    document.add_paragraph().add_run("CONTACT OFFICER").bold = True
    for label, said in (
        ("Name", report.contact),
        ("E Mail", report.contact_email),
        ("Tel", report.contact_telephone),
    ):
        document.add_paragraph(f"{label}: {said}")


def _figure_rows(report: OldReport) -> list[list[WordCell]]:
    months = (report.previous, report.current)
    return [
        [(month.month.name, 3, _HEAD_SHADING) for month in months],
        *(
            [
                cell
                for month in months
                for cell in (
                    (FIGURE_LABEL[class_], 1, _SHADING[class_]),
                    (str(month.counts[class_]), 1, ""),
                    (f"{month.share(class_)}%", 1, ""),
                )
            ]
            for class_ in CLASS_ORDER
        ),
    ]


def _exception_rows(block: OldException, report: OldReport) -> list[list[WordCell]]:
    who = "/".join(block.who)
    strip = [
        ("", 1, _SHADING[block.strip[month]] if month in block.strip else "") for month in report.plan_year
    ]
    return [
        [(f"{block.section_code}: {block.section_title}", 16, _HEAD_SHADING)],
        [
            (words, columns, _HEAD_SHADING)
            for words, columns in (
                ("Ref", 1),
                (f"{report.month.name} Action", 1),
                ("Colour", 1),
                ("Corrective Action", 9),
                ("Who", 1),
                ("Original Date", 2),
                ("Revised Date", 1),
            )
        ],
        [
            (block.ref, 1, ""),
            (block.title, 1, ""),
            ("", 1, _SHADING[block.status]),
            (block.corrective_action, 9, ""),
            (who, 1, ""),
            (block.original, 2, ""),
            (block.revised, 1, ""),
        ],
        [
            (words, 1, _HEAD_SHADING)
            for words in ("Ref.", "Action", "Lead", *STRIP_HEADS, "Corrective Action")
        ],
        [(block.deliverable_ref, 1, ""), (block.deliverable_title, 15, "")],
        [(block.ref, 1, ""), (block.title, 1, ""), (who, 1, ""), *strip, (block.comment, 1, "")],
    ]


def _add_table(document: WordDocument, rows: list[list[WordCell]], widths: list[int]) -> None:
    """Add a table whose column widths are in twentieths of a point; built as XML, since that is quick."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{''.join(_cell(*cell) for cell in row)}</w:tr>" for row in rows)
    table = parse_xml(
        f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr><w:tblW w:w="0" w:type="auto"/>'
        f"<w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    after = document.add_paragraph()
    after._p.addprevious(table)  # noqa: SLF001 -- python-docx has no public way to place a table's XML


def _cell(words: str, columns: int, shading: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    text = f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return f"<w:tc><w:tcPr>{span}{shading}</w:tcPr><w:p>{text if words else ''}</w:p></w:tc>"
