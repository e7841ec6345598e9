"""Saving and sending updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.monitoring.models import Evidence, Period, Update, UpdateState
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action
    from fingerpost.rules import updates


class NotOpen(ValueError):
    """The period is closed."""


class SomebodyElseSaved(ValueError):
    """The update was saved by somebody else since it was read; `now` is the update as it stands."""

    def __init__(self, now: Update) -> None:
        super().__init__("Somebody else has saved this update since you opened it.")
        self.now = now


def _update_to_write(action: Action, period: Period, version: int | None) -> Update:
    """The update of an action in an open period, locked; a new one where there is none.

    `version` is the one that was read (0 for none yet, None to write whatever stands).
    """
    if not Period.objects.select_for_update().filter(pk=period.pk, closed_at=None).exists():
        raise NotOpen(f"{period} is closed.")
    update, _ = Update.objects.select_for_update().get_or_create(
        action=action, period=period, defaults={"version": 0}
    )
    if version is not None and update.version != version:
        raise SomebodyElseSaved(update)
    return update


@transaction.atomic
def save_draft(
    *,
    action: Action,
    period: Period,
    typed: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Update:
    """Keep the form as typed, sense or not; what was sent before stands. Refuses a closed period and a
    version that was saved over.
    """
    update = _update_to_write(action, period, version)
    update.typed = dict(typed)
    update.saved_by, update.saved_at = by, at
    update.version += 1
    update.save()
    return update


@transaction.atomic
def send_update(
    *,
    action: Action,
    period: Period,
    content: updates.Update,
    typed: Mapping[str, Any] | None = None,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Update:
    """Send an update; it replaces what was sent before for the period. Refuses as `save_draft` does."""
    update = _update_to_write(action, period, version)
    before = update.content or {}
    update.content = to_plain(content)
    update.typed = dict(typed or {})
    update.state = UpdateState.SENT
    update.sent_by, update.sent_at = by, at
    update.saved_by, update.saved_at = by, at
    update.version += 1
    update.save()
    record(
        by=by,
        at=at,
        event="sent an update",
        of=action,
        label=f"Action {action.ref}, {period}",
        before=before,
        after=update.content,
    )
    return update


@transaction.atomic
def add_evidence(
    *,
    action: Action,
    period: Period,
    words: str,
    link: str,
    file: UploadedFile[bytes] | None,
    by: Person,
    at: datetime,
) -> Evidence:
    """Put a link or a file to the update of an action. Refuses a closed period, and a file that is too large."""
    update = _update_to_write(action, period, None)
    kept = file and keep_file(
        council=action.plan.council,
        name=file.name or "file",
        media_type=file.content_type or "application/octet-stream",
        content=file.read(),
        at=at,
    )
    added = Evidence.objects.create(update=update, words=words, link=link, file=kept or None)
    record(
        by=by,
        at=at,
        event="added evidence",
        of=action,
        label=f"Action {action.ref}, {period}",
        after={"words": words, "link": link} | ({"file": kept.name, "sha256": kept.sha256} if kept else {}),
    )
    return added


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Person, at: datetime) -> None:
    """Take a link or a file off an update of an open period; the file itself is kept. Refuses a closed period."""
    action, period = evidence.update.action, evidence.update.period
    _update_to_write(action, period, None)
    before = {
        "words": evidence.words,
        "link": evidence.link,
        "file": evidence.file.name if evidence.file else "",
    }
    evidence.delete()
    record(
        by=by,
        at=at,
        event="removed evidence",
        of=action,
        label=f"Action {action.ref}, {period}",
        before=before,
    )
