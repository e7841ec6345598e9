"""Reminders of what is due for a meeting, to those who are to do it: written by the worker, each once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fingerpost.committee.models import ReportState
from fingerpost.govuk.filters import day, days_left
from fingerpost.hearings.rows import hearings_of
from fingerpost.hearings.values import Force, standing_of
from fingerpost.meetings.deadlines import standing_of as deadlines_of
from fingerpost.meetings.models import Meeting
from fingerpost.meetings.wording import DEADLINES
from fingerpost.notices.facts import people_of, reach_of_mail
from fingerpost.notices.letters import Item, deadlines, link_to
from fingerpost.notices.writing import is_time_for_reminders, write_news
from fingerpost.people.council_settings import settings_of
from fingerpost.rules.meetings.deadlines import Deadline
from fingerpost.rules.meetings.reminding import reminder_of
from fingerpost.rules.notices import NoticeKind
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date, datetime

    from fingerpost.hearings.models import Hearing
    from fingerpost.notices.models import Message
    from fingerpost.people.models import Council, Person

AHEAD = timedelta(days=80)
BEHIND = timedelta(days=30)
"""Meetings so far ahead and so long past have deadlines of which somebody is reminded."""

_OF_REPORT = {
    Deadline.DRAFT: (ReportState.DRAFT,),
    Deadline.SIGN_OFF: (ReportState.DRAFT, ReportState.IN_SIGN_OFF),
    Deadline.MANAGEMENT: (ReportState.DRAFT, ReportState.IN_SIGN_OFF),
}
"""The deadlines of each report, and the states in which it has not met them."""


def write_deadlines(council: Council, *, at: datetime) -> list[Message]:
    """Remind people of deadlines that come near or have passed, and of decisions that can come into force."""
    if not is_time_for_reminders(at):
        return []
    today = at.date()
    people = people_of(council)
    reach = reach_of_mail(council, people, on=today)
    clerks = _with(people, Role.DEMOCRATIC_SERVICES)
    news: dict[int, list[tuple[str, Item]]] = {}
    told = [*_of_meetings(council, people, clerks, today), *_to_put_into_force(council, clerks, today)]
    for subject, item, whom in told:
        for person in dict.fromkeys(each for key in whom for each in reach.instead_of(key)):
            news.setdefault(person, []).append((subject, item))
    return write_news(NoticeKind.DEADLINES, news, deadlines, council, people, at=at)


def _of_meetings(
    council: Council, people: Mapping[int, Person], clerks: Collection[int], today: date
) -> Iterator[tuple[str, Item, Collection[int]]]:
    """What is due for meetings that have something on their agenda: the subject, what is said, and to whom."""
    rules = settings_of(council).meeting_rules
    rows = (
        Meeting.objects.filter(body__council=council, day__gte=today - BEHIND, day__lte=today + AHEAD)
        .select_related("body__council")
        .prefetch_related("hearings__report", "planned_decisions")
    )
    lawyers = _with(people, Role.FINANCE_AND_LEGAL)
    for meeting in rows:
        keys = [each for each in meeting.planned_decisions.all() if each.key and each.withdrawn_on is None]
        items = list(meeting.hearings.all())
        if not items and not keys:
            continue
        given = {Deadline.FORWARD_PLAN: today} if all(each.published_on for each in keys) else {}
        for due in deadlines_of(meeting, rules, key_decision=bool(keys), done=given):
            if due.day is None or due.done_on is not None or due.deadline is Deadline.CALL_IN:
                continue
            which = reminder_of(due.day, today)
            if which is None:
                continue
            for report, whom in _waiting(due.deadline, items, clerks, lawyers):
                subject = f"deadline {meeting.pk} {report or 0} {due.deadline.name} {which}"
                yield subject, _item(meeting, due.deadline, due.day, today, council), whom


def _waiting(
    deadline: Deadline, items: Collection[Hearing], clerks: Collection[int], lawyers: Collection[int]
) -> Iterator[tuple[int | None, Collection[int]]]:
    """Who is to meet a deadline: of each report its officer, or finance and legal; else those who run meetings."""
    if deadline not in _OF_REPORT:
        yield None, clerks
        return
    for each in items:
        if each.report.state in _OF_REPORT[deadline]:
            officer = each.report.officer_id or each.report.started_by_id
            signs = deadline is Deadline.SIGN_OFF and each.report.state == ReportState.IN_SIGN_OFF
            yield each.report_id, lawyers if signs else (officer,)


def _item(meeting: Meeting, deadline: Deadline, due: date, today: date, council: Council) -> Item:
    words = _("by %(day)s (%(left)s)") % {"day": day(due), "left": days_left(due, today)}
    name = f"{DEADLINES[deadline]}: {meeting.body.name}, {day(meeting.day)}"
    return Item(name, words, link_to("meetings:meeting", council, pk=meeting.pk))


def _to_put_into_force(
    council: Council, clerks: Collection[int], today: date
) -> Iterator[tuple[str, Item, Collection[int]]]:
    """Decisions of which the time for call-in has passed."""
    rows = hearings_of(council).filter(in_force_on=None, meeting__day__gte=today - BEHIND - BEHIND)
    for each in rows.exclude(outcome=""):
        if standing_of(each, today).force is Force.DUE:
            item = Item(
                str(each),
                _("The time for call-in has passed: the decision can be put into force."),
                link_to("hearings:hearing", council, pk=each.pk),
            )
            yield f"in force {each.pk}", item, clerks


def _with(people: Mapping[int, Person], role: Role) -> list[int]:
    return [key for key, each in people.items() if role in each.role_set]
