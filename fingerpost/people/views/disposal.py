"""Retention: what is due for disposal, and disposing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.people.access import page
from fingerpost.people.council_settings import settings_of
from fingerpost.people.disposal import due
from fingerpost.people.operations.disposal import dispose
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.MANAGE_COUNCIL, methods=("GET", "POST"))
def disposal(request: CouncilRequest) -> HttpResponse:
    """What is due for disposal by the council's settings; disposing of all of it."""
    access = request.access
    if request.method == "POST":
        counts = dispose(council=access.council, by=access.person, at=access.at)
        done = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        messages.success(
            request, _("Disposed of: %(what)s.") % {"what": done} if done else _("Nothing was due.")
        )
        return redirect("people:disposal", council=access.council.slug)
    kinds = [(each.kind, each.rows.count()) for each in due(access.council, at=access.at)]
    return render(
        request,
        "people/disposal.html",
        {
            "kinds": kinds,
            "any": any(count for _kind, count in kinds),
            "chosen": settings_of(access.council),
        },
    )
