"""Automatic numbering worked out as Word shows it: multi-level, restarts, letters and romans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.readers.word.names import VAL, W, child, is_on, value, whole_number

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: what it counts from, how it is written, and after which level it restarts."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart_after: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """A w:num: the list whose counters it shares, its levels, and the levels that it starts anew."""

    counts_in: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)

    def level_of_style(self, style: str | None) -> int:
        """The level that is linked to a paragraph style; the first where none is."""
        return next((at for at, level in self.levels.items() if style and level.style == style), 0)


class Counters:
    """The numbers given so far, while the paragraphs of a document are walked in order."""

    def __init__(self, numberings: Mapping[str, Numbering]) -> None:
        self._numberings = numberings
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def get(self, number: str) -> Numbering | None:
        """The numbering of this id."""
        return self._numberings.get(number)

    def next(self, number: str, at: int) -> str | None:
        """Count one paragraph, and give its number as Word prints it; None for bullets and unknown lists."""
        numbering = self._numberings.get(number)
        if numbering is None or not 0 <= at < _LEVELS:
            return None
        level = numbering.levels.get(at, Level())
        counts = self._counts.setdefault(numbering.counts_in, [None] * _LEVELS)
        if at in numbering.starts and (number, at) not in self._started:
            counts[at] = numbering.starts[at]
            self._started.add((number, at))
        else:
            before = counts[at]
            counts[at] = level.start if before is None else before + 1
        for above in range(at):
            if counts[above] is None:
                counts[above] = numbering.levels.get(above, Level()).start
        for below in range(at + 1, _LEVELS):
            restart = numbering.levels.get(below, Level()).restart_after
            # A level restarts after any level above it, unless it names the one it waits for; 0 is never.
            if restart is None or (restart and at < restart):
                counts[below] = None
        if level.form == "bullet":
            return None
        return re.sub(
            r"%([1-9])",
            lambda match: self._written(numbering, counts, int(match[1]) - 1, legal=level.legal),
            level.text,
        ).strip()

    @staticmethod
    def _written(numbering: Numbering, counts: list[int | None], at: int, *, legal: bool) -> str:
        level = numbering.levels.get(at, Level())
        count = counts[at]
        return written(level.start if count is None else count, "decimal" if legal else level.form)


def written(count: int, form: str) -> str:
    """A count in one of Word's number formats; unknown ones are written as digits."""
    match form:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter" if count > 0:
            letters = chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 50)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            roman = _roman(count)
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{count:02d}"
        case "ordinal":
            tens = count % 100
            return f"{count}{'th' if 10 <= tens <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"
        case "cardinalText" if 0 <= count <= 20:
            return _ONES[count].capitalize()
        case _:
            return str(count)


def _roman(count: int) -> str:
    letters = []
    for worth, letter in _ROMANS:
        times, count = divmod(count, worth)
        letters.append(letter * times)
    return "".join(letters)


def numberings_of(root: etree._Element | None) -> dict[str, Numbering]:
    """The numberings that a numbering part holds, by the id that paragraphs name."""
    if root is None:
        return {}
    lists = {each.get(W + "abstractNumId", ""): each for each in root.findall(W + "abstractNum")}
    # A list may only point at a numbering style; the list that defines that style has its levels.
    by_style = {
        value(link): each for each in lists.values() if (link := child(each, "styleLink")) is not None
    }
    numberings: dict[str, Numbering] = {}
    for element in root.findall(W + "num"):
        identity = value(child(element, "abstractNumId"))
        abstract = lists.get(identity)
        if abstract is None:
            continue
        pointed = value(child(abstract, "numStyleLink"))
        levels = _levels(by_style.get(pointed, abstract))
        starts: dict[int, int] = {}
        for override in element.findall(W + "lvlOverride"):
            at = whole_number(override.get(W + "ilvl"), 0)
            own = child(override, "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = child(override, "startOverride")
            if start is not None:
                starts[at] = whole_number(start.get(VAL), 1)
        numberings[element.get(W + "numId", "")] = Numbering(identity, levels, starts)
    return numberings


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {whole_number(each.get(W + "ilvl"), 0): _level(each) for each in abstract.findall(W + "lvl")}


def _level(element: etree._Element) -> Level:
    restart = child(element, "lvlRestart")
    form = child(element, "numFmt")
    if form is None:
        form = element.find(f".//{W}numFmt")
    return Level(
        start=whole_number(value(child(element, "start"), "1"), 1),
        form=value(form, "decimal"),
        text=value(child(element, "lvlText")),
        legal=is_on(child(element, "isLgl")) or False,
        restart_after=None if restart is None else whole_number(restart.get(VAL), 0),
        style=value(child(element, "pStyle")) or None,
    )
