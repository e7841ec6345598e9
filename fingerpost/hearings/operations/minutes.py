"""Recording what a meeting did with the reports before it, and putting its decisions into force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.changes.held import bring_into_force, hold_together
from fingerpost.changes.operations.deciding import decide_together
from fingerpost.changes.operations.locking import SomeRefused
from fingerpost.changes.values import at_meeting
from fingerpost.hearings.models import Hearing
from fingerpost.hearings.operations.agenda import held_hearing, put_before, refuse_minuted
from fingerpost.hearings.recommended import recommended
from fingerpost.hearings.values import Force, may_be_called_in, standing_of
from fingerpost.history.record import record
from fingerpost.meetings.models import Meeting
from fingerpost.rules.meetings.bodies import DECIDING, GOES_ON, BodyKind, Outcome, check_outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.hearings.values import Minute
    from fingerpost.people.models import Person

UNTIL_CALL_IN = "comes into force when the time for call-in has passed"
"""What a decision of an executive waits for, after "the decision"."""


class NotHeldYet(ValueError):
    """The meeting is yet to be held."""


class MinuteIncomplete(ValueError):
    """The minute lacks its reference, its words, or where the report goes next."""


class DecidesNothing(ValueError):
    """The outcome, or the body, decides on no change request."""


class NotYetInForce(ValueError):
    """The decision cannot come into force now."""


class SomeItemsRefused(ValueError):
    """Of several items recorded together some cannot be; `problems` says why, by the item's key."""

    def __init__(self, problems: Mapping[int, ValueError]) -> None:
        super().__init__("Nothing was recorded, because some of these items cannot be.")
        self.problems = dict(problems)


@transaction.atomic
def record_minute(
    *, hearing: Hearing, minute: Minute, by: Person, at: datetime, version: int | None = None
) -> Hearing:
    """Record what a meeting did with one report.

    Change requests are decided by it: at once, or where the decision may be called in once that time has passed. A
    report that is referred or deferred is put before the next meeting. What was recommended is kept in the words of
    then. Refuses a meeting yet to be held, an outcome
    that is not the body's, a minute without its reference or words, and whatever the change requests refuse.
    """
    hearing = held_hearing(hearing, version)
    refuse_minuted(hearing)
    meeting = hearing.meeting
    if meeting.day > at.date():
        raise NotHeldYet(f"{meeting} is yet to be held.")
    check_outcome(BodyKind(meeting.body.kind), minute.outcome)
    _check_words(minute)
    _check_decides(hearing, minute)
    typed = hearing.recommendation
    hearing.recommendation = recommended(hearing)
    hearing.outcome, hearing.resolution = minute.outcome, minute.resolution.strip()
    hearing.minute, hearing.follows = minute.reference.strip(), minute.follows.strip()
    hearing.no_call_in_why = minute.no_call_in_why.strip()
    hearing.recorded_by, hearing.recorded_at = by, at
    waits = minute.outcome in DECIDING and may_be_called_in(hearing)
    hearing.in_force_on = meeting.day if minute.outcome in DECIDING and not waits else None
    hearing.version += 1
    hearing.save()
    _decide(hearing, minute, waits=waits, by=by, at=at)
    _go_on(hearing, minute.next_meeting, typed, by=by, at=at)
    record(
        by=by,
        at=at,
        event="recorded the minute of",
        of=hearing,
        label=str(hearing),
        before={"recommendation": hearing.recommendation},
        after={
            "outcome": hearing.outcome,
            "resolution": hearing.resolution,
            "minute": hearing.minute,
            "approved": sorted(each.asked["ref"] for each in minute.approved),
            "rejected": sorted(each.asked["ref"] for each in minute.rejected),
        },
        why=hearing.no_call_in_why,
    )
    return hearing


@transaction.atomic
def record_minutes(
    *, meeting: Meeting, minutes: Mapping[int, tuple[Minute, int]], by: Person, at: datetime
) -> list[Hearing]:
    """Record the minutes of several items of one meeting, by the item's key and with its version as read: all or none.

    Refuses with every problem at once.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    problems: dict[int, ValueError] = {}
    done = []
    for hearing in Hearing.objects.filter(meeting=meeting, pk__in=minutes).order_by("place", "pk"):
        minute, version = minutes[hearing.pk]
        try:
            with transaction.atomic():
                done.append(record_minute(hearing=hearing, minute=minute, version=version, by=by, at=at))
        except ValueError as refusal:
            problems[hearing.pk] = refusal
    if problems:
        raise SomeItemsRefused(problems)
    return done


@transaction.atomic
def put_into_force(
    *, hearing: Hearing, by: Person, at: datetime, seen: Mapping[int, str] | None = None
) -> Hearing:
    """Put a decision into force once the time for call-in has passed: its change requests are decided now.

    Refuses while it may be called in, or was, and where an action has changed since the meeting and was not seen.
    """
    hearing = held_hearing(hearing, None)
    stands = standing_of(hearing, at.date())
    if stands.force is not Force.DUE:
        raise NotYetInForce(f"This decision cannot come into force now: {stands.force}.")
    return take_effect(hearing, on=at.date(), seen=seen, by=by, at=at)


def take_effect(
    hearing: Hearing, *, on: date, by: Person, at: datetime, seen: Mapping[int, str] | None = None
) -> Hearing:
    """Do what was decided on an item, for use within an operation."""
    decided = bring_into_force(held=hearing.held_decisions.all(), by=by, at=at, seen=seen)
    hearing.in_force_on = on
    hearing.version += 1
    hearing.save()
    record(
        by=by,
        at=at,
        event="put into force the decision on",
        of=hearing,
        label=str(hearing),
        after={"in_force_on": on.isoformat(), "requests": [each.asked["ref"] for each in decided]},
    )
    return hearing


def _check_words(minute: Minute) -> None:
    if not minute.reference.strip():
        raise MinuteIncomplete("Give the minute reference.")
    if not minute.resolution.strip():
        raise MinuteIncomplete("Give the words of the resolution.")
    if minute.outcome is Outcome.REFERRED and minute.next_meeting is None:
        raise MinuteIncomplete("Say to which meeting the report is referred.")
    if minute.next_meeting is not None and minute.outcome not in GOES_ON:
        raise MinuteIncomplete("Only a report that is referred or deferred goes to another meeting.")


def _check_decides(hearing: Hearing, minute: Minute) -> None:
    """Refuse decisions on requests that did not go with the report, or that this outcome or body cannot take."""
    chosen = [*minute.approved, *minute.rejected]
    if not chosen:
        return
    if minute.outcome not in DECIDING:
        raise DecidesNothing(f"A report that is {minute.outcome} decides on no change request.")
    if not hearing.meeting.body.authority:
        raise DecidesNothing(f"{hearing.meeting.body} has no authority to decide on changes.")
    keys = [each.pk for each in chosen]
    if len(set(keys)) != len(keys) or hearing.requests.filter(pk__in=keys).count() != len(keys):
        raise DecidesNothing(
            "A change request did not go with this report, or is both approved and rejected."
        )


def _decide(hearing: Hearing, minute: Minute, *, waits: bool, by: Person, at: datetime) -> None:
    """Decide the change requests together under the minute, or hold the decision."""
    chosen: tuple[tuple[bool, Collection[ChangeRequest]], ...] = (
        (True, minute.approved),
        (False, minute.rejected),
    )
    problems: dict[int, ValueError] = {}
    for approved, requests in chosen:
        if not requests:
            continue
        ruling = at_meeting(hearing.meeting, minute.reference)
        try:
            if waits:
                held = hold_together(
                    requests=requests,
                    ruling=ruling,
                    approved=approved,
                    waits_for=UNTIL_CALL_IN,
                    by=by,
                    at=at,
                    seen=minute.seen,
                )
                hearing.held_decisions.add(*held)
            else:
                decide_together(
                    requests=requests, ruling=ruling, approved=approved, by=by, at=at, seen=minute.seen
                )
        except SomeRefused as refusal:
            problems |= refusal.problems
    if problems:
        raise SomeRefused(problems)


def _go_on(hearing: Hearing, to: Meeting | None, typed: str, *, by: Person, at: datetime) -> None:
    """Put the report before the next meeting, with the requests that are still undecided and what was typed as its
    recommendation; one that was generated is generated anew for the next body.
    """
    if to is None:
        return
    waiting = hearing.requests.filter(state="submitted", held_decisions=None)
    put_before(
        report=hearing.report,
        meeting=to,
        recommendation=typed,
        requests=list(waiting),
        came_from=hearing,
        by=by,
        at=at,
    )
