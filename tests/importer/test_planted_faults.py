"""Each fault planted in a clean report is found by its check, at its place, and nothing is found without it."""

import pytest

from fingerpost.importer.read import read
from fingerpost.rules.checks import check_document
from fingerpost.rules.draft import Draft
from fingerpost.rules.findings import Finding, Severity
from fingerpost.sample.documents import february_report, write_documents
from fingerpost.sample.old_style.faults import FAULTS, PlantedFault, plant
from fingerpost.sample.old_style.text import report_text

CLEAN = report_text(february_report())


def findings_of(name: str, data: bytes) -> tuple[Finding, ...]:
    draft = read(name, data)
    assert isinstance(draft, Draft)
    return (*draft.findings, *check_document(draft))


@pytest.mark.parametrize(
    "name", ["exception-report-2026-02.txt", "exception-report-2026-02.docx", "exception-report-2026-02.pdf"]
)
def test_a_clean_report_has_no_error_and_no_warning(name: str) -> None:
    found = findings_of(name, write_documents()[name])
    assert [each for each in found if each.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.check)
def test_a_planted_fault_is_found_at_its_place(fault: PlantedFault) -> None:
    found = findings_of("planted.txt", plant(CLEAN, (fault,)).encode())
    assert any(
        each.id == fault.check and any(fault.place in part for part in (*each.places, each.message))
        for each in found
    ), [(each.id, each.places) for each in found]


def test_all_faults_planted_together_are_all_found() -> None:
    found = {each.id for each in findings_of("faults.txt", plant(CLEAN).encode())}
    assert {each.check for each in FAULTS} <= found
