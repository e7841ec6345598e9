"""Answering, and every other move of a request; who is to answer, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.rules.months import day_name
from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState, WithoutWords, check_move
from fingerpost.scrutiny.models import Request, Turn
from fingerpost.scrutiny.operations.asking import OfAnotherCouncil, due_in_words, label_of
from fingerpost.scrutiny.values import WITH, Due, meeting_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person


class ChangedMeanwhile(ValueError):
    """Somebody else has answered or moved the request since it was read; `now` is the request as it stands."""

    def __init__(self, now: Request) -> None:
        super().__init__(f"Somebody else has changed number {now.number} since you opened it.")
        self.now = now


class SaidInTheFuture(ValueError):
    """The answer is dated after today, or before what it answers was asked."""


class NothingChanged(ValueError):
    """Whoever is to answer, and by when, is as it was."""


@transaction.atomic
def move(
    *,
    request: Request,
    to: ScrutinyState,
    words: str,
    by: Person,
    at: datetime,
    on: date | None = None,
    meeting: Meeting | None = None,
    minute: str = "",
    version: int | None = None,
) -> Request:
    """Answer a request, accept the answer, respond as Cabinet did…: one step of its life, in words.

    `on` is the day on which it was said where that is not today; at a meeting it is the meeting's. Refuses what
    the state does not allow, and what the rules of the step miss.
    """
    request = _locked(request, version)
    check_move(
        ScrutinyKind(request.kind),
        ScrutinyState(request.state),
        to,
        words=words,
        meeting=meeting is not None,
        minute=minute,
    )
    day = on or (meeting.day if meeting else at.date())
    if not request.asked_on <= day <= at.date():
        raise SaidInTheFuture("The day lies between the asking and today.")
    if meeting is not None and meeting.body.council_id != request.council_id:
        raise OfAnotherCouncil("The meeting is not one of this council.")
    before = request.state
    request.state = to
    request.version += 1
    request.save()
    Turn.objects.create(
        request=request,
        at=at,
        on=day,
        by=by,
        words=words.strip(),
        state=to,
        meeting=meeting,
        minute=minute.strip(),
    )
    record(
        by=by,
        at=at,
        event=f"moved a Member’s {request.kind}: {to}",
        of=request,
        label=label_of(request),
        before={"state": before},
        after={
            "state": str(to),
            "meeting": meeting_words(meeting) if meeting else "",
            "minute": minute.strip(),
        },
        why=words.strip(),
    )
    return request


@transaction.atomic
def say(*, request: Request, words: str, by: Person, at: datetime) -> Turn:
    """Add something to the conversation that moves nothing: a word in between, a document promised."""
    request = _locked(request, None)
    if not words.strip():
        raise WithoutWords("Write something first.")
    turn = Turn.objects.create(request=request, at=at, on=at.date(), by=by, words=words.strip())
    record(
        by=by,
        at=at,
        event=f"said something on a Member’s {request.kind}",
        of=request,
        label=label_of(request),
        why=turn.words,
    )
    return turn


@transaction.atomic
def assign(
    *,
    request: Request,
    owner: Person | None,
    due: Due,
    why: str,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Request:
    """Say anew who is to answer and by when; the conversation shows it, with the reason.

    Refuses what changes nothing, what has no reason, and people and meetings of another council.
    """
    request = _locked(request, version)
    if not why.strip():
        raise WithoutWords("Say why somebody else is to answer, or later.")
    if (owner is not None and owner.council_id != request.council_id) or (
        due.meeting is not None and due.meeting.body.council_id != request.council_id
    ):
        raise OfAnotherCouncil("Whoever is named here, or the meeting, is not of this council.")
    was = Due(request.due_meeting, request.due_on)
    if owner == request.owner and due == was:
        raise NothingChanged("That is how it stands already.")
    before = {
        "to be answered by": request.owner.shown if request.owner else "",
        "due": due_in_words(was),
    }
    request.owner = owner
    request.due_meeting, request.due_on = due.meeting, None if due.meeting else due.on
    request.version += 1
    request.save()
    name = owner.shown if owner else "nobody yet"
    when = meeting_words(due.meeting) if due.meeting else day_name(request.due_day)
    Turn.objects.create(
        request=request,
        at=at,
        on=at.date(),
        by=by,
        words=f"To be answered by {name}; due {when} (before: {due_spoken(was)}). {why.strip()}",
    )
    record(
        by=by,
        at=at,
        event=f"said who answers a Member’s {request.kind}",
        of=request,
        label=label_of(request),
        before=before,
        after={"to be answered by": owner.shown if owner else "", "due": due_in_words(due)},
        why=why.strip(),
    )
    return request


def due_spoken(due: Due) -> str:
    """When an answer is due, as people say it."""
    if due.meeting is not None:
        return meeting_words(due.meeting)
    return "no day" if due.on is None else day_name(due.on)


def _locked(request: Request, version: int | None) -> Request:
    """The request as it is now, locked. Refuses a version that was saved over."""
    request = Request.objects.select_for_update(of=("self",)).select_related(*WITH).get(pk=request.pk)
    if version is not None and request.version != version:
        raise ChangedMeanwhile(request)
    return request
