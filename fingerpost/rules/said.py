"""What the rules say to people: English sentences that can be said again in another language.

A `Said` is text, and as text it is English: it is stored, compared, digested and printed as such. It also keeps
the message it was made of and the values in it, so that `in_words` can say it in the language of a reader.
`make messages` gathers the messages from the calls of `said` and `said_n`, which must therefore be written out
where they are called.

A message has its values in braces, by name: `said("Due {day}; on course.", day=day)`. A value is text as people
typed it, another `Said`, a whole number, a day, a refusal, or something `Sayable`: each is said in the reader's language too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Language:
    """How a language says things: a message, a message with its plural for a count, a month, a day, a count."""

    text: Callable[[str], str]
    plural: Callable[[str, str, int], str]
    month: Callable[[int, int], str]
    """By the year and the number of the month."""
    short_month: Callable[[int, int], str]
    day: Callable[[date], str]
    count: Callable[[int], str]
    is_english: Callable[[], bool]
    """Whether whoever reads just now reads English, in which nothing need be said again."""


@runtime_checkable
class Sayable(Protocol):
    """A value that knows how it is said in a language."""

    def in_language(self, language: Language) -> str:
        """The value in this language's words."""


def _english_month(year: int, number: int) -> str:
    return f"{_MONTHS[number - 1]} {year}"


def _english_day(day: date) -> str:
    return f"{day.day} {_english_month(day.year, day.month)}"


ENGLISH = Language(
    text=lambda message: message,
    plural=lambda one, many, count: one if count == 1 else many,
    month=_english_month,
    day=_english_day,
    count=lambda count: f"{count:,}",
    short_month=lambda year, number: f"{_MONTHS[number - 1][:3]} {year}",
    is_english=lambda: True,
)


class _Reader:
    """The language in which pages say things; the web sets it once, in `govuk.language`."""

    language = ENGLISH


def pages_speak(language: Language) -> None:
    """From now on, what is said on a page is said in this language: one that asks who is reading, each time."""
    _Reader.language = language


class Said(str):
    """An English sentence or phrase with the message and the values that it was made of."""

    __slots__ = ("message", "number", "plural", "values")

    message: str
    plural: str | None
    number: int
    values: Mapping[str, Any]

    def __str__(self) -> str:
        """Itself, so that the text of a refusal can still be said in another language."""
        return self

    def __add__(self, other: str) -> Said:
        """Both, each said for itself."""
        return together((self, other), "")

    def __radd__(self, other: str) -> Said:
        """Both, each said for itself."""
        return together((other, self), "")

    def __html__(self) -> str:
        """For a page: in the reader's language, with what HTML reserves written otherwise."""
        reads = _Reader.language
        said = str.__str__(self) if reads.is_english() else in_words(self, reads)
        for sign, instead in _RESERVED:
            said = said.replace(sign, instead)
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.message, self.plural, self.number, dict(self.values))


_RESERVED = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))


def _made(message: str, plural: str | None, count: int, values: Mapping[str, Any]) -> Said:
    made = Said(_filled(message, plural, count, values, ENGLISH))
    made.message, made.plural, made.number, made.values = message, plural, count, values
    return made


def _filled(
    message: str, plural: str | None, count: int, values: Mapping[str, Any], language: Language
) -> str:
    if plural is None and not values:
        return language.text(message) if message else ""
    words = {name: in_words(value, language) for name, value in values.items()}
    if plural is None:
        return language.text(message).format_map(words)
    return language.plural(message, plural, count).format_map({"count": language.count(count), **words})


def said(message: str, /, **values: Any) -> Said:
    """The message with its values. Without values a brace is a brace."""
    return _made(message, None, 0, values)


def said_n(one: str, many: str, count: int, /, **values: Any) -> Said:
    """The message for so many things; `{count}` is their number. Other languages may have more forms than two."""
    return _made(one, many, count, values)


def together(parts: Iterable[Any], between: str = " ") -> Said:
    """Sentences, names or phrases one after another, each said for itself."""
    values = {f"part{index}": part for index, part in enumerate(parts)}
    return _made(between.join(f"{{{name}}}" for name in values), None, 0, values)


def in_words(value: Any, language: Language) -> str:
    """A value in a language: what was said is said again, days and months come in its own way, other text stays."""
    if isinstance(value, Said):
        return _filled(value.message, value.plural, value.number, value.values, language)
    if isinstance(value, Enum):
        return in_words(value.value, language)
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Exception):
        return in_words(str(value), language)
    if isinstance(value, date):
        return language.day(value)
    if isinstance(value, Sayable):
        return value.in_language(language)
    raise TypeError(f"{type(value).__name__} cannot be said.")
