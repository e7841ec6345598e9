"""The files of the sample council: complete, the same every time, and with what the months hold."""

import io
import zipfile

import pytest

from fingerpost.sample.documents import february_report, write_documents
from fingerpost.sample.old_style.faults import FAULTS, CannotPlant, PlantedFault, plant
from fingerpost.sample.old_style.text import report_text


def test_the_same_bytes_every_time() -> None:
    assert write_documents() == write_documents()


def test_no_archive_carries_the_time_at_which_it_was_made() -> None:
    for name, data in write_documents().items():
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                core = archive.read("docProps/core.xml").decode()
            assert "2026-04-29T00:00:00Z" in core


def test_the_report_has_a_block_for_each_amber_and_red_action() -> None:
    report = february_report()
    counts = {class_.value: count for class_, count in report.current.counts.items()}
    assert len(report.exceptions) == counts["amber"] + counts["red"] == 12
    assert len(report.redated) == counts["reprogrammed"] == 4


def test_the_copied_text_has_all_three_forms_of_the_upper_box_and_no_colour() -> None:
    text = write_documents()["exception-report-2026-02-copied.txt"].decode()
    lines = text.split("\n")
    shapes = set()
    for index, line in enumerate(lines):
        if line.startswith("Ref\tFebruary 2026 Action"):
            below = lines[index + 1]
            if not below.startswith("Ref."):
                shapes.add("A")
            else:
                shapes.add("C" if lines[index + 2].startswith("\t\t\t") else "B")
    assert shapes == {"A", "B", "C"}
    assert "[Amber]" not in text
    assert "[Green]" not in text


def test_each_fault_can_be_planted_by_itself() -> None:
    clean = report_text(february_report())
    for fault in FAULTS:
        planted = plant(clean, (fault,))
        assert planted != clean
        assert len(planted.split("\n")) == len(clean.split("\n"))


def test_a_fault_without_its_place_in_the_text_is_refused() -> None:
    with pytest.raises(CannotPlant, match="stands 0 times"):
        plant("Nothing here.", (PlantedFault("what", "D01", "place", "old", "new"),))


def test_the_new_plan_has_the_merged_risk_and_a_dash_for_a_colon() -> None:
    text = write_documents()["new-plan-2025-26.txt"].decode()
    assert "* KO5 and KO14 have been merged" in text
    assert "KO5*:" in text
    assert " – " in text
