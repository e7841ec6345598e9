"""What operations on a report begin with: the report held for the transaction, in a state that allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.committee.models import CommitteeReport, Part, ReportState
from fingerpost.committee.states import IN_HAND, NotInThisState
from fingerpost.plans.operations.holding import refuse_others

if TYPE_CHECKING:
    from collections.abc import Collection

    from fingerpost.people.models import Person


class SomebodyElseWrote(ValueError):
    """The part was saved by somebody else since it was read; `now` is the part as it stands."""

    def __init__(self, now: Part) -> None:
        super().__init__("Somebody else has saved this part since you opened it.")
        self.now = now


def held_report(pk: int, *, by: Person, states: Collection[ReportState] = IN_HAND) -> CommitteeReport:
    """The report, held until the transaction ends. Refuses other states, and people of another council."""
    report = (
        CommitteeReport.objects.select_for_update(of=("self",))
        .select_related("plan__council", "period", "snapshot__previous", "officer", "portfolio_holder")
        .get(pk=pk)
    )
    refuse_others(report.plan.council_id, (by,))
    if report.state not in states:
        raise NotInThisState(f"The report is {report.state}, so this cannot be done.")
    return report


def held_part(part: Part, *, by: Person, version: int | None = None) -> Part:
    """The part of a report in hand, held with its report, one version further.

    Refuses a part that is no longer the version that was read (None: whatever stands).
    """
    report = held_report(part.report_id, by=by)
    held = Part.objects.select_for_update(of=("self",)).select_related("owner", "signed_by").get(pk=part.pk)
    held.report = report
    if version is not None and held.version != version:
        raise SomebodyElseWrote(held)
    held.version += 1
    return held


def touched(report: CommitteeReport, *fields: str) -> None:
    """Save fields of a held report as its next version."""
    report.version += 1
    report.save(update_fields=[*fields, "version"])


def unsigned(part: Part) -> None:
    """Take the sign-off off a part; whoever holds it saves it."""
    part.signed_by, part.signed_at, part.signed_digest = None, None, ""
