"""The JSON Schema of a value, and its description for people, from the value's own fields and docstrings."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_origin

from fingerpost.rules.months import Month
from fingerpost.rules.plain import plain_name, type_hints

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    Month: {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
}


def json_schema(kind: type[Any], *, title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a frozen dataclass as `to_plain` writes it: every field is there."""
    definitions: dict[str, Any] = {}
    top = _schema_of(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": definitions,
    }


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin = get_origin(kind)
    if origin is types.UnionType:
        return {"anyOf": [_schema_of(each, definitions) for each in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if origin is Mapping:
        key, of = get_args(kind)
        names = _schema_of(key, definitions)
        return {"type": "object", "propertyNames": names, "additionalProperties": _schema_of(of, definitions)}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _definition(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _definition(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    description = " ".join(inspect.cleandoc(kind.__doc__ or "").split())
    if not is_dataclass(kind):
        return {"description": description, "enum": [each.value for each in kind]}
    hints = type_hints(kind)
    properties = {plain_name(each): _property(each, hints[each.name], definitions) for each in fields(kind)}
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(each: Field[Any], kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if each.name == "format" and each.default is not MISSING:
        return {"const": each.default}
    return _schema_of(kind, definitions)


def described_in_words(kind: type[Any]) -> str:
    """The value and every value in it as Markdown: a heading, what it means, and a table of its fields."""
    parts: list[str] = []
    seen: list[Any] = [kind]
    for each in seen:
        hints = type_hints(each) if is_dataclass(each) else {}
        parts += [f"## {each.__name__}", "", " ".join(inspect.cleandoc(each.__doc__ or "").split()), ""]
        if not hints:
            parts += ["One of: " + ", ".join(f"`{value.value}`" for value in each) + ".", ""]
            continue
        parts += ["| Field | Value |", "|---|---|"]
        for field in fields(each):
            parts.append(f"| `{plain_name(field)}` | {_words_of(hints[field.name])} |")
            seen += [found for found in _values_in(hints[field.name]) if found not in seen]
        parts.append("")
    return "\n".join(parts)


def _values_in(kind: Any) -> list[Any]:
    if get_args(kind):
        return [found for each in get_args(kind) for found in _values_in(each)]
    known = kind not in _SCALARS and isinstance(kind, type)
    return [kind] if known and (is_dataclass(kind) or issubclass(kind, StrEnum)) else []


def _words_of(kind: Any) -> str:
    origin, of = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        return " or ".join(_words_of(each) for each in of)
    if origin is tuple:
        return f"list of {_words_of(of[0])}"
    if origin is Mapping:
        return f"object from {_words_of(of[0])} to {_words_of(of[1])}"
    return _WORDS.get(kind) or f"[{kind.__name__}](#{kind.__name__.lower()})"


_WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    types.NoneType: "null",
    date: "day, YYYY-MM-DD",
    Month: "month, YYYY-MM",
}
