"""What has to be done by when for a meeting: named deadlines, worked back (or on) from its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from fingerpost.rules.meetings.bank_holidays import YearNotCovered
from fingerpost.rules.meetings.bodies import TRAITS, BodyKind
from fingerpost.rules.meetings.clear_days import (
    AGENDA_NOTICE,
    KEY_DECISION_NOTICE,
    Notice,
    last_day_to_publish,
)
from fingerpost.rules.meetings.working_days import Calendar, DayKind
from fingerpost.rules.nations import Nation
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator


class Deadline(StrEnum):
    """Something that is due before or after a meeting, in the order in which it usually falls."""

    FORWARD_PLAN = said("forward plan notice")
    DRAFT = said("draft to finance and legal")
    SIGN_OFF = said("sign-off by finance and legal")
    MANAGEMENT = said("corporate management team")
    AGENDA = said("agenda and reports published")
    DECISIONS = said("decisions published")
    CALL_IN = said("call-in ends")


OFFSETS: Mapping[Deadline, int] = MappingProxyType(
    {
        Deadline.DRAFT: -20,
        Deadline.SIGN_OFF: -15,
        Deadline.MANAGEMENT: -12,
        Deadline.DECISIONS: 2,
        Deadline.CALL_IN: 5,
    }
)
"""The product's own offsets in working days from the meeting; of the end of call-in, from the publication of the
decisions. No statute gives them: they are each council's to choose. The number of days for call-in stands in its
constitution (in England under section 9F of the Local Government Act 2000).
"""

_ONLY_OF_REPORTS = frozenset({Deadline.DRAFT, Deadline.SIGN_OFF, Deadline.MANAGEMENT})


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """How a council counts the days of its meetings.

    `agenda` is its notice of agenda and reports, `key_decision` of a key decision (None where its nation asks for
    none). `offsets` are those that differ from `OFFSETS`. `confirmed_by` and `confirmed_on` say who of the council
    vouches for all this; empty until somebody does.
    """

    calendar: Calendar = field(default_factory=Calendar)
    agenda: Notice = AGENDA_NOTICE[Nation.ENGLAND].notice
    key_decision: Notice | None = KEY_DECISION_NOTICE.notice
    offsets: Mapping[Deadline, int] = field(default_factory=dict)
    confirmed_by: str = ""
    confirmed_on: date | None = None

    @classmethod
    def of_nation(cls, nation: Nation) -> MeetingRules:
        """What the law of a nation asks for, and the product's own offsets."""
        key = KEY_DECISION_NOTICE.notice if nation is Nation.ENGLAND else None
        return cls(Calendar(nation), AGENDA_NOTICE[nation].notice, key)

    def offset(self, deadline: Deadline) -> int:
        """The offset of a deadline in working days."""
        return self.offsets.get(deadline, OFFSETS[deadline])

    @property
    def confirmed(self) -> bool:
        """Whether somebody of the council vouches for these rules."""
        return self.confirmed_on is not None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline of a meeting. `day` is None, and `problem` says why, where it cannot be worked out."""

    deadline: Deadline
    day: date | None
    problem: str = ""


def deadlines_of(
    meeting: date,
    body: BodyKind,
    rules: MeetingRules,
    *,
    key_decision: bool = False,
    decisions_published: date | None = None,
) -> tuple[Due, ...]:
    """Every deadline of a meeting, by day. Those that cannot be counted, because a year's holidays are not known,
    come last with the reason.

    Call-in counts from the day on which the decisions were published or, until then, are due to be.
    """
    found = []
    for each in _named(body, rules, key_decision=key_decision):
        try:
            found.append(Due(each, _day_of(each, meeting, rules, decisions_published)))
        except YearNotCovered as refusal:
            found.append(Due(each, None, str(refusal)))
    return tuple(sorted(found, key=lambda each: (each.day is None, each.day or meeting)))


def call_in_ends(published: date, rules: MeetingRules) -> date:
    """The last day on which a decision published on this day may be called in. Refuses years not covered."""
    return rules.calendar.move(published, rules.offset(Deadline.CALL_IN), DayKind.WORKING)


def _named(body: BodyKind, rules: MeetingRules, *, key_decision: bool) -> Iterator[Deadline]:
    """The deadlines that a meeting of such a body has."""
    traits = TRAITS[body]
    if traits.executive and key_decision and rules.key_decision is not None:
        yield Deadline.FORWARD_PLAN
    if traits.public:
        yield from (each for each in Deadline if each in _ONLY_OF_REPORTS)
        yield Deadline.AGENDA
        yield Deadline.DECISIONS
    if traits.executive and rules.offset(Deadline.CALL_IN):
        yield Deadline.CALL_IN


def _day_of(deadline: Deadline, meeting: date, rules: MeetingRules, published: date | None) -> date:
    if deadline is Deadline.FORWARD_PLAN and rules.key_decision is not None:
        return last_day_to_publish(meeting, rules.key_decision, rules.calendar)
    if deadline is Deadline.AGENDA:
        return last_day_to_publish(meeting, rules.agenda, rules.calendar)
    if deadline is Deadline.CALL_IN:
        return call_in_ends(published or _day_of(Deadline.DECISIONS, meeting, rules, None), rules)
    return rules.calendar.move(meeting, rules.offset(deadline), DayKind.WORKING)
