"""Numbers in words: those that people write out, and a count with its noun."""

from __future__ import annotations

from fingerpost.rules.said import Said, said, said_n

NUMBER_WORDS = (
    said("no"),
    said("one"),
    said("two"),
    said("three"),
    said("four"),
    said("five"),
    said("six"),
    said("seven"),
    said("eight"),
    said("nine"),
    said("ten"),
    said("eleven"),
    said("twelve"),
    said("thirteen"),
    said("fourteen"),
    said("fifteen"),
    said("sixteen"),
    said("seventeen"),
    said("eighteen"),
    said("nineteen"),
    said("twenty"),
)
"""The numbers from nought to twenty as councils write them of things: no actions, one action."""

NUMBER_OF_WORD: dict[str, int] = {word: number for number, word in enumerate(NUMBER_WORDS)}
_LARGEST_IN_WORDS = 12


def number_in_words(count: int) -> str:
    """A count in words up to twelve, in figures beyond."""
    return NUMBER_WORDS[count] if count <= _LARGEST_IN_WORDS else str(count)


def months_in_words(count: int) -> Said:
    """So many months: one month, two months, 13 months."""
    return said_n("{words} month", "{words} months", count, words=number_in_words(count))


def count_words(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: “1 action”, “3 actions”, “1,200 actions”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
