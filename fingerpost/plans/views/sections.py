"""A section with its actions, and the pages on which it is written, moved and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Column, Search, listing
from fingerpost.people.access import page
from fingerpost.plans.details import section_details
from fingerpost.plans.forms import SectionForm
from fingerpost.plans.forms.section import MoveForm
from fingerpost.plans.models import Action
from fingerpost.plans.named import named_in
from fingerpost.plans.operations import (
    NoPlaceThere,
    NotEmpty,
    OfAnotherCouncil,
    SectionCodeTaken,
    SomebodyElseSaved,
    TooDeep,
    add_section,
    delete_section,
    edit_section,
    move_section,
)
from fingerpost.plans.rights import (
    is_being_drafted,
    may_edit_everything,
    may_edit_section,
    require_everything,
    require_section,
)
from fingerpost.plans.states import NotInThisState
from fingerpost.plans.views.clashes import clashes
from fingerpost.plans.views.loading import plan_of, section_of
from fingerpost.plans.views.plans import refused
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def section(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does this section promise, and which actions stand in it?"""
    section = section_of(request, pk)
    plan = section.plan
    drafting = is_being_drafted(plan)
    below = [each for each in plan.sections.select_related("parent__parent") if section in each.path]
    actions = (
        Action.objects.filter(section__in=below).select_related("section").prefetch_related("people__person")
    )
    return render(
        request,
        "plans/section.html",
        {
            "section": section,
            "plan": plan,
            "path": section.path[:-1],
            "children": [each for each in below if each.parent_id == section.pk],
            "actions": listing(
                actions,
                request.GET,
                filters=(Search(_("Ref or title"), ("ref", "title"), name="text"),),
                columns=(
                    Column("action", _("Action"), ("place",)),
                    Column("leads", _("Leads")),
                    Column("due", _("Due")),
                ),
            ),
            "level": str(plan.level_names[section.level]),
            "may_edit": drafting and may_edit_section(request.access, section),
            "may_arrange": drafting and may_edit_everything(request.access),
            "deeper": section.level + 1 < len(plan.level_names),
        },
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def new_section(request: CouncilRequest, pk: int) -> HttpResponse:
    """A new section: at the top, or within another (`?within=`)."""
    plan = plan_of(request, pk)
    within = request.GET.get("within", "")
    parent = section_of(request, int(within)) if within.isdecimal() else None
    if parent is None:
        require_everything(request.access)
    else:
        require_section(request.access, parent)
    if not is_being_drafted(plan):
        return refused(request, plan, _("No section can be added once the plan is approved."))
    form = SectionForm(request.POST or None, named=named_in(plan, request.access.at.date()))
    if request.method == "POST" and form.is_valid():
        try:
            made = add_section(
                plan=plan, parent=parent, details=form.details, by=request.access.person, at=request.access.at
            )
        except SectionCodeTaken as refusal:
            form.add_error("code", str(refusal))
        except (TooDeep, NoPlaceThere) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The section is added."))
            return redirect("plans:section", council=request.access.council.slug, pk=made.pk)
    return render(
        request,
        "plans/section_form.html",
        {"form": form, "plan": plan, "section": None, "parent": parent},
        status=422 if form.errors else 200,
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is written of a section."""
    section = section_of(request, pk)
    require_section(request.access, section)
    plan = section.plan
    if not is_being_drafted(plan):
        return refused(request, plan, _("Sections are fixed once the plan is approved."))
    form = SectionForm(
        request.POST or None,
        named=named_in(plan, request.access.at.date()),
        section=section_details(section),
        version=section.version,
    )
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            edit_section(
                section=section,
                details=form.details,
                version=form.cleaned_data["version"],
                by=request.access.person,
                at=request.access.at,
            )
        except SomebodyElseSaved as refusal:
            form.add_error(None, str(refusal))
            clash = clashes(form, section_details(section_of(request, pk)), refusal.version)
        except SectionCodeTaken as refusal:
            form.add_error("code", str(refusal))
        except (NotInThisState, OfAnotherCouncil) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The section is saved."))
            return redirect("plans:section", council=request.access.council.slug, pk=section.pk)
    return render(
        request,
        "plans/section_form.html",
        {"form": form, "plan": plan, "section": section, "parent": section.parent, "clash": clash},
        status=422 if form.errors else 200,
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def move(request: CouncilRequest, pk: int) -> HttpResponse:
    """Where shall the section stand?"""
    require_everything(request.access)
    section = section_of(request, pk)
    plan = section.plan
    if not is_being_drafted(plan):
        return refused(request, plan, _("Sections stay where they are once the plan is approved."))
    others = [each for each in plan.sections.select_related("parent__parent") if section not in each.path]
    form = MoveForm(request.POST or None, others=others, section=section)
    if request.method == "POST" and form.is_valid():
        after = form.cleaned_data["after"]
        within = form.cleaned_data["within"]
        try:
            move_section(
                section=section, parent=within, after=after, by=request.access.person, at=request.access.at
            )
        except (NoPlaceThere, TooDeep) as refusal:
            form.add_error("within", str(refusal))
        else:
            messages.success(request, _("The section is moved."))
            return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    return render(
        request,
        "plans/section_move.html",
        {"form": form, "plan": plan, "section": section},
        status=422 if form.errors else 200,
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def delete(request: CouncilRequest, pk: int) -> HttpResponse:
    """Shall this empty section go?"""
    section = section_of(request, pk)
    require_section(request.access, section)
    plan = section.plan
    if request.method == "POST":
        try:
            delete_section(section=section, by=request.access.person, at=request.access.at)
        except (NotEmpty, NotInThisState) as refusal:
            return refused(request, plan, str(refusal))
        messages.success(request, _("The section is deleted."))
        return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    return render(
        request,
        "plans/delete.html",
        {
            "plan": plan,
            "question": _("Delete the section %(name)s?") % {"name": section},
            "back": "plans:section",
            "pk": pk,
        },
    )
