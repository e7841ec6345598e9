"""Coverage and realism: is everything there, and can it be done in time?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from fingerpost.people.access import page
from fingerpost.plans.coverage import coverage_of
from fingerpost.plans.views.loading import plan_of
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def coverage(request: CouncilRequest, pk: int) -> HttpResponse:
    """Is everything there, and can it be done in time?"""
    plan = plan_of(request, pk)
    found = coverage_of(plan, request.access.at.date())
    return render(request, "plans/coverage.html", {"plan": plan, "coverage": found})
