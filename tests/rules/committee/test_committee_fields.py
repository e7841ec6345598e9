import pytest

from fingerpost.rules.committee.field_forms import PLACEHOLDERS, field_forms
from fingerpost.rules.committee.fields import (
    Block,
    CannotFill,
    block_of,
    field_problems,
    fields_in,
    fill,
    fill_report,
    place_of,
)
from fingerpost.rules.committee.manual_of_fields import manual_of_fields
from fingerpost.rules.months import Month, Period
from tests.rules.committee.reports import plan_sources, report, sources


@pytest.mark.parametrize(
    ("typed", "filled"),
    [
        ("{amber count} of {number of actions}", "1 of 4"),
        ("{ Amber  COUNT of actions }", "1 action"),
        ("{green share}, before {previous green share}", "25.0%, before 50.0%"),
        ("{amber count in CP3} of {number of actions in CP3}", "1 of 3"),
        ("{previous amber count}", "1"),
        ("{green share of not re-dated}", "33.3%"),
        ("{number green and ever re-dated}", "0"),
        ("{reprogrammed actions}", "Adopt the code (3.2.6)"),
        ("{not updated actions}; {not updated refs}", "none; none"),
        ("{amber refs}", "3.2.5"),
        (
            "{number of exceptions}: {count of exceptions}, before {previous count of exceptions}",
            "2: 2 exceptions, before 1 exception",
        ),
        ("{count of actions}, {count of actions in CP1}", "4 actions, 1 action"),
        ("{number completed}: {completed actions}", "1: Sign the lease (1.1.2)"),
        ("{number declared better}: {actions declared better}", "0: none"),
        ("{amber meaning}; {tolerance}", "up to 1 month behind; 1 month"),
        ("{previous month}, {month}, {next month}", "January 2008, February 2008, March 2008"),
        ("{plan} for {plan year}", "Improvement Plan 2007/08 for July 2007 to June 2008"),
        ("{council}, closed {closing day}", "Borrowdale District Council, closed 1 March 2008"),
        ("{meeting} on {meeting date}", "Cabinet on 30 April 2008"),
        ("{portfolio holder}; {wards}", "Councillor Rose Hill; All wards"),
        ("{outside bodies}", "Market Trust"),
        ("{number of actions in the plan} in {number of sections}, {number of risks}", "5 in 2, 1"),
        ("{section CP3}: {outcome of section CP3}", "section CP3 (Housing): Homes that last"),
        ("{title of section CP3}, {head of service of section CP3}", "Housing, Ben Okoro"),
        ("{risk KO1}", "KO1 (Money runs short)"),
        ("{action 3.2.4}", "Open the depot (3.2.4)"),
        ("{title of 3.2.4} by {leads of 3.2.4}", "Open the depot by Ada Brook"),
        ("{status of 3.2.4}, {previous status of 3.2.4}", "red, amber"),
        ("{original date of 3.2.6} to {current date of 3.2.6}", "February 2008 to June 2008"),
        ("{times moved of 3.2.6}, {months moved of 3.2.6}", "1 time, 4 months later"),
        ("{expected date of 3.2.4}", "April 2008"),
        ("See {part financial} and {appendix 1}", "See section 5 and Appendix 1"),
        ("No field at all.", "No field at all."),
    ],
)
def test_a_field_takes_its_value_from_the_record(typed, filled):
    assert fill(typed, sources()) == filled


def test_movement_and_reasons_are_sentences():
    assert fill("{movement}", sources()) == ("Green stayed at 1: 1 joined, 1 left, completed earlier.")
    assert fill("{red movement}", sources()) == "Red rose by 1: 1 came from amber."
    alone = sources()
    alone = type(alone)(alone.report, alone.record)
    assert "first period closed" in fill("{movement} {red movement}", alone)
    assert fill("{reason of 3.2.4}", sources()).startswith("Due January 2008")


@pytest.mark.parametrize(
    ("typed", "filled"),
    [
        ("{number of actions in the plan} of {plan year}", "2 of July 2008 to June 2009"),
        (
            "{title of 1.1.1}, {original date of 1.1.1}, {leads of 1.1.1}",
            "Open the market, September 2008, Ada Brook",
        ),
        ("{original date of 3.1.1}, {leads of 3.1.1}", "not known, not known"),
        (
            "{section CP1}, {risk KO2}, {outside bodies}",
            "section CP1 (Town centre), KO2 (Staff leave), Homes Trust",
        ),
    ],
)
def test_a_new_plan_report_takes_its_fields_from_the_draft_plan(typed, filled):
    assert fill(typed, plan_sources(year=Period(Month(2008, 7), Month(2009, 6)))) == filled


def test_every_field_without_a_value_is_refused_with_its_place_at_once():
    with pytest.raises(CannotFill) as refused:
        fill("{ambre count}, {title of 9.9.9}, {part laws}", sources(), place="section 4, paragraph 1")
    assert [each.message for each in refused.value.problems] == [
        "{ambre count} is not a field; perhaps {amber count} is meant.",
        "{title of 9.9.9} names 9.9.9, and the plan has no such action.",
        "{part laws} names part laws, and this report has no such part.",
    ]
    assert str(refused.value).startswith("section 4, paragraph 1: {ambre count} is not")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("{zzz}", "{zzz} is not a field."),
        ("{", "{ stands alone; a field has a brace at either end, like {amber count}."),
        ("See {table of risks}", "is a table or list, and must stand alone in its paragraph"),
        ("{part contact}", "has no number in this report"),
        ("{appendix 2}", "names Appendix 2, and this report has no such appendix"),
        ("{status of 9.9.9}", "the plan has no such action"),
        ("{previous status of 3.2.6}", "was not in the plan in the period before"),
        ("{section CP9}", "has no such section"),
        ("{amber count in CP9}", "the plan of February 2008 has no such section"),
        ("{outcome of section CP1}", "section CP1 has no outcome in the record"),
        ("{risk KO9}", "has no such corporate risk"),
        (
            "{previous amber share in CP1} {previous red share in CP3} {green share of not re-dated in CP9}",
            "CP9",
        ),
    ],
)
def test_a_field_that_has_no_value_says_why(typed, why):
    assert why in " ".join(each.message for each in field_problems(typed, sources()))


def test_front_matter_that_is_missing_is_named():
    empty = sources(wards=None, portfolio_holder=None, meetings=())
    found = field_problems("{wards} {portfolio holder} {meeting date}", empty)
    assert [each.message for each in found] == [
        "{wards} has no value: no wards are given at the front of the report.",
        "{portfolio holder} has no value: no portfolio holder is named at the front of the report.",
        "{meeting date} has no value: no meeting has a date yet.",
    ]
    assert fill("{meeting}", empty) == "none"


def test_what_needs_another_record_is_refused():
    draft = plan_sources()
    found = field_problems(
        "{amber count} {previous amber count} {plan year} {status of 1.1.1} {title of 8}", draft
    )
    assert len(found) == 5
    assert "needs the closed record of a period" in found[0].message
    assert "needs the closed record of the period before" in found[1].message
    assert "the draft does not give them" in found[2].message
    without = type(draft)(draft.report)
    assert "this report rests on none" in field_problems("{number of sections}", without)[0].message


def test_no_share_of_nothing():
    from tests.rules.plans import closed

    of_nothing = sources()
    of_nothing = type(of_nothing)(of_nothing.report, closed())
    assert "is a share of no actions at all" in field_problems("{amber share}", of_nothing)[0].message


def test_an_action_whose_months_moved_are_not_known_says_so():
    assert fill("{months moved of 3.2.4}", sources()) == "not at all"


def test_a_table_or_list_stands_alone_and_is_left_for_the_document():
    assert block_of(" {Table of  Risks} ") is Block.RISKS
    assert block_of("{amber count}") is None
    assert block_of("{") is None
    assert block_of("The {table of risks}") is None
    assert field_problems("{table of risks}", sources()) == ()


def test_a_whole_report_is_filled():
    done = fill_report(sources("{amber count} amber.", "{table of figures}"))
    assert done.part("progress").paragraphs == ("1 amber.", "{table of figures}")
    assert done.meetings[0].recommendations[0].text == "the 1 action in amber are noted"
    assert done.appendices[0].title == "Exception report, February 2008"
    assert fill_report(sources()).part("wards").paragraphs == ("All wards",)
    assert fill_report(plan_sources(year=Period(Month(2008, 7), Month(2009, 6))))


def test_a_whole_report_is_refused_with_every_place():
    with pytest.raises(CannotFill) as refused:
        fill_report(sources("Well.", "{nonsense here}", appendices=()))
    assert [each.place for each in refused.value.problems] == [
        "section 4 (Progress in the period), paragraph 2"
    ]


def test_a_place_is_said_as_people_say_it():
    assert place_of(report(), "contact", 1) == "Contact officer, paragraph 1"
    assert place_of(report(), "gone", 2) == "gone, paragraph 2"


def test_every_kind_of_field_is_documented_with_an_example_of_itself():
    assert len({each.form for each in field_forms()}) == len(field_forms())
    for each in field_forms():
        assert each.says.endswith(".")
        assert next(form for form in field_forms() if form.pattern.fullmatch(each.example)) == each
    assert set(PLACEHOLDERS) == {"CLASS", "REF", "CODE", "RISK", "KEY", "NUMBER"}
    assert list(fields_in("{amber count} of {month} {")) == ["amber count", "month"]


def test_the_reference_shows_what_may_stand_before_a_field_and_behind_it():
    page = manual_of_fields()
    assert "| `{amber count}` | `previous`, `in CODE` |" in page
    assert "| `{number completed}` | `previous` |" in page
    assert "| `{council}` |  |" in page
