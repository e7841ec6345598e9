"""Disposing of what the council keeps for a time only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.people.disposal import due

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Council, Person


@transaction.atomic
def dispose(*, council: Council, by: Person, at: datetime) -> dict[str, int]:
    """Delete whatever is due, and record how many of each kind; nothing is recorded where nothing was due."""
    counts: dict[str, int] = {}
    for kind in due(council, at=at):
        keys = list(kind.rows.values_list("pk", flat=True))
        kind.rows.model._default_manager.filter(pk__in=keys).delete()  # noqa: SLF001  # Django's documented interface
        if keys:
            counts[kind.kind] = len(keys)
    if counts:
        record(
            by=by, at=at, event="disposed of what was due in", of=council, label=council.name, after=counts
        )
    return counts
