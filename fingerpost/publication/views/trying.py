"""What the pages of publishing share: what was sent, and an operation whose refusal stands on the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, QueryDict

T = TypeVar("T")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, however little; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def tried(form: Form, operation: Callable[[], T]) -> T | None:
    """What the operation gives, or None with its refusal on the form."""
    try:
        return operation()
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return None
