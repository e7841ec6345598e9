"""The canonical JSON of a value, written in one pass: the same bytes as `canonical_json(to_plain(value))`.

A closed month of 2,000 actions holds half a million values, and its digest is what closing it takes longest over.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from fingerpost.rules.canonical import LARGEST_NUMBER, NotCanonical, canonical_json, in_utf8, names_in_order
from fingerpost.rules.months import Month
from fingerpost.rules.plain import UNLESS_NONE, plain_name, to_plain

_Writer = Callable[[Any], str]


def canonical_json_of(value: Any) -> bytes:
    """The canonical JSON of a value that `to_plain` takes; refuses what `canonical_json` refuses."""
    return in_utf8(_written(value))


def _written(value: Any) -> str:
    return _WRITERS[type(value)](value)


def _object(kind: Any) -> _Writer:
    """The fields of a dataclass stand in the same order for ever, so they are sorted once."""
    if any(UNLESS_NONE in each.metadata for each in fields(kind)):
        return lambda value: canonical_json(to_plain(value)).decode()
    own_names = {plain_name(each): each.name for each in fields(kind)}
    in_order = names_in_order(own_names)
    names = [own_names[name] for name in in_order]
    frame = "{" + ",".join(f'"{name}":%s' for name in in_order) + "}"
    if len(names) == 1:
        (only,) = names
        return lambda value: frame % _written(getattr(value, only))
    values_of = attrgetter(*names)
    return lambda value: frame % tuple([_WRITERS[type(each)](each) for each in values_of(value)])


def _mapping(value: Mapping[Any, Any]) -> str:
    named = {str(key): each for key, each in value.items()}
    return (
        "{"
        + ",".join(f"{encode_basestring(name)}:{_written(named[name])}" for name in names_in_order(named))
        + "}"
    )


def _list(value: tuple[Any, ...]) -> str:
    return "[" + ",".join([_WRITERS[type(each)](each) for each in value]) + "]"


def _number(value: int) -> str:
    if abs(value) > LARGEST_NUMBER:
        raise NotCanonical(f"{value} is too large a number to be exact in JSON.")
    return int.__repr__(value)


def _fraction(value: float) -> str:
    raise NotCanonical(f"{value!r} is a fraction; write it as text.")


def _month(value: Month) -> str:
    return f'"{value}"'


def _day(value: date) -> str:
    return f'"{value.isoformat()}"'


class _Writers(dict[type, _Writer]):
    """How each type is written, found when the first value of it comes."""

    def __missing__(self, kind: type) -> _Writer:
        self[kind] = found = self.found_for(kind)
        return found

    @staticmethod
    def found_for(kind: type) -> _Writer:
        if kind is Month:
            return _month
        if is_dataclass(kind):
            return _object(kind)
        for of, writer in _BY_BASE.items():
            if issubclass(kind, of):
                return writer
        raise TypeError(f"{kind.__name__} has no plain form.")


_BY_BASE: dict[type, _Writer] = {
    types.NoneType: lambda _: "null",
    str: encode_basestring,
    bool: lambda value: "true" if value else "false",
    int: _number,
    float: _fraction,
    date: _day,
    Mapping: _mapping,
    tuple: _list,
}
"""In this order: a truth value is a whole number too. An enumeration of words is text."""

_WRITERS = _Writers()
