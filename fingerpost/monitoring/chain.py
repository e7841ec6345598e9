"""Verifying the closed months of a council: whether anything in the database was altered since it was frozen.

Every closed month is one text with its digest, and carries the digest of the month before; so an alteration of
one shows in itself and in the next. What stands beside the frozen texts (the index of statuses, the updates, the
date ledgers, the history) is held against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.history.models import Entry
from fingerpost.history.record import subject_of
from fingerpost.monitoring.models import ActionMonth, Period, Snapshot, Update
from fingerpost.plans.models import Action, Plan
from fingerpost.plans.values import ledger_of, schedule_of
from fingerpost.rules import chain
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.dates.ledger import NotForTheLedger, OutOfOrder
from fingerpost.rules.plain import NotThisValue, to_plain
from fingerpost.rules.schedule import NotASchedule
from fingerpost.rules.snapshot import NotASnapshot, digest, snapshot_from_json, to_canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fingerpost.people.models import Council
    from fingerpost.rules.snapshot import ActionRecord
    from fingerpost.rules.snapshot import Snapshot as SnapshotValue


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was frozen: in which plan, where in it, and what, in one sentence."""

    plan: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.plan}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and every fault found."""

    versions: int
    faults: tuple[Fault, ...]


def verify_council(council: Council) -> Verified:
    """Look through every closed month, all its versions, of every plan of a council."""
    found = [verify_plan(each) for each in Plan.objects.filter(council=council).order_by("first_month", "pk")]
    return Verified(
        sum(each.versions for each in found), tuple(fault for each in found for fault in each.faults)
    )


def verify_plan(plan: Plan) -> Verified:
    """Look through every closed month, all its versions, of a plan."""
    rows = list(_rows(plan))
    values = {each.pk: value for each in rows if (value := _read(each)) is not None}
    faults = [
        Fault(plan.title, place, message)
        for place, message in (
            *(problem for each in rows for problem in _texts(each, values.get(each.pk))),
            *_chained(plan, rows, values),
            *_periods(plan, rows),
            *_told(plan, rows),
            *_beside(plan, rows, values),
        )
    ]
    return Verified(len(rows), tuple(faults))


def _rows(plan: Plan) -> Iterator[Snapshot]:
    rows = Snapshot.objects.filter(period__plan=plan).select_related("period", "previous")
    return rows.order_by("period__first", "version").iterator()


def _read(stored: Snapshot) -> SnapshotValue | None:
    try:
        return snapshot_from_json(stored.json)
    except NotASnapshot:
        return None


def _texts(stored: Snapshot, value: SnapshotValue | None) -> Iterator[tuple[str, str]]:
    """Whether a stored text is the one that its digest and the columns beside it speak of."""
    name = str(stored)
    if sha256_of(stored.json.encode()) != stored.digest:
        yield name, f"The record of {name}, was altered: its digest is not the one stored with it."
    if value is None:
        yield name, f"The record of {name}, can no longer be read as a closed month."
        return
    if to_canonical_json(value) != stored.json.encode():
        yield name, f"The record of {name}, is not in its canonical form."
    if (value.period, value.version) != (stored.period.value, stored.version):
        yield name, f"The record stored as {name}, is that of {value.period.name}, version {value.version}."
    if to_plain(value.figures.whole) != stored.figures:
        yield name, f"The figures kept beside {name}, are not those of its record."
    if value.previous_digest != (stored.previous.digest if stored.previous else None):
        yield name, f"The month on which {name}, stands is not the one that its record names."


def _chained(
    plan: Plan, rows: Sequence[Snapshot], values: Mapping[int, SnapshotValue]
) -> Iterator[tuple[str, str]]:
    """Whether the months hold together, over the plans from which this one was copied as well."""
    earlier: list[SnapshotValue] = []
    before, seen = plan.previous, {plan.pk}
    while before is not None and before.pk not in seen:
        seen.add(before.pk)
        earlier += [value for each in _rows(before) if (value := _read(each)) is not None]
        before = before.previous
    own = [values[each.pk] for each in rows if each.pk in values]
    digests = {digest(each) for each in own}
    named = {(each.period, each.version) for each in own}
    # An earlier plan may run on beside this one: only what this plan stands on belongs to its chain.
    first = min((each.period.first for each in own), default=None)
    earlier = [each for each in earlier if first is not None and each.period.last < first]
    for each in chain.breaks([*earlier, *own]) if digests else ():
        if (each.period, each.version) in named:
            yield f"{each.period.name}, version {each.version}", each.message


def _periods(plan: Plan, rows: Sequence[Snapshot]) -> Iterator[tuple[str, str]]:
    """Whether every closed period has its versions, all of them, and no open period has one."""
    versions: dict[int, list[int]] = {}
    for each in rows:
        versions.setdefault(each.period_id, []).append(each.version)
    before: Period | None = None
    for period in Period.objects.filter(plan=plan).order_by("first"):
        there = versions.get(period.pk, [])
        if period.closed_at is None and there:
            yield str(period), f"{period} is marked as open, but there is a closed record of it."
        if period.closed_at is not None and there != list(range(1, len(there) + 1)):
            yield str(period), f"A version of {period} is missing; there are {', '.join(map(str, there))}."
        if period.closed_at is not None and not there:
            yield str(period), f"{period} is marked as closed, but there is no record of it."
        if before is not None and before.last + 1 != period.first:
            yield str(period), f"{period} does not follow {before}; a period between them is missing."
        before = period


def _told(plan: Plan, rows: Sequence[Snapshot]) -> Iterator[tuple[str, str]]:
    """Whether the history tells of the same digests: a month replaced together with its digest shows here."""
    periods = list(Period.objects.filter(plan=plan))
    subjects = {subject_of(each): each.pk for each in periods}
    names = {each.pk: str(each) for each in periods}
    told: dict[tuple[int, int], str] = {}
    entries = Entry.objects.filter(
        subject__in=subjects, event__in=("closed the period", "corrected the period")
    )
    for entry in entries:
        told[subjects[entry.subject], int(entry.after.get("version", 0))] = entry.after.get("digest", "")
    there = {(each.period_id, each.version) for each in rows}
    for each in rows:
        if told.get((each.period_id, each.version), each.digest) != each.digest:
            yield str(each), f"The history tells of another digest of {each}, than the one stored."
    for period, version in sorted(told.keys() - there):
        yield names[period], f"The history tells of {names[period]}, version {version}, which is not there."


def _beside(
    plan: Plan, rows: Sequence[Snapshot], values: Mapping[int, SnapshotValue]
) -> Iterator[tuple[str, str]]:
    """Whether the index of statuses, the updates and the date ledgers are as the last versions froze them."""
    last = {each.period_id: each for each in rows}
    months: dict[tuple[int, str], ActionMonth] = {
        (each.period_id, each.action.ref): each
        for each in ActionMonth.objects.filter(period__plan=plan).select_related("action")
    }
    updates = {
        (period, ref): content
        for period, ref, content in Update.objects.filter(
            period__plan=plan, period__in=last, content__isnull=False
        ).values_list("period_id", "action__ref", "content")
    }
    for period_id, stored in last.items():
        value = values.get(stored.pk)
        if value is None:
            continue
        name = str(stored.period)
        for each in value.actions:
            index = months.pop((period_id, each.ref), None)
            if index is None or not _is_index_of(index, each, stored):
                yield (
                    f"{name}, action {each.ref}",
                    f"The status of action {each.ref} shown for {name} is not that of the closed record.",
                )
            frozen = None if each.update is None else to_plain(each.update)
            if updates.pop((period_id, each.ref), None) != frozen:
                yield (
                    f"{name}, action {each.ref}",
                    f"The update of action {each.ref} for {name} was altered after the month was closed.",
                )
    for (_period, ref), extra in months.items():
        yield f"action {ref}", f"Action {ref} has a status in {extra.period}, of which there is no record."
    if rows and rows[-1].pk in values:
        yield from _promised(plan, values[rows[-1].pk])


def _is_index_of(index: ActionMonth, frozen: ActionRecord, stored: Snapshot) -> bool:
    return index.snapshot_id == stored.pk and (
        index.status,
        index.calculated,
        index.status_class,
        index.highlight,
        index.no_update,
        index.reason,
    ) == (
        frozen.status,
        frozen.calculated,
        frozen.class_ or "",
        frozen.highlight or "",
        frozen.no_update,
        frozen.reason,
    )


def _promised(plan: Plan, frozen: SnapshotValue) -> Iterator[tuple[str, str]]:
    """Whether what was promised and decided before the last closing still stands in the plan."""
    there = Action.objects.filter(plan=plan).prefetch_related("milestones", "ledger_entries")
    by_ref = {each.ref: each for each in there}
    for each in frozen.actions:
        place = f"action {each.ref}"
        action = by_ref.get(each.ref)
        if action is None:
            yield place, f"Action {each.ref} is gone, though {frozen.period.name} holds it."
            continue
        try:
            schedule, ledger = schedule_of(action), ledger_of(action)
        except (NotASchedule, NotThisValue, NotForTheLedger, OutOfOrder) as refusal:
            yield place, f"The dates of action {each.ref} can no longer be read: {refusal}"
            continue
        if schedule.programmed != each.schedule.programmed:
            yield place, f"The programmed months of action {each.ref} were altered."
        kept = ledger.revisions[: len(each.ledger.revisions)]
        if ledger.original != each.ledger.original or kept != each.ledger.revisions:
            yield place, f"The date ledger of action {each.ref} was altered."
