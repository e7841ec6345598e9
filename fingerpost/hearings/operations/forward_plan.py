"""The forward plan: decisions to come, with the notice that key decisions need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fingerpost.committee.models import CommitteeReport
from fingerpost.hearings.models import LessNotice, PlannedDecision
from fingerpost.history.record import record
from fingerpost.meetings.models import Body, Meeting
from fingerpost.people.council_settings import settings_of
from fingerpost.people.models import Council, Person
from fingerpost.rules.meetings.clear_days import clear_days_between

if TYPE_CHECKING:
    from datetime import datetime


class EntryIncomplete(ValueError):
    """The entry lacks what it must say, or contradicts itself."""


class TooLittleNotice(ValueError):
    """A key decision is published with less notice than the law asks for, and nobody says which exception applies."""


class NotInPlan(ValueError):
    """The entry is published or withdrawn already."""


class EntrySavedOver(ValueError):
    """Somebody else has saved the entry since it was read."""


@dataclass(frozen=True)
class Entry:
    """What an entry of the forward plan says. With a meeting, its day is that of the meeting."""

    title: str
    body: Body
    expected_on: date
    contact: Person
    about: str = ""
    meeting: Meeting | None = None
    report: CommitteeReport | None = None
    key: bool = False
    key_why: str = ""
    private_why: str = ""
    documents: str = ""


@transaction.atomic
def add_entry(*, council: Council, entry: Entry, by: Person, at: datetime) -> PlannedDecision:
    """Enter a decision in the forward plan. Refuses a key decision that does not say why it is one, or that is not
    the executive's, and a meeting of another body.
    """
    row = PlannedDecision(council=council)
    _write(row, entry)
    record(by=by, at=at, event="entered in the forward plan", of=row, label=row.title, after=_shown(row))
    return row


@transaction.atomic
def edit_entry(
    *, planned: PlannedDecision, entry: Entry, by: Person, at: datetime, version: int | None = None
) -> PlannedDecision:
    """Put other words, another day or decision maker in an entry. Refuses a withdrawn one. Notice that was given
    stands only while the decision comes no earlier and is no key decision that it was not before.
    """
    row = _held(planned, version)
    before = _shown(row)
    notice = row.published_on
    if notice is not None and (entry.expected_on < row.expected_on or (entry.key and not row.key)):
        row.published_on, row.exception, row.exception_why = None, "", ""
    row.version += 1
    _write(row, entry)
    record(
        by=by,
        at=at,
        event="edited an entry of the forward plan:",
        of=row,
        label=row.title,
        before=before,
        after=_shown(row),
    )
    return row


@transaction.atomic
def publish_entry(
    *,
    planned: PlannedDecision,
    on: date,
    exception: LessNotice | None = None,
    why: str = "",
    by: Person,
    at: datetime,
) -> PlannedDecision:
    """Record that notice of a decision was published on a day.

    Refuses a day yet to come or after the decision, and for a key decision fewer clear days than the council's rules
    ask for unless an exception is named with its reason.
    """
    row = _held(planned, None)
    if row.published_on is not None:
        raise NotInPlan("Notice of this decision is published already.")
    if on > at.date() or on > row.expected_on:
        raise EntryIncomplete("Notice is published before the decision, and not in the future.")
    rules = settings_of(row.council).meeting_rules
    if row.key and rules.key_decision is not None and exception is None:
        clear = clear_days_between(on, row.expected_on, rules.key_decision.kind, rules.calendar)
        if clear < rules.key_decision.days:
            raise TooLittleNotice(
                f"That gives {clear}, and a key decision needs {rules.key_decision}. "
                "Move the decision, or say which exception applies and why."
            )
    if exception is not None and not why.strip():
        raise TooLittleNotice("Say why the exception applies.")
    row.published_on, row.exception, row.exception_why = on, str(exception or ""), why.strip()
    row.version += 1
    row.save()
    record(
        by=by,
        at=at,
        event="published in the forward plan",
        of=row,
        label=row.title,
        after={"published_on": on.isoformat(), "exception": row.exception},
        why=row.exception_why,
    )
    return row


@transaction.atomic
def withdraw_entry(*, planned: PlannedDecision, why: str, by: Person, at: datetime) -> PlannedDecision:
    """Take a decision out of the forward plan; the entry stays on record with the reason."""
    row = _held(planned, None)
    if not why.strip():
        raise EntryIncomplete("Say why the decision is not to be taken.")
    row.withdrawn_on, row.withdrawn_why = at.date(), why.strip()
    row.version += 1
    row.save()
    record(
        by=by, at=at, event="withdrew from the forward plan", of=row, label=row.title, why=row.withdrawn_why
    )
    return row


def _held(planned: PlannedDecision, version: int | None) -> PlannedDecision:
    rows = PlannedDecision.objects.select_for_update(of=("self",))
    row = rows.select_related("council", "body", "meeting", "contact").get(pk=planned.pk)
    if row.withdrawn_on is not None:
        raise NotInPlan("This decision is withdrawn from the forward plan.")
    if version is not None and row.version != version:
        raise EntrySavedOver(
            "Somebody else has saved this entry since you opened it. Open it again to see theirs."
        )
    return row


def _write(row: PlannedDecision, entry: Entry) -> None:
    if not entry.title.strip():
        raise EntryIncomplete("Say what is to be decided.")
    if entry.key and not entry.key_why.strip():
        raise EntryIncomplete("Say why it is a key decision.")
    if entry.key and not entry.body.traits.executive:
        raise EntryIncomplete("Key decisions are the executive’s.")
    if entry.meeting is not None and entry.meeting.body_id != entry.body.pk:
        raise EntryIncomplete("The meeting is one of another body.")
    if {entry.body.council_id, entry.contact.council_id} != {row.council_id}:
        raise EntryIncomplete("The body and the contact are of this council.")
    row.title, row.about, row.body, row.meeting = (
        entry.title.strip(),
        entry.about.strip(),
        entry.body,
        entry.meeting,
    )
    row.expected_on = entry.meeting.day if entry.meeting is not None else entry.expected_on
    row.report, row.contact = entry.report, entry.contact
    row.key, row.key_why = entry.key, entry.key_why.strip() if entry.key else ""
    row.private_why, row.documents = entry.private_why.strip(), entry.documents.strip()
    row.save()


def _shown(row: PlannedDecision) -> dict[str, Any]:
    return {
        "title": row.title,
        "about": row.about,
        "body": row.body.name,
        "expected_on": row.expected_on.isoformat(),
        "key": row.key,
        "key_why": row.key_why,
        "private_why": row.private_why,
        "contact": row.contact.shown,
    }
