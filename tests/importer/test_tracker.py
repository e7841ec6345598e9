"""Trackers in detail: headings, month columns, what stands around the table, mappings, findings."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.readers.source import Cell, Fill, Paragraph, Row, SourceDocument, Table
from fingerpost.importer.recognition.columns import Field, heading_meaning
from fingerpost.importer.recognition.tracker import is_tracker_table, recognise_tracker
from fingerpost.importer.recognition.tracker.front import council_in, front_of, key_in_text, month_in
from fingerpost.importer.recognition.tracker.mapping import NotAMapping, read_mapping
from fingerpost.importer.recognition.tracker.strips import (
    MonthHeading,
    month_heading,
    runs_of_initials,
    strip_of,
)
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Draft, StatusSource, from_json, to_json
from fingerpost.rules.months import Month, Period
from tests.importer.workbooks import C, S, workbook


def delimited(text: str) -> Draft:
    return recognise_tracker(read_csv("tracker.csv", text.encode()))


def found(draft: Draft, finding_id: str) -> list[str]:
    return [finding.message for finding in draft.findings if finding.id == finding_id]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ref", Field.REF), ("Ref. No.", Field.REF), ("#", Field.REF), ("Action Ref:", Field.REF), ("ID", Field.REF),
        ("Action", Field.TITLE), ("What will we do?", Field.TITLE), ("Key Milestones", Field.TITLE),
        ("Lead Officer(s)", Field.LEAD), ("By whom", Field.LEAD), ("Responsible\nOfficer", Field.LEAD), ("Who?", Field.LEAD),
        ("By When", Field.DUE), ("Target Date (dd/mm/yy)", Field.DUE), ("Deadline", Field.DUE), ("Original target date", Field.DUE),
        ("Revised Date", Field.REVISED), ("Revised target date if different", Field.REVISED), ("Forecast completion", Field.REVISED),
        ("Date completed", Field.COMPLETED), ("Actual completion date", Field.COMPLETED), ("Start date", Field.START),
        ("RAG", Field.STATUS), ("BRAG status", Field.STATUS), ("Current RAG rating", Field.STATUS), ("Status", Field.STATUS),
        ("% complete", Field.PERCENT), ("Percentage completed", Field.PERCENT),
        ("Comments", Field.COMMENT), ("Progress to date", Field.COMMENT), ("Latest update from lead", Field.COMMENT),
        ("Theme", Field.GROUP), ("Workstream", Field.GROUP), ("Direction of travel", Field.OTHER), ("Priority", Field.OTHER),
        ("Previous RAG", Field.OTHER), ("Number of actions", Field.OTHER), ("Measure of success", Field.OTHER),
    ],
)  # fmt: skip
def test_headings_mean_what_councils_mean_by_them(heading, field):
    meaning = heading_meaning(heading)
    assert meaning is not None
    assert meaning.field is field


@pytest.mark.parametrize(
    "heading", ["", "Flurb", "the long sentence of a remark that is nobody's heading at all here"]
)
def test_other_words_are_no_heading(heading):
    assert heading_meaning(heading) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Jul", MonthHeading(7)), ("July", MonthHeading(7)), ("Sept", MonthHeading(9)), ("Aug-07", MonthHeading(8, 2007)),
        ("Aug 2007", MonthHeading(8, 2007)), ("Aug'07", MonthHeading(8, 2007)), ("2007-07", MonthHeading(7, 2007)),
        ("07/2007", MonthHeading(7, 2007)), ("01/07/2007", MonthHeading(7, 2007)), ("March RAG", MonthHeading(3)),
        ("Q1", MonthHeading(None, None, 1)), ("Quarter 3 2007/08", MonthHeading(None, 2007, 3)), ("2nd quarter", MonthHeading(None, None, 2)),
        ("Apr - Jun 07", MonthHeading(6, 2007)), ("Update July", None), ("13/2007", None), ("May be", None), ("J", None),
    ],
)  # fmt: skip
def test_headings_that_name_a_month_or_a_quarter(text, month):
    assert month_heading(text) == month


def test_initials_are_months_only_in_their_order_and_six_at_least():
    def run(letters: str) -> list[int]:
        return list(runs_of_initials(list(enumerate(letters))).values())

    assert run("JASONDJFMAMJ") == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert run("AMJJASONDJFM") == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert run("RAGRAGRAG") == []
    assert run("JASON") == []


@pytest.mark.parametrize(
    ("years", "parents", "plan_year", "dues", "first"),
    [
        ([None, 2008, None], {}, None, [], "2007-11"),
        ([None, None, None], {1: "2008"}, None, [], "2007-11"),
        ([None, None, None], {0: "2007/08"}, None, [], "2007-11"),
        ([None, None, None], {}, Period(Month(2007, 7), Month(2008, 6)), [], "2007-11"),
        ([None, None, None], {}, None, [Month(2007, 12), Month(2008, 1)], "2007-11"),
        ([None, None, None], {}, None, [], None),
    ],
)
def test_the_year_of_a_strip_comes_from_what_states_it(years, parents, plan_year, dues, first):
    numbers = [11, 12, 1]
    if years[1] == 2008 or parents.get(1):
        numbers = [11, 1, 2]
    headings = {
        at: MonthHeading(number, year) for at, (number, year) in enumerate(zip(numbers, years, strict=True))
    }
    strip = strip_of(headings, parents, plan_year, dues)
    assert (str(strip.months[0]) if strip else None) == first


@pytest.mark.parametrize(
    ("lines", "sheets", "stated"),
    [
        (["Northmoor Borough Council", "Action plan", "Month: Feb-08"], [], ("Action plan", "Northmoor Borough Council", "2008-02", None)),
        (["Report of the London Borough of Fenwick"], [], ("Report of the London Borough of Fenwick", "London Borough of Fenwick", None, None)),
        (["Plan 2007/08, as at 31/12/2007"], [], ("Plan 2007/08, as at 31/12/2007", None, "2007-12", "2007-04")),
        (["Plan for July 2007 to June 2008"], ["Feb 2008"], ("Plan for July 2007 to June 2008", None, "2008-02", "2007-07")),
        (["Delivery Plan 2025/26: Quarter 2"], [], ("Delivery Plan 2025/26: Quarter 2", None, "2025-09", "2025-04")),
        (["October to December 2025 performance"], [], ("October to December 2025 performance", None, "2025-12", None)),
        (["Last updated 3 May 2025"], ["Sheet1"], ("Last updated 3 May 2025", None, None, None)),
        ([], ["Recovery plan"], ("Recovery plan", None, None, None)),
    ],
)  # fmt: skip
def test_what_stands_around_the_table_is_taken_as_stated(lines, sheets, stated):
    front = front_of(lines, sheets)
    period, first = front.period, front.plan_year and front.plan_year.first
    assert (front.title, front.council, period and str(period), first and str(first)) == stated


def test_a_council_is_named_in_a_line_or_in_capitals():
    assert (
        council_in("Prepared for Stoke Marsh and Ayle District Council by the team")
        == "Stoke Marsh and Ayle District Council"
    )
    assert council_in("ELMBRIDGE VALE COUNCIL") == "ELMBRIDGE VALE COUNCIL"
    assert council_in("the council") is None


def test_two_months_in_a_line_are_no_period():
    assert month_in("January 2026 and March 2026") is None
    assert month_in("31.3.26") == Month(2026, 3)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Key: G = On target; A = Behind; R = Over one month behind", ["G", "A", "R"]),
        ("RAG key: Green - on track, Amber - at risk, Red - off track", ["Green", "Amber", "Red"]),
        ("Blue: complete\nGreen: on track", ["Blue", "Green"]),
        ("Lead: A Smith; Due: March", []),
        ("1 – Customer care", []),
    ],
)
def test_a_key_in_one_text(text, marks):
    assert [entry.mark for entry in key_in_text(text)] == marks


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("m.json", b'{"What": "title", "M1": "2025-07"}'),
        ("m.toml", b'What = "title"\nM1 = "2025-07"\n'),
        ("m.toml", b'[columns]\nWhat = "title"\nM1 = "2025-07"\n'),
        ("m.csv", b"Their column,Our field\nWhat,title\nM1,2025-07\n"),
        ("m.csv", b"What;title\nM1;2025-07\n"),
    ],
)
def test_a_mapping_is_read_from_json_toml_and_csv(name, data):
    assert read_mapping(name, data) == {"What": "title", "M1": "2025-07"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("m.json", b'{"What": "titel"}', "titel"),
        ("m.json", b'["title"]', "pairs"),
        ("m.json", b'{"What": 3}', "pairs"),
        ("m.json", b"{", "not a mapping"),
        ("m.toml", b"= =", "not a mapping"),
        ("m.json", b"[" * 5_000, "not a mapping"),
    ],
)
def test_a_mapping_that_is_none_is_refused_with_the_reason(name, data, words):
    with pytest.raises(NotAMapping, match=words):
        read_mapping(name, data)


def test_a_mapping_for_a_column_that_is_not_there_is_told():
    source = read_csv("t.csv", b"Ref,Action,Lead\n1,Mow,A Bee\n")
    draft = recognise_tracker(source, {"Nonsense": "due", "Lead": "comment"})
    assert draft.actions[0].comment == "A Bee"
    assert draft.actions[0].lead == ()
    assert len(found(draft, "R135")) == 1


def test_conditional_formats_give_the_status_where_words_do_not():
    cell = Cell("see note", 2, fill=Fill("FF0000", conditional=True))
    rows = (
        Row(1, (Cell("Ref", 0), Cell("Action", 1), Cell("RAG", 2))),
        Row(2, (Cell("1", 0), Cell("Mow", 1), cell)),
    )
    source = SourceDocument("t", "0" * 64, "excel", (Table(rows, "t", lambda _row, _column: "p"),))
    (action,) = recognise_tracker(source).actions
    assert (action.status, action.status_source, action.printed) == (
        StatusClass.RED,
        StatusSource.FORMAT,
        "see note",
    )


def test_words_and_colour_that_contradict_are_told_and_the_words_stand():
    data = workbook(
        A=[
            ["Ref", "Action", "RAG"],
            ["1", "Mow", C("Green", fill="FF0000")],
            ["2", "Sow", C("Red", fill="FF0000")],
        ]
    )
    draft = recognise_tracker(read_excel("t.xlsx", data))
    assert [each.status for each in draft.actions] == [StatusClass.GREEN, StatusClass.RED]
    assert "disagree" in found(draft, "R126")[0]


def test_a_date_that_hides_its_day_is_the_month_that_is_seen():
    data = workbook(
        A=[
            ["Ref", "Action", "Start", "Due"],
            ["1", "Mow", C(dt.date(2026, 2, 28), format="mmm-yy"), C(dt.date(2026, 2, 28), format="d mmm")],
            ["2", "Sow", C(dt.date(2026, 3, 4), format="mm/dd/yyyy"), C(dt.datetime(2026, 3, 4, 9, 30), format="dd/mm/yyyy hh:mm")],  # noqa: DTZ001 - a sheet has no time zone
        ]
    )  # fmt: skip
    first, second = recognise_tracker(read_excel("t.xlsx", data)).actions
    assert first.start is not None
    assert (first.start.text, first.start.edtf) == ("Feb-26", "2026-02")
    assert [each.edtf for each in (first.due, second.start, second.due) if each] == [
        "2026-02-28",
        "2026-03-04",
        "2026-03-04",
    ]


def test_percentages_however_they_are_written():
    data = workbook(
        A=[
            ["Ref", "Action", "% complete"],
            ["1", "a", C(0.25, format="0%")],
            ["2", "b", "50%"],
            ["3", "c", C(1, format="0%")],
        ]
    )
    assert [each.percent for each in recognise_tracker(read_excel("t.xlsx", data)).actions] == [25, 50, 100]
    data = workbook(A=[["Ref", "Action", "% complete"], ["1", "a", 0.25], ["2", "b", 1]])
    assert [each.percent for each in recognise_tracker(read_excel("t.xlsx", data)).actions] == [25, 100]
    assert [
        each.percent for each in delimited("Ref,Action,% complete\n1,a,75\n2,b,half\n3,c,140\n").actions
    ] == [75, None, None]


def test_leads_are_split_only_between_people():
    draft = delimited(
        'Ref,Action,Lead\n1,a,AB / CD\n2,b,J Smith & P Jones\n3,c,Head of Planning and Housing\n4,d,N/A\n5,e,"Ann Roe; Bob Fay"\n6,f,-\n'
    )
    assert [each.lead for each in draft.actions] == [
        ("AB", "CD"), ("J Smith", "P Jones"), ("Head of Planning and Housing",), ("N/A",), ("Ann Roe", "Bob Fay"), (),
    ]  # fmt: skip


def test_names_written_surname_first_stay_whole():
    draft = delimited('Ref,Action,Lead\n1,a,"Smythe, John"\n2,b,"Fayette, Anna"\n')
    assert [each.lead for each in draft.actions] == [("Smythe, John",), ("Fayette, Anna",)]


def test_rows_that_hold_neither_ref_nor_title_are_told():
    draft = delimited("Ref,Action,Lead,Due\n,,A Bee,May 2026\n1,Mow,A Bee,May 2026\n")
    assert len(draft.actions) == 1
    assert len(found(draft, "R132")) == 1


def test_many_doubts_of_one_kind_are_gathered():
    rows = "".join(f"{at},Task {at},word{at}\n" for at in range(60))
    draft = delimited("Ref,Action,Status\n" + rows)
    assert len(found(draft, "R125")) == 26
    assert all(action.printed for action in draft.actions)


def test_a_summary_a_key_and_a_cover_are_no_tables_of_actions():
    data = workbook(
        Cover=[["Ashdale Town Council"], ["Action tracker"], ["February 2026"]],
        Summary=[["Theme", "Green", "Amber", "Red"], ["People", 1, 2, 3]],
        Key=[["Green", "On track"], ["Amber", "At risk"]],
        Actions=[["Ref", "Action", "Status"], ["1", "Mow", "Green"]],
    )
    draft = recognise_tracker(read_excel("t.xlsx", data))
    assert [each.ref for each in draft.actions] == ["1"]
    assert (draft.council, draft.title, draft.period) == (
        "Ashdale Town Council",
        "Action tracker",
        Month(2026, 2),
    )
    assert [entry.mark for entry in draft.key] == ["Green", "Amber"]
    assert len(found(draft, "R123")) == 3


def test_an_empty_document_is_an_error_and_no_trace():
    draft = recognise_tracker(SourceDocument("t", "0" * 64, "csv", ()))
    assert [each.id for each in draft.findings] == ["R122"]


def test_a_table_of_actions_is_told_from_others():
    source = read_excel(
        "t.xlsx", workbook(A=[["Ref", "Action", "Lead"]], B=[["Name", "Telephone"], ["Ann", "1"]])
    )
    assert [is_tracker_table(table) for table in source.tables] == [True, False]


def test_a_heading_alone_gives_no_actions_and_no_trace():
    draft = recognise_tracker(
        read_excel("t.xlsx", workbook(A=S([["Ref", "Action", "Lead", "Jul", "Aug", "Sep"]])))
    )
    assert draft.actions == ()


WORDS = st.sampled_from(
    [
        "Ref", "Action", "Lead", "Status", "Due", "RAG", "Jul", "Aug", "Sep", "2007", "2007/08", "J", "A", "S", "1.1", "Green",
        "Total", "Note: x", "Key", "B", "3", "%", "50%", "Theme 1", "Progress", "Q1", "Q2", "Q3", "July 2007 to June 2008", "",
        "Mar-08", "31/03/2026", "99/99/9999", "G = ok; A = late", "Completed", "Milestone", "Start", "Comments", "x" * 200,
    ]
)  # fmt: skip
FILLS = st.sampled_from(
    [None, None, Fill("00B050"), Fill("FF0000", pattern=True), Fill("123456", conditional=True)]
)
VALUES = st.sampled_from([None, None, None, 5, 0.5, 1e300, dt.date(2026, 1, 1)])
CELLS = st.builds(
    Cell, WORDS, st.just(0), st.sampled_from([1, 1, 1, 3]), st.sampled_from([1, 1, 4]), FILLS, st.booleans(), st.just(False), VALUES
)  # fmt: skip


@st.composite
def tables(draw) -> Table:
    drawn = draw(st.lists(st.lists(CELLS, max_size=6), max_size=8))
    rows = tuple(
        Row(number, tuple(cell._replace(column=at) for at, cell in enumerate(cells)))
        for number, cells in enumerate(drawn, 1)
    )
    return Table(
        rows,
        "table",
        lambda row, _: f"row {row.number}",
        draw(st.sampled_from([None, "Jan 2026", "Feb 2026", "Key"])),
    )


BLOCKS = st.lists(tables() | st.builds(Paragraph, WORDS, st.just("paragraph"), st.integers(0, 2)), max_size=3)


@settings(max_examples=150, deadline=None)
@given(BLOCKS, st.sampled_from(["excel", "word", "csv"]))
def test_any_tables_give_a_draft_that_survives_its_json(blocks, reader):
    draft = recognise_tracker(SourceDocument("t", "0" * 64, reader, tuple(blocks)))
    assert from_json(to_json(draft)) == draft
    assert all(action.ref or action.title for action in draft.actions)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=10), st.sampled_from(",;\t"))
def test_any_delimited_words_give_a_draft_or_a_refusal(rows, delimiter):
    text = "\n".join(delimiter.join(f'"{word}"' for word in row) for row in rows) + "\nend"
    draft = recognise_tracker(read_csv("t.csv", text.encode()))
    assert draft.source.reader == "csv"


def test_dates_with_the_month_first_are_told_from_those_with_the_day_first():
    draft = delimited("Ref,Action,Start,Due\n1,a,01/02/2026,3/31/2026\n2,b,12/25/2025,4/1/2026\n")
    assert [(each.start.edtf, each.due.edtf) for each in draft.actions if each.start and each.due] == [
        ("2026-01-02", "2026-03-31"),
        ("2025-12-25", "2026-04-01"),
    ]
    assert len(found(draft, "R138")) == 1
    draft = delimited("Ref,Action,Due\n1,a,01/02/2026\n2,b,31/03/2026\n")
    assert [each.due.edtf for each in draft.actions if each.due] == ["2026-02-01", "2026-03-31"]
    assert found(draft, "R138") == []
