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
