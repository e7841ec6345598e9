"""A document in another language than English: all that was said in it said again, all else as it is.

A report is a record, issued in the language of the council; words that people wrote and sentences that were frozen
with a month stay as they are.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from fingerpost.rules.said import Said, in_words

if TYPE_CHECKING:
    from fingerpost.rules.said import Language

T = TypeVar("T")


def in_language(value: T, language: Language) -> T:
    """A document, or a part of one, in this language."""
    return _again(value, language)  # type: ignore[no-any-return]  # of the same kind as it was


def _again(value: Any, language: Language) -> Any:
    if isinstance(value, Said) or (isinstance(value, Enum) and isinstance(value.value, Said)):
        return in_words(value, language)
    if isinstance(value, tuple):
        return tuple(_again(each, language) for each in value)
    if (
        is_dataclass(value)
        and not isinstance(value, type)
        and type(value).__module__.endswith("reports.document")
    ):
        return replace(
            value,
            **{
                each.name: _again(getattr(value, each.name), language)
                for each in fields(value)
                if each.init and each.name not in {"tone", "emphasis"}
            },
        )
    return value
