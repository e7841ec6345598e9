"""Loading a report or a part through the council; 404 for what is not there, 403 for what may not be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.committee.models import CommitteeReport, Part
from fingerpost.committee.rights import require_in_hand
from fingerpost.people.access import found

if TYPE_CHECKING:
    from fingerpost.people.access import Access

REPORT = (
    "plan__council",
    "period",
    "snapshot__previous",
    "officer",
    "portfolio_holder",
    "contact",
    "started_by",
    "approved_by",
    "issued_by",
    "template",
)
"""What the value of a report needs beside its row."""


def report_of(access: Access, pk: int) -> CommitteeReport:
    """A report of the council that the person may see."""
    rows = CommitteeReport.objects.filter(plan__council=access.council).select_related(*REPORT)
    report = found(rows.defer("template__content"), pk=pk)
    require_in_hand(access, report)
    return report


def part_of(access: Access, pk: int) -> Part:
    """A part of a report in hand, with the report."""
    rows = Part.objects.filter(report__plan__council=access.council).select_related("owner", "signed_by")
    part = found(rows, pk=pk)
    part.report = report_of(access, part.report_id)
    return part
