"""After a meeting: its minute on one page, decisions put into force, and call-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.changes.operations.locking import SomeRefused
from fingerpost.changes.rows import requests_of
from fingerpost.changes.values import basis_now, mark_of
from fingerpost.hearings.forms import CallInForm, MinuteForm, ResolveForm
from fingerpost.hearings.models import CallInOutcome
from fingerpost.hearings.operations.call_in import call_in, resolve
from fingerpost.hearings.operations.minutes import SomeItemsRefused, put_into_force, record_minutes
from fingerpost.hearings.rows import coming, hearings_of, meetings_of
from fingerpost.hearings.values import standing_of
from fingerpost.hearings.views.agenda import WORDS, hearing_page
from fingerpost.meetings.forms import posted
from fingerpost.people.access import found, page
from fingerpost.rules.changes import RequestState
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.RECORD_DECISION, methods=("GET", "POST"))
def minute(request: CouncilRequest, pk: int) -> HttpResponse:
    """What did this meeting do with the reports before it?"""
    access = request.access
    meeting = found(meetings_of(access.council), pk=pk)
    asked = Prefetch(
        "requests", requests_of(access.council).filter(state=RequestState.SUBMITTED), to_attr="waiting"
    )
    items = list(
        hearings_of(access.council).filter(meeting=meeting).order_by("place", "pk").prefetch_related(asked)
    )
    following = list(coming(access.council, meeting.day))
    forms = [
        MinuteForm(posted(request), hearing=each, requests=each.waiting, meetings=following)
        for each in items
        if not each.outcome
    ]
    problems: list[str] = []
    wrong = [each for each in forms if not each.is_valid()]
    if request.method == "POST" and not wrong:
        given = {
            each.hearing.pk: (each.minute_given(), each.cleaned_data["version"])
            for each in forms
            if each.filled
        }
        if not given:
            problems = [_("Choose what the meeting did with at least one report.")]
        else:
            try:
                done = record_minutes(meeting=meeting, minutes=given, by=access.person, at=access.at)
            except SomeItemsRefused as refusal:
                problems = [str(refusal)]
                for each in forms:
                    if each.hearing.pk in refusal.problems:
                        _show(each, refusal.problems[each.hearing.pk])
            else:
                said = ngettext(
                    "The minute of %(number)s report is recorded.",
                    "The minutes of %(number)s reports are recorded.",
                    len(done),
                )
                messages.success(request, said % {"number": len(done)})
                return redirect("meetings:meeting", council=access.council.slug, pk=pk)
    shown = {
        "meeting": meeting,
        "forms": forms,
        "recorded": [each for each in items if each.outcome],
        "problems": problems,
        "to_come": meeting.day > access.at.date(),
    }
    return render(request, "hearings/minute.html", shown | WORDS)


def _show(form: MinuteForm, refusal: ValueError) -> None:
    """Put a refusal where it belongs on the item's form: on each change request, or on the whole."""
    if not isinstance(refusal, SomeRefused):
        form.add_error(None, str(refusal))
        return
    for key, why in refusal.problems.items():
        form.add_error(f"request_{key}", str(why))


@page(Act.RECORD_DECISION, methods=("POST",))
def in_force(request: CouncilRequest, pk: int) -> HttpResponse:
    """Put a decision into force, the time for call-in having passed."""
    access = request.access
    item = found(hearings_of(access.council), pk=pk)
    seen = {}
    if request.POST.get("seen"):
        rows = requests_of(access.council).filter(hearings=item)
        seen = {
            each.pk: request.POST.get(f"mark_{each.pk}", "")
            for each in rows
            if f"mark_{each.pk}" in request.POST
        }
    try:
        put_into_force(hearing=item, by=access.person, at=access.at, seen=seen or None)
    except SomeRefused as refusal:
        rows = requests_of(access.council).filter(pk__in=refusal.problems)
        changed = [
            (each, refusal.problems[each.pk], mark_of(basis_now(each.kind, each.action))) for each in rows
        ]
        return hearing_page(request, item, problems=[str(refusal)], changed=changed)
    except ValueError as refusal:
        return hearing_page(request, item, problems=[str(refusal)])
    messages.success(request, _("The decision is in force."))
    return redirect("hearings:hearing", council=access.council.slug, pk=pk)


@page(Act.RECORD_DECISION, methods=("GET", "POST"))
def call_in_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who called the decision in, why, and which meeting hears it?"""
    access = request.access
    today = access.at.date()
    item = found(hearings_of(access.council), pk=pk)
    hear = (BodyKind.SCRUTINY, BodyKind.COUNCIL)
    offered = [each for each in coming(access.council, item.meeting.day) if each.body.kind in hear]
    form = CallInForm(posted(request), initial={"on": today}, meetings=offered)
    if request.method == "POST" and form.is_valid():
        try:
            call_in(hearing=item, **form.cleaned_data, by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is called in. It is not in force."))
            return redirect("hearings:hearing", council=access.council.slug, pk=pk)
    shown = {
        "form": form,
        "item": item,
        "heading": _("Call the decision in"),
        "stands": standing_of(item, today),
        "button": _("Record the call-in"),
    }
    return render(request, "hearings/call_in.html", shown | WORDS)


@page(Act.RECORD_DECISION, methods=("GET", "POST"))
def resolve_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """What became of the call-in?"""
    access = request.access
    item = found(hearings_of(access.council).exclude(call_in=None), pk=pk)
    offered = [
        each
        for each in coming(access.council, item.call_in.meeting.day)
        if each.body_id == item.meeting.body_id
    ]
    form = ResolveForm(posted(request), meetings=offered)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            resolve(
                call_in=item.call_in,
                outcome=CallInOutcome(given["outcome"]),
                minute=given["minute"],
                words=given["words"],
                next_meeting=given["next_meeting"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The call-in is resolved."))
            return redirect("hearings:hearing", council=access.council.slug, pk=pk)
    shown = {
        "form": form,
        "item": item,
        "heading": _("What became of the call-in"),
        "stands": standing_of(item, access.at.date()),
        "button": _("Save"),
    }
    return render(request, "hearings/call_in.html", shown | WORDS)
