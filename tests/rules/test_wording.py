"""What is put into words is read back as it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.draft import (
    FiguresPair,
    Mark,
    MonthCell,
    PlanYear,
    PrintedDate,
    PrintedFigures,
    StatusSource,
)
from fingerpost.rules.months import Month, Period
from fingerpost.rules.numbering import heading_words, numbered_words, read_heading, read_numbered
from fingerpost.rules.numbers import count_words
from fingerpost.rules.wording import (
    Which,
    coded_words,
    date_words,
    day_words,
    letter_of_month,
    meaning_of,
    months_moved_words,
    names_words,
    path_words,
    plan_period,
    plan_year_words,
    read_coded,
    read_date,
    read_day,
    read_month,
    read_names,
    read_path,
    read_plan_year,
    read_status,
    share_words,
    sides_of,
    status_word,
    status_words,
)

YEAR = Period(Month(2025, 7), Month(2026, 6))
WORDS = st.text("abc AB.:(12)", min_size=1, max_size=12).map(str.strip).filter(bool)
months = st.builds(Month, st.integers(1990, 2060), st.integers(1, 12))


@given(
    st.none() | st.sampled_from(StatusClass),
    st.sampled_from(StatusSource),
    st.none() | st.text("ab “()", max_size=6),
)
def test_a_status_comes_back_with_how_it_was_learnt(status, source, printed):
    if status is None and source is StatusSource.NONE and printed is None:
        assert status_words(status, source, printed) == "Not stated"
    assert read_status(status_words(status, source, printed)) == (status, source, printed)


@pytest.mark.parametrize(
    ("given_status", "words"),
    [
        ((StatusClass.AMBER, StatusSource.WORDS, "Amber"), "Amber"),
        ((StatusClass.AMBER, StatusSource.FILL, "orange"), "Amber (from the cell’s colour: “orange”)"),
        ((StatusClass.GREEN, StatusSource.NONE, None), "Green (not said how)"),
        ((None, StatusSource.NONE, "TBC"), "Not stated (printed: “TBC”)"),
    ],
)
def test_a_status_reads_as_people_write(given_status, words):
    assert status_words(*given_status) == words


@pytest.mark.parametrize("words", ["Purple", "Amber (from the moon)", "(Amber)"])
def test_other_words_are_no_status(words):
    assert read_status(words) is None


@given(st.none() | st.from_regex(r"[A-Z]{1,2}[0-9]", fullmatch=True), st.none() | WORDS)
def test_a_code_with_its_title_comes_back(code, title):
    if title is not None and (title == "(no title)" or ": " in title.partition(": ")[0]):
        return
    assert read_coded(coded_words(code, title)) == (code, title)


@given(st.none() | st.sampled_from(["2.2", "1.", "(a)", "b)", "3)", "12", "A1", "odd one"]), WORDS)
def test_a_numbered_paragraph_comes_back(number, text):
    shown_number, shown = numbered_words(number, text)
    line = f"{shown_number} {shown}" if shown_number is not None else shown
    assert read_numbered(line) == (number, text)


@given(st.none() | st.sampled_from(["2", "12.1", "A", "Part one"]), WORDS)
def test_the_heading_of_a_section_comes_back(number, title):
    assert read_heading(heading_words(number, title)) == (number, title)


@given(st.sampled_from(["Sept-25", "Autumn-25", "when staff return", "June", "x [EDTF 2025]"]))
def test_a_date_comes_back_with_its_value(text):
    for edtf in (None, "2025-09", "2026-05"):
        printed = PrintedDate(text, edtf)
        assert read_date(date_words(printed, YEAR), YEAR) == printed


def test_a_date_whose_words_give_its_value_is_printed_as_it_was():
    assert date_words(PrintedDate("Sept-25", "2025-09"), YEAR) == "Sept-25"


@given(st.none() | months, st.none() | months)
def test_a_plan_year_comes_back(first, last):
    assert read_plan_year(plan_year_words(PlanYear(first, last))) == PlanYear(first, last)


def test_a_plan_year_is_a_period_only_if_both_its_ends_are_known_and_in_order():
    july, june = YEAR.first, YEAR.last
    assert plan_period(PlanYear(july, june)) == YEAR
    assert plan_period(PlanYear(june, july)) is None
    assert plan_period(PlanYear(july)) is None
    assert plan_period(None) is None


@given(months)
def test_a_month_comes_back_by_either_name(month):
    assert read_month(month.name) == read_month(month.short_name) == month


@pytest.mark.parametrize("words", ["Febuary 2026", "Feb", "2026", "Xyz 2026", "february 2026"])
def test_other_words_are_no_month(words):
    assert read_month(words) is None


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_comes_back(day):
    assert read_day(day_words(day)) == day


@pytest.mark.parametrize("words", ["31 February 2026", "x February 2026", "12", "0 May 2026"])
def test_other_words_are_no_day(words):
    assert read_day(words) is None


def test_names_and_paths_come_back():
    assert read_names(names_words(("PS", "Tomasz Birchall"))) == ("PS", "Tomasz Birchall")
    assert read_path(path_words(("CP2", "2.2 Hall"))) == ("CP2", "2.2 Hall")
    assert read_path(path_words(())) == ()


def test_counts_and_moves_in_words():
    assert [count_words(1, "action"), count_words(1200, "action")] == ["1 action", "1,200 actions"]
    assert [months_moved_words(n) for n in (0, 1, -2)] == ["not at all", "1 month later", "2 months earlier"]


def test_the_plan_words_its_own_statuses_and_tolerance():
    assert status_word(Status.RED, {Status.RED: "Off track"}) == "Off track"
    assert status_word(Status.AMBER, {}) == "Amber"
    assert meaning_of(StatusClass.AMBER, 2) == "Up to 2 months behind"


@pytest.mark.parametrize(
    ("cell", "letter"),
    [
        (MonthCell(), ""),
        (MonthCell(status=StatusClass.AMBER, mark=Mark.ORIGINAL), "A"),
        (MonthCell(mark=Mark.REPROGRAMMED), "P"),
        (MonthCell(mark=Mark.ORIGINAL), "O"),
        (MonthCell(printed="?"), "*"),
    ],
)
def test_a_month_shows_one_letter(cell, letter):
    assert letter_of_month(cell) == letter


def test_a_share_has_its_sign():
    assert share_words("87.5") == "87.5%"


@pytest.mark.parametrize(
    ("current", "previous", "heads"),
    [
        (Month(2026, 2), Month(2026, 1), ["January 2026", "February 2026"]),
        (Month(2026, 2), None, ["Previous period", "February 2026"]),
        (Month(2026, 2), Month(2026, 2), ["February 2026 (Previous period)", "February 2026 (This period)"]),
        (None, None, ["Previous period", "This period"]),
    ],
)
def test_the_sides_of_a_table_of_two_periods_are_told_apart(current, previous, heads):
    pair = FiguresPair(PrintedFigures(current), PrintedFigures(previous))
    found = sides_of(pair)
    assert [words for _, words in found.values()] == heads
    assert [figures for figures, _ in found.values()] == [pair.previous, pair.current]


def test_a_side_without_figures_is_left_out():
    assert list(sides_of(FiguresPair(PrintedFigures(Month(2026, 2))))) == [Which.CURRENT]
