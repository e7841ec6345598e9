"""The two real reports, produced again as committee reports: all sections, their faults mended or said to be open."""

import pytest

from fingerpost.importer.read import read
from fingerpost.reports.compose.committee import compose_committee
from fingerpost.reports.document import DocumentTable, Heading, Text
from fingerpost.reports.formats import render
from fingerpost.rules.checks import check_document
from fingerpost.rules.committee.from_draft import from_draft
from fingerpost.rules.committee.mending import Outcome
from fingerpost.rules.committee.risks import risk_map
from fingerpost.rules.committee.standard import ReportKind


def imported(real, start):
    [path] = real.glob(f"{start}_*.txt")
    draft = read(path.name, path.read_bytes())
    return draft, from_draft(draft)


@pytest.fixture(scope="module")
def february(real):
    return imported(real, "002")


@pytest.fixture(scope="module")
def july(real):
    return imported(real, "000")


def headings(document):
    return [each.text for each in document.blocks if isinstance(each, Heading) and each.level == 2]


def test_february_is_produced_again_with_all_sixteen_sections(february):
    _, made = february
    document = compose_committee(made.report, made.record, faults=made.faults)
    numbered = [each for each in headings(document) if each[0].isdigit()]
    assert len([each for each in numbered if ". " in each[:4]]) == 16
    assert numbered[:4] == [
        "1. Summary",
        "2. Recommendation",
        "3. Background",
        "4. Progress in February 2008",
    ]
    assert numbered[15] == "16. Background papers"
    paragraph = next(each for each in document.blocks if isinstance(each, Text) and each.number == "2.2")
    assert "7.2 percent is one month behind [amber]" in paragraph.text
    assert not any("7.3" in each.text for each in document.blocks if isinstance(each, Text))
    figures = next(
        each for each in document.blocks if isinstance(each, DocumentTable) and each.caption == "Figures"
    )
    assert [cell.text for cell in figures.rows[1]] == ["Amber", "16 (11.4%)", "10 (7.2%)"]
    assert render(document, "html", stem="r")


def test_every_fault_of_february_is_listed_once_and_mended_only_by_the_document(february):
    draft, made = february
    found = [each for each in check_document(draft) if each.severity != "note" or each.id == "D25"]
    assert [each.finding for each in made.faults] == found
    mended = {(each.finding.id, each.was, each.now) for each in made.faults if each.outcome is Outcome.MENDED}
    assert ("D01", "7.3%", "7.2%") in mended
    assert {each[0] for each in mended} == {"D01", "D23", "D25"}
    assert {each.finding.id for each in made.faults if each.outcome is Outcome.PARTLY} == {"D33"}
    unresolved = {each.finding.id: each.why for each in made.faults if each.outcome is Outcome.UNRESOLVED}
    assert "the counts would come to 139, not to the 138" in unresolved["D07"]
    assert {"D11", "D15", "D16", "D22", "D24", "D26", "D40", "D42", "D44", "D45", "D60"} <= set(unresolved)


def test_mending_leaves_no_new_kind_of_fault_and_none_of_those_mended(february):
    draft, made = february
    after = {each.id for each in check_document(made.record)}
    assert after < {each.id for each in check_document(draft)}
    assert not after & {"D01", "D23", "D25"}


def test_july_2009_is_produced_again_with_its_19_risks_and_46_links(july):
    _, made = july
    assert made.report.kind is ReportKind.NEW_PLAN
    found = risk_map(made.record, made.report.merged_risks)
    assert (len(found.risks), found.links) == (19, 46)
    assert next(each for each in found.risks if each.code == "KO5").merged == ("KO18",)
    assert [(each.finding.id, each.outcome) for each in made.faults] == [("D65", Outcome.MENDED)]
    document = compose_committee(made.report, made.record, faults=made.faults)
    assert len([each for each in headings(document) if each[0].isdigit()]) == 15
    table = next(
        each
        for each in document.blocks
        if isinstance(each, DocumentTable) and each.caption == "Corporate risks"
    )
    assert len(table.rows) == 19
    assert sum(len(row[1].text.splitlines()) for row in table.rows) == 46
    assert "Value for Money" not in " ".join(cell.text for row in table.rows for cell in row)
