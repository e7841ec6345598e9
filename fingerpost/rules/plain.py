"""Values to plain JSON objects and back, with every problem named by its path.

A value is a frozen dataclass whose fields are text, whole numbers, truth values, `Month`, `date`,
enumerations, other such dataclasses, tuples of these, mappings from text to these, or None. A field whose
name is a word of Python's own has an underscore behind it there and none in the plain object: `class_`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from fingerpost.rules.months import Month, NotAMonth

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


def to_plain(value: Any) -> Any:
    """The value as objects, lists, text, numbers and null, ready for JSON."""
    if value is None or isinstance(value, str | int | float):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {plain_name(each): to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no plain form.")


def from_plain(kind: type[T], plain: Any, path: str = "") -> T:
    """The value of this dataclass that a plain object holds; refuses it with all problems at once.

    A field that is missing takes its default; an unknown field is a problem.
    """
    problems: list[str] = []
    value = _read(kind, plain, path, problems)
    if problems:
        raise NotThisValue(problems)
    return typing.cast("T", value)


def _read(kind: Any, plain: Any, path: str, problems: list[str]) -> Any:
    origin = get_origin(kind)
    if origin is types.UnionType:
        return _read_one_of(get_args(kind), plain, path, problems)
    if origin is tuple:
        return _read_list(get_args(kind)[0], plain, path, problems)
    if origin is Mapping:
        key, of = get_args(kind)
        return _read_mapping(key, of, plain, path, problems)
    if is_dataclass(kind) and kind is not Month:
        return _read_object(kind, plain, path, problems)
    return _read_scalar(kind, plain, path, problems)


def _read_one_of(kinds: tuple[Any, ...], plain: Any, path: str, problems: list[str]) -> Any:
    if plain is None and types.NoneType in kinds:
        return None
    candidates = [each for each in kinds if each is not types.NoneType]
    attempts: list[list[str]] = []
    for candidate in candidates:
        attempts.append([])
        value = _read(candidate, plain, path, attempts[-1])
        if not attempts[-1]:
            return value
    problems.extend(attempts[0])
    return None


def _read_list(kind: Any, plain: Any, path: str, problems: list[str]) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        problems.append(f"{path or 'the whole'} must be a list, not {_shown(plain)}")
        return ()
    return tuple(_read(kind, each, f"{path}[{index}]", problems) for index, each in enumerate(plain))


def _read_mapping(key: Any, kind: Any, plain: Any, path: str, problems: list[str]) -> Mapping[Any, Any]:
    if not isinstance(plain, dict):
        problems.append(f"{path or 'the whole'} must be an object, not {_shown(plain)}")
        return {}
    return {
        _read(key, name, f"{path} name {name!r}", problems): _read(kind, each, f"{path}.{name}", problems)
        for name, each in plain.items()
    }


def _read_object(kind: Any, plain: Any, path: str, problems: list[str]) -> Any:
    if not isinstance(plain, dict):
        problems.append(f"{path or 'the whole'} must be an object, not {_shown(plain)}")
        return None
    before = len(problems)
    hints = type_hints(kind)
    known = {plain_name(each): each for each in fields(kind)}
    problems.extend(
        f"{_join(path, name)} is not a field of {kind.__name__}" for name in plain if name not in known
    )
    given: dict[str, Any] = {}
    for name, each in known.items():
        if name in plain:
            given[each.name] = _read(hints[each.name], plain[name], _join(path, name), problems)
        elif each.default is MISSING and each.default_factory is MISSING:
            problems.append(f"{_join(path, name)} is missing")
    if len(problems) > before:
        return None
    try:
        return kind(**given)
    except ValueError as refusal:
        problems.append(f"{path or 'the whole'}: {refusal}")
        return None


def _read_scalar(kind: Any, plain: Any, path: str, problems: list[str]) -> Any:
    if kind in (str, int, bool, float) and type(plain) is kind:
        return plain
    if isinstance(plain, str) and kind not in (str, int, bool, float):
        try:
            return (
                date.fromisoformat(plain)
                if kind is date
                else Month.parse(plain)
                if kind is Month
                else kind(plain)
            )
        except (ValueError, NotAMonth):
            pass
    problems.append(
        f"{path or 'the whole'} must be {_EXPECTED.get(kind) or _choices(kind)}, not {_shown(plain)}"
    )
    return None


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


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(plain: Any) -> str:
    shown = repr(plain)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
