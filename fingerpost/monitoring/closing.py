"""Closing a period: what is in the database, judged by the rules, stored as one value, chained to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.changes.models import ChangeRequest
from fingerpost.history.record import record
from fingerpost.monitoring.models import ActionMonth, Period, Snapshot
from fingerpost.monitoring.rows import action_rows, risk_values, section_values
from fingerpost.plans.values import plan_value, policies_of
from fingerpost.rules import closing
from fingerpost.rules.changes import RequestState
from fingerpost.rules.checks.month_to_close import MonthToClose
from fingerpost.rules.plain import to_plain
from fingerpost.rules.snapshot import Snapshot as SnapshotValue
from fingerpost.rules.snapshot import digest, snapshot_from_json, to_canonical_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from fingerpost.people.models import Person


class AlreadyClosed(ValueError):
    """The period was closed before."""


class NotTheNext(ValueError):
    """An earlier period of the plan is still open."""


def value_of(stored: Snapshot) -> SnapshotValue:
    """The snapshot that a row holds."""
    return snapshot_from_json(stored.json)


def latest_snapshot(period: Period) -> Snapshot | None:
    """The last version of a closed period."""
    return period.snapshots.order_by("-version").first()


def snapshot_before(period: Period) -> Snapshot | None:
    """The snapshot on which this period stands: the last version of the council's period before, of any plan."""
    return (
        Snapshot.objects.filter(
            period__plan__council_id=period.plan.council_id,
            period__plan_id=period.plan_id,
            period__last__lt=period.first,
        )
        .order_by("-period__last", "-version")
        .first()
    )


def as_it_stands(period: Period, *, on: date, previous: SnapshotValue | None = None) -> SnapshotValue:
    """The period as it would close on a day; before its end, as if that were the last day of the period.

    Nothing is written. `previous` is the value of `snapshot_before`, where the caller has it already.
    """
    if previous is None:
        before = snapshot_before(period)
        previous = None if before is None else value_of(before)
    return closing.close(
        council=period.plan.council.name,
        plan=plan_value(period.plan),
        period=period.value,
        closed_on=max(on, period.last.last_day),
        sections=section_values(period.plan),
        rows=action_rows(period.plan, up_to=period.last, day=on),
        risks=risk_values(period.plan),
        policies=policies_of(period.plan),
        previous=previous,
    )


def to_check(period: Period, *, on: date) -> MonthToClose:
    """What the checks look at before a period is closed."""
    before = snapshot_before(period)
    previous = None if before is None else value_of(before)
    asked = ChangeRequest.objects.filter(plan=period.plan, state=RequestState.SUBMITTED, action__isnull=False)
    return MonthToClose(
        as_it_stands(period, on=on, previous=previous),
        previous,
        frozenset(asked.values_list("action__ref", flat=True)),
    )


@transaction.atomic
def close_period(
    *, period: Period, by: Person, at: datetime, accepted: Mapping[str, str] | None = None
) -> Snapshot:
    """Close an open period: judge, freeze, chain and store it, and index how each action stood.

    `accepted` are the reasons given for errors that stand, by finding. Refuses a period that is closed
    already, and what `rules.closing.close` refuses.
    """
    period = Period.objects.select_for_update().select_related("plan__council").get(pk=period.pk)
    if period.closed_at is not None:
        raise AlreadyClosed(f"{period} was closed already.")
    before = snapshot_before(period)
    value = as_it_stands(period, on=at.date(), previous=None if before is None else value_of(before))
    stored = store(value, period=period, previous=before, by=by, at=at, accepted=accepted or {})
    period.closed_at = at
    period.save(update_fields=["closed_at"])
    record(
        by=by,
        at=at,
        event="closed the period",
        of=period,
        label=str(period),
        after={"digest": stored.digest, "version": stored.version, "accepted": dict(accepted or {})},
    )
    return stored


def store(
    value: SnapshotValue,
    *,
    period: Period,
    previous: Snapshot | None,
    by: Person,
    at: datetime,
    accepted: Mapping[str, str],
) -> Snapshot:
    """Store a snapshot and index it; for use within a closing or a correction, in its transaction."""
    stored = Snapshot.objects.create(
        period=period,
        version=value.version,
        json=to_canonical_json(value).decode(),
        digest=digest(value),
        previous=previous,
        figures=to_plain(value.figures.whole),
        accepted=[{"finding": finding, "reason": reason} for finding, reason in accepted.items()],
        closed_by=by,
        closed_at=at,
    )
    keys = dict(period.plan.actions.values_list("ref", "pk"))
    ActionMonth.objects.filter(period=period).delete()
    ActionMonth.objects.bulk_create(
        ActionMonth(
            action_id=keys[each.ref],
            period=period,
            snapshot=stored,
            status=each.status,
            calculated=each.calculated,
            status_class=each.class_ or "",
            highlight=each.highlight or "",
            no_update=each.no_update,
            reason=each.reason,
        )
        for each in value.actions
    )
    return stored
