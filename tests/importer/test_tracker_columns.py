"""Columns, headings and rows of trackers that are told apart only by what they hold."""

import datetime as dt

from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.source import Cell, Fill, Paragraph, Row, SourceDocument, Table
from fingerpost.importer.recognition.tracker import columns_of, recognise_tracker
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import KeyEntry
from fingerpost.rules.months import Month
from tests.importer.trackers import dates, delimited, excel, ids
from tests.importer.workbooks import GREEN as GREEN_FILL
from tests.importer.workbooks import RED as RED_FILL
from tests.importer.workbooks import C, S

GREEN, AMBER, RED = StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED


def table(*rows: list[Cell | str | None], name: str | None = None, place: str = "table 1") -> Table:
    cells = [
        tuple(
            each._replace(column=at) if isinstance(each, Cell) else Cell(each, at)
            for at, each in enumerate(row)
            if each is not None
        )
        for row in rows
    ]
    return Table(
        tuple(Row(at, each) for at, each in enumerate(cells, 1)),
        place,
        lambda row, _: f"{place}, row {row.number}",
        name,
    )


def test_tables_of_a_word_document_go_on_over_pages_and_stand_under_headings():
    source = SourceDocument(
        "plan.docx",
        "0" * 64,
        "word",
        (
            Paragraph("Millbeck City Council", "paragraph 1"),
            Paragraph("Recovery Plan: progress to 31 March 2026", "paragraph 2", level=1),
            Paragraph("Children", "paragraph 3", level=2),
            table(["Ref", "Action", "Owner", "Timescale", "RAG"], ["C1", "Visit", "A Bee", "Ongoing", Cell("", 4, fill=Fill("FF0000"))]),
            Paragraph("Adults", "paragraph 4", level=2),
            table(["A1", "Listen", "C Dee", "May 2026", Cell("", 4, fill=Fill("00B050"))], place="table 2"),
            table(["Key", ""], ["Green", "on target"], ["Red", "late"], place="table 3"),
        ),
    )  # fmt: skip
    draft = recognise_tracker(source)
    assert (draft.council, draft.period) == ("Millbeck City Council", Month(2026, 3))
    assert [(each.ref, each.path, each.status, each.place) for each in draft.actions] == [
        ("C1", ("Children",), RED, "table 1, row 2"),
        ("A1", ("Adults",), GREEN, "table 2, row 1"),
    ]
    assert draft.key == (KeyEntry("Green", "on target"), KeyEntry("Red", "late"))


def test_columns_can_be_printed_with_samples():
    source = read_csv("t.csv", b"Ref,Action,Lead,Weather\n1,Mow,A Bee,Rain\n2,Sow,A Bee,Sun\n")
    mapped = [(each.printed, each.field.value, each.by, each.samples) for each in columns_of(source)]
    assert mapped == [
        ("Ref", "ref", "heading", ("1", "2")),
        ("Action", "title", "heading", ("Mow", "Sow")),
        ("Lead", "lead", "heading", ("A Bee",)),
        ("Weather", "other", "none", ("Rain", "Sun")),
    ]
    assert {finding.id for finding in recognise_tracker(source).findings} == {"R120", "R121"}


def test_every_unknown_column_is_kept_and_reported():
    draft = delimited("Ref,Action,Lead,Flurb,,Priority\n1,Mow,A Bee,x1,y1,High\n2,Sow,C Dee,x2,y2,Low\n")
    assert draft.actions[0].other == {"Flurb": "x1", "column 5 without a heading": "y1", "Priority": "High"}
    reported = [finding.values["column"] for finding in draft.findings if finding.id == "R121"]
    assert reported == ["Flurb", "column 5 without a heading"]


def test_a_table_without_headings_is_an_error_with_the_places():
    draft = delimited("1.1,Mow,A Bee,Jan 2026\n1.2,Sow,A Bee,Jan 2026\n")
    (finding,) = draft.findings
    assert (finding.id, finding.severity.value, finding.places) == ("R122", "error", ("the table",))
    assert draft.actions == ()


def test_months_merged_above_pairs_of_columns_give_the_latest():
    draft = excel(
        P=S(
            [
                ["Ref", "Project", "Lead", dt.date(2025, 10, 1), None, dt.date(2025, 11, 1)],
                [None, None, None, "RAG", "Comment", "RAG", "Comment"],
                ["1", "Bridge", "AB", "G", "fine", "A", "rain"],
                ["2", "Pool", "CD", "R", "leak", "R", "still"],
            ],
            merge=["D1:E1", "F1:G1"],
        )
    )
    assert [(each.status, each.comment) for each in draft.actions] == [(AMBER, "rain"), (RED, "still")]
    assert draft.actions[0].other == {"2025-10-01: RAG": "G", "2025-10-01: Comment": "fine"}


def test_expected_outcomes_and_heads_of_service_are_no_sections():
    draft = excel(
        P=S(
            [
                ["Ref", "Deliverable / Action", "Lead", "Resources", "Jul-07", "Aug-07", "Sep-07"],
                [C("CP2: The quarry site", bold=True)],
                ["Expected outcome: a better place"],
                [C("2.1", bold=True), C("Plan for the site", bold=True)],
                [
                    "2.1.1",
                    "Draft plan",
                    "MD",
                    "Officer time",
                    None,
                    C(None, fill=GREEN_FILL),
                    C("R", fill=RED_FILL),
                ],
                [C("2.2", bold=True), C("Town centre", bold=True)],
                ["2.2.1", "Market", "JS", "£5k", "X", "X", "X"],
            ],
            merge=["A2:G2", "A3:G3"],
        )
    )
    assert [each.path for each in draft.actions] == [
        ("CP2: The quarry site", "2.1 Plan for the site"),
        ("CP2: The quarry site", "2.2 Town centre"),
    ]
    assert [each.other for each in draft.actions] == [{"Resources": "Officer time"}, {"Resources": "£5k"}]
    assert ids(draft) == {"R124"}


def test_totals_after_each_section_are_left_out():
    draft = delimited(
        "Section,Ref,Action,Officer,Status\nHousing,,,,\n,H1,Fix,AB,G\n,H2,Mend,AB,R\nHousing total,2,,,\nPlanning,,,,\n"
        ",P1,Map,CD,A\nPlanning total,1,,,\nGrand total,3,,,\n"
    )
    assert [(each.ref, each.path) for each in draft.actions] == [
        ("H1", ("Housing",)),
        ("H2", ("Housing",)),
        ("P1", ("Planning",)),
    ]
    assert ids(draft) == {"R124"}


def test_refs_in_a_column_without_a_heading():
    draft = delimited(",Action,Owner,Due,Status\n1.1,Mow,A Bee,Jan 26,Green\n1.2,Sow,A Bee,Jan 26,Red\n")
    assert [each.ref for each in draft.actions] == ["1.1", "1.2"]
    assert ids(draft) == {"R134"}


def test_a_table_of_an_action_and_a_colour():
    draft = excel(
        P=[
            ["Action", "RAG"],
            ["Do one thing", C(None, fill=GREEN_FILL)],
            ["Do another", C(None, fill=RED_FILL)],
        ]
    )
    assert [(each.title, each.status) for each in draft.actions] == [
        ("Do one thing", GREEN),
        ("Do another", RED),
    ]


def test_words_that_run_over_several_lines_are_joined():
    draft = delimited(
        "Ref,Action,Lead,Due,Status\n1,Mow the,A Bee,Jan 26,Green\n,great lawn,,,\n,and the small one,,,\n\n2,Sow,C Dee,Feb 26,Amber\n,,and E Eff,,\n"
    )
    assert [(each.title, each.lead) for each in draft.actions] == [
        ("Mow the great lawn and the small one", ("A Bee",)),
        ("Sow", ("C Dee", "E Eff")),
    ]
    assert ids(draft) == {"R136"}


def test_a_plan_by_weeks_keeps_its_weeks_as_other_columns():
    weeks = [dt.date(2026, 1, 5) + dt.timedelta(days=7 * at) for at in range(30)]
    draft = excel(
        P=[
            ["Task", "Owner", "Start", "End", *weeks],
            ["Dig", "A Bee", weeks[0], weeks[2], "x", "x"],
            ["Fill", "C Dee", weeks[2], weeks[5], None, None, "x"],
        ]
    )
    assert [each.title for each in draft.actions] == ["Dig", "Fill"]
    assert draft.actions[0].other == {"2026-01-05": "x", "2026-01-12": "x"}
    assert sum(finding.id == "R121" for finding in draft.findings) == 26


def test_quarterly_sheets_give_the_latest_quarter():
    draft = excel(
        Q1_2025=[["Ref", "Action", "RAG"], ["1", "Mow", "G"]],
        Q2_2025=[["Ref", "Action", "RAG"], ["1", "Mow", "A"]],
    )
    assert [(each.status, each.path) for each in draft.actions] == [(AMBER, ())]
    assert ids(draft) == {"R130"}


def test_a_status_of_this_quarter_goes_before_a_forecast():
    draft = delimited(
        "Delivery Tracker Q3 2025/26,,,,,\nCorporate priority,Commitment,Delivery date,Q3 Status,Q3 commentary,Forecast\n"
        "Greener places,Plant trees,Mar-26,On track,320 planted,On track\n,Open a café,Dec-25,Complete,Opened 3 Dec,Complete\n"
    )
    assert (draft.period, draft.period_months) == (Month(2025, 12), 3)
    assert [(each.path, each.status, each.comment) for each in draft.actions] == [
        (("Greener places",), GREEN, "320 planted"),
        (("Greener places",), GREEN, "Opened 3 Dec"),
    ]


def test_an_export_of_a_planning_program():
    draft = delimited(
        "Task Name,% Complete,Start,Finish,Resource Names,Outline Number\nPhase 1,50%,Mon 01/09/25,Fri 31/10/25,,1\n"
        "Survey site,100%,Mon 01/09/25,Fri 12/09/25,Ann;Bob,1.1\n"
    )
    assert [(each.ref, each.percent, dates(each)[:2]) for each in draft.actions] == [
        ("1", 50, ["2025-09-01", "2025-10-31"]),
        ("1.1", 100, ["2025-09-01", "2025-09-12"]),
    ]
    assert draft.actions[1].lead == ("Ann", "Bob")


def test_an_auditors_list_of_recommendations():
    draft = delimited(
        "Audit,Rec No,Recommendation,Responsible officer,Original implementation date,Revised implementation date,Status\n"
        "Payroll,1,Reconcile monthly,Fin Mgr,1 Sept 2025,,Implemented\nPayroll,2,Limit access,IT Mgr,1 Oct 2025,1 Mar 2026,Partially implemented\n"
    )
    assert [(each.status, dates(each)[1:3], each.path) for each in draft.actions] == [
        (GREEN, ["2025-09-01", None], ("Payroll",)),
        (None, ["2025-10-01", "2026-03-01"], ("Payroll",)),
    ]


def test_a_column_that_asks_whether_it_is_complete_gives_the_status_where_no_other_does():
    draft = delimited(
        "Ref,Action,Due,Complete?\n1,Mend roofs,Jan 2026,Yes\n2,Map town,Feb 2026,No\n3,Sow seed,Mar 2026,y\n"
    )
    assert [each.status for each in draft.actions] == [StatusClass.GREEN, None, StatusClass.GREEN]
    assert [each.printed for each in draft.actions] == ["Yes", "No", "y"]
    beside = delimited("Ref,Action,RAG,Complete?\n1,Mend roofs,Red,No\n2,Map town,Green,Yes\n")
    assert [each.status for each in beside.actions] == [StatusClass.RED, StatusClass.GREEN]
    assert beside.actions[0].other == {"Complete?": "No"}
