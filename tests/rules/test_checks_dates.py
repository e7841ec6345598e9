"""The checks on dates and months: D40 to D48, D50 to D53."""

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.checks.named_months import months_named, period_of, year_about
from fingerpost.rules.draft import FiguresPair, Meeting, PlanYear, PrintedDate, ReportSection
from fingerpost.rules.months import Month, Period
from tests.rules.faulty_drafts import (
    AMBER,
    CURRENT,
    FEBRUARY,
    PREVIOUS,
    REPORT,
    day,
    found,
    only,
    row,
    section,
    with_block,
    with_row,
    with_text,
    with_texts,
)

PLACE = "exception 3.1.2 (line 30)"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("completed in April 08", [("April 08", Month(2008, 4))]),
        ("by 3rd Sept. 2008", [("3rd Sept. 2008", Month(2008, 9))]),
        ("on 20 th March", [("20 th March", None)]),
        ("on 21/04/2008 and 1.5.08", [("21/04/2008", Month(2008, 4)), ("1.5.08", Month(2008, 5))]),
        ("on 41/04/2008, 1/13/2008 and 1/2/34/5", []),
        ("on April 08 the board met", [("April", None)]),
        ("on 3 April 08 the board met", [("3 April 08", Month(2008, 4))]),
        ("April 31 people came", [("April", None)]),
        ("Dec 2007 to Feb 2008", [("Dec 2007", Month(2007, 12)), ("Feb 2008", Month(2008, 2))]),
        ("This may 08 be", []),
        ("May be done in May, or by 4 May", [("May", None), ("4 May", None)]),
        ("May 2008", [("May 2008", Month(2008, 5))]),
        ("April 08: 3 done, MARCH 2008", [("April", None), ("MARCH 2008", Month(2008, 3))]),
        ("Marching to Junes", []),
    ],
)
def test_months_are_read_in_running_text(text, months):
    assert [(each.words, each.month) for each in months_named(text, 2008)] == months


def test_without_a_year_near_by_two_figures_are_no_year():
    assert [each.year for each in months_named("April 08, April 2008", None)] == [None, 2008]


def test_a_draft_is_about_the_year_of_its_period_its_plan_or_its_meeting():
    bare = replace(REPORT, period=None, plan_year=None, meeting=None)
    assert year_about(REPORT) == 2026
    assert year_about(replace(bare, plan_year=PlanYear(Month(2025, 7)))) == 2025
    assert year_about(replace(bare, plan_year=PlanYear(), meeting=Meeting(None, date(2024, 1, 1)))) == 2024
    assert year_about(replace(bare, meeting=Meeting("Cabinet"))) is None


def test_a_period_without_sense_is_its_last_month():
    assert period_of(replace(REPORT, period_months=3)) == Period(Month(2025, 12), FEBRUARY)
    assert period_of(replace(REPORT, period_months=-2)) == Period(FEBRUARY, FEBRUARY)
    first = Month(1, 1)
    assert period_of(replace(REPORT, period=first, period_months=3)) == Period(first, first)


def test_a_date_before_the_plan_is_found():
    finding = only("D40", with_block(original=day("Jan-25")))
    assert finding.places == (f"{PLACE}, original date",)
    assert finding.values == {"whose": "3.1.2", "date": "Jan-25", "plan begins": "2025-07"}


def test_the_plans_first_month_and_early_starts_are_not_before_it():
    assert found("D40", with_block(original=day("July 2025"))) == []
    assert found("D40", with_row(start=day("Jan 2025"))) == []
    assert found("D40", replace(with_block(original=day("Jan-25")), plan_year=None)) == []
    assert found("D40", with_block(original=day("Summer 2025"))) == []


def test_dates_beyond_the_plan_are_found_in_columns_and_in_words():
    finding = only("D41", with_block(revised=day("Autumn 2026")))
    assert finding.places == (f"{PLACE}, revised date",)
    assert finding.values == {"whose": "3.1.2", "date": "Autumn 2026", "plan ends": "2026-06"}
    assert "lies beyond" in finding.message
    assert "runs beyond" in only("D41", with_block(revised=day("FY 2026/27"))).message
    assert "runs beyond" in only("D41", with_block(revised=day("May 2026 onwards"))).message
    words = only("D41", with_texts("It opens in July 26.", "On."))
    assert words.places == (PLACE,)
    assert words.values == {"whose": "3.1.2", "date": "July 26", "plan ends": "2026-06"}


def test_dates_within_the_plan_and_without_a_year_are_left_alone():
    assert (
        found("D41", with_texts("It opens in June 2026.", "In July it closes.", revised=day("June 2026")))
        == []
    )
    assert found("D41", replace(with_block(revised=day("2030")), plan_year=None)) == []


def test_rows_due_outside_the_plan_year_are_one_note():
    base = with_row(due=day("May 2025"), revised=day("June 2025"))
    draft = replace(base, actions=(*base.actions, row("8", due=day("July 2026"))))
    finding = only("D49", draft)
    assert finding.places == (
        "action 1 (Plan, row 1), due date",
        "action 1 (Plan, row 1), revised date",
        "action 8 (Plan, row 8), due date",
    )
    assert finding.message == "2 actions are due outside the plan year (July 2025 to June 2026): 1 and 8."
    assert found("D49", replace(draft, plan_year=None)) == []
    assert found("D49", with_row(start=day("May 2024"), due=day("Summer 2025"))) == []
    half = replace(draft, plan_year=PlanYear(Month(2025, 7), None))
    assert "1 action is due outside the plan year (July 2025)" in only("D49", half).message


def test_words_that_are_no_date_are_found():
    finding = only("D42", with_block(revised=day("Unknown at present")))
    assert finding.places == (f"{PLACE}, revised date",)
    assert finding.values == {"words": "Unknown at present", "times": 1}


def test_the_same_words_in_several_rows_are_one_finding():
    base = with_row(due=day("when funded"))
    draft = replace(base, actions=(*base.actions, row("8", due=day("when funded"))))
    finding = only("D42", draft)
    assert finding.places == ("action 1 (Plan, row 1), due date", "action 8 (Plan, row 8), due date")
    assert "of 2 actions" in finding.message


@pytest.mark.parametrize("words", ["Ongoing", "n/a", "-", "", "May 2026", "Autumn 2026", "monthly"])
def test_dates_and_words_that_mean_no_date_are_left_alone(words):
    assert found("D42", with_row(due=day(words))) == []


def test_a_value_that_is_no_edtf_is_no_date():
    assert only("D42", with_block(revised=PrintedDate("May", "May"))).values["words"] == "May"
    assert found("D42", with_block(revised=PrintedDate("then", "2026-05"))) == []


def test_an_approximate_date_is_a_note():
    finding = only("D43", with_block(revised=day("Spring 2026")))
    assert finding.places == (f"{PLACE}, revised date",)
    assert finding.values == {"date": "Spring 2026", "EDTF": "2026-21", "times": 1}
    assert "March 2026 to May 2026" in finding.message
    assert "open at its end" in only("D43", with_block(revised=day("May 2026 onwards"))).message
    assert found("D43", with_block(revised=day("3 May 2026"))) == []


def test_a_text_that_moves_an_action_elsewhere_is_found():
    finding = only("D46", with_texts("Timescale extended to the end of April.", "On."))
    assert finding.places == (PLACE,)
    assert finding.values == {"ref": "3.1.2", "text": "April", "revised": "Mar-26"}


@pytest.mark.parametrize(
    ("words", "revised"),
    [
        ("Extended to March.", "Mar-26"),
        ("Extended to April, then put back until March 2026.", "Mar-26"),
        ("Extended until April.", "unknown"),
        ("It opens in April.", "Mar-26"),
        ("Postponed to May.", "Spring 2026"),
    ],
)
def test_a_text_that_moves_it_to_the_revised_date_is_right(words, revised):
    assert found("D46", with_texts("On.", words, revised=day(words and revised))) == []


def test_an_earlier_revised_date_is_found():
    finding = only("D47", with_texts("The rescheduled date of Jan 26 was missed.", "On."))
    assert finding.places == (PLACE,)
    assert finding.values == {"ref": "3.1.2", "date": "Jan 26"}
    assert "only Feb-26 and Mar-26" in finding.message
    bare = with_texts("The rescheduled date of Jan 26 was missed.", "On.", original=None, revised=None)
    assert "shows only none" in only("D47", bare).message


@pytest.mark.parametrize("words", ["The revised date of March was missed.", "The date of Jan 26 was missed."])
def test_a_date_that_the_form_shows_is_no_earlier_one(words):
    assert found("D47", with_texts(words, "On.")) == []


def test_an_unknown_date_of_the_form_is_not_the_one_named():
    draft = with_texts("The revised date of Jan 26 was missed.", "On.", revised=day("unknown"))
    assert len(found("D47", draft)) == 1


def test_a_revised_date_before_the_original_is_found():
    finding = only("D48", with_block(revised=day("Jan-26")))
    assert finding.places == (PLACE,)
    assert finding.values == {"whose": "3.1.2", "original": "Feb-26", "revised": "Jan-26"}
    late = with_row(status=AMBER, printed="Amber", revised=day("Jan-26"))
    assert only("D48", late).places == ("action 1 (Plan, row 1)",)
    assert found("D78", late) == []
    assert found("D48", with_row(revised=day("Jan-26"))) == []
    assert found("D48", with_block(original=day("unknown"))) == []
    assert found("D48", with_block(original=None)) == []


def test_a_heading_with_another_month_is_found():
    draft = replace(REPORT, sections=(section("4", "Progress in January 2026", "The table shows it."),))
    finding = only("D50", draft)
    assert finding.places == ("heading of section 4",)
    assert finding.values == {"named": "January 2026", "period": "February 2026"}
    unnumbered = replace(REPORT, sections=(ReportSection(None, "Performance to January"),))
    assert only("D50", unnumbered).places == ("heading",)


def test_a_title_an_appendix_and_a_resolution_with_another_month_are_found():
    assert only("D50", replace(REPORT, title="Exception Report [February 2025]")).places == ("title",)
    listed = replace(REPORT, appendices=("Appendix 1 Exception Report January 2026",))
    assert only("D50", listed).places == ("appendices",)
    in_both = with_text("Appendix 1 Exception Report January 2026", base=listed, title="Appendices")
    assert only("D50", in_both).places == ("appendices",)
    resolved = with_text("That Cabinet notes the Exception Report for January 2026.")
    assert only("D50", resolved).places == ("paragraph 2.1 (line 21)",)
    assert len(found("D50", with_text("Performance as at the end of January is as follows."))) == 1
    assert len(found("D50", with_text("Of the 40 actions highlighted for January, some are late."))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "That Cabinet notes the Exception Report for February 2026.",
        "The report for January was considered in February.",
        "Cabinet approved the report for January.",
        "In July 2025 the plan went live.",
        "The report for February and that for January are alike.",
    ],
)
def test_sentences_about_other_times_are_left_alone(words):
    assert found("D50", with_text(words)) == []


def test_a_quarters_months_are_all_its_own():
    quarter = replace(with_text("The report for January is attached."), period_months=3)
    assert found("D50", quarter) == []
    assert found("D50", replace(quarter, period=None)) == []


def test_a_previous_column_that_is_not_the_month_before_is_found():
    pair = FiguresPair(CURRENT, replace(PREVIOUS, period=Month(2025, 12)))
    finding = only("D51", replace(REPORT, figures=pair))
    assert finding.places == ("figures table, December 2025",)
    assert finding.values == {"printed": "2025-12", "expected": "2026-01"}
    assert found("D51", replace(REPORT, period=Month(1, 1))) == []


def test_a_current_column_of_another_month_is_found():
    pair = FiguresPair(replace(CURRENT, period=Month(2026, 1)), PREVIOUS)
    assert only("D52", replace(REPORT, figures=pair)).values == {"printed": "2026-01", "period": "2026-02"}


def test_a_meeting_before_the_periods_end_is_found():
    finding = only("D53", replace(REPORT, meeting=Meeting("Cabinet", date(2026, 2, 27))))
    assert finding.places == ("meeting",)
    assert finding.values == {"meeting": "2026-02-27", "period": "2026-02"}
    assert "27 February 2026" in finding.message
    assert "28 February 2026" in finding.message
    assert found("D53", replace(REPORT, meeting=Meeting("Cabinet", date(2026, 2, 28)))) == []
    assert found("D53", replace(REPORT, meeting=None)) == []
