"""The only code that writes bodies and meetings, and how a council counts their days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.meetings.models import Body, Meeting
from fingerpost.people.council_settings import settings_of
from fingerpost.people.operations.locking import to_write
from fingerpost.rules.decisions import Authority
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.meetings.clear_days import clear_days_between
from fingerpost.rules.meetings.kept import to_kept

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from typing import Any

    from fingerpost.people.models import Council, Person
    from fingerpost.rules.meetings.deadlines import MeetingRules


class NameTaken(ValueError):
    """The council has a body of this name."""


class AlreadyThere(ValueError):
    """The body has a meeting on this day."""


class DecidedThere(ValueError):
    """Decisions were taken at the meeting, so its body and day stand."""


class DoesNotDecide(ValueError):
    """A board that scrutinises has no authority to decide on changes."""


class ShortNotice(ValueError):
    """The agenda comes later than the notice that the council gives, and nobody says why."""


class NotOnThisDay(ValueError):
    """Something is said to have been published on a day on which it cannot have been."""


_KIND_OF = {
    Authority.CABINET: BodyKind.EXECUTIVE,
    Authority.CMT: BodyKind.MANAGEMENT,
    Authority.DELEGATED_OFFICER: BodyKind.MANAGEMENT,
    None: BodyKind.SCRUTINY,
}


@transaction.atomic
def add_body(
    *,
    council: Council,
    name: str,
    authority: Authority | None,
    kind: BodyKind | None = None,
    by: Person,
    at: datetime,
) -> Body:
    """A body that meets, what it does, and the authority under which it decides on changes (None where it does not).

    Without `kind` its authority says what it does: Cabinet is the executive, and a body without any scrutinises.
    """
    kind = kind or _KIND_OF[authority]
    _check_authority(kind, authority)
    body = Body(council=council, name=name.strip(), kind=kind, authority=str(authority or ""))
    _save_body(body)
    record(by=by, at=at, event="added a body", of=body, label=body.name, after=_shown(body))
    return body


@transaction.atomic
def edit_body(
    *,
    body: Body,
    name: str,
    authority: Authority | None,
    kind: BodyKind,
    by: Person,
    at: datetime,
) -> Body:
    """Another name, kind or authority for a body. Decisions that it took keep the words that they were recorded with."""
    _check_authority(kind, authority)
    body = Body.objects.select_for_update().get(pk=body.pk)
    before = _shown(body)
    body.name, body.kind, body.authority = name.strip(), kind, str(authority or "")
    _save_body(body)
    record(by=by, at=at, event="edited a body", of=body, label=body.name, before=before, after=_shown(body))
    return body


@transaction.atomic
def add_meeting(
    *, body: Body, day: date, starts_at: time | None = None, place: str = "", by: Person, at: datetime
) -> Meeting:
    """A meeting of a body. Refuses a second one on the same day."""
    meeting = Meeting(body=body, day=day, starts_at=starts_at, place=place.strip())
    _save_meeting(meeting)
    record(by=by, at=at, event="added a meeting", of=meeting, label=str(meeting), after=_when(meeting))
    return meeting


@transaction.atomic
def edit_meeting(
    *,
    meeting: Meeting,
    body: Body,
    day: date,
    starts_at: time | None = None,
    place: str = "",
    by: Person,
    at: datetime,
) -> Meeting:
    """Another time, place, day or body for a meeting.

    Refuses another day or body where something was decided there, or its agenda stands published.
    """
    meeting = _held(meeting)
    before, was = _when(meeting), str(meeting)
    if (meeting.body_id, meeting.day) != (body.pk, day):
        if meeting.decisions.exists():
            raise DecidedThere(f"Decisions were taken at {was}, so its body and day stand.")
        if meeting.agenda_published_on is not None:
            raise DecidedThere(f"The agenda of {was} is published, so its body and day stand.")
    meeting.body, meeting.day, meeting.starts_at, meeting.place = body, day, starts_at, place.strip()
    _save_meeting(meeting)
    record(
        by=by,
        at=at,
        event="edited a meeting",
        of=meeting,
        label=str(meeting),
        before=before,
        after=_when(meeting),
    )
    return meeting


@transaction.atomic
def publish_agenda(*, meeting: Meeting, on: date, why: str = "", by: Person, at: datetime) -> Meeting:
    """Record that agenda and reports of a meeting were published on a day.

    Refuses a day yet to come or after the meeting and, for a meeting in public, fewer clear days than the council
    gives unless it is said why the matter cannot wait.
    """
    meeting = _held(meeting)
    if on > at.date() or on > meeting.day:
        raise NotOnThisDay(
            "The agenda is published on or before the day of the meeting, and not in the future."
        )
    rules = settings_of(meeting.body.council).meeting_rules
    if meeting.body.traits.public and not why.strip():
        clear = clear_days_between(on, meeting.day, rules.agenda.kind, rules.calendar)
        if clear < rules.agenda.days:
            raise ShortNotice(
                f"That gives {clear}, and the council gives {rules.agenda}. Say why the business cannot wait."
            )
    meeting.agenda_published_on, meeting.short_notice_why = on, why.strip()
    meeting.save(update_fields=["agenda_published_on", "short_notice_why"])
    record(
        by=by,
        at=at,
        event="published the agenda of",
        of=meeting,
        label=str(meeting),
        after={"published_on": on.isoformat()},
        why=why.strip(),
    )
    return meeting


@transaction.atomic
def publish_decisions(*, meeting: Meeting, on: date, by: Person, at: datetime) -> Meeting:
    """Record that the decisions of a meeting were published on a day, from which call-in counts. Refuses a day before
    the meeting or yet to come, and another day where one stands.
    """
    meeting = _held(meeting)
    if on > at.date() or on < meeting.day:
        raise NotOnThisDay(
            "Decisions are published on or after the day of the meeting, and not in the future."
        )
    if meeting.decisions_published_on is not None:
        raise NotOnThisDay("The day on which these decisions were published is recorded already.")
    meeting.decisions_published_on = on
    meeting.save(update_fields=["decisions_published_on"])
    record(
        by=by,
        at=at,
        event="published the decisions of",
        of=meeting,
        label=str(meeting),
        after={"published_on": on.isoformat()},
    )
    return meeting


@transaction.atomic
def keep_meeting_rules(
    *,
    council: Council,
    rules: MeetingRules,
    confirmed: bool,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Council:
    """Keep how a council counts the days of its meetings; `confirmed` where whoever does so vouches for it by name."""
    changed = to_write(council, version)
    rules = replace(
        rules, confirmed_by=by.shown if confirmed else "", confirmed_on=at.date() if confirmed else None
    )
    before = settings_of(changed).meetings
    changed.settings = {**changed.settings, "meetings": to_kept(rules)}
    changed.save()
    record(
        by=by,
        at=at,
        event="confirmed the days of meetings of" if confirmed else "changed the days of meetings of",
        of=changed,
        label=changed.name,
        before=before,
        after=to_kept(rules),
    )
    return changed


def _held(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("body__council").get(pk=meeting.pk)


def _check_authority(kind: BodyKind, authority: Authority | None) -> None:
    if kind is BodyKind.SCRUTINY and authority is not None:
        raise DoesNotDecide(
            "A board that scrutinises does not decide on changes. Choose no authority for it."
        )


def _shown(body: Body) -> dict[str, Any]:
    return {"name": body.name, "kind": body.kind, "authority": body.authority}


def _when(meeting: Meeting) -> dict[str, Any]:
    time = meeting.starts_at.isoformat("minutes") if meeting.starts_at else ""
    return {"meeting": str(meeting), "time": time, "place": meeting.place}


def _save_body(body: Body) -> None:
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError:
        raise NameTaken(f"There is a body called {body.name} already.") from None


def _save_meeting(meeting: Meeting) -> None:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise AlreadyThere(f"{meeting} is there already.") from None
