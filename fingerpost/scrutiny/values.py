"""From rows to the plain values of `rules.scrutiny`, and what a request is about in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fingerpost.meetings.models import Meeting
from fingerpost.monitoring.models import Period
from fingerpost.people.models import Person
from fingerpost.plans.models import Action, Plan, Section
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.months import day_name
from fingerpost.rules.scrutiny import (
    RESPONSES,
    AtIssue,
    Printed,
    ScrutinyKind,
    ScrutinyState,
    Statement,
    first_state,
    in_order,
    is_overdue,
    is_waiting,
)
from fingerpost.rules.wording import CLASS_WORDS
from fingerpost.scrutiny.models import Request, Turn, waits
from fingerpost.scrutiny.models import Statement as StatementRow

if TYPE_CHECKING:
    from datetime import datetime


WITH = (
    "asked_by",
    "owner",
    "meeting__body",
    "due_meeting__body",
    "plan",
    "action",
    "section",
    "period",
)
"""What a page or report of requests selects with them."""


@dataclass(frozen=True, slots=True)
class About:
    """What a request is about: an action, a section, a figure of a period, a plan; all None where nothing."""

    plan: Plan | None = None
    action: Action | None = None
    section: Section | None = None
    period: Period | None = None
    figure: StatusClass | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When the answer is due: at a meeting, or on a day. Both None: `rules.scrutiny.due_without_meeting`."""

    meeting: Meeting | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, by whom, where, about what; who is to answer and by when.

    `by` is the Member, or `name` where there is no account. `owner` None leaves it to the rules of the room:
    the first lead of the action, the head of the section. `claimed` is the status that a disputed rating should
    have had; what was printed is read from the closed period.
    """

    kind: ScrutinyKind
    words: str
    by: Person | None = None
    name: str = ""
    on: date | None = None
    meeting: Meeting | None = None
    minute: str = ""
    about: About = About()  # frozen
    claimed: str = ""
    owner: Person | None = None
    due: Due = Due()  # frozen


def about_words(row: Request) -> str:
    """What a request is about, in words; empty where it is about nothing in a plan."""
    if row.action is not None:
        return str(row.action)
    if row.section is not None:
        return str(row.section)
    if row.figure and row.period is not None:
        return _("%(class)s, %(month)s") % {
            "class": CLASS_WORDS[StatusClass(row.figure)],
            "month": row.period,
        }
    return str(row.plan) if row.plan is not None else ""


def meeting_words(meeting: Meeting) -> str:
    """A meeting as a report names it: Cabinet, 11 February 2026."""
    return f"{meeting.body.name}, {day_name(meeting.day)}"


def printed_of(row: Request, *, at: datetime) -> Printed:
    """A request as a report prints it, as it stood at a moment (select `WITH`, prefetch `turns__by` and
    `turns__meeting__body`).
    """
    kind, state = ScrutinyKind(row.kind), state_at(row, at)
    last = last_answer(row, at)
    response = last.meeting if last is not None and last.state in RESPONSES else None
    return Printed(
        number=row.number,
        kind=kind,
        state=state,
        words=row.words,
        asked_by=row.asker,
        asked_on=row.asked_on,
        due_on=row.due_day,
        where=meeting_words(row.meeting) if row.meeting else None,
        minute=row.minute or None,
        about=about_words(row) or None,
        ref=row.action.ref if row.action else None,
        owner=row.owner.shown if row.owner else None,
        due_meeting=meeting_words(row.due_meeting) if row.due_meeting else None,
        overdue=is_overdue(kind, state, row.due_day, on=localtime(at).date()),
        answer=(last.words or None) if last else None,
        answered_by=last.by.shown if last else None,
        answered_on=last.on if last else None,
        response=f"{meeting_words(response)}, minute {last.minute}" if response and last else None,
        status_printed=Status(row.status_printed) if row.status_printed else None,
        status_claimed=Status(row.status_claimed) if row.status_claimed else None,
    )


def state_at(row: Request, at: datetime) -> ScrutinyState:
    """Where a request stood at a moment, as its turns tell."""
    states = [each.state for each in row.turns.all() if each.state and each.at <= at]
    return ScrutinyState(states[-1]) if states else first_state(ScrutinyKind(row.kind))


def last_answer(row: Request, at: datetime) -> Turn | None:
    """The last turn by a moment that answered the request, if any: not one in which whoever asked spoke."""
    kind = ScrutinyKind(row.kind)
    turns = [each for each in row.turns.all() if each.state and each.at <= at and answers(kind, each.state)]
    return turns[-1] if turns else None


def answers(kind: ScrutinyKind, state: str) -> bool:
    """Whether a turn that leads to this state is an answer, not a word of whoever asked."""
    return ScrutinyState(state) in _ANSWERS[kind]


_S = ScrutinyState
_ANSWERS = {
    ScrutinyKind.QUESTION: {_S.ANSWERED},
    ScrutinyKind.REQUEST: {_S.MET, _S.DECLINED},
    ScrutinyKind.RECOMMENDATION: {_S.ACCEPTED, _S.PARTLY, _S.REJECTED, _S.IMPLEMENTED, _S.NOT_IMPLEMENTED},
    ScrutinyKind.UNDERTAKING: {_S.KEPT, _S.RELEASED, _S.NOT_KEPT},
    ScrutinyKind.DISPUTE: {_S.ANSWERED, _S.UPHELD, _S.NOT_UPHELD},
}


def as_at_issue(period: Period, *, since: datetime | None, at: datetime) -> AtIssue:
    """What Members asked about the plan of a period, or about none, as a report issued at a moment prints it.

    Answered are those to which an answer after `since` (the last report) was the last word. Of a moment that has
    passed everything is told as it stood then.
    """
    rows = Request.objects.of_plan(period.plan).filter(recorded_at__lte=at)
    if since is not None:
        rows = rows.filter(waits() | Q(pk__in=Turn.objects.filter(at__gt=since).values("request")))
    rows = rows.select_related(*WITH).prefetch_related("turns__by", "turns__meeting__body")
    waiting, answered = [], []
    for row in rows:
        last = last_answer(row, at)
        if is_waiting(ScrutinyKind(row.kind), state_at(row, at)):
            waiting.append(printed_of(row, at=at))
        elif last is not None and (since is None or last.at > since):
            answered.append(printed_of(row, at=at))
    return AtIssue(in_order(waiting), in_order(answered), statements_of(period, at=at))


def statements_of(period: Period, *, at: datetime) -> tuple[Statement, ...]:
    """The statement that stood at a moment on each action of a period, by each portfolio holder, in the plan's order."""
    rows = StatementRow.objects.filter(period=period, at__lte=at).select_related("action", "holder")
    stands = {(row.action.place, row.action_id, row.holder_id): row for row in rows}
    return tuple(map(_statement, (row for _key, row in sorted(stands.items()))))


def _statement(row: StatementRow) -> Statement:
    return Statement(
        row.action.ref, row.holder.shown, row.words, localtime(row.at).date(), row.holder.portfolio or None
    )
