"""Insight as parts of a document: each picture with its table and sentence, in every format, from any months."""

from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from fingerpost.reports.compose.building import Builder
from fingerpost.reports.compose.insight.bunching import bunched_part
from fingerpost.reports.compose.insight.questions import (
    OF_THE_PLAN,
    Asked,
    Question,
    in_brief,
    insight_report,
    question_document,
    question_part,
)
from fingerpost.reports.compose.insight.section import NoSuchSection
from fingerpost.reports.document import Chart, DocumentTable, Emphasis, Text
from fingerpost.reports.formats import render
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.insight.bunching import bunching
from fingerpost.rules.insight.series import Series, series_of
from fingerpost.rules.months import Month, Period
from fingerpost.sample.council import snapshots
from tests.rules.insight.months import lived, period, series
from tests.rules.plans import reprogrammed, row, update


@cache
def harrowmere():
    return series_of(snapshots())


@cache
def brief():
    return in_brief(harrowmere())


def words(document):
    texts = [each.text for each in document.blocks if isinstance(each, Text)]
    return " ".join(texts)


@pytest.mark.parametrize("question", OF_THE_PLAN)
def test_each_question_says_a_sentence_first_and_sets_a_table_beside_each_picture(question):
    document = question_document(harrowmere(), question)
    lead = document.blocks[0]
    assert isinstance(lead, Text)
    assert lead.emphasis is Emphasis.LEAD
    charts = [each for each in document.blocks if isinstance(each, Chart)]
    assert charts
    for each in charts:
        assert each.table.rows
        assert len(each.alternative) > 40
        ET.fromstring(each.svg)
    assert [each.table for each in document.sheets] == [
        each.table if isinstance(each, Chart) else each
        for each in document.blocks
        if isinstance(each, Chart | DocumentTable)
    ]


def test_the_sample_council_has_something_to_see_under_each_question():
    for each in brief():
        assert each.svg is not None
        assert "nothing" not in each.sentence.lower() or each.question is Question.SILENCE


def test_the_report_answers_every_question_of_the_plan_under_its_own_heading():
    document = insight_report(harrowmere())
    headings = [
        each.text for each in document.blocks if getattr(each, "level", 0) == 1 and hasattr(each, "anchor")
    ]
    assert len(headings) == len(OF_THE_PLAN)
    assert document.title == "Improvement Plan 2025/26: insight report, to February 2026"
    made = {to: render(document, to, stem="insight")[f"insight.{to}"] for to in ("pdf", "xlsx")}
    assert all(len(each) > 10_000 for each in made.values())


def test_the_same_months_give_the_same_bytes():
    first, again = (question_document(harrowmere(), Question.MOVED) for _ in range(2))
    assert first == again
    assert render(first, "docx", stem="insight") == render(again, "docx", stem="insight")


def test_a_section_on_a_page_is_about_its_own_actions_only():
    document = question_document(harrowmere(), Question.SECTION, Asked(section="PR2"))
    assert document.title == "Improvement Plan 2025/26: PR2: Digital and ICT, to February 2026"
    refs = {row[0].text for each in document.sheets for row in each.table.rows if row[0].text[:1].isdigit()}
    assert refs
    assert all(each.startswith("15.") for each in refs if each.count(".") == 2)
    with pytest.raises(NoSuchSection):
        question_document(harrowmere(), Question.SECTION, Asked(section="X9"))


def test_a_quiet_section_leaves_out_what_it_has_nothing_of():
    calm = series([row("1", "Jun-08", programmed=["Dec-07", "Jun-08"])], months=1)
    quiet = question_document(calm, Question.SECTION, Asked(section="CP1"))
    headings = [each.text for each in quiet.blocks if hasattr(each, "anchor")]
    assert headings == ["The figures month by month", "Actions"]


def test_the_dates_of_an_action_are_told_month_by_month():
    document = question_document(harrowmere(), Question.ACTION, Asked(ref="8.2.3"))
    assert "moved once" in words(document)
    (chart,) = [each for each in document.blocks if isinstance(each, Chart)]
    assert len(chart.table.rows) == 8
    missing = question_document(harrowmere(), Question.ACTION, Asked(ref="99.9.9"))
    assert "No closed month holds this action yet." in words(missing)


def test_movement_over_several_steps_names_each_step_and_every_action():
    document = question_document(
        harrowmere(),
        Question.MOVEMENT,
        Asked(Period(Month(2025, 11), Month(2025, 11)), Period(Month(2026, 2), Month(2026, 2))),
    )
    steps = next(each for each in document.blocks if hasattr(each, "items"))
    assert [each.partition(":")[0] for each in steps.items] == [
        "December 2025",
        "January 2026",
        "February 2026",
    ]
    assert document.title == "Improvement Plan 2025/26: what moved from November 2025 to February 2026"


def test_movement_from_an_old_report_sets_the_figures_of_both_months_beside_each_other():
    (february,) = lived([row("1", "Feb-08")], first="2008-02", months=1)
    printed = [PrintedFigures(Month(2008, 1), 9, counts={GREEN: 8})]
    document = question_document(
        series_of([february], printed=printed), Question.MOVEMENT, Asked(period("2008-01"), period("2008-02"))
    )
    (made,) = [each for each in document.blocks if isinstance(each, DocumentTable)]
    assert [each.text for each in made.rows[0]] == ["Green", "8", "0"]
    assert [each.text for each in made.rows[1]] == ["Amber", "not known", "1"]
    assert [each.text for each in made.rows[-1]] == ["Actions highlighted", "9", "1"]


def test_before_any_month_is_closed_every_question_says_so():
    for question in OF_THE_PLAN:
        document = question_document(Series(), question)
        assert not any(isinstance(each, Chart) for each in document.blocks)
        assert words(document)
    assert all(each.svg is None for each in in_brief(Series()))


GREEN, AMBER, RED, REPROGRAMMED, _ = StatusClass


def test_gaps_published_months_and_drafts_are_shown_as_what_they_are():
    december, _, february = lived([row("1", "Feb-08", programmed=["Dec-07", "Jan-08", "Feb-08"])], months=3)
    printed = [
        PrintedFigures(
            Month(2007, 10),
            138,
            printed_shares={GREEN: "88.4", AMBER: "7.2", RED: "1.4", REPROGRAMMED: "2.9"},
        ),
        PrintedFigures(Month(2007, 11), None, printed_shares={GREEN: "70"}),
    ]
    mixed = series_of([december], printed=printed, draft=february)
    document = question_document(mixed, Question.TREND)
    assert document.title.startswith("DRAFT: ")
    counts, shares = [each for each in document.blocks if isinstance(each, Chart)]
    assert [each[0].text for each in counts.table.rows] == [
        "October 2007 (as published)",
        "November 2007 (as published)",
        "December 2007",
        "January 2008 (no record)",
        "February 2008 (draft)",
    ]
    assert [each[2].text for each in counts.table.rows] == ["122 (88.4%)", "70%", "0 (0.0%)", "–", "0 (0.0%)"]
    assert [each[3].text for each in shares.table.rows] == ["91.0%", "–", "0.0%", "–", "0.0%"]
    assert "no record" in counts.svg
    assert "not known" in counts.svg


def test_two_plans_and_a_quarter_have_labels_that_tell_them_apart():
    from fingerpost.rules.snapshot import Plan

    old = series([row("1", "Jun-08", programmed=["Jun-08"])], first="2008-06", months=1).last
    quarter = Period(Month(2008, 7), Month(2008, 9))
    new = replace(
        old,
        plan=Plan("IP08", "Improvement Plan 2008/09", Period(Month(2008, 7), Month(2009, 6))),
        period=quarter,
    )
    svg = next(
        each.svg
        for each in question_document(series_of([old, new]), Question.TREND).blocks
        if isinstance(each, Chart)
    )
    assert "Jun 2008 IP07" in svg
    assert "Jul–Sep 2008" in svg


def test_actions_without_any_known_date_are_in_the_table_though_not_in_the_picture():
    unknown = row("1", "Feb-08", original=None, updates=[update(expected="Unknown at this stage")])
    document = question_document(series([unknown], first="2008-02", months=1), Question.SLIP)
    assert not any(isinstance(each, Chart) for each in document.blocks)
    story = question_document(series([unknown], first="2008-02", months=1), Question.ACTION, Asked(ref="1"))
    assert any(isinstance(each, DocumentTable) for each in story.blocks)


def test_late_for_at_least_so_many_months_lists_those_only():
    two = question_document(harrowmere(), Question.LATE, Asked(at_least=2))
    three = question_document(harrowmere(), Question.LATE, Asked(at_least=3))
    assert [len(each.sheets[0].table.rows) for each in (two, three)] == [7, 3]
    gap = question_document(series([row("1", "Dec-07")], first="2008-01", months=2), Question.LATE)
    assert "“At least” stands where" in words(gap)


def test_bunching_of_a_plan_before_it_is_approved_is_the_same_part():
    builder = Builder()
    bunched_part(builder, bunching([], whole=0, after=Month(2008, 6)))
    assert [type(each).__name__ for each in builder.blocks] == ["Heading", "Text"]


def test_parts_stand_at_any_level_within_another_report():
    builder = Builder()
    few = series([row("1", "Jan-08"), row("2", "Jun-08", revisions=[reprogrammed("2007-12-12", "Aug-08")])])
    for question in OF_THE_PLAN:
        question_part(builder, few, question, level=2)
    levels = {each.level for each in builder.blocks if hasattr(each, "anchor")}
    assert levels == {2, 3}


def test_every_picture_can_be_read_without_colour():
    """The classes of a picture are told apart by pattern and letter."""
    svg = next(each.svg for each in brief() if each.question is Question.TREND)
    for name in ("amber", "red", "reprogrammed", "not-updated"):
        assert f'id="paper-{name}"' in svg
        assert f"url(#paper-{name})" in svg
    assert ">A 16<" in svg
