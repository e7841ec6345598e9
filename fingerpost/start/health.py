"""Whether the server can serve: for whatever watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fingerpost.people.models import Council

if TYPE_CHECKING:
    from django.http import HttpRequest


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands every view the request
    """200 and "ok" while the database answers, 503 while it does not; it says nothing else."""
    try:
        Council.objects.exists()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
