"""The checks on what is said to be done: D44 and D45."""

from dataclasses import replace

import pytest

from fingerpost.rules.checks.tenses import stated_as_done
from fingerpost.rules.draft import ChangesStated
from fingerpost.rules.months import Month
from tests.rules.faulty_drafts import REPORT, found, only, with_row, with_texts

PLACE, ROW_PLACE = "exception 3.1.2 (line 30)", "exception 3.1.2, plan row (line 30)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A tutor was found. This was completed in April 26", "was completed in April 26"),
        (
            "The hall has been fully completed by the end of April 2026.",
            "has been fully completed by the end of April 2026",
        ),
        ("Works commenced on 3 April 2026.", "commenced on 3 April 2026"),
        ("The launch took place on 12/04/2026.", "took place on 12/04/2026"),
        ("Completed April 2026 as planned; implemented in April 26.", "implemented in April 26"),
        ("Completed in May 26.", "Completed in May 26"),
    ],
)
def test_what_is_done_after_the_period_is_found(text, words):
    finding = only("D44", with_texts("On.", text, revised=None))
    assert finding.places == (ROW_PLACE,)
    assert finding.values == {"words": words, "period": "2026-02"}


@pytest.mark.parametrize(
    "text",
    [
        "This will be completed in April 26.",
        "It will take place in April 26.",
        "It was completed in February 26.",
        "It was completed in April.",
        "It was due to be completed in April 26.",
        "It is not expected to have been completed in April 26.",
        "Once it has been approved in April 26 the work begins.",
        "The completed scheme opens in April 26.",
        "It has been agreed that it opens in April 26.",
        "A report completed in April 26 is not a fact.",
        "The programme runs to April 26.",
        "Completed by April 26 at the latest.",
    ],
)
def test_forecasts_and_conditions_are_fine(text):
    assert found("D44", with_texts("On.", text)) == []


def test_comments_of_a_tracker_are_read_where_its_period_is_known():
    draft = with_row(comment="Was finished in May 2026.")
    assert only("D44", draft).places == ("action 1 (Plan, row 1)",)
    assert found("D44", replace(draft, period=None)) == []
    assert found("D44", with_row(comment=None)) == []


def test_a_thing_that_began_and_will_begin_in_one_month_is_found():
    finding = only(
        "D45",
        with_texts(
            "Dredging commenced in January. More in March.",
            "It was planned for May and will now start in January.",
        ),
    )
    assert finding.places == (PLACE, ROW_PLACE)
    assert finding.values == {
        "box": "Dredging commenced in January",
        "plan row": "It was planned for May and will now start in January",
    }


def test_the_whole_said_to_be_done_and_to_come_is_found_either_way_round():
    finding = only(
        "D45", with_texts("The first class will take place in March.", "This was completed last week.")
    )
    assert finding.values == {
        "plan row": "This was completed last week",
        "box": "The first class will take place in March",
    }


@pytest.mark.parametrize(
    ("box", "lower"),
    [
        ("Dredging commenced in January.", "Dredging will commence in March."),
        ("Dredging commenced in January 2025.", "Dredging will commence in January 2026."),
        ("Dredging commenced in January.", "The review will be completed in January."),
        ("The survey was completed.", "The hall will be opened in March."),
        ("Delayed by the weather.", "Delayed until the spring."),
        ("This was completed.", "The hall stands."),
        ("Complete redesign of the hall.", "It will be opened in May."),
        ("Completed the survey.", "It will be opened in May."),
    ],
)
def test_texts_that_differ_without_contradiction_are_left_to_readers(box, lower):
    assert found("D45", with_texts(box, lower)) == []


def test_an_exception_without_texts_says_nothing():
    silent = replace(
        REPORT, exceptions=tuple(replace(each, plan_row=None, reason=None) for each in REPORT.exceptions)
    )
    assert found("D45", replace(silent, changes_stated=ChangesStated())) == []


def test_only_months_with_a_year_are_taken_as_stated():
    assert list(stated_as_done("It was completed in April. The hall was completed in May 26.", 2026)) == [
        ("was completed in May 26", Month(2026, 5))
    ]
