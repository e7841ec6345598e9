"""Trackers of fictional councils, each laid out otherwise: what is read from every one."""

import datetime as dt

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import KeyEntry, Mark, PlanYear, StatusSource
from fingerpost.rules.months import Month
from tests.importer.trackers import by_ref, dates, delimited, excel, fills, ids
from tests.importer.workbooks import AMBER as AMBER_FILL
from tests.importer.workbooks import GREEN as GREEN_FILL
from tests.importer.workbooks import GREY, C, S
from tests.importer.workbooks import RED as RED_FILL

GREEN, AMBER, RED, REPROGRAMMED = (
    StatusClass.GREEN,
    StatusClass.AMBER,
    StatusClass.RED,
    StatusClass.REPROGRAMMED,
)
MONTHS = ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"]


def test_merged_section_headings_and_a_strip_of_colours_without_years():
    draft = excel(
        Plan=S(
            [
                ["Harrowdale District Council"],
                ["Improvement Plan 2025/26 – position at 28 February 2026"],
                [],
                ["Ref", "Action", "Lead officer", "By when", *MONTHS, "Progress"],
                [C("CP1: A town that works", bold=True, fill=GREY)],
                ["CP1.1 Town centre"],
                ["1.1.1", "Open the market hall", "AB/CD", "Feb-26", *fills(GREEN_FILL, None, AMBER_FILL)],
                [
                    "1.1.2",
                    "Agree parking",
                    "J Moss & P Vane",
                    C(dt.date(2026, 3, 1), format="mmm-yy"),
                    C(None, hatch="lightUp"),
                ],
                [C("CP2: Homes", bold=True, fill=GREY)],
                ["CP2.1 Repairs"],
                [
                    "2.1.1",
                    "Let the contract",
                    "Head of Housing",
                    dt.date(2026, 4, 30),
                    *fills(RED_FILL),
                    *[None] * 11,
                    "Tenders",
                ],
                [],
                ["Total actions", "3"],
                ["Note: green means on target or complete"],
            ],
            merge=["A5:Q5", "A6:Q6", "A9:Q9", "A10:Q10"],
        )
    )
    assert draft.council == "Harrowdale District Council"
    assert draft.title == "Improvement Plan 2025/26 – position at 28 February 2026"
    assert draft.period == Month(2026, 2)
    assert draft.plan_year == PlanYear(Month(2025, 7), Month(2026, 6))
    actions = by_ref(draft)
    assert list(actions) == ["1.1.1", "1.1.2", "2.1.1"]
    assert actions["1.1.1"].path == ("CP1: A town that works", "CP1.1 Town centre")
    assert actions["2.1.1"].path == ("CP2: Homes", "CP2.1 Repairs")
    assert actions["1.1.1"].lead == ("AB", "CD")
    assert actions["1.1.2"].lead == ("J Moss", "P Vane")
    assert actions["2.1.1"].lead == ("Head of Housing",)
    assert [dates(each)[1] for each in draft.actions] == ["2026-02", "2026-03", "2026-04-30"]
    strip = actions["1.1.1"].months
    assert {str(month): cell.status for month, cell in strip.items()} == {"2025-07": GREEN, "2025-09": AMBER}
    hatched = actions["1.1.2"].months[Month(2025, 7)]
    assert (hatched.mark, hatched.status, hatched.status_source) == (
        Mark.REPROGRAMMED,
        REPROGRAMMED,
        StatusSource.PATTERN,
    )
    assert actions["2.1.1"].comment == "Tenders"
    assert actions["2.1.1"].place == "sheet Plan, row 11"
    assert ids(draft) == {"R124", "R131"}


def test_two_rows_of_merged_headings_on_a_sheet_for_each_theme():
    heading = [
        ["Action Ref", "What will we do?", "Responsibility", None, "Timescale", None, "RAG", "% complete", "Direction of travel", "Commentary"],
        [None, None, "Lead", "Support", "Original", "Revised"],
    ]  # fmt: skip
    merge = ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2", "H1:H2", "I1:I2", "J1:J2"]
    draft = excel(
        Summary=[["Theme", "Green", "Amber", "Red", "Total"], ["People", 1, 1, 0, 2], ["Place", 0, 0, 1, 1]],
        People=S(
            [
                *heading,
                ["P1", "Recruit two apprentices", "Ann Roe", "Bob Fay", dt.date(2025, 9, 30), None, "G", C(0.5, format="0%"), "↑", "Adverts out"],
                ["P2", "Publish the pay policy", "Cy Dunn", None, dt.date(2025, 10, 31), dt.date(2026, 1, 31), "A/R", C(1, format="0%")],
            ],
            merge=merge,
        ),
        Place=S([*heading, ["L1", "Resurface the square", "Di Eves", None, "Spring 2026", "Unknown at this stage", "On hold"]], merge=merge),
        Old=S([["Ref", "Action", "Lead"], ["X", "Old", "Y"]], hidden=True),
    )  # fmt: skip
    actions = by_ref(draft)
    assert [(each.ref, each.path) for each in draft.actions] == [
        ("P1", ("People",)),
        ("P2", ("People",)),
        ("L1", ("Place",)),
    ]
    assert (actions["P1"].lead, actions["P1"].percent, actions["P1"].comment) == (
        ("Ann Roe",),
        50,
        "Adverts out",
    )
    assert actions["P1"].other == {"Responsibility: Support": "Bob Fay", "Direction of travel": "↑"}
    assert dates(actions["P2"]) == [None, "2025-10-31", "2026-01-31", None]
    assert (actions["P2"].status, actions["P2"].printed) == (RED, "A/R")
    assert actions["L1"].status is REPROGRAMMED
    assert dates(actions["L1"])[1:3] == ["2026-21", None]
    assert ids(draft) == {"R111", "R123", "R126", "R128"}


def test_a_csv_without_refs_or_styles():
    draft = delimited(
        "Service Improvement Tracker;;;;\nMonth: January 2026;;;;\n;;;;\nTask;Owner;Deadline;Status;Update\n"
        'Customer services;;;;\nAnswer calls in 60 seconds;K. Ladd;31/03/2026;On track;"Two lines\nhere"\n'
        "Publish standards;L Moon;tbc;Not started;\nRevenues;;;;\nMove to e-billing;M Nash;Q4 2025/26;Delayed;\nTotal;3;;;\n"
    )
    assert (draft.title, draft.period) == ("Service Improvement Tracker", Month(2026, 1))
    assert [(each.title, each.path, each.status) for each in draft.actions] == [
        ("Answer calls in 60 seconds", ("Customer services",), GREEN),
        ("Publish standards", ("Customer services",), None),
        ("Move to e-billing", ("Revenues",), AMBER),
    ]
    assert draft.actions[0].comment == "Two lines\nhere"
    assert draft.actions[1].printed == "Not started"
    assert draft.actions[0].place == "line 6"
    assert ids(draft) == {"R124", "R126", "R128"}


def test_months_headed_by_initials_under_their_years():
    draft = excel(
        Sheet1=S(
            [
                ["Improvement programme"],
                ["No.", "Milestone", "Who", "2007", None, None, None, None, None, "2008"],
                [None, None, None, *"JASONDJFMAMJ"],
                [1, "Draft the strategy", "RT", "X", None, "X", None, None, None, "G", "A"],
                [1.1, "Consult on it", "RT / SU", None, None, None, None, None, None, "R"],
            ],
            merge=["A2:A3", "B2:B3", "C2:C3", "D2:I2", "J2:O2"],
        )
    )
    first = draft.actions[0].months
    assert draft.plan_year == PlanYear(Month(2007, 7), Month(2008, 6))
    assert {str(month): (cell.mark, cell.status) for month, cell in first.items()} == {
        "2007-07": (Mark.ORIGINAL, None),
        "2007-09": (Mark.ORIGINAL, None),
        "2008-01": (None, GREEN),
        "2008-02": (None, AMBER),
    }
    assert [each.ref for each in draft.actions] == ["1", "1.1"]
    assert draft.actions[1].lead == ("RT", "SU")


def test_rows_coloured_by_status_without_a_status_column():
    rows = [
        ("Buy bins", "C6EFCE"),
        ("Sell bins", "FFEB9C"),
        ("Mend bins", "FFC7CE"),
        ("Paint bins", "C6EFCE"),
    ]
    draft = excel(
        Actions=[
            ["ID", "Description", "Assigned to", "Due date", "Notes"],
            *(
                [C(at, fill=fill), C(title, fill=fill), C("Zed Roe", fill=fill), C(dt.date(2026, 5, at), fill=fill), C(None, fill=fill)]
                for at, (title, fill) in enumerate(rows, 1)
            ),
        ]
    )  # fmt: skip
    assert [(each.status, each.status_source, each.printed) for each in draft.actions] == [
        (class_, StatusSource.FILL, None) for class_ in (GREEN, AMBER, RED, GREEN)
    ]
    assert "R133" in ids(draft)


def test_rows_of_one_colour_say_nothing_of_a_status():
    draft = excel(
        Actions=[
            ["ID", "Description", "Owner"],
            *(
                [C(at, fill="E2EFDA"), C(f"Task {at}", fill="E2EFDA"), C("Zed Roe", fill="E2EFDA")]
                for at in range(1, 4)
            ),
        ]
    )
    assert [each.status for each in draft.actions] == [None] * 3


def test_objectives_merged_down_and_a_key_below():
    draft = excel(
        Tracker=S(
            [
                [
                    "Objective",
                    "Ref",
                    "Key actions",
                    "Lead",
                    "Target date",
                    "Completion date",
                    "BRAG",
                    "Comments",
                ],
                [
                    "1. Better roads",
                    "1a",
                    "Fill potholes",
                    "Ivy Oak",
                    "30 Sept 2025",
                    "28/09/2025",
                    "Blue",
                    "Done",
                ],
                [None, "1b", "Paint lines", "Ivy Oak", "31 Dec 2025", None, "Amber", "Weather"],
                [None, None, "and zebra crossings", None, None, None, None, "More words"],
                ["2. Better parks", "2a", "Plant trees", "Moss, Ash", "March 2026", None, "Green"],
                [],
                ["Key:"],
                [C(None, fill="0070C0"), "Complete"],
                [C(None, fill=GREEN_FILL), "On target"],
                [C(None, fill=AMBER_FILL), "Behind"],
            ],
            merge=["A2:A4"],
        )
    )
    assert draft.key == (
        KeyEntry("blue", "Complete"),
        KeyEntry("green", "On target"),
        KeyEntry("amber", "Behind"),
    )
    actions = by_ref(draft)
    assert [each.path for each in draft.actions] == [
        ("1. Better roads",),
        ("1. Better roads",),
        ("2. Better parks",),
    ]
    assert (actions["1a"].status, actions["1a"].printed) == (GREEN, "Blue")
    assert dates(actions["1a"]) == [None, "2025-09-30", None, "2025-09-28"]
    assert actions["1b"].title == "Paint lines and zebra crossings"
    assert actions["1b"].comment == "Weather\nMore words"
    assert ids(draft) == {"R124", "R136"}


def test_one_sheet_for_each_month_gives_the_latest_month():
    heading = ["Ref", "Action", "Owner", "RAG"]
    draft = excel(
        Jan_2026=[heading, ["1", "Walk", "Ann Roe", "G"], ["2", "Run", "Cy Dunn", "A"]],
        Feb_2026=[heading, ["1", "Walk", "Ann Roe", "R"], ["2", "Run", "Cy Dunn", "G"]],
    )
    assert draft.period == Month(2026, 2)
    assert [(each.ref, each.status, each.path) for each in draft.actions] == [
        ("1", RED, ()),
        ("2", GREEN, ()),
    ]
    assert ids(draft) == {"R130"}


def test_a_heading_far_down_and_to_the_right_that_comes_again_on_each_page():
    heading = [None, "Ref\nNo.", "Action /\nMilestone", "Lead\nOfficer", "Target\nDate", "Status"]
    draft = excel(
        Tracker=[
            [],
            [None, "MARLEY VALE BOROUGH COUNCIL"],
            [],
            [None, "Corporate Improvement Tracker"],
            [None, "Period:", "December 2025"],
            [],
            heading,
            [None, "Theme 1 – Customers"],
            [None, "1.1", "Answer letters", "Pat Oak", dt.date(2026, 1, 31), "[Amber]"],
            heading,
            [None, "1.2", "Answer e-mails", "Pat Oak", "31.1.26", "Green ↑"],
            [None, "Theme 2 – Money"],
            [None, "2.1", "Close accounts", "Quin Elm", "June 26", "Red - over a month"],
            [],
            [None, "Page 1 of 1"],
        ]
    )
    assert (draft.council, draft.title) == ("MARLEY VALE BOROUGH COUNCIL", "Corporate Improvement Tracker")
    assert draft.period == Month(2025, 12)
    assert [(each.ref, each.path, each.status, dates(each)[1]) for each in draft.actions] == [
        ("1.1", ("Theme 1 – Customers",), AMBER, "2026-01-31"),
        ("1.2", ("Theme 1 – Customers",), GREEN, "2026-01-31"),
        ("2.1", ("Theme 2 – Money",), RED, "2026-06"),
    ]
    assert ids(draft) == {"R124"}


def test_section_headings_with_a_ref_of_their_own():
    draft = delimited(
        "Ref,Title,Lead,Due,Status\n1,Customer care,,,\n1.1,Train staff,A Fox,Mar-26,Amber\n1.2,Buy phones,B Cat,Apr-26,Green\n"
        "2,Money,,,\n2.1,Save money,C Dog,May-26,Complete\n"
    )
    assert [(each.ref, each.path) for each in draft.actions] == [
        ("1.1", ("1 Customer care",)),
        ("1.2", ("1 Customer care",)),
        ("2.1", ("2 Money",)),
    ]
    assert draft.key == ()
    assert ids(draft) == set()


def test_a_numeric_scale_with_its_key_on_another_sheet():
    rows = [
        ["Item", "Task", "By whom", "By when", "Score"],
        [1, "Mow", "X Yew", "1/4/26", 3],
        [2, "Sow", "X Yew", "1/5/26", 1],
    ]
    draft = excel(
        Actions=rows,
        Key=[["Key to scores"], [1, "Behind schedule"], [2, "Slightly behind"], [3, "On target"]],
    )
    assert [(each.status, each.printed) for each in draft.actions] == [(GREEN, "3"), (RED, "1")]
    assert ids(draft) == {"R123", "R134"}


def test_a_numeric_scale_without_a_key_keeps_what_is_printed_and_no_class():
    draft = delimited("Item,Task,By whom,RAG\n1,Mow,X Yew,3\n2,Sow,X Yew,1\n")
    assert [(each.status, each.printed, each.status_source) for each in draft.actions] == [
        (None, "3", StatusSource.NONE),
        (None, "1", StatusSource.NONE),
    ]
    assert ids(draft) == {"R126"}


def test_a_column_of_colours_without_a_heading():
    draft = excel(
        Actions=[
            ["Ref", "Task", "Lead", "Due", None, "Notes"],
            ["a1", "Mow", "X Yew", "1/4/26", C(None, fill=GREEN_FILL), "ok"],
            ["a2", "Sow", "X Yew", "1/5/26", C(None, fill=RED_FILL), "bad"],
        ]
    )
    assert [(each.status, each.status_source, each.comment) for each in draft.actions] == [
        (GREEN, StatusSource.FILL, "ok"),
        (RED, StatusSource.FILL, "bad"),
    ]
    assert ids(draft) == {"R134"}


def test_columns_of_one_name_are_kept_apart():
    draft = delimited("Ref,Action,Status,Date,Status,Date,Owner\n1,Mow,Green,Jan 2026,Amber,Feb 2026,A Bee\n")
    (action,) = draft.actions
    assert (action.status, dates(action)[1]) == (GREEN, "2026-01")
    assert action.other == {"Status (2)": "Amber", "Date (2)": "Feb 2026"}
    assert ids(draft) == {"R129"}


def test_a_status_for_each_quarter():
    draft = delimited(
        "Delivery plan 2025/26,,,,,,\nRef,Action,Lead,Q1 RAG,Q2 RAG,Q3 RAG,Q4 RAG\n1,Mow,A Bee,G,G,A,\n2,Sow,A Bee,G,R,,\n"
    )
    assert draft.plan_year == PlanYear(Month(2025, 4), Month(2026, 3))
    assert {str(month): cell.status for month, cell in draft.actions[0].months.items()} == {
        "2025-06": GREEN,
        "2025-09": GREEN,
        "2025-12": AMBER,
    }
    assert [each.status for each in draft.actions] == [AMBER, RED]
    assert ids(draft) == {"R131", "R137"}


def test_actions_merged_over_their_milestones():
    draft = excel(
        A=S(
            [
                ["Ref", "Action", "Milestone", "Lead", "Due", "RAG"],
                ["1", "Better mowing", "Buy mower", "A Bee", "Jan 2026", "G"],
                [None, None, "Train driver", "A Bee", "Feb 2026", "A"],
                ["2", "Better sowing", "Buy seed", "C Dee", "Mar 2026", "R"],
                [None, None, "Plough", "C Dee", "Apr 2026", "G"],
            ],
            merge=["A2:A3", "B2:B3", "A4:A5", "B4:B5"],
        )
    )
    assert [(each.title, each.path, each.status) for each in draft.actions] == [
        ("Buy mower", ("Better mowing",), GREEN),
        ("Train driver", ("Better mowing",), AMBER),
        ("Buy seed", ("Better sowing",), RED),
        ("Plough", ("Better sowing",), GREEN),
    ]


def test_several_tables_under_one_another():
    draft = delimited(
        "Improvement tracker\nHousing\nRef,Action,Lead,Due\nH1,Mend roofs,A Bee,Jan 2026\n\nPlanning\nRef,Action,Lead,Due\n"
        "P1,Map town,C Dee,Feb 2026\n\nRef,Task,Owner,Deadline,RAG\nZ1,Other table,E Eff,Mar 2026,Amber\n"
    )
    assert [(each.ref, each.path, each.lead, each.status) for each in draft.actions] == [
        ("H1", ("Housing",), ("A Bee",), None),
        ("P1", ("Planning",), ("C Dee",), None),
        ("Z1", (), ("E Eff",), AMBER),
    ]


def test_headings_in_another_language_are_read_by_a_persons_mapping():
    mapping = {
        "Nr.": "ref",
        "Das Ding": "title",
        "Wer": "lead",
        "Bis": "due",
        "Ampel": "status",
        "Juli": "2025-07",
        "Geld": "ignore",
    }
    rows = [
        ["Nr.", "Das Ding", "Wer", "Bis", "Ampel", "Juli", "Geld"],
        ["1", "Mow", "A Bee", "Jan 2026", "G", "R", "10"],
    ]
    draft = excel(mapping, A=rows)
    (action,) = draft.actions
    assert (action.ref, action.title, action.lead, action.status) == ("1", "Mow", ("A Bee",), GREEN)
    assert action.months[Month(2025, 7)].status is RED
    assert action.other == {}
    assert ids(draft) == set()
    assert ids(excel(None, A=rows)) == {"R122"}


def test_monthly_sentences_are_kept_and_are_no_strip():
    draft = delimited(
        "Ref,Action,Lead,July,August,September\n1,Mow,A Bee,We began to look for a mower,Found the mower and it is broken,Sent for repair to Bill\n"
    )
    assert draft.actions[0].months == {}
    assert draft.actions[0].other["August"] == "Found the mower and it is broken"


def test_real_dates_as_month_headings_and_a_gantt_of_grey_bars():
    headings = [C(dt.date(2025, month, 1), format="mmm-yy") for month in range(4, 10)]
    draft = excel(
        Gantt=[
            ["Project", "Task", "Start", "Finish", *headings],
            [
                "Depot",
                "Design it",
                dt.date(2025, 4, 1),
                dt.date(2025, 5, 31),
                C(None, fill="8EA9DB"),
                C(None, fill="8EA9DB"),
            ],
            [None, "Build it", dt.date(2025, 6, 1), dt.date(2025, 9, 30), None, None, C("X"), C("X")],
        ]
    )
    assert [each.title for each in draft.actions] == ["Design it", "Build it"]
    assert [each.path for each in draft.actions] == [("Depot",), ("Depot",)]
    assert dates(draft.actions[1])[:2] == ["2025-06-01", "2025-09-30"]
    assert {
        str(month): (cell.mark, cell.status, cell.printed) for month, cell in draft.actions[0].months.items()
    } == {
        "2025-04": (None, None, "blue"),
        "2025-05": (None, None, "blue"),
    }
    assert draft.actions[1].months[Month(2025, 6)].mark is Mark.ORIGINAL


def test_month_columns_without_any_year_are_kept_as_printed_and_told():
    draft = delimited("Ref,Action,Jul,Aug,Sep\n1,Mow,G,A,R\n")
    assert draft.actions[0].months == {}
    assert draft.actions[0].other == {"Jul": "G", "Aug": "A", "Sep": "R"}
    assert ids(draft) == {"R127"}


def test_the_year_of_month_columns_may_follow_from_the_due_dates():
    draft = delimited("Ref,Action,Due,Oct,Nov,Dec,Jan\n1,Mow,Nov-25,G,A,R,\n2,Sow,Jan-26,,,,G\n")
    assert [str(month) for month in draft.actions[0].months] == ["2025-10", "2025-11", "2025-12"]
    assert [str(month) for month in draft.actions[1].months] == ["2026-01"]
    assert ids(draft) == {"R131"}
