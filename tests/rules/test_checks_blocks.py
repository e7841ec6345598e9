"""The checks on exception blocks: D30 to D38."""

from dataclasses import replace

from fingerpost.rules.draft import KeyEntry, PlanRow, PrintedDate, StatusSource
from fingerpost.rules.findings import Severity
from fingerpost.rules.months import Month
from tests.rules.faulty_drafts import (
    AMBER,
    FEBRUARY,
    GREEN,
    ORIGINAL,
    RED,
    REPORT,
    block,
    day,
    found,
    line,
    only,
    strip,
    with_block,
    with_figures,
)

NO_STATUS = {"status": None, "printed": None, "status_source": StatusSource.NONE}
PLACE = "exception 3.1.2 (line 30)"


def test_blocks_without_status_are_one_finding():
    draft = replace(REPORT, exceptions=(block("3.1.2", None), block("3.1.10", None), block("4.2.1", RED)))
    finding = only("D30", draft)
    assert finding.places == (PLACE, "exception 3.1.10 (line 30)")
    assert finding.values == {"without": 2, "blocks": 3}
    assert "2 of 3 exceptions have no status: 3.1.2 and 3.1.10" in finding.message


def test_one_block_and_all_blocks_without_status_are_worded_so():
    assert "1 of 3 exceptions has no status" in only("D30", with_block(**NO_STATUS)).message
    everything = replace(REPORT, exceptions=(block("3.1.2", None), block("3.1.10", None)))
    assert "None of the exceptions has a status" in only("D30", everything).message


def test_a_status_in_words_without_a_class_is_a_status():
    assert found("D30", with_block(status=None, printed="Purple")) == []


def test_a_status_by_colour_alone_is_a_note():
    finding = only("D31", with_block(status_source=StatusSource.FILL, printed=None))
    assert finding.severity is Severity.NOTE
    assert finding.places == (PLACE,)
    assert found("D31", with_block(status_source=StatusSource.FILL, printed="A")) == []


def test_a_key_whose_marks_are_lost_is_a_note():
    draft = replace(REPORT, key=(KeyEntry(None, "on target"), KeyEntry("Red", "late")))
    assert only("D32", draft).values == {"without": 1, "lines": 2}
    both = replace(REPORT, key=(KeyEntry("", "on target"), KeyEntry(None, "late")))
    assert "2 of 2 lines of the key have no mark" in only("D32", both).message


def test_a_box_that_lacks_what_it_must_hold_is_found():
    finding = only(
        "D33",
        with_block(who=(" ",), original=None, revised=PrintedDate(" "), reason=None, corrective_action=None),
    )
    assert finding.severity is Severity.ERROR
    assert finding.places == (PLACE,)
    assert finding.values == {
        "ref": "3.1.2",
        "missing": "corrective action, person responsible, original date, revised date",
    }
    assert "its plan row gives a lead (AB) and a corrective action" in finding.message


def test_what_the_plan_row_does_not_give_is_not_promised():
    finding = only("D33", with_block(ref=None, who=(), plan_row=PlanRow()))
    assert finding.message == "The box of “Open the hall of ward 3.1.2” has no person responsible."
    nameless = only("D33", with_block(ref=None, action=None, plan_row=None))
    assert nameless.message == "The box of an action without a ref has no title."
    assert nameless.places == ("exception without a ref (line 30)",)


def test_a_reason_alone_says_enough():
    assert found("D33", with_block(corrective_action=None)) == []


def test_what_no_box_has_is_missing_from_the_form():
    draft = replace(
        REPORT, exceptions=tuple(replace(each, who=(), revised=None) for each in REPORT.exceptions)
    )
    finding = only("D39", draft)
    assert finding.places == ("appendix",)
    assert finding.values == {"missing": "person responsible", "blocks": 3}
    assert found("D33", draft) == []
    dateless = replace(REPORT, exceptions=tuple(replace(each, revised=None) for each in REPORT.exceptions))
    assert found("D39", dateless) == []
    assert len(found("D34", dateless)) == 1


def test_a_missing_revised_date_is_only_a_note():
    draft = with_block(revised=None)
    assert only("D34", draft).places == (PLACE,)
    assert found("D33", draft) == []
    assert found("D34", with_block(revised=None, who=())) == []
    two = replace(REPORT, exceptions=(block("3.1.2", AMBER, revised=None), block("4.2.1", RED, revised=None)))
    assert "3.1.2 and 4.2.1 have no revised date" in only("D34", two).message


def test_different_people_are_found_and_shared_ones_are_not():
    finding = only("D35", with_block(who=("AB", "CD"), plan_row=PlanRow(lead=("EF",))))
    assert finding.values == {"ref": "3.1.2", "box": "AB, CD", "plan row": "EF"}
    assert found("D35", with_block(who=("AB", "CD"), plan_row=PlanRow(lead=("C.D.",)))) == []
    assert found("D35", with_block(who=("Head of Parks",), plan_row=PlanRow(lead=("CD",)))) == []
    assert found("D35", with_block(who=("AB",), plan_row=PlanRow(lead=("Carol Dean",)))) == []
    assert found("D35", with_block(plan_row=None)) == []


def late(ref, **others):
    return block(ref, AMBER, **{"original": day("Nov 2025"), "revised": day("Feb 2026"), **others})


def test_more_blocks_late_by_their_dates_than_are_red_are_found():
    draft = replace(REPORT, exceptions=(late("3.1.2"), late("3.1.10"), block("4.2.1", RED)))
    finding = only("D36", draft)
    assert finding.places == ("figures table, red", PLACE, "exception 3.1.10 (line 30)")
    assert finding.values == {"late by their dates": 2, "with both dates": 3, "red": 1}
    assert "2 of the 3 exceptions" in finding.message
    all_late = replace(REPORT, exceptions=(late("3.1.2"), late("3.1.10")))
    assert only("D36", all_late).message.startswith("All 2 exceptions that have both dates")


def test_no_more_late_blocks_than_red_ones_are_right():
    assert found("D36", replace(REPORT, exceptions=(late("3.1.2"), block("4.2.1", AMBER)))) == []


def test_late_blocks_are_judged_by_the_documents_own_words_and_count():
    exceptions = (late("3.1.2"), late("3.1.10"), late("4.2.1", revised=day("unknown")))
    assert len(found("D36", replace(REPORT, exceptions=exceptions))) == 1
    three_months = replace(
        REPORT, exceptions=exceptions, key=(KeyEntry("Red", "over three months behind"),), sections=()
    )
    assert found("D36", three_months) == []
    half_a_year = (late("3.1.2", revised=day("May 2026")), late("4.2.1", revised=day("May 2026")))
    assert "more than three months late" in only("D36", replace(three_months, exceptions=half_a_year)).message
    assert found("D36", replace(with_figures(line(GREEN, 1, None)), exceptions=exceptions)) == []
    seasons = tuple(late(ref, revised=day("Winter 2025")) for ref in ("3.1.2", "3.1.10"))
    assert found("D36", replace(REPORT, exceptions=seasons)) == []
    assert found("D36", replace(REPORT, exceptions=exceptions, figures=None)) == []


def test_a_strip_that_shows_another_status_is_found():
    finding = only("D37", with_block(plan_row=PlanRow(months=strip(FEBRUARY, RED))))
    assert finding.places == (PLACE, "exception 3.1.2, plan row, February 2026 (line 30)")
    assert finding.values == {"ref": "3.1.2", "box": "amber", "plan row": "red"}


def test_a_strip_that_agrees_or_is_silent_is_right():
    for months in (strip(FEBRUARY, AMBER), strip(FEBRUARY, None), strip(Month(2026, 1), GREEN)):
        assert found("D37", with_block(plan_row=PlanRow(months=months))) == []
    assert found("D37", replace(with_block(plan_row=PlanRow(months=strip(FEBRUARY, RED))), period=None)) == []


def test_a_strip_of_a_text_copy_may_be_a_column_out():
    months = {**strip(FEBRUARY, GREEN), **strip(Month(2026, 3), AMBER)}
    draft = with_block(plan_row=PlanRow(months=months))
    assert found("D37", draft) == []
    assert len(found("D37", replace(draft, source=replace(draft.source, reader="word")))) == 1


def test_a_strip_that_marks_another_original_month_is_found():
    finding = only("D38", with_block(plan_row=PlanRow(months=strip(Month(2026, 1), None, ORIGINAL))))
    assert finding.places == (PLACE, "exception 3.1.2, plan row, January 2026 (line 30)")
    assert finding.values == {"ref": "3.1.2", "box": "Feb-26", "plan row": "2026-01"}


def test_a_strip_whose_last_original_month_is_the_original_date_is_right():
    months = {**strip(Month(2025, 9), None, ORIGINAL), **strip(FEBRUARY, AMBER, ORIGINAL)}
    assert found("D38", with_block(plan_row=PlanRow(months=months))) == []
    assert found("D38", with_block(plan_row=PlanRow(months=months), original=None)) == []
    assert found("D38", with_block(plan_row=PlanRow(months=months), original=day("unknown"))) == []
