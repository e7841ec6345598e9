"""Reading in a process of its own: what it gives, and what becomes of files that take too much."""

import time

import pytest

from fingerpost.importer import apart
from fingerpost.importer.apart import read_apart, read_here

TRACKER = b"Ref,Action,Lead\n1.1,Open the hub,LB\n"


def test_what_is_read_apart_is_what_is_read_here():
    assert read_apart("tracker.csv", TRACKER) == read_here("tracker.csv", TRACKER, {})
    assert read_apart("tracker.csv", TRACKER).draft.actions[0].title == "Open the hub"


def test_the_columns_are_taken_for_what_a_person_says():
    read = read_apart("tracker.csv", b"A,B\n1.1,Open the hub\n", {"A": "ref", "B": "title"})
    assert [(each.printed, str(each.field), each.by) for each in read.columns] == [
        ("A", "ref", "given"),
        ("B", "title", "given"),
    ]


def test_a_refusal_of_the_reader_is_a_sentence():
    assert "is a picture, which is not read" in read_apart("scan.png", b"\x89PNG\r\n\x1a\n").problem


def test_a_closed_month_is_no_report_to_be_read(february_json):
    read = read_apart("closed-month.json", february_json)
    assert read.draft is None
    assert "is a closed month of Fingerpost" in read.problem


@pytest.fixture
def february_json():
    from fingerpost.rules.snapshot import to_canonical_json
    from fingerpost.sample.documents import snapshots

    return to_canonical_json(snapshots()[-1])


def child(monkeypatch, code):
    """The reading process runs this instead of the reader."""
    run = apart.subprocess.run
    monkeypatch.setattr(
        apart.subprocess, "run", lambda command, **kwargs: run([command[0], "-c", code], **kwargs)
    )


def test_a_file_that_takes_too_long_is_given_up_with_a_sentence(monkeypatch):
    child(monkeypatch, "while True: pass")
    began = time.monotonic()
    assert "was given up after 1 seconds of work" in read_apart("slow.pdf", b"%PDF-", seconds=1).problem
    assert time.monotonic() - began < 30


def test_a_process_stopped_for_its_use_of_time_is_given_up_too(monkeypatch):
    child(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    assert "was given up after 60 seconds" in read_apart("slow.pdf", b"%PDF-").problem


def test_a_reader_that_fails_leaves_a_sentence_and_a_line_in_the_log(monkeypatch, caplog):
    child(monkeypatch, "raise SystemError('boom')")
    assert "the reader failed on it" in read_apart("odd.pdf", b"%PDF-").problem
    assert "boom" in caplog.text


def test_a_file_that_needs_too_much_memory_is_a_sentence(monkeypatch):
    def out_of_memory(*_args, **_kwargs):
        raise MemoryError

    monkeypatch.setattr(apart, "load", out_of_memory)
    assert "needs more memory than a file may take" in read_here("big.csv", TRACKER, {}).problem
