"""Whether what a meeting decided may still be called in, so that it is not recorded as in force beside its minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fingerpost.people.council_settings import settings_of
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.meetings.deadlines import Deadline, deadlines_of
from fingerpost.rules.wording import day_words

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.meetings.models import Meeting


def why_not_in_force(meeting: Meeting, today: date) -> str | None:
    """Why a decision of this meeting cannot be taken as in force yet, in a sentence; None where it can.

    Call-in counts from the day on which the decisions were published, or else were due to be (select `body__council`).
    """
    rules = settings_of(meeting.body.council).meeting_rules
    due = {
        each.deadline: each
        for each in deadlines_of(
            meeting.day,
            BodyKind(meeting.body.kind),
            rules,
            decisions_published=meeting.decisions_published_on,
        )
    }
    ends = due.get(Deadline.CALL_IN)
    if ends is None or (ends.day is not None and today > ends.day):
        return None
    body = meeting.body.name
    if ends.day is None:
        return _("What %(body)s decided may be called in, and it cannot be said until when. %(why)s") % {
            "body": body,
            "why": ends.problem,
        }
    return _(
        "What %(body)s decided may be called in until %(day)s. Record it as the minute of the report that went to the"
        " meeting, where it waits until it is in force, or here after that day."
    ) % {"body": body, "day": day_words(ends.day)}
