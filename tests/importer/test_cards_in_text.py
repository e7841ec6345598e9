"""Exceptions as labels and values in text copies: in columns of spaces, behind numbers, without colons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass

if TYPE_CHECKING:
    from fingerpost.rules.draft import DraftException

FRONT = """Fellbeck Council
Cabinet
14 November 2023
Corporate Plan Exception Report: September 2023

1. Background papers

1.1 Corporate Plan 2023-2027

"""
CARDS = (
    (
        ("Action", "HC-04 Deliver 60 homes at Fenner Road"),
        ("RAG status", "Red"),
        ("Reason for slippage", "The contractor has closed."),
        ("Corrective action", "Tender again by January."),
        ("Lead officer", "Priya Nand"),
        ("Original date", "30/09/2023"),
        ("Revised date", "31/03/2024"),
    ),
    (
        ("Action", "CG-11 Install charging points"),
        ("RAG status", "Amber"),
        ("Reason for slippage", "The offer came late."),
        ("Corrective action", "Works start in November."),
        ("Lead officer", "Tom Ashdown"),
        ("Original date", "30/09/2023"),
        ("Revised date", "30/11/2023"),
    ),
)


def exceptions_in(text: str) -> tuple[DraftException, ...]:
    return read("cards.txt", (FRONT + text).encode()).exceptions


@pytest.mark.parametrize(
    "line", ["{0:<24}{1}", "{0} {1}", "{0}: {1}"], ids=["columns of spaces", "no mark", "colons"]
)
def test_labels_and_values_make_an_exception(line: str) -> None:
    text = "\n\n".join(
        "Theme\n" + "\n".join(line.format(label, value) for label, value in card) for card in CARDS
    )
    first, second = exceptions_in(text)
    assert (first.ref, first.action) == ("HC-04", "Deliver 60 homes at Fenner Road")
    assert (first.status, second.status) == (StatusClass.RED, StatusClass.AMBER)
    assert (first.reason, first.corrective_action) == (
        "The contractor has closed.",
        "Tender again by January.",
    )
    assert (first.who, second.who) == (("Priya Nand",), ("Tom Ashdown",))
    assert [each.revised.edtf for each in (first, second) if each.revised] == ["2024-03-31", "2023-11-30"]


def test_a_value_of_two_lines_stands_under_its_first() -> None:
    text = (
        "Action              HC-04 Deliver 60 homes at\n"
        "                    Fenner Road\n"
        "RAG status          Red\n"
        "Reason for slippage The contractor has closed.\n"
    ).replace("slippage The", "slippage    The")
    text = text.replace("Action              ", "Action                 ").replace(
        "                    Fenner", "                       Fenner"
    )
    text = text.replace("RAG status          ", "RAG status             ")
    (found,) = exceptions_in(text)
    assert (found.action, found.status) == ("Deliver 60 homes at Fenner Road", StatusClass.RED)


def test_a_card_under_a_numbered_line_keeps_the_refs_apart() -> None:
    (found,) = exceptions_in(
        "4.0  Actions rated Red\n\n4.1  DP17 - Reopen the baths\n     Lead: Fiona Straw\n"
        "     Original date: October 2023    Revised date: June 2024\n"
        "     Reason: Asbestos was found.\n     Corrective action: It is being removed.\n"
    )
    assert (found.ref, found.action, found.status) == ("DP17", "Reopen the baths", StatusClass.RED)
    assert (found.original and found.original.edtf, found.revised and found.revised.edtf) == (
        "2023-10",
        "2024-06",
    )


def test_a_heading_with_a_status_is_no_label() -> None:
    found = exceptions_in(
        "1.4.2 Mend the roof – RED\nReason for slippage: Scaffolding late.\nLead: Ned Pryce\n\n"
        "3.1.1 Appoint climate officer – RED\nReason for slippage: Nobody applied.\nLead: Ama Boa\n"
    )
    assert [(each.ref, each.action) for each in found] == [
        ("1.4.2", "Mend the roof"),
        ("3.1.1", "Appoint climate officer"),
    ]


def test_words_of_ordinary_text_are_no_labels() -> None:
    assert (
        exceptions_in("Action is needed on roofs.\nStatus reports come monthly.\nLead times are long.\n")
        == ()
    )


def test_two_spaces_behind_paragraph_numbers_are_no_cells() -> None:
    paragraphs = "\n\n".join(f"2.{number}  Paragraph {number} of the report." for number in range(1, 16))
    (found,) = exceptions_in(
        f"{paragraphs}\n\n4.0  Actions rated Red\n\n4.1  DP17 - Reopen the baths\n     Lead: Fiona Straw\n"
        "     Original date: October 2023    Revised date: June 2024\n     Reason: Asbestos was found.\n"
    )
    assert (found.ref, found.who, found.reason) == ("DP17", ("Fiona Straw",), "Asbestos was found.")


def test_wards_in_a_table_of_the_front_are_understood() -> None:
    draft = read(
        "front.txt",
        b"Fellbeck Council\n\nMeeting:\tCabinet\nWards affected:\tAll\nKey decision:\tNo\n\n1. SUMMARY\n\n1.1 Exceptions for May 2023.\n",
    )
    assert draft.wards == "All"
    assert "R57" not in {finding.id for finding in draft.findings}
