"""An action's own page: its whole story; notes of what happened since; its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fingerpost.files.keeping import served
from fingerpost.monitoring.models import Evidence, Period
from fingerpost.monitoring.operations.corrections import add_since_note
from fingerpost.monitoring.story import Kind, story
from fingerpost.monitoring.views.periods import period_of
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.months import day_name
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def action(request: CouncilRequest, pk: int) -> HttpResponse:
    """The whole story of an action; with `?on=2026-01-15` as it was at the end of that day."""
    access = request.access
    chosen = found(
        Action.objects.filter(plan__council=access.council)
        .select_related(
            "plan", "section__parent__parent", "service", "carried_from__plan", "carried_from__carried_from__plan"
        )
        .prefetch_related(
            "people__person", "milestones", "ledger_entries", "predecessors", "dependents", "risks", "aims",
            "section__risks", "section__aims", "carried_to__plan",
        ),
        pk=pk,
    )  # fmt: skip
    today = access.at.date()
    day, problem = _day_asked(request.GET.get("on", "").strip(), today)
    periods = list(Period.objects.filter(plan=chosen.plan).order_by("first"))
    open_now = next((each for each in periods if each.is_open), None)
    section = chosen.section
    return render(
        request,
        "monitoring/action.html",
        {
            "action": chosen,
            "story": story(chosen, on=day),
            "risks": list(dict.fromkeys((*chosen.risks.all(), *section.risks.all()))),
            "aims": list(dict.fromkeys((*chosen.aims.all(), *section.aims.all()))),
            "day": day,
            "past": day < today,
            "problem": problem,
            "Kind": Kind,
            "open_now": open_now,
            "last_closed": next((each for each in reversed(periods) if not each.is_open), None),
            "may_update": open_now is not None and access.may_to(Act.SEND_UPDATE, chosen),
            "may_ask": access.may_to(Act.REQUEST_CHANGE, chosen),
        },
        status=422 if problem else 200,
    )


def _day_asked(words: str, today: date) -> tuple[date, str]:
    """The day to show, and what is wrong with what was asked; then it is today."""
    if not words:
        return today, ""
    day = parse_date(words).day
    if day is None:
        return today, gettext("“%(words)s” is not a day. Write it like 15 January 2026.") % {"words": words}
    if day > today:
        return today, gettext("%(day)s is still to come.") % {"day": day_name(day)}
    return day, ""


@page(Act.SEND_UPDATE, methods=("POST",))
def since(request: CouncilRequest, pk: int, action: int) -> HttpResponse:
    """Note what happened to an action after a month was closed."""
    access = request.access
    period = period_of(access, pk)
    chosen = found(period.plan.actions.prefetch_related("people"), pk=action)
    access.require(Act.SEND_UPDATE, chosen)
    try:
        add_since_note(
            period=period,
            action=chosen,
            words=request.POST.get("words", ""),
            by=access.person,
            at=access.at,
        )
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The note is added."))
    return redirect("monitoring:action", council=access.council.slug, pk=chosen.pk)


@page(Act.READ_PLAN)
def evidence_file(request: CouncilRequest, pk: int) -> HttpResponse:
    """A file of evidence, as a download."""
    kept = found(
        Evidence.objects.filter(
            update__action__plan__council=request.access.council, file__isnull=False
        ).select_related("file"),
        pk=pk,
    )
    if kept.file is None:
        raise Http404
    return served(kept.file)
