"""The pages of bodies and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, listing
from fingerpost.meetings.forms import BodyForm, MeetingForm, posted
from fingerpost.meetings.models import Body, Meeting
from fingerpost.meetings.operations import add_body, add_meeting, edit_body, edit_meeting
from fingerpost.people.access import found, page
from fingerpost.rules.months import day_name
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def meetings(request: CouncilRequest) -> HttpResponse:
    """Who meets when, and what was decided there?"""
    access = request.access
    bodies = list(Body.objects.filter(council=access.council))
    found_meetings = listing(
        Meeting.objects.filter(body__council=access.council)
        .select_related("body")
        .annotate(decided=Count("decisions")),
        request.GET,
        filters=(Choice("body", _("Body"), [(str(each.pk), each.name) for each in bodies], "body_id"),),
        columns=(
            Column("day", _("Day"), ("day",)),
            Column("body", _("Body"), ("body__name", "-day")),
            Column("decided", _("Decisions"), ("decided", "-day"), numeric=True),
        ),
        sort="-day",
    )
    shown = {"bodies": bodies, "found": found_meetings, "today": access.at.date()}
    return render(request, "meetings/list.html", shown)


@page(Act.READ_PLAN)
def meeting_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """What was decided at this meeting?"""
    rows = Meeting.objects.filter(body__council=request.access.council).select_related("body")
    meeting = found(rows, pk=pk)
    decisions = sorted(
        meeting.decisions.select_related("action"),
        key=lambda each: ((each.decision or {}).get("minute") or "", each.pk),
    )
    return render(request, "meetings/meeting.html", {"meeting": meeting, "decisions": decisions})


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
                body=form.bodies[given["body"]], day=given["day"], by=access.person, at=access.at
            )
        except ValueError as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("The meeting is added."))
            return redirect("meetings:meeting", council=access.council.slug, pk=made.pk)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Add a meeting")})


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """On which day, and of which body, is the meeting?"""
    access = request.access
    meeting = found(Meeting.objects.filter(body__council=access.council).select_related("body"), pk=pk)
    initial = {"body": meeting.body_id, "day": day_name(meeting.day)}
    form = MeetingForm(posted(request), initial=initial, bodies=Body.objects.filter(council=access.council))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_meeting(
                meeting=meeting,
                body=form.bodies[given["body"]],
                day=given["day"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("The meeting is changed."))
            return redirect("meetings:meeting", council=access.council.slug, pk=pk)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Change the meeting")})


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def add_body_page(request: CouncilRequest) -> HttpResponse:
    """Which body is to be added?"""
    access = request.access
    form = BodyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            add_body(
                council=access.council,
                name=form.cleaned_data["name"],
                authority=form.authority_given(),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The body is added."))
            return redirect("meetings:list", council=access.council.slug)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Add a body")})


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def edit_body_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is the body called, and may it decide?"""
    access = request.access
    body = found(Body.objects.filter(council=access.council), pk=pk)
    form = BodyForm(posted(request), initial={"name": body.name, "authority": body.authority})
    if request.method == "POST" and form.is_valid():
        try:
            edit_body(
                body=body,
                name=form.cleaned_data["name"],
                authority=form.authority_given(),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The body is changed."))
            return redirect("meetings:list", council=access.council.slug)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Change the body")})
