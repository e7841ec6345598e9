"""When an answer is due and who owes it, where nobody says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.meetings.models import Meeting
from fingerpost.rules.scrutiny import due_without_meeting
from fingerpost.scrutiny.values import Due

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.people.models import Council, Person
    from fingerpost.scrutiny.values import About


def usual_due(council: Council, meeting: Meeting | None, *, on: date) -> Due:
    """The next meeting of the body that asked; asked between meetings, of a body that scrutinises; else a day."""
    ahead = Meeting.objects.filter(body__council=council, day__gt=on).select_related("body").order_by("day")
    body = ahead.filter(body__authority="") if meeting is None else ahead.filter(body=meeting.body_id)
    found = body.first()
    return Due(on=due_without_meeting(on)) if found is None else Due(meeting=found)


def usual_owner(about: About, *, on: date) -> Person | None:
    """The first lead of the action who is still here, else the head of its section or of the one above it."""
    if about.action is not None:
        links = about.action.people.filter(deputy=False).select_related("person")
        lead = next((each.person for each in links if each.person.is_here(on)), None)
        if lead is not None:
            return lead
    section = about.section if about.action is None else about.action.section
    heads = [] if section is None else [each.head for each in reversed(section.path)]
    return next((each for each in heads if each is not None and each.is_here(on)), None)
