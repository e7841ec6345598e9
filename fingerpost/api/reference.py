"""The OpenAPI description as rows for people: what each address is for, takes and gives, and every value's fields."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fingerpost.api.problems import PROBLEMS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
}
_FORMATS = {"date": "day", "date-time": "moment", "time": "time"}
_BODY = "application/json"


@dataclass(frozen=True, slots=True)
class Part:
    """A filter, a header, or a field: its name, its type in words, and what it means."""

    name: str
    type: str
    words: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value that the API takes or gives: its fields, or what it can be."""

    name: str
    words: str
    parts: tuple[Part, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """What one can ask of an address."""

    name: str
    method: str
    path: str
    summary: str
    words: str
    needs: str
    writes: bool
    asked: tuple[Part, ...]
    takes: str
    example: str
    gives: str


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses that belong together."""

    name: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem, its status, and what to do about it."""

    kind: Kind
    status: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole reference."""

    server: str
    groups: tuple[Group, ...]
    values: tuple[Value, ...]
    problems: tuple[ProblemRow, ...]


def reference_of(description: dict[str, Any]) -> Reference:
    """The reference of an OpenAPI description of ours."""
    schemas = description["components"]["schemas"]
    groups: dict[str, list[Address]] = {each["name"]: [] for each in description["tags"]}
    for path, methods in description["paths"].items():
        for method, about in methods.items():
            groups[about["tags"][0]].append(_address(path, method, about, schemas))
    return Reference(
        server=description["servers"][0]["url"],
        groups=tuple(Group(name, tuple(those)) for name, those in groups.items()),
        values=tuple(_values(schemas)),
        problems=tuple(
            ProblemRow(kind, int(each.status), str(each.title), str(each.words))
            for kind, each in PROBLEMS.items()
        ),
    )


def _address(path: str, method: str, about: dict[str, Any], schemas: dict[str, Any]) -> Address:
    body = about.get("requestBody", {}).get("content", {}).get(_BODY, {}).get("schema", {})
    good = next(each for status, each in about["responses"].items() if int(status) in (200, 201))
    given: dict[str, Any] = good.get("content", {}).get(_BODY, {}).get("schema", {})
    summary, words = about["summary"], " ".join(about["description"].split())
    return Address(
        name=about["operationId"],
        method=method.upper(),
        path=path,
        summary=summary,
        words=words.removeprefix(summary).lstrip(". "),
        needs=about["x-needs"],
        writes=about["x-writes"],
        asked=tuple(
            Part(each["name"], _type(_given(each["schema"])), each.get("description", ""), each["required"])
            for each in about["parameters"]
            if each["in"] != "path"
        ),
        takes=_named(body),
        example=_example(body, schemas),
        gives=_named(given) or _("the stored value"),
    )


def _values(schemas: dict[str, Any]) -> Iterator[Value]:
    for name, schema in schemas.items():
        needed = schema.get("required", ())
        yield Value(
            name,
            " ".join(schema.get("description", "").split()),
            tuple(
                Part(field, _type(each), each.get("description", ""), field in needed)
                for field, each in schema.get("properties", {}).items()
            ),
            tuple(schema.get("enum", ())),
        )


def _named(schema: dict[str, Any]) -> str:
    """The name of the value that a schema refers to; empty where it is none of ours."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """What a filter can be where it is given at all."""
    kinds = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return kinds[0] if len(kinds) == 1 else schema


def _type(schema: dict[str, Any]) -> str:
    """A type in words."""
    if name := _named(schema):
        return name
    if "allOf" in schema:
        return _type(schema["allOf"][0])
    if "anyOf" in schema:
        kinds = [_type(each) for each in schema["anyOf"] if each.get("type") != "null"]
        none = [_("none")] if any(each.get("type") == "null" for each in schema["anyOf"]) else []
        return _(" or ").join(dict.fromkeys([*kinds, *none]))
    if schema.get("type") == "array":
        return _("list of %(type)s") % {"type": _type(schema.get("items", {}))}
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    if "pattern" in schema:
        return _("month")
    if isinstance(schema.get("additionalProperties"), dict):
        return _("object of %(type)s") % {"type": _type(schema["additionalProperties"])}
    return _PLAIN.get(str(schema.get("type")), _("any value"))


def _example(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    """A body made of the examples of its fields."""
    name = _named(schema)
    if not name:
        return ""
    fields: Iterable[tuple[str, Any]] = schemas[name].get("properties", {}).items()
    shown = {field: each["examples"][0] for field, each in fields if "examples" in each}
    for field in schemas[name].get("required", ()):
        shown.setdefault(field, _first_choice(schemas[name]["properties"][field], schemas))
    return json.dumps(shown, indent=2, ensure_ascii=False) if shown else ""


def _first_choice(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    choices = schemas.get(_named(schema), {}).get("enum", [None])
    return choices[0]
