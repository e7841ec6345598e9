"""Rows of the plan in reports: months by their initials, and rows that no exception stands above."""

from __future__ import annotations

from fingerpost.importer.read import read
from fingerpost.rules.draft import RefTitle

FRONT = "Fellbeck Council\nCabinet\n12 March 2012\nImprovement Plan Exception Report: January 2012\n\n"
ROWS = (
    "Ref\tAction\tLead\tJ\tA\tS\tO\tN\tD\tJ\tF\tM\tA\tM\tJ\tComments\n"
    "2\tClean and green\n"
    "2.1.1\tReplace bins\tVK\t\t\t\t\tGreen\tAmber\tRed\t\t\t\t\t\tDelivered late.\n"
    "2.3.4\tParks scheme\tVK\t\t\t\t\t\t\tAmber\tHatched\t\t\t\t\tInsurance.\n"
)


def test_initials_head_the_months_of_the_plan_year() -> None:
    draft = read("plan.txt", (FRONT + ROWS).encode())
    assert draft.plan_year is not None
    assert str(draft.plan_year.first) == "2011-07"
    assert [(each.ref, [str(month) for month in each.months]) for each in draft.actions] == [
        ("2.1.1", ["2011-11", "2011-12", "2012-01"]),
        ("2.3.4", ["2012-01", "2012-02"]),
    ]


def test_rows_of_the_plan_without_exceptions_are_kept_as_actions() -> None:
    draft = read("plan.txt", (FRONT + ROWS).encode())
    assert not draft.exceptions
    assert [(each.title, each.lead, each.path, each.comment) for each in draft.actions] == [
        ("Replace bins", ("VK",), ("2 Clean and green",), "Delivered late."),
        ("Parks scheme", ("VK",), ("2 Clean and green",), "Insurance."),
    ]
    assert "R73" in {finding.id for finding in draft.findings}


def test_changes_named_after_a_break_of_the_page_belong_to_the_paragraph_before() -> None:
    draft = read(
        "changes.txt",
        (
            FRONT
            + "1. Progress\n\n1.1 Out of 131 actions for the month, 2 actions have been suspended or deleted. "
            + "This is 1.5 percent of the actions.\n\nThese actions are: Play Strategy (6.1.2); and Lettings (3.4.1).\n"
        ).encode(),
    )
    assert draft.changes == (RefTitle("6.1.2", "Play Strategy"), RefTitle("3.4.1", "Lettings"))
    assert draft.changes_stated is not None
    assert (draft.changes_stated.count, draft.changes_stated.share) == (2, "1.5")


def test_the_front_keeps_its_headings_whatever_tables_follow() -> None:
    text = FRONT.replace("Cabinet\n12 March", "# Cabinet 12 March") + "1. Exceptions\n\n" + ROWS
    meeting = read("plan.txt", text.encode()).meeting
    assert meeting is not None
    assert (meeting.body, str(meeting.date)) == ("Cabinet", "2012-03-12")
