from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.committee.fields import fill_report
from fingerpost.rules.committee.new_plan import DraftPlan, NotADraftPlan, PlannedAction
from fingerpost.rules.committee.recommendations import (
    RecommendationTemplate,
    When,
    draft_resolutions,
    lettered,
    recommendations,
)
from fingerpost.rules.committee.report import Purpose, Recommendation, ReportMeeting
from fingerpost.rules.committee.risks import bodies_named, remaining, risk_map
from fingerpost.rules.committee.standard import ReportKind
from fingerpost.rules.snapshot import Risk, Section
from tests.rules.committee.reports import FEBRUARY_CLOSED, draft_plan, sources
from tests.rules.plans import closed

EVERY_PURPOSE = tuple(Purpose)


def test_a_meeting_is_asked_what_the_period_gives_cause_for():
    of = sources()
    asked = recommendations(ReportKind.EXCEPTION, {Purpose.APPROVE, Purpose.NOTE}, FEBRUARY_CLOSED)
    meeting = ReportMeeting("Cabinet", date(2008, 4, 30), asked)
    filled = fill_report(replace(of, report=replace(of.report, meetings=(meeting,)))).meetings[0]
    assert draft_resolutions(filled) == (
        "RESOLVED that:",
        "(a) the corrective action for the 2 exceptions in Appendix 1 is approved;",
        (
            "(b) it is noted that of 4 actions highlighted for February 2008, 1 (25.0%) came out as complete or on "
            "target (green), 1 (25.0%) as amber and 1 (25.0%) as red; and"
        ),
        (
            "(c) it is noted that 1 of them (25.0%) counted as re-dated, suspended or withdrawn by decision: "
            "Adopt the code (3.2.6)."
        ),
    )


def test_nobody_is_asked_about_what_there_is_none_of():
    quiet = recommendations(ReportKind.EXCEPTION, EVERY_PURPOSE, closed())
    assert [each.purpose for each in quiet] == [Purpose.NOTE]
    plan = recommendations(ReportKind.NEW_PLAN, EVERY_PURPOSE, draft_plan())
    assert [each.purpose for each in plan] == [Purpose.APPROVE, Purpose.CONSIDER, Purpose.NOTE, Purpose.REFER]
    covered = DraftPlan(
        "Borrowdale", "Plan", None, (Section("A", "A", risks=("K1",)),), (), (Risk("K1", "R"),)
    )
    assert Purpose.NOTE not in {
        each.purpose for each in recommendations(ReportKind.NEW_PLAN, EVERY_PURPOSE, covered)
    }


def test_a_council_has_words_of_its_own():
    own = (
        RecommendationTemplate(Purpose.NOTE, "Members note {month}"),
        RecommendationTemplate(Purpose.NOTE, "Members note the exceptions", When.EXCEPTIONS),
    )
    assert recommendations(ReportKind.NEW_PLAN, {Purpose.NOTE}, draft_plan(), templates=own) == (
        Recommendation(Purpose.NOTE, "Members note {month}"),
    )


def test_one_resolution_stands_in_one_line_and_none_in_none():
    one = ReportMeeting("Board", None, (Recommendation(Purpose.NOTE, "the report is noted. "),))
    assert draft_resolutions(one, opening="AGREED that") == ("AGREED that the report is noted.",)
    assert draft_resolutions(ReportMeeting("Board")) == ()
    assert [lettered(each) for each in (0, 25, 26, 27)] == ["a", "z", "aa", "ab"]


def test_the_risk_map_shows_merges_and_both_kinds_of_gap():
    found = risk_map(FEBRUARY_CLOSED)
    assert [(each.code, [section.code for section in each.sections]) for each in found.risks] == [
        ("KO1", ["CP1"]),
        ("KO2", []),
    ]
    assert [each.code for each in found.risks_without_section] == ["KO2"]
    assert [each.code for each in found.sections_without_risk] == ["CP3"]
    assert found.links == 1


def test_what_is_mapped_to_a_merged_risk_counts_for_the_one_that_remains():
    plan = DraftPlan(
        "Borrowdale",
        "Plan",
        None,
        (
            Section("A", "A", risks=("K2", "K1")),
            Section("A1", "A one", parent="A"),
            Section("B", "B"),
            Section("B1", "B one", parent="B", risks=("K9",)),
            Section("B2", "B two", parent="B"),
            Section("C", "C"),
            Section("C1", "C one", parent="C"),
        ),
        (),
        (Risk("K1", "One"), Risk("K2", "Two"), Risk("K10", "Ten")),
    )
    found = risk_map(plan, {"K2": "K1"})
    assert [(each.code, each.title, len(each.sections), each.merged) for each in found.risks] == [
        ("K1", "One", 1, ("K2",)),
        ("K9", None, 1, ()),
        ("K10", "Ten", 0, ()),
    ]
    assert [each.code for each in found.sections_without_risk] == ["B2", "C"]
    assert risk_map(replace(plan, risks=())).sections_without_risk == ()
    assert remaining("K1", {"K1": "K2", "K2": "K1"}) == "K2"


def test_outside_bodies_are_named_from_either_record():
    assert [(each.name, each.refs) for each in bodies_named(FEBRUARY_CLOSED)] == [
        ("Market Trust", ("1.1.2",))
    ]
    assert [(each.name, each.refs) for each in bodies_named(draft_plan())] == [("Homes Trust", ("3.1.1",))]


def test_a_draft_plan_is_one_plan():
    with pytest.raises(NotADraftPlan) as refused:
        DraftPlan(
            "Borrowdale",
            "Plan",
            None,
            (Section("A", "A", parent="B"), Section("B", "B")),
            (PlannedAction("1", "One", "C"), PlannedAction("1", "One", "A")),
            format="another",
        )
    assert refused.value.problems == (
        "its format is 'another'; this version reads 'fingerpost-draft-plan/1'",
        "the ref 1 is used twice",
        "section A stands within B, which does not stand before it",
        "action 1 stands in section C, which is not there",
    )
