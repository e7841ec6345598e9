"""Statuses: what words, keys and fills say, and what stays open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.importer.readers.source import Cell, Fill
from fingerpost.importer.recognition.colours import lab_of, nearest_colour
from fingerpost.importer.recognition.statuses import class_of_fill, key_of, status_of_cell, status_of_words
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import KeyEntry, StatusSource

GREEN, AMBER, RED = StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED
REPROGRAMMED, NOT_UPDATED = StatusClass.REPROGRAMMED, StatusClass.NOT_UPDATED


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("Green", GREEN), ("GREEN", GREEN), ("g", GREEN), ("[Green]", GREEN), ("Completed", GREEN), ("Done", GREEN),
        ("On target", GREEN), ("On track.", GREEN), ("100%", GREEN), ("✓", GREEN), ("✅ Complete", GREEN), ("🟢", GREEN),
        ("Green\nRoof repaired at last", GREEN), ("Green / complete", GREEN), ("Status: on track", GREEN),
        ("Amber", AMBER), ("A", AMBER), ("AMBER ", AMBER), ("🟠", AMBER), ("Amber (was red)", AMBER),
        ("Amber – waiting for the surveyor", AMBER), ("RAG: Amber", AMBER), ("one month behind", AMBER),
        ("Yellow", AMBER), ("AG", AMBER), ("Amber/Green", AMBER), ("Behind schedule", AMBER), ("Slipping", AMBER),
        ("Red", RED), ("R", RED), ("Red ↑", RED), ("☐ Green ☐ Amber ☒ Red", RED), ("🔴", RED), ("A/R", RED), ("red - amber", RED), ("Off target", RED),
        ("over one month behind", RED), ("Overdue", RED), ("R.", RED),
        ("Reprogrammed", REPROGRAMMED), ("[Hatched]", REPROGRAMMED), ("On hold", REPROGRAMMED), ("Deferred", REPROGRAMMED),
        ("Suspended", REPROGRAMMED), ("Withdrawn", REPROGRAMMED), ("Deleted", REPROGRAMMED), ("Rescheduled", REPROGRAMMED),
        ("No update", NOT_UPDATED), ("Not updated", NOT_UPDATED),
    ],
)  # fmt: skip
def test_words_that_mean_a_class(text, class_):
    read = status_of_words(text)
    assert read.class_ is class_
    assert read.known
    assert read.printed == text.strip()


@pytest.mark.parametrize("text", ["Not started", "N/A", "In progress", "Ongoing", "TBC", "50%", "–", "-"])
def test_words_that_are_known_but_mean_no_class(text):
    assert status_of_words(text)[0::2] == (None, True)
    assert status_of_words(text).note is None


@pytest.mark.parametrize("text", ["Blue", "B", "3", "2.5", "Grey"])
def test_marks_that_need_a_key_have_no_class_without_one_and_say_so(text):
    read = status_of_words(text)
    assert read.class_ is None
    assert read.known
    assert "no key" in (read.note or "")


@pytest.mark.parametrize(
    "text", ["", "The officer reduced red tape in every one of the offices", "1/2/3", "See below"]
)
def test_words_that_are_no_status_are_not_known(text):
    assert status_of_words(text)[0::2] == (None, False)


@pytest.mark.parametrize(
    "text", ["A/R", "Behind schedule", "Yellow", "from red to amber", "C", "moved to red"]
)
def test_a_reading_that_leaves_a_doubt_says_so(text):
    assert status_of_words(text).note


def test_a_change_of_class_is_read_as_the_later_one():
    assert status_of_words("from red to amber").class_ is AMBER


def test_a_key_gives_letters_numbers_and_blue_their_class():
    key = key_of(
        [
            KeyEntry("3", "On target"),
            KeyEntry("2", "Slightly behind"),
            KeyEntry("1", "Behind schedule"),
            KeyEntry("Blue", "Action completed"),
            KeyEntry("R", "Reprogrammed"),
            KeyEntry(None, "lost in copying"),
        ]
    )
    classes = [status_of_words(text, key=key).class_ for text in ("3", "2", "1", "Blue", "b", "R", "Red")]
    assert classes == [GREEN, AMBER, RED, GREEN, GREEN, REPROGRAMMED, RED]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("00B050", "green"), ("92D050", "green"), ("C6EFCE", "green"), ("E2EFDA", "green"), ("008000", "green"),
        ("FFC000", "amber"), ("FFBF00", "amber"), ("FFFF00", "yellow"), ("FFEB9C", "yellow"), ("F4B084", "orange"),
        ("ED7D31", "orange"), ("FF0000", "red"), ("C00000", "red"), ("FFC7CE", "red"), ("F8696B", "red"),
        ("0070C0", "blue"), ("DDEBF7", "blue"), ("1F4E78", "blue"), ("D9D9D9", "grey"), ("F2F2F2", "grey"),
        ("FFFFFF", "white"), ("000000", "black"), ("7030A0", "purple"), ("zzzzzz", None),
    ],
)  # fmt: skip
def test_tints_are_named_and_headers_are_not_taken_for_a_status(colour, name):
    assert nearest_colour(colour) == name


def test_a_colour_far_from_every_named_one_has_no_name():
    assert nearest_colour("00FF80") in (None, "green")
    assert class_of_fill(Fill("5A3A00")).class_ is None


def test_white_is_the_lightest_colour_there_is():
    lightness, a, b = lab_of("FFFFFF")
    assert (round(lightness), abs(round(a)), abs(round(b))) == (100, 0, 0)


@pytest.mark.parametrize(
    ("fill", "class_", "source"),
    [
        (Fill("00B050"), GREEN, StatusSource.FILL),
        (Fill("FF0000", conditional=True), RED, StatusSource.FORMAT),
        (Fill("00B050", pattern=True), REPROGRAMMED, StatusSource.PATTERN),
        (Fill("0070C0"), None, StatusSource.NONE),
    ],
)
def test_how_a_fill_was_learnt_is_kept(fill, class_, source):
    assert class_of_fill(fill)[:2] == (class_, source)


def test_blue_is_complete_only_where_the_key_says_so():
    assert class_of_fill(Fill("0070C0")).class_ is None
    assert class_of_fill(Fill("0070C0"), key={"blue": GREEN}).class_ is GREEN


def test_words_go_before_fill_and_a_contradiction_is_told():
    read = status_of_cell(Cell("Amber", 0, fill=Fill("FF0000")))
    assert (read.class_, read.source) == (AMBER, StatusSource.WORDS)
    assert "disagree" in (read.note or "")


def test_a_fill_decides_where_words_have_no_class():
    read = status_of_cell(Cell("In progress", 0, fill=Fill("FFC000")))
    assert (read.class_, read.source, read.printed) == (AMBER, StatusSource.FILL, "In progress")


def test_words_that_are_no_status_and_no_fill_are_told():
    read = status_of_cell(Cell("Banana", 0))
    assert (read.class_, read.known) == (None, False)
    assert "Banana" in (read.note or "")


def test_no_cell_has_no_status():
    assert status_of_cell(None)[:3] == (None, StatusSource.NONE, None)
    assert status_of_cell(Cell("", 0))[:3] == (None, StatusSource.NONE, None)


@given(st.text(max_size=60))
def test_any_words_are_answered_and_kept(text):
    read = status_of_words(text)
    assert read.printed == text.strip()
    assert read.known or read.class_ is None


@given(st.from_regex(r"[0-9A-F]{6}", fullmatch=True), st.booleans(), st.booleans())
def test_any_fill_is_answered(colour, pattern, conditional):
    read = class_of_fill(Fill(colour, pattern, conditional))
    assert read.source is not StatusSource.WORDS
    assert (read.class_ is not None) == (read.source is not StatusSource.NONE)
