"""Moving a report on: sign-off, differences, approval, issue; and taking it to a corrected month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.committee.forms import ReasonForm
from fingerpost.committee.operations.approving import (
    NotReady,
    accept_difference,
    approve_report,
    send_back,
    send_for_sign_off,
    take_back_acceptance,
    take_back_to_draft,
)
from fingerpost.committee.operations.issuing import issue_report
from fingerpost.committee.operations.reports import follow_correction
from fingerpost.committee.reading import reading_of
from fingerpost.committee.rights import may_write, sees_part
from fingerpost.committee.views.loading import report_of
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from fingerpost.committee.models import CommitteeReport
    from fingerpost.people.access import CouncilRequest

MOVES: dict[str, tuple[Act, Callable[..., CommitteeReport], object]] = {
    "send for sign-off": (Act.DRAFT_REPORT, send_for_sign_off, _("The report is sent for sign-off.")),
    "back to draft": (Act.DRAFT_REPORT, take_back_to_draft, _("The report is a draft again.")),
    "follow": (Act.DRAFT_REPORT, follow_correction, _("The report rests on the corrected month now.")),
    "approve": (Act.APPROVE_REPORT, approve_report, _("The report is approved.")),
    "send back": (Act.APPROVE_REPORT, send_back, _("The report is sent back.")),
    "issue": (Act.PUBLISH, issue_report, _("The report is issued.")),
}
"""What may be done with a report as a whole: the right to it, the operation, what is said afterwards."""


@page(Act.READ_PLAN, methods=("POST",))
def move(request: CouncilRequest, pk: int) -> HttpResponse:
    """Do what the pressed button says (`then`)."""
    access = request.access
    shown = report_of(access, pk)
    if request.POST.get("then") not in MOVES:
        raise BadRequest
    act, operation, said = MOVES[request.POST["then"]]
    access.require(act)
    more = {"why": request.POST.get("why", "")[:1000]} if operation is send_back else {}
    try:
        operation(report=shown, by=access.person, at=access.at, **more)
    except NotReady as refusal:
        for each in refusal.hindrances:
            messages.error(request, each)
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect("committee:report", council=access.council.slug, pk=pk)


@page(Act.READ_PLAN, methods=("GET", "POST"))
def differences(request: CouncilRequest, pk: int) -> HttpResponse:
    """What differs from the record: each to be mended, or accepted with a reason."""
    access = request.access
    shown = report_of(access, pk)
    form = ReasonForm(request.POST if "accept" in request.POST else None)
    if request.method == "POST":
        access.require(Act.DRAFT_REPORT)
        try:
            if "take back" in request.POST:
                key = request.POST["take back"]
                acceptance = found(shown.acceptances.all(), pk=int(key) if key.isdecimal() else 0)
                take_back_acceptance(acceptance=acceptance, by=access.person, at=access.at)
                messages.success(request, gettext("The difference stands open again."))
                return redirect("committee:differences", council=access.council.slug, pk=pk)
            if form.is_valid():
                accept_difference(
                    report=shown,
                    finding=request.POST["accept"],
                    reason=form.cleaned_data["reason"],
                    by=access.person,
                    at=access.at,
                )
                messages.success(request, gettext("The difference is accepted."))
                return redirect("committee:differences", council=access.council.slug, pk=pk)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
    reading = reading_of(shown)
    seen = {
        each.row.key
        for each in reading.parts
        if sees_part(access, each.row, exempt=each.exemption is not None)
    }
    return render(
        request,
        "committee/differences.html",
        {
            "report": shown,
            "problems": [
                *reading.others,
                *(problem for each in reading.parts if each.row.key in seen for problem in each.problems),
            ],
            "differences": [each for each in reading.differences if each.part in seen],
            "form": form,
            "asked": request.POST.get("accept", ""),
            "writable": {each.row.key: each.row for each in reading.parts if may_write(access, each.row)},
            "acceptances": shown.acceptances.filter(part__in=seen).select_related("by"),
        },
        status=422 if form.errors else 200,
    )
