"""The pages that belong to no council: accessibility, privacy, cookies, and the gallery of components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from fingerpost.govuk.gallery import shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "govuk/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, and why."""
    return render(request, "govuk/privacy.html")


def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies are set: those without which nobody could stay signed in, by their names in the settings."""
    rows = [
        (
            settings.SESSION_COOKIE_NAME,
            _("Keeps you signed in"),
            _("When you sign out or close the browser, or after a day"),
        ),
        (settings.CSRF_COOKIE_NAME, _("Makes sure that a form was sent by you"), _("After a year")),
        ("messages", _("Carries a message such as “Saved” to the next page"), _("As soon as it was shown")),
    ]
    return render(request, "govuk/cookies.html", {"rows": rows})


def components(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states, on one page."""
    return render(request, "govuk/gallery.html", shown(request.GET))
