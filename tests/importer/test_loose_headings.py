"""Headings that say two things, or a word that elsewhere names another kind of document."""

import pytest

from fingerpost.importer.read import read
from fingerpost.importer.recognition.fields import Field, field_of
from fingerpost.importer.recognition.people import people_of
from fingerpost.rules.draft import Kind


def test_a_heading_with_the_word_exception_makes_no_report_of_a_tracker() -> None:
    rows = (
        "Netherby Council,,,,\nPeriod:,February 2022,,,\n,,,,\n"
        "Ref,Milestone,Milestone owner,Milestone date,RAG status,Exception commentary\n"
        'M1,Sign the contract,DPO,28-Feb-22,Red,"Partner, again, has not signed"\n'
        "M2,Train the staff,L&D,31-Mar-22,Green,Half so far\n"
    )
    draft = read("plan.csv", rows.encode())
    assert draft.kind is Kind.TRACKER
    assert [(each.ref, each.lead, each.due and each.due.edtf, each.comment) for each in draft.actions] == [
        ("M1", ("DPO",), "2022-02-28", "Partner, again, has not signed"),
        ("M2", ("L&D",), "2022-03-31", "Half so far"),
    ]


def test_a_heading_of_an_action_and_its_lead_is_the_title() -> None:
    rows = ",Action and lead,By,,Position\n1,Launch web chat (Lead: A Tye),Mar 2018,Green,Live\n2,Close the desk,Jan 2018,Red,Put off\n"
    found = read("plan.csv", rows.encode()).actions
    assert [(each.ref, each.title) for each in found] == [
        ("1", "Launch web chat (Lead: A Tye)"),
        ("2", "Close the desk"),
    ]


def test_the_date_of_a_milestone_is_its_original_date() -> None:
    assert field_of("Milestone date") is Field.ORIGINAL


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("L&D", ("L&D",)),
        ("PS&AC", ("PS", "AC")),
        ("A Tye & B Orr", ("A Tye", "B Orr")),
        ("B Orr, C Ray", ("B Orr", "C Ray")),
    ],
)
def test_a_team_of_two_letters_is_one(words: str, people: tuple[str, ...]) -> None:
    assert people_of(words) == people


@pytest.mark.parametrize(
    ("words", "due", "revised"),
    [
        ("March 2017 (revised to May 2017)", "2017-03", "2017-05"),
        ("Mar 2017; now May 2017", "2017-03", "2017-05"),
        ("31/03/2017 Revised: 30/09/2017", "2017-03-31", "2017-09-30"),
        ("March 2017", "2017-03", None),
        ("March 2017, when the new date is known", None, None),
    ],
)
def test_a_due_date_that_names_its_revised_date_gives_both(
    words: str, due: str | None, revised: str | None
) -> None:
    rows = f'Ref,Action,Lead,Target date,RAG\nA1,Mend the wall,Parks,"{words}",Amber\nA2,Mend the path,Parks,May 2017,Red\n'
    action = read("plan.csv", rows.encode()).actions[0]
    assert (action.due and action.due.edtf) == due
    assert (action.revised and action.revised.edtf) == revised
