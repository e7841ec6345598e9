"""Tables that each have a title of their own, and statuses under a heading such as "Outcome"."""

import pytest

from fingerpost.importer.read import read
from fingerpost.importer.readers.source import Cell, Row, SourceDocument, Table
from fingerpost.importer.recognition.tracker import recognise_tracker
from fingerpost.importer.recognition.tracker.front import front_of
from fingerpost.rules.classes import StatusClass


def _table(at: int, *rows: tuple[str, ...]) -> Table:
    return Table(
        tuple(
            Row(number, tuple(Cell(text, column) for column, text in enumerate(row)))
            for number, row in enumerate(rows, 1)
        ),
        f"table {at}",
        lambda row, _column: f"row {row.number}",
    )


HEADINGS = ("Ref", "Action", "Lead", "RAG")


@pytest.mark.parametrize(
    ("second", "paths"),
    [("Cleaner places", [("Busy towns",), ("Cleaner places",)]), ("Busy towns", [(), ()])],
)
def test_a_title_of_its_own_above_each_table_names_the_section(
    second: str, paths: list[tuple[str, ...]]
) -> None:
    tables = (
        _table(1, ("Busy towns",), HEADINGS, ("B1", "Hold a fair", "Parks", "Green")),
        _table(2, (second,), HEADINGS, ("C1", "Sweep the square", "Streets", "Red")),
    )
    draft = recognise_tracker(SourceDocument("plan.docx", "0" * 64, "word", tables))
    assert [each.path for each in draft.actions] == paths


def test_a_column_of_outcomes_that_holds_statuses_gives_the_status() -> None:
    rows = (
        "Ref,Action,Team,Outcome\nB1,Hold a fair,Parks,Achieved\nB2,Open a fund,Parks,Progressing\n"
        "B3,Sweep the square,Streets,Not achieved\n"
    )
    found = [each.status for each in read("plan.csv", rows.encode()).actions]
    assert found == [StatusClass.GREEN, None, StatusClass.RED]


def test_a_column_of_outcomes_in_sentences_is_no_status() -> None:
    rows = "Ref,Action,Team,Outcome\nB1,Hold a fair,Parks,More visitors\nB2,Open a fund,Parks,More trade\n"
    first, second = read("plan.csv", rows.encode()).actions
    assert (first.status, second.status) == (None, None)
    assert first.other == {"Outcome": "More visitors"}


def test_a_report_at_the_end_of_the_year_reports_the_whole_year() -> None:
    front = front_of(["Delivery Plan 2020/21: end of year report"], [])
    assert (str(front.period), front.period_months) == ("2021-03", 12)
