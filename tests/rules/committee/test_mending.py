from dataclasses import replace

import pytest

from fingerpost.rules.checks import check_document
from fingerpost.rules.committee.mending import UNSETTLED, Outcome, mend
from fingerpost.rules.draft import (
    ChangesStated,
    DraftRisk,
    FiguresPair,
    PlanRow,
    RefTitle,
    RiskLink,
)
from fingerpost.rules.months import Month
from tests.rules.faulty_drafts import (
    AMBER,
    CURRENT,
    GREEN,
    PREVIOUS,
    RED,
    REPORT,
    REPROGRAMMED,
    block,
    figures,
    line,
    section,
)


def fault(draft, finding):
    """The one fault of this check, and the draft as mended."""
    done = mend(draft)
    [found] = [each for each in done.faults if each.finding.id == finding]
    return found, done.draft


def texts(draft):
    return [each.text for one in draft.sections for each in one.paragraphs]


def saying(*paragraphs, **others):
    return replace(REPORT, sections=(section("1", "Progress in February 2026", *paragraphs),), **others)


def test_a_report_without_a_fault_is_left_as_it_is():
    done = mend(REPORT)
    assert done.draft == REPORT
    assert done.faults == ()


def nudged(current=None, **others):
    lines = (
        line(GREEN, 33, "82.5"),
        line(AMBER, 2, "5.1"),
        line(RED, 1, "2.5"),
        line(REPROGRAMMED, 4, "10.0"),
    )
    return replace(REPORT, figures=FiguresPair(current or figures(*lines, n=40), PREVIOUS), **others)


def test_a_share_is_settled_by_its_count_in_the_table_and_in_the_text():
    wrong = nudged(
        sections=(section("1", "Recommendation", "Of the plan 5.1% is amber. Costs rose by 5.1%."),)
    )
    found, mended = fault(wrong, "D01")
    assert (found.outcome, found.was, found.now) == (Outcome.MENDED, "5.1%", "5.0%")
    assert found.why == "The counts add up to 40, so the share follows from the count: 2 of 40 is 5.0%."
    assert mended.figures.current.printed_shares[AMBER] == "5.0"
    assert [each.share for each in mended.figures.current.classes] == ["82.5", "5.0", "2.5", "10.0"]
    assert texts(mended) == ["Of the plan 5.0% is amber. Costs rose by 5.1%."]


def test_a_line_of_no_class_that_we_know_is_settled_too():
    lines = (line(GREEN, 38, "95.0"), line(None, 2, "5.1", "Parked"))
    found, mended = fault(nudged(figures(*lines, n=40), sections=()), "D01")
    assert found.now == "5.0%"
    assert mended.figures.current.classes[1].share == "5.0"
    assert None not in mended.figures.current.printed_shares


def test_a_share_of_the_month_before_is_settled_and_the_text_left_alone():
    before = replace(
        PREVIOUS,
        classes=tuple(
            replace(each, share="10.4%") if each.class_ is AMBER else each for each in PREVIOUS.classes
        ),
    )
    wrong = replace(REPORT, figures=FiguresPair(CURRENT, before))
    found, mended = fault(wrong, "D01")
    assert (found.was, found.now) == ("10.4%", "10.3%")
    assert texts(mended) == texts(REPORT)


def test_one_share_given_of_two_classes_is_settled_for_each():
    wrong = nudged(sections=(section("1", "Recommendation", "Of the plan 5.1% is amber and 5.1% is red."),))
    assert texts(mend(wrong).draft) == ["Of the plan 5.0% is amber and 2.5% is red."]
    before = nudged(sections=(section("1", "Recommendation", "Of the plan: amber 5.1%, red 5.1%."),))
    assert texts(mend(before).draft) == ["Of the plan: amber 5.0%, red 2.5%."]


def test_counts_that_do_not_add_up_settle_no_share():
    lines = (
        line(GREEN, 33, "82.5"),
        line(AMBER, 2, "5.9"),
        line(RED, 1, "2.5"),
        line(REPROGRAMMED, 4, "10.0"),
    )
    found, _mended = fault(nudged(figures(*lines, n=41)), "D03")
    assert found.outcome is Outcome.UNRESOLVED
    found = next(each for each in mend(nudged(figures(*lines, n=41))).faults if each.finding.id == "D01")
    assert found.why == "The counts add up to 40, not to 41, so they settle no share."


def test_a_share_in_the_text_is_settled_by_the_table():
    found, mended = fault(saying("Of the plan 6% is amber."), "D05")
    assert (found.outcome, found.was, found.now) == (Outcome.MENDED, "6%", "5.0%")
    assert texts(mended) == ["Of the plan 5.0% is amber."]
    without = replace(
        CURRENT,
        counts={},
        classes=tuple(replace(each, count=None) for each in CURRENT.classes),
        n=None,
        n_source=None,
    )
    found, _ = fault(saying("Of the plan 6% is amber.", figures=FiguresPair(without, None)), "D05")
    assert found.why == UNSETTLED
    off = replace(CURRENT, n=41)
    found = next(
        each
        for each in mend(saying("Of the plan 9% is amber.", figures=FiguresPair(off, None))).faults
        if each.finding.id == "D05"
    )
    assert (
        found.why == "The counts do not add up to the number of actions highlighted, so they settle no share."
    )


def test_a_number_in_the_text_is_settled_by_a_count_that_its_share_bears_out():
    found, mended = fault(saying("Three actions are amber."), "D06")
    assert (found.outcome, found.was, found.now) == (
        Outcome.MENDED,
        "Three actions are amber",
        "two actions are amber",
    )
    found, mended = fault(saying("Of the plan, 3 actions are amber."), "D06")
    assert texts(mended) == ["Of the plan, 2 actions are amber."]
    found, mended = fault(saying("We saw all 44 actions highlighted."), "D06")
    assert texts(mended) == ["We saw all 40 actions highlighted."]
    found, mended = fault(saying("Twelve actions are green."), "D06")
    assert texts(mended) == ["33 actions are green."]


def test_a_number_that_no_share_bears_out_stays():
    bare = figures(*(line(each.class_, each.count, None) for each in CURRENT.classes))
    found, _ = fault(saying("Three actions are amber.", figures=FiguresPair(bare, None)), "D06")
    assert found.outcome is Outcome.UNRESOLVED
    assert "no share bears out only one of them" in found.why
    off = replace(CURRENT, n=41)
    found = next(
        each
        for each in mend(saying("Three actions are amber.", figures=FiguresPair(off, None))).faults
        if each.finding.id == "D06"
    )
    assert "settle no number" in found.why


def test_the_number_of_the_re_dated_is_not_settled_against_the_sum_of_the_counts():
    five = tuple(RefTitle(f"9.9.{number}", f"Action {number}") for number in range(5))
    wrong = saying("5 actions have been reprogrammed.", changes_stated=ChangesStated(5, None), changes=five)
    found, _ = fault(wrong, "D07")
    assert (
        found.why
        == "The text says 5, and so many are named: 5; but with 5 the counts would come to 41, not to the 40 highlighted."
    )
    found, _ = fault(replace(wrong, changes=()), "D07")
    assert found.why == "The text says 5; but with 5 the counts would come to 41, not to the 40 highlighted."
    off = FiguresPair(replace(CURRENT, n=41), None)
    found = next(each for each in mend(replace(wrong, figures=off)).faults if each.finding.id == "D07")
    assert "nothing in the document decides between them" in found.why


def test_the_share_of_the_re_dated_follows_from_their_number():
    wrong = saying(
        "4 actions have been reprogrammed, which is 11% of all.", changes_stated=ChangesStated(4, "11")
    )
    found, mended = fault(wrong, "D08")
    assert (found.outcome, found.now) == (Outcome.MENDED, "10.0%")
    assert mended.changes_stated.share == "10.0"
    assert texts(mended) == ["4 actions have been reprogrammed, which is 10.0% of all."]
    found, _ = fault(replace(wrong, sections=()), "D08")
    assert found.why == UNSETTLED


def named_by_parent(**others):
    one = block("3.1.2", AMBER, **others)
    return saying(
        "4 actions have been reprogrammed: Halls 3 (3.1.2).",
        changes=(RefTitle("3.1.2", "Halls 3"), RefTitle("5.5.5", "Another")),
        exceptions=(one, *REPORT.exceptions[1:]),
    )


def test_a_title_is_settled_where_the_box_and_the_row_agree():
    found, mended = fault(named_by_parent(), "D23")
    assert (found.outcome, found.was, found.now) == (Outcome.MENDED, "Halls 3", "Open the hall of ward 3.1.2")
    assert texts(mended) == ["4 actions have been reprogrammed: Open the hall of ward 3.1.2 (3.1.2)."]
    assert [each.title for each in mended.changes] == ["Open the hall of ward 3.1.2", "Another"]
    short = named_by_parent(action="Pay DFGs.", plan_row=PlanRow("Pay disabled facilities grants"))
    found, _ = fault(short, "D23")
    assert found.now == "Pay disabled facilities grants"
    for row in (PlanRow("Shut the pool"), None):
        found, _ = fault(named_by_parent(plan_row=row), "D23")
        assert found.why == "The box and the row of the plan do not agree on the title."


def test_an_abbreviated_title_is_written_out():
    wrong = replace(
        REPORT,
        exceptions=(
            block("3.1.2", AMBER, action="Pay DFGs", plan_row=PlanRow("Pay disabled facilities grants")),
            block("3.1.10", AMBER, plan_row=None),
            block("4.2.1", RED),
        ),
        changes=(RefTitle("4.4.4", "Another"),),
    )
    found, mended = fault(wrong, "D25")
    assert (found.outcome, found.now) == (Outcome.MENDED, "Pay disabled facilities grants")
    assert mended.exceptions[0].action == "Pay disabled facilities grants"


def test_what_a_box_lacks_is_taken_from_the_row_below_it():
    def lacking(**others):
        return replace(REPORT, exceptions=(replace(block("3.1.2", AMBER), **others), *REPORT.exceptions[1:]))

    found, mended = fault(lacking(who=(), reason=None, corrective_action=None, original=None), "D33")
    assert found.outcome is Outcome.PARTLY
    assert found.now == "who: AB; corrective action"
    assert found.why == "The row of the plan below the box has it. Nowhere in the document: original date."
    assert mended.exceptions[0].who == ("AB",)
    found, _ = fault(lacking(who=()), "D33")
    assert found.outcome is Outcome.MENDED
    found, _ = fault(lacking(who=(), plan_row=None), "D33")
    assert found.why == UNSETTLED
    found, _ = fault(lacking(who=(), plan_row=PlanRow("Open the hall of ward 3.1.2")), "D33")
    assert found.why == UNSETTLED
    found, _ = fault(lacking(ref=None, who=()), "D33")
    assert found.why == UNSETTLED


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({"title": "Improvement Plan Exception Report January 2026"}, "February 2026"),
        ({"title": "EXCEPTION REPORT JANUARY 2026"}, "FEBRUARY 2026"),
        ({"appendices": ("Appendix 1 Exceptions report for January",)}, "February"),
        ({"sections": (section("2", "Progress in January 2026"), section("3", "Other"))}, "February 2026"),
        (
            {"sections": (section("2", "Progress", "The report for January 2026 is attached."),)},
            "February 2026",
        ),
    ],
)
def test_a_month_copied_forward_is_settled_by_the_figures(wrong, right):
    found, mended = fault(replace(REPORT, **wrong), "D50")
    assert (found.outcome, found.now) == (Outcome.MENDED, right)
    assert not [each for each in check_document(mended) if each.id == "D50"]


def test_a_month_is_not_settled_without_figures_of_its_own():
    wrong = replace(REPORT, title="Improvement Plan Exception Report January 2026", figures=None)
    found, _ = fault(wrong, "D50")
    assert "do not decide between them" in found.why


def risks(*printed):
    return replace(
        REPORT,
        risks=tuple(
            DraftRisk(
                f"KO{number}",
                f"Risk {number}",
                ("CP1",),
                links=(RiskLink("CP1", words), RiskLink("CP2", "CP2: Parks")),
            )
            for number, words in enumerate(printed, start=1)
        ),
    )


def test_the_title_of_a_section_is_that_which_most_links_give():
    found, mended = fault(risks("CP1: Money", "CP1 – money", "CP1: Homes", "CP1: Money"), "D65")
    assert (found.outcome, found.was, found.now) == (Outcome.MENDED, "CP1: Homes", "CP1: Money")
    assert found.why == "3 of 4 links give CP1 this title."
    assert [each.links[0].printed for each in mended.risks] == [
        "CP1: Money",
        "CP1 – money",
        "CP1: Money",
        "CP1: Money",
    ]
    found, _ = fault(risks("CP1: Money", "CP1: Homes"), "D65")
    assert found.why == "No title is given more often than the others."


def test_what_stays_open_says_why_and_a_note_that_nothing_follows_from_is_left_out():
    wrong = replace(REPORT, exceptions=tuple(replace(each, revised=None) for each in REPORT.exceptions))
    done = mend(wrong)
    assert all(each.outcome is not Outcome.UNRESOLVED or each.why for each in done.faults)
    months = replace(REPORT, figures=FiguresPair(CURRENT, replace(PREVIOUS, period=Month(2025, 12))))
    found, _ = fault(months, "D51")
    assert found.why == UNSETTLED
