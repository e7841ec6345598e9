"""Reports: of the open month as a draft, of every closed month and version, and as they were issued."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.files.keeping import served
from fingerpost.govuk.lists import Choice, Column, listing
from fingerpost.issuing.documents import (
    closed_document,
    draft_document,
    file_name,
    file_of,
    fragment_of,
    further_document,
    notes_of,
    requests_of,
    stem_of,
)
from fingerpost.issuing.models import IssuedFile, Report
from fingerpost.issuing.operations import issue_report
from fingerpost.monitoring.closing import as_it_stands, value_of
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.monitoring.months import months_listed
from fingerpost.people.access import found, page
from fingerpost.people.models import Service
from fingerpost.plans.models import Plan
from fingerpost.reports.comparison import comparison_document
from fingerpost.reports.compose.further_reports import Further, names_for
from fingerpost.reports.formats import MEDIA_TYPES
from fingerpost.reports.renderers.html import fragment_style, render_fragment
from fingerpost.rules.draft_comparison import NotComparable
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.people.access import Access, CouncilRequest

FORMAT_WORDS = {
    "pdf": _("PDF"),
    "docx": _("Word"),
    "xlsx": _("Excel"),
    "html": _("Web page"),
    "csv": _("CSV (zip)"),
    "json": _("JSON"),
}
FURTHER_WORDS = {
    Further.PLAN: _("Full plan report"),
    Further.REDATED: _("Schedule of re-dated actions"),
    Further.COMPLETED: _("What was completed"),
    Further.FIGURES: _("Figures by section, service, portfolio and priority"),
    Further.BRIEFING: _("Briefing for a portfolio"),
    Further.SERVICE: _("Actions of a service"),
}
FURTHER_FORMATS = ("pdf", "docx", "xlsx")


def _period(access: Access, pk: int) -> Period:
    return found(Period.objects.filter(plan__council=access.council).select_related("plan__council"), pk=pk)


def _versions(period: Period) -> list[Snapshot]:
    versions = list(period.snapshots.select_related("previous", "closed_by").order_by("version"))
    for each in versions:
        each.period = period
    return versions


def _chosen(versions: list[Snapshot], version: int | None) -> Snapshot | None:
    """The version asked for, the last one where none is; None in an open month. 404 where there is no such version."""
    if version is None:
        return versions[-1] if versions else None
    chosen = next((each for each in versions if each.version == version), None)
    if chosen is None:
        raise Http404
    return chosen


def _asked_version(request: CouncilRequest) -> int | None:
    asked = request.GET.get("version", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404
    return int(asked)


@page(Act.READ_PLAN)
def reports(request: CouncilRequest) -> HttpResponse:
    """Which reports are there: of each month, and as issued?"""
    council = request.access.council
    newer = Snapshot.objects.filter(
        period=OuterRef("snapshot__period"), version__gt=OuterRef("snapshot__version")
    )
    later = Report.objects.filter(snapshot=OuterRef("snapshot"), issued_at__gt=OuterRef("issued_at"))
    issued = (
        Report.objects.filter(snapshot__period__plan__council=council)
        .select_related("snapshot__period__plan", "issued_by")
        .defer("snapshot__json")
        .prefetch_related("files")
        .annotate(superseded=Exists(newer) | Exists(later))
    )
    plans = [(str(each.pk), each.title) for each in Plan.objects.filter(council=council)]
    found_issued = listing(
        issued,
        request.GET,
        filters=(
            Choice("plan", _("Plan"), plans, "snapshot__period__plan_id"),
            Choice("state", _("State"), [("False", _("Current")), ("True", _("Superseded"))], "superseded"),
        ),
        columns=(
            Column("month", _("Month"), ("snapshot__period__first", "snapshot__version")),
            Column("version", _("Version"), ("snapshot__version", "-issued_at"), numeric=True),
            Column("issued", _("Issued"), ("issued_at",)),
            Column("state", _("State"), ("superseded", "-issued_at")),
            Column("files", _("Files")),
        ),
        sort="-issued",
    )
    return render(
        request,
        "issuing/reports.html",
        {
            "months": months_listed(council, request.GET, name="month", beside=found_issued),
            "issued": found_issued,
            "words": FORMAT_WORDS,
        },
    )


@page(Act.READ_PLAN)
def month(request: CouncilRequest, pk: int, version: int | None = None) -> HttpResponse:
    """What does the month's report say?"""
    access = request.access
    period = _period(access, pk)
    versions = _versions(period)
    stored = _chosen(versions, version)
    issued = None
    if stored is None:
        document = draft_document(period, at=access.at)
        title, body = document.title, render_fragment(document)
    else:
        issued = Report.objects.filter(snapshot=stored).select_related("issued_by").first()
        title, body = fragment_of(stored, notes_of(period), requests_of(stored, issued, at=access.at))
    return render(
        request,
        "issuing/month.html",
        {
            "period": period,
            "versions": versions,
            "stored": stored,
            "title": title,
            "body": body,
            "words": FORMAT_WORDS,
            "further": FURTHER_WORDS,
            "issued": issued,
            "others": Period.objects.filter(plan__council=access.council, last__lt=period.first).exclude(
                closed_at=None
            ),
        },
    )


@page(Act.READ_PLAN)
def download(request: CouncilRequest, pk: int, to: str) -> HttpResponse:
    """The month's report as a file, made now; what was issued is served as issued instead."""
    if to not in MEDIA_TYPES:
        raise Http404
    access = request.access
    period = _period(access, pk)
    stored = _chosen(_versions(period), _asked_version(request))
    if stored is None:
        document = draft_document(period, at=access.at)
    else:
        issued = Report.objects.filter(snapshot=stored).first()
        requests = requests_of(stored, issued, at=access.at)
        document = closed_document(stored, stored.previous, notes_of(period), requests)
    stem = stem_of(period, stored.version if stored else None)
    return _as_file(file_of(document, to, stem=stem), file_name(stem, to), to)


def _as_file(content: bytes, name: str, to: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MEDIA_TYPES[to])
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["ETag"] = f'"{sha256(content).hexdigest()}"'
    return answer


@page(Act.PUBLISH, methods=("POST",))
def issue(request: CouncilRequest, pk: int) -> HttpResponse:
    """Issue the report of a closed month."""
    access = request.access
    period = _period(access, pk)
    try:
        issue_report(period=period, by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The report of %(month)s is issued.") % {"month": period})
    return redirect("issuing:month", council=access.council.slug, pk=period.pk)


@page(Act.READ_PLAN)
def issued_file(request: CouncilRequest, pk: int) -> HttpResponse:
    """A file of an issued report, as it was issued."""
    mine = IssuedFile.objects.filter(report__snapshot__period__plan__council=request.access.council)
    file = found(mine.select_related("file"), pk=pk).file
    if request.headers.get("If-None-Match") == f'"{file.sha256}"':
        return HttpResponse(status=304, headers={"ETag": f'"{file.sha256}"'})
    return served(file)


@page(Act.READ_PLAN)
def further(request: CouncilRequest, pk: int, kind: str) -> HttpResponse:
    """Another report of the month: on screen, or as a file where a format is asked for (`as`)."""
    access = request.access
    if kind not in set(Further):
        raise Http404
    asked, of, to = Further(kind), request.GET.get("of", ""), request.GET.get("as", "")
    period = _period(access, pk)
    stored = _chosen(_versions(period), _asked_version(request))
    on = access.at.date()
    names: tuple[str, ...] = ()
    if asked.of_one:
        names = names_for(value_of(stored) if stored else as_it_stands(period, on=on), asked)
        if of not in names and of:
            raise Http404
        of = of or _own(names, asked, access) or (names[0] if names else "")
    document = further_document(period, stored, asked, of, on=on) if of or not asked.of_one else None
    if to:
        if to not in FURTHER_FORMATS or document is None:
            raise Http404
        stem = stem_of(period, stored.version if stored else None, asked)
        return _as_file(file_of(document, to, stem=stem), file_name(stem, to), to)
    return render(
        request,
        "issuing/further.html",
        {
            "period": period,
            "stored": stored,
            "document": document,
            "body": render_fragment(document) if document else "",
            "names": names,
            "of": of,
            "label": FURTHER_WORDS[asked],
            "formats": [(each, FORMAT_WORDS[each]) for each in FURTHER_FORMATS],
        },
    )


def _own(names: Sequence[str], asked: Further, access: Access) -> str:
    """The portfolio or the service of whoever looks, where there is such a report; else nothing."""
    person = access.person
    if asked is Further.BRIEFING:
        own = {", ".join(filter(None, (person.shown, person.portfolio)))} if person.portfolio else set()
    else:
        rows = Service.objects.filter(Q(pk__in=access.service_ids) | Q(pk=person.service_id))
        own = set(rows.values_list("name", flat=True))
    return next((each for each in names if each in own), "")


@page(Act.READ_PLAN)
def compared(request: CouncilRequest, pk: int) -> HttpResponse:
    """What moved between another month (`with`) and this one, action by action?"""
    access = request.access
    period = _period(access, pk)
    closed = Period.objects.filter(plan__council=access.council).exclude(closed_at=None)
    others = closed.filter(last__lt=period.first).select_related("plan")
    stored = _chosen(_versions(period), None)
    asked = request.GET.get("with", "")
    other = found(others, pk=int(asked)) if asked.isdecimal() else others.first()
    body, title, problem = "", gettext("What moved"), ""
    if other is not None:
        before = value_of(other.snapshots.latest("version"))
        after = value_of(stored) if stored else as_it_stands(period, on=access.at.date())
        try:
            document = comparison_document(before, after)
        except NotComparable as refusal:
            problem = str(refusal)
        else:
            title, body = document.title, render_fragment(document)
    return render(
        request,
        "issuing/compared.html",
        {
            "period": period,
            "others": others,
            "other": other,
            "title": title,
            "body": body,
            "problem": problem,
        },
    )


@page(Act.READ_PLAN)
def style(request: CouncilRequest) -> HttpResponse:  # every page takes the request
    """The style sheet of a report within our frame: the same rules as in the file."""
    answer = HttpResponse(fragment_style(), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer
