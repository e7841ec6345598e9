"""Figures that a report gives in sentences and in no table."""

from __future__ import annotations

import pytest

from fingerpost.importer.read import read
from fingerpost.rules.classes import StatusClass

GREEN, AMBER, RED, REPROGRAMMED = (
    StatusClass.GREEN,
    StatusClass.AMBER,
    StatusClass.RED,
    StatusClass.REPROGRAMMED,
)
REPORT = """Fellbeck Borough Council
Cabinet
12 March 2024
Delivery Plan Exception Report: January 2024

1. Progress

1.1 {}

2. Financial implications

2.1 None.
"""


@pytest.mark.parametrize(
    ("sentence", "n", "counts"),
    [
        (
            "21 of 26 milestones are on track (80.8%), 4 are at risk (15.4%) and 1 is off track (3.8%).",
            26,
            {GREEN: 21, AMBER: 4, RED: 1},
        ),
        (
            "There are 2 red and 1 amber actions out of 44 (38 green, 3 reprogrammed).",
            44,
            {RED: 2, AMBER: 1, GREEN: 38, REPROGRAMMED: 3},
        ),
        (
            (
                "Of 96 actions due in January, 80 (83%) are on target or complete, 10 (10%) are up to one month late, "
                "4 (4%) more than one month late and 2 (2%) re-programmed."
            ),
            96,
            {GREEN: 80, AMBER: 10, RED: 4, REPROGRAMMED: 2},
        ),
        (
            "31 actions were highlighted. Of these 27 were green, 3 amber and 1 red.",
            31,
            {GREEN: 27, AMBER: 3, RED: 1},
        ),
        (
            "20 actions were green and 3 actions were reported as red.",
            23,
            {GREEN: 20, RED: 3},
        ),
        (
            "Of the 18 actions, 9 are complete, 6 on target, 2 slipped and 1 has significantly slipped.",
            18,
            {GREEN: 15, AMBER: 2, RED: 1},
        ),
        (
            "Of 37 recommendations, 25 are implemented, 6 are amber, 4 are red and 2 are not yet complete.",
            37,
            {GREEN: 25, AMBER: 6, RED: 4},
        ),
    ],
)
def test_counts_are_read_from_a_sentence(sentence: str, n: int, counts: dict[StatusClass, int]) -> None:
    pair = read("report.txt", REPORT.format(sentence).encode()).figures
    assert pair is not None
    assert pair.current is not None
    assert (pair.current.n, pair.current.counts) == (n, counts)


def test_a_second_sentence_gives_the_period_before() -> None:
    said = (
        "As at 31 January 2024, 43 of 58 actions (74.1%) were Green, 11 (19.0%) Amber and 4 (6.9%) Red. "
        "In December 2023, 45 of 58 actions (77.6%) were Green, 10 (17.2%) Amber and 3 (5.2%) Red."
    )
    pair = read("report.txt", REPORT.format(said).encode()).figures
    assert pair is not None
    assert pair.current is not None
    assert pair.previous is not None
    assert pair.current.counts == {GREEN: 43, AMBER: 11, RED: 4}
    assert pair.previous.counts == {GREEN: 45, AMBER: 10, RED: 3}
    assert (str(pair.current.period), str(pair.previous.period)) == ("2024-01", "2023-12")


def test_a_paragraph_of_its_own_gives_the_period_before() -> None:
    said = (
        "As at 31 January 2024, 30 actions were reviewed: 26 green, 3 amber and 1 red.\n\n"
        "1.2 In December 2023 there were 29 actions: 24 green, 3 amber and 2 red."
    )
    pair = read("report.txt", REPORT.format(said).encode()).figures
    assert pair is not None
    assert pair.current is not None
    assert pair.previous is not None
    assert (pair.current.n, pair.current.counts) == (30, {GREEN: 26, AMBER: 3, RED: 1})
    assert (pair.previous.n, pair.previous.counts) == (29, {GREEN: 24, AMBER: 3, RED: 2})
    assert (str(pair.current.period), str(pair.previous.period)) == ("2024-01", "2023-12")


def test_figures_are_no_telephone_number() -> None:
    table = "\t\tGreen\tAmber\nDecember 2011\t88 (83.8%)\t17 (16.2%)\nJanuary 2012\t92 (85.2%)\t16 (14.8%)\n"
    assert read("report.txt", (REPORT.format("As below.") + "\n" + table).encode()).contact is None
