"""The plan as Excel: downloaded, and a changed file read back after a look at what it would do."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.importer.readers.source import Unreadable
from fingerpost.people.access import page
from fingerpost.plans.operations import GoesInCircles, RefTaken
from fingerpost.plans.operations.plan import NotInUseAnyMore
from fingerpost.plans.operations.workbook import CannotBeTaken, ComparedWithAnother, accept_workbook, state_of
from fingerpost.plans.rights import is_being_drafted, require_everything
from fingerpost.plans.states import NotInThisState
from fingerpost.plans.views.loading import plan_of
from fingerpost.plans.views.plans import refused
from fingerpost.plans.workbook import NotAPlanWorkbook, compare, read_workbook, write_workbook
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.people.access import CouncilRequest

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 3 * 2**20
"""The biggest workbook that is read back; a plan of 2,000 actions is a third of this."""


@page(Act.READ_PLAN)
def workbook(request: CouncilRequest, pk: int) -> HttpResponse:
    """The plan as an Excel workbook, to keep or to change and read back."""
    plan = plan_of(request, pk)
    answer = HttpResponse(write_workbook(plan, on=request.access.at.date()), content_type=MEDIA_TYPE)
    name = "".join(each if each.isalnum() else "-" for each in plan.code)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def workbook_in(request: CouncilRequest, pk: int) -> HttpResponse:
    """What would this changed workbook do to the plan? Nothing is stored until it is accepted."""
    require_everything(request.access)
    plan = plan_of(request, pk)
    if not is_being_drafted(plan):
        return refused(request, plan, _("A workbook is read into a plan while it is being drafted."))
    if request.method != "POST":
        return render(request, "plans/workbook.html", {"plan": plan})
    problem, data = _sent(request)
    context = {"plan": plan, "problem": problem}
    if problem:
        return render(request, "plans/workbook.html", context, status=422)
    try:
        sheets = read_workbook(_("The file"), data)
        if "seen" in request.POST:
            done = accept_workbook(
                plan=plan,
                sheets=sheets,
                seen=request.POST["seen"],
                by=request.access.person,
                at=request.access.at,
            )
            messages.success(request, _("The file is accepted: %s changes.") % len(done.changes))
            return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    except (Unreadable, NotAPlanWorkbook) as refusal:
        return render(request, "plans/workbook.html", {**context, "problem": str(refusal)}, status=422)
    except NotInThisState as refusal:
        return refused(request, plan, str(refusal))
    except (ComparedWithAnother, CannotBeTaken, GoesInCircles, RefTaken, NotInUseAnyMore) as refusal:
        context["problem"] = str(refusal)
    found = compare(plan, sheets)
    context |= {
        "found": found,
        "seen": state_of(plan),
        "data": base64.b64encode(data).decode("ascii"),
        "created": sum(each.created for each in found.changes),
    }
    status = 422 if context["problem"] or found.problems else 200
    return render(request, "plans/workbook.html", context, status=status)


def _sent(request: CouncilRequest) -> tuple[str, bytes]:
    """What is wrong with what was sent, if anything, and the bytes of the workbook: uploaded, or looked at before."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > MOST_BYTES:
            return _("The file is bigger than 3 MB, which no plan is."), b""
        return "", upload.read()
    try:
        data = base64.b64decode(request.POST.get("data", ""), validate=True)
    except binascii.Error:
        data = b""
    return ("", data) if data else (_("Choose the Excel file that you have changed."), b"")
