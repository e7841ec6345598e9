"""The list of change requests, with its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render

from fingerpost.changes.comparison import is_stale_now
from fingerpost.changes.decide_form import ways_of
from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.rows import shown_to
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import AUTHORITIES, KINDS, STATE_COLOURS, STATES, phrase
from fingerpost.people.access import page
from fingerpost.people.models import Service
from fingerpost.plans.models import Plan
from fingerpost.rules.changes import RequestState
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest

PER_PAGE = 50
LOOKUPS = {
    "state": "state",
    "kind": "kind",
    "plan": "plan_id",
    "service": "action__service_id",
    "authority": "decision__authority",
}
"""What each filter looks at."""


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
    choices: dict[str, list[tuple[str, str]]] = {
        "state": [(str(each), str(STATES[each])) for each in RequestState],
        "kind": [(str(each), str(words)) for each, words in KINDS.items()],
        "service": [(str(each.pk), each.name) for each in Service.objects.filter(council=access.council)],
        "plan": [(str(each.pk), each.title) for each in Plan.objects.filter(council=access.council)],
        "authority": [(str(each), str(words)) for each, words in AUTHORITIES.items()],
    }
    default = {} if any(name in request.GET for name in LOOKUPS) else {"state": str(RequestState.SUBMITTED)}
    chosen = {
        name: value
        for name, options in choices.items()
        if (value := request.GET.get(name, default.get(name, ""))) in dict(options)
    }
    rows = shown_to(access).filter(**{LOOKUPS[name]: value for name, value in chosen.items()})
    shown_page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [
        Line(
            row,
            phrase(asked_of(row)),
            row.state == RequestState.SUBMITTED and is_stale_now(row),
            row.state == RequestState.SUBMITTED and bool(ways_of(access, [row])),
        )
        for row in shown_page
    ]
    shown: dict[str, Any] = {
        "lines": lines,
        "page": shown_page,
        "choices": choices,
        "chosen": chosen,
        "may_decide": any(each.may_decide for each in lines),
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
    }
    return render(request, "changes/list.html", shown)
