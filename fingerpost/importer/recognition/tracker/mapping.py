"""The mapping that a person gives: a heading of theirs, and our field; as JSON, TOML or CSV.

    {"What we'll do": "title", "Sorted?": "status", "Wk1": "ignore", "M1": "2025-07"}

A field is one of `columns.Field`, or a month YYYY-MM for a column of the strip.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.encoding import decode
from fingerpost.importer.readers.source import Unreadable
from fingerpost.importer.recognition.columns import Field, heading_words
from fingerpost.rules.months import Month, NotAMonth

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotAMapping(Unreadable):
    """A mapping names a field that is none of ours, or is not a list of pairs."""


def read_mapping(name: str, data: bytes) -> dict[str, str]:
    """The mapping in a file; its name's ending says how it is written. Refuses what is no mapping."""
    text, _, _ = decode(data)
    lower = name.lower()
    pairs: object
    try:
        if lower.endswith(".json"):
            pairs = json.loads(text)
        elif lower.endswith(".toml"):
            pairs = tomllib.loads(text)
        else:
            rows = [row.texts for table in read_csv(name, data).tables for row in table.rows]
            pairs = {row[0]: row[1] for row in rows if len(row) == 2}
            first = next(iter(pairs), None)
            if first is not None and not _is_field(pairs[first]) and len(pairs) > 1:
                del pairs[first]  # a row of headings
    except (ValueError, RecursionError) as error:
        raise NotAMapping(f"{name} is not a mapping: {error}.") from error
    if isinstance(pairs, dict) and set(pairs) == {"columns"}:
        pairs = pairs["columns"]
    if not isinstance(pairs, dict) or not all(isinstance(each, str) for each in pairs.values()):
        raise NotAMapping(f"{name} is not a mapping: give pairs of a heading and a field.")
    given(pairs)
    return {str(heading): field for heading, field in pairs.items()}


def given(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """The mapping as headings are compared; refuses fields that are none of ours, all at once."""
    wrong = [
        f"“{field}” for “{heading}”" for heading, field in (mapping or {}).items() if not _is_field(field)
    ]
    if wrong:
        fields = ", ".join(each.value for each in Field if each is not Field.MONTH)
        raise NotAMapping(
            f"The mapping names what is no field: {'; '.join(wrong)}. The fields are {fields}, or a month like 2008-02."
        )
    return {heading_words(heading): field.strip().lower() for heading, field in (mapping or {}).items()}


def _is_field(text: str) -> bool:
    try:
        Month.parse(text.strip())
    except NotAMonth:
        return text.strip().lower() in {each.value for each in Field if each is not Field.MONTH}
    return True
