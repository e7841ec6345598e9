"""The checks on figures: D01 to D12."""

from dataclasses import replace

import pytest

from fingerpost.importer.recognition.reported import FIGURES_FROM_TEXT
from fingerpost.rules.checks import check_document
from fingerpost.rules.checks.shares import fits, number_of, rounded
from fingerpost.rules.draft import ChangesStated, FiguresPair, RefTitle
from fingerpost.rules.findings import Severity
from tests.rules.faulty_drafts import (
    AMBER,
    CURRENT,
    GREEN,
    PREVIOUS,
    RED,
    REPORT,
    REPROGRAMMED,
    TRACKER,
    block,
    figures,
    found,
    line,
    only,
    with_block,
    with_figures,
    with_text,
)


def test_nothing_is_found_in_a_report_without_a_fault():
    assert check_document(REPORT) == ()


def test_nothing_is_found_in_a_tracker_without_a_fault():
    assert check_document(TRACKER) == ()


@pytest.mark.parametrize(
    ("share", "count", "total", "is_one"),
    [
        ("7.2", 10, 138, True),
        ("7.3", 10, 138, False),
        ("7.2%", 10, 138, True),
        ("7.25", 10, 138, True),
        ("7.24", 10, 138, False),
        ("7 per cent", 10, 138, True),
        ("8", 10, 138, False),
        ("12.5", 1, 8, True),
        ("13", 1, 8, True),
        ("12", 1, 8, True),
        ("11", 1, 8, False),
        ("n/a", 1, 8, True),
        ("50", 1, 0, True),
    ],
)
def test_a_share_fits_if_it_is_a_rounding_to_its_own_places(share, count, total, is_one):
    assert fits(share, count, total) is is_one


def test_shares_are_rounded_half_up_to_the_places_of_another():
    assert [rounded(1, 16, like) for like in ("6", "6.3", "6.25", "x")] == ["6.3", "6.3", "6.25", "6.3"]
    assert number_of("a few") is None


def test_a_nudged_share_is_found_with_every_place_that_prints_it():
    draft = replace(
        with_figures(
            line(GREEN, 122, "88.4"),
            line(AMBER, 10, "7.3"),
            line(RED, 2, "1.4"),
            line(REPROGRAMMED, 4, "2.9"),
        ),
        sections=with_text("Of the actions 7.3% are behind [amber].").sections,
        exceptions=(),
    )
    finding = only("D01", draft)
    assert finding.severity is Severity.ERROR
    assert finding.places == ("figures table, amber, February 2026", "paragraph 2.1 (line 21)")
    assert finding.values == {"printed": "7.3", "count": 10, "of": 138, "share": "7.2"}
    assert "10 of 138 is 7.2%" in finding.message


def test_a_share_by_the_sum_of_the_counts_is_a_rounding_too():
    draft = with_figures(line(GREEN, 1, "50"), line(RED, 1, "50"), n=3)
    assert found("D01", draft) == []
    assert only("D03", draft).values == {"sum": 2, "printed": 3}


def test_a_line_without_a_class_is_named_as_printed():
    draft = with_figures(replace(line(GREEN, 1, "40"), class_=None, printed="Blue"), line(RED, 1, "50"))
    assert only("D01", draft).places == ("figures table, Blue, February 2026",)


def test_the_previous_column_is_checked_too():
    previous = figures(line(GREEN, 1, "52"), line(RED, 1, "50"), period=None)
    finding = only("D01", replace(REPORT, figures=FiguresPair(CURRENT, previous)))
    assert finding.places == ("figures table, green, previous period",)


def test_figures_without_lines_are_checked_by_class():
    bare = replace(CURRENT, classes=(), printed_shares={**CURRENT.printed_shares, RED: "3.5"})
    assert only("D01", replace(REPORT, figures=FiguresPair(bare))).values["count"] == 1


def test_lines_without_count_or_share_and_empty_tables_are_left_alone():
    draft = with_figures(line(GREEN, None, "40"), line(RED, 1, None))
    assert found("D01", draft) == found("D03", draft) == []
    empty = figures()
    previous = replace(empty, period=PREVIOUS.period)
    assert check_document(replace(REPORT, figures=FiguresPair(empty, previous), exceptions=())) == ()


def test_shares_of_another_total_are_one_finding():
    draft = with_figures(line(GREEN, 30, "60.0"), line(AMBER, 5, "10.0"), line(RED, 5, "10.0"))
    finding = only("D02", draft)
    assert finding.values == {"sum": 40, "total of the shares": 50}
    assert found("D01", draft) == []


def test_shares_that_are_merely_wrong_belong_to_no_other_total():
    draft = with_figures(line(GREEN, 30, "60.0"), line(AMBER, 5, "90.0"), line(RED, 5, "10.0"))
    assert found("D02", draft) == []
    assert len(found("D01", draft)) == 3


def test_counts_that_do_not_add_up_are_found():
    draft = with_figures(*CURRENT.classes, n=41)
    assert only("D03", draft).values == {"sum": 40, "printed": 41}
    assert found("D03", with_figures(*CURRENT.classes, n=40)) == []


def test_shares_beyond_rounding_are_found_and_within_it_are_not():
    beyond = with_figures(line(GREEN, None, "90.0"), line(AMBER, None, "10.2"))
    assert only("D04", beyond).values == {"sum": "100.2", "explained": "0.1"}
    assert found("D04", with_figures(line(GREEN, None, "90.0"), line(AMBER, None, "10.1"))) == []
    assert found("D04", with_figures(line(GREEN, None, "90.0"), line(AMBER, None, None))) == []
    assert found("D04", with_figures(line(GREEN, 0, "0"), line(AMBER, 0, "0"))) == []


def test_a_share_in_words_that_the_table_contradicts_is_found():
    finding = only("D05", with_text("Of all actions 84.3 per cent are on target [green]."))
    assert finding.places == ("paragraph 2.1 (line 21)", "figures table, green")
    assert finding.values == {"text": "84.3", "count": 33, "of": 40, "share": "82.5"}


def test_a_share_before_its_colour_is_read_so():
    draft = with_text("Actions by class: green 82.5%, amber 5.0%, red 9.9%.")
    assert only("D05", draft).values["text"] == "9.9"


def test_a_share_in_words_is_held_against_the_printed_share_where_there_is_no_count():
    draft = with_text(
        "5% of actions are red.", base=with_figures(line(GREEN, None, "90"), line(RED, None, "10%"))
    )
    assert only("D05", draft).values == {"text": "5", "table": "10"}
    two = with_text("5% of actions are red.", base=with_figures(line(RED, None, "9"), line(RED, None, "10%")))
    assert found("D05", two) == []


@pytest.mark.parametrize(
    "words",
    [
        "Of all actions 83% are on target.",
        "Green actions rose by 4.1 percent.",
        "In January 76.9 percent of actions were green.",
        "60% of actions were green compared with the plan before.",
        "95% of invoices were paid on target.",
        "60% of actions are green or amber.",
        "The green share of actions is 60% and the red one is 3%, better than amber.",
        "60% of actions are in hand.",
        "60% of actions are on track and 22.5% are completed.",
        "Of these 60% of actions are green.",
        "In Parks 60% of actions are green.",
        "60% of the actions within the Housing theme are green.",
        "A target of 95% of actions on target was set, and 10% of them were not green.",
    ],
)
def test_shares_that_say_nothing_of_one_class_this_period_are_left_alone(words):
    assert found("D05", with_text(words)) == []


def test_a_report_without_figures_has_nothing_to_hold_words_against():
    draft = replace(REPORT, figures=None)
    assert check_document(draft) == ()


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("Out of the total of 41 actions for the month, some are late.", {"text": 41, "table": 40}),
        ("Of the 41 actions highlighted for February most are green.", {"text": 41, "table": 40}),
        ("In all 34 actions are green.", {"text": 34, "table": 33}),
        ("3 (7.5%) actions were marked amber.", {"text": 3, "table": 2}),
        ("Three actions are amber.", {"text": 3, "table": 2}),
    ],
)
def test_a_number_in_words_that_the_table_contradicts_is_found(words, values):
    finding = only("D06", with_text(words))
    assert finding.places == ("paragraph 2.1 (line 21)", "figures table")
    assert finding.values == values


@pytest.mark.parametrize(
    "words",
    [
        "Out of the total of 40 actions for the month, 33 are green.",
        "39 actions were highlighted last month.",
        "In January 30 actions were green.",
        "9 amber actions have been completed since.",
        "In Parks 9 actions are amber.",
    ],
)
def test_numbers_that_agree_or_belong_elsewhere_are_left_alone(words):
    assert found("D06", with_text(words)) == []


def test_another_number_of_changes_in_text_and_table_is_found():
    draft = with_text(
        "5 actions have been suspended.", base=replace(REPORT, changes_stated=ChangesStated(5, "12.5"))
    )
    finding = only("D07", draft)
    assert finding.places == ("figures table, reprogrammed", "paragraph 2.1 (line 21)")
    assert finding.values == {"table": 4, "text": 5}
    assert "4 actions (10.0%)" in finding.message
    assert "5 (12.5%)" in finding.message


def test_changes_are_left_alone_where_the_table_does_not_count_them():
    stated = ChangesStated(5, None)
    draft = replace(with_figures(line(GREEN, 1, None)), changes_stated=stated)
    assert found("D07", draft) == []
    finding = only("D07", replace(with_text("Nothing."), changes_stated=stated))
    assert finding.places == ("figures table, reprogrammed",)


def test_a_stated_share_that_is_no_rounding_is_found():
    draft = with_text("All is well.", base=replace(REPORT, changes_stated=ChangesStated(4, "12%")))
    finding = only("D08", draft)
    assert finding.places == ("changes in the text",)
    assert finding.values == {"printed": "12", "count": 4, "of": 40}
    assert found("D08", replace(REPORT, changes_stated=ChangesStated(4, None))) == []


def test_more_changes_counted_than_named_are_found():
    named = (RefTitle("5.1", "Hedges"), RefTitle(None, "Ponds"), RefTitle(None, None))
    draft = with_text("4 actions were deferred: Hedges (5.1).", base=replace(REPORT, changes=named))
    finding = only("D09", draft)
    assert finding.places == ("paragraph 2.1 (line 21)",)
    assert finding.values == {"counted": 4, "named": 3}
    assert "5.1, Ponds and one without a ref" in finding.message
    alike = replace(draft, changes_stated=ChangesStated(3, None))
    assert found("D09", alike) == []
    assert only("D09", replace(draft, sections=())).places == ("changes in the text",)


def test_more_blocks_than_amber_and_red_are_found():
    draft = replace(REPORT, exceptions=(*REPORT.exceptions, block("5.1.1", AMBER)))
    assert only("D10", draft).values == {"blocks": 4, "amber": 2, "red": 1}
    assert found("D10", replace(REPORT, exceptions=())) == []
    assert found("D10", replace(with_figures(line(GREEN, 1, None)), exceptions=REPORT.exceptions)) == []


def test_a_block_of_another_class_among_the_exceptions_is_found():
    finding = only("D11", with_block(status=REPROGRAMMED, printed="[Hatched]"))
    assert finding.places == ("exception 3.1.2 (line 30)",)
    assert finding.values == {"ref": "3.1.2", "status": "reprogrammed", "blocks": 3}
    assert "marked reprogrammed ([Hatched])" in finding.message
    assert "only if it is counted with them" in finding.message
    fewer = replace(with_block(status=GREEN, printed=None), figures=None)
    assert "only if" not in only("D11", fewer).message


def test_an_appendix_of_whole_classes_is_a_choice():
    red_alone = replace(REPORT, exceptions=(block("4.2.1", RED),))
    assert check_document(red_alone) == ()
    with_changes = tuple(block(f"9.1.{number}", REPROGRAMMED) for number in range(4))
    assert check_document(replace(REPORT, exceptions=(*REPORT.exceptions, *with_changes))) == ()
    some = tuple(block(f"9.1.{number}", REPROGRAMMED) for number in range(3))
    assert len(found("D11", replace(REPORT, exceptions=(*REPORT.exceptions, *some)))) == 3
    assert len(found("D10", replace(REPORT, exceptions=(block("4.2.1", None),)))) == 1


def test_lines_that_share_a_class_are_named_as_printed():
    lines = (line(GREEN, 30, "80.0", "Complete"), line(GREEN, 6, "15.0", "On track"))
    changes = (line(REPROGRAMMED, 1, "2.5", "Stopped"), line(REPROGRAMMED, 3, "7.5", "Re-dated"))
    stated = replace(with_figures(*lines, *changes), changes_stated=ChangesStated(5, None), exceptions=())
    assert only("D01", stated).places == ("figures table, Complete, February 2026",)
    assert only("D01", stated).message.startswith("Complete is printed as 80.0%")
    assert "counts 4 actions as “Stopped” and “Re-dated”" in only("D07", stated).message


def test_an_appendix_of_one_other_class_is_another_kind_of_appendix():
    draft = replace(REPORT, figures=None, exceptions=(block("3.1.2", REPROGRAMMED),))
    assert found("D11", draft) == []


def test_blocks_of_a_colour_are_held_against_its_count():
    finding = only(
        "D12",
        replace(
            REPORT,
            exceptions=(block("3.1.2", RED), block("3.1.10", None), block("4.2.1", RED, printed="red")),
        ),
    )
    assert finding.values == {"blocks": 2, "table": 1}
    assert finding.places == ("appendix", "figures table, red")
    exchanged = (block("3.1.2", AMBER), block("3.1.10", RED), block("4.2.1", RED))
    assert [each.values["blocks"] for each in found("D12", replace(REPORT, exceptions=exchanged))] == [1, 2]
    assert found("D12", replace(REPORT, exceptions=(block("3.1.2", AMBER), block("4.2.1", RED)))) == []
    assert found("D12", replace(REPORT, exceptions=(block("3.1.2", AMBER), block("4.2.1", None)))) == []


def test_previous_figures_alone_hold_nothing_against_the_words():
    draft = replace(REPORT, figures=FiguresPair(None, PREVIOUS))
    assert check_document(draft) == ()


def test_figures_that_the_reader_had_from_a_sentence_are_not_called_a_table():
    noted = FIGURES_FROM_TEXT.finding(
        ("paragraph 2.1",), "The figures were read from the words at paragraph 2.1."
    )
    blocks = (block("3.1.2", RED), block("3.1.10", None), block("4.2.1", RED))
    finding = only("D12", replace(REPORT, exceptions=blocks, findings=(noted,)))
    assert finding.places == ("appendix", "sentence of figures, red")
    assert finding.message.endswith("the sentence of figures counts 1.")


@pytest.mark.parametrize(
    "words", ["In quarter 3 60% of actions were green.", "In the third quarter 60% of actions were green."]
)
def test_a_share_of_the_quarter_reported_is_held_against_the_table(words):
    assert only("D05", with_text(words)).values["text"] == "60"


@pytest.mark.parametrize(
    "words", ["In Q2 60% of actions were green.", "In the fourth quarter 60% of actions were green."]
)
def test_a_share_of_another_quarter_is_left_alone(words):
    assert found("D05", with_text(words)) == []


def test_without_a_plan_year_quarters_are_those_from_april():
    assert (
        found(
            "D05", with_text("In quarter 3 60% of actions were green.", base=replace(REPORT, plan_year=None))
        )
        == []
    )
    assert only(
        "D05", with_text("In quarter 4 60% of actions were green.", base=replace(REPORT, plan_year=None))
    )
