"""Printed shares against counts, and the classes that words name."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import PrintedClass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import PrintedFigures

_SHARE = re.compile(r"\s*(\d{1,3})(?:\.(\d{1,6}))?\s*(?:%|per ?cent)?\s*", re.ASCII)
_COLOURS = {
    "green": StatusClass.GREEN,
    "amber": StatusClass.AMBER,
    "yellow": StatusClass.AMBER,
    "red": StatusClass.RED,
}
_COLOUR = re.compile(r"\b(green|amber|yellow|red)\b", re.IGNORECASE)
KINDS_OF_CHANGE = {
    "re-dated": re.compile(
        r"\b(?:re-?programm\w*|re-?schedul\w*|re-?dat(?:ed|ing)|re-?profil\w*|revised|extended|postponed|deferred)\b",
        re.IGNORECASE,
    ),
    "suspended": re.compile(r"\b(?:suspended|suspension|on hold|paused)\b", re.IGNORECASE),
    "withdrawn": re.compile(r"\b(?:withdrawn|deleted|removed|cancelled)\b", re.IGNORECASE),
}
_ON_COURSE = re.compile(r"\b(?:on target|on track|on schedule)\b", re.IGNORECASE)


def lines_of(figures: PrintedFigures) -> tuple[PrintedClass, ...]:
    """The lines of a table of figures, or what is known of each class where the lines were not kept."""
    if figures.classes:
        return figures.classes
    classes = (each for each in StatusClass if each in figures.counts or each in figures.printed_shares)
    return tuple(
        PrintedClass(each.value, each, figures.counts.get(each), figures.printed_shares.get(each))
        for each in classes
    )


def count_of(figures: PrintedFigures, class_: StatusClass) -> int | None:
    """How many actions the table counts in a class, over all its lines; None if it does not say."""
    counts = [line.count for line in lines_of(figures) if line.class_ is class_]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def total_of(figures: PrintedFigures) -> int | None:
    """The number of actions highlighted: as printed, else the sum of the counts; None or nought is None."""
    return figures.n or sum_of(figures) or None


def sum_of(figures: PrintedFigures) -> int | None:
    """The sum of all counts; None where a line has none."""
    counts = [line.count for line in lines_of(figures)]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def number_of(share: str) -> tuple[Fraction, int] | None:
    """A printed share as a number, and how many decimal places it was printed to; None if it is no number."""
    match = _SHARE.fullmatch(share)
    if match is None:
        return None
    decimals = match[2] or ""
    return Fraction(int(match[1] + decimals), 10 ** len(decimals)), len(decimals)


def fits(share: str, count: int, total: int) -> bool:
    """Whether a printed share is a rounding of count/total, a half either way; words that are no number fit."""
    number = number_of(share)
    if number is None or total <= 0:
        return True
    value, places = number
    return abs(value - Fraction(100 * count, total)) <= Fraction(1, 2 * 10**places)


def same_number(one: str, other: str) -> bool:
    """Whether two printed shares are one number: 7 and 7.0%."""
    first, second = number_of(one), number_of(other)
    return first is None or second is None or first[0] == second[0]


def rounded(count: int, total: int, like: str) -> str:
    """The share rounded half up, to as many places as another was printed to, and to one at least."""
    number = number_of(like)
    scale = 10 ** max(1, number[1] if number else 1)
    value = int(Fraction(100 * count * scale, total) + Fraction(1, 2))
    digits = len(str(scale)) - 1
    return f"{value // scale}.{value % scale:0{digits}}"


def bare(share: str) -> str:
    """The figures of a share, without per cent."""
    return re.sub(r"\s*(?:%|per ?cent)\s*$", "", share.strip(), flags=re.IGNORECASE)


def colours_in(text: str) -> Iterator[tuple[StatusClass, int]]:
    """The classes that colour words name, and where each stands."""
    return ((_COLOURS[match[1].casefold()], match.start()) for match in _COLOUR.finditer(text))


def class_in(text: str) -> StatusClass | None:
    """The one class that words name: by a colour, else by what is said of it; None if none or several."""
    classes = {class_ for class_, _ in colours_in(text)}
    if not classes:
        classes = {StatusClass.GREEN} if _ON_COURSE.search(text) else set()
        classes |= {StatusClass.REPROGRAMMED} if kinds_of_change(text) else set()
    return classes.pop() if len(classes) == 1 else None


def kinds_of_change(text: str) -> tuple[str, ...]:
    """The kinds of change that words name: re-dated, suspended, withdrawn."""
    return tuple(kind for kind, pattern in KINDS_OF_CHANGE.items() if pattern.search(text))
