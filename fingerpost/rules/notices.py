"""Who is to be told what today: reminders around the day on which updates are due, escalation of silence, and
what somebody waits for. Plain values in, plain values out; whether it was told before is the caller's to know.

People, actions and services stand as their keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class NoticeKind(StrEnum):
    """What a message tells."""

    OPENED = "month opened"
    BEFORE = "due soon"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    TO_HEAD = "silence told to the head of service"
    TO_CMT = "silence told to the corporate management team"
    BY_HAND = "reminder by hand"
    QUESTIONS = "sent back with a question"
    DECISIONS = "decided"
    DEADLINES = "deadline of a meeting"
    CIRCULATED = "report sent"
    ASKED = "asked by Members"
    ANSWERED = "answered to a Member"


ESCALATIONS = (NoticeKind.TO_HEAD, NoticeKind.TO_CMT)
"""The notices about the silence of others, in the order in which they go up."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """When people are told, in days from the day on which updates are due: -3 is three days before it.

    `reminder_days` are those of the leads' reminders; `escalate_days` those on which silence is told to the
    head of service and to the corporate management team.
    """

    reminder_days: tuple[int, ...] = (-5, -1, 1)
    escalate_days: tuple[int, int] = (3, 5)


@dataclass(frozen=True, slots=True)
class Silent:
    """An action of which an update is called for and none was sent, with its leads and its service."""

    action: int
    leads: tuple[int, ...]
    service: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """An open period: when it was opened, when updates are due, and what is still silent."""

    opened_on: date
    due_on: date
    silent: tuple[Silent, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a message can reach. `reachable` people are here and have an address; `heads` are those of the services;
    `away` gives whoever acts for somebody who is away.
    """

    reachable: frozenset[int]
    heads: Mapping[int, int] = field(default_factory=dict)
    cmt: tuple[int, ...] = ()
    away: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def instead_of(self, person: int) -> tuple[int, ...]:
        """Who is told in a person's place: the person, or while away those who act for them; nobody where none
        of them can be reached.
        """
        stand_in = tuple(each for each in self.away.get(person, ()) if each in self.reachable)
        return stand_in or ((person,) if person in self.reachable else ())


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is told: of which actions, in the plan's order. `day` is the day that the notice was for."""

    kind: NoticeKind
    person: int
    actions: tuple[int, ...]
    day: date


def notices_due(month: Round, cadence: Cadence, reach: Reach, *, today: date) -> tuple[Notice, ...]:
    """Everything about the month that is to have been told by today, if it was not told already.

    Of the reminders only the latest counts, so that after a pause nobody gets three at once; an escalation is
    told once, when its day has come. Nobody is told anything when nothing is silent.
    """
    found: list[Notice] = []
    kind, day = _reminder(month, cadence, today)
    found += _to_leads(kind, month.silent, reach, day)
    for each, days in zip(ESCALATIONS, cadence.escalate_days, strict=True):
        when = month.due_on + timedelta(days=days)
        if today >= when:
            told = _to_heads if each is NoticeKind.TO_HEAD else _to_cmt
            found += told(month.silent, reach, when)
    return tuple(found)


def days_of(month: Round, cadence: Cadence) -> dict[date, tuple[NoticeKind, ...]]:
    """Each day on which the month tells somebody something, in order, with what."""
    days: dict[date, tuple[NoticeKind, ...]] = {}
    for kind, day in (
        *_reminders(month, cadence),
        *(
            (kind, month.due_on + timedelta(days=days))
            for kind, days in zip(ESCALATIONS, cadence.escalate_days, strict=True)
        ),
    ):
        days[day] = (*days.get(day, ()), kind)
    return dict(sorted(days.items()))


def _reminders(month: Round, cadence: Cadence) -> Iterator[tuple[NoticeKind, date]]:
    """The opening and every reminder after it, in order; the due day always has one."""
    yield NoticeKind.OPENED, month.opened_on
    for days in sorted({*cadence.reminder_days, 0}):
        day = month.due_on + timedelta(days=days)
        if day > month.opened_on:
            kind = NoticeKind.BEFORE if days < 0 else NoticeKind.OVERDUE if days else NoticeKind.DUE_TODAY
            yield kind, day


def _reminder(month: Round, cadence: Cadence, today: date) -> tuple[NoticeKind, date]:
    """The latest reminder whose day has come."""
    return max(
        (each for each in _reminders(month, cadence) if each[1] <= max(today, month.opened_on)),
        key=lambda each: each[1],
    )


def _to_leads(kind: NoticeKind, silent: Iterable[Silent], reach: Reach, day: date) -> Iterator[Notice]:
    """One notice for each lead; where no lead can be reached, for the head of the service."""
    yield from _grouped(
        kind,
        (
            (person, each.action)
            for each in silent
            for person in _told(each.leads, reach) or _told(_head(each, reach), reach)
        ),
        day,
    )


def _to_heads(silent: Iterable[Silent], reach: Reach, day: date) -> Iterator[Notice]:
    yield from _grouped(
        NoticeKind.TO_HEAD,
        ((person, each.action) for each in silent for person in _told(_head(each, reach), reach)),
        day,
    )


def _to_cmt(silent: Iterable[Silent], reach: Reach, day: date) -> Iterator[Notice]:
    yield from _grouped(
        NoticeKind.TO_CMT,
        ((person, each.action) for each in silent for person in _told(reach.cmt, reach)),
        day,
    )


def _head(silent: Silent, reach: Reach) -> tuple[int, ...]:
    head = None if silent.service is None else reach.heads.get(silent.service)
    return () if head is None else (head,)


def _told(people: Iterable[int], reach: Reach) -> tuple[int, ...]:
    """Who is told in these people's places, each once."""
    return tuple(dict.fromkeys(told for each in people for told in reach.instead_of(each)))


def _grouped(kind: NoticeKind, pairs: Iterable[tuple[int, int]], day: date) -> Iterator[Notice]:
    """One notice for each person, with all their actions."""
    actions: dict[int, list[int]] = {}
    for person, action in pairs:
        actions.setdefault(person, []).append(action)
    for person, theirs in actions.items():
        yield Notice(kind, person, tuple(dict.fromkeys(theirs)), day)
