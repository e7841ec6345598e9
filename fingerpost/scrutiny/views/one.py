"""The page of one request: what was asked, everything said since, and what may be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.meetings.forms import posted
from fingerpost.monitoring.models import ActionMonth
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act
from fingerpost.rules.scrutiny import Party, ScrutinyKind, ScrutinyState
from fingerpost.scrutiny.forms.answering import SAY, AssignForm, MoveForm
from fingerpost.scrutiny.forms.fields import here, meetings_ahead, meetings_held, typed_day
from fingerpost.scrutiny.models import Request
from fingerpost.scrutiny.operations.answering import ChangedMeanwhile, assign, move, say
from fingerpost.scrutiny.parties import moves_open, parties_of
from fingerpost.scrutiny.values import WITH, about_words
from fingerpost.scrutiny.views.listing import words_shown
from fingerpost.scrutiny.wording import BY_PERSON

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from fingerpost.people.access import Access, CouncilRequest


def request_of(access: Access, pk: int) -> Request:
    """A request of the council, with everything about it; 404 otherwise."""
    rows = Request.objects.filter(council=access.council).select_related(
        *WITH, "owner__service", "recorded_by", "action__plan"
    )
    return found(rows.prefetch_related("turns__by", "turns__meeting__body"), pk=pk)


@page(Act.READ_PLAN, methods=("GET", "POST"))
def request_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """What was asked, and what became of it? Whoever may answer it, or take the answer, does so here."""
    access = request.access
    row = request_of(access, pk)
    parties = parties_of(access, row)
    if request.method != "POST":
        return _page(request, row, _form(access, row) if parties else None)
    if not parties:
        raise PermissionDenied("You may not answer this.")
    if request.POST.get("version") not in (None, str(row.version)):
        return _overtaken(request, ChangedMeanwhile(row))
    form = _form(access, row, request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    given = form.cleaned_data
    try:
        if form.state is None:
            say(request=row, words=given["words"], by=access.person, at=access.at)
        else:
            move(
                request=row,
                to=form.state,
                words=given["words"],
                on=given.get("on"),
                meeting=form.chosen,
                minute=given.get("minute", ""),
                by=access.person,
                at=access.at,
                version=given["version"],
            )
    except ChangedMeanwhile as refusal:
        return _overtaken(request, refusal)
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, row, form)
    messages.success(request, _("It is kept."))
    return redirect("scrutiny:request", council=access.council.slug, pk=pk)


@page(Act.RECORD_REQUEST, methods=("GET", "POST"))
def assign_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who is to answer, and by when?"""
    access = request.access
    row = request_of(access, pk)
    today = access.at.date()
    meetings = meetings_ahead(access.council, today)
    if row.due_meeting is not None and row.due_meeting not in meetings:
        meetings.insert(0, row.due_meeting)
    initial = {
        "owner": row.owner_id or "",
        "due_meeting": row.due_meeting_id or "",
        "due_on": typed_day(row.due_on),
        "version": row.version,
    }
    form = AssignForm(posted(request), people=here(access.council, today), meetings=meetings, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            assign(
                request=row,
                owner=form.owner_chosen,
                due=form.due,
                why=form.cleaned_data["why"],
                by=access.person,
                at=access.at,
                version=form.cleaned_data["version"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is kept."))
            return redirect("scrutiny:request", council=access.council.slug, pk=pk)
    return render(request, "scrutiny/assign.html", {"row": row, "form": form})


def _overtaken(request: CouncilRequest, refusal: ChangedMeanwhile) -> HttpResponse:
    """The request as it stands now, with the words that came too late ready to be kept all the same."""
    row = request_of(request.access, refusal.now.pk)
    kept = request.POST.copy()
    kept["version"] = str(row.version)
    if kept.get("to") not in moves_open(request.access, row):
        kept["to"] = SAY
    return _page(request, row, _form(request.access, row, kept), problem=str(refusal))


def _form(access: Access, row: Request, data: QueryDict | None = None) -> MoveForm:
    moves = moves_open(access, row)
    recorder = Party.RECORDER in parties_of(access, row)
    meetings = meetings_held(access.council, access.at.date()) if recorder else None
    usual = [each for each in moves if each is not ScrutinyState.WITHDRAWN]
    chosen = str(usual[0]) if len(usual) == 1 else "" if usual else SAY
    initial = {"version": row.version, "to": chosen}
    return MoveForm(data, moves=moves, meetings=meetings, initial=initial)


def _page(request: CouncilRequest, row: Request, form: MoveForm | None, *, problem: str = "") -> HttpResponse:
    access = request.access
    stands = None
    if row.kind == ScrutinyKind.DISPUTE:
        stands = (
            ActionMonth.objects.filter(action=row.action_id, period=row.period_id)
            .select_related("snapshot", "period")
            .defer("snapshot__json")
            .first()
        )
    shown = {
        "row": row,
        "form": form,
        "may_answer": parties_of(access, row) - {Party.ASKER},
        "problem": problem,
        "about": about_words(row),
        "turns": list(row.turns.all())[1:],
        "overdue": row.is_overdue(access.at.date()),
        "stands": stands,
        "upheld": row.state == ScrutinyState.UPHELD,
        "owner_label": BY_PERSON[ScrutinyKind(row.kind)],
    }
    return render(request, "scrutiny/request.html", shown | words_shown())
