"""The one way into the history: each operation on the data ends by recording itself, in its own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Count, Max

from fingerpost.history.models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import Model


class Named(Protocol):
    """Somebody with a name to record."""

    @property
    def shown(self) -> str:
        """The name to record."""


class Somebody(Named, Protocol):
    """Whoever does something: a person of the council."""

    pk: Any
    council_id: int

    def acts_for(self, thing: object) -> Sequence[Named]:
        """Whose place this person takes in doing something to a thing."""


Extent = tuple[int, int | None]


def extent_of(council_id: int) -> Extent:
    """How far a council's history reaches: how many entries, and the key of the last.

    Every operation leaves an entry, and none is ever taken away; so while this is the same, what operations write is
    the same. (A key alone would not say so: of two transactions the one with the higher key may end first.)
    """
    found = Entry.objects.filter(council_id=council_id).aggregate(Count("pk"), Max("pk"))
    return found["pk__count"], found["pk__max"]


def subject_of(thing: Model) -> str:
    """How the history names a row: its table and key."""
    return f"{thing._meta.label_lower}:{thing.pk}"  # noqa: SLF001  # Django's documented interface


def record(
    *,
    by: Somebody,
    at: datetime,
    event: str,
    of: Model,
    label: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> Entry:
    """Record one write: `event` in words that follow a name ("sent an update"), on the thing `of`, called `label`.

    Whoever acts for a colleague who is away is recorded with that colleague's name ("X for Y").
    """
    return Entry.objects.create(
        council_id=by.council_id,
        at=at,
        by=by.shown,
        by_id=by.pk,
        on_behalf_of=" and ".join(each.shown for each in by.acts_for(of))[:320],
        event=event,
        subject=subject_of(of),
        label=label[:200],
        before=dict(before or {}),
        after=dict(after or {}),
        why=why,
    )
