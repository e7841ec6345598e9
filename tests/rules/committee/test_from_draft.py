from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.committee.from_draft import NotAReport, from_draft, key_of_heading, sentence_case
from fingerpost.rules.committee.mending import Outcome
from fingerpost.rules.committee.new_plan import DraftPlan, draft_plan_digest
from fingerpost.rules.committee.report import Purpose
from fingerpost.rules.committee.risks import risk_map
from fingerpost.rules.committee.standard import STANDARD_PARTS, ReportKind
from fingerpost.rules.draft import (
    Consultee,
    Contact,
    DraftRisk,
    Implication,
    Meeting,
    ReportParagraph,
    ReportSection,
    Responsible,
    RiskLink,
)
from tests.rules.faulty_drafts import REPORT, TRACKER, section


def covering(*sections, **others):
    return from_draft(replace(REPORT, sections=sections, **others))


def paragraphs(made, key):
    return made.report.part(key).paragraphs


def test_an_old_report_becomes_a_committee_report_with_its_sections_under_our_keys():
    made = from_draft(
        replace(
            REPORT,
            council="ALDERWICK AND DALE DISTRICT COUNCIL",
            title="EXCEPTION REPORT FEBRUARY 2026",
            responsible=(
                Responsible("Portfolio Holder", "Cllr Hill"),
                Responsible("Head of Service", "Ben Okoro"),
            ),
            consultees=(Consultee("Portfolio Holder", "No"), Consultee("Chief Executive", "Yes")),
            contact=Contact("Asha Rao"),
            wards="All wards.",
        )
    )
    report = made.report
    assert report.kind is ReportKind.EXCEPTION
    assert report.council == "Alderwick and Dale District Council"
    assert report.title == "Exception report February 2026"
    assert report.plan == "Improvement Plan July 2025 to June 2026"
    assert [each.key for each in report.parts] == ["recommendation", "progress", "contact"]
    assert report.portfolio_holder.consulted is False
    assert [each.name for each in report.responsible] == ["Ben Okoro"]
    assert report.wards == "All wards"
    assert report.meetings[0].date == date(2026, 4, 1)
    assert report.meetings[0].recommendations[0].purpose is Purpose.NOTE
    assert report.meetings[0].recommendations[0].text.startswith("Cabinet notes that")
    assert [(each.title, each.generated) for each in report.appendices] == [
        ("Exceptions in February 2026", True)
    ]
    assert report.record_digest == REPORT.source.sha256
    assert made.record.exceptions == REPORT.exceptions
    assert made.faults == ()


def test_tables_stand_where_they_stood_as_fields():
    consulted = section("3", "Others consulted")
    made = covering(
        section("1", "Progress", "As follows: -", "Where: -", "More."),
        section("2", "Risk management", "These risks."),
        consulted,
        section("4", "Appendices", "Appendix 1"),
        consultees=(Consultee("Chief Executive"),),
        risks=(DraftRisk("KO1", "Money", links=(RiskLink("CP1", "CP1: Town"),)),),
    )
    assert paragraphs(made, "progress") == ("As follows: -", "{table of figures}", "{key}", "More.")
    assert paragraphs(made, "risk") == ("These risks.", "{table of risks}")
    assert paragraphs(made, "consulted") == ("{table of consultees}",)
    assert paragraphs(made, "appendices") == ("{list of appendices}",)
    bare = covering(section("1", "Progress", "Where: -", "More."), figures=None, key=())
    assert paragraphs(bare, "progress") == ("Where: -", "More.")


def test_implications_become_headings_and_what_is_data_is_not_said_twice():
    made = covering(
        ReportSection(
            "1",
            "Other implications",
            (ReportParagraph(None, "Procurement: See  FP2."), ReportParagraph(None, "Besides, more.")),
        ),
        section("2", "Risk", "KO1 and KO2 have been merged", "KO1 was not."),
        section("3", "Legal", "{None}"),
        section("4", "Legal again"),
        section("5", "!!!"),
        section("6", "Contact", "Ring us."),
        implications=(Implication("Procurement", "See FP2."), Implication("Hats", "None.")),
        risks=(DraftRisk("KO1", "Money", merged=("KO2",)),),
        contact=Contact("Asha Rao"),
    )
    assert [(each.key, each.within) for each in made.report.parts] == [
        ("other", None),
        ("procurement", "other"),
        ("hats", "other"),
        ("risk", None),
        ("legal", None),
        ("legal-2", None),
        ("section", None),
        ("contact", None),
    ]
    assert paragraphs(made, "other") == ("Besides, more.",)
    assert paragraphs(made, "risk") == ("KO1 was not.", "{table of risks}")
    assert paragraphs(made, "legal") == ("(None)",)
    assert made.report.merged_risks == {"KO2": "KO1"}


def test_a_report_without_period_exceptions_or_figures_is_on_a_new_plan():
    made = covering(
        section("1", "Recommendation", "To consider the plan.", "That it be approved", "that it is referred"),
        period=None,
        figures=None,
        exceptions=(),
        council=None,
        title=None,
        meeting=None,
        plan_year=None,
        appendices=(),
        wards=None,
        responsible=(Responsible("Portfolio Holder", "Cllr Hill"),),
        risks=(
            DraftRisk(
                "KO1",
                "Money",
                links=(
                    RiskLink("CP10", "CP10 – Parks"),
                    RiskLink("CP2", "CP2: Town"),
                    RiskLink(None, "All of it"),
                ),
            ),
            DraftRisk("KO2", "Staff", links=(RiskLink("CP2", "CP2: Town"), RiskLink("CP3", "CP3"))),
        ),
    )
    assert made.report.kind is ReportKind.NEW_PLAN
    assert isinstance(made.record, DraftPlan)
    assert [(each.code, each.title, each.risks) for each in made.record.sections] == [
        ("CP2", "Town", ("KO1", "KO2")),
        ("CP3", "CP3", ("KO2",)),
        ("CP10", "Parks", ("KO1",)),
    ]
    assert risk_map(made.record).links == 4
    assert made.report.record_digest == draft_plan_digest(made.record)
    assert (made.report.council, made.report.title, made.report.plan) == (
        "Council not named",
        "Report",
        "Improvement Plan",
    )
    assert made.report.meetings[0].body == "The meeting"
    assert [each.purpose for each in made.report.meetings[0].recommendations] == [
        Purpose.CONSIDER,
        Purpose.APPROVE,
        Purpose.REFER,
    ]
    assert made.report.portfolio_holder.consulted is None
    assert made.report.appendices == ()


def test_a_report_that_lists_no_appendix_has_its_exceptions_as_one():
    made = covering(appendices=(), meeting=Meeting(None, None))
    assert [(each.title, each.generated) for each in made.report.appendices] == [("Exceptions", True)]
    assert covering(meeting=None).report.meetings == ()


def test_what_the_document_does_not_settle_is_kept_and_said():
    made = from_draft(replace(REPORT, exceptions=REPORT.exceptions[1:]))
    assert [(each.finding.id, each.outcome) for each in made.faults] == [("D10", Outcome.UNRESOLVED)]


def test_a_table_of_actions_is_refused():
    with pytest.raises(NotAReport, match=r"tracker\.xlsx is a table of actions"):
        from_draft(TRACKER)


def test_standard_headings_find_their_own_keys():
    for parts in STANDARD_PARTS.values():
        for each in parts:
            assert key_of_heading(each.heading) == each.key
    assert key_of_heading("Hats") is None
    assert sentence_case("WARDS AFFECTED IN MAY") == "Wards affected in May"
    assert sentence_case("Wards") == "Wards"
