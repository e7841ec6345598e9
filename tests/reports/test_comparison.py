import json

import pytest

from fingerpost.importer.read import read
from fingerpost.reports.comparison import (
    EXCEPTIONS_ONLY,
    compare,
    comparison_document,
    comparison_json,
    comparison_text,
)
from fingerpost.reports.document import DocumentTable, Heading
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Draft, DraftAction, DraftException, Kind, PrintedDate, Source
from fingerpost.rules.draft_comparison import NotComparable
from fingerpost.rules.months import Month
from fingerpost.sample.council import snapshots
from fingerpost.sample.documents import write_documents

JANUARY, FEBRUARY = snapshots()[-2:]


def report(month, *exceptions):
    return Draft(kind=Kind.REPORT, source=Source("r.txt", "", "text"), period=month, exceptions=exceptions)


BEFORE = report(
    Month(2026, 1),
    DraftException(
        ref="1.1", action="Build it", status=StatusClass.AMBER, revised=PrintedDate("Feb-26", "2026-02")
    ),
    DraftException(ref="1.2", action="Paint it", status=StatusClass.RED),
    DraftException(ref="1.3", action="Open it"),
)
AFTER = report(
    Month(2026, 2),
    DraftException(
        ref="1.1", action="Build it", status=StatusClass.RED, revised=PrintedDate("May-26", "2026-05")
    ),
    DraftException(ref="1.3", action="Open it"),
    DraftException(ref="2.1", action="Sweep it", status=StatusClass.AMBER),
)


def test_closed_months_are_compared_over_all_actions_highlighted_in_either():
    text = comparison_text(JANUARY, FEBRUARY)
    assert text.startswith("From January 2026 to February 2026:\n  Green rose by 4: ")
    assert "Not updated" not in text
    assert text.endswith("stayed in the same class.")
    plain = json.loads(comparison_json(JANUARY, FEBRUARY))
    for class_ in StatusClass:
        balance = plain["balances"][class_.value]
        assert balance["now"] == FEBRUARY.figures.whole.counts[class_]
        assert balance["before"] + balance["came"] - balance["went"] == balance["now"]
    assert all(each["joined"] for each in plain["moves"] if each["before"] is None)
    assert all(each["left"] for each in plain["moves"] if each["now"] is None)


def test_reports_are_compared_over_their_exceptions_and_say_so():
    text = comparison_text(BEFORE, AFTER)
    assert (
        "From January 2026 to February 2026, over the exceptions: 1 joined, 1 changed, 1 left, 1 the same."
        in text
    )
    assert EXCEPTIONS_ONLY in text
    assert "1.1 Build it: status Amber → Red; date Feb-26 → May-26" in text
    assert "Left (1)\n  1.2 Paint it: Red" in text
    plain = json.loads(comparison_json(BEFORE, AFTER))
    assert (plain["basis"], plain["note"]) == ("exceptions", EXCEPTIONS_ONLY)
    assert {each["ref"]: each["change"] for each in plain["compared"]} == {
        "1.1": "changed",
        "1.2": "left",
        "1.3": "the same",
        "2.1": "joined",
    }


def test_the_page_has_a_table_for_what_joined_changed_left_and_stayed():
    document = comparison_document(BEFORE, AFTER)
    assert document.title == "What moved from January 2026 to February 2026"
    headings = [each.text for each in document.blocks if isinstance(each, Heading)]
    assert headings == ["Joined (1)", "Changed (1)", "Left (1)", "The same in both (1)"]
    changed = [each for each in document.blocks if isinstance(each, DocumentTable)][1]
    assert [cell.text for cell in changed.rows[0]] == ["1.1", "Build it", "Amber", "Red", "Feb-26", "May-26"]


def test_trackers_are_compared_without_the_warning_about_exceptions():
    trackers = [
        Draft(kind=Kind.TRACKER, source=Source("t", "", "csv"), actions=(DraftAction(ref="1", title=title),))
        for title in ("A", "B")
    ]
    text = comparison_text(*trackers)
    assert "over the actions: 0 joined, 1 changed" in text
    assert "a month not stated" in text
    assert EXCEPTIONS_ONLY not in text
    assert comparison_document(*trackers).title == "What moved"


def test_a_month_known_only_as_published_is_compared_by_its_figures():
    published = read("r.txt", write_documents()["exception-report-2026-02.txt"])
    text = comparison_text(published, FEBRUARY)
    assert "known only as published" in text
    assert "Green: 122 → 122" in text
    assert "Not updated" not in text
    assert "known only as published" in comparison_document(published, FEBRUARY).blocks[0].text


def test_a_repeated_ref_is_named():
    twice = report(
        Month(2026, 2), DraftException(ref="1.1", action="A"), DraftException(ref="1.1", action="B")
    )
    assert "told apart by title: 1.1." in comparison_text(BEFORE, twice)
    assert "told apart by title: 1.1." in comparison_document(BEFORE, twice).blocks[-1].text


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (FEBRUARY, JANUARY, "give the earlier month first"),
        (AFTER, BEFORE, "give the earlier month first"),
        (JANUARY, AFTER, "compared with another closed month"),
        (BEFORE, FEBRUARY, "compared with another closed month"),
    ],
)
def test_what_cannot_be_compared_is_refused(before, after, why):
    with pytest.raises(NotComparable, match=why):
        compare(before, after)
