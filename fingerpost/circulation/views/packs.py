"""The papers of a meeting as one PDF to print."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fingerpost.circulation.files import sees_exempt
from fingerpost.circulation.packs import pack_name, pack_of, papers_of
from fingerpost.committee.models import Audience
from fingerpost.meetings.models import Meeting
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.people.access import Access, CouncilRequest


def _meeting(access: Access, pk: int) -> Meeting:
    return found(Meeting.objects.filter(body__council=access.council).select_related("body__council"), pk=pk)


@page(Act.READ_PLAN)
def papers(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which papers does this meeting have?"""
    meeting = _meeting(request.access, pk)
    whole = sees_exempt(request.access.person)
    audience = Audience.FULL if whole else Audience.PUBLIC
    shown = {"meeting": meeting, "papers": papers_of(meeting, audience), "sees_all": whole}
    return render(request, "circulation/papers.html", shown)


@page(Act.READ_PLAN)
def pack(request: CouncilRequest, pk: int, audience: str) -> HttpResponse:
    """The papers as one file: for the public, or whole for those who see exempt parts."""
    if audience not in set(Audience):
        raise Http404
    if audience == Audience.FULL and not sees_exempt(request.access.person):
        raise PermissionDenied("You may not see exempt parts.")
    meeting = _meeting(request.access, pk)
    content = pack_of(meeting, Audience(audience))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=pack_name(meeting, Audience(audience)))
        or "attachment"
    )
    answer["ETag"] = f'"{sha256(content).hexdigest()}"'
    return answer
