"""From the rows of change requests to the values of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.meetings.models import Meeting
from fingerpost.people.models import Person
from fingerpost.plans.models import Action, Section
from fingerpost.plans.values import ledger_of
from fingerpost.rules import changes
from fingerpost.rules.canonical import canonical_json, sha256_of
from fingerpost.rules.changes import Asked, Basis, RequestState
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.decisions import Authority, ChangeKind, Decision, ReasonCode
from fingerpost.rules.months import Month
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from fingerpost.changes.models import ChangeRequest

WORDED = frozenset({ChangeKind.RESCOPE, ChangeKind.AMEND})
"""The kinds that change the words of an action, and rest on them."""


@dataclass(frozen=True, slots=True)
class ProposedAction:
    """An action that a request would make: by adding it, or by a split."""

    section: Section
    ref: str
    title: str
    programmed: tuple[Month, ...]
    lead: Person | None = None
    resources: str = ""

    @property
    def in_words(self) -> str:
        """The action for the record: ref, title, months, lead."""
        parts = [f"{self.ref} {self.title}"]
        if self.programmed:
            parts.append("programmed " + ", ".join(each.name for each in self.programmed))
        if self.lead is not None:
            parts.append(f"lead {self.lead.shown}")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be changed, and why, as a form gives it.

    `title` is the new title, or the new words of a re-scoped action; `leads` the new leads; `new_actions`
    what an addition or a split makes; `into` the action that a merger goes into.
    """

    kind: ChangeKind
    reason: ReasonCode
    why: str
    to_date: ApproximateDate | None = None
    months: tuple[Month, ...] = ()
    resume_month: Month | None = None
    review_month: Month | None = None
    title: str = ""
    leads: Sequence[Person] = ()
    new_actions: Sequence[ProposedAction] = ()
    into: Action | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a decision is taken: under which authority, on which day, at which meeting, and its minute.

    `decided_by` is the name of whoever decided; for a meeting, its body.
    """

    authority: Authority
    decided_on: date
    decided_by: str
    meeting: Meeting | None = None
    minute: str = ""

    @property
    def decision(self) -> Decision:
        """The decision as the rules know it."""
        return Decision(
            self.decided_on,
            self.decided_by,
            self.authority,
            self.meeting.body.name if self.meeting is not None else None,
            self.minute or None,
        )


def at_meeting(meeting: Meeting, minute: str) -> Ruling:
    """A decision of a body at a meeting, recorded from its minute."""
    return Ruling(Authority(meeting.body.authority), meeting.day, meeting.body.name, meeting, minute.strip())


def request_value(request: ChangeRequest) -> changes.ChangeRequest:
    """The request as the rules know it."""
    decision = None if request.decision is None else from_plain(Decision, request.decision)
    return changes.ChangeRequest(asked_of(request), RequestState(request.state), decision)


def asked_of(request: ChangeRequest) -> Asked:
    """What was asked."""
    return from_plain(Asked, request.asked)


def leads_in_words(action: Action) -> str:
    """The leads of an action by name (prefetch `people__person`)."""
    return ", ".join(each.person.shown for each in action.people.all() if not each.deputy)


def words_of(title: str, leads: str) -> str:
    """The words of an action for the record: its title and who leads."""
    return f"{title}\nLead: {leads}" if leads else title


def basis_now(kind: ChangeKind | str, action: Action | None) -> Basis:
    """What a request of this kind rests on, as the action is now (prefetch `ledger_entries`, `milestones`
    and `people__person`).
    """
    if action is None:
        return Basis()
    words = words_of(action.title, leads_in_words(action)) if ChangeKind(kind) in WORDED else None
    return Basis(ledger_of(action), words)


def mark_of(basis: Basis) -> str:
    """A short mark of a basis, for a form to carry as proof of what was seen."""
    return sha256_of(canonical_json(to_plain(basis)))[:16]
