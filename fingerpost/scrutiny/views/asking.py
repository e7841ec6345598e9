"""Asking as a Member, disputing a rating, and recording what a minute holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.meetings.forms import posted
from fingerpost.monitoring.models import ActionMonth
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action
from fingerpost.rules.months import day_name
from fingerpost.rules.roles import Act
from fingerpost.scrutiny.forms.asking import AskForm, DisputeForm, MinuteForm, RowForm
from fingerpost.scrutiny.forms.fields import Things, here, meetings_ahead, meetings_held
from fingerpost.scrutiny.operations.asking import AskedAlready, SomeRefused, ask, record_several
from fingerpost.scrutiny.values import About, meeting_words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest
    from fingerpost.scrutiny.models import Request

ROWS = 4
"""How many things of a minute the form takes at once."""


@page(Act.ASK, methods=("GET", "POST"))
def ask_page(request: CouncilRequest) -> HttpResponse:
    """What do you want to know, or to be done?"""
    access = request.access
    initial = {"kind": "question", "about": request.GET.get("about", "")}
    form = AskForm(posted(request), things=Things(access.council), initial=initial)
    if request.method == "POST" and form.is_valid() and (row := _asked(request, form)):
        return redirect("scrutiny:request", council=access.council.slug, pk=row.pk)
    return render(request, "scrutiny/ask.html", {"form": form})


@page(Act.ASK, methods=("GET", "POST"))
def dispute_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which rating of this action is wrong, and why?"""
    access = request.access
    action = found(Action.objects.filter(plan__council=access.council).select_related("plan"), pk=pk)
    stood = (
        ActionMonth.objects.filter(action=action).select_related("period").order_by("-period__first").first()
    )
    if stood is None:
        return render(request, "scrutiny/no_rating.html", {"action": action})
    about = About(plan=action.plan, action=action, period=stood.period)
    form = DisputeForm(posted(request), about=about, printed=stood.status)
    if request.method == "POST" and form.is_valid() and (row := _asked(request, form)):
        return redirect("scrutiny:request", council=access.council.slug, pk=row.pk)
    return render(request, "scrutiny/dispute.html", {"form": form, "action": action, "stood": stood})


def _asked(request: CouncilRequest, form: AskForm | DisputeForm) -> Request | None:
    """What the valid form asks, once however often it is sent; None where it is refused, and the form says why."""
    access = request.access
    try:
        row = ask(council=access.council, asking=form.asking(access.person), by=access.person, at=access.at)
    except AskedAlready as refusal:
        messages.info(request, str(refusal))
        return refusal.now
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _where_it_goes(row))
    return row


def _where_it_goes(row: Request) -> str:
    due = meeting_words(row.due_meeting) if row.due_meeting else day_name(row.due_day)
    if row.owner is None:
        return _(
            "It is kept, and is to be answered by %(due)s. Somebody is still to be named to answer it."
        ) % {"due": due}
    return _("It is kept, and goes to %(name)s. The answer is due: %(due)s.") % {
        "name": row.owner.shown,
        "due": due,
    }


@page(Act.RECORD_REQUEST, methods=("GET", "POST"))
def record_page(request: CouncilRequest) -> HttpResponse:
    """What did Members ask, recommend, or have promised, by these minutes?"""
    access = request.access
    council, today = access.council, access.at.date()
    data = posted(request)
    meeting = request.GET.get("meeting", "")
    minute = MinuteForm(data, meetings=meetings_held(council, today), initial={"meeting": meeting})
    things, people = Things(council), here(council, today)
    ahead = meetings_ahead(council, today)
    rows = [
        RowForm(data, prefix=str(place), things=things, people=people, ahead=ahead) for place in range(ROWS)
    ]
    problem = ""
    if data is not None and all([minute.is_valid(), *(each.is_valid() for each in rows)]):
        used = [each for each in rows if each.is_used]
        where = minute.chosen
        on, reference = minute.cleaned_data["on"], minute.cleaned_data["minute"]
        try:
            made = record_several(
                council=council,
                several=[each.asking(where, on, reference) for each in used],
                by=access.person,
                at=access.at,
            )
        except SomeRefused as refusal:
            problem = str(refusal)
            for place, why in refusal.problems.items():
                used[place].add_error(None, str(why))
        else:
            if made:
                messages.success(
                    request,
                    ngettext("%(number)s thing is recorded.", "%(number)s things are recorded.", len(made))
                    % {"number": len(made)},
                )
                return redirect("scrutiny:list", council=council.slug)
            problem = _("Nothing is filled in.")
    return render(request, "scrutiny/record.html", {"minute": minute, "rows": rows, "problem": problem})
