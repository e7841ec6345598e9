"""Labels and numbers of the figures: the class that a label names, the count and share that a cell holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.lateness import status_in_words

if TYPE_CHECKING:
    from fingerpost.importer.recognition.statuses import Key
    from fingerpost.rules.classes import StatusClass

_COUNT = re.compile(
    r"^(?P<count>\d{1,5}|nil|none)(?:\s*(?:actions?|tasks?|milestones?))?(?:\s*(?:[(/\[–-]|,)?\s*(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)\s*[)\]]?)?$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)(?:\s*[(/\[–-]?\s*(?P<count>\d{1,5})\s*(?:actions?)?\s*[)\]]?)?$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"^\d{1,3}\.\d+$")
_COLOUR = re.compile(r"\b(green|amber|red|hatched|blue|grey|gray|black)\b", re.IGNORECASE)
_LABEL_WORDS = re.compile(
    r"\b(?:number|no\.?|percentage|%|per cent|of|actions?|tasks?|milestones?|status|rag|total|that are|are|rated|at|in)\b|%",
    re.IGNORECASE,
)


class ClassLabel(NamedTuple):
    """A label of the figures that names a class; `class_` is None where it is one that has none of ours."""

    printed: str
    class_: StatusClass | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the figures: how many actions, what share of them in per cent, or both."""

    count: int | None
    share: str | None


def class_label(text: str, key: Key | None = None) -> ClassLabel | None:
    """The class that a label of a row or column of figures names, None where it names none.

    `key` is the document's own, which says what a blue or a letter means.
    """
    words = text.strip(" :")
    if (
        _SHARE.match(words)
        or len(words) > 90
        or re.search(r"\d{3}", words)
        or not re.search(r"[A-Za-z]", words)
    ):
        return None
    colours = {match.lower() for match in _COLOUR.findall(words)}
    if len(colours) == 1:
        colour = status_in_words(next(iter(colours)), key=key)
        if colour.class_ is not None:
            return ClassLabel(words, colour.class_)
        rest = _LABEL_WORDS.sub(" ", _COLOUR.sub(" ", words)).strip(" ()[]–—-:/")
        meaning = status_in_words(rest) if rest else colour
        return ClassLabel(words, meaning.class_)
    status = status_in_words(words, key=key)
    if status.known and (status.class_ is not None or not words.isdigit()):
        return ClassLabel(words, status.class_)
    stripped = _LABEL_WORDS.sub(" ", words).strip(" ()[]–—-:/")
    if stripped and stripped != words and len(stripped.split()) <= 6:
        status = status_in_words(re.sub(r"\s+", " ", stripped))
        if status.known and status.class_ is not None:
            return ClassLabel(words, status.class_)
    for part in re.split(r"\s*(?:,|/|\bor\b|\band\b)\s*", words):
        status = status_in_words(part)
        if status.known and status.class_ is not None and len(words.split()) <= 8:
            return ClassLabel(words, status.class_)
    return None


def number_in(text: str, *, share_column: bool) -> Number | None:
    """The count and share in a cell; a bare whole number is a share in a column of shares. None where it is words."""
    words = text.strip().replace(",", "") if re.fullmatch(r"\s*\d{1,3},\d{3}\s*", text) else text.strip()
    if match := _SHARE.match(words):
        return Number(int(match["count"]) if match["count"] else None, match["share"])
    if _DECIMAL.match(words):
        return Number(None, words)
    if match := _COUNT.match(words):
        if share_column and match["share"] is None and match["count"].isdigit():
            return Number(None, match["count"])
        count = int(match["count"]) if match["count"].isdigit() else 0
        return Number(count, match["share"])
    return None
