"""Values to plain JSON objects and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pytest

from fingerpost.rules.draft import Draft, Kind, Meeting, Source, from_json, to_json
from fingerpost.rules.months import Month
from fingerpost.rules.plain import NotThisValue, from_plain, to_plain


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Part:
    name: str
    class_: Colour | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a part has a name")


@dataclass(frozen=True)
class Whole:
    number: int
    day: date | None = None
    month: Month | None = None
    true: bool = False
    percent: int | float | None = None
    parts: tuple[Part, ...] = ()
    by_month: Mapping[Month, Part] = field(default_factory=dict)


WHOLE = Whole(
    7,
    date(2008, 2, 29),
    Month(2008, 2),
    true=True,
    percent=12.5,
    parts=(Part("a", Colour.RED), Part("b")),
    by_month={Month(2008, 3): Part("c")},
)
PLAIN = {
    "number": 7,
    "day": "2008-02-29",
    "month": "2008-02",
    "true": True,
    "percent": 12.5,
    "parts": [{"name": "a", "class": "red"}, {"name": "b", "class": None}],
    "by_month": {"2008-03": {"name": "c", "class": None}},
}


def test_a_value_is_plain_and_back():
    assert to_plain(WHOLE) == PLAIN
    assert from_plain(Whole, PLAIN) == WHOLE
    assert from_plain(Whole, {"number": 7}) == Whole(7)


def test_what_has_no_plain_form_is_refused():
    with pytest.raises(TypeError, match="set has no plain form"):
        to_plain({1, 2})


PROBLEMS = [
    ([], "the whole must be an object, not []"),
    ({}, "number is missing"),
    ({"number": "7"}, "number must be a whole number, not '7'"),
    ({"number": True}, "number must be a whole number, not True"),
    ({"number": 7, "colour": 1}, "colour is not a field of Whole"),
    ({"number": 7, "day": "2008-02-30"}, "day must be a day written YYYY-MM-DD, not '2008-02-30'"),
    ({"number": 7, "day": 5}, "day must be a day written YYYY-MM-DD, not 5"),
    ({"number": 7, "month": "2008-2"}, "month must be a month written YYYY-MM, not '2008-2'"),
    ({"number": 7, "true": 1}, "true must be true or false, not 1"),
    ({"number": 7, "percent": "x"}, "percent must be a whole number, not 'x'"),
    ({"number": 7, "parts": {}}, "parts must be a list, not {}"),
    ({"number": 7, "parts": ["a"]}, "parts[0] must be an object, not 'a'"),
    ({"number": 7, "parts": [{"name": ""}]}, "parts[0]: a part has a name"),
    (
        {"number": 7, "parts": [{"name": "a", "class": "green"}]},
        "parts[0].class must be one of red, blue, not 'green'",
    ),
    ({"number": 7, "by_month": []}, "by_month must be an object, not []"),
    (
        {"number": 7, "by_month": {"May": {"name": "a"}}},
        "by_month name 'May' must be a month written YYYY-MM, not 'May'",
    ),
    ({"number": "x" * 50}, f"number must be a whole number, not {repr('x' * 50)[:37]}..."),
]


@pytest.mark.parametrize(("plain", "problem"), PROBLEMS)
def test_each_problem_is_named_by_its_path(plain, problem):
    with pytest.raises(NotThisValue) as refusal:
        from_plain(Whole, plain)
    assert refusal.value.problems == [problem]


def test_all_problems_are_named_at_once():
    with pytest.raises(NotThisValue, match="; ") as refusal:
        from_plain(Whole, {"number": None, "parts": [{}, {"name": 1}], "colour": 1})
    assert len(refusal.value.problems) == 4


def test_a_value_that_refuses_itself_as_a_whole_says_so():
    with pytest.raises(NotThisValue, match="the whole: a part has a name"):
        from_plain(Part, {"name": ""})


def test_a_draft_is_json_and_back():
    draft = Draft(
        kind=Kind.REPORT,
        source=Source("a.txt", "0" * 64, "text"),
        meeting=Meeting("Cabinet", date(2008, 4, 30)),
    )
    text = to_json(draft)
    assert text.endswith("}\n")
    assert from_json(text) == draft
    with pytest.raises(NotThisValue, match="this version reads"):
        from_json(text.replace("fingerpost-draft/1", "fingerpost-draft/9"))
