"""Sealing the history: at each closing its entries are counted and digested, so that an edit by hand is found.

An entry that was altered, taken away or slipped in shows against the next seal. Whoever rewrites every later seal as
well is found by the digests that were printed: `fingerpost verify --against`.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from fingerpost.history.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

SEAL = "history sealed"
"""The name under which the entry of a closing holds the seal, among what was so after it."""

SEALED_WITH = "closed the period"
"""The event of the entries that hold seals: looked for first, since it takes no reading of what was so after."""

UNDER_WAY = timedelta(minutes=10)
"""How long a write may be under way: entries that are newer wait for the next seal, since others may join them."""

_FIELDS = ("pk", "at", "by", "by_id", "on_behalf_of", "event", "subject", "label", "before", "after", "why")


def seal(council_id: int, *, at: datetime) -> dict[str, Any]:
    """The seal of a council's entries since the one before, as the plain value that the entry of a closing holds."""
    before = _seals(council_id).order_by("pk").last()
    after = before.after[SEAL]["until"] if before else None
    until = (at - UNDER_WAY).astimezone(UTC).isoformat()
    last = _between(council_id, after, until).aggregate(last=Max("pk"))["last"] or 0
    return _sealed(council_id, after=after, until=until, last=last)


def faults_of_history(council_id: int) -> Iterator[str]:
    """Each stretch of the history that is not as it was sealed, in a sentence."""
    for entry in _seals(council_id).order_by("pk"):
        told = entry.after[SEAL]
        now = _sealed(council_id, after=told["after"], until=told["until"], last=told["last"])
        if now["entries"] != told["entries"]:
            yield (
                f"The history before {entry.at:%-d %B %Y} had {told['entries']} entries when it was sealed with "
                f"“{entry.label}”, and has {now['entries']} now."
            )
        elif now["digest"] != told["digest"]:
            yield (
                f"An entry of the history before {entry.at:%-d %B %Y} was altered after it was sealed with "
                f"“{entry.label}”."
            )


def _seals(council_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(council_id=council_id, event=SEALED_WITH, after__has_key=SEAL)


def _between(council_id: int, after: str | None, until: str) -> QuerySet[Entry]:
    rows = Entry.objects.filter(council_id=council_id, at__lte=datetime.fromisoformat(until))
    return rows if after is None else rows.filter(at__gt=datetime.fromisoformat(after))


def _sealed(council_id: int, *, after: str | None, until: str, last: int) -> dict[str, Any]:
    """The entries between two moments, up to this key: what came later with an earlier moment is none of them."""
    rows = _between(council_id, after, until).filter(pk__lte=last)
    whole, count = hashlib.sha256(), 0
    for values in rows.order_by("pk").values_list(*_FIELDS).iterator():
        whole.update(json.dumps(values, sort_keys=True, default=_plain).encode() + b"\n")
        count += 1
    return {"after": after, "until": until, "last": last, "entries": count, "digest": whole.hexdigest()}


def _plain(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
