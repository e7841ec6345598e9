"""Verifying issued reports: whether their files are those of which the history tells that they were issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.history.models import Entry
from fingerpost.history.record import subject_of
from fingerpost.issuing.models import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.people.models import Council


def faults_of_reports(council: Council) -> Iterator[str]:
    """Each issued report with other files than were issued, in a sentence."""
    rows = Report.objects.filter(snapshot__period__plan__council=council).order_by("pk")
    reports = {subject_of(each): each for each in rows.prefetch_related("files__file")}
    entries = Entry.objects.filter(
        council_id=council.pk, event="issued the report", subject__in=reports.keys()
    )
    for entry in entries.order_by("pk"):
        report = reports[entry.subject]
        kept = {each.format: each.file.sha256 for each in report.files.all()}
        if kept != entry.after.get("files", {}):
            yield f"The files of the report issued for {report.snapshot} are not those of which the history tells."
