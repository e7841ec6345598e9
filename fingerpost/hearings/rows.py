"""Hearings, meetings and reports as pages read them, in a fixed number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.changes.rows import requests_of
from fingerpost.committee.models import CommitteeReport
from fingerpost.hearings.models import Hearing, PlannedDecision
from fingerpost.meetings.models import Meeting
from fingerpost.rules.changes import RequestState

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.people.models import Council

OFFERED = 60
"""How many meetings a form offers."""


def hearings_of(council: Council) -> QuerySet[Hearing]:
    """The hearings of a council, with what their pages show."""
    return Hearing.objects.filter(report__plan__council=council).select_related(
        "report__plan",
        "meeting__body__council",
        "recorded_by",
        "came_from__meeting__body",
        "call_in__meeting__body",
    )


def reports_of(council: Council) -> QuerySet[CommitteeReport]:
    """The committee reports of a council."""
    return CommitteeReport.objects.filter(plan__council=council).select_related("plan__council", "period")


def meetings_of(council: Council) -> QuerySet[Meeting]:
    """The meetings of a council with their bodies."""
    return Meeting.objects.filter(body__council=council).select_related("body__council")


def coming(council: Council, since: date) -> QuerySet[Meeting]:
    """The meetings from a day on that a form offers, the next first."""
    return meetings_of(council).filter(day__gte=since).order_by("day", "body__name")[:OFFERED]


def undecided(report: CommitteeReport) -> QuerySet[ChangeRequest]:
    """The change requests of a report's plan that wait for a decision."""
    rows = requests_of(report.plan.council).filter(plan=report.plan, state=RequestState.SUBMITTED)
    return rows.exclude(held_decisions__ended_at=None, held_decisions__isnull=False).order_by(
        "asked_on", "pk"
    )


def planned_of(council: Council) -> QuerySet[PlannedDecision]:
    """The entries of a council's forward plan."""
    return PlannedDecision.objects.filter(council=council).select_related(
        "body", "meeting__body", "contact", "report"
    )
