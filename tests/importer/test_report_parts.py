"""The parts of report recognition, each on words and tables of its own."""

import pytest

from fingerpost.importer.readers.source import Cell, Fill, Paragraph, Row, SourceDocument, Table
from fingerpost.importer.readers.text import read_text
from fingerpost.importer.recognition.changes import read_changes
from fingerpost.importer.recognition.exceptions.rows import two_dates
from fingerpost.importer.recognition.exceptions.strip import Calendar
from fingerpost.importer.recognition.fields import Field, field_of, month_of_label
from fingerpost.importer.recognition.figures import read_figures
from fingerpost.importer.recognition.front import council_in, day_in
from fingerpost.importer.recognition.items import items_of
from fingerpost.importer.recognition.key import meanings_of, read_key
from fingerpost.importer.recognition.kind import kind_of
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.importer.recognition.periods import period_in
from fingerpost.importer.recognition.refs import clean_ref, code_title, is_ref, split_ref
from fingerpost.importer.recognition.report import recognise_report
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Kind, Mark, StatusSource
from fingerpost.rules.months import Month

GREEN, AMBER, RED, REPROGRAMMED = (
    StatusClass.GREEN,
    StatusClass.AMBER,
    StatusClass.RED,
    StatusClass.REPROGRAMMED,
)


def items(text):
    return items_of(read_text("part.txt", text.replace("→", "\t").encode()))


def draft(text):
    return recognise_report(read_text("part.txt", text.replace("→", "\t").encode()))


# Labels


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Ref", Field.REF),
        ("Ref.", Field.REF),
        ("Action No.", Field.REF),
        ("#", Field.REF),
        ("R ef", Field.REF),
        ("February 2008 Action", Field.ACTION),
        ("What we said we would do", Field.ACTION),
        ("Milestone", Field.ACTION),
        ("RAG (Q2)", Field.STATUS),
        ("Colour", Field.STATUS),
        ("Current RAG status", Field.STATUS),
        ("Reason for slippage", Field.REASON),
        ("Reasonfor delay", Field.REASON),
        ("Why is it late?", Field.REASON),
        ("What went wrong", Field.REASON),
        ("Corrective Action", Field.CORRECTIVE),
        ("Mitigating action(s)", Field.CORRECTIVE),
        ("What are we doing about it?", Field.CORRECTIVE),
        ("Path to green", Field.CORRECTIVE),
        ("Reason for slippage and corrective action", Field.REASON_AND_CORRECTIVE),
        ("Comments", Field.COMMENT),
        ("Progress to date", Field.COMMENT),
        ("Lead Officer", Field.WHO),
        ("Who", Field.WHO),
        ("Responsible Head of Service", Field.WHO),
        ("Original Date", Field.ORIGINAL),
        ("By when", Field.ORIGINAL),
        ("Target completion date", Field.ORIGINAL),
        ("Revised Date", Field.REVISED),
        ("Forecast completion", Field.REVISED),
        ("New target date", Field.REVISED),
        ("Original / revised date", Field.ORIGINAL_AND_REVISED),
        ("Priority", Field.SECTION),
        ("Deliverable", Field.PARENT),
        ("Budget", Field.OTHER),
        ("Previous status", Field.OTHER),
        ("Sept.", Field.MONTH),
        ("Apr-10", Field.MONTH),
        ("Market", None),
        ("Mayor", None),
        ("16.4.1", None),
        ("The roof fell in", None),
        ("", None),
    ],
)
def test_labels_name_their_field(label, field):
    assert field_of(label) is field


def test_month_labels_keep_their_year():
    assert month_of_label("Jul") == (7, None)
    assert month_of_label("Jul-09") == (7, 2009)
    assert month_of_label("A pr 2010") == (4, 2010)
    assert month_of_label("Julian") is None


# Refs


@pytest.mark.parametrize(
    "ref", ["16.4.1", "2.2", "CP2.1", "EN/4", "HR-12", "B7", "12", "4a", "Action 3.1", "1."]
)
def test_refs_are_refs(ref):
    assert is_ref(ref)


@pytest.mark.parametrize("words", ["Town", "Feb-08", "CP3: Homes", "12 months", "88.4%", "", "Unknown"])
def test_other_words_are_no_refs(words):
    assert not is_ref(words)


def test_refs_are_told_from_titles():
    assert split_ref("16.4.1 Improve the park") == ("16.4.1", "Improve the park")
    assert split_ref("ENV3 – Plant trees") == ("ENV3", "Plant trees")
    assert split_ref("Action 4.2: Plant trees") == ("4.2", "Plant trees")
    assert split_ref("Plant 40 trees") == (None, "Plant 40 trees")
    assert clean_ref("Ref. 7.1.") == "7.1"


@pytest.mark.parametrize(
    ("words", "code", "title"),
    [
        ("CP3: Empty Homes", "CP3", "Empty Homes"),
        ("HR&OD2: Modern work", "HR&OD2", "Modern work"),
        ("FP1 – Sound Money", "FP1", "Sound Money"),
        ("Priority 1 – Clean Streets", "Priority 1", "Clean Streets"),
        ("Theme A: Homes", "Theme A", "Homes"),
        ("CP3 Housing", "CP3", "Housing"),
    ],
)
def test_section_headings_have_a_code_and_a_title(words, code, title):
    found = code_title(words)
    assert (found.code, found.title) == (code, title)


@pytest.mark.parametrize("words", ["M2.1 Move the archive", "Exception report", "Red actions", "3.2"])
def test_other_lines_are_no_section_headings(words):
    assert code_title(words) is None


# Periods


@pytest.mark.parametrize(
    ("words", "last", "months"),
    [
        ("Exception report [FEBRUARY 2008]", "2008-02", 1),
        ("exceptions, Sept-09", "2009-09", 1),
        ("Quarter 2 2010/11", "2010-09", 3),
        ("Q4 2010-11", "2011-03", 3),
        ("Quarter Three 2011/12", "2011-12", 3),
        ("third quarter of 2011/12", "2011-12", 3),
        ("2012/13 Q1", "2012-06", 3),
        ("April to June 2010", "2010-06", 3),
        ("October – December 2010", "2010-12", 3),
        ("December 2009 to February 2010", "2010-02", 3),
        ("November to January 2012", "2012-01", 3),
        ("the quarter ended 30 September 2014", "2014-09", 3),
        ("the six months to 31 March 2012", "2012-03", 6),
        ("position at 31 December 2010", "2010-12", 1),
        ("half-year report 2013/14", "2013-09", 6),
        ("Year End 2013/14", "2014-03", 12),
    ],
)
def test_periods_are_read_from_words(words, last, months):
    found = period_in(words)
    assert (str(found.last), found.months) == (last, months)


@pytest.mark.parametrize(
    "words", ["Council Plan 2007/2010", "30th April 2008", "Quarter 2", "2010/11", "May we"]
)
def test_words_without_a_period_have_none(words):
    assert period_in(words) is None


def test_quarters_are_counted_from_the_plans_own_first_month():
    assert str(period_in("Quarter 1 2010/11", year_starts=7).last) == "2010-09"
    assert period_in("Quarter 1 2010/11").assumed
    assert not period_in("Quarter 1 2010/11", year_starts=7).assumed


# Front


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("MARLBURY BOROUGH COUNCIL", "MARLBURY BOROUGH COUNCIL"),
        ("for Marlbury Borough Council to note", "Marlbury Borough Council"),
        ("Vale of Brack Council", "Vale of Brack Council"),
        ("The plan of Wexcombe Council.", "Wexcombe Council"),
        ("COUNCIL", None),
        ("Full Council", None),
        ("the council", None),
    ],
)
def test_councils_are_found_by_name(words, name):
    assert council_in(words) == name


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30TH APRIL 2008", "2008-04-30"),
        ("Tuesday 14 October 2010 at 7 pm", "2010-10-14"),
        ("14/10/2010", "2010-10-14"),
        ("the 1st of July, 2009", "2009-07-01"),
    ],
)
def test_meeting_days_are_found(words, day):
    assert day_in(words).isoformat() == day


def test_months_are_no_meeting_days():
    assert day_in("February 2008") is None


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        (
            "Report to: Audit Committee\nDate: 3 May 2011\nSubject: Exceptions",
            "Audit Committee",
            "Exceptions",
        ),
        (
            "CABINET – 5 MAY 2009\n\nIMPROVEMENT PLAN\n\nEXCEPTION REPORT",
            "CABINET",
            "IMPROVEMENT PLAN EXCEPTION REPORT",
        ),
        (
            "Report of the Chief Executive to the Scrutiny Board, 18 November 2014\n\nRecovery plan update",
            "Scrutiny Board",
            "Recovery plan update",
        ),
    ],
)
def test_body_and_title_are_told_apart(front, body, title):
    found = draft(f"{front}\n\n1. SUMMARY\n\n1.1 This is the summary of the report.\n")
    assert (found.meeting.body, found.title) == (body, title)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Non-Key Decision", "Non-Key Decision"),
        ("Key decision: No", "Key decision: No"),
        ("Decision type: Executive", "Executive"),
        ("For information", "For information"),
    ],
)
def test_decision_types_are_kept_as_printed(line, printed):
    assert draft(f"CABINET\n\n{line}\n\n1. SUMMARY\n\n1.1 Words.\n").decision_type == printed


# Figures


@pytest.mark.parametrize(
    "table",
    [
        "→January 2008→→February 2008→\nStatus→No.→%→No.→%\nGreen→118→84.3→122→88.4\nAmber→16→11.4→10→7.2\nRed→6→4.3→6→4.3",
        "Period→Green→Amber→Red→Total\nJanuary 2008→118 (84.3%)→16 (11.4%)→6 (4.3%)→140\nFebruary 2008→122 (88.4%)→10 (7.2%)→6 (4.3%)→138",
        "January 2008→→→February 2008\nGREEN→118→84.3%→GREEN→122→88.4%\nAMBER→16→11.4%→AMBER→10→7.2%\nRED→6→4.3%→RED→6→4.3%",
        "Status→This month→Last month\nGreen→122 (88.4%)→118 (84.3%)\nAmber→10 (7.2%)→16 (11.4%)\nRed→6 (4.3%)→6 (4.3%)",
        "Month→Green→→Amber→→Red→\n→No→%→No→%→No→%\nJan→118→84.3→16→11.4→6→4.3\nFeb→122→88.4→10→7.2→6→4.3",
        "January 2008\n\nGreen→118→84.3%\nAmber→16→11.4%\nRed→6→4.3%\n\nFebruary 2008\n\nGreen→122→88.4%\nAmber→10→7.2%\nRed→6→4.3%",
    ],
)
def test_the_same_figures_are_read_from_any_layout(table):
    pair = read_figures(items(table + "\n"), frozenset(), Month(2008, 2), 1).pair
    assert pair.current.counts == {GREEN: 122, AMBER: 10, RED: 6}
    assert pair.current.printed_shares == {GREEN: "88.4", AMBER: "7.2", RED: "4.3"}
    assert (pair.current.period, pair.current.n) == (Month(2008, 2), 138)
    assert pair.previous.counts == {GREEN: 118, AMBER: 16, RED: 6}
    assert (pair.previous.period, pair.previous.n) == (Month(2008, 1), 140)


@pytest.mark.parametrize(
    ("sentence", "n", "counts"),
    [
        (
            "Of the 96 actions, 70 (72.9%) are green, 15 (15.6%) amber and 11 (11.5%) are red.",
            96,
            (70, 15, 11),
        ),
        ("There are 40 actions: 31 are on target, six are amber and three are red.", 40, (31, 6, 3)),
        ("70 actions are green; 15 actions are amber; 11 actions are red.", 96, (70, 15, 11)),
        (
            (
                "The plan has 64 actions. 51 (80%) were Green, 9 (14%) Amber and 4 (6%) Red, compared with 48 (75%) "
                "Green, 10 (16%) Amber and 6 (9%) Red in October."
            ),
            64,
            (51, 9, 4),
        ),
    ],
)
def test_figures_are_read_from_sentences(sentence, n, counts):
    found = read_figures(items(f"2.1 {sentence}\n"), frozenset(), Month(2016, 11), 1)
    current = found.pair.current
    assert (current.n, tuple(current.counts.values())) == (n, counts)
    assert [finding.id for finding in found.findings] == ["R63"]
    if "compared" in sentence:
        assert found.pair.previous.counts == {GREEN: 48, AMBER: 10, RED: 6}
        assert found.pair.previous.period == Month(2016, 10)


def test_shares_without_counts_are_kept_alone():
    found = read_figures(
        items("Overall 85% are on track (green), 10% amber and 5% red.\n"), frozenset(), None, None
    )
    assert found.pair.current.counts == {}
    assert found.pair.current.printed_shares == {GREEN: "85", AMBER: "10", RED: "5"}
    assert found.pair.current.n is None


def test_parts_of_the_plan_are_summed_by_their_total_row():
    table = "Theme→Green→Amber→Red\nHomes→10→1→0\nStreets→5→2→1\nTotal→15→3→1\n"
    pair = read_figures(items(table), frozenset(), Month(2012, 5), 1).pair
    assert pair.current.counts == {GREEN: 15, AMBER: 3, RED: 1}
    without = read_figures(items(table.replace("Total→15→3→1\n", "")), frozenset(), Month(2012, 5), 1).pair
    assert without.current.counts == {GREEN: 15, AMBER: 3, RED: 1}
    assert (without.previous, without.current.n) == (None, 19)


def test_a_class_that_is_none_of_ours_is_kept_and_said():
    found = read_figures(items("Status→No.\nGreen→10\nRed→2\nGrey→3\n"), frozenset(), None, None)
    assert [(each.printed, each.class_) for each in found.pair.current.classes][-1] == ("Grey", None)
    assert [finding.id for finding in found.findings] == ["R65"]


# Key


@pytest.mark.parametrize(
    "key",
    [
        "Key\n\nG→On target\nA→Up to a month late\nR→More than a month late\nB→Complete\n",
        "Key: G = On target; A = Up to a month late; R = More than a month late; B = Complete\n",
        "Where: -\n\nG – On target\nA – Up to a month late\nR – More than a month late\nB – Complete\n",
    ],
)
def test_keys_are_read_from_tables_and_lines(key):
    found = read_key(items(key), frozenset())
    assert [(each.mark, each.meaning) for each in found.entries] == [
        ("G", "On target"),
        ("A", "Up to a month late"),
        ("R", "More than a month late"),
        ("B", "Complete"),
    ]
    meanings = meanings_of(found.entries)
    assert [meanings[letter] for letter in "garb"] == [GREEN, AMBER, RED, GREEN]


@pytest.mark.parametrize(
    ("words", "class_"),
    [
        ("Up to one month late", AMBER),
        ("less than 1 month behind schedule", AMBER),
        ("3 weeks overdue", AMBER),
        ("one month late", AMBER),
        ("More than one month late", RED),
        ("6 weeks behind", RED),
        ("2 months or more late", RED),
        ("over 3 months delayed", RED),
    ],
)
def test_lateness_of_a_stated_length_has_a_class(words, class_):
    assert status_in_words(words).class_ is class_


def test_a_length_without_lateness_has_none():
    assert status_in_words("three months").class_ is None


# Changes


@pytest.mark.parametrize(
    ("text", "count", "share", "named"),
    [
        (
            (
                "Out of the total of 90 actions, 2 actions have been suspended. This amounts to 2.2 percent of them. "
                "These actions are: Mend the clock (3.2.4); and Sweep the square (5.1)."
            ),
            2,
            "2.2",
            [("3.2.4", "Mend the clock"), ("5.1", "Sweep the square")],
        ),
        (
            "Three actions (4.2%) were deferred: EN/4 Plant trees, EN/9 Fell trees and CS/1 Count trees.",
            3,
            "4.2",
            [("EN/4", "Plant trees"), ("EN/9", "Fell trees"), ("CS/1", "Count trees")],
        ),
        ("2.9 percent of actions have been rescheduled with approval.", None, "2.9", []),
        ("The deadline was revised after 70 (70%) actions turned green.", None, None, []),
    ],
)
def test_changes_are_read_from_sentences(text, count, share, named):
    found = read_changes(items(f"4.2 {text}\n"), frozenset())
    assert [(each.ref, each.title) for each in found.named] == named
    stated = (found.stated.count, found.stated.share) if found.stated else (None, None)
    assert stated == (count, share)


def test_changes_are_read_from_a_list_below():
    found = read_changes(
        items(
            "4.1 The following actions have been deferred:\n\n• 6.1 Paint the hall\n• Heat the hall (6.3)\n"
        ),
        frozenset(),
    )
    assert [(each.ref, each.title) for each in found.named] == [
        ("6.1", "Paint the hall"),
        ("6.3", "Heat the hall"),
    ]


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
