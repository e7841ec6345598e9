"""Coverage and realism: is everything there, and can it be done in time?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from fingerpost.people.access import page
from fingerpost.plans.coverage import coverage_of
from fingerpost.plans.models import Risk
from fingerpost.plans.views.loading import plan_of
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest
    from fingerpost.plans.models import Plan


@page(Act.READ_PLAN)
def coverage(request: CouncilRequest, pk: int) -> HttpResponse:
    """Is everything there, and can it be done in time?"""
    plan = plan_of(request, pk)
    found = coverage_of(plan, request.access.at.date())
    return render(
        request,
        "plans/coverage.html",
        {"plan": plan, "coverage": found, "pages": pages_of(plan) if found.cases else {}},
    )


def pages_of(plan: Plan) -> dict[str, tuple[str, int]]:
    """The page of each place that a case may speak of: its name and key, by the place. Three queries."""
    risks = Risk.objects.filter(council_id=plan.council_id).values_list("code", "pk")
    return {
        **{f"action {ref}": ("plans:action", key) for ref, key in plan.actions.values_list("ref", "pk")},
        **{
            f"section {code}": ("plans:section", key) for code, key in plan.sections.values_list("code", "pk")
        },
        **{f"risk {code}": ("plans:risk", key) for code, key in risks},
    }
