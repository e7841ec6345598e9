"""Old reports and trackers: uploaded, looked through beside what was found, accepted or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.files.keeping import EmptyFile, TooLarge, served
from fingerpost.importer.recognition.columns import Field
from fingerpost.intake.models import Upload, UploadState
from fingerpost.intake.operations import accept_month, accept_plan, discard, map_columns, upload_file
from fingerpost.intake.reading import columns_of, draft_of, proposal
from fingerpost.people.access import found, page
from fingerpost.plans.models import Plan
from fingerpost.plans.states import EDITABLE
from fingerpost.rules.findings import Finding, gravest_first
from fingerpost.rules.plain import from_plain
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


class UploadForm(forms.Form):
    """The file to read."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("An old report or tracker"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


@page(Act.IMPORT, methods=("GET", "POST"))
def uploads(request: CouncilRequest) -> HttpResponse:
    """What was uploaded, and a form to upload another."""
    access = request.access
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = upload_file(
                council=access.council, name=file.name, content=file.read(), by=access.person, at=access.at
            )
        except (EmptyFile, TooLarge) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("intake:review", council=access.council.slug, pk=made.pk)
    rows = Upload.objects.filter(council=access.council).select_related("file", "by", "plan")
    return render(
        request,
        "intake/list.html",
        {"form": form, "uploads": rows.defer("file__content", "draft", "findings")[:200]},
        status=422 if form.errors else 200,
    )


@page(Act.IMPORT, methods=("GET", "POST"))
def review(request: CouncilRequest, pk: int) -> HttpResponse:
    """What was understood of a file, what would be made of it, and the decision."""
    access = request.access
    upload = found(Upload.objects.filter(council=access.council).select_related("file", "by", "plan"), pk=pk)
    plans = Plan.objects.filter(council=access.council)
    problem = ""
    if request.method == "POST":
        try:
            said = _carry_out(request, upload)
        except ValueError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, said)
            return redirect("intake:review", council=access.council.slug, pk=upload.pk)
    draft = draft_of(upload)
    drafting = plans.filter(state__in=EDITABLE)
    asked = request.POST.get("plan", "") or request.GET.get("plan", "")
    plan = found(plans, pk=int(asked)) if asked.isdecimal() else drafting.first()
    return render(
        request,
        "intake/review.html",
        {
            "upload": upload,
            "open": upload.state in {UploadState.READ, UploadState.FAILED},
            "draft": draft,
            "findings": gravest_first(from_plain(Finding, each) for each in upload.findings),
            "columns": columns_of(upload),
            "fields": list(Field),
            "drafting": drafting,
            "plans": plans,
            "plan": plan,
            "proposal": proposal(draft, plan) if draft and plan and draft.actions else None,
            "problem": problem,
        },
        status=409 if problem else 200,
    )


def _carry_out(request: CouncilRequest, upload: Upload) -> str:
    """Do what the pressed button says; gives what was done, in a sentence."""
    access = request.access
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise BadRequest
    by, at, number = access.person, access.at, int(version)
    match request.POST.get("then"):
        case "map":
            mapping = {
                name.removeprefix("column "): chosen
                for name, chosen in request.POST.items()
                if name.startswith("column ") and isinstance(chosen, str) and chosen
            }
            map_columns(upload=upload, mapping=mapping, version=number, by=by, at=at)
            return gettext("The file was read again.")
        case "discard":
            discard(upload=upload, version=number, by=by, at=at)
            return gettext("The upload is discarded.")
        case "plan" | "month" as how:
            chosen = request.POST.get("plan", "")
            plan = found(
                Plan.objects.filter(council=access.council), pk=int(chosen) if chosen.isdecimal() else 0
            )
            if how == "month":
                month = accept_month(upload=upload, plan=plan, version=number, by=by, at=at)
                return gettext("%(month)s is kept.") % {"month": month}
            count = accept_plan(
                upload=upload,
                plan=plan,
                version=number,
                by=by,
                at=at,
                add_people="add_people" in request.POST,
            )
            return gettext("%(count)s actions are now in the plan.") % {"count": count}
    raise BadRequest


@page(Act.IMPORT)
def original(request: CouncilRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded."""
    return served(found(Upload.objects.filter(council=request.access.council), pk=pk).file)
