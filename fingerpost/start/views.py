"""The start page: what do I have to do now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fingerpost.govuk.colour import paper_and_ink
from fingerpost.govuk.navigation import links
from fingerpost.people.access import page
from fingerpost.people.clock import now
from fingerpost.people.models import Council
from fingerpost.rules.roles import Act
from fingerpost.start.parts import Stand
from fingerpost.start.roles import parts

if TYPE_CHECKING:
    from django.http import HttpRequest

    from fingerpost.people.access import CouncilRequest


@login_required
def councils(request: HttpRequest) -> HttpResponse:
    """To the council of whoever is signed in, or a choice where there are several."""
    today = now().date()
    theirs = [
        each.council
        for each in request.user.people.select_related("council")  # type: ignore[union-attr]  # signed in
        if each.is_here(today)
    ]
    if len(theirs) == 1:
        return redirect("start:start", council=theirs[0].slug)
    return render(request, "start/councils.html", {"councils": theirs})


@page(Act.READ_PLAN)
def start(request: CouncilRequest) -> HttpResponse:
    """What this person has to do now."""
    return render(request, "start/start.html", {"parts": parts(Stand(request.access))})


@page(Act.READ_PLAN)
def more(request: CouncilRequest) -> HttpResponse:
    """Where is everything else?"""
    found = links(request.access, request.access.council.slug, request.path, first=False)
    return render(request, "start/more.html", {"links": found})


def colour(request: HttpRequest, council: str) -> HttpResponse:
    """The council's colour as a style sheet, so that no page needs a style of its own."""
    paper, ink = paper_and_ink(get_object_or_404(Council, slug=council).colour)
    words = f":root {{ --council-colour: {paper}; --council-ink: {ink}; }}\n"
    answer = HttpResponse(words, content_type="text/css")
    answer["Cache-Control"] = "public, max-age=300"
    return answer
