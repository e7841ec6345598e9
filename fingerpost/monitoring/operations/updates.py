"""Saving and sending updates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.monitoring.models import Evidence, Period, Update, UpdateState
from fingerpost.plans.models import Action, Milestone
from fingerpost.plans.operations.decided import reach_milestone
from fingerpost.plans.operations.holding import held_plan
from fingerpost.plans.states import LIVE
from fingerpost.rules import updates
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fingerpost.people.models import Person


class NotOpen(ValueError):
    """The period is closed."""


class SomebodyElseSaved(ValueError):
    """The update was saved by somebody else since it was read; `now` is the update as it stands."""

    def __init__(self, now: Update) -> None:
        super().__init__("Somebody else has saved this update since you opened it.")
        self.now = now


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A link, or a file by its name, media type and bytes, with a few words on what it shows."""

    words: str = ""
    link: str = ""
    name: str = ""
    media_type: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class ToSend:
    """One update to send: its content, the form as typed, the version that was read, and the days on which
    milestones were reached (see `send_update`).
    """

    action: Action
    period: Period
    content: updates.Update
    typed: Mapping[str, Any]
    version: int | None = None
    page: str = ""
    reached: Mapping[Milestone, date | None] = field(default_factory=dict)


def _update_to_write(action: Action, period: Period, version: int | None, page: str = "") -> Update:
    """The update of an action in an open period, locked; a new one where there is none.

    `version` is the one that was read (0 for none yet, None to write whatever stands). A page, by its key, may
    write over what it saved itself: a form that saves as one types cannot be in its own way.
    """
    if not Period.objects.select_for_update().filter(pk=period.pk, closed_at=None).exists():
        raise NotOpen(f"{period} is closed.")
    update, _ = Update.objects.select_for_update().get_or_create(
        action=action, period=period, defaults={"version": 0}
    )
    own = bool(page) and update.saved_from == page
    if version is not None and update.version != version and not own:
        raise SomebodyElseSaved(update)
    return update


def _saved(update: Update, typed: Mapping[str, Any], page: str, by: Person, at: datetime) -> None:
    update.typed = dict(typed)
    update.saved_by, update.saved_at, update.saved_from = by, at, page
    update.version += 1
    update.save()


@transaction.atomic
def save_draft(
    *,
    action: Action,
    period: Period,
    typed: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
    page: str = "",
    evidence: NewEvidence | None = None,
) -> Update:
    """Keep the form as typed, sense or not, with new evidence; what was sent before stands.

    Refuses a closed period, and a version that was saved over from another page than this one.
    """
    update = _update_to_write(action, period, version, page)
    if evidence is not None:
        _attach(update, evidence, by, at)
    if update.typed != typed or update.saved_by is None:
        update.unsent = True
    _saved(update, typed, page, by, at)
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
    page: str = "",
    evidence: NewEvidence | None = None,
    reached: Mapping[Milestone, date | None] | None = None,
) -> Update:
    """Send an update, with new evidence; it replaces what was sent before for the period.

    `reached` are the milestones of the action whose days change: the day on which each was reached, or None to take
    that back. Refuses as `save_draft` does, and a milestone reached on a day to come. Sending the same again from the
    same page changes nothing.
    """
    if reached:
        held_plan(action.plan_id, states=LIVE, by=by)  # before the period, as whoever closes does
    update = _update_to_write(action, period, version, page)
    if evidence is not None:
        _attach(update, evidence, by, at)
    for milestone, day in (reached or {}).items():
        reach_milestone(milestone=milestone, completed_on=day, by=by, at=at)
    plain = to_plain(content)
    again = bool(page) and update.saved_from == page and not update.unsent
    if again and update.content == plain:
        return update
    before = update.content or {}
    update.content = plain
    update.state = UpdateState.SENT
    update.sent_by, update.sent_at, update.unsent = by, at, False
    _saved(update, typed or {}, page, by, at)
    record(
        by=by,
        at=at,
        event="sent an update",
        of=action,
        label=f"Action {action.ref}, {period}",
        before=before,
        after=plain,
    )
    return update


@transaction.atomic
def send_several(*, updates: Sequence[ToSend], by: Person, at: datetime) -> list[Update]:
    """Send several updates, all or none. Refuses as `send_update` does."""
    for plan in sorted({each.action.plan_id for each in updates if each.reached}):
        held_plan(plan, states=LIVE, by=by)  # before any period, as whoever closes does
    return [
        send_update(
            action=each.action,
            period=each.period,
            content=each.content,
            typed=each.typed,
            by=by,
            at=at,
            version=each.version,
            page=each.page,
            reached=each.reached,
        )
        for each in updates
    ]


def _attach(update: Update, new: NewEvidence, by: Person, at: datetime) -> None:
    """Put a link or a file to an update. Refuses a file that is too large or empty."""
    action = update.action
    kept = None
    if not new.link:
        kept = keep_file(
            council=action.plan.council,
            name=new.name,
            media_type=new.media_type,
            content=new.content,
            at=at,
        )
    Evidence.objects.create(update=update, words=new.words, link=new.link, file=kept)
    record(
        by=by,
        at=at,
        event="added evidence",
        of=action,
        label=f"Action {action.ref}, {update.period}",
        after={"words": new.words, "link": new.link}
        | ({"file": kept.name, "sha256": kept.sha256} if kept else {}),
    )


@transaction.atomic
def remove_evidence(
    *,
    evidence: Evidence,
    typed: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
    page: str = "",
) -> None:
    """Take a link or a file off an update of an open period, and keep the form as typed beside it.

    The file itself is kept as long as the council keeps uploads. Refuses as `save_draft` does.
    """
    action, period = evidence.update.action, evidence.update.period
    save_draft(action=action, period=period, typed=typed, by=by, at=at, version=version, page=page)
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
