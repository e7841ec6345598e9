"""The only code that writes bodies and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.meetings.models import Body, Meeting

if TYPE_CHECKING:
    from datetime import date, datetime

    from fingerpost.people.models import Council, Person
    from fingerpost.rules.decisions import Authority


class NameTaken(ValueError):
    """The council has a body of this name."""


class AlreadyThere(ValueError):
    """The body has a meeting on this day."""


class DecidedThere(ValueError):
    """Decisions were taken at the meeting, so its body and day stand."""


@transaction.atomic
def add_body(*, council: Council, name: str, authority: Authority | None, by: Person, at: datetime) -> Body:
    """A body that meets, and the authority under which it decides (None where it only advises)."""
    body = Body(council=council, name=name.strip(), authority=str(authority or ""))
    _save_body(body)
    record(by=by, at=at, event="added a body", of=body, label=body.name, after={"authority": body.authority})
    return body


@transaction.atomic
def edit_body(*, body: Body, name: str, authority: Authority | None, by: Person, at: datetime) -> Body:
    """Another name or authority for a body. Decisions that it took keep the words that they were recorded with."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    before = {"name": body.name, "authority": body.authority}
    body.name, body.authority = name.strip(), str(authority or "")
    _save_body(body)
    after = {"name": body.name, "authority": body.authority}
    record(by=by, at=at, event="edited a body", of=body, label=body.name, before=before, after=after)
    return body


@transaction.atomic
def add_meeting(*, body: Body, day: date, by: Person, at: datetime) -> Meeting:
    """A meeting of a body. Refuses a second one on the same day."""
    meeting = Meeting(body=body, day=day)
    _save_meeting(meeting)
    record(by=by, at=at, event="added a meeting", of=meeting, label=str(meeting))
    return meeting


@transaction.atomic
def edit_meeting(*, meeting: Meeting, body: Body, day: date, by: Person, at: datetime) -> Meeting:
    """Another day or body for a meeting. Refuses one at which something was decided."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    before = str(meeting)
    if meeting.decisions.exists():
        raise DecidedThere(f"Decisions were taken at {before}, so its body and day stand.")
    meeting.body, meeting.day = body, day
    _save_meeting(meeting)
    record(
        by=by,
        at=at,
        event="edited a meeting",
        of=meeting,
        label=str(meeting),
        before={"meeting": before},
        after={"meeting": str(meeting)},
    )
    return meeting


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
