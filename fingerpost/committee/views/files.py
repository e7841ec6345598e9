"""The report on screen and as files: of a report in hand as a draft, of an issued one as issued."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fingerpost.committee.documents import FORMATS, MEDIA_TYPES, document_of, rendered, stem_of
from fingerpost.committee.models import Audience, ReportFile
from fingerpost.committee.rights import sees_all
from fingerpost.committee.standards import standard_of
from fingerpost.committee.views.loading import report_of
from fingerpost.files.keeping import served
from fingerpost.people.access import found, page
from fingerpost.reports.renderers.html import render_fragment
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.committee.models import CommitteeReport
    from fingerpost.people.access import CouncilRequest


def _audience(request: CouncilRequest) -> Audience:
    """For whom it is shown: whole for those who see all and did not ask for the public's version."""
    whole = sees_all(request.access) and request.GET.get("for") != Audience.PUBLIC
    return Audience.FULL if whole else Audience.PUBLIC


@page(Act.READ_PLAN)
def preview(request: CouncilRequest, pk: int) -> HttpResponse:
    """How does the whole report read?"""
    shown = report_of(request.access, pk)
    audience = _audience(request)
    document = document_of(shown, audience)
    return render(
        request,
        "committee/preview.html",
        {
            "report": shown,
            "title": document.title,
            "body": render_fragment(document),
            "audience": audience,
            "sees_all": sees_all(request.access),
            "formats": FORMATS,
        },
    )


@page(Act.READ_PLAN)
def download(request: CouncilRequest, pk: int, to: str) -> HttpResponse:
    """A report in hand as a file, marked as a draft; an issued one is served as issued instead."""
    if to not in FORMATS:
        raise Http404
    shown = report_of(request.access, pk)
    audience = _audience(request)
    if shown.issued_at is not None:
        file = found(shown.files.select_related("file"), audience=audience, kind="report", format=to)
        return served(file.file)
    content = rendered(document_of(shown, audience), to, template=_template(shown))
    answer = HttpResponse(content, content_type=MEDIA_TYPES[to])
    name = f"{stem_of(shown, audience)}-DRAFT.{to}"
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["ETag"] = f'"{sha256(content).hexdigest()}"'
    return answer


def _template(report: CommitteeReport) -> bytes | None:
    template = standard_of(report.plan.council).template
    return None if template is None else bytes(template.content)


@page(Act.READ_PLAN)
def issued_file(request: CouncilRequest, pk: int) -> HttpResponse:
    """A file of an issued report, as it was issued. The whole report is for those who see exempt parts."""
    access = request.access
    rows = ReportFile.objects.filter(report__plan__council=access.council)
    if not sees_all(access):
        rows = rows.filter(audience=Audience.PUBLIC)
    file = found(rows.select_related("file"), pk=pk).file
    if request.headers.get("If-None-Match") == f'"{file.sha256}"':
        return HttpResponse(status=304, headers={"ETag": f'"{file.sha256}"'})
    return served(file)
