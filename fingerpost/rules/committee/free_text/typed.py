"""Text as typed, its fields filled, sentence by sentence; and how a check on it is written.

    @text_check("T01", Severity.ERROR, "The text gives another share of a class than the record.")
    def another_share(typed: Typed) -> Iterator[Said]:
        '''Why it matters, and what is left alone.'''
        yield Said(at, "12.6%", "The text gives 12.6% as amber; …", {…})

What a field gives is never held against the record again: it is the record.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.named_months import months_named
from fingerpost.rules.checks.passages import LONGEST_TEXT, sentences
from fingerpost.rules.checks.registry import Description, describe
from fingerpost.rules.checks.stated import OF_A_PART, is_about_the_period
from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.draft import Draft, Kind, PlanYear, ReportParagraph, ReportSection, Source
from fingerpost.rules.numbers import NUMBER_OF_WORD
from fingerpost.rules.snapshot import Snapshot

if TYPE_CHECKING:
    from fingerpost.rules.checks.named_months import NamedMonth
    from fingerpost.rules.findings import Severity

_OTHER_TIME = re.compile(
    r"\b(?:not|no longer|never|nor|unless|until|if|since|before|had|would|will|may|might|could|should|shall"
    r"|forecast|predicted|plans? to|due to be|to be|last (?:month|year|quarter|period)|previous(?:ly)?|earlier|next)\b",
    re.IGNORECASE,
)
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(word for word, number in NUMBER_OF_WORD.items() if number)})"
"""A count, in figures or written out up to twenty."""


class Said(NamedTuple):
    """What a check found: where in the filled text, the words, one true sentence, and what was compared."""

    start: int
    words: str
    message: str
    values: Mapping[str, str | int] = {}


class Sentence(NamedTuple):
    """A sentence and where it begins in the filled text."""

    text: str
    start: int


@dataclass(frozen=True)  # without slots: what is worked out of the text is kept
class Typed:
    """A paragraph with its fields filled, the stretches of it that fields gave, and what it is held against."""

    text: str
    given: tuple[tuple[int, int], ...]
    sources: Sources

    @property
    def snapshot(self) -> Snapshot | None:
        """The closed record, where the report rests on one."""
        record = self.sources.record
        return record if isinstance(record, Snapshot) else None

    @cached_property
    def draft(self) -> Draft:
        """The paragraph as a document of one, for what the checks on documents read."""
        snapshot = self.snapshot
        year = snapshot.plan.year if snapshot else None
        return Draft(
            kind=Kind.REPORT,
            source=Source("typed text", "", "typed"),
            period=snapshot.period.last if snapshot else None,
            period_months=len(snapshot.period) if snapshot else None,
            plan_year=PlanYear(year.first, year.last) if year else None,
            sections=(ReportSection(None, "text", (ReportParagraph(None, self.text[:LONGEST_TEXT]),)),),
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, each with its place."""
        found, at = [], 0
        for each in sentences(self.text[:LONGEST_TEXT]):
            at = self.text.index(each, at)
            found.append(Sentence(each, at))
            at += len(each)
        return tuple(found)

    def of_the_period(self) -> Iterator[Sentence]:
        """The sentences that speak of the period reported: of no other month, and comparing with nothing."""
        return (each for each in self.sentences if is_about_the_period(self.draft, each.text))

    def of_the_whole(self) -> Iterator[Sentence]:
        """Of those, the sentences that speak of the whole plan, not of a part of it."""
        return (each for each in self.of_the_period() if not OF_A_PART.search(each.text))

    def months(self, text: str) -> Iterator[NamedMonth]:
        """The months that some words name; a two-figure year is near the period's."""
        snapshot = self.snapshot
        return months_named(text, snapshot.period.last.year if snapshot else None)

    def is_given(self, start: int, end: int) -> bool:
        """Whether a field gave all of these words."""
        return any(first <= start and end <= last for first, last in self.given)


def speaks_of_now(text: str) -> bool:
    """Whether words state how things are: no negation, condition, forecast or earlier time is in them."""
    return not _OTHER_TIME.search(text)


def number_of_words(words: str) -> int:
    """The number that words matched by `NUMBER` give."""
    plain = words.replace(",", "").casefold()
    return NUMBER_OF_WORD[plain] if plain in NUMBER_OF_WORD else int(plain)


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A check on typed text: its description, and the pure function that reads the text."""

    description: Description
    look: Callable[[Typed], Iterator[Said]]


_checks: list[TextCheck] = []


def text_checks() -> tuple[TextCheck, ...]:
    """Every check on typed text, in the order of their ids."""
    return tuple(sorted(_checks, key=lambda each: each.description.id))


def text_check(
    finding_id: str, severity: Severity, title: str
) -> Callable[[Callable[[Typed], Iterator[Said]]], TextCheck]:
    """Make a function a registered check on typed text; its docstring is the explanation."""

    def make(look: Callable[[Typed], Iterator[Said]]) -> TextCheck:
        made = TextCheck(describe(finding_id, severity, title, inspect.getdoc(look) or ""), look)
        _checks.append(made)
        return made

    return make
