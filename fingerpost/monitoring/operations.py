"""The only code that writes the monthly round, but for closing and correcting (`closing`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.monitoring.models import Period, Update, UpdateState
from fingerpost.plans.models import Action, Plan, PlanState
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from fingerpost.people.models import Person
    from fingerpost.rules import months, updates


class NotLive(ValueError):
    """Only a live plan has periods."""


class StillOpen(ValueError):
    """Another period of the plan is open."""


class NotOpen(ValueError):
    """The period is closed."""


class SomebodyElseSaved(ValueError):
    """The update was saved by somebody else since it was read; `now` is the update as it stands."""

    def __init__(self, now: Update) -> None:
        super().__init__("Somebody else has saved this update since you opened it.")
        self.now = now


@transaction.atomic
def open_period(
    *, plan: Plan, period: months.Period, due_on: date, close_on: date, by: Person, at: datetime
) -> Period:
    """Open a period of a live plan. Refuses while another is open, and a period opened before."""
    if plan.state != PlanState.LIVE:
        raise NotLive(f"{plan.title} is {plan.state}; only a live plan has periods.")
    try:
        with transaction.atomic():
            opened = Period.objects.create(
                plan=plan,
                first=period.first,
                last=period.last,
                opened_at=at,
                due_on=due_on,
                close_on=close_on,
            )
    except IntegrityError:
        raise StillOpen("Another period of this plan is open, or this one was opened before.") from None
    record(by=by, at=at, event="opened the period", of=opened, label=str(opened))
    return opened


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
