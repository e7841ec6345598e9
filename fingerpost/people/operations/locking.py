"""Two people editing the same thing: the second is refused, and shown what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from fingerpost.people.models import Council, Person, Service

T = TypeVar("T", "Council", "Person", "Service")


class SomebodyElseChangedIt(ValueError):
    """The thing was changed since it was read."""


def to_write(thing: T, version: int | None) -> T:
    """The thing as it stands, locked. Refuses where `version` is not the one that stands (None: whichever)."""
    locked: T = type(thing).objects.select_for_update().get(pk=thing.pk)
    if version is not None and locked.version != version:
        raise SomebodyElseChangedIt(
            f"Somebody else has changed {locked} since you opened this page. Your changes are below, unsaved; "
            "open the page again to see theirs."
        )
    locked.version += 1
    return locked
