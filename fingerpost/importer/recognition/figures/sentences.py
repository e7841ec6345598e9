"""Figures in sentences: "Of the 96 actions, 70 (72.9%) are green, …", or in lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.figures.labels import ClassLabel
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.importer.recognition.periods import months_named
from fingerpost.rules.draft import PrintedClass
from fingerpost.rules.numbers import NUMBER_OF_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.items import Item

_NOUNS = r"(?:actions|tasks|milestones|projects|recommendations|commitments|activities|deliverables|objectives|measures)"
_LATENESS = (
    r"(?:(?:less than|under|up to|within|more than|over|at least)\s+)?(?:an?|one|two|three|four|six|\d{1,2})\s+(?:weeks?|months?)"
    r"\s+(?:or more\s+|or less\s+)?(?:late|behind(?:\s+(?:schedule|target))?|overdue)"
)
_STATUS_IN = re.compile(
    rf"\b(?:green|amber|red|hatched|{_LATENESS}|on target|on track|on schedule|off track|off target|at risk"
    r"|(?:slightly|significantly|seriously) (?:behind(?: schedule)?|slipped|delayed|off track|off target)|slipped|delayed|implemented|complete[d]?"
    r"|re-?programmed|re-?scheduled|re-?dated|re-?timed|suspended|deferred|withdrawn|deleted|not updated|no update|overdue|behind(?: schedule)?|in progress|ongoing|not (?:yet )?(?:due|started))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|not yet|not been|in|yet to be|partially|partly|nearly)\s+$", re.IGNORECASE)
_WORD = rf"(?!(?:red|amber|green|{_LATENESS}|behind|late|overdue)\b)[a-z-]+"
_RATED = (
    r"(?!\s*(?:that|which)?\s*(?:are|were|have|had|is|was)?\s*(?:been\s+)?(?:rated\s+|at\s+)?"
    r"(?:red|amber|green|behind|late|overdue|re-?\w+ed|suspended|deferred|deleted))"
)
_N = re.compile(
    rf"\bout of (?:the |a |all )?(?:total (?:of )?)?(?P<out_of>\d{{1,3}},\d{{3}}|\d{{1,4}})\b(?!\s*%|\.\d)(?:\s+(?:{_WORD}\s+){{0,2}}{_NOUNS}\b)?"
    rf"|(?<=\d )of (?:the |all |our )?(?P<part_of>\d{{1,3}},\d{{3}}|\d{{1,4}})\s+(?:{_WORD}\s+){{0,3}}{_NOUNS}\b"
    rf"|\b(?:of|for|the|all|comprises|contains|has|there (?:are|were)|includes?|total of)\s+(?:the\s+|all\s+|a\s+)?"
    rf"(?:total\s+(?:of\s+)?)?(?P<n>\d{{1,3}},\d{{3}}|\d{{1,4}})\s+(?:{_WORD}\s+){{0,3}}{_NOUNS}\b{_RATED}"
    rf"|(?:^|[,:;]\s+|\bthat\s+)(?P<were>\d{{1,3}},\d{{3}}|\d{{1,4}})\s+(?:{_WORD}\s+){{0,2}}{_NOUNS}\s+(?:were|are|have been|had been)\s+"
    r"(?:highlighted|reported|programmed|monitored|reviewed|assessed|measured|counted|due)\b"
    r"(?!\s+(?:as|at|to|red|amber|green|late|next|for)\b)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"(?<!\d)[,;](?!\d)|;|\.(?=\s|$)|\((?=\d{1,4}\s+[a-z])|\s+(?:and|while|whilst|with)\s+(?=(?:the\s+)?(?:\d|[a-z]+\s+(?:\(|actions?|are|were|is|was|per)))|,\s+(?=\d)",
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
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SEVERAL = 2
_SOON = 3


def n_in_words(texts: Sequence[Item]) -> int | None:
    """The number of actions that a sentence about their statuses names."""
    for item in texts:
        if len(_STATUS_IN.findall(item.text)) >= 2 and (match := _N.search(item.text)):
            return _number_of(match)
    for item in texts:
        if _STATUS_IN.search(item.text) and (match := _N.search(item.text)):
            return _number_of(match)
    return None


def _number_of(match: re.Match[str]) -> int:
    return int((match["out_of"] or match["part_of"] or match["n"] or match["were"]).replace(",", ""))


class FiguresInWords(NamedTuple):
    """The classes that a sentence or list names, where it stands, and the number of actions if it says so."""

    item: Item
    classes: list[PrintedClass]
    n: int | None
    compared: str | None = None


def figures_in_words(texts: Sequence[Item]) -> FiguresInWords | None:
    """The figures of the sentence or list that names most classes, None where none names two."""
    best: tuple[int, Item, list[PrintedClass], str] | None = None
    for item in texts:
        for sentence in _SENTENCES.split(item.text):
            classes = classes_in(sentence)
            distinct = len({each.class_ for each in classes} - {None})
            if distinct >= _SEVERAL and (best is None or distinct > best[0]):
                best = (distinct, item, classes, sentence)
    listed = _listed_lines(texts)
    if listed is not None and (best is None or len(listed[1]) > best[0]):
        best = (len(listed[1]), listed[0], listed[1], listed[0].text)
    if best is None:
        return None
    _, item, classes, sentence = best
    n = _n_of([sentence, item.text])
    compared = _other_period(item.text, sentence) or _next_of_another_month(item, texts)
    return FiguresInWords(item, classes, n or n_in_words(texts), compared)


def _n_of(texts: Sequence[str]) -> int | None:
    return next((_number_of(match) for text in texts if (match := _N.search(text))), None)


def _other_period(text: str, sentence: str) -> str | None:
    """What a text says of the period before: "compared with …", or a sentence of its own that follows."""
    if compared := _AGAINST.search(sentence):
        return compared["rest"]
    following = text[text.index(sentence) + len(sentence) :] if sentence in text else ""
    for other in _SENTENCES.split(following.strip()):
        if len({each.class_ for each in classes_in(other)} - {None}) >= _SEVERAL:
            return other
    return None


def _next_of_another_month(item: Item, texts: Sequence[Item]) -> str | None:
    """The paragraph that gives the figures of another month than this one names, where one comes soon after."""
    months = set(months_named(item.text))
    for other in texts:
        named = set(months_named(other.text))
        near = 0 < other.index - item.index <= _SOON
        if near and months and named and not months & named:
            classes = {each.class_ for each in classes_in(other.text)} - {None}
            if len(classes) >= _SEVERAL:
                return other.text
    return None


def _listed_lines(texts: Sequence[Item]) -> tuple[Item, list[PrintedClass]] | None:
    """Figures in lines of their own: "Green: 70 (72.9%)", one under another."""
    run: list[tuple[Item, PrintedClass]] = []
    for item in texts:
        here = classes_in(item.text) if len(item.text) < 120 else []
        if len(here) == 1 and (not run or item.index <= run[-1][0].index + 2):
            run.append((item, here[0]))
        elif len({each.class_ for _, each in run} - {None}) >= 2:
            break
        else:
            run = [(item, here[0])] if len(here) == 1 else []
    if len({each.class_ for _, each in run} - {None}) < 2:
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
        if class_ is None and (not status_in_words(printed).known or count is None):
            continue
        if any(each.class_ is class_ and each.printed == printed for each in classes):
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
    match = next(
        (each for each in _STATUS_IN.finditer(words) if not _NOT.search(words[: each.start()])), None
    )
    if match is None:
        return None
    return ClassLabel(match[0], status_in_words(match[0]).class_)


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
        if word in NUMBER_OF_WORD and re.search(
            rf"\b{word}\s+(?:\([^)]*\)\s*)?(?:actions?|are|is|were|was|at|tasks?|milestones?|have|has|remain)\b",
            without,
            re.IGNORECASE,
        ):
            return NUMBER_OF_WORD[word]
    return None
