"""Starting a report, its front, and taking it to a corrected month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from fingerpost.committee.front import NAMES, Front, front_of, plain_front
from fingerpost.committee.models import CommitteeReport, Consultee, FurtherAppendix, Part
from fingerpost.committee.operations.holding import held_report, touched
from fingerpost.committee.operations.voiding import voiding
from fingerpost.committee.standards import arranged, standard_of
from fingerpost.history.record import record
from fingerpost.monitoring.closing import latest_snapshot
from fingerpost.plans.models import Plan, PlanState
from fingerpost.plans.operations.holding import SomebodyElseSaved, refuse_others
from fingerpost.rules.committee.standard import ReportKind

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.monitoring.models import Period, Snapshot
    from fingerpost.people.models import Person


class MonthOpen(ValueError):
    """The month is open: its figures are not those of a record yet."""


class ReportInHand(ValueError):
    """The month, or the new plan, has a report that is not issued yet."""


class NotNew(ValueError):
    """The plan is live already, so there is no report of it as a new plan."""


class NothingNewer(ValueError):
    """The report rests on the last version of its month."""


NEW_PLAN_STATES = frozenset({PlanState.DRAFT, PlanState.CONSULTATION, PlanState.APPROVED})
"""The states of a plan in which it is reported on as new."""


@transaction.atomic
def start_month_report(*, period: Period, by: Person, at: datetime) -> CommitteeReport:
    """Start the covering report of a closed month on its last version.

    Words, owners, order, consultees and the front are those of the plan's last report of this kind; where there is
    none, those of the council's standard. Refuses an open month, and one with a report in hand.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("council").get(pk=period.plan_id)
    refuse_others(plan.council_id, (by,))
    snapshot = latest_snapshot(period)
    if snapshot is None:
        raise MonthOpen(f"{period} is open. Its report can be started once it is closed.")
    return _start(plan, ReportKind.EXCEPTION, period, snapshot, by=by, at=at)


@transaction.atomic
def start_plan_report(*, plan: Plan, by: Person, at: datetime) -> CommitteeReport:
    """Start the report that brings a plan which is not live yet to a meeting. Refuses as `start_month_report`."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan.pk)
    refuse_others(held.council_id, (by,))
    if held.state not in NEW_PLAN_STATES:
        raise NotNew(f"{held.title} is {held.state}; only a plan that is not live yet is reported on as new.")
    return _start(held, ReportKind.NEW_PLAN, None, None, by=by, at=at)


def _start(
    plan: Plan,
    kind: ReportKind,
    period: Period | None,
    snapshot: Snapshot | None,
    *,
    by: Person,
    at: datetime,
) -> CommitteeReport:
    last = _last(plan, kind)
    front = _first_front(plan, kind, period, last, by)
    try:
        with transaction.atomic():
            report = CommitteeReport.objects.create(
                plan=plan,
                kind=str(kind),
                period=period,
                snapshot=snapshot,
                started_by=by,
                started_at=at,
                left_out=[] if last is None else last.left_out,
                **_columns(front),
            )
    except IntegrityError:
        of = period or plan.title
        raise ReportInHand(
            f"There is a report of {of} in hand already; issue it before you start another."
        ) from None
    Part.objects.bulk_create(_parts(report, last))
    if last is not None:
        FurtherAppendix.objects.bulk_create(
            FurtherAppendix(report=report, place=each.place, title=each.title)
            for each in last.further.filter(exempt__isnull=True)
        )
        Consultee.objects.bulk_create(
            Consultee(report=report, place=each.place, name=each.name) for each in last.consultees.all()
        )
    record(
        by=by,
        at=at,
        event="started the report",
        of=report,
        label=report.title,
        after={
            "kind": report.kind,
            "month": str(period or ""),
            "version": snapshot.version if snapshot else "",
            "carried from": last.title if last else "",
        },
    )
    return report


def _last(plan: Plan, kind: ReportKind) -> CommitteeReport | None:
    """The report whose words are carried: the last of the plan, or else of the council, of this kind."""
    rows = CommitteeReport.objects.filter(plan__council=plan.council_id, kind=str(kind)).select_related(
        "officer", "portfolio_holder", "contact"
    )
    return rows.filter(plan=plan).first() or rows.first()


def _first_front(
    plan: Plan, kind: ReportKind, period: Period | None, last: CommitteeReport | None, by: Person
) -> Front:
    title = (
        f"{plan.title}: exception report, {period}"
        if kind is ReportKind.EXCEPTION
        else f"{plan.title}: new plan"
    )
    if last is None:
        return Front(title, officer=by, contact=by)
    return replace(
        front_of(last),
        title=title,
        holder_consulted=None,
        officer=_still_here(last.officer),
        portfolio_holder=_still_here(last.portfolio_holder),
        contact=_still_here(last.contact),
    )


def _still_here(person: Person | None) -> Person | None:
    return person if person is not None and person.left_on is None else None


def _columns(front: Front) -> dict[str, Any]:
    values = {name: getattr(front, name) for name in NAMES}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _parts(report: CommitteeReport, last: CommitteeReport | None) -> list[Part]:
    """The parts of a new report: those of the last one, with what the standard has since; else the standard's."""
    standard = arranged(standard_of(report.plan.council), ReportKind(report.kind))
    carried = {} if last is None else {each.key: each for each in last.parts.select_related("owner")}
    known = {each.part.key for each in standard}
    without = set() if last is None else set(last.left_out)
    on = [each for each in standard if each.on and each.part.key not in without]
    if last is not None:
        order = {key: place for place, key in enumerate(carried)}
        end = len(order)
        on.sort(key=lambda each: order.get(each.part.key, end))
    parts = []
    for each in on:
        before = carried.get(each.part.key)
        owner = _still_here(before.owner) if before else None
        parts.append(
            Part(
                report=report,
                key=each.part.key,
                heading=each.part.heading,
                within=each.part.within or "",
                numbered=each.part.numbered,
                text=before.text if before else "\n\n".join(each.part.wording),
                clearance=each.clearance,
                owner=owner,
            )
        )
    parts += [
        Part(
            report=report,
            key=each.key,
            heading=each.heading,
            within=each.within,
            numbered=each.numbered,
            text=each.text,
            clearance=each.clearance,
            owner=_still_here(each.owner),
        )
        for each in carried.values()
        if each.key not in known
    ]
    keys = {each.key for each in parts}
    parts = [each for each in parts if not each.within or each.within in keys]
    for place, part in enumerate(in_order(parts)):
        part.place = place
    return parts


def in_order(parts: list[Part]) -> list[Part]:
    """The parts in the order of the report: each followed by those that stand within it."""
    top = [each for each in parts if not each.within]
    return [one for each in top for one in (each, *(below for below in parts if below.within == each.key))]


@transaction.atomic
def edit_front(
    *, report: CommitteeReport, front: Front, by: Person, at: datetime, version: int | None = None
) -> CommitteeReport:
    """Put right what stands at the front and the end. Sign-offs of parts that read otherwise now are void by that.

    Refuses a report that is not in hand, and a version that was saved over.
    """
    held = held_report(report.pk, by=by)
    refuse_others(held.plan.council_id, front.people)
    if version is not None and held.version != version:
        raise SomebodyElseSaved(held.version)
    before = plain_front(front_of(held))
    after = plain_front(front)
    differing = [each for each in after if after[each] != before[each]]
    if not differing:
        return held
    with voiding(held, by=by, at=at):
        for name, value in _columns(front).items():
            setattr(held, name, value)
        touched(held, *NAMES)
    record(
        by=by,
        at=at,
        event="edited the front of the report",
        of=held,
        label=held.title,
        before={each: before[each] for each in differing},
        after={each: after[each] for each in differing},
    )
    return held


@transaction.atomic
def follow_correction(*, report: CommitteeReport, by: Person, at: datetime) -> CommitteeReport:
    """Let a report in hand rest on the last version of its month: its fields follow.

    The sign-off of a part is void where its text reads otherwise with the corrected figures. Refuses a report that
    rests on the last version already.
    """
    held = held_report(report.pk, by=by)
    newest = None if held.period is None else latest_snapshot(held.period)
    if newest is None or newest.pk == held.snapshot_id:
        raise NothingNewer("The report rests on the last version of its month already.")
    before = held.snapshot
    with voiding(held, by=by, at=at) as void:
        held.snapshot = newest
        touched(held, "snapshot")
    record(
        by=by,
        at=at,
        event="took to the corrected month the report",
        of=held,
        label=held.title,
        before={"version": before.version if before else ""},
        after={"version": newest.version, "sign-offs that are void": void},
        why=str(newest),
    )
    return held
