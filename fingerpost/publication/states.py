"""What the pages of a council are made of at a moment, in short, looked up at most so often."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic

from django.conf import settings

from fingerpost import __version__
from fingerpost.publication.models import Publication, PublishedPaper


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found of a council, from which moment it holds and until when at most, and when it was looked up."""

    state: Hashable
    since: datetime
    until: datetime | None
    at: float

    def holds(self, at: datetime) -> bool:
        """Whether it need not be looked up again: not after the end of an embargo, nor for longer than is set."""
        return (
            monotonic() - self.at < settings.PUBLIC_FRESH_SECONDS
            and self.since <= at
            and (self.until is None or at < self.until)
        )


class _States:
    """The states of councils of which something is public, as last looked up by this process."""

    def __init__(self) -> None:
        self._looked: dict[str, _Looked] = {}
        self._lock = Lock()

    def get(self, slug: str, at: datetime) -> Hashable | None:
        """The state of a council; None where nothing of it is public."""
        known = self._looked.get(slug)
        if known is not None and known.holds(at):
            return known.state
        state, until = _look(slug, at)
        with self._lock:
            if state is None:
                self._looked.pop(slug, None)
            else:
                self._looked[slug] = _Looked(state, at, until, monotonic())
        return state

    def forget(self, slug: str | None = None) -> None:
        """Look the council up again when it is next asked for, or every one."""
        with self._lock:
            if slug is None:
                self._looked.clear()
            else:
                self._looked.pop(slug, None)


STATES = _States()
"""The states that this process has looked up."""


def _look(slug: str, at: datetime) -> tuple[Hashable | None, datetime | None]:
    """The state at a moment, and the moment at which the next embargo ends."""
    found: list[tuple[object, ...]] = []
    ends = []
    for table in (Publication, PublishedPaper):
        rows = table._default_manager.filter(council__slug=slug).order_by("pk")  # noqa: SLF001  # Django's documented interface
        for pk, version, chosen, public_from, withdrawn_at in rows.values_list(
            "pk", "version", "council__version", "public_from", "withdrawn_at"
        ):
            if withdrawn_at is not None and withdrawn_at < public_from:
                continue
            if public_from > at:
                ends.append(public_from)
            else:
                found.append((table.__name__, pk, version, chosen))
    return ((__version__, slug, tuple(found)) if found else None), min(ends, default=None)
