"""The checks on refs: D20 to D28."""

from dataclasses import replace

import pytest

from fingerpost.rules.checks.references import is_abbreviation
from fingerpost.rules.draft import PlanRow, RefTitle
from fingerpost.rules.findings import Severity
from tests.rules.faulty_drafts import (
    AMBER,
    REPORT,
    REPROGRAMMED,
    TRACKER,
    block,
    found,
    only,
    row,
    with_block,
    with_text,
    with_texts,
)

BLOCK = REPORT.exceptions[0]


def named(*changes, base=REPORT):
    text = (
        "4 actions have been reprogrammed: " + "; ".join(f"{title} ({ref})" for ref, title in changes) + "."
    )
    return with_text(text, base=replace(base, changes=tuple(RefTitle(*each) for each in changes)))


def test_a_change_without_a_block_is_found_where_another_has_one():
    draft = named(("3.1.2", BLOCK.action), ("9.1.1", "Ponds"))
    finding = only("D20", draft)
    assert finding.places == ("paragraph 2.1 (line 21)",)
    assert finding.values == {"ref": "9.1.1", "title": "Ponds"}
    assert found("D21", draft) == []


def test_changes_that_all_lack_blocks_are_one_note():
    draft = named(("9.1.1", "Ponds"), ("9.1.2", "Hedges"))
    finding = only("D21", draft)
    assert finding.severity is Severity.NOTE
    assert finding.places == ("paragraph 2.1 (line 21)",)
    assert finding.values == {"refs": "9.1.1, 9.1.2"}
    assert found("D20", draft) == []


def test_changes_without_titles_or_refs_are_named_as_they_can_be():
    draft = replace(REPORT, sections=(), changes=(RefTitle("9.1.1", None), RefTitle(None, "Ponds")))
    finding = only("D21", draft)
    assert finding.message.startswith("9.1.1 is named")
    assert finding.places == ("changes in the text",)
    mixed = replace(draft, changes=(RefTitle("9.1.1", None), RefTitle("3.1.2", None)))
    assert only("D20", mixed).message.startswith("9.1.1 is named")
    assert only("D20", mixed).places == ("changes in the text",)


def test_changes_are_not_missed_in_a_report_without_blocks():
    draft = replace(named(("9.1.1", "Ponds")), exceptions=())
    assert found("D20", draft) == found("D21", draft) == []


def test_an_action_in_two_classes_is_found():
    finding = only("D22", named(("3.1.2", BLOCK.action)))
    assert finding.places == ("paragraph 2.1 (line 21)", "exception 3.1.2 (line 30)")
    assert finding.values == {"ref": "3.1.2", "class": "amber"}
    unmarked = named(("3.1.2", BLOCK.action), base=with_block(status=None, printed=None))
    assert "among the exceptions as well" in only("D22", unmarked).message


def test_a_change_whose_block_is_marked_so_is_in_one_class():
    assert found("D22", named(("3.1.2", BLOCK.action), base=with_block(status=REPROGRAMMED))) == []


def test_an_action_named_by_the_title_of_its_heading_is_found():
    finding = only("D23", named(("3.1.2", "Halls 3")))
    assert finding.places == ("paragraph 2.1 (line 21)", "exception 3.1.2 (line 30)")
    assert finding.values == {"ref": "3.1.2", "text": "Halls 3", "appendix": BLOCK.action, "title of": "3.1"}
    assert found("D24", named(("3.1.2", "Halls 3"))) == []


def test_an_action_named_by_another_actions_title_is_found():
    assert only("D23", named(("3.1.2", REPORT.exceptions[1].action))).values["title of"] == "3.1.10"


def test_an_action_named_as_in_the_appendix_is_not_found():
    draft = named(("3.1.2", f"{BLOCK.action.upper()}."), ("3.1.10", None))
    assert found("D23", draft) == found("D24", draft) == []


def test_a_title_that_an_action_shares_with_its_heading_is_its_own():
    base = with_block(parent=RefTitle("3.1", BLOCK.action))
    assert found("D23", named(("3.1.2", BLOCK.action), base=base)) == []


def test_two_titles_of_one_action_are_found():
    finding = only("D24", with_block(plan_row=PlanRow("Sell the hall")))
    assert finding.places == ("exception 3.1.2 (line 30)", "exception 3.1.2, plan row (line 30)")
    assert finding.values == {"ref": "3.1.2", "first": BLOCK.action, "second": "Sell the hall"}


def test_a_title_of_its_own_in_the_text_is_a_second_title():
    finding = only("D24", named(("3.1.2", "Sell the hall")))
    assert finding.places == ("paragraph 2.1 (line 21)", "exception 3.1.2 (line 30)")
    away = replace(named(("3.1.2", "Sell the hall"), base=with_block(plan_row=None)), sections=())
    assert only("D24", away).places == ("changes in the text", "exception 3.1.2 (line 30)")


@pytest.mark.parametrize("other", ["Open & run the hall", "OPEN AND RUN THE HALL.", "Open and run the hall"])
def test_case_punctuation_and_ampersands_make_no_second_title(other):
    draft = with_block(action="Open and run the hall", plan_row=PlanRow(other))
    assert found("D24", draft) == found("D25", draft) == []


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Buy a framework for DFGs", "Buy a framework for Disabled Facilities Grants"),
        ("Agree T&C", "Agree T&C for all"),
        ("Update the ICT strategy", "Update the Information and Communications Technology strategy"),
        ("Dev. Control review", "Development Control review"),
        ("Report to the CAB", "Report to the Citizens of Alder and Brook"),
    ],
)
def test_abbreviations_are_told_from_other_titles(short, long):
    is_one = "for all" not in long
    assert is_abbreviation(short, long) is is_one
    assert is_abbreviation(long, short) is is_one


def test_titles_of_no_words_and_longer_differences_are_no_abbreviations():
    assert not is_abbreviation("", "Ponds")
    assert not is_abbreviation("Mend ponds", "Mend ponds")
    assert not is_abbreviation("Big old ponds", "Small new ponds")


def test_an_abbreviated_title_is_a_note():
    draft = with_block(action="Buy DFGs now", plan_row=PlanRow("Buy Disabled Facilities Grants now"))
    assert only("D25", draft).severity is Severity.NOTE
    assert found("D24", draft) == []


def test_a_ref_used_for_a_heading_and_an_action_is_found():
    finding = only("D26", with_block(parent=RefTitle("3.1.2", "Halls")))
    assert finding.places == ("exception 3.1.2 (line 30)",)
    assert finding.values == {"ref": "3.1.2", "heading": "Halls", "action": BLOCK.action}
    assert (
        only("D26", with_block(parent=RefTitle("3.1.2", "Halls"), plan_row=None)).values["heading"] == "Halls"
    )
    assert found("D26", with_block(parent=RefTitle("3.1.2", BLOCK.action))) == []
    assert found("D26", with_block(parent=RefTitle("3.1.2", "Halls"), action=None, plan_row=None)) == []


def test_a_ref_used_for_two_rows_is_found():
    draft = replace(
        TRACKER, actions=(*TRACKER.actions, row("1", title="Paint the fence", place="Plan, row 9"))
    )
    finding = only("D26", draft)
    assert finding.places == ("action 1 (Plan, row 1)", "action 1 (Plan, row 9)")
    assert found("D27", draft) == []


def test_an_action_printed_twice_is_found():
    draft = replace(TRACKER, actions=(*TRACKER.actions, row("1", place="Plan, row 9")))
    assert only("D27", draft).places == ("action 1 (Plan, row 1)", "action 1 (Plan, row 9)")
    assert found("D26", draft) == []
    untitled = replace(TRACKER, actions=(row("1", title=None), row("1", title=None)))
    assert only("D27", untitled).message == "1 is printed more than once."
    both = replace(TRACKER, actions=(*TRACKER.actions, *TRACKER.actions))
    assert only("D27", both).values == {"actions": 3}
    assert "1, 2 and 3 are printed more than once." in only("D27", both).message


def test_a_title_that_was_cut_off_is_no_other_title():
    draft = with_block(action="Open the hall of wa…", plan_row=PlanRow("Open the hall of ward 3.1.2"))
    assert found("D24", draft) == found("D25", draft) == []
    assert len(found("D24", with_block(plan_row=PlanRow("Sell the ha...")))) == 1


def test_refs_that_start_again_in_each_section_are_one_note():
    rows = tuple(
        row(str(number), path=(section,), title=f"{section} {number}", place=f"{section}, row {number}")
        for section in ("Parks", "Halls")
        for number in (1, 2)
    )
    draft = replace(TRACKER, actions=rows)
    assert only("D29", draft).severity is Severity.NOTE
    assert found("D26", draft) == found("D27", draft) == []
    again = replace(draft, actions=(*rows, replace(rows[0], title="Another thing")))
    assert only("D26", again).places == ("action 1 (Parks, row 1)", "action 1 (Parks, row 1)")
    assert found("D29", replace(draft, actions=(*rows, *(row(str(n)) for n in range(10, 40))))) == []


def test_blocks_without_refs_are_not_one_action():
    draft = replace(
        REPORT, exceptions=(block("3.1.2", AMBER), replace(BLOCK, ref=None), replace(BLOCK, ref=None))
    )
    assert found("D27", draft) == []


def test_a_suspended_exception_that_is_not_named_so_is_found():
    draft = replace(with_texts("The work was suspended.", "Nothing."), changes=(RefTitle("9.1", "Ponds"),))
    finding = only("D28", draft)
    assert finding.places == ("exception 3.1.2 (line 30)", "paragraph 2.2 (line 22)")
    assert finding.values == {"ref": "3.1.2", "words": "The work was suspended"}


@pytest.mark.parametrize(
    "words",
    ["It may be suspended.", "It was suspended until May.", "The roof is mended.", "It was not suspended."],
)
def test_what_is_not_suspended_is_not_found(words):
    assert found("D28", replace(with_texts(words, "On."), changes=(RefTitle("9.1", "Ponds"),))) == []


def test_a_suspended_exception_that_is_named_is_not_found():
    base = with_texts("The work was suspended.", "Nothing.")
    assert found("D28", base) == []
    assert found("D28", replace(base, changes=(RefTitle("3.1.2", "Halls"),))) == []
