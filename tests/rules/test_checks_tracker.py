"""The checks on trackers: D70 to D81."""

from dataclasses import replace

import pytest

from fingerpost.rules.draft import StatusSource
from fingerpost.rules.findings import Severity
from tests.rules.faulty_drafts import (
    AMBER,
    DONE,
    FEBRUARY,
    GREEN,
    TRACKER,
    day,
    found,
    only,
    row,
    strip,
    with_row,
)

PLACE = "action 1 (Plan, row 1)"
NO_STATUS = {"status": None, "printed": None, "status_source": StatusSource.NONE}


@pytest.mark.parametrize(
    ("finding_id", "without"),
    [
        ("D70", NO_STATUS),
        ("D71", {"lead": (" ",)}),
        ("D72", {"due": None}),
        ("D80", {"ref": None}),
    ],
)
def test_rows_that_lack_what_others_have_are_one_finding(finding_id, without):
    finding = only(finding_id, with_row(**without))
    assert finding.places == (PLACE if finding_id != "D80" else "action without a ref (Plan, row 1)",)
    assert finding.values == {"without": 1, "actions": 3}
    everywhere = replace(TRACKER, actions=tuple(replace(each, **without) for each in TRACKER.actions))
    assert found(finding_id, everywhere) == []


def test_an_ongoing_row_needs_no_due_date():
    for words in (
        {"printed": "Ongoing"},
        {"comment": "A rolling programme."},
        {"other": {"Kind": "on-going"}},
    ):
        assert found("D72", with_row(due=None, **words)) == []
    assert found("D72", with_row(due=None, revised=day("May 2026"))) == []


def test_many_rows_are_counted_and_some_named():
    rows = tuple(row(str(number), lead=()) for number in range(1, 21))
    finding = only("D71", replace(TRACKER, actions=(*rows, row("99"))))
    assert "20 actions of 21 have no lead: 1, 2, 3, 4, 5, 6 and 14 more." in finding.message
    assert len(finding.places) == 20


def test_a_month_strip_is_a_status():
    assert found("D70", with_row(**NO_STATUS, months=strip(FEBRUARY, GREEN))) == []


def test_late_rows_without_comment_are_found():
    draft = with_row(status=AMBER, printed="Amber", comment=None)
    assert only("D73", draft).places == (PLACE,)
    assert found("D73", with_row(comment=None)) == []
    silent = replace(draft, actions=tuple(replace(each, comment=None) for each in draft.actions))
    assert found("D73", silent) == []


def test_complete_rows_without_a_completion_date_are_found():
    draft = with_row(printed="Completed")
    assert only("D74", draft).places == (PLACE,)
    assert found("D74", replace(draft, actions=draft.actions[:1])) == []
    two = replace(draft, actions=(*draft.actions, row("8", printed="Done")))
    assert "2 actions are complete and have no completion date: 1 and 8." in only("D74", two).message


def test_a_completion_date_after_the_period_is_found():
    draft = with_row(**{**DONE, "completed": day("3 March 2026")})
    finding = only("D75", draft)
    assert finding.places == (PLACE,)
    assert finding.values == {"ref": "1", "completed": "3 March 2026", "period": "2026-02"}
    assert found("D75", with_row(**DONE)) == []
    assert found("D75", replace(draft, period=None)) == []
    assert found("D75", with_row(completed=day("yes"))) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({**DONE, "percent": 80}, "is marked Complete but 80% complete"),
        ({"printed": "Amber", "status": AMBER, "percent": 100}, "is 100% complete but marked Amber"),
        ({"printed": None, "status": AMBER, "percent": 100}, "is 100% complete but marked amber"),
        ({"printed": "In progress", "percent": 100}, "is 100% complete but marked In progress"),
        ({"completed": day("Jan 2026")}, "has the completion date Jan 2026 but is marked On target"),
    ],
)
def test_facts_of_completion_that_contradict_are_found(facts, words):
    finding = only("D76", with_row(**facts))
    assert finding.places == (PLACE,)
    assert words in finding.message


@pytest.mark.parametrize(
    "facts",
    [
        DONE,
        {"printed": "Green", "percent": 100},
        {**NO_STATUS, "percent": 100},
        {"completed": day("June 2026")},
        {"completed": day("soon")},
        {"printed": "Complete to phase 2", "percent": 80},
    ],
)
def test_facts_of_completion_that_agree_are_right(facts):
    assert found("D76", with_row(**facts)) == []


def test_a_due_date_before_the_start_is_found():
    finding = only("D77", with_row(start=day("June 2026")))
    assert finding.places == (PLACE,)
    assert finding.values == {"ref": "1", "start": "June 2026", "due": "May 2026"}
    assert len(found("D77", with_row(start=day("4 May 2026"), due=day("3 May 2026")))) == 1


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("4 May 2026", "4 May 2026"),
        ("May 2026", "3 May 2026"),
        ("Spring 2026", "March 2026"),
        ("unknown", "March 2026"),
        ("March 2026", "unknown"),
        ("", "March 2026"),
        ("March 2026", ""),
    ],
)
def test_a_due_date_that_can_be_the_starts_is_right(start, due):
    assert found("D77", with_row(start=day(start), due=day(due))) == []


def test_a_revised_date_before_the_due_date_is_found():
    finding = only("D78", with_row(revised=day("April 2026")))
    assert finding.severity is Severity.NOTE
    assert finding.values == {"ref": "1", "due": "May 2026", "revised": "April 2026"}
    assert found("D78", with_row(revised=day("June 2026"))) == []


def test_an_overdue_row_on_course_is_found():
    finding = only("D79", with_row(due=day("Dec 2025")))
    assert finding.severity is Severity.ERROR
    assert finding.values == {"ref": "1", "due": "Dec 2025", "status": "On target"}
    alone = replace(
        with_row(due=day("Dec 2025"), printed="Green"),
        actions=(row("1", due=day("Dec 2025"), printed="Green"),),
    )
    assert found("D79", alone) == []
    on_track = replace(alone, actions=(row("1", due=day("Dec 2025"), printed="On track"),))
    assert len(found("D79", on_track)) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"due": day("Feb 2026")},
        {"due": day("Dec 2025"), "revised": day("April 2026")},
        {"due": day("Dec 2025"), "status": AMBER, "printed": "Amber"},
        {"due": day("Dec 2025"), "percent": 100, "printed": "Green"},
        {"due": day("Dec 2025"), "printed": "Green", "completed": day("Dec 2025")},
        {"due": day("Dec 2025"), "printed": "Complete"},
        {"due": day("when funded")},
        {"due": None},
    ],
)
def test_rows_that_are_not_overdue_or_not_on_course_are_left_alone(facts):
    assert found("D79", with_row(**facts)) == []


def test_a_tracker_without_a_period_has_nothing_overdue():
    assert found("D79", replace(with_row(due=day("Dec 2025")), period=None)) == []


def test_a_status_by_colour_alone_is_a_note():
    finding = only("D81", with_row(printed=None, status_source=StatusSource.FORMAT))
    assert finding.severity is Severity.NOTE
    assert finding.places == (PLACE,)
    assert finding.values == {"by colour": 1, "actions": 3}
    assert found("D81", with_row(status_source=StatusSource.FORMAT)) == []
