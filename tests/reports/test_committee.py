"""The committee report as a document: what it says, whatever the format."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from fingerpost.reports.compose.committee import compose_committee
from fingerpost.reports.document import Bullets, Card, DocumentTable, Facts, Heading, Text
from fingerpost.reports.formats import render
from fingerpost.reports.renderers.html import render_html
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.committee.fields import CannotFill
from fingerpost.rules.committee.report import (
    AcceptedDifference,
    Appendix,
    Clearance,
    Purpose,
    Recommendation,
    ReportMeeting,
    ReportPart,
    SignOff,
    digest,
    public_version,
    report_from_json,
    with_part,
)
from fingerpost.rules.months import Month, Period
from fingerpost.rules.nations import Nation
from fingerpost.rules.snapshot import digest as snapshot_digest
from tests.rules.committee.reports import FEBRUARY_CLOSED, JANUARY_CLOSED, plan_sources, report

EXEMPT = Exemption(Nation.ENGLAND, ("3",), "It would weaken the council in the talks.")


def composed(made=None, **given):
    return compose_committee(made or report(), FEBRUARY_CLOSED, JANUARY_CLOSED, **given)


def words(document):
    return render_html(document).decode()


def numbered(document):
    return [
        f"{each.number} {each.text}" for each in document.blocks if isinstance(each, Text) and each.number
    ]


def tables(document):
    return {each.caption: each for each in document.blocks if isinstance(each, DocumentTable)}


def test_paragraphs_are_numbered_within_their_section_and_its_headings():
    made = report("First.", "{table of figures}", "Second, with {amber count of actions}.")
    for key in ("procurement", "personnel"):
        made = with_part(made, replace(made.part(key), paragraphs=("None.",)))
    found = numbered(composed(made))
    assert {"4.1 First.", "4.2 Second, with 1 action.", "12.1 None.", "12.2 None."} <= set(found)
    assert "2.1 That the 1 action in amber are noted." in found


def test_lines_that_begin_with_a_hyphen_are_a_list_without_a_number():
    document = composed(report("As follows:", "- One, {month}\n-  Two", "- but this\nis none."))
    assert Bullets(("One, February 2008", "Two")) in document.blocks
    assert "4.2 - but this\nis none." in numbered(document)


def test_the_front_says_who_meets_when_and_who_answers_for_it():
    made = report(
        clearances=(Clearance("Finance", SignOff("Ben Okoro", date(2008, 4, 2))), Clearance("Legal")),
        key_decision=False,
        forward_plan_ref="FP12",
        decision_type="Executive",
    )
    document = composed(made)
    assert document.front == ("Cabinet, 30 April 2008",)
    front = next(each for each in document.blocks if isinstance(each, Facts))
    assert [(label, cell.text) for label, cell in front.pairs] == [
        ("Portfolio holder", "Councillor Rose Hill, Economy"),
        ("Wards affected", "All wards"),
        ("Type of decision", "Executive"),
        ("Key decision", "No"),
        ("Forward plan reference", "FP12"),
        ("Cleared by", "Finance: Ben Okoro, 2 April 2008; Legal: awaited"),
    ]
    assert "may have an interest to declare: Market Trust (1.1.2)." in words(document)


def test_several_meetings_each_have_their_own_recommendations():
    meetings = (
        ReportMeeting("Scrutiny Board", date(2008, 4, 22), (Recommendation(Purpose.NOTE, "it is noted."),)),
        ReportMeeting("Cabinet", None, (Recommendation(Purpose.APPROVE, "it is approved"),)),
    )
    document = composed(report(meetings=meetings))
    assert document.front == ("Scrutiny Board, 22 April 2008", "Cabinet")
    said = [each.text for each in document.blocks if isinstance(each, Text)]
    at = said.index("To Scrutiny Board, 22 April 2008:")
    assert said[at : at + 4] == [
        "To Scrutiny Board, 22 April 2008:",
        "That it is noted.",
        "To Cabinet:",
        "That it is approved.",
    ]


def test_every_field_for_a_table_or_list_shows_what_it_says():
    shown = (
        "{table of figures}",
        "{key}",
        "{table of re-dated actions}",
        "{table of exceptions}",
        "{table of completed actions}",
        "{list of outside bodies}",
        "{table of risks}",
    )
    document = composed(report(*shown, merged_risks={"KO9": "KO1"}))
    found = tables(document)
    assert [row[0].text for row in found["Exceptions"].rows] == ["3.2.4", "3.2.5"]
    assert [row[0].text for row in found["Completed in the period"].rows] == ["1.1.2"]
    assert [row[0].text for row in found["Actions re-dated, suspended or withdrawn"].rows] == ["3.2.6"]
    assert found["Key"].rows[1][1].text == "Up to 1 month behind"
    assert [row[1].text for row in found["Corporate risks"].rows] == ["CP1: Town centre", "No section"]
    said = words(document)
    assert "KO9 merged into KO1." in said
    assert "No section of the plan is mapped to KO2." in said
    assert "Sections mapped to no corporate risk: CP3 Housing." in said


def test_what_there_is_none_of_is_said_to_be_none():
    made = report(background_papers=(), consultees=(), contact=None, appendices=(Appendix("{month}"),))
    found = numbered(composed(with_part(made, ReportPart("summary", "Summary", ("{list of appendices}",)))))
    assert "1.1 Appendix 1: February 2008" in found
    assert "13.1 None." in found
    assert "16.1 None." in found


def test_the_appendix_is_the_exception_report_on_a_page_of_its_own_with_links_that_lead_there():
    document = composed()
    headings = [each for each in document.blocks if isinstance(each, Heading)]
    appendix = next(each for each in headings if each.text.startswith("Appendix 1"))
    assert (appendix.level, appendix.new_page) == (1, True)
    exceptions = next(each for each in headings if each.text == "Exceptions")
    assert (exceptions.level, exceptions.apart) == (2, True)
    cards = {each.heading.anchor for each in document.blocks if isinstance(each, Card)}
    links = {
        cell.link
        for each in document.blocks
        if isinstance(each, DocumentTable)
        for row in each.rows
        for cell in row
        if cell.link
    }
    assert links == cards
    anchors = [each.anchor for each in headings] + sorted(cards)
    assert len(set(anchors)) == len(anchors)


def test_the_file_says_what_it_rests_on_and_who_signed_and_what_was_accepted():
    made = with_part(
        report(
            "{amber count} are amber, and {amber  count} again.",
            record_digest=snapshot_digest(FEBRUARY_CLOSED),
        ),
        ReportPart(
            "legal",
            "Legal implications",
            ("None.",),
            owner="Asha Rao",
            signed=SignOff("Asha Rao", date(2008, 4, 3)),
        ),
    )
    accepted = AcceptedDifference(
        "C01", "legal", "ten", "The text says ten.", "Counted by hand.", "Asha Rao", date(2008, 4, 4)
    )
    gone = replace(accepted, part="gone")
    made = replace(made, accepted=(accepted, gone))
    document = composed(made)
    found = tables(document)
    assert [cell.text for cell in found["Who signed off each section"].rows[0]] == [
        "6. Legal implications",
        "Asha Rao",
        "Asha Rao",
        "3 April 2008",
    ]
    assert [next(cell.text for cell in row) for row in found["Differences accepted"].rows] == [
        "6. Legal implications",
        "gone",
    ]
    assert ["{amber count}", "1", "section 4 (Progress in the period), paragraph 1"] in [
        [cell.text for cell in row] for row in found["Words taken from the record"].rows
    ]
    said = words(document)
    assert digest(made) in said
    assert snapshot_digest(FEBRUARY_CLOSED) in said
    assert "the closed record of February 2008, version 1, closed on 1 March 2008" in said


def test_the_public_file_has_nothing_of_what_is_exempt():
    secret = "Brightwell wants two million"
    made = with_part(report(), ReportPart("legal", "Legal", (secret,), exempt=EXEMPT))
    made = with_part(made, replace(made.part("personnel"), paragraphs=(secret,), exempt=EXEMPT))
    made = with_part(made, replace(made.part("contact"), exempt=EXEMPT))
    made = replace(made, appendices=(*made.appendices, Appendix(secret, exempt=EXEMPT)))
    whole, public = composed(made), composed(made, public=True)
    for to in ("html", "json"):
        made_files = render(whole, to, stem="report"), render(public, to, stem="report")
        for files, holds in zip(made_files, (True, False), strict=True):
            assert any(secret in data.decode() for data in files.values()) is holds
    said = words(public)
    assert "Section 6 is exempt under paragraph 3 of Part 1 of Schedule 12A" in said
    assert "They are not in this file." in said
    assert "weaken" not in said
    assert digest(made) not in said
    assert digest(public_version(made)) in said
    full = words(whole)
    assert "Not for publication. Section 6 is exempt" in full
    assert "It would weaken the council" in full
    data = report_from_json(render(public, "json", stem="r")["r.json"])
    assert data == public.record
    assert digest(data) in said


def test_an_appendix_that_is_exempt_is_made_for_the_full_file_alone():
    made = report(appendices=(Appendix("Exceptions", generated=True, exempt=EXEMPT),))
    whole, public = composed(made), composed(made, public=True)
    assert whole.sheets
    assert not public.sheets
    assert "Open the depot" in words(whole)
    assert "Open the depot" not in words(public)
    assert "It is not in this file." in words(public)


def test_a_new_plan_is_brought_with_its_actions_and_risks():
    made = plan_sources(year=Period(Month(2008, 7), Month(2009, 6)))
    document = compose_committee(made.report, made.record)
    said = words(document)
    assert (
        "This report brings the draft of Improvement Plan 2007/08, for July 2008 to June 2009, with 2 actions."
        in said
    )
    assert "Open the market" in said
    assert "Homes that last" in said
    assert "Head of service: Ben Okoro." in said
    assert "Homes Trust (3.1.1)" in said
    assert document.dated == date(2008, 4, 30)
    assert document.sheets == ()
    of_month = compose_committee(
        replace(
            made.report,
            parts=(ReportPart("a", "A", ("{table of figures}", "{key}", "{table of exceptions}")),),
        ),
        made.record,
    )
    assert numbered(of_month) == ["1.1 None.", "1.2 None.", "1.3 None."]


def test_a_report_without_a_meeting_is_dated_by_its_period_and_one_with_neither_is_not():
    assert composed(report(meetings=())).dated == date(2008, 2, 29)
    made = plan_sources(
        "Text.", meetings=(), parts=(ReportPart("a", "A", ("Text.",)),), portfolio_holder=None
    )
    document = compose_committee(made.report, made.record)
    assert document.dated is None
    assert "meeting" not in document.properties


def test_fields_without_a_value_are_refused():
    with pytest.raises(CannotFill):
        composed(report("{ambre count}"))


@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
def test_the_same_report_gives_the_same_bytes(to):
    assert render(composed(), to, stem="r") == render(composed(), to, stem="r")


def test_a_councils_word_template_is_filled_from_the_front():
    template = docx.Document()
    template.add_paragraph("{{ portfolio_holder }}; {{ cleared_by }}; {{ key_decision }}; {{ meeting_date }}")
    template.add_paragraph("{{ report }}")
    held = BytesIO()
    template.save(held)
    made = report(key_decision=True, clearances=(Clearance("Legal"),))
    file = docx.Document(BytesIO(render_word(composed(made), template=held.getvalue())))
    said = [each.text for each in file.paragraphs]
    assert "Councillor Rose Hill, Economy; Legal: awaited; Yes; 30 April 2008" in said
    assert "4. Progress in the period" in said
