"""What the rules say is English text, and can be said again in another language."""

import copy
import json
import pickle
from datetime import date

import pytest

from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate, in_month, on_day
from fingerpost.rules.months import Month, NotAMonth, Period
from fingerpost.rules.plain import to_plain
from fingerpost.rules.said import ENGLISH, Language, in_words, pages_speak, said, said_n, together

WORDS = {
    "{a} before {b}": "{b} after {a}",
    "complete": "cyflawn",
    "{first} to {last}": "{first} hyd {last}",
    "February": "Chwefror",
}
OTHER = Language(
    text=lambda message: WORDS.get(message, message),
    plural=lambda one, many, count: ("dim", "un", "{count} fis")[min(count, 2)],
    month=lambda year, number: f"mis {number} {year}",
    day=lambda day: f"{day.day}.{day.month}.{day.year}",
    count=lambda count: f"<{count}>",
    short_month=lambda year, number: f"m{number} {year}",
    is_english=lambda: False,
)


@pytest.fixture
def other_reader():
    pages_speak(OTHER)
    yield
    pages_speak(ENGLISH)


def test_what_is_said_is_english_text():
    sentence = said("Due {due}; on course.", due=Month(2026, 2))
    assert sentence == "Due February 2026; on course."
    assert json.dumps({"reason": sentence}) == '{"reason": "Due February 2026; on course."}'
    assert type(to_plain(sentence)) is str


def test_another_language_may_turn_the_values_round():
    assert in_words(said("{a} before {b}", a="x", b="y"), OTHER) == "y after x"


def test_values_are_said_in_the_language_too():
    nested = said("{a} before {b}", a=said("{a} before {b}", a=Status.COMPLETE, b=2026), b=date(2026, 2, 3))
    assert nested == "complete before 2026 before 3 February 2026"
    assert in_words(nested, OTHER) == "3.2.2026 after 2026 after cyflawn"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Month(2026, 2), "mis 2 2026"),
        (Month(2026, 2).name, "mis 2 2026"),
        (Month(2026, 2).short_name, "m2 2026"),
        (Month(2026, 2).name_alone, "Chwefror"),
        (Period(Month(2026, 1), Month(2026, 2)), "January hyd mis 2 2026"),
        (Period(Month(2026, 2), Month(2026, 2)), "mis 2 2026"),
        (on_day(date(2026, 2, 3)), "3.2.2026"),
        (in_month(Month(2026, 2)), "mis 2 2026"),
        (ApproximateDate("in spring"), "in spring"),
        (said(""), ""),
    ],
)
def test_months_and_dates_come_in_the_ways_of_the_language(value, words):
    assert in_words(value, OTHER) == words


def test_a_language_has_as_many_plurals_as_it_needs():
    counted = [said_n("{count} month", "{count} months", count) for count in (0, 1, 1200)]
    assert counted == ["0 months", "1 month", "1,200 months"]
    assert [in_words(each, OTHER) for each in counted] == ["dim", "un", "<1200> fis"]


def test_sentences_one_after_another_are_each_said():
    assert in_words(together((said("complete"), "typed"), "; "), OTHER) == "cyflawn; typed"


def test_the_text_of_a_refusal_can_still_be_said():
    with pytest.raises(NotAMonth) as refusal:
        Month(2026, 13)
    assert str(refusal.value) == "There is no month 13 of 2026."
    assert str(refusal.value).message == "There is no month {number} of {year}."


def test_a_page_in_english_has_the_text_itself():
    assert said("{a} before {b}", a="<b>", b=1).__html__() == "&lt;b&gt; before 1"


def test_a_page_says_it_in_its_readers_language_and_safely(other_reader):
    assert said("{a} before {b}", a="<b>", b="'&\"").__html__() == "&#39;&amp;&#34; after &lt;b&gt;"


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_can_be_said_too(copied):
    again = copied(said_n("{count} month", "{count} months", 2, more="x"))
    assert (again, in_words(again, OTHER)) == ("2 months", "<2> fis")


def test_a_value_without_words_is_refused():
    with pytest.raises(TypeError, match="tuple cannot be said"):
        said("{a}", a=())
