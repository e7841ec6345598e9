"""The pages for what goes wrong: each says what happened, whether anything was saved, and what to do now.

Where a form was sent, the words typed into it are shown back, so that they can be copied.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import Error as DatabaseError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

_SECRET = ("password", "csrf", "token", "secret", "code")
_CARRIED = frozenset({"version", "versions", "then", "page", "next"})
_LONGEST = 200
"""How many fields are shown back at most."""


class StorageFault(StrEnum):
    """What keeps the database from saving."""

    FULL = "full"
    READ_ONLY = "read only"
    BUSY = "busy"
    AWAY = "away"


_SIGNS: dict[StorageFault, tuple[str, ...]] = {
    StorageFault.FULL: ("disk is full", "no space left", "disk full", "could not extend file"),
    StorageFault.READ_ONLY: ("readonly database", "read-only transaction", "read-only file system"),
    StorageFault.BUSY: ("database is locked", "lock timeout", "deadlock detected", "too many clients"),
    StorageFault.AWAY: (
        "unable to open database file",
        "disk i/o error",
        "connection failed",
        "connection refused",
        "could not connect",
        "server closed the connection",
        "the connection is closed",
    ),
}
"""How SQLite and PostgreSQL say so."""


def storage_fault(problem: BaseException | None) -> StorageFault | None:
    """What an exception of the database says of its storage; None for any other exception."""
    if not isinstance(problem, DatabaseError):
        return None
    said = f"{problem} {problem.__cause__ or ''}".casefold()
    return next((fault for fault, signs in _SIGNS.items() if any(each in said for each in signs)), None)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The words that somebody typed into a form that was sent, by the names of its fields; never a password."""
    if request.method != "POST":
        return []
    try:
        fields: Iterable[tuple[str, list[str]]] = request.POST.lists()
    except Exception:  # noqa: BLE001  # a form that cannot be read has no words to show; this page must not fail
        return []
    found = []
    for name, values in fields:
        words = "\n".join(filter(None, (str(each).strip() for each in values)))
        if words and name not in _CARRIED and not any(each in name.casefold() for each in _SECRET):
            found.append((name.replace("_", " ").replace("-", " ").capitalize(), words))
    return found[:_LONGEST]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """400: the request cannot be understood."""
    return _page(
        request,
        400,
        _("The request could not be understood"),
        [
            _("Nothing was saved."),
            _("Go back and try again. A form may have been too large, or the address may be broken."),
        ],
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a colleague without the right."""
    said = str(exception)
    return _page(
        request,
        403,
        _("You may not open this page"),
        [
            said if said and len(said) < _LONGEST else _("Your roles do not allow it."),
            _("If you need it for your work, ask your council’s administrator for the role."),
        ],
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """404: no such page, or none for this person."""
    return _page(
        request,
        404,
        _("Page not found"),
        [
            _("If you typed the address, check that it is right."),
            _("If you followed a link, the page may have been removed, or it may belong to another council."),
        ],
    )


def not_allowed(request: HttpRequest, methods: Iterable[str]) -> HttpResponse:
    """405: the page cannot be asked for in this way."""
    words = [_("Nothing was saved."), _("Go back to the page that led you here and use its buttons.")]
    answer = _page(request, 405, _("This page does not work in that way"), words)
    answer["Allow"] = HttpResponseNotAllowed(methods)["Allow"]
    return answer


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """403: a form without the secret that our own forms carry, mostly because it lay open for too long."""
    return _page(
        request,
        403,
        _("The form could not be accepted"),
        [
            _("Nothing was saved."),
            _("You may have signed out or in again in another window, or your browser may block cookies. Open the page again and send the form once more."),
        ],
    )  # fmt: skip


def signed_out(request: HttpRequest) -> HttpResponse:
    """403: a form sent after the session had ended."""
    return _page(
        request,
        403,
        _("You were signed out before this was saved"),
        [
            _("Nothing was saved, but your words are not lost: they stand below. Copy them, sign in, and put them into the form again."),
        ],
        action=(_("Sign in"), f"{reverse('account_login')}?next={request.path}"),
    )  # fmt: skip


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database cannot save: written without asking the database for anything."""
    fault = storage_fault(sys.exception())
    if fault is None:
        title = _("Sorry, there is a problem with the service")
        words = [
            _("Nothing of what you just sent was saved."),
            _("Try again in a few minutes. If it happens again, tell your council’s administrator what you were doing and when."),
        ]  # fmt: skip
        return _page(request, 500, title, words, bare=True)
    title, why = {
        StorageFault.FULL: (
            _("There is no room left to save anything"),
            _("The disk of the server is full. Tell your council’s administrator; pages can still be read."),
        ),
        StorageFault.READ_ONLY: (
            _("Nothing can be saved at the moment"),
            _("The database can only be read, perhaps for maintenance. Tell your council’s administrator if it lasts."),
        ),
        StorageFault.BUSY: (
            _("Somebody else is saving just now"),
            _("Wait a few seconds and send it again."),
        ),
        StorageFault.AWAY: (
            _("The database does not answer"),
            _("Try again in a few minutes. If it lasts, tell your council’s administrator."),
        ),
    }[fault]  # fmt: skip
    answer = _page(request, 503, title, [_("Nothing of what you just sent was saved."), why], bare=True)
    answer["Retry-After"] = "10" if fault is StorageFault.BUSY else "300"
    return answer


def _page(
    request: HttpRequest,
    status: int,
    title: str,
    words: list[str],
    *,
    action: tuple[str, str] | None = None,
    bare: bool = False,
) -> HttpResponse:
    """The page. A bare one knows neither the person nor the council, and so needs no database."""
    shown: dict[str, Any] = {"fault_title": title, "words": words, "typed": typed(request), "action": action}
    body = render_to_string("govuk/fault.html", shown, None if bare else request)
    return HttpResponse(body, status=status)
