"""What every template may show of the request: the council, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpRequest


def of_request(request: HttpRequest) -> dict[str, Any]:
    """`access` (None outside a council), `council`, and `Act` for asking what the person may do."""
    access = getattr(request, "access", None)
    return {"access": access, "council": access.council if access else None, "Act": Act}
