"""Putting a report before meetings, with what each is recommended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from fingerpost.committee.models import CommitteeReport
from fingerpost.hearings.models import Hearing
from fingerpost.history.record import record
from fingerpost.rules.changes import RequestState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person


class OnTheAgenda(ValueError):
    """The report stands on the agenda of this meeting already."""


class NotOfThisPlan(ValueError):
    """A change request belongs to another plan than the report, or waits for no decision."""


class Minuted(ValueError):
    """The minute is recorded, so the item stands as it was heard."""


class SomebodyElseSaved(ValueError):
    """Somebody else has saved the item since it was read."""


@transaction.atomic
def put_before(
    *,
    report: CommitteeReport,
    meeting: Meeting,
    recommendation: str = "",
    requests: Collection[ChangeRequest] = (),
    came_from: Hearing | None = None,
    by: Person,
    at: datetime,
) -> Hearing:
    """Put a report on the agenda of a meeting, after what stands there. Refuses it twice before the same meeting, and
    change requests of another plan or that wait for no decision.
    """
    report = CommitteeReport.objects.select_for_update(of=("self",)).select_related("plan").get(pk=report.pk)
    if meeting.body.council_id != report.plan.council_id:
        raise OnTheAgenda("The meeting is not one of this council.")
    _check_requests(report, requests)
    last = Hearing.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"]
    hearing = Hearing(
        report=report,
        meeting=meeting,
        came_from=came_from,
        place=(last or 0) + 1,
        recommendation=recommendation.strip(),
    )
    try:
        with transaction.atomic():
            hearing.save()
    except IntegrityError:
        raise OnTheAgenda(f"The report stands on the agenda of {meeting} already.") from None
    hearing.requests.set(requests)
    record(
        by=by,
        at=at,
        event="put a report before a meeting:",
        of=hearing,
        label=str(hearing),
        after=shown(hearing, requests),
    )
    return hearing


@transaction.atomic
def edit_hearing(
    *,
    hearing: Hearing,
    recommendation: str,
    requests: Collection[ChangeRequest],
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Hearing:
    """Another recommendation or other change requests for an item that is yet to be heard."""
    hearing = held_hearing(hearing, version)
    refuse_minuted(hearing)
    _check_requests(hearing.report, requests)
    before = shown(hearing, list(hearing.requests.all()))
    hearing.recommendation = recommendation.strip()
    hearing.version += 1
    hearing.save()
    hearing.requests.set(requests)
    record(
        by=by,
        at=at,
        event="edited an item of an agenda:",
        of=hearing,
        label=str(hearing),
        before=before,
        after=shown(hearing, requests),
    )
    return hearing


@transaction.atomic
def take_off(*, hearing: Hearing, why: str, by: Person, at: datetime) -> None:
    """Take a report off the agenda of a meeting that has not heard it. Refuses one whose minute is recorded."""
    hearing = held_hearing(hearing, None)
    refuse_minuted(hearing)
    record(
        by=by,
        at=at,
        event="took a report off the agenda:",
        of=hearing,
        label=str(hearing),
        before=shown(hearing, list(hearing.requests.all())),
        why=why.strip(),
    )
    hearing.delete()


def held_hearing(hearing: Hearing, version: int | None) -> Hearing:
    """The item as it stands, locked. Refuses a version that was saved over."""
    rows = Hearing.objects.select_for_update(of=("self",))
    held = rows.select_related("meeting__body__council", "report__plan").get(pk=hearing.pk)
    if version is not None and held.version != version:
        raise SomebodyElseSaved(
            "Somebody else has saved this since you opened it. Open the page again to see it."
        )
    return held


def refuse_minuted(hearing: Hearing) -> None:
    """Refuse what the minute has settled."""
    if hearing.outcome:
        raise Minuted(f"The minute of this item is recorded ({hearing.minute}).")


def shown(hearing: Hearing, requests: Collection[ChangeRequest]) -> dict[str, Any]:
    """The item for the record."""
    return {
        "recommendation": hearing.recommendation,
        "requests": sorted(each.asked["ref"] for each in requests),
    }


def _check_requests(report: CommitteeReport, requests: Collection[ChangeRequest]) -> None:
    if any(each.plan_id != report.plan_id or each.state != RequestState.SUBMITTED for each in requests):
        raise NotOfThisPlan("Only requests of the report’s plan that wait for a decision go with it.")
