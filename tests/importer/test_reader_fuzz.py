"""Whatever bytes come, reading ends in a draft or in a refusal with a sentence; never in a trace."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.draft import Draft
from tests.importer.fuzzing import damage, damaged_part, outcome, sound_files

quick = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@pytest.mark.parametrize("name", sorted(sound_files()))
def test_the_sound_files_are_read(name):
    assert isinstance(outcome(name, sound_files()[name]), Draft)


@pytest.mark.parametrize("name", sorted(sound_files()))
@quick
@given(data=st.data())
def test_damaged_files_end_in_a_draft_or_a_refusal(name, data):
    outcome(name, data.draw(damage(sound_files()[name])))


@quick
@given(data=st.data())
def test_damaged_parts_of_a_word_file_end_in_a_draft_or_a_refusal(data):
    outcome("report.docx", data.draw(damaged_part(sound_files()["report.docx"])))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.csv", "a.txt", "a.json", "a"])
@quick
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_a_draft_or_a_refusal(name, data):
    outcome(name, data)


@pytest.mark.parametrize("name", ["report.docx", "report.pdf"])
@pytest.mark.parametrize("part", [0.02, 0.25, 0.5, 0.75, 0.98])
def test_truncated_files_are_no_trace(name, part):
    whole = sound_files()[name]
    result = outcome(name, whole[: int(len(whole) * part)])
    assert isinstance(result, Unreadable if name == "report.docx" else Unreadable | Draft)
