"""Milestones as trackers keep them: lists in a cell, columns with their dates, rows below an action."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.importer.recognition.milestones import line_of, milestones_of
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import DraftMilestone, PrintedDate
from fingerpost.rules.months import Month, Period
from tests.importer.trackers import by_ref, delimited, excel, ids
from tests.importer.workbooks import S

YEAR = Period(Month(2025, 4), Month(2026, 3))


def read(text):
    """The milestones of a cell in 2025/26: title, EDTF of the date, and what tells that it is reached."""
    found = milestones_of(text, lambda words: parse_date(words, plan_year=YEAR).edtf).milestones
    return [_plain(each) for each in found]


def _plain(each):
    return (
        each.title,
        each.due.edtf if each.due else None,
        (each.completed.edtf or "yes") if each.completed else None,
    )


def of(draft, ref):
    return [_plain(each) for each in by_ref(draft)[ref].milestones]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "1. Draft – Mar 26\n2. Consult – May 26",
            [("Draft", "2026-03", None), ("Consult", "2026-05", None)],
        ),
        (
            "• Ask tenants (by end of June)\n• Adopt policy at Cabinet, September 2025",
            [("Ask tenants", "2025-06", None), ("Adopt policy at Cabinet", "2025-09", None)],
        ),
        (
            "June: adopt the strategy; September: publish it",
            [("adopt the strategy", "2025-06", None), ("publish it", "2025-09", None)],
        ),
        (
            "✓ Appoint builder – done 3 May 2025\n☐ Start on site - Oct 25",
            [("Appoint builder", None, "2025-05-03"), ("Start on site", "2025-10", None)],
        ),
        (
            "1) Agree scope Jun-25 2) Ask Members Sep-25 3) Report Dec-25",
            [("Agree scope", "2025-06", None), ("Ask Members", "2025-09", None), ("Report", "2025-12", None)],
        ),
        ("Q1: Scope\nQ4: Decide", [("Scope", "2025-04/2025-06", None), ("Decide", "2026-01/2026-03", None)]),
        (
            "Milestone 1: Set up board - 30/04/2025 (completed)\nMilestone 2: First meeting - 31/05/2025",
            [("Set up board", "2025-04-30", "yes"), ("First meeting", "2025-05-31", None)],
        ),
        (
            "Draft policy\n(June 2025)\nAdopt policy\n(September 2025)",
            [("Draft policy", "2025-06", None), ("Adopt policy", "2025-09", None)],
        ),
        ("Train 20 staff; appoint 3 more", [("Train 20 staff; appoint 3 more", None, None)]),
        ("Recruitment complete – Mar 26", [("Recruitment complete", "2026-03", None)]),
        ("Draft – delivered by June 2025", [("Draft", "2025-06", None)]),
        ("Policy to be completed by June 2025", [("Policy to be completed", "2025-06", None)]),
        ("Survey the 2026 homes", [("Survey the 2026 homes", None, None)]),
        (
            "Staff the all-night desk\nreport to Cabinet",
            [("Staff the all-night desk report to Cabinet", None, None)],
        ),
        ("TBC", []),
        ("–", []),
        ("", []),
    ],
)
def test_a_cell_lists_milestones_in_many_ways(cell, expected):
    assert read(cell) == expected


def test_a_column_beside_the_actions_and_words_without_a_date_named_with_their_place():
    draft = delimited(
        "Ref,Action,Lead,Due,Key milestones,RAG\n"
        '1.1,Let the homes contract,A Bee,Mar 2026,"1. Draft – Oct 25\n2. Tender – Jan 26",Green\n'
        '1.2,Adopt the policy,C Dee,Feb 2026,"Ask tenants",Amber\n'
    )
    assert of(draft, "1.1") == [("Draft", "2025-10", None), ("Tender", "2026-01", None)]
    assert of(draft, "1.2") == [("Ask tenants", None, None)]
    assert by_ref(draft)["1.1"].other == {}
    finding = next(each for each in draft.findings if each.id == "R140")
    assert "“Ask tenants”" in finding.message
    assert finding.places


def test_pairs_of_columns_for_each_milestone():
    draft = excel(
        Plan=S(
            [
                ["Ref", "Action", "Lead", "Milestone 1", "Due", "Milestone 2", "Due", "Status"],
                ["1.1", "Let the contract", "A Bee", "Draft brief", dt.date(2025, 6, 30), "Tender", "Oct 25", "On track"],
                ["1.2", "Adopt the policy", "C Dee", "Ask tenants", dt.date(2025, 9, 30), None, None, "On track"],
            ]
        )
    )  # fmt: skip
    assert of(draft, "1.1") == [("Draft brief", "2025-06-30", None), ("Tender", "2025-10", None)]
    assert of(draft, "1.2") == [("Ask tenants", "2025-09-30", None)]
    assert [each.due for each in draft.actions] == [None, None], "the date of a milestone is not the action's"


def test_a_column_of_dates_line_by_line_and_one_that_does_not_fit_is_kept_as_printed():
    draft = delimited(
        "Ref,Action,Due,Milestones,Milestone dates\n"
        '1,Let the contract,Mar 2026,"Draft\nTender","Oct 25\nJan 26"\n'
        '2,Adopt the policy,Mar 2026,"Ask tenants\nReport","Feb 26"\n'
    )
    assert of(draft, "1") == [("Draft", "2025-10", None), ("Tender", "2026-01", None)]
    assert of(draft, "2") == [("Ask tenants", None, None), ("Report", None, None)]
    assert by_ref(draft)["2"].other == {"Milestone dates": "Feb 26"}


def test_rows_below_an_action_that_have_nothing_but_words_and_dates():
    draft = delimited(
        "Ref,Action,Lead,Due,RAG\n"
        "1.1,Let the homes contract,A Bee,Mar 2026,Green\n"
        "a),Draft the brief,,Oct 2025,\n"
        "b),Go to tender,,Jan 2026,\n"
        "1.2,Adopt the policy,C Dee,Mar 2026,Amber\n"
        ",- Ask tenants,,Dec 2025,\n"
    )
    assert [each.ref for each in draft.actions] == ["1.1", "1.2"]
    assert of(draft, "1.1") == [("Draft the brief", "2025-10", None), ("Go to tender", "2026-01", None)]
    assert of(draft, "1.2") == [("Ask tenants", "2025-12", None)]
    assert "R139" in ids(draft)


def test_rows_that_have_a_lead_or_a_status_of_their_own_stay_actions():
    draft = delimited(
        "Ref,Action,Lead,Due,RAG\n"
        "1.1,Let the homes contract,A Bee,Mar 2026,Green\n"
        "a),Draft the brief,C Dee,Oct 2025,\n"
        "b),Go to tender,,Jan 2026,Red\n"
    )
    assert [each.ref for each in draft.actions] == ["1.1", "a)", "b)"]


def test_a_table_of_milestones_is_a_table_of_actions():
    draft = delimited("Ref,Milestone,Owner,Milestone date,RAG\nM1,Open the hub,A Bee,Mar 2026,Green\n")
    assert [(each.title, each.due.edtf, each.milestones) for each in draft.actions] == [
        ("Open the hub", "2026-03", ())
    ]


def test_a_person_says_which_column_lists_them():
    draft = delimited(
        "Ref,Action,Due,On the way\n1,Let the contract,Mar 2026,Draft by Oct 25\n",
        {"On the way": "milestones"},
    )
    assert of(draft, "1") == [("Draft", "2025-10", None)]


titles = (
    st.text(st.sampled_from("abcdefghij "), min_size=2, max_size=20)
    .map(str.strip)
    .filter(lambda t: len(t) > 1)
)
some_dates = st.sampled_from(["March 2026", "30 September 2025", "Q2", "autumn 2025", "31/3/2026"])


@given(titles, st.none() | some_dates, st.none() | st.sampled_from(["3 May 2025", "done"]))
def test_a_milestone_on_a_line_is_read_again(title, due, completed):
    def dated(words):
        return None if words is None else PrintedDate(words, parse_date(words, plan_year=YEAR).edtf)

    milestone = DraftMilestone(title, dated(due), dated(completed))
    again = milestones_of(line_of(milestone), lambda words: parse_date(words, plan_year=YEAR).edtf).milestones
    assert [(each.title, each.due) for each in again] == [(title, milestone.due)]
    assert (again[0].completed is None) == (completed is None)
    assert completed != "3 May 2025" or again[0].completed == milestone.completed


@given(st.text(max_size=200))
def test_no_word_of_a_cell_is_lost(text):
    found = milestones_of(text).milestones
    kept = " ".join(
        filter(
            None,
            (
                words
                for each in found
                for words in (each.title, each.due and each.due.text, each.completed and each.completed.text)
            ),
        )
    ).split()
    assert len(kept) <= len(text.split()) + 2 * len(found)
    assert all(each.title for each in found)
