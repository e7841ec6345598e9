from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.free_text import (
    WithoutReason,
    accept,
    check_report,
    check_text,
    unaccepted,
)
from fingerpost.rules.committee.free_text.typed import text_checks
from fingerpost.rules.committee.report import Appendix, Purpose, Recommendation, ReportMeeting
from fingerpost.rules.dates.approximate import unknown
from fingerpost.rules.findings import Severity
from fingerpost.rules.snapshot import Section
from tests.rules.committee.reports import plan_sources, report, sources
from tests.rules.plans import closed, row, update


def found(text, of=None):
    return [(each.id, each.values["words"]) for each in check_text(text, of or sources())]


@pytest.mark.parametrize(
    ("typed", "finding", "words", "says"),
    [
        ("Of the actions, 30% are amber.", "T01", "30%", "the record counts 1 of 4, which is 25.0%"),
        ("Of the actions 26 per cent are green.", "T01", "26 per cent", "gives 26 per cent as green"),
        ("Two actions are red.", "T02", "Two actions are red", "the record counts 1"),
        (
            "All 7 actions highlighted were looked at.",
            "T02",
            "All 7 actions highlighted",
            "the record counts 4",
        ),
        ("The plan holds 9 actions.", "T02", "plan holds 9 actions", "the record has 5"),
        ("We look at 1,200 actions in the plan.", "T02", "1,200 actions in the plan", "1,200 actions"),
        ("Of the actions, 61% went well.", "T03", "61%", "no figure of February 2008 is that share"),
        ("There are three exceptions.", "T04", "three exceptions", "the record has 2"),
        (
            "Three actions were re-dated or suspended.",
            "T05",
            "Three actions were re-dated or suspended",
            "counts 1",
        ),
        (
            "9 actions have been completed.",
            "T06",
            "9 actions have been completed",
            "the record has 1 completed",
        ),
        ("This is the report for January 2008.", "T07", "January 2008", "the report is for February 2008"),
        ("Open the depot (3.2.9) is late.", "T10", "3.2.9", "Improvement Plan 2007/08 has no such action"),
        ("The depot (3.2.4) is amber.", "T11", "amber", "says that 3.2.4 is amber; in the record it is red"),
        ("3.2.4 (green) goes on.", "T11", "green", "says that 3.2.4 is green"),
        ("3.2.5 and 3.2.4 are both amber.", "T11", "amber", "3.2.4 is amber"),
        (
            "The red actions are: Train the wardens (3.2.5).",
            "T11",
            "red",
            "3.2.5 is red; in the record it is amber",
        ),
        ("3.2.6 is green.", "T11", "green", "in the record it is reprogrammed"),
        ("In February 2008 3.2.4 was amber.", "T11", "amber", "in the record it is red"),
        ("3.2.4 is now complete.", "T12", "complete", "in the record it is red"),
        ("3.2.5 has been completed.", "T12", "completed", "in the record it is amber"),
        ("3.2.6 is suspended.", "T12", "suspended", "in the record it is reprogrammed"),
        ("“Close the depot” (3.2.4) is late.", "T13", "Close the depot", "its title is “Open the depot”"),
        (
            "The original date of 3.2.6 was March 2008.",
            "T14",
            "March 2008",
            "by the record it is February 2008",
        ),
        ("3.2.6 is due in May 2008.", "T14", "May 2008", "it is February 2008 or June 2008"),
        (
            "3.2.6 was re-dated to July 2008.",
            "T14",
            "July 2008",
            "the revised date of 3.2.6; by the record it is June 2008",
        ),
        ("3.2.4 is expected in May 2008.", "T14", "May 2008", "the expected date of 3.2.4"),
        ("See Appendix 3.", "T15", "Appendix 3", "this report has 1 appendix"),
    ],
)
def test_what_the_record_contradicts_is_found(typed, finding, words, says):
    all_found = check_text(typed, sources(), place="section 4")
    match = next((each for each in all_found if each.id == finding), None)
    assert match is not None, all_found
    assert match.values["words"] == words
    assert says in match.message
    assert match.places == ("section 4",)
    assert typed[typed.index(words) :].startswith(words)


@pytest.mark.parametrize(
    "typed",
    [
        "Of the actions, 25% are amber and 25.0% are red.",
        "Of the actions 33.3% are green, the re-dated not counted.",
        "One action is red.",
        "All 4 actions highlighted were looked at.",
        "All 5 actions highlighted or not were looked at; all 5 actions highlighted.",
        "The plan holds 5 actions.",
        "The plan holds 4 actions.",
        "Of the actions, 50% are late.",
        "Actions took 61% of the budget.",
        "Actions complete rose by 61%.",
        "Of all actions 100% were asked for.",
        "Housing has 61% of its homes let.",
        "There are two exceptions.",
        "One action was re-dated.",
        "1 action was completed, and 2 actions are complete.",
        "2 actions were completed.",
        "This is the report for February 2008, compared with January 2008.",
        "See paragraph 3.2.9, and section 3.2.7; minute 4.5.6; on 3.2.08 it met; £3.2.9; last year 3.2.9 was late.",
        "It is 3.2 or 2.2 times as many, 3.2.4 among them.",
        "In January 2008 3.2.4 was amber.",
        "3.2.4 was amber.",
        "3.2.4 is no longer amber. 3.2.4 is not amber. 3.2.4 will be green if it is open. It is to be complete.",
        "3.2.4 is red, 3.2.5 is amber and 1.1.2 is complete.",
        "1.1.2 is on target. 1.1.1 is green.",
        "“Open the Depot.” (3.2.4) is late; “Anything” (9.9.9x).",
        "The original date of 3.2.6 was February 2008. It was re-dated to June 2008. 3.2.6 is due in June.",
        "3.2.6 was not re-dated to July 2008.",
        "3.2.6 and 3.2.5 are due in May 2008.",
        "3.2.4 is expected in April 2008. 3.2.4 began in March 2007.",
        "3.2.5 was extended to May 2010.",
        "Paragraph 3.2.4 is amber.",
        "See Appendix 1, and Appendix 2 of the strategy.",
        "The red actions of 3.2.4 are one.",
        "{amber count of actions} (25.0%) and {number of exceptions} exceptions; {action 3.2.4} is {status of 3.2.4}.",
        "{table of figures}",
        "{no such field} is refused elsewhere, {table of risks} too.",
    ],
)
def test_what_is_right_or_of_another_time_or_part_is_left_alone(typed):
    assert found(typed) == []


def test_each_check_says_what_it_finds_and_is_documented():
    ids = [each.description.id for each in text_checks()]
    assert ids == sorted(set(ids))
    assert all(each.description.explanation for each in text_checks())
    assert found("Two actions are red. Two actions are red.") == [("T02", "Two actions are red")]


def test_what_a_field_gives_is_never_held_against_the_record():
    of = sources()
    assert found("{previous number of exceptions} exceptions; {title of 3.2.4} 3.2.9", of) == [
        ("T04", "1 exceptions"),
        ("T10", "3.2.9"),
    ]
    quoted = replace(of, report=replace(of.report, wards="Two actions are red"))
    assert found("{wards}", quoted) == []


def test_a_report_on_a_new_plan_is_held_against_the_draft():
    of = plan_sources()
    assert found(
        "The plan holds 3 actions. “Close it” (1.1.1). Action 9.9.9 and 1.1.9. See Appendix 2.", of
    ) == [
        ("T02", "plan holds 3 actions"),
        ("T10", "9.9.9"),
        ("T10", "1.1.9"),
        ("T15", "Appendix 2"),
        ("T13", "Close it"),
    ]
    assert (
        found("The plan holds 2 actions. 1.1.1 is red. Two actions were completed, 61% of actions.", of) == []
    )


def test_without_a_record_only_the_report_itself_is_looked_at():
    of = Sources(report("See Appendix 2 and 9.9.9, two actions are red, “A title” (1.1.1).", appendices=()))
    assert found("See Appendix 2 and 9.9.9, two actions are red, “A title” (1.1.1).", of) == [
        ("T15", "Appendix 2")
    ]
    assert "no appendices" in check_text("See Appendix 1.", of)[0].message


def test_a_period_in_which_nothing_is_highlighted_has_no_shares():
    of = replace(sources(), record=closed(), previous=None)
    assert found("Of the actions, 30% are amber; 3.2.4 is red.", of) == [("T03", "30%")]


def test_refs_with_letters_are_known_by_their_form_and_two_numbers_only_as_actions():
    lettered = closed(row("CP1.1", section="CP1", updates=(update(),)), sections=(Section("CP1", "Town"),))
    of = replace(sources(), record=lettered, previous=None)
    assert found("CP1.1 and CP1.9, in CP1.", of) == [("T10", "CP1.9")]
    two = closed(row("1.1", updates=(update(),)))
    of = replace(sources(), record=two, previous=None)
    assert found("It is 1.9 miles to action 1.8.", of) == [("T10", "1.8")]


def test_dates_that_are_approximate_or_unknown_fit_what_they_may_be():
    autumn = closed(row("1.1.1", "Feb-08", updates=(update(expected="Autumn-08"),)), row("1.1.2", "Feb-08"))
    of = replace(sources(), record=autumn, previous=None)
    assert found("1.1.1 is expected in October 2008.", of) == []
    assert found("1.1.1 is expected in December 2008.", of) == [("T14", "December 2008")]
    sometime = replace(autumn, actions=(replace(autumn.actions[0], expected=unknown()), autumn.actions[1]))
    of = replace(sources(), record=sometime, previous=None)
    assert found("Now 1.1.1 is expected in December 2008. And 1.1.1 was extended to May 2008.", of) == []


def test_all_parts_are_checked_and_an_accepted_difference_stays_accepted_while_its_words_do():
    of = sources("Right.", "Two actions are red.")
    (difference,) = check_report(of)
    assert (difference.part, difference.paragraph, difference.words) == ("progress", 2, "Two actions are red")
    assert difference.finding.severity is Severity.ERROR
    assert difference.finding.places == ("section 4 (Progress in the period), paragraph 2",)
    assert unaccepted(of) == (difference,)
    taken = accept(of.report, difference, reason=" Counted by hand. ", by="Asha Rao", on=date(2008, 4, 2))
    assert taken.accepted[0].reason == "Counted by hand."
    assert unaccepted(replace(of, report=taken)) == ()
    other = sources("Three actions are red.", accepted=taken.accepted)
    assert [each.words for each in unaccepted(other)] == ["Three actions are red"]
    with pytest.raises(WithoutReason, match="Say why"):
        accept(of.report, difference, reason=" ", by="Asha Rao", on=date(2008, 4, 2))


def test_what_meetings_are_recommended_is_checked_with_the_part_that_shows_it():
    asked = (
        Recommendation(Purpose.NOTE, "{month} is noted"),
        Recommendation(Purpose.NOTE, "two actions are red"),
    )
    (difference,) = check_report(sources(meetings=(ReportMeeting("Cabinet", None, asked),)))
    assert (difference.part, difference.words) == ("recommendation", "two actions are red")
    assert difference.finding.places == ("recommendation 2 to Cabinet",)


def test_the_standard_wording_differs_from_nothing():
    assert check_report(sources(appendices=(Appendix("Exceptions", generated=True),))) == ()
