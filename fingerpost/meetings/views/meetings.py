"""Meetings: the list, the year, and each meeting with its deadlines, its agenda and what was decided there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Max, Min, Q
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, listing
from fingerpost.meetings.deadlines import standing_of
from fingerpost.meetings.forms import MeetingForm, PublishedForm, posted
from fingerpost.meetings.models import Body, Meeting
from fingerpost.meetings.operations import (
    ShortNotice,
    add_meeting,
    edit_meeting,
    publish_agenda,
    publish_decisions,
)
from fingerpost.meetings.wording import BODY_KINDS, DEADLINES, OUTCOMES
from fingerpost.people.access import found, page
from fingerpost.people.council_settings import settings_of
from fingerpost.rules.meetings.deadlines import Deadline
from fingerpost.rules.months import Month, day_name
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import Access, CouncilRequest

DECEMBER = 12


def _meetings(access: Access) -> QuerySet[Meeting]:
    return Meeting.objects.filter(body__council=access.council).select_related("body__council")


@page(Act.READ_PLAN)
def meetings(request: CouncilRequest) -> HttpResponse:
    """Who meets when, and what was decided there?"""
    access = request.access
    today = access.at.date()
    bodies = list(Body.objects.filter(council=access.council))
    years = _years(access)
    found_meetings = listing(
        _meetings(access).annotate(decided=Count("decisions")),
        request.GET,
        filters=(
            Choice("body", _("Body"), [(str(each.pk), each.name) for each in bodies], "body_id"),
            Choice("year", _("Year"), [(str(each), str(each)) for each in years], "day__year"),
            Choice(
                "when",
                _("When"),
                [("to come", _("To come")), ("held", _("Held"))],
                lambda value: Q(day__gte=today) if value == "to come" else Q(day__lt=today),
            ),
        ),
        columns=(
            Column("day", _("Day"), ("day",)),
            Column("body", _("Body"), ("body__name", "-day")),
            Column("place", _("Time and place")),
            Column("decided", _("Decisions"), ("decided", "-day"), numeric=True),
        ),
        sort="-day",
    )
    shown = {
        "bodies": bodies,
        "found": found_meetings,
        "today": today,
        "kinds": BODY_KINDS,
        "confirmed": settings_of(access.council).meeting_rules.confirmed,
    }
    return render(request, "meetings/list.html", shown)


def _years(access: Access) -> range:
    """The years in which there are meetings, and this one."""
    ends = _meetings(access).aggregate(first=Min("day"), last=Max("day"))
    this = access.at.year
    first, last = ends["first"], ends["last"]
    return range(min(first.year, this) if first else this, (max(last.year, this) if last else this) + 1)


@page(Act.READ_PLAN)
def year(request: CouncilRequest) -> HttpResponse:
    """Which meetings are there in a calendar year? This year's, or those of the year that is asked for."""
    access = request.access
    asked = request.GET.get("of", "")
    year = next((each for each in _years(access) if str(each) == asked), access.at.year)
    rules = settings_of(access.council).meeting_rules
    rows = list(_meetings(access).filter(day__year=year).order_by("day", "starts_at", "pk"))
    months = [Month(year, number) for number in range(1, DECEMBER + 1)]
    shown = {
        "year": year,
        "years": _years(access),
        "months": [(each, [row for row in rows if row.day.month == each.number]) for each in months],
        "count": len(rows),
        "known": rules.calendar.covers(year),
        "today": access.at.date(),
    }
    return render(request, "meetings/year.html", shown)


@page(Act.READ_PLAN)
def meeting_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """When and where is this meeting, what is due before it, and what was decided there?"""
    return _page(request, found(_meetings(request.access), pk=pk))


def _page(request: CouncilRequest, meeting: Meeting, **more: Any) -> HttpResponse:
    access = request.access
    rules = settings_of(access.council).meeting_rules
    decisions = sorted(
        meeting.decisions.select_related("action"),
        key=lambda each: ((each.decision or {}).get("minute") or "", each.pk),
    )
    today = access.at.date()
    planned = list(meeting.planned_decisions.filter(withdrawn_on=None))
    keys = [each for each in planned if each.key]
    notices = [each.published_on for each in keys if each.published_on is not None]
    done = {Deadline.FORWARD_PLAN: max(notices)} if keys and len(notices) == len(keys) else {}
    agenda = list(
        meeting.hearings.select_related("report").prefetch_related("report__parts").order_by("place", "pk")
    )
    approved = [localtime(each.report.approved_at).date() for each in agenda if each.report.approved_at]
    if agenda and len(approved) == len(agenda):
        cleared = [
            localtime(part.signed_at).date()
            for each in agenda
            for part in each.report.parts.all()
            if part.clearance and part.signed_at
        ]
        done |= {Deadline.SIGN_OFF: max(cleared or approved), Deadline.MANAGEMENT: max(approved)}
    deadlines = standing_of(meeting, rules, key_decision=bool(keys), done=done)
    if agenda and not any(each.report.state == "draft" for each in agenda):
        deadlines = [each for each in deadlines if each.deadline is not Deadline.DRAFT]
    shown: dict[str, Any] = {
        "meeting": meeting,
        "agenda": agenda,
        "waiting": meeting.held_decisions.filter(ended_at=None).select_related("request__action"),
        "planned": planned,
        "call_ins": meeting.call_ins.select_related("hearing__report"),
        "decisions": decisions,
        "rules": rules,
        "today": today,
        "deadlines": deadlines,
        "names": DEADLINES,
        "outcomes": OUTCOMES,
        "kind": BODY_KINDS[meeting.body.kind],  # type: ignore[index]  # a StrEnum is equal to its text
        "held": meeting.day <= today,
        "agenda_form": PublishedForm(initial={"on": min(today, meeting.day)}, prefix="agenda"),
        "decisions_form": PublishedForm(initial={"on": today}, prefix="decisions"),
    }
    return render(request, "meetings/meeting.html", shown | more)


@page(Act.MANAGE_MEETINGS, methods=("POST",))
def agenda_published(request: CouncilRequest, pk: int) -> HttpResponse:
    """On which day were agenda and reports published?"""
    access = request.access
    meeting = found(_meetings(access), pk=pk)
    form = PublishedForm(posted(request), prefix="agenda")
    if form.is_valid():
        given = form.cleaned_data
        try:
            publish_agenda(meeting=meeting, on=given["on"], why=given["why"], by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error("why" if isinstance(refusal, ShortNotice) else "on", str(refusal))
        else:
            messages.success(request, _("The publication of the agenda is recorded."))
            return redirect("meetings:meeting", council=access.council.slug, pk=pk)
    return _page(request, meeting, agenda_form=form, form=form)


@page(Act.MANAGE_MEETINGS, methods=("POST",))
def decisions_published(request: CouncilRequest, pk: int) -> HttpResponse:
    """On which day were the decisions published?"""
    access = request.access
    meeting = found(_meetings(access), pk=pk)
    form = PublishedForm(posted(request), prefix="decisions")
    if form.is_valid():
        try:
            publish_decisions(meeting=meeting, on=form.cleaned_data["on"], by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The publication of the decisions is recorded."))
            return redirect("meetings:meeting", council=access.council.slug, pk=pk)
    return _page(request, meeting, decisions_form=form, form=form)


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def add(request: CouncilRequest) -> HttpResponse:
    """Which meeting is to be added?"""
    access = request.access
    initial = {"body": request.GET.get("body", "")}
    form = MeetingForm(posted(request), initial=initial, bodies=Body.objects.filter(council=access.council))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = add_meeting(
                body=form.bodies[given["body"]],
                day=given["day"],
                starts_at=given["starts_at"],
                place=given["place"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("The meeting is added."))
            return redirect("meetings:meeting", council=access.council.slug, pk=made.pk)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Add a meeting")})


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """When and where is the meeting, and of which body?"""
    access = request.access
    meeting = found(_meetings(access), pk=pk)
    initial = {
        "body": meeting.body_id,
        "day": day_name(meeting.day),
        "starts_at": meeting.starts_at and f"{meeting.starts_at:%H:%M}",
        "place": meeting.place,
    }
    form = MeetingForm(posted(request), initial=initial, bodies=Body.objects.filter(council=access.council))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_meeting(
                meeting=meeting,
                body=form.bodies[given["body"]],
                day=given["day"],
                starts_at=given["starts_at"],
                place=given["place"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("The meeting is changed."))
            return redirect("meetings:meeting", council=access.council.slug, pk=pk)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Change the meeting")})
