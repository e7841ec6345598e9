"""A month that is known from an old report only, as it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from fingerpost.intake.models import PublishedMonth
from fingerpost.people.access import found, page
from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.html import render_fragment
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def published(request: CouncilRequest, pk: int) -> HttpResponse:
    """What did the old report of this month say?"""
    rows = PublishedMonth.objects.filter(plan__council=request.access.council)
    month = found(rows.select_related("plan", "upload__file").defer("upload__file__content"), pk=pk)
    document = compose(month.draft)
    return render(
        request,
        "intake/published.html",
        {"month": month, "title": document.title, "body": render_fragment(document)},
    )
