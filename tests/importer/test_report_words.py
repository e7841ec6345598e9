"""The words of a report: labels, refs, periods, and what stands at its front."""

import pytest

from fingerpost.importer.recognition.fields import Field, field_of, month_of_label
from fingerpost.importer.recognition.front import council_in, day_in
from fingerpost.importer.recognition.periods import period_in
from fingerpost.importer.recognition.refs import clean_ref, code_title, is_ref, split_ref
from tests.importer.report_copies import draft

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
