"""Public addresses that belong to no council: the list of councils, its style sheet, and everything that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from fingerpost.govuk.colour import DEFAULT
from fingerpost.people.clock import now
from fingerpost.people.models import Council
from fingerpost.publication.made import Made
from fingerpost.publication.models import Publication
from fingerpost.publication.pages.assets import icon
from fingerpost.publication.pages.frame import CSS, not_found_page, plain_page, style_of
from fingerpost.publication.serving import answer

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

READ = ("GET", "HEAD")


def councils(request: HttpRequest) -> HttpResponse:
    """Which councils publish here?"""
    at = now()
    return HttpResponseNotAllowed(READ) if request.method not in READ else answer(request, home(at), at)


def home(at: datetime) -> Made:
    """The list of the councils of which anything is public at this moment."""
    keys = Publication.objects.public(at).values("council")
    return plain_page("councils.html", councils=Council.objects.filter(pk__in=keys).order_by("name"))


def plain_style(request: HttpRequest, digits: str) -> HttpResponse:
    """The style sheet of pages that are no council's."""
    made = plain_style_made()
    return answer(request, made if digits == style_of(DEFAULT)[1] else not_found_page(), now())


def plain_style_made() -> Made:
    """The style sheet of pages that are no council's, as an answer."""
    return Made(style_of(DEFAULT)[0].encode(), CSS, for_ever=True)


def plain_icon(request: HttpRequest, kind: str) -> HttpResponse:
    """The icon of pages that are no council's."""
    return answer(request, icon(None, kind), now())


def elsewhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Nothing stands here; an address without its last slash leads to the one with it."""
    if not rest.endswith("/"):
        try:
            found = resolve(f"{request.path_info}/")
        except Resolver404:
            found = None
        if found is not None and found.url_name != "elsewhere":
            return HttpResponsePermanentRedirect(f"{request.path}/")
    return answer(request, not_found_page(), now())
