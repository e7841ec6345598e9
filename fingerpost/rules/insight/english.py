"""How insight puts things in words: actions by name, lists, runs of months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fingerpost.rules.said import Said, said, said_n, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.said import Language
    from fingerpost.rules.snapshot import ActionRecord

_NO_DATE = said("no date")
MOST_NAMED = 3
"""How many things a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Named:
    """An action by its ref and title."""

    ref: str
    title: str

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def in_language(self, language: Language) -> str:  # noqa: ARG002  # people named it, in their language
        """Its name, which is the same in every language."""
        return str(self)


def named(action: ActionRecord) -> Named:
    """The action by its name."""
    return Named(action.ref, action.title)


def all_named(actions: Iterable[ActionRecord]) -> tuple[Named, ...]:
    """The actions by their names, in the order given."""
    return tuple(map(named, actions))


def listed(words: Sequence[Any]) -> Said:
    """Several things in a sentence: “a”, “a and b”, “a, b and c”. Refuses none, of which nothing can be said."""
    *first, last = words
    return said("{first} and {last}", first=together(first, ", "), last=last) if first else together(words)


_MORE: dict[str, Callable[[int], Said]] = {
    "action": lambda count: said_n("{count} more action", "{count} more actions", count),
    "reason": lambda count: said_n("{count} more reason", "{count} more reasons", count),
    "service": lambda count: said_n("{count} more service", "{count} more services", count),
}


def some_listed(words: Sequence[str], kind: str) -> str:
    """The first things by name, the rest of their kind by number: “a, b, c and 4 more actions”."""
    if len(words) <= MOST_NAMED + 1:
        return listed(words)
    return listed([*words[:MOST_NAMED], _MORE[kind](len(words) - MOST_NAMED)])


def spoken(when: ApproximateDate | None, otherwise: str = _NO_DATE) -> str:
    """A date for a sentence or a cell; `otherwise` where there is none."""
    return otherwise if when is None else when.spoken


def times_words(times: int) -> str:
    """How often: “once”, “twice”, “3 times”."""
    if times <= 2:
        return said("once") if times == 1 else said("twice")
    return said_n("{count} time", "{count} times", times)


def is_or_are(count: int) -> Said:
    """The verb that a number of things takes."""
    return said_n("is", "are", count)


def was_or_were(count: int) -> Said:
    """The verb that a number of things took."""
    return said_n("was", "were", count)
