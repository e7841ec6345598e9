"""The report of a month as a document: a draft while the month is open, from its snapshot once it is closed."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.cache import cache

from fingerpost import __version__
from fingerpost.issuing.models import Report
from fingerpost.monitoring.closing import as_it_stands, snapshot_before, value_of
from fingerpost.monitoring.models import Snapshot
from fingerpost.reports.comparison import comparison_document
from fingerpost.reports.compose import compose
from fingerpost.reports.compose.further_reports import Further, compose_further
from fingerpost.reports.document import Emphasis, Heading, Text
from fingerpost.reports.formats import FORMATS, render
from fingerpost.reports.renderers.html import render_fragment
from fingerpost.scrutiny.values import as_at_issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from fingerpost.monitoring.models import Period
    from fingerpost.reports.document import Block, Document
    from fingerpost.rules.draft import Draft
    from fingerpost.rules.scrutiny import AtIssue
    from fingerpost.rules.snapshot import Snapshot as Value

DRAFT = "DRAFT"
KEPT_FOR = 7 * 24 * 3600
"""For how many seconds a closed month's page is kept once made."""
_BEGINNING = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the time that every file within a zip has, so that its bytes are the same

Notes = dict[str, list[str]]


class Published(Protocol):
    """A month known from an old report only: a row of the intake, which stands beside this app."""

    pk: Any
    month: str

    @property
    def draft(self) -> Draft:
        """What the old report says."""


def notes_of(period: Period) -> Notes:
    """The notes on what happened since the month was closed, by ref, each with its day and who wrote it."""
    found: Notes = {}
    for each in period.since_notes.select_related("action", "by"):
        found.setdefault(each.action.ref, []).append(f"{each.at:%Y-%m-%d}, {each.by.shown}: {each.words}")
    return found


def requests_at(period: Period, previous: Snapshot | None, *, at: datetime) -> AtIssue:
    """What Members asked, as the period's report prints it if it is made at a moment: what waits, and what was
    answered since the last report, or else since `previous` was closed.

    The report of a month that another has followed was to be made before that was closed.
    """
    later = Snapshot.objects.filter(period__plan=period.plan_id, period__first__gt=period.last, version=1)
    followed = later.order_by("period__first").values_list("closed_at", flat=True).first()
    before = (
        Report.objects.filter(snapshot__period__plan=period.plan_id, snapshot__period__last__lt=period.first)
        .order_by("-issued_at")
        .values_list("issued_at", flat=True)
        .first()
    )
    if before is None and previous is not None:
        before = previous.closed_at
    return as_at_issue(period, since=before, at=at if followed is None else min(at, followed))


def requests_of(stored: Snapshot, report: Report | None, *, at: datetime) -> AtIssue:
    """What Members asked, as frozen with the last issued report of a version; as it is now where none was issued."""
    return requests_at(stored.period, stored.previous, at=at) if report is None else report.asked


def draft_document(period: Period, *, at: datetime) -> Document:
    """The report of an open month as it stands, marked as a draft in its title and in every format."""
    before = snapshot_before(period)
    previous = None if before is None else value_of(before)
    value = as_it_stands(period, on=at.date(), previous=previous)
    made = compose(value, previous=previous, requests=requests_at(period, before, at=at))
    return as_draft(_with(made, _published(period, value)))


def further_document(
    period: Period, stored: Snapshot | None, kind: Further, of: str, *, on: date
) -> Document:
    """Another report of a closed month's version, or of the open month as a draft. Refuses what it has nothing of."""
    before = snapshot_before(period) if stored is None else stored.previous
    previous = None if before is None else value_of(before)
    value = as_it_stands(period, on=on, previous=previous) if stored is None else value_of(stored)
    made = compose_further(value, kind, of=of or None, previous=previous)
    return as_draft(made) if stored is None else made


def as_draft(document: Document) -> Document:
    """The document with the mark of a draft."""
    return replace(
        document,
        title=f"{DRAFT}: {document.title}",
        draft_mark=True,
        sheets=tuple(replace(each, title=f"{DRAFT}: {each.title}") for each in document.sheets),
        properties={**document.properties, "draft": "Draft: the month is not closed and may change"},
    )


def closed_document(
    stored: Snapshot,
    previous: Snapshot | None,
    notes: Mapping[str, Sequence[str]],
    requests: AtIssue | None = None,
) -> Document:
    """The report of a version of a closed month, compared with the snapshot that it stands on, with what Members
    asked (None: left out).
    """
    value = value_of(stored)
    before = None if previous is None else value_of(previous)
    extra = () if previous else _published(stored.period, value)
    return document_of(value, before, notes, requests=requests, extra=extra)


def document_of(
    value: Value,
    previous: Value | None,
    notes: Mapping[str, Sequence[str]],
    *,
    requests: AtIssue | None = None,
    closed_digest: str | None = None,
    extra: Sequence[Block] = (),
) -> Document:
    """The report of the value of a month, with what was noted since and what Members asked.

    `closed_digest` is printed as that of the closed record, where the value is only what is public of it.
    """
    made = compose(value, previous=previous, requests=requests, closed_digest=closed_digest)
    return _with(made, (*extra, *_since(notes)))


def fragment_of(stored: Snapshot, notes: Notes, requests: AtIssue) -> tuple[str, str]:
    """The title and the page of a version of a closed month, made once and kept by what it is made of."""
    published = _published_before(stored.period)
    made_of = (
        __version__,
        stored.digest,
        stored.previous_id,
        sorted(notes.items()),
        requests,
        published and (published.pk, published.month),
    )
    key = f"report-{sha256(repr(made_of).encode()).hexdigest()}"
    kept: tuple[str, str] | None = cache.get(key)
    if kept is None:
        document = closed_document(stored, stored.previous, notes, requests)
        kept = document.title, render_fragment(document)
        cache.set(key, kept, KEPT_FOR)
    return kept


def file_of(document: Document, to: str, *, stem: str) -> bytes:
    """The one file of a format; of CSV, a zip of its files. The same document gives the same bytes."""
    made = render(document, to, stem=stem)
    return next(iter(made.values())) if to != "csv" else zipped(made)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one zip file, by name; the same files give the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name, data in sorted(files.items()):
            entry = ZipInfo(name, _BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, data)
    return packed.getvalue()


def file_name(stem: str, to: str) -> str:
    """The name under which a format is handed out."""
    return f"{stem}-csv.zip" if to == "csv" else f"{stem}.{to}"


def stem_of(period: Period, version: int | None, kind: str = "report") -> str:
    """What the files of a report are called before their format."""
    state = "DRAFT" if version is None else f"v{version}"
    return f"{period.plan.code}-{period.last}-{kind}-{state}"


def all_formats() -> tuple[str, ...]:
    """The formats in which a report is handed out."""
    return FORMATS


def _published_before(period: Period) -> Published | None:
    """The last month before the period that is known from an old report of its plan only."""
    return period.plan.published_months.filter(month__lt=str(period.first)).order_by("-month").first()


def _with(document: Document, blocks: Sequence[Block]) -> Document:
    return replace(document, blocks=(*document.blocks, *blocks))


def _since(notes: Mapping[str, Sequence[str]]) -> tuple[Block, ...]:
    if not notes:
        return ()
    return (
        Heading(1, "Since then", "since-then-notes"),
        Text(
            "These notes were written after the month was closed. They are no part of its record or figures.",
            emphasis=Emphasis.NOTE,
        ),
        *(Text(f"{ref}: {words}") for ref, said in sorted(notes.items()) for words in said),
    )


def _published(period: Period, value: Value) -> tuple[Block, ...]:
    """The figures of the month before as an old report printed them, where no month before was closed here."""
    published = _published_before(period)
    if published is None or snapshot_before(period) is not None:
        return ()
    compared = comparison_document(published.draft, value)
    heading = Heading(1, f"Compared with {published}", "compared-as-published")
    return (heading, *compared.blocks)
