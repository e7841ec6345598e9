"""Closing a period: what is in the database, judged by the rules, stored as one value, chained to the last."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.changes.models import ChangeRequest
from fingerpost.history.record import record
from fingerpost.history.sealing import SEAL, SEALED_WITH, seal
from fingerpost.monitoring.models import ActionMonth, Period, Snapshot
from fingerpost.monitoring.rows import action_rows, risk_values, section_values
from fingerpost.plans.models import Plan
from fingerpost.plans.values import plan_value, policies_of
from fingerpost.rules import closing, months
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.changes import RequestState
from fingerpost.rules.checks.month import check_month
from fingerpost.rules.checks.month_to_close import MonthToClose
from fingerpost.rules.findings import Severity
from fingerpost.rules.plain import to_plain
from fingerpost.rules.snapshot import Snapshot as SnapshotValue
from fingerpost.rules.snapshot import snapshot_from_json, to_canonical_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from fingerpost.people.models import Person
    from fingerpost.rules.findings import Finding
    from fingerpost.rules.snapshot import ActionRecord
    from fingerpost.rules.updates import Update


class AlreadyClosed(ValueError):
    """The period was closed before."""


class OutOfTurn(ValueError):
    """An earlier period of the plan is open, or was never opened, so that the chain would have a gap."""


class NotAccepted(ValueError):
    """Errors stand that were neither mended nor accepted with a reason; `findings` are these."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Every error must be mended, or accepted with a reason.")
        self.findings = findings


class NotClosed(ValueError):
    """Only a closed period can be corrected."""


class NothingToCorrect(ValueError):
    """Nothing was put right since the period was closed, so another version would be the same."""


def value_of(stored: Snapshot) -> SnapshotValue:
    """The snapshot that a row holds."""
    return _read(stored.json)


@lru_cache(maxsize=16)
def _read(text: str) -> SnapshotValue:
    """A closed month from its text: the same text is always the same value, and reading it takes a while."""
    return snapshot_from_json(text)


def frozen_in(stored: Snapshot) -> Mapping[str, ActionRecord]:
    """The actions that a row froze, by ref."""
    return _frozen(stored.json)


@lru_cache(maxsize=16)
def _frozen(text: str) -> Mapping[str, ActionRecord]:
    return MappingProxyType({each.ref: each for each in _read(text).actions})


def latest_snapshot(period: Period) -> Snapshot | None:
    """The last version of a closed period."""
    return period.snapshots.order_by("-version").first()


def snapshot_before(period: Period) -> Snapshot | None:
    """The snapshot on which this period stands: the last version of the plan's period before.

    The first period of a plan stands on the last of the plan that it was copied from, if there is one.
    """
    own = _last_before(period, period.plan_id)
    if own is not None or period.plan.previous_id is None:
        return own
    return _last_before(period, period.plan.previous_id)


def _last_before(period: Period, plan_id: int) -> Snapshot | None:
    """The last version of a plan's last period before this one. Only that one's text is carried about."""
    closed = Snapshot.objects.filter(period__plan=plan_id, period__last__lt=period.first)
    last = closed.order_by("-period__last", "-version").values("pk")[:1]
    return Snapshot.objects.filter(pk=last).first()


def as_it_stands(
    period: Period,
    *,
    on: date,
    previous: SnapshotValue | None = None,
    instead: Mapping[str, Update] | None = None,
) -> SnapshotValue:
    """The period as it would close on a day; before its end, as if that were the last day of the period.

    Nothing is written. `previous` is the value of `snapshot_before`, where the caller has it already. `instead` are
    updates, by ref, that are to count in place of those sent for the period.
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
        rows=tuple(
            each.with_update((instead or {}).get(each.ref))
            for each in action_rows(period.plan, up_to=period.last, day=on)
        ),
        risks=risk_values(period.plan),
        policies=policies_of(period.plan),
        previous=previous,
    )


def to_check(period: Period, *, on: date, before: Snapshot | None = None) -> MonthToClose:
    """What the checks look at before a period is closed.

    `before` is `snapshot_before` the period, where the caller has it already. What the checks compare with is
    of the same plan; the first period of a plan has nothing to be compared with, though it stands on the last
    of the plan before.
    """
    before = before or snapshot_before(period)
    previous = None if before is None else value_of(before)
    asked = ChangeRequest.objects.filter(plan=period.plan, state=RequestState.SUBMITTED, action__isnull=False)
    return MonthToClose(
        as_it_stands(period, on=on, previous=previous),
        previous if previous is not None and previous.plan.code == period.plan.code else None,
        frozenset(asked.values_list("action__ref", flat=True)),
    )


@transaction.atomic
def close_period(
    *, period: Period, by: Person, at: datetime, accepted: Mapping[str, str] | None = None
) -> Snapshot:
    """Close an open period: judge, freeze, chain and store it, index how each action stood, and seal the history.

    `accepted` are the reasons given for errors that stand, by `key_of` the finding. Refuses a period that is
    closed already, out of turn, or has not ended, every error without a reason at once, and what else
    `rules.closing.close` refuses. Of two who close at once the second finds the period closed.
    """
    period = _locked(period)
    if period.closed_at is not None:
        raise AlreadyClosed(f"{period} was closed already.")
    if at.date() < period.last.last_day:
        raise closing.TooEarly(f"{period} has not ended; close it after its last day.")
    _refuse_out_of_turn(period)
    before = snapshot_before(period)
    to_close = to_check(period, on=at.date(), before=before)
    value = to_close.snapshot
    errors = tuple(each for each in check_month(to_close) if each.severity is Severity.ERROR)
    accepted = {key: reason.strip() for key, reason in (accepted or {}).items() if reason.strip()}
    missing = tuple(each for each in errors if key_of(each) not in accepted)
    if missing:
        raise NotAccepted(missing)
    accepted = {key_of(each): accepted[key_of(each)] for each in errors}
    stored = store(value, period=period, previous=before, by=by, at=at, accepted=accepted)
    period.closed_at = at
    period.save(update_fields=["closed_at"])
    record(
        by=by,
        at=at,
        event=SEALED_WITH,
        of=period,
        label=str(period),
        after={
            "digest": stored.digest,
            "version": stored.version,
            "accepted": accepted,
            SEAL: seal(by.council_id, at=at),
        },
    )
    return stored


def key_of(finding: Finding) -> str:
    """What names a finding among those of a month: its check, its places and its sentence."""
    return f"{finding.id} {'; '.join(finding.places)}: {finding.message}"


def _refuse_out_of_turn(period: Period) -> None:
    """Refuse a period that does not follow the last one of its plan that was closed."""
    earlier = Period.objects.filter(plan=period.plan_id, last__lt=period.first).order_by("-last").first()
    if earlier is None:
        return
    if earlier.closed_at is None or not earlier.snapshots.exists():
        raise OutOfTurn(f"{earlier} is not closed; close it before {period}.")
    if earlier.last + 1 != period.first:
        missing = months.Period(earlier.last + 1, period.first + -1)
        raise OutOfTurn(f"{missing.name} was never opened; it comes before {period}.")


def _locked(period: Period) -> Period:
    """The period, held until the transaction ends, with its plan: no date moves while a month is closed."""
    Plan.objects.select_for_update().get(pk=period.plan_id)
    return Period.objects.select_for_update(of=("self",)).select_related("plan__council").get(pk=period.pk)


@transaction.atomic
def correct_period(*, period: Period, reason: str, by: Person, at: datetime) -> Snapshot:
    """Close a period anew, from the updates as they were put right, as its next version.

    Version 1 stays; later periods stay pinned to what they were built on. Refuses an open period, a correction
    without a reason, and one that changes nothing.
    """
    period = _locked(period)
    last = latest_snapshot(period)
    if last is None:
        raise NotClosed(f"{period} is not closed, so there is nothing to correct.")
    predecessor = snapshot_before(period)
    on_correction = predecessor is not None and predecessor.pk != last.previous_id
    closed = value_of(last)
    value = as_it_stands(
        period, on=at.date(), previous=None if predecessor is None else value_of(predecessor)
    )
    value = replace(value, closed_on=max(value.closed_on, closed.closed_on))
    same = replace(value, closed_on=closed.closed_on, version=closed.version, correction=closed.correction)
    if same == closed:
        raise NothingToCorrect(f"Nothing in {period} was put right since it was closed.")
    corrected = closing.correct(
        closed,
        value,
        reason=reason,
        author=by.shown,
        predecessor=value_of(predecessor) if on_correction and predecessor is not None else None,
    )
    stored = store(corrected, period=period, previous=predecessor, by=by, at=at, accepted={})
    record(
        by=by,
        at=at,
        event="corrected the period",
        of=period,
        label=str(period),
        before={"digest": last.digest, "version": last.version},
        after={"digest": stored.digest, "version": stored.version},
        why=reason,
    )
    return stored


def stands_on_old(period: Period) -> bool:
    """Whether a closed period was built on a version of the period before that has been corrected since."""
    last, before = latest_snapshot(period), snapshot_before(period)
    return last is not None and before is not None and last.previous_id != before.pk


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
    text = to_canonical_json(value)
    stored = Snapshot.objects.create(
        period=period,
        version=value.version,
        json=text.decode(),
        digest=sha256_of(text),
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
