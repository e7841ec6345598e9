"""What is recorded of an item after a meeting, and where its decision stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.changes.models import ChangeRequest
from fingerpost.meetings.models import Meeting
from fingerpost.people.council_settings import settings_of
from fingerpost.rules.meetings.bank_holidays import YearNotCovered
from fingerpost.rules.meetings.bodies import DECIDING, Outcome
from fingerpost.rules.meetings.deadlines import Deadline, call_in_ends

if TYPE_CHECKING:
    from fingerpost.hearings.models import Hearing


@dataclass(frozen=True)
class Minute:
    """The minute of one item: what the meeting did, the words, and which change requests it approved or rejected.

    `next_meeting` is where a referred or deferred report goes. `no_call_in_why` is why what was decided cannot wait
    for call-in. `seen` are marks of actions as whoever records has seen them, by request.
    """

    outcome: Outcome
    resolution: str
    reference: str
    approved: Collection[ChangeRequest] = ()
    rejected: Collection[ChangeRequest] = ()
    follows: str = ""
    next_meeting: Meeting | None = None
    no_call_in_why: str = ""
    seen: Mapping[int, str] = field(default_factory=dict)


class Force(StrEnum):
    """Whether a decision is in force, and if not, why."""

    NOTHING = "nothing to put into force"
    IN_FORCE = "in force"
    UNPUBLISHED = "not published"
    OPEN = "open to call-in"
    DUE = "call-in has ended"
    CALLED_IN = "called in"
    FELL = "referred back"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the decision on an item stands. `until` is the last day of call-in where it is known; `problem` says why
    it is not.
    """

    force: Force
    until: date | None = None
    problem: str = ""


def may_be_called_in(hearing: Hearing) -> bool:
    """Whether decisions on this item may be called in: those of an executive, where the council has call-in."""
    if not hearing.meeting.body.traits.executive or hearing.no_call_in_why:
        return False
    rules = settings_of(hearing.meeting.body.council).meeting_rules
    return rules.offset(Deadline.CALL_IN) > 0


def standing_of(hearing: Hearing, today: date) -> Standing:
    """Where the decision on an item stands on a day (select `meeting__body__council` and `call_in`)."""
    if not hearing.outcome or Outcome(hearing.outcome) not in DECIDING:
        return Standing(Force.NOTHING)
    if hearing.in_force_on is not None:
        return Standing(Force.IN_FORCE)
    call_in = getattr(hearing, "call_in", None)
    if call_in is not None:
        return Standing(Force.FELL if call_in.outcome else Force.CALLED_IN)
    published = hearing.meeting.decisions_published_on
    if published is None:
        return Standing(Force.UNPUBLISHED)
    try:
        until = call_in_ends(published, settings_of(hearing.meeting.body.council).meeting_rules)
    except YearNotCovered as refusal:
        return Standing(Force.OPEN, None, str(refusal))
    return Standing(Force.OPEN if today <= until else Force.DUE, until)
