"""The list of change requests, with its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy

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
    from django_stubs_ext import StrOrPromise

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

ORDERS: dict[str, tuple[StrOrPromise, tuple[str, ...]]] = {
    "newest": (gettext_lazy("Newest first"), ("-asked_on", "-pk")),
    "oldest": (gettext_lazy("Oldest first"), ("asked_on", "pk")),
    "action": (gettext_lazy("In the plan’s order"), ("plan", "action__place", "pk")),
    "decided": (gettext_lazy("Latest decision first"), ("-decided_on", "-pk")),
}
"""The orders that the list offers: their words, and what they sort by."""


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
    order = request.GET.get("order", "newest")
    rows = rows.order_by(*ORDERS.get(order, ORDERS["newest"])[1])
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
        "orders": [(name, words) for name, (words, _fields) in ORDERS.items()],
        "order": order,
        "query": urlencode({**{name: chosen.get(name, "") for name in LOOKUPS}, "order": order}),
        "may_decide": any(each.may_decide for each in lines),
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
    }
    return render(request, "changes/list.html", shown)
