"""Columns made of spaces in text copies whose cells touch, and rows under a merged cell."""

from __future__ import annotations

from fingerpost.importer.read import read

ACTIONS = """Peer Challenge Action Plan
Fellbeck Council

Recommendatio     Action            Lead              Timescale         Progress           RAG
n
1. Tell the       1.1 Publish a     Chief Executive   September         Launched on 18     Blue
story of the      long vision                         2023              September.
council           1.2 Residents’    Head of           November 2023     Draft goes to      Green
                  plan              Engagement                          Cabinet.
2. Strengthen     2.1 Scrutiny      Monitoring        July 2023         Trainer fell       Amber
scrutiny          training          Officer                             ill.
                 2.2 Review calls Monitoring         May 2023           None.             Red
                 in               Officer

Key: Blue - complete; Green - on track; Amber - some slippage; Red - not begun
"""


def test_cells_that_touch_are_parted_under_their_headings() -> None:
    found = read("plan.txt", ACTIONS.encode()).actions
    assert [(each.ref, each.title) for each in found] == [
        ("1.1", "Publish a long vision"),
        ("1.2", "Residents’ plan"),
        ("2.1", "Scrutiny training"),
        ("2.2", "Review calls in"),
    ]
    assert [each.lead for each in found][1:] == [
        ("Head of Engagement",),
        ("Monitoring Officer",),
        ("Monitoring Officer",),
    ]
    assert [each.printed for each in found] == ["Blue", "Green", "Amber", "Red"]


def test_a_heading_broken_within_a_word_is_known() -> None:
    found = read("plan.txt", ACTIONS.encode()).actions
    assert found[0].path[0].startswith("1. Tell the story")
    assert found[3].path == ("2. Strengthen scrutiny",)
