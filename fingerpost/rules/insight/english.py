"""How insight puts things in words: actions by name, lists, runs of months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.snapshot import ActionRecord

MOST_NAMED = 3
"""How many things a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Named:
    """An action by its ref and title."""

    ref: str
    title: str

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


def named(action: ActionRecord) -> Named:
    """The action by its name."""
    return Named(action.ref, action.title)


def all_named(actions: Iterable[ActionRecord]) -> tuple[Named, ...]:
    """The actions by their names, in the order given."""
    return tuple(map(named, actions))


def listed(words: Sequence[str]) -> str:
    """Several things in a sentence: “a”, “a and b”, “a, b and c”. Refuses none, of which nothing can be said."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def some_listed(words: Sequence[str], singular: str, plural: str | None = None) -> str:
    """The first things by name, the rest by number: “a, b, c and 4 more actions”."""
    if len(words) <= MOST_NAMED + 1:
        return listed(words)
    return listed([*words[:MOST_NAMED], count_words(len(words) - MOST_NAMED, f"more {singular}", plural)])


def spoken(when: ApproximateDate | None, otherwise: str = "no date") -> str:
    """A date for a sentence or a cell; `otherwise` where there is none."""
    return otherwise if when is None else when.spoken


def times_words(times: int) -> str:
    """How often: “once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(times, f"{times:,} times")


def is_or_are(count: int) -> str:
    """The verb that a number of things takes."""
    return "is" if count == 1 else "are"


def was_or_were(count: int) -> str:
    """The verb that a number of things took."""
    return "was" if count == 1 else "were"
