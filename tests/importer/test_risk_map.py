"""The map of corporate risks, in the shapes that councils print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fingerpost.importer.read import read

if TYPE_CHECKING:
    from fingerpost.rules.draft import DraftRisk

FRONT = """FELLBECK BOROUGH COUNCIL
CABINET
30 JUNE 2010
IMPROVEMENT PLAN 2010/11

1. SUMMARY

1.1 This report introduces the Improvement Plan.

2. RISK MANAGEMENT

2.1 The corporate risks relate to the sections of the plan as follows:

"""


def risks_of(table: str) -> dict[str, DraftRisk]:
    draft = read("plan.txt", (FRONT + table + "\n\n3. WARDS AFFECTED\n\nAll wards\n").encode())
    return {each.code: each for each in draft.risks}


@pytest.mark.parametrize(
    ("printed", "sections"),
    [
        ("FP1, FP2 & PR3", ("FP1", "FP2", "PR3")),
        ("FP1\u2013FP4", ("FP1", "FP2", "FP3", "FP4")),
        ("HROD1 to HROD3", ("HROD1", "HROD2", "HROD3")),
        ("FP1, CP2 \u2013 CP4", ("FP1", "CP2", "CP3", "CP4")),
        ("FP2: Governing the Business; CP3", ("FP2", "CP3")),
        ("FP1 \u2013 Value for Money", ("FP1",)),
        ("All sections", ()),
    ],
)
def test_codes_of_sections_in_one_cell(printed: str, sections: tuple[str, ...]) -> None:
    found = risks_of(
        f"Corporate Risk\tSections\nCR1 \u2013 Reserves too low\t{printed}\nCR2 \u2013 Fire\tPR4\n"
    )
    assert found["CR1"].title == "Reserves too low"
    assert found["CR1"].sections == sections
    assert found["CR2"].sections == ("PR4",)


def test_columns_behind_the_sections_are_no_links() -> None:
    found = risks_of(
        "Risk No.\tCorporate Risk\tImprovement Plan section(s)\tOwner\n"
        "R1\tReserves too low\tFP1\tTreasurer\nR2\tFire\tPR4\tChief Executive\n"
    )
    assert [(each.code, each.title, each.sections) for each in found.values()] == [
        ("R1", "Reserves too low", ("FP1",)),
        ("R2", "Fire", ("PR4",)),
    ]


def test_links_are_found_by_their_codes_where_no_heading_names_them() -> None:
    found = risks_of("Risk\tTitle\tWhere\nR1\tReserves too low\tFP1\nR2\tFire\tPR4\n")
    assert found["R2"].sections == ("PR4",)


@pytest.mark.parametrize("place", ["R5 (merged with R7)\tFlood", "R5\tFlood (merged with R7)"])
def test_a_merged_risk_in_brackets_is_no_part_of_the_title(place: str) -> None:
    found = risks_of(f"Risk\tDescription\tAddressed by\n{place}\tPR1\nR6\tFire\tPR4\n")
    assert (found["R5"].title, found["R5"].merged) == ("Flood", ("R7",))


def test_a_footnote_under_the_map_merges_risks() -> None:
    found = risks_of(
        "Corporate Risk\tSections\nCR3\u2020 \u2013 Flood\tFP2\nCR5 \u2013 Fire\tPR4\n\n"
        "\u2020 CR3 and CR4 have been merged\n"
    )
    assert (found["CR3"].title, found["CR3"].merged) == ("Flood", ("CR4",))


def test_a_title_that_a_copy_broke_into_two_lines_is_joined() -> None:
    found = risks_of(
        "Corporate Risk\tSections\nCR1 \u2013 Financial plan not\tFP1\ndelivered\nCR2 \u2013 Fire\tPR4\n"
    )
    assert found["CR1"].title == "Financial plan not delivered"
