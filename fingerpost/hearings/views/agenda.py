"""A report before meetings: where it goes, what each is recommended, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.changes.rows import requests_of
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import STATE_COLOURS, STATES, phrase
from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.hearings.forms import AgendaForm
from fingerpost.hearings.operations.agenda import edit_hearing, put_before, take_off
from fingerpost.hearings.recommended import recommended
from fingerpost.hearings.rows import coming, hearings_of, reports_of, undecided
from fingerpost.hearings.values import Force, may_be_called_in, standing_of
from fingerpost.hearings.wording import CALL_INS, FORCE_COLOURS, FORCES
from fingerpost.meetings.forms import posted
from fingerpost.meetings.models import Body
from fingerpost.meetings.wording import OUTCOMES
from fingerpost.people.access import found, page
from fingerpost.rules.meetings.bodies import Outcome
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.hearings.models import Hearing
    from fingerpost.people.access import CouncilRequest

WORDS: dict[str, Any] = {
    "outcomes": OUTCOMES,
    "forces": FORCES,
    "force_colours": FORCE_COLOURS,
    "call_ins": CALL_INS,
    "states": STATES,
    "state_colours": STATE_COLOURS,
}


@page(Act.READ_PLAN)
def hearings(request: CouncilRequest) -> HttpResponse:
    """Which report went to which meeting, and what became of it?"""
    access = request.access
    today = access.at.date()
    bodies = Body.objects.filter(council=access.council)
    found_hearings = listing(
        hearings_of(access.council),
        request.GET,
        filters=(
            Choice("body", _("Body"), [(str(each.pk), each.name) for each in bodies], "meeting__body_id"),
            Choice(
                "outcome",
                _("Outcome"),
                [("-", _("Not yet heard")), *((str(each), words) for each, words in OUTCOMES.items())],
                lambda value: Q(outcome="" if value == "-" else value),
            ),
            Search(_("Words"), ("report__title", "resolution", "minute")),
        ),
        columns=(
            Column("report", _("Report"), ("report__title", "meeting__day")),
            Column("day", _("Meeting"), ("meeting__day", "place")),
            Column("outcome", _("Outcome"), ("outcome", "meeting__day")),
            Column("force", _("Decision")),
        ),
        sort="-day",
    )
    standing = {each.pk: standing_of(each, today) for each in found_hearings}
    shown = {"found": found_hearings, "standing": standing, "today": today}
    return render(request, "hearings/list.html", shown | WORDS)


@page(Act.READ_PLAN)
def report(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which meetings does this report go to, and what did each do?"""
    access = request.access
    row = found(reports_of(access.council), pk=pk)
    items = list(hearings_of(access.council).filter(report=row))
    standing = {each.pk: standing_of(each, access.at.date()) for each in items}
    shown = {"report": row, "items": items, "standing": standing, "today": access.at.date()}
    return render(request, "hearings/report.html", shown | WORDS)


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def put(request: CouncilRequest, pk: int) -> HttpResponse:
    """Before which meeting is the report put, and what is it recommended?"""
    access = request.access
    row = found(reports_of(access.council), pk=pk)
    form = AgendaForm(
        posted(request),
        meetings=coming(access.council, access.at.date()),
        requests=undecided(row),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            put_before(
                report=row,
                meeting=given["meeting"],
                recommendation=given["recommendation"],
                requests=form.chosen_requests(),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The report is on the agenda."))
            return redirect("hearings:report", council=access.council.slug, pk=pk)
    shown = {"form": form, "report": row, "heading": _("Put the report before a meeting"), "item": None}
    return render(request, "hearings/edit.html", shown)


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is the meeting recommended, and which change requests go with the report?"""
    access = request.access
    item = found(hearings_of(access.council), pk=pk)
    initial = {
        "version": item.version,
        "recommendation": item.recommendation,
        "requests": [str(each.pk) for each in item.requests.all()],
    }
    form = AgendaForm(posted(request), initial=initial, meetings=None, requests=undecided(item.report))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_hearing(
                hearing=item,
                recommendation=given["recommendation"],
                requests=form.chosen_requests(),
                by=access.person,
                at=access.at,
                version=given["version"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("hearings:hearing", council=access.council.slug, pk=pk)
    shown = {
        "form": form,
        "report": item.report,
        "heading": _("What the meeting is recommended"),
        "item": item,
    }
    return render(request, "hearings/edit.html", shown)


@page(Act.DRAFT_REPORT, methods=("POST",))
def off(request: CouncilRequest, pk: int) -> HttpResponse:
    """Take the report off the agenda."""
    access = request.access
    item = found(hearings_of(access.council), pk=pk)
    try:
        take_off(hearing=item, why=request.POST.get("why", ""), by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
        return redirect("hearings:hearing", council=access.council.slug, pk=pk)
    messages.success(request, _("The report is off the agenda."))
    return redirect("hearings:report", council=access.council.slug, pk=item.report_id)


@page(Act.READ_PLAN)
def hearing(request: CouncilRequest, pk: int) -> HttpResponse:
    """What was this meeting recommended, what did it resolve, and is that in force?"""
    item = found(hearings_of(request.access.council), pk=pk)
    return hearing_page(request, item)


def hearing_page(request: CouncilRequest, item: Hearing, **more: Any) -> HttpResponse:
    """The page of a hearing, with a refusal where there is one."""
    access = request.access
    rows = requests_of(access.council).filter(hearings=item).prefetch_related("held_decisions").order_by("pk")
    stands = standing_of(item, access.at.date())
    shown = {
        "item": item,
        "asked": [(each, asked_of(each), phrase(asked_of(each))) for each in rows],
        "led_to": item.led_to.select_related("meeting__body"),
        "stands": stands,
        "call_in": getattr(item, "call_in", None),
        "Force": Force,
        "may_be_called_in": may_be_called_in(item),
        "today": access.at.date(),
        "held": item.meeting.day <= access.at.date(),
        "recommended": item.recommendation if item.outcome else recommended(item),
        "generated": not item.outcome and not item.recommendation,
        "amended": item.outcome == Outcome.AMENDED,
    }
    return render(request, "hearings/hearing.html", shown | WORDS | more)
