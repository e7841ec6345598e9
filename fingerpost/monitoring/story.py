"""The whole story of an action over months and years, and as it was on a past day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.timezone import get_current_timezone

from fingerpost.changes.models import ChangeRequest
from fingerpost.monitoring.models import ActionMonth, Remark, SinceNote, Update
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import Asked
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.decisions import Decision
from fingerpost.rules.plain import from_plain
from fingerpost.rules.updates import Update as UpdateValue

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.plans.models import Action


class Kind(StrEnum):
    """What an event in the story of an action is."""

    UPDATE = "update"
    STATUS = "status"
    REQUEST = "request"
    DECISION = "decision"
    REMARK = "remark"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an action: when, what kind, and the row or value that tells of it."""

    at: datetime
    kind: Kind
    of: Any
    value: Any = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that was promised, in order: the original, each revision, and last what is expected."""

    label: str
    when: ApproximateDate
    minute: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """An action on a day: the dates promised so far, and what happened, newest first."""

    promises: tuple[Promise, ...]
    times_moved: int
    months_moved: int | None
    events: tuple[Event, ...]
    status: ActionMonth | None


def story(action: Action, *, on: date) -> Story:
    """The story of an action up to the end of a day: nothing decided, sent or closed after it is in it."""
    end = datetime.combine(on, time.max, get_current_timezone())
    ledger = ledger_of(action).as_decided_by(on)
    months = list(
        ActionMonth.objects.filter(action=action, snapshot__closed_at__lte=end).select_related(
            "period", "snapshot"
        )
    )
    updates = list(Update.objects.filter(action=action, sent_at__lte=end).select_related("period", "sent_by"))
    events = [Event(each.snapshot.closed_at, Kind.STATUS, each) for each in months]
    events += [
        Event(each.sent_at, Kind.UPDATE, each, from_plain(UpdateValue, each.content))
        for each in updates
        if each.sent_at is not None and each.content is not None
    ]
    for request in ChangeRequest.objects.filter(action=action, asked_on__lte=on).select_related("asked_by"):
        events.append(Event(_noon(request.asked_on), Kind.REQUEST, request, from_plain(Asked, request.asked)))
        if request.decision is not None and request.decided_on is not None and request.decided_on <= on:
            events.append(
                Event(
                    _noon(request.decided_on), Kind.DECISION, request, from_plain(Decision, request.decision)
                )
            )
    remarks = Remark.objects.filter(update__action=action, at__lte=end).select_related("by", "update__period")
    events += [Event(each.at, Kind.REMARK, each) for each in remarks]
    notes = SinceNote.objects.filter(action=action, at__lte=end).select_related("by", "period")
    events += [Event(each.at, Kind.NOTE, each) for each in notes]
    return Story(
        promises=tuple(_promises(ledger, events)),
        times_moved=ledger.times_moved,
        months_moved=ledger.months_moved,
        events=tuple(sorted(events, key=lambda each: each.at, reverse=True)),
        status=max(months, key=lambda each: each.period.first, default=None),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_current_timezone())


def _promises(ledger: Any, events: list[Event]) -> list[Promise]:
    promises = []
    if ledger.original is not None:
        promises.append(Promise("original", ledger.original))
    for number, revision in enumerate((each for each in ledger.revisions if each.new_date), start=1):
        decision = revision.decision
        promises.append(
            Promise(f"revision {number}", revision.new_date, (decision.minute if decision else "") or "")
        )
    sent = [each for each in events if each.kind is Kind.UPDATE]
    last = max(sent, key=lambda each: each.of.period.first, default=None)
    if last is not None and last.value.expected is not None:
        promises.append(Promise("expected", last.value.expected))
    return promises
