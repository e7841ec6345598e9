"""The old trackers in Excel: the council's own, coloured and grouped, and a plain list laid out otherwise."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.color import Color

from fingerpost.rules.classes import StatusClass
from fingerpost.sample.old_style.content import COLOUR_WORD, MEANING, STRIP_HEADS, plan_year_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from fingerpost.sample.old_style.content import OldAction, OldReport

PERSPECTIVE_SHEETS: dict[str, str] = {
    "CP": "Customers",
    "FP": "Finance",
    "PR": "Process",
    "HROD": "HR and OD",
}
TRACKER_HEADS = ("Ref", "Action", "Lead")
TRACKER_TAIL = ("Original Date", "Revised Date", "RAG", "Priority", "Comments")
PLAIN_HEADS = (
    "Task no.",
    "Theme",
    "Task",
    "Owner",
    "Progress",
    "Start date",
    "Deadline",
    "Forecast",
    "Date completed",
    "Latest position",
)

_FILLS: dict[StatusClass, dict[str, Any]] = {
    StatusClass.GREEN: {"bg_color": "#00B050"},
    # Accent 6 of the theme, 40 per cent lighter: how Excel's palette offers a soft orange.
    StatusClass.AMBER: {"bg_color": Color.theme(9, 3)},
    StatusClass.RED: {"bg_color": "#FF0000"},
    # Excel's "thin diagonal stripe".
    StatusClass.REPROGRAMMED: {"pattern": 14, "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
    StatusClass.NOT_UPDATED: {},
}
_FIRST_STRIP_COLUMN = len(TRACKER_HEADS)


class _Formats:
    """The workbook's formats, each made once."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "align": "center"})
        self.section = book.add_format({"bold": True, "bg_color": "#1F497D", "font_color": "#FFFFFF"})
        self.deliverable = book.add_format({"bold": True, "bg_color": "#DCE6F1"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        self.month = book.add_format({"num_format": "mmm-yy", "valign": "top"})
        self.fills = {class_: book.add_format({"border": 1, **fill}) for class_, fill in _FILLS.items()}
        self.rag = {
            class_: book.add_format({"bg_color": colour})
            for class_, colour in (
                (StatusClass.GREEN, "#C6EFCE"),
                (StatusClass.AMBER, "#FFEB9C"),
                (StatusClass.RED, "#FFC7CE"),
            )
        }


def tracker(report: OldReport) -> bytes:
    """The council's own tracker: a sheet for each perspective with title rows, two rows of headers with
    merged years, group rows for sections and deliverables, months as coloured cells, and a key.

    The RAG column holds a letter for green, amber and red, coloured by a conditional format, and a dash where
    there is none of them.
    """
    return _book(report, _write_tracker)


def plain_list(report: OldReport) -> bytes:
    """A plain list of the same actions as another service keeps it: one sheet, statuses in words."""
    return _book(report, _write_plain)


def plain_csv(report: OldReport) -> bytes:
    """The plain list as Excel saves it in a European setting: semicolons, Windows-1252, days as dd/mm/yyyy."""
    rows = [PLAIN_HEADS, *(_plain_row(each) for each in report.actions)]
    text = "".join(";".join(_csv_cell(cell) for cell in row) + "\r\n" for row in rows)
    return text.encode("cp1252")


def _book(report: OldReport, write: Callable[[Any, _Formats, OldReport], None]) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties(
        {
            "title": f"Improvement Plan {plan_year_words(report.plan_year)}",
            "author": report.contact,
            "created": _midnight(report.meeting),
        }
    )
    write(book, _Formats(book), report)
    book.close()
    return written.getvalue()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)


def _write_tracker(book: Any, formats: _Formats, report: OldReport) -> None:
    for perspective, name in PERSPECTIVE_SHEETS.items():
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, report.council, formats.title)
        sheet.write(
            1,
            0,
            f"Improvement Plan {plan_year_words(report.plan_year)}: position at the end of {report.month.name}",
        )
        _tracker_header(sheet, formats, report)
        actions = [each for each in report.actions if each.section_code.rstrip("0123456789") == perspective]
        row = 5
        section = deliverable = None
        for action in actions:
            if action.section_code != section:
                section = action.section_code
                sheet.merge_range(row, 0, row, 19, f"{section}: {action.section_title}", formats.section)
                row += 1
            if action.deliverable_ref != deliverable:
                deliverable = action.deliverable_ref
                sheet.write(row, 0, deliverable, formats.deliverable)
                sheet.write(row, 1, action.deliverable_title, formats.deliverable)
                row += 1
            _tracker_row(sheet, formats, report, row, action)
            row += 1
        for class_, letter in ((StatusClass.GREEN, "G"), (StatusClass.AMBER, "A"), (StatusClass.RED, "R")):
            sheet.conditional_format(
                5,
                17,
                row,
                17,
                {"type": "cell", "criteria": "==", "value": f'"{letter}"', "format": formats.rag[class_]},
            )
        sheet.freeze_panes(5, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3, 4)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 48)
        sheet.set_column(3, 14, 5)
        sheet.set_column(15, 16, 12)
        sheet.set_column(19, 19, 60)
    key = book.add_worksheet("Key")
    key.write(0, 0, "Key", formats.title)
    for row, (class_, meaning) in enumerate(MEANING.items(), start=2):
        key.write_blank(row, 0, None, formats.fills[class_])
        key.write(row, 1, meaning)


def _tracker_header(sheet: Any, formats: _Formats, report: OldReport) -> None:
    years = {report.plan_year.first.year: 6, report.plan_year.last.year: 6}
    for column, head in enumerate(TRACKER_HEADS):
        sheet.merge_range(3, column, 4, column, head, formats.head)
    column = _FIRST_STRIP_COLUMN
    for year, months in years.items():
        sheet.merge_range(3, column, 3, column + months - 1, year, formats.head)
        column += months
    for index, head in enumerate(STRIP_HEADS):
        sheet.write(4, _FIRST_STRIP_COLUMN + index, head, formats.head)
    for index, head in enumerate(TRACKER_TAIL):
        sheet.merge_range(3, column + index, 4, column + index, head, formats.head)


def _tracker_row(sheet: Any, formats: _Formats, report: OldReport, row: int, action: OldAction) -> None:
    sheet.write_string(row, 0, action.ref, formats.words)
    sheet.write_string(row, 1, action.title, formats.words)
    sheet.write_string(row, 2, "/".join(action.leads), formats.words)
    for index, month in enumerate(report.plan_year):
        if month in action.strip:
            sheet.write_blank(row, _FIRST_STRIP_COLUMN + index, None, formats.fills[action.strip[month]])
    for column, day in ((15, action.original), (16, action.revised)):
        if day is not None:
            sheet.write_datetime(row, column, _midnight(day), formats.month)
    sheet.write_string(row, 17, rag_letter(action), formats.words)
    sheet.write_string(row, 18, action.priority, formats.words)
    sheet.write_string(row, 19, action.comment or "", formats.words)


def rag_letter(action: OldAction) -> str:
    """What the RAG column of the tracker prints for an action."""
    return COLOUR_WORD[action.status][0] if action.status in _RAG else "-"


_RAG = (StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED)


def _plain_row(action: OldAction) -> tuple[str | date | None, ...]:
    return (
        action.ref,
        f"{action.section_code} {action.section_title}",
        action.title,
        ", ".join(action.leads),
        action.words,
        action.start.first_day,
        action.original,
        action.revised,
        action.completed,
        action.comment,
    )


def _csv_cell(cell: str | date | None) -> str:
    words = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell or ""
    return '"' + words.replace('"', '""') + '"' if any(each in words for each in ';"\n') else words


def _write_plain(book: Any, formats: _Formats, report: OldReport) -> None:
    sheet = book.add_worksheet("Actions")
    for column, head in enumerate(PLAIN_HEADS):
        sheet.write(0, column, head, formats.head)
    for row, action in enumerate(report.actions, start=1):
        for column, cell in enumerate(_plain_row(action)):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, _midnight(cell), formats.day)
            elif cell:
                sheet.write_string(row, column, cell, formats.words)
    sheet.autofilter(0, 0, len(report.actions), len(PLAIN_HEADS) - 1)
    sheet.set_column(2, 2, 48)
    sheet.set_column(9, 9, 60)
