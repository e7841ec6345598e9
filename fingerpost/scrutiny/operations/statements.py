"""Statements of portfolio holders, and the Members' bulletin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.monitoring.models import ActionMonth
from fingerpost.rules.classes import LATE_CLASSES
from fingerpost.rules.scrutiny import WithoutWords
from fingerpost.scrutiny.holders import holders_of
from fingerpost.scrutiny.models import Bulletin, Statement

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.monitoring.models import Period, Snapshot
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action


class NotOfThisPortfolio(ValueError):
    """The action stands in no section of this person's portfolio."""


class NotSlipped(ValueError):
    """The action is no exception of the closed period."""


class SavedMeanwhile(ValueError):
    """Somebody else has saved the bulletin since it was read."""


@transaction.atomic
def state(
    *, action: Action, period: Period, holder: Person, words: str, by: Person, at: datetime
) -> Statement:
    """Keep what the portfolio holder says of an action that slipped; it is printed with the exception.

    A later statement stands, earlier ones are kept. Refuses an action of another portfolio, one that was not
    late in the closed period, and a statement without words.
    """
    if not words.strip():
        raise WithoutWords("Write the statement first.")
    if holder.pk not in {each.pk for each in holders_of(action)}:
        raise NotOfThisPortfolio(f"{action.ref} is not in the portfolio of {holder.shown}.")
    stood = ActionMonth.objects.filter(action=action, period=period, status_class__in=sorted(LATE_CLASSES))
    if not stood.exists():
        raise NotSlipped(f"{action.ref} is no exception of {period}.")
    made = Statement.objects.create(
        action=action, period=period, holder=holder, words=words.strip(), recorded_by=by, at=at
    )
    record(
        by=by,
        at=at,
        event="made a statement on a slipped action",
        of=action,
        label=f"{action}, {period}",
        after={"holder": holder.shown, "words": made.words},
    )
    return made


@transaction.atomic
def save_bulletin(
    *, snapshot: Snapshot, words: str, by: Person, at: datetime, version: int | None = None
) -> Bulletin:
    """Keep the Members' bulletin on a version of a closed month as it was edited. Refuses an empty one, and a
    version that was saved over (None: there was none yet).
    """
    if not words.strip():
        raise WithoutWords("The bulletin has no words.")
    held = Bulletin.objects.select_for_update().filter(snapshot=snapshot).first()
    if (None if held is None else held.version) != version:
        raise SavedMeanwhile("Somebody else has saved the bulletin since you opened it.")
    before = "" if held is None else held.words
    bulletin = held or Bulletin(snapshot=snapshot, version=0)
    bulletin.words = words.strip()
    bulletin.saved_by, bulletin.saved_at = by, at
    bulletin.version += 1
    bulletin.save()
    record(
        by=by,
        at=at,
        event="edited the Members’ bulletin",
        of=bulletin,
        label=str(bulletin),
        before={"words": before},
        after={"words": bulletin.words},
    )
    return bulletin
