"""The parts that wait for whoever is signed in."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from fingerpost.committee.mine import waiting_for
from fingerpost.committee.models import Part
from fingerpost.committee.operations.parts import ToSign, sign_together
from fingerpost.committee.reading import reading_of
from fingerpost.committee.rights import may_sign, sign_right
from fingerpost.committee.views.loading import report_of
from fingerpost.people.access import page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN, methods=("GET", "POST"))
def waiting(request: CouncilRequest) -> HttpResponse:
    """Which parts are mine to write or to sign? Several may be signed at once (`part` names them)."""
    access = request.access
    if request.method == "POST":
        chosen = {int(each) for each in request.POST.getlist("part") if each.isdecimal()}
        signed = 0
        rows = Part.objects.filter(report__plan__council=access.council, pk__in=chosen).select_related(
            "report"
        )
        mine = [each for each in rows.order_by("report_id", "place") if may_sign(access, each)]
        for _report, together in groupby(mine, key=lambda each: each.report_id):
            try:
                signed += len(
                    sign_together(
                        these=[ToSign(each, sign_right(each), _read(request, each)) for each in together],
                        by=access.person,
                        at=access.at,
                    )
                )
            except ValueError as refusal:
                messages.error(request, str(refusal))
        if signed:
            messages.success(
                request,
                ngettext("%(number)s part is signed off.", "%(number)s parts are signed off.", signed)
                % {"number": signed},
            )
        return redirect("committee:waiting", council=access.council.slug)
    found = waiting_for(access)
    to_sign = [
        now
        for pk in found.in_sign_off
        for now in reading_of(report_of(access, pk)).to_sign
        if may_sign(access, now.row)
    ]
    return render(request, "committee/waiting.html", {"waiting": found, "to_sign": to_sign})


def _read(request: CouncilRequest, part: Part) -> int:
    """The version of a part that its signatory had read."""
    version = request.POST.get(f"version {part.pk}", "")
    return int(version) if version.isdecimal() else 0
