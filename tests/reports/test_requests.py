"""What Members asked, in front of the report of a month and in its tables, in every format."""

import io
from datetime import date

import docx
import openpyxl
import pytest

from fingerpost.importer.read import read
from fingerpost.reports.compose import compose
from fingerpost.reports.document import Bullets, Card, DocumentTable, Heading, Text
from fingerpost.reports.formats import render
from fingerpost.rules.classes import Status
from fingerpost.rules.exceptions_report import exceptions
from fingerpost.rules.request_words import RequestLabel, RequestPart
from fingerpost.rules.scrutiny import AtIssue, Printed, ScrutinyKind, ScrutinyState, Statement
from fingerpost.rules.wording import Part
from fingerpost.sample.council import snapshots

MONTH = snapshots()[-1]
SLIPPED = exceptions(MONTH)[0]
DAY = date(2026, 1, 27)


def printed(number, words, kind=ScrutinyKind.QUESTION, state=ScrutinyState.ASKED, **given):
    given = {
        "asked_by": "Councillor Ruth Kestle",
        "asked_on": DAY,
        "due_on": date(2026, 3, 24),
        "where": "Overview and Scrutiny Committee, 27 January 2026",
        "minute": "41/26",
        **given,
    }
    return Printed(number, kind, state, words, **given)


ASKED = AtIssue(
    waiting=(
        printed(2, "What has the delay cost?", overdue=True, about="15.2.1 Website", owner="Lewis Trantor"),
        printed(
            5,
            "It was never on target.",
            ScrutinyKind.DISPUTE,
            ScrutinyState.ANSWERED,
            status_printed=Status.ON_TARGET,
            status_claimed=Status.RED,
            answer="The contract is signed.",
            answered_by="Ivo Radlett",
            answered_on=date(2026, 2, 2),
            due_meeting="Overview and Scrutiny Committee, 24 March 2026",
        ),
    ),
    answered=(
        printed(
            1,
            "Why has it taken five months?",
            state=ScrutinyState.ANSWERED,
            where=None,
            minute=None,
            answer="The county council changed its terms.",
            answered_by="Yusuf Greaves-Lowe",
            answered_on=date(2026, 2, 24),
        ),
        printed(
            3,
            "Publish the contract.",
            ScrutinyKind.RECOMMENDATION,
            ScrutinyState.PARTLY,
            answer="Without the prices.",
            response="Cabinet, 11 February 2026, minute 104/26",
        ),
        printed(4, "A note.", ScrutinyKind.UNDERTAKING, ScrutinyState.KEPT),
    ),
    statements=(
        Statement(SLIPPED.ref, "Councillor Hugo Sallows", "The weather was bad.", date(2026, 3, 6), "Environment"),
    ),
)  # fmt: skip


def part(document, title):
    """The texts and cells under a heading."""
    blocks = iter(document.blocks)
    next(each for each in blocks if isinstance(each, Heading) and each.text == title)
    found = []
    for each in blocks:
        if isinstance(each, Heading):
            break
        if isinstance(each, Text):
            found.append(each.text)
        if isinstance(each, DocumentTable):
            found += [[cell.text for cell in row] for row in each.rows]
    return found


def test_who_asked_what_stands_in_front_of_the_figures():
    document = compose(MONTH, requests=ASKED)
    headings = [each.text for each in document.blocks if isinstance(each, Heading)]
    assert headings[:3] == [RequestPart.WAITING, RequestPart.ANSWERED, Part.FIGURES]
    intro, late, disputed = part(document, RequestPart.WAITING)
    assert intro == "2 matters wait for an answer, 1 of them overdue."
    assert late == [
        "2",
        "Councillor Ruth Kestle, Overview and Scrutiny Committee, 27 January 2026, minute 41/26",
        "Question on 15.2.1 Website: What has the delay cost?",
        "Lewis Trantor",
        "24 March 2026. Overdue",
    ]
    assert disputed[2:] == [
        (
            "Dispute: It was never on target. Printed as On target; Councillor Ruth Kestle says Red.\n"
            "Answered: The contract is signed."
        ),
        "Nobody yet",
        "Overview and Scrutiny Committee, 24 March 2026",
    ]


def test_what_was_answered_since_is_printed_with_its_answer():
    answered = part(compose(MONTH, requests=ASKED), RequestPart.ANSWERED)
    assert answered[0][1:] == [
        "Councillor Ruth Kestle, 27 January 2026",
        "Question: Why has it taken five months?",
        "Answered: The county council changed its terms. (Yusuf Greaves-Lowe, 24 February 2026)",
    ]
    assert answered[1][3] == (
        "Accepted in part: Without the prices. (Cabinet, 11 February 2026, minute 104/26)"
    )
    assert answered[2][3] == "Kept"


def test_a_statement_stands_with_its_exception():
    card = next(each for each in compose(MONTH, requests=ASKED).blocks if isinstance(each, Card))
    said = {label: cell.text for label, cell in card.facts.pairs}
    assert said[RequestLabel.STATEMENT] == (
        "The weather was bad. (Councillor Hugo Sallows, Environment, 6 March 2026)"
    )


def test_where_nothing_waits_the_report_says_so_and_where_nothing_is_known_too():
    assert part(compose(MONTH, requests=AtIssue()), RequestPart.WAITING) == [
        "Nothing that a Member asked waits for an answer."
    ]
    one = AtIssue((printed(1, "Why?"),))
    assert part(compose(MONTH, requests=one), RequestPart.WAITING)[0] == (
        "1 matter waits for an answer, none of them overdue."
    )
    unknown = compose(MONTH)
    assert not any(isinstance(each, Heading) and each.text == RequestPart.WAITING for each in unknown.blocks)
    notes = [item for each in unknown.blocks if isinstance(each, Bullets) for item in each.items]
    assert any("is not known here" in each for each in notes)
    assert "Requests" not in {each.name for each in unknown.sheets}


@pytest.mark.parametrize("to", ["docx", "html", "pdf", "xlsx", "csv"])
def test_the_requests_are_in_the_format_and_the_report_is_read_back_all_the_same(to):
    document = compose(MONTH, requests=ASKED)
    first = render(document, to, stem="report")
    assert render(document, to, stem="report") == first, "the same bytes again"
    words = "What has the delay cost?"
    if to == "csv":
        assert words in first["report-requests.csv"].decode("utf-8-sig")
        assert "The weather was bad." in first["report-statements.csv"].decode("utf-8-sig")
        return
    data = next(iter(first.values()))
    if to == "html":
        assert words in data.decode()
        return
    if to == "docx":
        tables = docx.Document(io.BytesIO(data)).tables
        assert any(words in cell.text for table in tables for row in table.rows[:4] for cell in row.cells)
    if to == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data))["Requests"].iter_rows(values_only=True)
        assert any(words in row for row in rows)
    plain = read(f"report.{to}", next(iter(render(compose(MONTH), to, stem="report").values())))
    back = read(f"report.{to}", data)
    assert len(back.exceptions) == len(plain.exceptions) == len(exceptions(MONTH))
    assert [each.id for each in back.findings] == [each.id for each in plain.findings]
