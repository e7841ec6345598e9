"""Every finding's id, severity, title and explanation; and how a check is written.

A check is a pure function that yields what it found in a record:

    @check("D01", Severity.ERROR, "A printed share is not its count divided by the actions highlighted.")
    def share_not_its_count(draft: Draft) -> Iterator[Found]:
        '''Why it matters, what is accepted, and the source of the rule.'''
        yield Found(("paragraph 2.2",), "The text prints 12.6 per cent; 12 of 96 is 12.5.", {"printed": "12.6"})

What a reader reports while it reads has no such function. It is described, and made, like this:

    CELL_LOST = describe("R12", Severity.WARNING, "A cell could not be read.", "What that means for people.")
    CELL_LOST.finding(("line 7",), "The cell at line 7 could not be read.", {"text": "…"})

Ids: R for what a reader reports, D for checks on a document, M for checks on a month before it closes, T for
checks on text typed for a committee report.
An id is never given to another finding, in this release or a later one.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from fingerpost.rules.findings import Finding, Severity

T_contra = TypeVar("T_contra", contravariant=True)
_ID = re.compile(r"[RDMT]\d{2,3}", re.ASCII)


class CheckTwice(ValueError):
    """Two different findings were given one id."""


class NotAnId(ValueError):
    """A finding's id is R, D, M or T and two or three digits."""


class Found(NamedTuple):
    """One thing that a check found: its places in words, one true sentence, and what was compared."""

    places: tuple[str, ...]
    message: str
    values: Mapping[str, str | int] = {}


@dataclass(frozen=True, slots=True)
class Description:
    """What stands behind a finding's id: its severity, a title of one sentence, and an explanation."""

    id: str
    severity: Severity
    title: str
    explanation: str

    def finding(
        self, places: Iterable[str], message: str, values: Mapping[str, str | int] | None = None
    ) -> Finding:
        """A finding of this id."""
        return Finding(self.id, self.severity, tuple(places), message, dict(values or {}))


@dataclass(frozen=True, slots=True)
class Check(Generic[T_contra]):
    """A check: its description, and the pure function that looks through a record."""

    description: Description
    look: Callable[[T_contra], Iterable[Found]] = field(repr=False)

    def __call__(self, record: T_contra) -> tuple[Finding, ...]:
        """Everything that this check finds in the record, in the record's own order."""
        return tuple(self.description.finding(*found) for found in self.look(record))


_descriptions: dict[str, Description] = {}


def describe(finding_id: str, severity: Severity, title: str, explanation: str) -> Description:
    """Register what a finding's id means. Refuses an id that is malformed or already means something else."""
    if not _ID.fullmatch(finding_id):
        raise NotAnId(f"{finding_id!r} is not a finding's id; write R, D, M or T and two digits, like D01.")
    description = Description(finding_id, severity, title, inspect.cleandoc(explanation))
    if _descriptions.setdefault(finding_id, description) != description:
        raise CheckTwice(f"{finding_id} is already “{_descriptions[finding_id].title}”")
    return description


def check(
    finding_id: str, severity: Severity, title: str
) -> Callable[[Callable[[T_contra], Iterable[Found]]], Check[T_contra]]:
    """Make a function a registered check; its docstring is the explanation."""

    def make(look: Callable[[T_contra], Iterable[Found]]) -> Check[T_contra]:
        return Check(describe(finding_id, severity, title, look.__doc__ or ""), look)

    return make


def described() -> tuple[Description, ...]:
    """Every finding registered so far: D, then M, R and T, each in the order of its number."""
    return tuple(sorted(_descriptions.values(), key=lambda each: (each.id[0], int(each.id[1:]))))
