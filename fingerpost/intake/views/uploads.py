"""Old reports and trackers: uploaded, looked through beside what was found, accepted or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fingerpost.files.keeping import EmptyFile, TooLarge, served
from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.importer.apart import read_apart
from fingerpost.importer.recognition.columns import Field
from fingerpost.intake.choices import choices_of
from fingerpost.intake.forms.choosing import ChoosingForm
from fingerpost.intake.models import Upload, UploadState
from fingerpost.intake.operations import (
    NotAcceptable,
    accept_month,
    accept_plan,
    choose,
    discard,
    keep_upload,
    store_reading,
)
from fingerpost.intake.proposal import links_without_section, problems_of, proposal
from fingerpost.intake.reading import columns_of, draft_of
from fingerpost.people.access import found, page
from fingerpost.people.models import Person
from fingerpost.plans.models import Plan
from fingerpost.plans.states import EDITABLE
from fingerpost.rules.findings import Finding, gravest_first
from fingerpost.rules.plain import from_plain
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from fingerpost.intake.proposal import Proposal
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
            kept = keep_upload(
                council=access.council, name=file.name, content=file.read(), by=access.person, at=access.at
            )
        except (EmptyFile, TooLarge) as refusal:
            form.add_error("file", str(refusal))
        else:
            _read(request, kept, {}, kept.version)
            return redirect("intake:review", council=access.council.slug, pk=kept.pk)
    rows = Upload.objects.filter(council=access.council).select_related("file", "by", "plan")
    states = [(str(each), each.capitalize()) for each in UploadState]
    shown = listing(
        rows.defer("file__content", "draft", "findings", "columns"),
        request.GET,
        filters=(
            Search(_("File or plan"), ("file__name", "plan__title")),
            Choice("state", _("State"), states, "state"),
        ),
        columns=(
            Column("file", _("File"), ("file__name", "-at")),
            Column("at", _("Uploaded"), ("at",)),
            Column("state", _("State"), ("state", "-at")),
            Column("plan", _("Plan"), ("plan__title", "-at")),
        ),
    )
    return render(
        request,
        "intake/list.html",
        {"form": form, "found": shown},
        status=422 if form.errors else 200,
    )


def _read(request: CouncilRequest, upload: Upload, mapping: Mapping[str, str], version: int) -> Upload:
    """Read the file in a process of its own, outside any transaction, and store what came of it."""
    read = read_apart(upload.file.name, bytes(upload.file.content), mapping)
    return store_reading(
        upload=upload,
        read=read,
        mapping=mapping,
        version=version,
        by=request.access.person,
        at=request.access.at,
    )


@page(Act.IMPORT, methods=("GET", "POST"))
def review(request: CouncilRequest, pk: int) -> HttpResponse:
    """What was understood of a file, what would be made of it, and the decision."""
    access = request.access
    upload = found(Upload.objects.filter(council=access.council).select_related("file", "by", "plan"), pk=pk)
    plans = Plan.objects.filter(council=access.council)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            said = _carry_out(request, upload)
        except NotAcceptable as refusal:
            problems = refusal.problems
        except ValueError as refusal:
            problems = (str(refusal),)
        else:
            messages.success(request, said)
            return redirect(f"{request.path}?plan={request.POST.get('plan', '')}")
    draft = draft_of(upload)
    drafting = plans.filter(state__in=EDITABLE)
    asked = request.POST.get("plan", "") or request.GET.get("plan", "")
    plan = found(plans, pk=int(asked)) if asked.isdecimal() else (upload.plan or drafting.first())
    choices = choices_of(upload.choices)
    may_draft = draft is not None and plan is not None and plan.state in EDITABLE and upload.is_open
    would = (
        proposal(draft, plan, choices)
        if draft and plan and may_draft and (draft.actions or draft.risks)
        else None
    )
    return render(
        request,
        "intake/review.html",
        {
            "upload": upload,
            "open": upload.is_open,
            "draft": draft,
            "findings": gravest_first(from_plain(Finding, each) for each in upload.findings),
            "columns": columns_of(upload),
            "fields": list(Field),
            "drafting": drafting,
            "plans": plans,
            "takers": plans.exclude(periods__closed_at__isnull=False),
            "plan": plan,
            "proposal": would,
            "form": _choosing(request, upload, would, plan) if would and plan else None,
            "unacceptable": problems_of(would, plan) if would and plan else (),
            "without_section": links_without_section(draft, plan, would) if draft and would and plan else (),
            "actions": list(enumerate(draft.actions)) if draft and would is None else [],
            "exceptions": list(enumerate(draft.exceptions)) if draft else [],
            "revised": sum(each.revised is not None for each in draft.exceptions) if draft else 0,
            "problems": problems,
        },
        status=409 if problems else 200,
    )


def _choosing(
    request: CouncilRequest, upload: Upload, would: Proposal, plan: Plan, *, given: bool = False
) -> ChoosingForm:
    """The form of choices about what would become of the upload in a plan, filled with what was sent if `given`."""
    people = Person.objects.filter(council=request.access.council).exclude(
        left_on__lt=request.access.at.date()
    )
    return ChoosingForm(
        request.POST if given else None,
        found=would,
        choices=choices_of(upload.choices),
        people=list(people),
        opening=plan.opening,
    )


def _carry_out(request: CouncilRequest, upload: Upload) -> str:
    """Do what the pressed button says; gives what was done, in a sentence."""
    access = request.access
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise BadRequest
    by, at, number = access.person, access.at, int(version)
    match request.POST.get("then"):
        case "read":
            mapping = {
                name.removeprefix("column "): chosen
                for name, chosen in request.POST.items()
                if name.startswith("column ") and isinstance(chosen, str) and chosen
            }
            _read(request, upload, mapping, number)
            return gettext("The file was read again.")
        case "discard":
            discard(upload=upload, version=number, by=by, at=at)
            return gettext("The upload is discarded.")
        case "choose" | "accept" as how:
            return _choose_and_accept(request, upload, number, accept=how == "accept")
        case "month":
            month = accept_month(
                upload=upload,
                plan=_plan(request),
                version=number,
                ask_dates="ask_dates" in request.POST,
                by=by,
                at=at,
            )
            return gettext("%(month)s is kept.") % {"month": month}
    raise BadRequest


def _plan(request: CouncilRequest) -> Plan:
    chosen = request.POST.get("plan", "")
    plans = Plan.objects.filter(council=request.access.council)
    return found(plans, pk=int(chosen) if chosen.isdecimal() else 0)


def _choose_and_accept(request: CouncilRequest, upload: Upload, version: int, *, accept: bool) -> str:
    """Keep the choices that the page sent, and accept the draft as chosen if so asked: both, or neither."""
    access, plan, draft = request.access, _plan(request), draft_of(upload)
    by, at = access.person, access.at
    with transaction.atomic():
        if draft is not None and (draft.actions or draft.risks):
            would = proposal(draft, plan, choices_of(upload.choices))
            form = _choosing(request, upload, would, plan, given=True)
            if not form.is_valid():
                raise BadRequest
            upload = choose(upload=upload, choices=form.chosen(), version=version, by=by, at=at)
            version = upload.version
        if not accept:
            return gettext("Your choices are kept. This is what would happen.")
        taken = accept_plan(upload=upload, plan=plan, version=version, by=by, at=at)
    said = [
        ngettext("%(n)s action is created", "%(n)s actions are created", taken.created)
        % {"n": taken.created},
        ngettext("%(n)s is changed", "%(n)s are changed", taken.changed) % {"n": taken.changed},
    ]
    return f"{', '.join(said)}."


@page(Act.IMPORT)
def original(request: CouncilRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded."""
    return served(found(Upload.objects.filter(council=request.access.council), pk=pk).file)
