"""Founding a council, and what it chooses for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.people.council_settings import CONTRAST_FOR_TEXT, contrast_with_white, settings_of
from fingerpost.people.models import Council, Person
from fingerpost.people.operations.locking import to_write
from fingerpost.people.operations.persons import account_for
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.council_settings import CouncilSettings


NAMES_TAKEN = frozenset(
    {"account", "accessibility", "components", "cookies", "healthz", "privacy", "public", "static"}
)
"""Words that begin addresses of the site itself, so that no council can have them as its short name."""


class ShortNameTaken(ValueError):
    """Another council has this short name, or an address of the site itself begins with it."""


class TooPale(ValueError):
    """White text cannot be read on this colour."""


@transaction.atomic
def found_council(
    *, slug: str, name: str, administrator: str, email: str, by: Person | None = None, at: datetime
) -> Person:
    """Found a council with its first administrator, who is given; they found it themselves unless `by` says who did.

    Refuses a short name that another council has, or with which an address of the site itself begins.
    """
    if slug in NAMES_TAKEN:
        raise ShortNameTaken(f"“{slug}” begins an address of the site itself; no council can have it.")
    try:
        with transaction.atomic():
            council = Council.objects.create(slug=slug, name=name)
    except IntegrityError:
        raise ShortNameTaken(f"There is a council with the short name {slug} already.") from None
    person = Person.objects.create(
        council=council,
        user=account_for(email),
        name=administrator,
        email=email.lower(),
        initials="".join(each[0] for each in administrator.split())[:10],
        roles=[str(Role.ADMINISTRATOR)],
    )
    record(
        by=by or person,
        at=at,
        event="founded",
        of=council,
        label=name,
        after={"slug": slug, "administrator": administrator, "email": person.email},
    )
    return person


@transaction.atomic
def change_settings(
    *,
    council: Council,
    name: str,
    colour: str,
    chosen: CouncilSettings,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Council:
    """Change what the council chose. Refuses a colour on which white text cannot be read."""
    ratio = contrast_with_white(colour)
    if ratio < CONTRAST_FOR_TEXT:
        raise TooPale(
            f"White text on {colour} has a contrast of {ratio:.1f} to 1, and needs {CONTRAST_FOR_TEXT} to 1. "
            "Choose a darker colour."
        )
    changed = to_write(council, version)
    before = _shown(changed)
    changed.name, changed.colour = name, colour
    changed.settings = {**changed.settings, **chosen.plain()}
    changed.save()
    after = _shown(changed)
    differing = [each for each in after if after[each] != before[each]]
    record(
        by=by,
        at=at,
        event="changed the settings of",
        of=changed,
        label=changed.name,
        before={each: before[each] for each in differing},
        after={each: after[each] for each in differing},
    )
    return changed


def _shown(council: Council) -> dict[str, Any]:
    return {"name": council.name, "colour": council.colour, **settings_of(council).plain()}
