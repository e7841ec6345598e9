"""The list of change requests, with its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

from fingerpost.changes.comparison import is_stale_now
from fingerpost.changes.decide_form import ways_of
from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.rows import shown_to
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import AUTHORITIES, KINDS, STATE_COLOURS, STATES, phrase
from fingerpost.govuk.lists import Choice, Column, Search, kept_ticks, listing, ticked
from fingerpost.people.access import page
from fingerpost.people.models import Service
from fingerpost.plans.models import Plan
from fingerpost.rules.changes import RequestState
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@dataclass(frozen=True, slots=True)
class Line:
    """A request as the list shows it."""

    row: ChangeRequest
    phrase: str
    stale: bool
    may_decide: bool


@page(Act.READ_PLAN)
def requests(request: CouncilRequest) -> HttpResponse:
    """Which changes are asked for, and what became of them? Without filters, those that wait for a decision."""
    access = request.access
    services = Service.objects.filter(council=access.council)
    plans = Plan.objects.filter(council=access.council)
    found = listing(
        shown_to(access),
        request.GET,
        filters=(
            Choice(
                "state",
                _("State"),
                [(str(each), STATES[each]) for each in RequestState],
                "state",
                default=str(RequestState.SUBMITTED),
            ),
            Choice("kind", _("Kind"), [(str(each), words) for each, words in KINDS.items()], "kind"),
            Choice(
                "service",
                _("Service"),
                [(str(each.pk), each.name) for each in services],
                "action__service_id",
            ),
            Choice("plan", _("Plan"), [(str(each.pk), each.title) for each in plans], "plan_id"),
            Choice(
                "authority",
                _("Authority"),
                [(str(each), words) for each, words in AUTHORITIES.items()],
                "decision__authority",
            ),
            Search(_("Words or names"), ("action__ref", "action__title", "asked_by__name")),
        ),
        columns=(
            Column("action", _("Action"), ("plan__code", "action__place")),
            Column("kind", _("What is asked"), ("kind",)),
            Column("asked", _("Asked"), ("asked_on",)),
            Column("service", _("Service"), ("action__service__name",)),
            Column("state", _("State"), ("state", "decided_on")),
        ),
        sort="-asked",
    )
    lines = [
        Line(
            row,
            phrase(asked_of(row)),
            row.state == RequestState.SUBMITTED and is_stale_now(row),
            row.state == RequestState.SUBMITTED and bool(ways_of(access, [row])),
        )
        for row in found
    ]
    shown = {
        "found": found,
        "ticked": (chosen := ticked(request.GET, "pk")),
        "kept": kept_ticks("pk", chosen, (each.row.pk for each in lines)),
        "lines": lines,
        "may_decide": any(each.may_decide for each in lines),
        "states": STATES,
        "state_colours": STATE_COLOURS,
    }
    return render(request, "changes/list.html", shown)
