"""The council's aims and corporate risks, which its plans refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.people.access import found, page
from fingerpost.plans.forms import AimForm, RiskForm
from fingerpost.plans.forms.aims import KIND_WORDS
from fingerpost.plans.models import Aim, AimKind, Risk
from fingerpost.plans.operations import AimCodeTaken, MergedInCircles, save_aim, save_risk
from fingerpost.plans.rights import may_edit_everything, require_everything
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def aims(request: CouncilRequest) -> HttpResponse:
    """Which aims do the plans serve?"""
    rows = Aim.objects.filter(council=request.access.council).select_related("parent")
    counted = rows.annotate(
        in_sections=Count("sections", distinct=True), in_actions=Count("actions", distinct=True)
    )
    return render(
        request,
        "plans/aims.html",
        {
            "found": listing(
                counted,
                request.GET,
                filters=(
                    Search(_("Code or words"), ("code", "title"), name="text"),
                    Choice(
                        "kind",
                        _("What it is"),
                        [(str(each), words) for each, words in KIND_WORDS.items()],
                        "kind",
                    ),
                    _served(),
                ),
                columns=(
                    Column("aim", _("Aim"), ("code",)),
                    Column("kind", _("What it is"), ("kind", "code")),
                    Column("parent", _("Belongs to"), ("parent__code", "code")),
                    *_counts(),
                ),
            ),
            "kinds": {str(kind): words for kind, words in KIND_WORDS.items()},
            "may_edit": may_edit_everything(request.access),
        },
    )


@page(Act.READ_PLAN)
def risks(request: CouncilRequest) -> HttpResponse:
    """Which corporate risks do the plans work against?"""
    rows = Risk.objects.filter(council=request.access.council).select_related("merged_into")
    counted = rows.annotate(
        in_sections=Count("sections", distinct=True), in_actions=Count("actions", distinct=True)
    )
    listed = listing(
        counted,
        request.GET,
        filters=(Search(_("Code or words"), ("code", "title"), name="text"), _served()),
        columns=(
            Column("risk", _("Risk"), ("code",)),
            Column("merged", _("Merged into"), ("merged_into__code", "code")),
            *_counts(),
        ),
    )
    return render(
        request, "plans/risks.html", {"found": listed, "may_edit": may_edit_everything(request.access)}
    )


def _served() -> Choice:
    """Whether any section or action refers to it."""
    return Choice(
        "served",
        _("Actions"),
        [("yes", _("With actions or sections")), ("no", _("Without any"))],
        lambda answer: (
            (Q(in_sections__gt=0) | Q(in_actions__gt=0))
            if answer == "yes"
            else Q(in_sections=0, in_actions=0)
        ),
    )


def _counts() -> tuple[Column, Column]:
    return (
        Column("sections", _("Sections"), ("in_sections", "code"), numeric=True),
        Column("actions", _("Actions"), ("in_actions", "code"), numeric=True),
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def aim(request: CouncilRequest, pk: int | None = None) -> HttpResponse:
    """An aim: a new one, or one to be reworded."""
    require_everything(request.access)
    council = request.access.council
    row = found(Aim.objects.filter(council=council), pk=pk) if pk else None
    others = [each for each in Aim.objects.filter(council=council) if row is None or each.pk != row.pk]
    initial = {"kind": row.kind, "code": row.code, "title": row.title, "parent": row.parent} if row else {}
    form = AimForm(request.POST or None, aims=others, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            save_aim(
                council=council,
                aim=row,
                kind=AimKind(values["kind"]),
                code=values["code"],
                title=values["title"],
                parent=values["parent"],
                by=request.access.person,
                at=request.access.at,
            )
        except AimCodeTaken as refusal:
            form.add_error("code", str(refusal))
        except MergedInCircles as refusal:
            form.add_error("parent", str(refusal))
        else:
            messages.success(request, _("The aim is saved."))
            return redirect("plans:aims", council=council.slug)
    status = 422 if form.errors else 200
    return render(request, "plans/aim_form.html", {"form": form, "row": row, "kind": "aim"}, status=status)


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def risk(request: CouncilRequest, pk: int | None = None) -> HttpResponse:
    """A corporate risk: a new one, or one to be reworded or merged into another."""
    require_everything(request.access)
    council = request.access.council
    row = found(Risk.objects.filter(council=council), pk=pk) if pk else None
    others = [each for each in Risk.objects.filter(council=council) if row is None or each.pk != row.pk]
    initial = {"code": row.code, "title": row.title, "merged_into": row.merged_into} if row else {}
    form = RiskForm(request.POST or None, risks=others, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            save_risk(
                council=council,
                risk=row,
                code=values["code"],
                title=values["title"],
                merged_into=values["merged_into"],
                by=request.access.person,
                at=request.access.at,
            )
        except AimCodeTaken as refusal:
            form.add_error("code", str(refusal))
        except MergedInCircles as refusal:
            form.add_error("merged_into", str(refusal))
        else:
            messages.success(request, _("The risk is saved."))
            return redirect("plans:risks", council=council.slug)
    status = 422 if form.errors else 200
    return render(request, "plans/aim_form.html", {"form": form, "row": row, "kind": "risk"}, status=status)
