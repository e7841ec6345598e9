"""The pages of change requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from fingerpost.changes.models import ChangeRequest
from fingerpost.people.access import found, page
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def requests(request: CouncilRequest) -> HttpResponse:
    """Which changes are asked for, and what became of them?"""
    rows = ChangeRequest.objects.filter(plan__council=request.access.council).select_related("action", "plan")
    return render(request, "changes/list.html", {"requests": rows})


@page(Act.REQUEST_CHANGE)
def ask(request: CouncilRequest) -> HttpResponse:
    """What should be changed?"""
    return render(request, "changes/choose.html", {"kinds": list(ChangeKind)})


@page(Act.READ_PLAN)
def request_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Should this be changed?"""
    rows = ChangeRequest.objects.filter(plan__council=request.access.council).select_related("action", "plan")
    return render(request, "changes/request.html", {"asked": found(rows, pk=pk)})
