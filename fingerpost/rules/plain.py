"""Values to plain JSON objects and back, with every problem named by its path.

A value is a frozen dataclass whose fields are text, whole numbers, truth values, `Month`, `date`,
enumerations, other such dataclasses, tuples of these, mappings from text to these, or None. A field whose
name is a word of Python's own has an underscore behind it there and none in the plain object: `class_`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin

from fingerpost.rules.months import Month, NotAMonth
from fingerpost.rules.said import Said

T = TypeVar("T")

_hints = cache(typing.get_type_hints)


def type_hints(kind: Any) -> Mapping[str, Any]:
    """The types of a dataclass's fields by name, worked out once."""
    return _hints(kind)


class NotThisValue(ValueError):
    """A plain object does not have the form of the value asked for; `problems` names all of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


UNLESS_NONE = "written unless none"
"""What the metadata hold of a field that came later: not written where it is None, so that older values keep their digests."""


def to_plain(value: Any) -> Any:
    """The value as objects, lists, text, numbers and null, ready for JSON."""
    return _writer(cast("Hashable", type(value)))(value)


def from_plain(kind: type[T], plain: Any, path: str = "") -> T:
    """The value of this dataclass that a plain object holds; refuses it with all problems at once.

    A field that is missing takes its default; an unknown field is a problem.
    """
    problems: list[str] = []
    value = _reader(cast("Hashable", kind))(plain, _Place(None, path), problems)
    if problems:
        raise NotThisValue(problems)
    return cast("T", value)


# A month of a plan holds tens of thousands of values, so how each type is written and read is worked out once.


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    """The function that gives the plain form of values of this type."""
    if kind is Said:
        return str.__str__  # a record is in the language in which it was made
    if kind is types.NoneType or (issubclass(kind, str | int | float) and not issubclass(kind, StrEnum)):
        return _itself
    if issubclass(kind, StrEnum | Month):
        return str
    if issubclass(kind, date):
        return kind.isoformat
    if is_dataclass(kind):
        names = tuple((each.name, plain_name(each)) for each in fields(kind))
        if any(UNLESS_NONE in each.metadata for each in fields(kind)):
            late = frozenset(each.name for each in fields(kind) if UNLESS_NONE in each.metadata)
            return lambda value: {
                plain: to_plain(getattr(value, name))
                for name, plain in names
                if name not in late or getattr(value, name) is not None
            }
        return lambda value: {plain: to_plain(getattr(value, name)) for name, plain in names}
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_plain(each) for key, each in value.items()}
    if issubclass(kind, tuple):
        return lambda value: [to_plain(each) for each in value]
    raise TypeError(f"{kind.__name__} has no plain form.")


def _itself(value: Any) -> Any:
    return value


class _Place(NamedTuple):
    """Where a value stands: within another, by a piece of path that is joined only where a problem is named."""

    within: _Place | None
    piece: str

    def __str__(self) -> str:
        if self.within is None:
            return self.piece
        above = str(self.within)
        return f"{above}{self.piece}" if above else self.piece.removeprefix(".")


_Reader = Callable[[Any, _Place, list[str]], Any]


@cache
def _reader(kind: Any) -> _Reader:
    """The function that reads a value of this type from its plain form and names every problem."""
    origin = get_origin(kind)
    if origin is types.UnionType:
        return _one_of(get_args(kind))
    if origin is tuple:
        return _list(get_args(kind)[0])
    if origin is Mapping:
        return _mapping(*get_args(kind))
    if is_dataclass(kind) and kind is not Month:
        return _object(kind)
    return _plain_scalar(kind) if kind in (str, int, bool, float) else _worded_scalar(kind)


def _one_of(kinds: tuple[Any, ...]) -> _Reader:
    optional = types.NoneType in kinds
    readers = [_reader(each) for each in kinds if each is not types.NoneType]

    def read(plain: Any, place: _Place, problems: list[str]) -> Any:
        if plain is None and optional:
            return None
        attempts: list[list[str]] = []
        for each in readers:
            attempts.append([])
            value = each(plain, place, attempts[-1])
            if not attempts[-1]:
                return value
        problems.extend(attempts[0])
        return None

    return read


def _list(kind: Any) -> _Reader:
    read_one = _reader(kind)

    def read(plain: Any, place: _Place, problems: list[str]) -> tuple[Any, ...]:
        if not isinstance(plain, list):
            problems.append(f"{_named(place)} must be a list, not {_shown(plain)}")
            return ()
        return tuple(
            [read_one(each, _Place(place, f"[{index}]"), problems) for index, each in enumerate(plain)]
        )

    return read


def _mapping(key: Any, kind: Any) -> _Reader:
    read_key, read_one = _reader(key), _reader(kind)

    def read(plain: Any, place: _Place, problems: list[str]) -> Mapping[Any, Any]:
        if not isinstance(plain, dict):
            problems.append(f"{_named(place)} must be an object, not {_shown(plain)}")
            return {}
        return {
            read_key(name, _Place(place, f" name {name!r}"), problems): read_one(
                each, _Place(place, f".{name}"), problems
            )
            for name, each in plain.items()
        }

    return read


def _object(kind: Any) -> _Reader:
    hints = type_hints(kind)
    known = [
        (
            plain_name(each),
            each.name,
            _reader(hints[each.name]),
            each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(kind)
    ]
    names = {name for name, *_ in known}

    def read(plain: Any, place: _Place, problems: list[str]) -> Any:
        if not isinstance(plain, dict):
            problems.append(f"{_named(place)} must be an object, not {_shown(plain)}")
            return None
        before = len(problems)
        problems.extend(
            f"{_Place(place, f'.{name}')} is not a field of {kind.__name__}"
            for name in plain
            if name not in names
        )
        given: dict[str, Any] = {}
        for name, own_name, read_one, required in known:
            if name in plain:
                given[own_name] = read_one(plain[name], _Place(place, f".{name}"), problems)
            elif required:
                problems.append(f"{_Place(place, f'.{name}')} is missing")
        if len(problems) > before:
            return None
        try:
            return kind(**given)
        except ValueError as refusal:
            problems.append(f"{_named(place)}: {refusal}")
            return None

    return read


def _plain_scalar(kind: type) -> _Reader:
    def read(plain: Any, place: _Place, problems: list[str]) -> Any:
        if type(plain) is kind:
            return plain
        problems.append(f"{_named(place)} must be {_EXPECTED[kind]}, not {_shown(plain)}")
        return None

    return read


def _worded_scalar(kind: Any) -> _Reader:
    """Reads a value that is written as text: a day, a month, or one of an enumeration."""
    make = date.fromisoformat if kind is date else Month.parse if kind is Month else kind

    def read(plain: Any, place: _Place, problems: list[str]) -> Any:
        if isinstance(plain, str):
            try:
                return make(plain)
            except (ValueError, NotAMonth):
                pass
        problems.append(
            f"{_named(place)} must be {_EXPECTED.get(kind) or _choices(kind)}, not {_shown(plain)}"
        )
        return None

    return read


_EXPECTED = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
    date: "a day written YYYY-MM-DD",
    Month: "a month written YYYY-MM",
}


def _choices(kind: type[StrEnum]) -> str:
    return "one of " + ", ".join(each.value for each in kind)


def plain_name(each: Field[Any]) -> str:
    """The name of a field in plain objects: without the underscore that keeps it from being a word of Python."""
    return each.name.rstrip("_")


def _named(place: _Place) -> str:
    return str(place) or "the whole"


def _shown(plain: Any) -> str:
    shown = repr(plain)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
