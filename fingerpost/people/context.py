"""What every template may show of the request: the council, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpRequest


def of_request(request: HttpRequest) -> dict[str, Any]:
    """`access` (None outside a council), `council`, `Act` for asking what the person may do, and `staff_sign_in`,
    the name of the council's own sign-in service, where there is one.
    """
    access = getattr(request, "access", None)
    return {
        "access": access,
        "council": access.council if access else None,
        "Act": Act,
        "staff_sign_in": settings.STAFF_SIGN_IN,
    }
