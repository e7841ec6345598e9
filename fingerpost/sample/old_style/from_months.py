"""The old report's value from two closed months: only looked up and put into the old words, never judged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fingerpost.rules.classes import CLASS_OF_STATUS, LATE_CLASSES, Status, StatusClass
from fingerpost.rules.updates import updates_up_to
from fingerpost.sample.council.council_plan import CORPORATE_RISKS
from fingerpost.sample.council.life import updates_of
from fingerpost.sample.council.people import MEMBER_OF, OFFICER_OF
from fingerpost.sample.council.plan import plan_data
from fingerpost.sample.old_style.content import (
    HATCHED,
    OldAction,
    OldException,
    OldFigures,
    OldReport,
    old_month,
)

if TYPE_CHECKING:
    from fingerpost.rules.dates import ApproximateDate
    from fingerpost.rules.months import Month
    from fingerpost.rules.snapshot import ActionRecord, Snapshot

MEETING = date(2026, 4, 29)
"""The Cabinet's meeting, about two months after the month reported."""

PLAIN_WORDS: dict[Status, str] = {
    Status.COMPLETE: "Completed",
    Status.ON_TARGET: "On track",
    Status.NOT_DUE: "Not started",
    Status.NOT_UPDATED: "No update received",
    Status.REPROGRAMMED: "Rescheduled",
    Status.AMBER: "Slightly behind",
    Status.RED: "Significantly behind",
    Status.SUSPENDED: "On hold",
    Status.WITHDRAWN: "Withdrawn",
}
"""How the plain list words a status."""


def old_report(current: Snapshot, previous: Snapshot) -> OldReport:
    """The exception report of a closed month in the council's old style, with the month before beside it."""
    leader, officer, contact = MEMBER_OF["WD"], OFFICER_OF["KA"], OFFICER_OF["EL"]
    return OldReport(
        council=current.council,
        body="Cabinet",
        meeting=MEETING,
        plan_year=current.plan.year,
        portfolio_holder=f"{leader.name}, {leader.portfolio}",
        officer=f"{officer.name}, {officer.post}",
        contact=contact.name,
        contact_email="e.lamming@harrowmere.example",
        contact_telephone="(01632) 960417",
        current=_figures(current),
        previous=_figures(previous),
        redated=tuple((each.ref, each.title) for each in current.highlighted if each.class_ is HATCHED),
        exceptions=tuple(
            _exception(each, current) for each in current.highlighted if each.class_ in LATE_CLASSES
        ),
        actions=tuple(_action(each, current) for each in current.actions),
        risks=CORPORATE_RISKS,
        section_titles={each.code: each.title for each in plan_data().sections},
    )


def _figures(snapshot: Snapshot) -> OldFigures:
    counts = snapshot.figures.whole.counts
    return OldFigures(
        snapshot.period.last,
        {
            class_: counts.get(class_, 0)
            for class_ in StatusClass
            if class_ is not StatusClass.NOT_UPDATED or counts.get(class_)
        },
    )


def _exception(record: ActionRecord, snapshot: Snapshot) -> OldException:
    section = plan_data().section_of(record.ref)
    deliverable = plan_data().deliverable_of(record.ref)
    update = record.update
    if update is None or record.class_ is None:
        raise ValueError(f"{record.ref} is an exception without an update or a class")
    return OldException(
        section_code=section.code,
        section_title=section.title,
        deliverable_ref=deliverable.ref,
        deliverable_title=deliverable.title,
        ref=record.ref,
        title=record.title,
        status=record.class_,
        who=_initials(record),
        corrective_action=f"{update.reason} {update.corrective_action}",
        comment=update.comment or "",
        original=_old_date(record.ledger.original),
        revised=_old_date(record.expected),
        strip=_strip(record, snapshot.period.last) | _revised_month(record, snapshot),
    )


def _revised_month(record: ActionRecord, snapshot: Snapshot) -> dict[Month, StatusClass]:
    """The month of the revised date, which the old form hatches whether it was approved or not."""
    month = record.expected.latest if record.expected is not None else None
    return {month: HATCHED} if month is not None and month in snapshot.plan.year else {}


def _action(record: ActionRecord, snapshot: Snapshot) -> OldAction:
    section = plan_data().section_of(record.ref)
    deliverable = plan_data().deliverable_of(record.ref)
    original = record.ledger.original
    moved = record.ledger.times_moved or record.status in (Status.AMBER, Status.RED)
    later = record.expected if record.status in (Status.AMBER, Status.RED) else record.ledger.current
    return OldAction(
        section_code=section.code,
        section_title=section.title,
        deliverable_ref=deliverable.ref,
        deliverable_title=deliverable.title,
        ref=record.ref,
        title=record.title,
        leads=_initials(record),
        status=CLASS_OF_STATUS[record.status],
        words=PLAIN_WORDS[record.status],
        start=record.schedule.programmed[0],
        original=_day(original),
        revised=_day(later) if moved else None,
        completed=record.standing.completed_on,
        comment=_last_comment(record, snapshot),
        priority=record.priority or "",
        strip=_strip(record, snapshot.period.last),
    )


def _last_comment(record: ActionRecord, snapshot: Snapshot) -> str | None:
    """The last comment on an action up to the month: the old tracker keeps it until another is written."""
    sent = updates_up_to(updates_of(plan_data().action(record.ref)), snapshot.period)
    return next((each.comment for each in reversed(sent) if each.comment), None)


def _initials(record: ActionRecord) -> tuple[str, ...]:
    return plan_data().action(record.ref).leads


def _strip(record: ActionRecord, month: Month) -> dict[Month, StatusClass]:
    """The coloured months: those closed, where there was work or it was late, and those reprogrammed ahead."""
    strip: dict[Month, StatusClass] = {}
    for each, cell in record.months.items():
        class_ = CLASS_OF_STATUS[cell.status] if cell.status is not None else None
        if each <= month:
            if class_ not in (None, StatusClass.NOT_UPDATED) and (
                cell.original or cell.reprogrammed or class_ in LATE_CLASSES
            ):
                strip[each] = class_
        elif cell.reprogrammed:
            strip[each] = HATCHED
    return strip


def _old_date(when: ApproximateDate | None) -> str:
    if when is None:
        return ""
    if when.day is not None:
        return f"{when.day:%d/%m/%Y}"
    return old_month(when.latest) if when.latest is not None else when.text


def _day(when: ApproximateDate | None) -> date | None:
    if when is None or when.latest is None:
        return None
    return when.day or when.latest.last_day
