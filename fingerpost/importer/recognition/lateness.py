"""Statuses in words of lateness ("up to one month late", "6 weeks overdue"), beside the usual words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.statuses import (
    Key,
    ReadStatus,
    StatusWords,
    status_of_cell,
    status_of_words,
)
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import StatusSource
from fingerpost.rules.numbers import NUMBER_OF_WORD

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell

_LATE = re.compile(
    r"^(?:is\s+|are\s+)?(?P<how>less than|under|within|up to(?: and including)?|<|no more than|not more than|more than|over|in excess of|>|at least)?\s*"
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|nine|twelve)\s*(?P<unit>days?|weeks?|months?|years?)\s*(?:or\s+(?P<or>more|less)\s*)?"
    r"(?:late|behind|overdue|delayed|behind schedule|behind target|slippage|slipped|past (?:its |the )?(?:due|target) date|over(?:due)?)?(?:\s+(?:schedule|target|plan))?$"
)
_TELLS = re.compile(r"late|behind|overdue|delay|slip|past|over\b")
_WORDS = NUMBER_OF_WORD | {"a": 1, "an": 1}
_MONTHS = {"day": 1 / 30, "week": 7 / 30, "month": 1.0, "year": 12.0}
_OVER = frozenset({"more than", "over", "in excess of", ">", "at least"})


def status_in_words(text: str, *, key: Key | None = None) -> StatusWords:
    """The class that words mean, lateness of a stated length included (rules: Status, 4).

    Up to and including one month late is amber, more is red.
    """
    status = status_of_words(text, key=key)
    if status.known:
        return status
    words = re.sub(r"\s+", " ", re.sub(r"[\[\](){}*.]", " ", text.lower())).strip()
    match = _LATE.match(words)
    if match is None or not _TELLS.search(words):
        return status
    count = int(match["count"]) if match["count"].isdigit() else _WORDS[match["count"]]
    months = count * _MONTHS[match["unit"].rstrip("s")]
    beyond = (match["how"] in _OVER or match["or"] == "more") and months >= 1
    class_ = StatusClass.RED if beyond or months > 1 else StatusClass.AMBER
    return StatusWords(class_, text.strip(), known=True)


def status_in_cell(cell: Cell | None, *, key: Key | None = None) -> ReadStatus:
    """The status of a cell as `status_of_cell` reads it, lateness of a stated length included."""
    read = status_of_cell(cell, key=key)
    if cell is None or read.class_ is not None or not cell.text.strip():
        return read
    words = status_in_words(cell.text, key=key)
    if words.class_ is None:
        return read
    return ReadStatus(words.class_, StatusSource.WORDS, words.printed, words.note)
