"""Exceptions in bullets under headings of colours, and headings that ask a question."""

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass

BULLETS = """Netherby District Council
Action Plan Exceptions – April 2018

Red actions

3.1.2 Mend the pool – the supplier closed. A new one starts in July. (Lead: K Dow; original date March 2018, revised date September 2018)

Amber actions

4.2.1 Publish the guide – the designer was ill. It goes to print in May. (Lead: S Vale; original date April 2018, revised date May 2018)
"""


def test_bullets_under_headings_of_colours_are_exceptions() -> None:
    found = [
        (each.ref, each.action, each.status, each.who, each.original and each.original.edtf)
        for each in read("exceptions.txt", BULLETS.encode()).exceptions
    ]
    assert found == [
        ("3.1.2", "Mend the pool", StatusClass.RED, ("K Dow",), "2018-03"),
        ("4.2.1", "Publish the guide", StatusClass.AMBER, ("S Vale",), "2018-04"),
    ]


def test_questions_and_minute_refs_are_headings() -> None:
    rows = (
        "Minute ref,What are we going to do?,Who will do it?,When will it be done by?,RAG\n"
        "21/034,Hold a fair,Parks,May 2024,Green\n"
    )
    (action,) = read("log.csv", rows.encode()).actions
    assert action.ref == "21/034"
    assert action.due is not None
    assert action.due.edtf == "2024-05"
