"""The checks on what the classes mean: D15 and D16."""

from dataclasses import replace

import pytest

from fingerpost.rules.checks.definitions import late_beyond
from fingerpost.rules.draft import ChangesStated, KeyEntry, RefTitle
from tests.rules.faulty_drafts import (
    AMBER,
    GREEN,
    REPORT,
    REPROGRAMMED,
    figures,
    found,
    line,
    only,
    with_figures,
    with_text,
)


def key(*meanings):
    return tuple(KeyEntry(None, meaning) for meaning in meanings)


def test_a_key_and_a_text_that_set_different_tolerances_are_found():
    draft = with_text(
        "5.0% of actions are one month behind [amber].",
        base=replace(REPORT, key=key("Less than one month behind", "Over one month behind")),
    )
    finding = only("D15", draft)
    assert finding.places == ("key", "paragraph 2.1 (line 21)")
    assert finding.values == {
        "key": "Less than one month behind",
        "paragraph 2.1 (line 21)": "one month behind",
    }


@pytest.mark.parametrize(
    ("of_the_key", "words", "differs"),
    [
        ("Up to one month behind", "one month behind [amber]", False),
        ("Up to 1 month behind", "within one month late [amber]", False),
        ("Less than a month behind", "under one month late [amber]", False),
        ("Less than one month behind", "less than two months late [amber]", True),
        ("Less than one month behind", "less than one week late [amber]", True),
        ("More than one month behind", "over 1 month behind target [red]", False),
        ("At least one month behind", "over one month behind target [red]", True),
        ("Less than one month behind", "one month late, 3 of them [amber]", False),
        ("Less than one month behind", "one month late. Amber actions follow", False),
        ("Less than one month behind", "Amber (one month late)", True),
        ("Less than one month behind", "Red or amber, or one month late", False),
        ("Less than one month behind", "under one month behind [amber], over one month behind [red]", False),
        ("Less than one month behind", "two months behind or over three months behind [amber]", True),
    ],
)
def test_tolerances_differ_in_comparison_number_or_unit(of_the_key, words, differs):
    draft = with_text(words, base=replace(REPORT, key=key(of_the_key)))
    assert bool(found("D15", draft)) is differs


def test_a_key_with_colours_is_read_by_them():
    draft = replace(REPORT, key=(KeyEntry("Amber", "over two weeks behind"), KeyEntry("Blue", "not started")))
    finding = only("D15", draft)
    assert finding.values["key"] == "over two weeks behind"


def test_the_document_says_itself_from_when_an_action_is_red():
    assert late_beyond(REPORT) == (1, "more than one month behind")
    assert late_beyond(with_text("Nothing.", base=replace(REPORT, key=()))) is None


def test_a_class_of_changes_defined_in_several_ways_is_found():
    draft = with_text(
        "10.0% of the actions have been rescheduled [or suspended] with approval.",
        "4 actions have been deleted, suspended or substantially revised: Ponds (9.1.1).",
        base=replace(
            with_figures(line(GREEN, 36, None), line(REPROGRAMMED, 4, None, "Moved")),
            changes=(RefTitle("9.1.1", "Ponds"),),
            exceptions=(),
        ),
    )
    finding = only("D16", draft)
    assert finding.places == ("paragraph 2.1 (line 21)", "paragraph 2.2 (line 22)")
    assert finding.values == {
        "paragraph 2.1 (line 21)": "rescheduled [or suspended] with approval",
        "paragraph 2.2 (line 22)": "deleted, suspended or substantially revised",
    }


def test_what_is_told_of_single_changes_is_taken_together():
    draft = with_text(
        "1 has been withdrawn: Ponds (9.1.1). 2 have been suspended. The rest, 1 of 4 actions, was deferred.",
        base=replace(REPORT, changes=(RefTitle("9.1.1", "Ponds"),)),
    )
    assert found("D16", draft) == []


def test_one_definition_in_other_words_is_one():
    draft = with_text(
        "4 actions have been withdrawn, re-scheduled or put on hold. They are listed.",
        "4 actions are here.",
        base=replace(REPORT, changes_stated=ChangesStated(4, None)),
    )
    assert found("D16", draft) == []


def test_a_report_without_figures_has_no_class_of_changes_in_a_table():
    stated = replace(REPORT, figures=None, changes=(RefTitle("9.1.1", "Ponds"),))
    assert found("D16", with_text("See 9.1.1.", "It was deferred.", base=stated)) == []


def test_figures_of_other_classes_define_no_changes():
    assert (
        found("D16", replace(REPORT, figures=replace(REPORT.figures, current=figures(line(AMBER, 1, None)))))
        == []
    )
