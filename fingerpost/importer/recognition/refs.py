"""Refs of actions and codes of sections, as councils write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from fingerpost.rules.draft import CodeTitle

_NUMERIC = r"\d{1,2}\.\d{1,3}(?:\.\s?\d{1,3}){0,3}[a-z]?"
_LETTERED = r"[A-Z][A-Z&]{0,5}[-./ ]?\d{1,3}(?:[-./]\d{1,3}){0,3}[a-z]?"
_SPACE_IN_REF = re.compile(r"(?<=\d)\.\s(?=\d)")
_SIMPLE = r"\d{1,3}[a-z]?"
_REF = re.compile(rf"(?:{_NUMERIC}|{_LETTERED}|{_SIMPLE})\.?")
_REF_WITH_WORD = re.compile(
    r"(?:action|ref(?:erence)?|task|item|milestone|no)\.?\s*(?:no\.?)?\s*", re.IGNORECASE
)
_LEADING = re.compile(
    rf"^(?:(?:Action|Ref|Task|Milestone|Item)\.?\s+)?(?P<ref>{_NUMERIC}|{_LETTERED})\s*(?:[:.–—-]\s*|\s+)(?P<title>\S.*)$",
    re.DOTALL,
)
REF_IN_BRACKETS = re.compile(rf"[(\[](?:action\s+|ref\.?\s*)?(?P<ref>{_NUMERIC}|{_LETTERED})[)\]]")
_CODE_TITLE = re.compile(
    r"^(?P<code>[A-Z][A-Z&]{0,6}\s?\d{1,2})\s*(?::|\s[–—-]|\.(?=\s))\s*(?P<title>\S.{1,120})$"
)
_CODE_SPACE_TITLE = re.compile(r"^(?P<code>[A-Z][A-Z&]{1,6}\d{1,2})\s+(?P<title>[A-Z].{1,120})$")
_WORD_CODE = re.compile(
    r"^(?P<code>(?:theme|priority|objective|aim|section|outcome|goal|strand|workstream|area|chapter|part)\s+(?:\d{1,2}|[A-Z]))"
    r"\s*(?::|\s?[–—-]|\.)\s*(?P<title>\S.{1,120})$",
    re.IGNORECASE,
)


_NUMBER_TITLE = re.compile(
    r"^(?P<code>\d{1,2}(?:\.\d{1,3})*)[.:)]?\s+(?:[–—-]\s*)?(?P<title>[A-Za-z].{1,120})$"
)


class RefAndTitle(NamedTuple):
    """A ref with the words behind it."""

    ref: str | None
    title: str


def is_ref(text: str) -> bool:
    """Whether the words are a ref and nothing more: 16.4.1, CP2.1, ENV/3, 12, 4a."""
    words = _REF_WITH_WORD.sub("", text.strip(), count=1)
    return bool(words) and len(words) <= 14 and bool(_REF.fullmatch(words))


def is_structured_ref(text: str) -> bool:
    """Whether the words are a ref that could be nothing else: it has levels, or letters before a number."""
    return bool(re.fullmatch(rf"(?:{_NUMERIC}|{_LETTERED})\.?", text.strip()))


def clean_ref(text: str) -> str:
    """The ref as printed, without a word before it, a dot behind it or a space within it ("3.2. 4")."""
    bare = _REF_WITH_WORD.sub("", text.strip(), count=1).rstrip(".") or text.strip()
    return _SPACE_IN_REF.sub(".", bare)


def split_ref(text: str) -> RefAndTitle:
    """Tell a leading ref from the title behind it: "16.4.1 Title", "ENV3 – Title", "Action 4.2: Title"."""
    match = _LEADING.match(text.strip())
    return (
        RefAndTitle(_SPACE_IN_REF.sub(".", match["ref"]), match["title"].strip())
        if match
        else RefAndTitle(None, text.strip())
    )


def numbered_title(text: str) -> CodeTitle | None:
    """The number and title of a heading within a table: "3 Finance", "3.2: Modern homes"; else None."""
    match = _NUMBER_TITLE.match(text.strip())
    return CodeTitle(match["code"], match["title"].strip()) if match else None


def code_title(text: str) -> CodeTitle | None:
    """The code and title of a section heading: "CP3: Empty Homes", "Priority 1 – Clean Streets"; else None."""
    words = text.strip()
    for pattern in (_CODE_TITLE, _WORD_CODE, _CODE_SPACE_TITLE):
        if match := pattern.match(words):
            return CodeTitle(match["code"], match["title"].strip())
    return None
