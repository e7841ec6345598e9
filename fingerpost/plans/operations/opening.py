"""The opening ledger: what is known of an action's dates when a plan is taken over in mid-year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.plans.models import Action, LedgerEntry
from fingerpost.plans.operations.holding import held_action, held_plan, next_version
from fingerpost.rules.dates.ledger import DateLedger
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.dates.ledger import Revision


class NotTakenOver(ValueError):
    """The plan is not one that was taken over in mid-year, or an entry is not marked as known from before."""


@transaction.atomic
def set_opening_ledger(
    *,
    action: Action,
    revisions: Sequence[Revision],
    original: ApproximateDate | None = None,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Action:
    """The original date (None: as the programmed months say) and the past revisions of an action, as known when
    its plan was taken over, before that plan goes live. It takes the place of what was entered before.
    Refuses revisions out of order, and any not marked as opening.
    """
    plan = held_plan(action.plan_id, by=by)
    if not plan.opening:
        raise NotTakenOver("Only a plan that is marked as taken over in mid-year has dates from before.")
    if not all(each.opening for each in revisions):
        raise NotTakenOver("Every entry of an opening ledger is marked as such.")
    action = held_action(action)
    next_version(action, version)
    DateLedger(original, tuple(revisions), opening=True)
    before = {
        "original": action.known_original,
        "revisions": [each.revision for each in action.ledger_entries.all()],
    }
    action.known_original = None if original is None else to_plain(original)
    action.save(update_fields=["known_original", "version"])
    action.ledger_entries.all().delete()
    LedgerEntry.objects.bulk_create(
        LedgerEntry(action=action, number=number, revision=to_plain(each), decided_on=each.decided_on)
        for number, each in enumerate(revisions, start=1)
    )
    record(
        by=by,
        at=at,
        event="entered the opening ledger of the action",
        of=action,
        label=f"Action {action.ref}",
        before=before,
        after={"original": action.known_original, "revisions": [to_plain(each) for each in revisions]},
    )
    return action
