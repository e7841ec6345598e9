"""Who was consulted on a report, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fingerpost.committee.models import CommitteeReport, Consultee
from fingerpost.committee.operations.holding import held_report
from fingerpost.committee.operations.voiding import voiding
from fingerpost.history.record import record

if TYPE_CHECKING:
    from datetime import date, datetime

    from fingerpost.people.models import Person


@transaction.atomic
def add_consultee(
    *, report: CommitteeReport, name: str, consulted_on: date | None, answer: str, by: Person, at: datetime
) -> Consultee:
    """Somebody who is consulted, with their answer where it is known."""
    held = held_report(report.pk, by=by)
    last = held.consultees.aggregate(last=Max("place"))["last"]
    with voiding(held, by=by, at=at):
        made = Consultee.objects.create(
            report=held,
            place=0 if last is None else last + 1,
            name=name.strip(),
            consulted_on=consulted_on,
            answer=answer.strip(),
        )
    record(by=by, at=at, event="consulted on", of=held, label=held.title, after=_shown(made))
    return made


@transaction.atomic
def edit_consultee(
    *, consultee: Consultee, name: str, consulted_on: date | None, answer: str, by: Person, at: datetime
) -> Consultee:
    """Put right who was consulted when, or record the answer."""
    report = held_report(consultee.report_id, by=by)
    held = Consultee.objects.select_for_update().get(pk=consultee.pk)
    before = _shown(held)
    with voiding(report, by=by, at=at):
        held.name, held.consulted_on, held.answer = name.strip(), consulted_on, answer.strip()
        held.save()
    record(
        by=by,
        at=at,
        event="edited a consultation on",
        of=report,
        label=report.title,
        before=before,
        after=_shown(held),
    )
    return held


@transaction.atomic
def remove_consultee(*, consultee: Consultee, by: Person, at: datetime) -> None:
    """Take somebody off the list of those consulted."""
    report = held_report(consultee.report_id, by=by)
    record(
        by=by,
        at=at,
        event="removed a consultation on",
        of=report,
        label=report.title,
        before=_shown(consultee),
    )
    with voiding(report, by=by, at=at):
        consultee.delete()


def _shown(consultee: Consultee) -> dict[str, str]:
    on = consultee.consulted_on
    return {"name": consultee.name, "consulted on": on.isoformat() if on else "", "answer": consultee.answer}
