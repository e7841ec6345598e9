"""Issuing a report: its record is frozen and every file kept as issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost import __version__
from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.issuing.documents import (
    all_formats,
    closed_document,
    file_name,
    file_of,
    notes_of,
    requests_at,
    stem_of,
)
from fingerpost.issuing.models import IssuedFile, Report
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.reports.formats import MEDIA_TYPES
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person

EXCEPTION_REPORT = "exception report"


class NotYetClosed(ValueError):
    """The month is open, so its report is a draft and cannot be issued."""


class IssuedAlready(ValueError):
    """This version was issued before, with the same notes and requests."""


@transaction.atomic
def issue_report(*, period: Period, by: Person, at: datetime) -> Report:
    """Issue the report of the last version of a closed month: freeze what it is made of, and keep every file.

    What was issued before stays, superseded. Refuses an open month, and a version issued before since when no
    note was added and nothing that Members asked has moved.
    """
    held = Period.objects.select_for_update(of=("self",)).select_related("plan__council").get(pk=period.pk)
    stored = held.snapshots.select_related("previous").order_by("-version").first()
    if stored is None:
        raise NotYetClosed(f"{held} is open; its report can be issued once it is closed.")
    notes, requests = notes_of(held), to_plain(requests_at(held, stored.previous, at=at))
    last = Report.objects.filter(snapshot=stored).first()
    if last is not None and (last.notes, last.requests) == (notes, requests):
        raise IssuedAlready(f"Version {stored.version} of {held} was issued already.")
    report = Report.objects.create(
        snapshot=stored,
        previous=stored.previous,
        kind=EXCEPTION_REPORT,
        notes=notes,
        requests=requests,
        release=__version__,
        issued_by=by,
        issued_at=at,
    )
    digests = {}
    for to, content in files_of(report).items():
        file = keep_file(
            council=held.plan.council,
            name=file_name(stem_of(held, stored.version), to),
            media_type=MEDIA_TYPES[to],
            content=content,
            at=at,
        )
        IssuedFile.objects.create(report=report, format=to, file=file)
        digests[to] = file.sha256
    record(
        by=by,
        at=at,
        event="issued the report",
        of=report,
        label=f"Report of {stored}",
        after={"snapshot": stored.digest, "release": report.release, "files": digests},
    )
    return report


def files_of(report: Report) -> dict[str, bytes]:
    """Every file of a report, made from its record: the same record and release give the same bytes."""
    stored: Snapshot = report.snapshot
    document = closed_document(stored, report.previous, report.notes, report.asked)
    stem = stem_of(stored.period, stored.version)
    return {to: file_of(document, to, stem=stem) for to in all_formats()}
