"""Cards of projects, in which "Action" is what is done about the project and not its name."""

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass

CARDS = """Netherby District Council
Monthly highlight report, May 2022

Project: Mend the weir
Lead: P Quill
RAG: Amber
Reason: Permit late
Action: Second crew from June
Original date: 30/04/2022
Revised date: 30/06/2022

Project: Pave the market
Lead: O Reed
RAG: Red
Reason: Supplier closed
Action: Buy again
Original date: 31/03/2022
Revised date: 30/11/2022
"""


def test_the_action_of_a_projects_card_is_the_corrective_action() -> None:
    draft = read("cards.txt", CARDS.encode())
    found = [
        (each.action, each.status, each.corrective_action, each.revised and each.revised.edtf)
        for each in draft.exceptions
    ]
    assert found == [
        ("Mend the weir", StatusClass.AMBER, "Second crew from June", "2022-06-30"),
        ("Pave the market", StatusClass.RED, "Buy again", "2022-11-30"),
    ]


def test_cards_named_by_their_action_are_told_apart_by_it() -> None:
    cards = CARDS.replace("\nAction:", "\nRemedy:").replace("Project:", "Action:")
    draft = read("cards.txt", cards.encode())
    assert [each.action for each in draft.exceptions] == ["Mend the weir", "Pave the market"]


def test_the_dates_of_an_exception_introduce_no_list_of_changes() -> None:
    blocks = (
        "REPORT TO:  Cabinet\nDATE:  3 November 2016\nTITLE:  Exception report, September 2016\n\nEXCEPTIONS\n\n"
        "NB3.2  Open the depot  (RED)\nReason for variance: Soil\nOfficer: Head of Streets\n"
        "Original date: August 2016   Revised date: February 2017\n\n"
        "NB4.7  Adopt the strategy  (AMBER)\nReason for variance: Late reply\nOfficer: Tree Officer\n"
        "Original date: September 2016   Revised date: December 2016\n"
    )
    draft = read("report.txt", blocks.encode())
    assert [each.ref for each in draft.exceptions] == ["NB3.2", "NB4.7"]
    assert draft.changes == ()
