"""Figures, key, lateness and changes in the covering report."""

import pytest

from fingerpost.importer.recognition.changes import read_changes
from fingerpost.importer.recognition.figures import read_figures
from fingerpost.importer.recognition.key import meanings_of, read_key
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.months import Month
from tests.importer.report_copies import items

GREEN, AMBER, RED = StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED


# Figures


@pytest.mark.parametrize(
    "table",
    [
        "→January 2008→→February 2008→\nStatus→No.→%→No.→%\nGreen→118→84.3→122→88.4\nAmber→16→11.4→10→7.2\nRed→6→4.3→6→4.3",
        "Period→Green→Amber→Red→Total\nJanuary 2008→118 (84.3%)→16 (11.4%)→6 (4.3%)→140\nFebruary 2008→122 (88.4%)→10 (7.2%)→6 (4.3%)→138",
        "January 2008→→→February 2008\nGREEN→118→84.3%→GREEN→122→88.4%\nAMBER→16→11.4%→AMBER→10→7.2%\nRED→6→4.3%→RED→6→4.3%",
        "Status→This month→Last month\nGreen→122 (88.4%)→118 (84.3%)\nAmber→10 (7.2%)→16 (11.4%)\nRed→6 (4.3%)→6 (4.3%)",
        "Month→Green→→Amber→→Red→\n→No→%→No→%→No→%\nJan→118→84.3→16→11.4→6→4.3\nFeb→122→88.4→10→7.2→6→4.3",
        "January 2008\n\nGreen→118→84.3%\nAmber→16→11.4%\nRed→6→4.3%\n\nFebruary 2008\n\nGreen→122→88.4%\nAmber→10→7.2%\nRed→6→4.3%",
    ],
)
def test_the_same_figures_are_read_from_any_layout(table):
    pair = read_figures(items(table + "\n"), frozenset(), Month(2008, 2), 1).pair
    assert pair.current.counts == {GREEN: 122, AMBER: 10, RED: 6}
    assert pair.current.printed_shares == {GREEN: "88.4", AMBER: "7.2", RED: "4.3"}
    assert (pair.current.period, pair.current.n) == (Month(2008, 2), 138)
    assert pair.previous.counts == {GREEN: 118, AMBER: 16, RED: 6}
    assert (pair.previous.period, pair.previous.n) == (Month(2008, 1), 140)


@pytest.mark.parametrize(
    ("sentence", "n", "counts"),
    [
        (
            "Of the 96 actions, 70 (72.9%) are green, 15 (15.6%) amber and 11 (11.5%) are red.",
            96,
            (70, 15, 11),
        ),
        ("There are 40 actions: 31 are on target, six are amber and three are red.", 40, (31, 6, 3)),
        ("70 actions are green; 15 actions are amber; 11 actions are red.", 96, (70, 15, 11)),
        (
            (
                "The plan has 64 actions. 51 (80%) were Green, 9 (14%) Amber and 4 (6%) Red, compared with 48 (75%) "
                "Green, 10 (16%) Amber and 6 (9%) Red in October."
            ),
            64,
            (51, 9, 4),
        ),
    ],
)
def test_figures_are_read_from_sentences(sentence, n, counts):
    found = read_figures(items(f"2.1 {sentence}\n"), frozenset(), Month(2016, 11), 1)
    current = found.pair.current
    assert (current.n, tuple(current.counts.values())) == (n, counts)
    assert [finding.id for finding in found.findings] == ["R63"]
    if "compared" in sentence:
        assert found.pair.previous.counts == {GREEN: 48, AMBER: 10, RED: 6}
        assert found.pair.previous.period == Month(2016, 10)


def test_shares_without_counts_are_kept_alone():
    found = read_figures(
        items("Overall 85% are on track (green), 10% amber and 5% red.\n"), frozenset(), None, None
    )
    assert found.pair.current.counts == {}
    assert found.pair.current.printed_shares == {GREEN: "85", AMBER: "10", RED: "5"}
    assert found.pair.current.n is None


def test_parts_of_the_plan_are_summed_by_their_total_row():
    table = "Theme→Green→Amber→Red\nHomes→10→1→0\nStreets→5→2→1\nTotal→15→3→1\n"
    pair = read_figures(items(table), frozenset(), Month(2012, 5), 1).pair
    assert pair.current.counts == {GREEN: 15, AMBER: 3, RED: 1}
    without = read_figures(items(table.replace("Total→15→3→1\n", "")), frozenset(), Month(2012, 5), 1).pair
    assert without.current.counts == {GREEN: 15, AMBER: 3, RED: 1}
    assert (without.previous, without.current.n) == (None, 19)


def test_a_class_that_is_none_of_ours_is_kept_and_said():
    found = read_figures(items("Status→No.\nGreen→10\nRed→2\nGrey→3\n"), frozenset(), None, None)
    assert [(each.printed, each.class_) for each in found.pair.current.classes][-1] == ("Grey", None)
    assert [finding.id for finding in found.findings] == ["R65"]


# Key


@pytest.mark.parametrize(
    "key",
    [
        "Key\n\nG→On target\nA→Up to a month late\nR→More than a month late\nB→Complete\n",
        "Key: G = On target; A = Up to a month late; R = More than a month late; B = Complete\n",
        "Where: -\n\nG – On target\nA – Up to a month late\nR – More than a month late\nB – Complete\n",
    ],
)
def test_keys_are_read_from_tables_and_lines(key):
    found = read_key(items(key), frozenset())
    assert [(each.mark, each.meaning) for each in found.entries] == [
        ("G", "On target"),
        ("A", "Up to a month late"),
        ("R", "More than a month late"),
        ("B", "Complete"),
    ]
    meanings = meanings_of(found.entries)
    assert [meanings[letter] for letter in "garb"] == [GREEN, AMBER, RED, GREEN]


@pytest.mark.parametrize(
    ("words", "class_"),
    [
        ("Up to one month late", AMBER),
        ("less than 1 month behind schedule", AMBER),
        ("3 weeks overdue", AMBER),
        ("one month late", AMBER),
        ("More than one month late", RED),
        ("6 weeks behind", RED),
        ("2 months or more late", RED),
        ("over 3 months delayed", RED),
    ],
)
def test_lateness_of_a_stated_length_has_a_class(words, class_):
    assert status_in_words(words).class_ is class_


def test_a_length_without_lateness_has_none():
    assert status_in_words("three months").class_ is None


# Changes


@pytest.mark.parametrize(
    ("text", "count", "share", "named"),
    [
        (
            (
                "Out of the total of 90 actions, 2 actions have been suspended. This amounts to 2.2 percent of them. "
                "These actions are: Mend the clock (3.2.4); and Sweep the square (5.1)."
            ),
            2,
            "2.2",
            [("3.2.4", "Mend the clock"), ("5.1", "Sweep the square")],
        ),
        (
            "Three actions (4.2%) were deferred: EN/4 Plant trees, EN/9 Fell trees and CS/1 Count trees.",
            3,
            "4.2",
            [("EN/4", "Plant trees"), ("EN/9", "Fell trees"), ("CS/1", "Count trees")],
        ),
        ("2.9 percent of actions have been rescheduled with approval.", None, "2.9", []),
        ("The deadline was revised after 70 (70%) actions turned green.", None, None, []),
    ],
)
def test_changes_are_read_from_sentences(text, count, share, named):
    found = read_changes(items(f"4.2 {text}\n"), frozenset())
    assert [(each.ref, each.title) for each in found.named] == named
    stated = (found.stated.count, found.stated.share) if found.stated else (None, None)
    assert stated == (count, share)


def test_changes_are_read_from_a_list_below():
    found = read_changes(
        items(
            "4.1 The following actions have been deferred:\n\n• 6.1 Paint the hall\n• Heat the hall (6.3)\n"
        ),
        frozenset(),
    )
    assert [(each.ref, each.title) for each in found.named] == [
        ("6.1", "Paint the hall"),
        ("6.3", "Heat the hall"),
    ]
