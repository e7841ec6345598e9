"""Figures whose cells lost their columns: read in the order in which labels, numbers and periods come.

Copies put the cells of a table one under another, collapse its tabs, break it where a page ends or turn it into
lines ("Red: 2 (1.4%)"). The order survives: a label, then its count and share; and where several periods stand
above, a label's first numbers belong to the first of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.figures.labels import ClassLabel, class_label
from fingerpost.importer.recognition.figures.tables import TablePeriod
from fingerpost.importer.recognition.items import Item
from fingerpost.rules.draft import PrintedClass
from fingerpost.rules.months import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.statuses import Key

_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in MONTH_NAMES)
_TOKEN = re.compile(
    rf"(?P<period>\b(?:{_MONTHS})\.?(?:[\s-]*(?:(?:19|20)\d\d|['’]?\d\d\b(?!\s*[%(.])))?(?![a-z]))"
    r"|(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)"
    r"|(?P<decimal>\d{1,3}\.\d+)|(?P<count>\d{1,3},\d{3}|\d{1,5})(?![\d.])",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:\b(?:actions?|tasks?|milestones?|and|number|no\.?|per\s?cent)\b|%|[\s:;,.()/|=–—-])+", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:grand\s+|overall\s+)?totals?", re.IGNORECASE)
_LONGEST = 220


@dataclass(slots=True)
class _Group:
    label: ClassLabel | None
    period: str | None
    item: Item
    counts: list[int] = field(default_factory=list)
    shares: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Streamed:
    """The periods read in order, the items that they take up, and whether the items were a whole table."""

    periods: tuple[TablePeriod, ...]
    items: tuple[Item, ...]


def figures_in_order(items: Sequence[Item], taken: frozenset[int], key: Key | None) -> Streamed | None:
    """The first run of items that are nothing but periods, labels of classes and numbers; None without one.

    A run needs numbers for two classes.
    """
    at = 0
    while at < len(items):
        run: list[tuple[Item, list[re.Match[str] | ClassLabel]]] = []
        while at < len(items) and items[at].index not in taken:
            tokens = _tokens(items[at], key)
            if not tokens:
                break
            run.append((items[at], tokens))
            at += 1
        at += 1
        if len(run) >= 1 and (read := _read(run)) is not None:
            return read
    return None


def _tokens(item: Item, key: Key | None) -> list[re.Match[str] | ClassLabel]:
    """What an item holds in order; nothing where any of it is something else."""
    if item.number is not None or len(item.text) > _LONGEST or not item.text:
        return []
    tokens: list[re.Match[str] | ClassLabel] = []
    for text in item.texts:
        at = 0
        for match in _TOKEN.finditer(text):
            if not _take_words(text[at : match.start()], tokens, key):
                return []
            tokens.append(match)
            at = match.end()
        if not _take_words(text[at:], tokens, key):
            return []
    return tokens


def _take_words(words: str, tokens: list[re.Match[str] | ClassLabel], key: Key | None) -> bool:
    """Take in the words between numbers; whether they were a label or nothing that tells."""
    bare = words.strip(" \n:;,.()/|=–—-")
    if not bare or _NOISE.fullmatch(bare):
        return True
    if _TOTAL.fullmatch(bare):
        tokens.append(ClassLabel(bare, None))
        return True
    label = class_label(bare, key) if len(bare) <= 60 else None
    if label is None or label.class_ is None:
        return False
    tokens.append(label)
    return True


def _read(run: Sequence[tuple[Item, list[re.Match[str] | ClassLabel]]]) -> Streamed | None:
    heads: list[str] = []
    groups: list[_Group] = []
    period: str | None = None
    opened = False
    for item, tokens in run:
        for token in tokens:
            if isinstance(token, ClassLabel):
                groups.append(_Group(token, period, item))
                opened = True
            elif token["period"]:
                period = token[0]
                heads.append(period)
            elif not opened:
                return None
            elif token["count"]:
                groups[-1].counts.append(int(token["count"].replace(",", "")))
                groups[-1].item = item
            else:
                groups[-1].shares.append(token["share"] or token["decimal"])
                groups[-1].item = item
    groups = [group for group in groups if group.counts or group.shares]
    if len({group.label.class_ for group in groups if group.label and group.label.class_}) < 2:
        return None
    before = heads[: _heads_before(run)]
    together = len(before) > 1
    periods = [
        TablePeriod(words, at)
        for at, words in enumerate(before if together else dict.fromkeys(heads) or [""])
    ]
    for group in groups:
        many = max(len(group.counts), len(group.shares))
        for nth in range(many):
            at = _place(group, periods, together=together)
            if at is None:
                return None
            _put(at, group, nth)
    last = groups[-1].item.index
    return Streamed(
        tuple(period for period in periods if period.classes),
        tuple(item for item, _ in run if item.index <= last),
    )


def _heads_before(run: Sequence[tuple[Item, list[re.Match[str] | ClassLabel]]]) -> int:
    """How many periods come before the first label."""
    count = 0
    for _, tokens in run:
        for token in tokens:
            if isinstance(token, ClassLabel):
                return count
            count += bool(token["period"])
    return count


def _place(group: _Group, periods: list[TablePeriod], *, together: bool) -> TablePeriod | None:
    """The period to which a group's next numbers belong: the one above it, else the first that lacks its label."""
    assert group.label is not None
    if not together and group.period is not None:
        return next(period for period in periods if period.words == group.period)
    named = group.label.printed.casefold()
    for period in periods:
        held = {printed.casefold() for printed in period.classes}
        if named not in held and not (group.label.class_ is None and period.total is not None):
            return period
    if together or len(periods) > 2:
        return None
    periods.append(TablePeriod("", len(periods)))
    return periods[-1]


def _put(period: TablePeriod, group: _Group, nth: int) -> None:
    label = group.label
    assert label is not None
    count = group.counts[nth] if nth < len(group.counts) else None
    if label.class_ is None:
        period.total = count
        return
    share = group.shares[nth] if nth < len(group.shares) else None
    period.classes[label.printed] = PrintedClass(label.printed, label.class_, count, share)
