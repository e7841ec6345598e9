"""What bodies are, and what each may do with a report that is put before it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping


class BodyKind(StrEnum):
    """What a body does: the executive and full council decide, a board scrutinises, a management team advises."""

    EXECUTIVE = said("executive")
    COUNCIL = said("full council")
    SCRUTINY = said("scrutiny")
    MANAGEMENT = said("management team")


class Outcome(StrEnum):
    """What a meeting did with a report."""

    APPROVED = said("approved")
    AMENDED = said("amended")
    NOTED = said("noted")
    REFERRED = said("referred")
    DEFERRED = said("deferred")


@dataclass(frozen=True, slots=True)
class Traits:
    """What follows from a body's kind.

    A `public` meeting has clear days' notice. An `executive` takes key decisions, and its decisions may be called
    in. `outcomes` are what its minutes may say of a report.
    """

    decides: bool
    public: bool
    executive: bool
    outcomes: frozenset[Outcome]


_ADVICE = frozenset({Outcome.NOTED, Outcome.REFERRED, Outcome.DEFERRED})

TRAITS: Mapping[BodyKind, Traits] = MappingProxyType(
    {
        BodyKind.EXECUTIVE: Traits(decides=True, public=True, executive=True, outcomes=frozenset(Outcome)),
        BodyKind.COUNCIL: Traits(decides=True, public=True, executive=False, outcomes=frozenset(Outcome)),
        BodyKind.SCRUTINY: Traits(decides=False, public=True, executive=False, outcomes=_ADVICE),
        BodyKind.MANAGEMENT: Traits(decides=True, public=False, executive=False, outcomes=frozenset(Outcome)),
    }
)
"""What follows from each kind of body. A management team decides what is delegated to it; a board never does."""

DECIDING = frozenset({Outcome.APPROVED, Outcome.AMENDED})
"""The outcomes that decide something, and so may be called in where an executive decides."""

GOES_ON = frozenset({Outcome.REFERRED, Outcome.DEFERRED})
"""The outcomes after which the report goes to another meeting."""


class OutcomeNotAllowed(ValueError):
    """A body of this kind cannot do this with a report."""


def check_outcome(body: BodyKind, outcome: Outcome) -> None:
    """Refuse an outcome that is not a body's to reach."""
    if outcome not in TRAITS[body].outcomes:
        raise OutcomeNotAllowed(
            said(
                "A body that only gives its view ({body}) cannot record a report as {outcome}.",
                body=body,
                outcome=outcome,
            )
        )
