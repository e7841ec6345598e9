"""What the checks find in the real reports: every fault that was found by hand, by its id and place."""

import pytest

from fingerpost.importer.read import read
from fingerpost.rules.checks import check_document


def read_and_checked(real, start):
    [path] = real.glob(f"{start}_*.txt")
    return check_document(read(path.name, path.read_bytes()))


@pytest.fixture(scope="module")
def february(real):
    return read_and_checked(real, "002")


FOUND_BY_HAND = {
    "amber is printed 7.3 where 10 of 138 is 7.2": ("D01", "figures table, amber, February 2008"),
    "and so it is in the recommendation": ("D01", "paragraph 2.2 (line 21)"),
    "4 re-dated in the table": ("D07", "figures table, reprogrammed"),
    "5 re-dated in the text": ("D07", "paragraph 4.2 (line 51)"),
    "the fourth class in the recommendation": ("D16", "paragraph 2.2 (line 21)"),
    "the fourth class in the table": ("D16", "figures table"),
    "the fourth class in the text": ("D16", "paragraph 4.2 (line 51)"),
    "amber in the key": ("D15", "key"),
    "amber in the text": ("D15", "paragraph 2.2 (line 21)"),
    "a hatched block among 10 amber and 2 red": ("D11", "exception 20.2.6 (line 227)"),
    "3.2.4 is re-dated and an exception": ("D22", "exception 3.2.4 (line 136)"),
    "12.1.1 is re-dated and an exception": ("D22", "exception 12.1.1 (line 166)"),
    "3.2.4 has its deliverable's title": ("D23", "exception 3.2.4 (line 136)"),
    "12.1.1 has its deliverable's title": ("D23", "exception 12.1.1 (line 166)"),
    "2.2 is a deliverable and an action": ("D26", "exception 2.2 (line 129)"),
    "2.2 has two titles": ("D24", "exception 2.2, plan row (line 129)"),
    "an abbreviated title is a note": ("D25", "exception 3.2.4 (line 136)"),
    "11.1.3 lacks action, who and dates": ("D33", "exception 11.1.3 (line 148)"),
    "11.3.5 lacks action, who and dates": ("D33", "exception 11.3.5 (line 155)"),
    "the revised date of 16.4.6 is a season": ("D43", "exception 16.4.6 (line 206), revised date"),
    "the revised date of 20.2.4 is no date": ("D42", "exception 20.2.4 (line 217), revised date"),
    "the revised date of 20.2.6 is no date": ("D42", "exception 20.2.6 (line 227), revised date"),
    "the revised date of 20.3.1 is a year": ("D43", "exception 20.3.1 (line 239), revised date"),
    "16.4.6 was due before the plan": ("D40", "exception 16.4.6 (line 206), original date"),
    "2.2 speaks of an earlier revised date": ("D47", "exception 2.2 (line 129)"),
    "11.1.3 goes beyond the plan in words": ("D41", "exception 11.1.3, plan row (line 148)"),
    "16.4.6 goes beyond the plan": ("D41", "exception 16.4.6 (line 206), revised date"),
    "20.3.1 goes beyond the plan": ("D41", "exception 20.3.1 (line 239), revised date"),
    "16.4.1 was completed after the period": ("D44", "exception 16.4.1, plan row (line 188)"),
    "the two texts of 16.4.1 disagree": ("D45", "exception 16.4.1 (line 188)"),
    "the two texts of 16.4.2 disagree": ("D45", "exception 16.4.2 (line 195)"),
    "more are late by their dates than are red": ("D36", "figures table, red"),
    "community safety cites financial management": ("D60", "section 12 (line 88)"),
    "equalities cites housing": ("D60", "paragraph 10.1 (line 77)"),
}


@pytest.mark.parametrize("fault", FOUND_BY_HAND)
def test_every_fault_found_by_hand_is_found(february, fault):
    finding_id, place = FOUND_BY_HAND[fault]
    assert place in [each for finding in february if finding.id == finding_id for each in finding.places]


def test_the_actions_without_blocks_are_those(february):
    assert [each.values["ref"] for each in february if each.id == "D20"] == ["5.2.4", "10.4.3", "22.6.4"]


def test_the_colour_is_missing_from_all_blocks_but_one(february):
    [finding] = [each for each in february if each.id == "D30"]
    assert finding.values == {"without": 11, "blocks": 12}
    assert len(finding.places) == 11


def test_every_block_with_both_dates_is_late_by_them(february):
    [finding] = [each for each in february if each.id == "D36"]
    assert finding.values == {"late by their dates": 8, "with both dates": 8, "red": 2}


def test_nothing_is_found_that_was_not_read_beside_the_document(february):
    counts = {}
    for each in february:
        counts[each.id] = counts.get(each.id, 0) + 1
    assert counts == {
        **dict.fromkeys(("D01", "D07", "D11", "D15", "D16", "D24", "D25", "D26"), 1),
        **dict.fromkeys(("D22", "D23", "D28", "D33", "D42", "D43", "D45", "D60"), 2),
        **dict.fromkeys(("D30", "D32", "D36", "D40", "D44", "D47"), 1),
        "D20": 3,
        "D41": 3,
    }


def test_the_new_plan_has_one_section_with_two_titles(real):
    [finding] = read_and_checked(real, "000")
    assert (finding.id, finding.places) == ("D65", ("risk KO16",))
    assert finding.values["code"] == "FP1"
