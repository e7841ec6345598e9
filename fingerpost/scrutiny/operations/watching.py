"""What somebody watches: actions, and everything in a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.scrutiny.models import Watch

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action, Section


class WatchOneThing(ValueError):
    """An action or a section is watched, not both and not neither."""


class OfAnotherCouncil(ValueError):
    """Only what belongs to one's own council is watched."""


@transaction.atomic
def watch(*, action: Action | None = None, section: Section | None = None, by: Person, at: datetime) -> Watch:
    """Put an action or a section on one's watch list. Once there, it stays there once."""
    thing = _one(action, section, by)
    made, new = Watch.objects.get_or_create(person=by, action=action, section=section)
    if new:
        record(by=by, at=at, event="began to watch", of=thing, label=str(thing))
    return made


@transaction.atomic
def unwatch(
    *, action: Action | None = None, section: Section | None = None, by: Person, at: datetime
) -> None:
    """Take an action or a section off one's watch list, if it is there."""
    thing = _one(action, section, by)
    gone, _each = Watch.objects.filter(person=by, action=action, section=section).delete()
    if gone:
        record(by=by, at=at, event="no longer watches", of=thing, label=str(thing))


def _one(action: Action | None, section: Section | None, by: Person) -> Action | Section:
    if (action is None) == (section is None):
        raise WatchOneThing("Choose an action or a section.")
    thing = action or section
    assert thing is not None
    if thing.plan.council_id != by.council_id:
        raise OfAnotherCouncil("This belongs to another council.")
    return thing
