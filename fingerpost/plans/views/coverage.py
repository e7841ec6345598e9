"""Coverage and realism: is everything there, and can it be done in time?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.people.access import page
from fingerpost.plans.coverage import coverage_of
from fingerpost.plans.views.loading import plan_of
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


class Case(NamedTuple):
    """A case that deserves a second look, and why."""

    concern: str
    words: str
    places: tuple[str, ...]


@page(Act.READ_PLAN)
def coverage(request: CouncilRequest, pk: int) -> HttpResponse:
    """Is everything there, and can it be done in time?"""
    plan = plan_of(request, pk)
    found = coverage_of(plan, request.access.at.date())
    cases = listing(
        [Case(each.title, case.words, case.places) for each in found.concerns for case in each.cases],
        request.GET,
        filters=(
            Choice(
                "concern",
                _("What deserves a second look"),
                [(each.title, f"{each.title} ({len(each.cases)})") for each in found.concerns],
                "concern",
            ),
            Search(_("Words"), ("words",)),
        ),
        columns=(
            Column("concern", _("What deserves a second look"), ("concern",)),
            Column("case", _("Case"), ("words",)),
        ),
    )
    leads = listing(
        found.leads,
        request.GET,
        filters=(Search(_("Name"), ("name",)),),
        columns=(
            Column("name", _("Lead"), ("name",)),
            Column("actions", _("Actions"), ("actions", "name"), numeric=True),
            Column("fullest", _("Fullest month"), ("in_fullest", "name")),
        ),
        name="leads",
        beside=cases,
    )
    shown = {"plan": plan, "coverage": found, "cases": cases, "leads": leads}
    return render(request, "plans/coverage.html", shown)
