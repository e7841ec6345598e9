"""The whole story of an action over months and years, and as it was on a past day."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.apps import apps
from django.utils.timezone import get_current_timezone

from fingerpost.changes.models import ChangeRequest
from fingerpost.history.models import Entry
from fingerpost.history.record import subject_of
from fingerpost.monitoring.models import ActionMonth, Period, Remark, SinceNote, Snapshot, Update
from fingerpost.plans.models import Action
from fingerpost.plans.operations.decided import MILESTONE_RECORDED
from fingerpost.plans.values import ledger_of, milestone_of
from fingerpost.rules.changes import Asked
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.decisions import Decision
from fingerpost.rules.plain import from_plain
from fingerpost.rules.schedule import Milestone
from fingerpost.rules.snapshot import ActionRecord
from fingerpost.rules.updates import Update as UpdateValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fingerpost.rules.dates.ledger import DateLedger

SENT = ("sent an update", "corrected an update")
"""The events of the history that hold an update as it was sent, whatever replaced it later."""


class Kind(StrEnum):
    """What an event in the story of an action is."""

    UPDATE = "update"
    STATUS = "status"
    REQUEST = "request"
    DECISION = "decision"
    REVISION = "revision"
    MILESTONE = "milestone"
    REMARK = "remark"
    NOTE = "note"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an action: when, what kind, by whom, and the row or value that tells of it."""

    at: datetime
    kind: Kind
    of: Any
    value: Any = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a table of a higher floor tells of an action: a title, words, by whom, and the page about it."""

    at: datetime
    title: str
    words: str = ""
    by: str = ""
    address: str = ""


@runtime_checkable
class TellsOfActions(Protocol):
    """A table whose rows belong in the story of an action; it is found by having this."""

    @classmethod
    def told_of(cls, action: Action, *, until: datetime) -> Iterable[Told]:
        """What its rows tell of an action up to a moment."""


@dataclass(frozen=True, slots=True)
class Stood:
    """How an action stood in a version of a closed period."""

    period: Period
    version: int
    closed_at: datetime
    status: str
    calculated: str
    reason: str
    no_update: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that was promised, in order: the original, each revision, and last what is expected."""

    label: str
    when: ApproximateDate
    minute: str = ""
    months: int | None = None
    """How many months later than the date before it; None where that cannot be said."""


@dataclass(frozen=True, slots=True)
class Words:
    """The title, section and people of an action, as they were on the day asked about."""

    title: str
    section: str
    leads: tuple[str, ...]
    deputies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """The action of an earlier plan that this one continues, with how it stood last."""

    action: Action
    last: ActionMonth | None


@dataclass(frozen=True, slots=True)
class Story:
    """An action on a day: its words, the dates promised so far, and what happened, newest first."""

    words: Words
    promises: tuple[Promise, ...]
    times_moved: int
    months_moved: int | None
    events: tuple[Event, ...]
    status: Stood | None
    milestones: tuple[Milestone, ...]
    ancestors: tuple[Ancestor, ...]


def story(action: Action, *, on: date) -> Story:
    """The story of an action up to the end of a day: nothing decided, sent or closed after it is in it.

    Prefetch `people__person`, `ledger_entries` and `milestones`.
    """
    end = datetime.combine(on, time.max, get_current_timezone())
    ledger = ledger_of(action).as_decided_by(on)
    stood = tuple(_stood(action, end))
    entries = list(
        Entry.objects.filter(council_id=action.plan.council_id, subject=subject_of(action)).order_by(
            "at", "pk"
        )
    )
    sent = tuple(_sent(action, entries, end))
    remarks = Remark.objects.filter(update__action=action, at__lte=end).select_related("by", "update__period")
    notes = SinceNote.objects.filter(action=action, at__lte=end).select_related("by", "period")
    events = (
        *(Event(each.closed_at, Kind.STATUS, each) for each in stood),
        *sent,
        *_asked_and_decided(action, on),
        *_opened(ledger),
        *_reached(entries, end),
        *(Event(each.at, Kind.REMARK, each, by=each.by.shown) for each in remarks),
        *(Event(each.at, Kind.NOTE, each, by=each.by.shown) for each in notes),
        *(Event(each.at, Kind.TOLD, each, by=each.by) for each in _told(action, end)),
    )
    return Story(
        words=_words_then(action, [each for each in entries if each.at > end]),
        promises=tuple(_promises(ledger, sent)),
        times_moved=ledger.times_moved,
        months_moved=ledger.months_moved,
        events=tuple(sorted(events, key=lambda each: each.at, reverse=True)),
        status=max(stood, key=lambda each: (each.period.first, each.version), default=None),
        milestones=tuple(_milestones_then(action, entries, end)),
        ancestors=tuple(_ancestors(action)),
    )


def _stood(action: Action, end: datetime) -> Iterator[Stood]:
    """How the action stood in every version closed by then: from the index, and for versions that a correction
    has taken the place of there, from their records.
    """
    index = (
        ActionMonth.objects.filter(action=action).select_related("period", "snapshot").defer("snapshot__json")
    )
    indexed = list(index)
    for each in indexed:
        if each.snapshot.closed_at <= end:
            yield Stood(
                each.period, each.snapshot.version, each.snapshot.closed_at, each.status, each.calculated,
                each.reason, each.no_update,
            )  # fmt: skip
    earlier = Snapshot.objects.filter(
        period__in=[each.period_id for each in indexed if each.snapshot.version > 1], closed_at__lte=end
    ).exclude(pk__in=[each.snapshot_id for each in indexed])
    for stored in earlier.select_related("period"):
        frozen = _frozen(stored, action.ref)
        if frozen is not None:
            yield Stood(
                stored.period, stored.version, stored.closed_at, frozen.status, frozen.calculated,
                frozen.reason, frozen.no_update,
            )  # fmt: skip


def _frozen(stored: Snapshot, ref: str) -> ActionRecord | None:
    plain = next((each for each in json.loads(stored.json)["actions"] if each["ref"] == ref), None)
    return None if plain is None else from_plain(ActionRecord, plain)


def _sent(action: Action, entries: Iterable[Entry], end: datetime) -> Iterator[Event]:
    """Every update sent by then, those replaced since as well, which only the history still has."""
    told = set()
    for entry in entries:
        if entry.event in SENT and entry.at <= end:
            value = from_plain(UpdateValue, entry.after)
            told.add((value.period, value.sent_on, value.progress))
            yield Event(entry.at, Kind.UPDATE, value.period, value, by=entry.by)
    rows = Update.objects.filter(action=action, content__isnull=False, sent_at__lte=end).select_related(
        "sent_by"
    )
    for each in rows:
        value = from_plain(UpdateValue, each.content)
        if each.sent_at is not None and (value.period, value.sent_on, value.progress) not in told:
            name = each.sent_by.shown if each.sent_by else value.sent_by or ""
            yield Event(each.sent_at, Kind.UPDATE, value.period, value, by=name)


def _asked_and_decided(action: Action, on: date) -> Iterator[Event]:
    requests = ChangeRequest.objects.filter(action=action, asked_on__lte=on)
    for request in requests.select_related("asked_by", "meeting__body"):
        value = from_plain(Asked, request.asked)
        yield Event(_morning(request.asked_on), Kind.REQUEST, request, value, by=request.asked_by.shown)
        if request.decision is not None and request.decided_on is not None and request.decided_on <= on:
            decision = from_plain(Decision, request.decision)
            yield Event(_noon(request.decided_on), Kind.DECISION, request, decision, by=decision.by)


def _opened(ledger: DateLedger) -> Iterator[Event]:
    """The revisions known from before the plan was taken over, so far as their day is known."""
    for each in ledger.revisions:
        if each.opening and each.decided_on is not None:
            yield Event(_noon(each.decided_on), Kind.REVISION, each)


def _reached(entries: Iterable[Entry], end: datetime) -> Iterator[Event]:
    """Every milestone that was recorded as reached by then, or as not reached after all."""
    for entry in entries:
        if entry.event == MILESTONE_RECORDED and entry.at <= end:
            day = entry.after["completed_on"]
            reached = date.fromisoformat(day) if day else None
            yield Event(entry.at, Kind.MILESTONE, entry.label.partition(": ")[2], reached, by=entry.by)


def _milestones_then(action: Action, entries: Sequence[Entry], end: datetime) -> Iterator[Milestone]:
    """The milestones as they were recorded then: what was recorded since is taken back, the latest first."""
    days: dict[str, Any] = {}
    for entry in reversed(entries):
        if entry.event == MILESTONE_RECORDED and entry.at > end:
            days[entry.label.partition(": ")[2]] = entry.before["completed_on"]
    for each in action.milestones.all():
        known = milestone_of(each.title, each.due_words, each.due_edtf, each.completed_on)
        then = days.get(each.title, "")
        yield known if then == "" else replace(known, completed_on=date.fromisoformat(then) if then else None)


def _told(action: Action, end: datetime) -> Iterator[Told]:
    """What tables of higher floors tell: monitoring knows none of them by name."""
    for table in apps.get_models():
        if issubclass(table, TellsOfActions):
            yield from table.told_of(action, until=end)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), get_current_timezone())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_current_timezone())


def _promises(ledger: DateLedger, sent: Iterable[Event]) -> Iterator[Promise]:
    """The original date, each revision with the months that it moved the date by, and what is expected."""
    before = ledger.original
    if before is not None:
        yield Promise("original", before)
    for number, revision in enumerate((each for each in ledger.revisions if each.new_date), start=1):
        minute = revision.decision.minute if revision.decision else None
        if revision.new_date is not None:
            yield Promise(
                f"revision {number}", revision.new_date, minute or "", _months(before, revision.new_date)
            )
        before = revision.new_date
    last = max(sent, key=lambda each: (each.value.period.first, each.at), default=None)
    if last is not None and last.value.expected is not None:
        yield Promise("expected", last.value.expected, months=_months(before, last.value.expected))


def _months(before: ApproximateDate | None, after: ApproximateDate) -> int | None:
    if before is None or before.latest is None or after.latest is None:
        return None
    return after.latest - before.latest


def _words_then(action: Action, later: list[Entry]) -> Words:
    """The words as they were before these entries of the history, taken back one by one."""
    now: dict[str, Any] = {
        "title": action.title,
        "section": str(action.section),
        "leads": [each.person.shown for each in action.people.all() if not each.deputy],
        "deputies": [each.person.shown for each in action.people.all() if each.deputy],
    }
    for entry in reversed(later):
        before = dict(entry.before)
        if "people" in before:
            number = len(now["leads"]) if "leads" not in before else len(before["leads"])
            people = before.pop("people")
            before |= {"leads": people[: max(1, number)], "deputies": people[max(1, number) :]}
        now |= {name: value for name, value in before.items() if name in now and value}
    return Words(now["title"], now["section"], tuple(now["leads"]), tuple(now["deputies"]))


def _ancestors(action: Action) -> Iterator[Ancestor]:
    """The actions of earlier plans that this one continues, the latest first."""
    chain: list[Action] = []
    at, seen = action.carried_from, {action.pk}
    while at is not None and at.pk not in seen:
        seen.add(at.pk)
        chain.append(at)
        at = at.carried_from
    last: dict[int, ActionMonth] = {}
    if chain:
        stood = (
            ActionMonth.objects.filter(action__in=chain).select_related("period").order_by("period__first")
        )
        last = {each.action_id: each for each in stood}
    yield from (Ancestor(each, last.get(each.pk)) for each in chain)
