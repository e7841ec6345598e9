"""From draft to approved: sent for sign-off, differences accepted, approved, sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.committee.models import Acceptance, CommitteeReport, ReportState
from fingerpost.committee.operations.holding import held_report, touched
from fingerpost.committee.reading import reading_of
from fingerpost.committee.states import refuse_move
from fingerpost.history.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fingerpost.people.models import Person


class NotReady(ValueError):
    """Something stands in the way; `hindrances` are sentences that name all of it."""

    def __init__(self, hindrances: Sequence[str]) -> None:
        super().__init__(" ".join(hindrances))
        self.hindrances = tuple(hindrances)


class NoSuchDifference(ValueError):
    """The text has no such difference, or not any more."""


class NoReason(ValueError):
    """What is accepted or sent back needs its reason."""


@transaction.atomic
def send_for_sign_off(*, report: CommitteeReport, by: Person, at: datetime) -> CommitteeReport:
    """Ask the owners, and finance and legal, to sign their parts."""
    held = held_report(report.pk, by=by, states=frozenset(ReportState))
    refuse_move(held.state, ReportState.IN_SIGN_OFF)
    _moved(held, ReportState.IN_SIGN_OFF, "sent for sign-off the report", by, at)
    return held


@transaction.atomic
def take_back_to_draft(*, report: CommitteeReport, by: Person, at: datetime) -> CommitteeReport:
    """Take a report that is in sign-off back to be written; what is signed stays signed while it reads the same."""
    held = held_report(report.pk, by=by, states=frozenset(ReportState))
    refuse_move(held.state, ReportState.DRAFT)
    _moved(held, ReportState.DRAFT, "took back to draft the report", by, at)
    return held


@transaction.atomic
def accept_difference(
    *, report: CommitteeReport, finding: str, reason: str, by: Person, at: datetime
) -> Acceptance:
    """Accept that the text differs from the record, with the reason, which stands in the file's record.

    `finding` is the key of a difference that stands open (`Difference.key`). Refuses another, and no reason. The
    history does not repeat what an exempt part says.
    """
    held = held_report(report.pk, by=by)
    if not reason.strip():
        raise NoReason("Say why the difference is right as it stands.")
    reading = reading_of(held)
    found = next((each for each in reading.differences if each.key == finding), None)
    if found is None:
        raise NoSuchDifference("The text has no such difference any more; look at the list again.")
    exempt = any(each.row.key == found.part and each.exemption is not None for each in reading.parts)
    made = Acceptance.objects.create(
        report=held,
        finding=finding,
        check_id=found.check,
        part=found.part,
        words=found.words,
        message=found.message,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    record(
        by=by,
        at=at,
        event="accepted a difference in the report",
        of=held,
        label=held.title,
        after={"check": found.check, "part": found.part}
        if exempt
        else {"check": found.check, "part": found.part, "words": found.words, "finding": found.message},
        why="" if exempt else made.reason,
    )
    return made


@transaction.atomic
def take_back_acceptance(*, acceptance: Acceptance, by: Person, at: datetime) -> None:
    """Let a difference stand open again."""
    held = held_report(acceptance.report_id, by=by)
    record(
        by=by,
        at=at,
        event="took back an acceptance in the report",
        of=held,
        label=held.title,
        before={"check": acceptance.check_id, "part": acceptance.part},
    )
    acceptance.delete()


@transaction.atomic
def approve_report(*, report: CommitteeReport, by: Person, at: datetime) -> CommitteeReport:
    """Approve a report in sign-off for issue. Refuses while anything stands in the way (`NotReady` names all)."""
    held = held_report(report.pk, by=by, states=frozenset(ReportState))
    refuse_move(held.state, ReportState.APPROVED)
    if found := reading_of(held).hindrances:
        raise NotReady(found)
    held.approved_by, held.approved_at = by, at
    _moved(held, ReportState.APPROVED, "approved the report", by, at, "approved_by", "approved_at")
    return held


@transaction.atomic
def send_back(*, report: CommitteeReport, why: str, by: Person, at: datetime) -> CommitteeReport:
    """Take the approval of a report back, with the reason, so that it can be written and signed again."""
    if not why.strip():
        raise NoReason("Say what is to be put right.")
    held = held_report(report.pk, by=by, states=frozenset({ReportState.APPROVED}))
    held.approved_by = held.approved_at = None
    _moved(
        held,
        ReportState.IN_SIGN_OFF,
        "sent back the report",
        by,
        at,
        "approved_by",
        "approved_at",
        why=why.strip(),
    )
    return held


def _moved(
    report: CommitteeReport,
    to: ReportState,
    event: str,
    by: Person,
    at: datetime,
    *fields: str,
    why: str = "",
) -> None:
    before = report.state
    report.state = str(to)
    touched(report, "state", *fields)
    record(
        by=by,
        at=at,
        event=event,
        of=report,
        label=report.title,
        before={"state": before},
        after={"state": report.state},
        why=why,
    )
