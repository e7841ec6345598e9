"""Tables of exceptions as Word gives them, and the dates in their cells."""

import pytest

from fingerpost.importer.readers.source import Cell, Fill, Paragraph, Row, SourceDocument, Table
from fingerpost.importer.recognition.exceptions.rows import two_dates
from fingerpost.importer.recognition.exceptions.strip import Calendar
from fingerpost.importer.recognition.kind import kind_of
from fingerpost.importer.recognition.report import recognise_report
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Kind, Mark, StatusSource
from fingerpost.rules.months import Month

AMBER, RED, REPROGRAMMED = StatusClass.AMBER, StatusClass.RED, StatusClass.REPROGRAMMED


# Dates


@pytest.mark.parametrize(
    ("words", "original", "revised"),
    [
        ("Dec 2010 (revised to Mar 2011)", "2010-12", "2011-03"),
        ("Feb-08 / Jun-08", "2008-02", "2008-06"),
        ("Original: Sep 2016; Revised: Mar 2017", "2016-09", "2017-03"),
        ("31 May 2010, now 30 June 2010", "2010-05-31", "2010-06-30"),
        ("Sept-07", "2007-09", None),
    ],
)
def test_one_cell_may_hold_two_dates(words, original, revised):
    first, second = two_dates(words, Calendar())
    assert (first.edtf, second.edtf if second else None) == (original, revised)


# Tables as Word gives them


def table(rows, name=None):
    """A table of rows; a cell is words, or words with a fill, or words and the columns that it spans."""
    made = []
    for number, row in enumerate(rows, 1):
        cells, at = [], 0
        for cell in row:
            text, fill, wide = cell if isinstance(cell, tuple) else (cell, None, 1)
            cells.append(Cell(text, at, wide, 1, fill))
            at += wide
        made.append(Row(number, tuple(cells)))
    return Table(tuple(made), "table 1", lambda row, _column: f"table 1, row {row.number}", name)


def report(*blocks):
    source = SourceDocument("part.docx", "0" * 64, "word", tuple(blocks))
    return recognise_report(source)


PERIOD = Paragraph("Improvement Plan Exception Report, September 2011", "paragraph 1", 1)
RED_FILL, AMBER_FILL, HATCH = Fill("FF0000"), Fill("FFC000"), Fill("808080", pattern=True)


def test_colours_alone_give_the_status_and_say_how():
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", "RAG", "Corrective action", "Who"],
                ["1.1", "Mend the clock", ("", RED_FILL, 1), "New spring", "PS"],
                ["1.2", "Wind the clock", ("", AMBER_FILL, 1), "Key found", "PS"],
                ["1.3", "Sell the clock", ("", HATCH, 1), "Deferred", "PS"],
            ]
        ),
    )
    assert [(each.status, each.status_source) for each in found.exceptions] == [
        (RED, StatusSource.FILL),
        (AMBER, StatusSource.FILL),
        (REPROGRAMMED, StatusSource.PATTERN),
    ]


def test_a_row_without_status_column_takes_its_one_colour():
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", "Reason for delay", "Who"],
                [("1.1", RED_FILL, 1), "Mend the clock", "Rust", "PS"],
                [("1.2", RED_FILL, 1), ("Wind the clock", AMBER_FILL, 1), "Rust", "PS"],
            ]
        ),
    )
    assert [(each.status, each.status_source) for each in found.exceptions] == [
        (RED, StatusSource.FILL),
        (None, StatusSource.NONE),
    ]


def test_headers_of_two_rows_are_joined():
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", ("Completion", None, 2), "Status", "Reason"],
                ["", "", "Original", "Revised", "", ""],
                ["1.1", "Mend the clock", "May 2011", "Oct 2011", "Red", "Rust"],
            ]
        ),
    )
    (only,) = found.exceptions
    assert (only.original.edtf, only.revised.edtf, only.status, only.reason) == (
        "2011-05",
        "2011-10",
        RED,
        "Rust",
    )


def test_rows_between_give_sections_and_parents():
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", "Status", "Reason", "Who"],
                [("3 Money", None, 5)],
                [("3.2 One ledger", None, 5)],
                ["3.2.1", "Close the old ledger", "Red", "Errors", "SV"],
                [("CP4: Streets", None, 5)],
                ["4.1.1", "Sweep the square", "Amber", "Snow", "TK"],
            ]
        ),
    )
    first, second = found.exceptions
    assert (first.section.code, first.section.title) == ("3", "Money")
    assert (first.parent.ref, first.parent.title) == ("3.2", "One ledger")
    assert (second.section.code, second.parent) == ("CP4", None)


def test_a_box_keeps_its_strip_with_marks_statuses_and_the_keys_meanings():
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    blue = Fill("0070C0")
    strip = [("", None, 1)] * 12
    strip[1], strip[5], strip[9] = ("", blue, 1), ("", RED_FILL, 1), ("", HATCH, 1)
    found = report(
        PERIOD,
        Paragraph("Key", "paragraph 2"),
        table(
            [
                [("", blue, 1), "Original date of planned action"],
                [("", RED_FILL, 1), "Over one month behind target"],
                [("", HATCH, 1), "Reprogrammed date"],
            ]
        ),
        Paragraph("CP1: Clocks", "paragraph 3"),
        table(
            [
                [
                    "Ref",
                    "Action",
                    "Colour",
                    ("Corrective action", None, 9),
                    "Who",
                    "Original date",
                    ("Revised date", None, 3),
                ],
                [
                    "1.1.1",
                    "Mend the clock",
                    ("", RED_FILL, 1),
                    ("New spring", None, 9),
                    "PS",
                    "May-11",
                    ("Jan-12", None, 3),
                ],
                ["Ref", "Action", "Lead", *months, "Corrective action"],
                ["1.1", "Clocks", "", *[""] * 12, ""],
                ["1.1.1", "Mend the town clock", "PS", *strip, "Spring ordered"],
            ]
        ),
    )
    (only,) = found.exceptions
    assert (only.section.code, only.parent.title, only.status) == ("CP1", "Clocks", RED)
    assert [(str(month), cell.mark, cell.status) for month, cell in only.plan_row.months.items()] == [
        ("2011-05", Mark.ORIGINAL, None),
        ("2011-09", None, RED),
        ("2012-01", Mark.REPROGRAMMED, REPROGRAMMED),
    ]
    assert only.plan_row.corrective_action == "Spring ordered"
    assert (found.plan_year.first, found.plan_year.last) == (Month(2011, 4), Month(2012, 3))
    assert [each.mark for each in found.key] == ["blue", "red", "hatched"]


def test_a_box_that_lost_its_upper_row_is_read_from_the_plan_row_and_said():
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", "Colour", "Corrective action", "Who", "Original date", "Revised date"],
                ["Ref", "Action", "Lead", *months, "Corrective action"],
                ["1.1", "Clocks"],
                ["1.1.1", "Mend the clock", "PS", *[""] * 12, "Spring ordered"],
            ]
        ),
    )
    (only,) = found.exceptions
    assert (only.ref, only.parent.ref, only.plan_row.lead) == ("1.1.1", "1.1", ("PS",))
    assert "R66" in {finding.id for finding in found.findings}


def test_months_without_any_year_are_left_out_and_said():
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    found = report(
        Paragraph("Exceptions", "paragraph 1", 1),
        table(
            [
                ["Ref", "Action", "Status", "Reason", *months],
                ["1.1", "Mend the clock", "Red", "Rust", "R", "", "", "", "", ""],
            ]
        ),
    )
    assert found.exceptions[0].plan_row.months == {}
    assert {"R58", "R61"} <= {finding.id for finding in found.findings}


def test_green_rows_of_a_full_list_are_actions_and_said_once():
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", "Status", "Reason", "Who"],
                ["1.1", "Mend the clock", "Red", "Rust", "PS"],
                ["1.2", "Wind the clock", "Green", "", "PS"],
                ["1.3", "Clean the clock", "Complete", "", "PS"],
            ]
        ),
    )
    assert [each.ref for each in found.exceptions] == ["1.1"]
    assert [each.ref for each in found.actions] == ["1.2", "1.3"]
    (said,) = [finding for finding in found.findings if finding.id == "R64"]
    assert len(said.places) >= 1


def test_columns_that_have_no_place_are_named():
    found = report(
        PERIOD,
        table(
            [
                ["Ref", "Action", "Status", "Reason", "Budget", "Shoe size"],
                ["1.1", "Mend the clock", "Red", "Rust", "£5", "9"],
            ]
        ),
    )
    (said,) = [finding for finding in found.findings if finding.id == "R53"]
    assert "Budget" in said.message
    assert "Shoe size" in said.message


def test_tables_that_nothing_understood_are_named():
    found = report(
        PERIOD,
        Paragraph("Summary", "paragraph 2", 2),
        table([["Year", "Rainfall"], ["2010", "800 mm"]]),
    )
    (lost,) = [finding for finding in found.findings if finding.id == "R57"]
    assert lost.values["rows"] == 2


def test_a_full_list_is_a_tracker_and_one_of_late_actions_is_a_report():
    def source(statuses):
        rows = [["Ref", "Action", "Status", "Reason for slippage", "Lead"]]
        rows += [[f"1.{n}", "Mend the clock", status, "Rust", "PS"] for n, status in enumerate(statuses, 1)]
        return SourceDocument("list.xlsx", "0" * 64, "excel", (table(rows),))

    assert kind_of(source(["Green", "Red", "Green", "Green"])).kind is Kind.TRACKER
    assert kind_of(source(["Amber", "Red", "Red"])).kind is Kind.REPORT
