"""Asking, and recording what was asked, recommended or undertaken at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fingerpost.history.record import record
from fingerpost.monitoring.models import ActionMonth
from fingerpost.people.models import Council
from fingerpost.rules.classes import Status
from fingerpost.rules.scrutiny import ScrutinyKind, WithoutWords, first_state
from fingerpost.scrutiny.due import usual_due, usual_owner
from fingerpost.scrutiny.models import Request, Turn, waits
from fingerpost.scrutiny.values import about_words, meeting_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Plan
    from fingerpost.scrutiny.values import About, Asking, Due


class NobodyAsked(ValueError):
    """Neither a Member nor a name says who asked, or both do."""


class AskedInTheFuture(ValueError):
    """It is dated after today, or after the meeting at which it was asked."""


class OfAnotherCouncil(ValueError):
    """Something that the request names belongs to another council or plan."""


class NotADispute(ValueError):
    """The disputed rating was never printed, or the status claimed is the one that was."""


class AskedAlready(ValueError):
    """The same was asked by the same, and waits; `now` is that request. A form sent twice."""

    def __init__(self, now: Request) -> None:
        super().__init__(f"This was asked already, and waits for an answer as number {now.number}.")
        self.now = now


class SomeRefused(ValueError):
    """Of several requests recorded together some cannot be; `problems` says why, by their place from 0."""

    def __init__(self, problems: Mapping[int, ValueError]) -> None:
        super().__init__("Nothing was recorded, because some of these cannot be.")
        self.problems = dict(problems)


@transaction.atomic
def ask(*, council: Council, asking: Asking, by: Person, at: datetime) -> Request:
    """Keep what somebody asked, recommended or undertook, for ever, and say who is to answer by when.

    Refuses what has no words or nobody behind it, a day still to come, things of another council or plan, a
    dispute of a rating that was not printed, and the same thing twice while it waits.
    """
    council = Council.objects.select_for_update().get(pk=council.pk)
    on = asking.on or (asking.meeting.day if asking.meeting else at.date())
    _check(council, asking, on, at)
    about, due = asking.about, asking.due
    if due.meeting is None and due.on is None:
        due = usual_due(council, asking.meeting, on=max(on, at.date()))
    row = Request(
        council=council,
        number=(council.requests.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=asking.kind,
        state=first_state(asking.kind),
        words=asking.words.strip(),
        asked_by=asking.by,
        asked_by_name=asking.name.strip(),
        asked_on=on,
        meeting=asking.meeting,
        minute=asking.minute.strip(),
        owner=asking.owner or usual_owner(about, on=at.date()),
        due_meeting=due.meeting,
        due_on=None if due.meeting else due.on,
        plan=_plan_of(about),
        action=about.action,
        section=about.section,
        period=about.period,
        figure=about.figure or "",
        status_printed=_printed(asking),
        status_claimed=asking.claimed,
        recorded_by=by,
        recorded_at=at,
    )
    _refuse_twice(row)
    row.save()
    Turn.objects.create(request=row, at=at, on=on, by=by, state=row.state)
    record(
        by=by,
        at=at,
        event=f"recorded a Member’s {row.kind}",
        of=row,
        label=label_of(row),
        after={
            "words": row.words,
            "asked by": row.asker,
            "asked on": on.isoformat(),
            "meeting": meeting_words(row.meeting) if row.meeting else "",
            "minute": row.minute,
            "about": about_words(row),
            "to be answered by": row.owner.shown if row.owner else "",
            "due": due_in_words(due),
        },
    )
    return row


@transaction.atomic
def record_several(*, council: Council, several: Sequence[Asking], by: Person, at: datetime) -> list[Request]:
    """Record everything that a minute holds: all of it, or nothing, with every problem at once."""
    problems: dict[int, ValueError] = {}
    made = []
    for place, asking in enumerate(several):
        try:
            with transaction.atomic():
                made.append(ask(council=council, asking=asking, by=by, at=at))
        except ValueError as refusal:
            problems[place] = refusal
    if problems:
        raise SomeRefused(problems)
    return made


def label_of(row: Request) -> str:
    """What the history calls a request."""
    return f"{row.kind.capitalize()} {row.number} of {row.asker}"


def due_in_words(due: Due) -> str:
    """When an answer is due, for the record."""
    if due.meeting is not None:
        return meeting_words(due.meeting)
    return "" if due.on is None else due.on.isoformat()


def _plan_of(about: About) -> Plan | None:
    thing = about.action or about.section or about.period
    return about.plan if thing is None else thing.plan


def _check(council: Council, asking: Asking, on: date, at: datetime) -> None:
    if not asking.words.strip():
        raise WithoutWords("Say in words what is asked.")
    if (asking.by is None) == (not asking.name.strip()):
        raise NobodyAsked("Say who asked: a Member, or the name of whoever has no account.")
    if on > at.date():
        raise AskedInTheFuture("What was asked cannot be dated in the future.")
    _check_council(council, asking)


def _check_council(council: Council, asking: Asking) -> None:
    plan = _plan_of(asking.about)
    theirs = {each.council_id for each in (plan, asking.by, asking.owner) if each is not None}
    theirs |= {each.body.council_id for each in (asking.meeting, asking.due.meeting) if each is not None}
    if theirs - {council.pk}:
        raise OfAnotherCouncil("Something that is named here belongs to another council.")
    about = asking.about
    plans = {each.plan_id for each in (about.action, about.section, about.period) if each is not None}
    if len(plans) > 1:
        raise OfAnotherCouncil("The action and the month belong to different plans.")


def _printed(asking: Asking) -> str:
    """The status that was printed of the disputed action; empty where nothing is disputed."""
    if asking.kind is not ScrutinyKind.DISPUTE:
        return ""
    stood = ActionMonth.objects.filter(action=asking.about.action, period=asking.about.period).first()
    if asking.about.action is None or asking.about.period is None or stood is None:
        raise NotADispute("A dispute names an action and a closed month in which it was rated.")
    if asking.claimed not in set(Status):
        raise NotADispute("A dispute says which rating would have been right.")
    if stood.status == asking.claimed:
        raise NotADispute("The rating that is claimed is the one that was printed.")
    return stood.status


def _refuse_twice(row: Request) -> None:
    same = Request.objects.filter(
        waits(),
        council=row.council,
        kind=row.kind,
        words=row.words,
        asked_by=row.asked_by,
        asked_by_name=row.asked_by_name,
        action=row.action,
        section=row.section,
        period=row.period,
        figure=row.figure,
        meeting=row.meeting,
    ).first()
    if same is not None:
        raise AskedAlready(same)
