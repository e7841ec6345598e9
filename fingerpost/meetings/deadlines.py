"""The deadlines of a meeting as they stand on a day: when each is due, and whether it was met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.meetings.deadlines import Deadline, deadlines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.meetings.models import Meeting
    from fingerpost.rules.meetings.deadlines import MeetingRules


@dataclass(frozen=True, slots=True)
class Standing:
    """A deadline of a meeting. `done_on` is the day on which it was met, None until it is."""

    deadline: Deadline
    day: date | None
    problem: str
    done_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether it was missed, or met after its day. The end of call-in is nobody's to meet."""
        return (
            self.day is not None
            and self.deadline is not Deadline.CALL_IN
            and (self.done_on or today) > self.day
        )


def standing_of(
    meeting: Meeting,
    rules: MeetingRules,
    *,
    key_decision: bool = False,
    done: Mapping[Deadline, date] | None = None,
) -> list[Standing]:
    """The deadlines of a meeting in order. `done` are days on which others than the meeting's own were met."""
    met: dict[Deadline, date | None] = {
        **(done or {}),
        Deadline.AGENDA: meeting.agenda_published_on,
        Deadline.DECISIONS: meeting.decisions_published_on,
    }
    due = deadlines_of(
        meeting.day,
        BodyKind(meeting.body.kind),
        rules,
        key_decision=key_decision,
        decisions_published=meeting.decisions_published_on,
    )
    return [Standing(each.deadline, each.day, each.problem, met.get(each.deadline)) for each in due]
