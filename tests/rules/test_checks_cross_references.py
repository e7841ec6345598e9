"""The checks on what is cited, and on the risk table: D60, D61, D65 to D68."""

from dataclasses import replace

import pytest

from fingerpost.rules.draft import CodeTitle, DraftRisk, Implication, ReportSection, RiskLink
from tests.rules.faulty_drafts import AMBER, REPORT, block, found, only, paragraph, with_text

HOUSING = replace(
    REPORT,
    exceptions=(
        block("3.1.2", AMBER, section=CodeTitle("CP3", "Housing")),
        block("12.1.1", AMBER, section=CodeTitle("FP2", "Financial Management")),
        block("12.1.2", AMBER, section=CodeTitle("FP2", "Financial Management")),
        block("7.1.1", AMBER, section=None),
        block("8.1.1", AMBER, section=CodeTitle("CP8", None)),
    ),
)


def implied(*implications):
    return replace(HOUSING, sections=(), implications=tuple(Implication(*each) for each in implications))


def test_a_section_about_another_subject_is_found():
    finding = only(
        "D60", with_text("Please see section 3 of the plan", base=HOUSING, title="Equalities implications")
    )
    assert finding.places == ("paragraph 2.1 (line 21)",)
    assert finding.values == {"topic": "Equalities implications", "cited": "section 3", "is": "CP3: Housing"}
    assert "section 3 is “CP3: Housing”" in finding.message


def test_a_number_below_a_section_is_that_sections():
    finding = only("D60", implied(("Community Safety", "See sections 12.2 and 12.3")))
    assert finding.places == ("implications, Community Safety",)
    assert finding.values["cited"] == "sections 12.2 and 12.3"
    assert finding.values["is"] == "FP2: Financial Management"


def test_an_implication_has_the_place_of_its_paragraph_and_is_found_once():
    draft = replace(
        HOUSING,
        sections=(
            ReportSection("9", "Other", (paragraph("9.1", "Equalities: See section CP3 of the plan."),)),
        ),
        implications=(Implication("Equalities", "See section CP3 of the plan."),),
    )
    finding = only("D60", draft)
    assert finding.places == ("paragraph 9.1 (line 91)",)
    assert finding.values["is"] == "Housing"
    assert len(found("D60", replace(draft, implications=()))) == 1


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("Value for money", "See section 12"),
        ("Equalities", "See section 7"),
        ("Equalities", "See section 8"),
        ("Equalities", "See section 99"),
        ("Policy", "See section 3"),
        ("Crime", "See section 3 of the Crime and Disorder Act 1998"),
        ("Equalities", "Nothing to see"),
    ],
)
def test_fitting_unknown_and_vague_citations_are_left_alone(topic, text):
    assert found("D60", implied((topic, text))) == []


def test_a_section_that_deals_with_the_subject_further_down_is_right():
    action = block("3.1.2", AMBER, section=CodeTitle("CP3", "Housing"), action="Review the equalities policy")
    draft = replace(implied(("Equalities", "See section 3")), exceptions=(action,))
    assert found("D60", draft) == []


def test_a_number_that_two_sections_share_is_neither():
    exceptions = (*HOUSING.exceptions, block("3.2.1", AMBER, section=CodeTitle("CP9", "Parks")))
    assert found("D60", replace(implied(("Equalities", "See section 3")), exceptions=exceptions)) == []


def risk(code, title, *links, **others):
    return DraftRisk(
        code,
        title,
        tuple(code for code, _ in links),
        links=tuple(RiskLink(*each) for each in links),
        **others,
    )


FP1, FP2 = ("FP1", "FP1: Managing Budgets"), ("FP2", "FP2: Governing")


def test_sections_of_the_risk_table_are_known_by_code_and_range():
    risks = (risk("K1", "Equalities", FP2), risk("K2", "Money", FP1, (None, "the rest"), ("FP3", "FP3")))
    draft = replace(implied(("Equalities", "See sections FP0-FP3")), exceptions=(), risks=risks)
    assert only("D60", draft).values["is"] == "Managing Budgets"
    vague = replace(
        implied(("Equalities", "See section FP2, or A1 to B2, and 1-99")), exceptions=(), risks=risks
    )
    assert found("D60", vague) == []


def test_an_appendix_that_is_not_listed_is_found():
    draft = with_text("The blocks are in Appendix 2.", "The plan is in APPENDIX 1.")
    finding = only("D61", draft)
    assert finding.places == ("paragraph 2.1 (line 21)",)
    assert finding.values == {"cited": "2"}
    assert found("D61", replace(draft, appendices=())) == []
    assert found("D61", with_text("Appendix 2 Exceptions", title="Appendices")) == []


def test_a_section_with_two_titles_is_found_at_the_rarer_one():
    risks = (
        risk("K1", "Money", FP1),
        risk("K2", "Trust", FP1),
        risk("K3", "Care", ("FP1", "FP1 – Value for All")),
    )
    finding = only("D65", replace(REPORT, risks=risks))
    assert finding.places == ("risk K3",)
    assert finding.values == {"code": "FP1", "title 1": "Managing Budgets", "title 2": "Value for All"}


def test_other_dashes_cases_and_bare_codes_make_no_second_title():
    links = (
        FP1,
        ("FP1", "FP1 – MANAGING budgets"),
        ("FP1", "FP1"),
        ("FP1", "see above"),
        (None, "FP1: Other"),
    )
    assert found("D65", replace(REPORT, risks=(risk("K1", "Money", *links),))) == []


def test_missing_risks_are_a_note_unless_merged():
    risks = (
        risk("K1", "A", FP1),
        risk("K2", "B", FP1),
        risk("K4", "D", FP1),
        risk("K7", "G", FP1, merged=("K6",)),
    )
    finding = only("D66", replace(REPORT, risks=risks))
    assert finding.values == {"missing": "K3, K5"}
    assert "K3 and K5 are not" in finding.message
    one = (risk("K1", "A", FP1), risk("K3", "C", FP1))
    assert "K2 is not" in only("D66", replace(REPORT, risks=one)).message


def test_risks_in_sequence_or_without_one_miss_nothing():
    for codes in (("K1", "K2"), ("K9",), ("North", "South"), ("K1", "K40")):
        assert found("D66", replace(REPORT, risks=tuple(risk(code, "A", FP1) for code in codes))) == []


def test_a_risk_without_a_section_is_found_where_others_have_one():
    draft = replace(REPORT, risks=(risk("K1", "Money", FP1), risk("K2", "Trust")))
    finding = only("D67", draft)
    assert finding.places == ("risk K2",)
    assert finding.values == {"without": 1, "risks": 2}
    assert found("D67", replace(REPORT, risks=(risk("K1", "Money"),))) == []


def test_a_code_of_two_risks_and_a_merged_one_still_listed_are_found():
    twice = replace(REPORT, risks=(risk("K1", "Money", FP1), risk("K1", "Trust", FP1)))
    assert only("D68", twice).values == {"code": "K1", "first": "Money", "second": "Trust"}
    merged = replace(
        REPORT, risks=(risk("K1", "Money", FP1, merged=("K1", "K2", "K9")), risk("K2", "Trust", FP1))
    )
    finding = only("D68", merged)
    assert finding.places == ("risk K1", "risk K2")
    assert finding.values == {"code": "K2", "merged with": "K1"}
