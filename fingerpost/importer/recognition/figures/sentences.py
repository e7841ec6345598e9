"""Figures in sentences: "Of the 96 actions, 70 (72.9%) are green, …", or in lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.figures.labels import ClassLabel
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.rules.draft import PrintedClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.items import Item

_WORD_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        )
    )
}
_N = re.compile(
    r"\b(?:of|for|out of|the|a total of|total of|all|comprises|contains|has|there (?:are|were)|includes?)\s+(?:the\s+|all\s+)?"
    r"(?:total\s+(?:of\s+)?)?(?P<n>\d{1,4})\s+(?:[a-z-]+\s+){0,3}(?:actions|tasks|milestones)\b"
    r"(?!\s*(?:that|which)?\s*(?:are|were|have|had)?\s*(?:been\s+)?(?:rated\s+|at\s+)?(?:red|amber|green|behind|late|overdue|re-?\w+ed|suspended|deferred|deleted))",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"(?<!\d)[,;](?!\d)|;|\.(?=\s|$)|\s+(?:and|while|whilst|with)\s+(?=(?:the\s+)?(?:\d|[a-z]+\s+(?:\(|actions?|are|were|is|was|per)))|,\s+(?=\d)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|against|up from|down from|from|previously)\b.*$", re.IGNORECASE
)
_AGAINST = re.compile(
    r"\b(?:compared (?:to|with)|as against|against)\s+(?P<rest>.+?)(?:\.(?=\s|$)|$)", re.IGNORECASE
)
_PERCENT_IN = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE)
_COUNT_IN = re.compile(
    r"(?<![\d.])(?P<count>\d{1,4})(?![\d.]*\d*\s*(?:%|per\s?cent))(?![\d/])\b", re.IGNORECASE
)
_STATUS_IN = re.compile(
    r"\b(?:green|amber|red|hatched|on target|on track|on schedule|complete[d]?|reprogrammed|re-programmed|rescheduled|suspended|deferred|withdrawn|deleted|not updated|no update|overdue|behind)\b",
    re.IGNORECASE,
)


def n_in_words(texts: Sequence[Item]) -> int | None:
    """The number of actions that a sentence about their statuses names."""
    for item in texts:
        if len(_STATUS_IN.findall(item.text)) >= 2 and (match := _N.search(item.text)):
            return int(match["n"])
    for item in texts:
        if _STATUS_IN.search(item.text) and (match := _N.search(item.text)):
            return int(match["n"])
    return None


class FiguresInWords(NamedTuple):
    """The classes that a sentence or list names, where it stands, and the number of actions if it says so."""

    item: Item
    classes: list[PrintedClass]
    n: int | None
    compared: str | None = None


def figures_in_words(texts: Sequence[Item]) -> FiguresInWords | None:
    """The figures of the sentence or list that names most classes, None where none names two."""
    best: tuple[int, Item, list[PrintedClass]] | None = None
    for item in texts:
        classes = classes_in(item.text)
        distinct = len({each.class_ for each in classes})
        if distinct >= 2 and (best is None or distinct > best[0]):
            best = (distinct, item, classes)
    listed = _listed_lines(texts)
    if listed is not None and (best is None or len(listed[1]) > best[0]):
        best = (len(listed[1]), listed[0], listed[1])
    if best is None:
        return None
    _, item, classes = best
    compared = _AGAINST.search(item.text)
    return FiguresInWords(
        item, classes, n_in_words([item]) or n_in_words(texts), compared["rest"] if compared else None
    )


def _listed_lines(texts: Sequence[Item]) -> tuple[Item, list[PrintedClass]] | None:
    """Figures in lines of their own: "Green: 70 (72.9%)", one under another."""
    run: list[tuple[Item, PrintedClass]] = []
    for item in texts:
        here = classes_in(item.text) if len(item.text) < 120 else []
        if len(here) == 1 and (not run or item.index <= run[-1][0].index + 2):
            run.append((item, here[0]))
        elif len({each.class_ for _, each in run}) >= 2:
            break
        else:
            run = [(item, here[0])] if len(here) == 1 else []
    if len({each.class_ for _, each in run}) < 2:
        return None
    return run[0][0], [each for _, each in run]


def classes_in(text: str) -> list[PrintedClass]:
    """The classes that a text names with a count or share, clause by clause."""
    classes: list[PrintedClass] = []
    cleaned = _AGAINST.sub(" ", _N.sub(" ", text))
    for clause in _CLAUSES.split(cleaned):
        if clause is None:
            continue
        words = _COMPARED.sub("", clause)
        status = _status_named(words)
        share = _PERCENT_IN.search(words)
        count = _count_in(words)
        if status is None or (share is None and count is None):
            continue
        printed, class_ = status
        if class_ is None or any(each.class_ is class_ and each.printed == printed for each in classes):
            continue
        classes.append(PrintedClass(printed, class_, count, share["share"] if share else None))
    return classes


def _status_named(words: str) -> ClassLabel | None:
    colours = list(re.finditer(r"\b(?:green|amber|red|hatched)\b", words, re.IGNORECASE))
    if colours:
        found = {match[0].lower() for match in colours}
        if len(found) > 1:
            return None
        return ClassLabel(colours[0][0], status_in_words(colours[0][0]).class_)
    matches = list(_STATUS_IN.finditer(words))
    if not matches:
        return None
    return ClassLabel(matches[0][0], status_in_words(matches[0][0]).class_)


def _count_in(words: str) -> int | None:
    without = re.sub(
        r"\b(?:quarter|q|appendix|paragraph|section|month)\s*\d+(?:\.\d+)*|\b(?:19|20)\d\d(?:[/-]\d+)?|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:one|1|two|2|three|3)\s+months?\b",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    without = _PERCENT_IN.sub(" ", without)
    if match := _COUNT_IN.search(without):
        return int(match["count"])
    for word in re.findall(r"[a-z]+", without.lower()):
        if word in _WORD_NUMBERS and re.search(
            rf"\b{word}\s+(?:\([^)]*\)\s*)?(?:actions?|are|is|were|was|at|tasks?|milestones?|have|has|remain)\b",
            without,
            re.IGNORECASE,
        ):
            return _WORD_NUMBERS[word]
    return None
