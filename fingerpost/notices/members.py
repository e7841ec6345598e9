"""What is to be told about Members' requests: to whoever is to answer, when asked and before it is due; to whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fingerpost.notices.letters import Item, link_to
from fingerpost.rules.months import day_name
from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState, is_waiting, reminder_day
from fingerpost.scrutiny.models import Request, Turn
from fingerpost.scrutiny.values import WITH, about_words, answers, meeting_words
from fingerpost.scrutiny.wording import KINDS, STATES

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from fingerpost.people.models import Council
    from fingerpost.rules.notices import Reach

Told = dict[int, list[tuple[str, Item]]]
"""What each person, by key, is to be told: the name of the news, and the item of the message."""


def to_answer(council: Council, reach: Reach, *, at: datetime, within: timedelta, reminders: bool) -> Told:
    """What waits for somebody's answer: once when it is asked, and again on each day of a reminder.

    Whoever acts for an owner who is away is told instead; the head of the service where nobody can be reached.
    """
    rows = Request.objects.filter(council=council).waiting().select_related(*WITH, "owner__service")
    today = localtime(at).date()
    found: Told = {}
    for row in rows.prefetch_related("turns").order_by("pk"):
        began = _began(row)
        day = reminder_day(row.due_day, asked_on=localtime(began.at).date(), today=today)
        if day is not None and reminders:
            name = f"asked {row.pk} due {day.isoformat()}"
        elif began.at > at - within:
            name = f"asked {row.pk} turn {began.pk}"
        else:
            continue
        for person in _told(row, reach):
            if person != began.by_id:
                found.setdefault(person, []).append((name, _item(row, council, today)))
    return found


def answered(council: Council, reach: Reach, *, at: datetime, within: timedelta) -> Told:
    """The answers to what somebody with an account asked."""
    turns = (
        Turn.objects.filter(
            request__council=council, request__asked_by__isnull=False, at__gt=at - within, at__lte=at
        )
        .exclude(state="")
        .select_related("by", "request__action", "request__section", "request__period", "request__plan")
        .order_by("pk")
    )
    found: Told = {}
    for turn in turns:
        row = turn.request
        if not answers(ScrutinyKind(row.kind), turn.state) or row.asked_by_id is None:
            continue
        state = STATES[ScrutinyState(turn.state)]
        line = _("%(kind)s %(number)s: %(words)s") % {
            "kind": KINDS[ScrutinyKind(row.kind)],
            "number": row.number,
            "words": row.words,
        }
        link = link_to("scrutiny:request", council, pk=row.pk)
        item = Item(line, f"{state}: {turn.words} ({turn.by.shown})", link)
        for person in reach.instead_of(row.asked_by_id):
            if person != turn.by_id:
                found.setdefault(person, []).append((f"answer {turn.pk}", item))
    return found


def _began(row: Request) -> Turn:
    """The turn with which a request began to wait, as it does now."""
    kind = ScrutinyKind(row.kind)
    began: Turn | None = None
    for turn in row.turns.all():
        if turn.state and (began is None or is_waiting(kind, ScrutinyState(turn.state))):
            began = turn
    assert began is not None
    return began


def _told(row: Request, reach: Reach) -> tuple[int, ...]:
    told = () if row.owner_id is None else reach.instead_of(row.owner_id)
    if told:
        return told
    head = None if row.owner_service_id is None else reach.heads.get(row.owner_service_id)
    return () if head is None else reach.instead_of(head)


def _item(row: Request, council: Council, today: date) -> Item:
    about = about_words(row)
    line = _("%(kind)s %(number)s of %(name)s%(about)s: %(words)s") % {
        "kind": KINDS[ScrutinyKind(row.kind)],
        "number": row.number,
        "name": row.asker,
        "about": _(" on %(thing)s") % {"thing": about} if about else "",
        "words": row.words,
    }
    due = meeting_words(row.due_meeting) if row.due_meeting else day_name(row.due_day)
    words = (_("Was due: %(due)s") if row.due_day < today else _("Due: %(due)s")) % {"due": due}
    return Item(line, words, link_to("scrutiny:request", council, pk=row.pk))
