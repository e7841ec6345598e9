"""Calling a decision in, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.changes.held import set_aside, wait_longer
from fingerpost.hearings.models import CallIn, CallInOutcome, Hearing
from fingerpost.hearings.operations.agenda import held_hearing, put_before
from fingerpost.hearings.operations.minutes import take_effect
from fingerpost.hearings.values import Force, standing_of
from fingerpost.history.record import record
from fingerpost.rules.months import day_name

if TYPE_CHECKING:
    from datetime import date, datetime

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person


class CannotBeCalledIn(ValueError):
    """The decision is in force, was called in before, or its time for call-in has not begun or has passed."""


class CallInIncomplete(ValueError):
    """The call-in lacks who called in or why, or goes to a meeting that cannot hear it."""


class NotToResolve(ValueError):
    """The call-in is resolved, or is said to be before its meeting was held."""


@transaction.atomic
def call_in(
    *, hearing: Hearing, on: date, by_whom: str, why: str, meeting: Meeting, by: Person, at: datetime
) -> CallIn:
    """Call a decision in: it does not come into force until the call-in is resolved.

    Refuses once the time for it has passed, a second call-in, and one without names, reason or a later meeting of a
    body that scrutinises or of full council.
    """
    hearing = held_hearing(hearing, None)
    stands = standing_of(hearing, on)
    if stands.force not in (Force.OPEN, Force.UNPUBLISHED):
        raise CannotBeCalledIn(f"This decision cannot be called in: {stands.force}.")
    if not hearing.meeting.day <= on <= at.date():
        raise CannotBeCalledIn("A decision is called in after the meeting, and not in the future.")
    if not by_whom.strip() or not why.strip():
        raise CallInIncomplete("Say who called the decision in, and why.")
    if meeting.body.council_id != hearing.meeting.body.council_id or meeting.body.traits.executive:
        raise CallInIncomplete("A call-in goes to a board that scrutinises, or to full council.")
    if meeting.day < on:
        raise CallInIncomplete("The meeting that hears the call-in comes after it.")
    made = CallIn.objects.create(
        hearing=hearing,
        called_in_on=on,
        by_whom=by_whom.strip(),
        why=why.strip(),
        meeting=meeting,
        recorded_by=by,
        recorded_at=at,
    )
    waits_for = f"was called in on {day_name(on)} and waits for {meeting.body}, {day_name(meeting.day)}"
    wait_longer(held=hearing.held_decisions.all(), waits_for=waits_for, by=by, at=at)
    record(
        by=by,
        at=at,
        event="called in the decision on",
        of=hearing,
        label=str(hearing),
        after={"on": on.isoformat(), "by": made.by_whom, "meeting": str(meeting)},
        why=made.why,
    )
    return made


@transaction.atomic
def resolve(
    *,
    call_in: CallIn,
    outcome: CallInOutcome,
    minute: str,
    words: str = "",
    next_meeting: Meeting | None = None,
    by: Person,
    at: datetime,
) -> CallIn:
    """Record what became of a call-in at its meeting.

    A decision that stands comes into force on that day. One that is referred back falls: its change requests wait for
    a decision again, and the report goes back to `next_meeting` of the body that decided.
    """
    held = CallIn.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=call_in.pk)
    hearing = held_hearing(held.hearing, None)
    if held.outcome:
        raise NotToResolve(f"This call-in is resolved: {held.outcome}.")
    if held.meeting.day > at.date():
        raise NotToResolve(f"{held.meeting} is yet to be held.")
    if not minute.strip():
        raise CallInIncomplete("Give the minute reference.")
    if outcome is CallInOutcome.BACK and (
        next_meeting is None
        or next_meeting.body_id != hearing.meeting.body_id
        or next_meeting.day < held.meeting.day
    ):
        raise CallInIncomplete("Say to which later meeting of the body that decided the report goes back.")
    held.outcome, held.minute, held.words = outcome, minute.strip(), words.strip()
    held.resolved_on, held.resolved_by, held.resolved_at = held.meeting.day, by, at
    held.save()
    record(
        by=by,
        at=at,
        event="resolved the call-in of",
        of=hearing,
        label=str(hearing),
        after={"outcome": str(outcome), "minute": held.minute},
        why=held.words,
    )
    if outcome is CallInOutcome.STANDS:
        take_effect(hearing, on=held.meeting.day, by=by, at=at)
    elif next_meeting is not None:
        _send_back(hearing, held, next_meeting, by=by, at=at)
    return held


def _send_back(hearing: Hearing, call_in: CallIn, to: Meeting, *, by: Person, at: datetime) -> None:
    """Set what was decided aside, and put the report before the decision maker again."""
    set_aside(
        held=hearing.held_decisions.all(),
        why=f"Called in and referred back by {call_in.meeting.body} (minute {call_in.minute}).",
        by=by,
        at=at,
    )
    put_before(
        report=hearing.report,
        meeting=to,
        recommendation=hearing.recommendation,
        requests=list(hearing.requests.filter(state="submitted")),
        came_from=hearing,
        by=by,
        at=at,
    )
