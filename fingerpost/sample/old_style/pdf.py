"""The old exception report as PDF, as a council prints it: tables with filled rectangles, not tagged for
reading aloud, statuses by colour alone.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from fingerpost.rules.classes import StatusClass
from fingerpost.sample.old_style.content import CLASS_ORDER, FIGURE_LABEL, MEANING, STRIP_HEADS, ordinal_day
from fingerpost.sample.old_style.covering import CONSULTEES, covering_sections

if TYPE_CHECKING:
    from fingerpost.sample.old_style.content import OldException, OldReport

_FILLS: dict[StatusClass, str | None] = {
    StatusClass.GREEN: "#00b050",
    StatusClass.AMBER: "#ffc000",
    StatusClass.RED: "#ff0000",
    StatusClass.REPROGRAMMED: "hatched",
    StatusClass.NOT_UPDATED: None,
}
_HEAD_FILL = "#d9d9d9"

Cell = dict[str, Any]


def report_pdf(report: OldReport) -> bytes:
    """The report as PDF; the same report gives the same bytes with the same release of typst."""
    data = {
        "title": f"Improvement Plan Exception Report {report.month.name}",
        "author": report.contact,
        "head": [
            report.council.upper(),
            report.body.upper(),
            ordinal_day(report.meeting),
            f"IMPROVEMENT PLAN EXCEPTION REPORT [{report.month.name.upper()}]",
        ],
        "people": [
            ["Responsible Portfolio Holder", report.portfolio_holder],
            ["Responsible Officer", report.officer],
        ],
        "sections": [*_sections(report), _contact(report)],
        "appendix_title": f"Exception Report for {report.month.name} Improvement Plan",
        "appendix": [_block(each, report) for each in report.exceptions],
    }
    made = typst.compile(
        files("fingerpost.sample.old_style").joinpath("report.typ").read_bytes(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(report.meeting, time(), tzinfo=UTC).timestamp()),
        pdf_tags=False,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave pages, not one file")
    return made


def _cell(text: str, columns: int = 1, fill: str | None = None) -> Cell:
    return {"text": text, "columns": columns, "fill": fill}


def _sections(report: OldReport) -> list[dict[str, Any]]:
    written = []
    for section in covering_sections(report):
        words = [f"{number} {text}" if number else text for number, text in section.paragraphs]
        tables: list[dict[str, Any]] = []
        split = len(words)
        if section.number == 4:
            split = 1
            tables = [
                {"widths": [110, 40, 55, 110, 40, 55], "rows": _figures(report)},
                {
                    "widths": [60, 250],
                    "rows": [[_cell("", 1, _FILLS[each]), _cell(said)] for each, said in MEANING.items()],
                },
            ]
        if section.number == 13:
            tables = [{"widths": [250, 80], "rows": [[_cell(who), _cell(said)] for who, said in CONSULTEES]}]
        written.append(
            {
                "title": f"{section.number}. {section.title}",
                "paragraphs": words[:split],
                "tables": tables,
                "after": words[split:],
            }
        )
    return written


def _contact(report: OldReport) -> dict[str, Any]:
    lines = [f"Name: {report.contact}", f"E Mail: {report.contact_email}", f"Tel: {report.contact_telephone}"]
    return {"title": "CONTACT OFFICER", "paragraphs": lines, "tables": [], "after": []}


def _figures(report: OldReport) -> list[list[Cell]]:
    months = (report.previous, report.current)
    return [
        [_cell(each.month.name, 3, _HEAD_FILL) for each in months],
        *(
            [
                cell
                for month in months
                for cell in (
                    _cell(FIGURE_LABEL[class_], 1, _FILLS[class_]),
                    _cell(str(month.counts[class_])),
                    _cell(f"{month.share(class_)}%"),
                )
            ]
            for class_ in CLASS_ORDER
        ),
    ]


def _block(block: OldException, report: OldReport) -> list[list[Cell]]:
    who = "/".join(block.who)
    upper = (
        ("Ref", block.ref, 1),
        (f"{report.month.name} Action", block.title, 1),
        ("Colour", "", 1),
        ("Corrective Action", block.corrective_action, 8),
        ("Who", who, 1),
        ("Original Date", block.original, 2),
        ("Revised Date", block.revised, 2),
    )
    return [
        [_cell(f"{block.section_code}: {block.section_title}", 16, _HEAD_FILL)],
        [_cell(head, columns, _HEAD_FILL) for head, _, columns in upper],
        [
            _cell(words, columns, _FILLS[block.status] if head == "Colour" else None)
            for head, words, columns in upper
        ],
        [
            _cell(head, 1, _HEAD_FILL)
            for head in ("Ref.", "Action", "Lead", *STRIP_HEADS, "Corrective Action")
        ],
        [_cell(block.deliverable_ref), _cell(block.deliverable_title, 15)],
        [
            _cell(block.ref),
            _cell(block.title),
            _cell(who),
            *(
                _cell("", 1, _FILLS[block.strip[month]] if month in block.strip else None)
                for month in report.plan_year
            ),
            _cell(block.comment),
        ],
    ]
