"""Headings printed in Welsh and English: the English half names the column."""

import pytest

from fingerpost.importer.read import read
from fingerpost.importer.recognition.columns import part_in_english
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Kind


@pytest.mark.parametrize(
    ("heading", "english"),
    [
        ("Statws / Status", "Status"),
        ("Lead Officer / Swyddog Arweiniol", "Lead Officer"),
        ("Cyf.\nRef", "Ref"),
        ("Reason for\nstatus", None),
        ("Target / Revised", None),
        ("Status", None),
        ("Statws / Lliw", None),
    ],
)
def test_only_a_half_in_another_language_is_left_aside(heading: str, english: str | None) -> None:
    assert part_in_english(heading) == english


def test_a_tracker_in_two_languages_is_read_by_its_english_headings() -> None:
    rows = (
        "Cyf. / Ref,Cam Gweithredu / Action,Swyddog / Lead,Dyddiad / Due date,Statws / Status\n"
        "C1,Mend the footbridge,Nest Powys,May 2024,Green\n"
        "C2,Plant the verge,Nest Powys,June 2024,Red\n"
    )
    draft = read("plan.csv", rows.encode())
    assert draft.kind is Kind.TRACKER
    assert [(each.ref, each.title, each.lead, each.status) for each in draft.actions] == [
        ("C1", "Mend the footbridge", ("Nest Powys",), StatusClass.GREEN),
        ("C2", "Plant the verge", ("Nest Powys",), StatusClass.RED),
    ]
