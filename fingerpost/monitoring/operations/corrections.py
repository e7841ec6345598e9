"""Putting a closed period right: what is typed waits beside the closed record until a version is closed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.monitoring.closing import NotClosed, correct_period
from fingerpost.monitoring.models import Period, SinceNote, Snapshot, Update, UpdateState
from fingerpost.monitoring.operations.review import WithoutWords
from fingerpost.plans.models import Plan
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action
    from fingerpost.rules import updates


@transaction.atomic
def correct_with(
    *,
    period: Period,
    contents: Mapping[Action, updates.Update],
    reason: str,
    by: Person,
    at: datetime,
) -> Snapshot:
    """Replace the updates of some actions in a closed period and close its next version, all in one.

    Refuses an open period, and what `closing.correct_period` refuses; then nothing is replaced either.
    """
    Plan.objects.select_for_update().get(pk=period.plan_id)  # before the period, as whoever closes does
    if not Period.objects.select_for_update().filter(pk=period.pk, closed_at__isnull=False).exists():
        raise NotClosed(f"{period} is not closed, so there is nothing to correct.")
    for action, content in contents.items():
        update, _ = Update.objects.select_for_update().get_or_create(action=action, period=period)
        before: dict[str, Any] = update.content or {}
        update.content = to_plain(content)
        update.typed = {}
        update.state = UpdateState.ACCEPTED
        update.sent_by, update.sent_at = by, at
        update.version += 1
        update.save()
        record(
            by=by,
            at=at,
            event="corrected an update",
            of=action,
            label=f"Action {action.ref}, {period}",
            before=before,
            after=update.content,
            why=reason,
        )
    return correct_period(period=period, reason=reason, by=by, at=at)


@transaction.atomic
def add_since_note(*, period: Period, action: Action, words: str, by: Person, at: datetime) -> SinceNote:
    """Note what happened to an action after its period was closed, apart from the frozen record."""
    if not words.strip():
        raise WithoutWords("Write what has happened since then.")
    if not Period.objects.filter(pk=period.pk, closed_at__isnull=False).exists():
        raise NotClosed(f"{period} is still open; send an update instead.")
    note = SinceNote.objects.create(period=period, action=action, by=by, at=at, words=words.strip())
    record(
        by=by,
        at=at,
        event="added a note of what happened since then",
        of=action,
        label=f"Action {action.ref}, {period}",
        after={"words": note.words},
    )
    return note
