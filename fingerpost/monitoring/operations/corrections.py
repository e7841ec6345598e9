"""Putting a closed period right: what is typed waits beside the closed record until a version is closed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.monitoring.closing import NotClosed, correct_period
from fingerpost.monitoring.models import (
    PendingCorrection,
    Period,
    SinceNote,
    Snapshot,
    Update,
    UpdateState,
)
from fingerpost.monitoring.operations.review import WithoutWords
from fingerpost.plans.models import Plan
from fingerpost.rules import updates
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action


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


class NothingPutAside(ValueError):
    """No correction waits for the period."""


@transaction.atomic
def put_aside(
    *, period: Period, action: Action, content: updates.Update, by: Person, at: datetime
) -> PendingCorrection:
    """Put aside what is to take the place of an action's update in a closed period, until its next version is closed.

    A second one for the same action takes the place of the first. Refuses an open period.
    """
    if not Period.objects.select_for_update().filter(pk=period.pk, closed_at__isnull=False).exists():
        raise NotClosed(f"{period} is not closed, so there is nothing to correct.")
    pending, _ = PendingCorrection.objects.update_or_create(
        period=period, action=action, defaults={"content": to_plain(content), "by": by, "at": at}
    )
    record(
        by=by,
        at=at,
        event="put a correction aside",
        of=action,
        label=f"Action {action.ref}, {period}",
        after=pending.content,
    )
    return pending


@transaction.atomic
def take_back(*, pending: PendingCorrection, by: Person, at: datetime) -> None:
    """Take back a correction that was put aside; the closed record was never touched."""
    record(
        by=by,
        at=at,
        event="took back a correction",
        of=pending.action,
        label=f"Action {pending.action.ref}, {pending.period}",
        before=pending.content,
    )
    pending.delete()


@transaction.atomic
def close_corrected(*, period: Period, reason: str, by: Person, at: datetime) -> Snapshot:
    """Close the next version of a closed period from everything that was put aside for it, under one reason.

    Refuses where nothing was put aside, and what `correct_with` refuses; what was put aside is then kept.
    """
    pending = list(
        PendingCorrection.objects.select_for_update(of=("self",))
        .filter(period=period)
        .select_related("action")
    )
    if not pending:
        raise NothingPutAside(f"Nothing is put aside for {period}.")
    contents = {each.action: from_plain(updates.Update, each.content) for each in pending}
    stored = correct_with(period=period, contents=contents, reason=reason, by=by, at=at)
    PendingCorrection.objects.filter(pk__in=[each.pk for each in pending]).delete()
    return stored


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
