"""The meetings that a report goes to, with what each is recommended to do, as the value of the report holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.committee.standards import recommended, standard_of
from fingerpost.rules.committee.recommendations import recommendations
from fingerpost.rules.committee.report import Purpose, Recommendation, ReportMeeting
from fingerpost.rules.committee.standard import ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.committee.models import CommitteeReport
    from fingerpost.meetings.models import Meeting
    from fingerpost.rules.committee.new_plan import DraftPlan
    from fingerpost.rules.snapshot import Snapshot

DECIDES = frozenset({Purpose.APPROVE, Purpose.NOTE})
ADVISES = frozenset({Purpose.CONSIDER, Purpose.NOTE})
"""What a body is asked to do that decides, and one that only advises."""

NOT_NAMED = "Meeting to be named"
"""What stands in the place of a meeting while the report goes to none."""


class Hearing(Protocol):
    """A report on the agenda of a meeting: a row of the hearings, which stand above this app."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""

    @property
    def recommendation(self) -> str:
        """What it is recommended, one item a line; empty where that is generated."""


def hearings_of(report: CommitteeReport) -> list[Hearing]:
    """Where the report is on an agenda, in the order of the days: one query."""
    rows: Any = report.hearings
    return list(rows.select_related("meeting__body").order_by("meeting__day", "pk"))


def is_key_decision(report: CommitteeReport) -> bool | None:
    """Whether the report asks for a key decision, by its entries of the forward plan; None where it has none."""
    entries: Any = report.planned_decisions
    said = list(entries.filter(withdrawn_on=None).values_list("key", flat=True))
    return any(said) if said else None


def meetings_of(
    report: CommitteeReport, record: Snapshot | DraftPlan, merged_risks: Mapping[str, str]
) -> tuple[ReportMeeting, ...]:
    """The meetings with their recommendations: as typed for each, or generated from the record.

    A report that goes to no meeting yet has one without name and day, so that it can be read whole.
    """
    kind = ReportKind(report.kind)
    templates = recommended(standard_of(report.plan.council), kind)

    def generated(purposes: frozenset[Purpose]) -> tuple[Recommendation, ...]:
        return recommendations(kind, purposes, record, templates=templates, merged_risks=merged_risks)

    named = tuple(
        ReportMeeting(
            each.meeting.body.name,
            each.meeting.day,
            _typed(each.recommendation.splitlines())
            or generated(DECIDES if each.meeting.body.authority else ADVISES),
        )
        for each in hearings_of(report)
    )
    return named or (ReportMeeting(NOT_NAMED, None, generated(DECIDES)),)


def _typed(lines: Iterable[str]) -> tuple[Recommendation, ...]:
    return tuple(Recommendation(Purpose.CONSIDER, each.strip()) for each in lines if each.strip())
