"""An action as the plan has it, and the pages on which it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.language import words
from fingerpost.people.access import found, page
from fingerpost.plans.details import action_details
from fingerpost.plans.forms import ActionForm
from fingerpost.plans.forms.opening import OpeningForm
from fingerpost.plans.models import Measure
from fingerpost.plans.named import named_in
from fingerpost.plans.operations import (
    GoesInCircles,
    NotTakenOver,
    OfAnotherCouncil,
    RefTaken,
    SomebodyElseSaved,
    add_action,
    delete_action,
    edit_action,
    set_actual,
    set_opening_ledger,
)
from fingerpost.plans.rights import is_being_drafted, may_edit_action, may_edit_section, require_action
from fingerpost.plans.states import NotInThisState
from fingerpost.plans.values import ledger_if_any
from fingerpost.plans.views.clashes import clashes
from fingerpost.plans.views.loading import action_of, plan_of
from fingerpost.plans.views.plans import refused
from fingerpost.rules.dates.ledger import OutOfOrder
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def action(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does the plan promise here, who does it, and by when?"""
    action = action_of(request, pk)
    plan = action.plan
    may = may_edit_action(request.access, action)
    drafting = is_being_drafted(plan)
    return render(
        request,
        "plans/action.html",
        {
            "action": action,
            "plan": plan,
            "path": action.section.path,
            "details": action_details(action),
            "ledger": ledger_if_any(action),
            "may_edit": may and drafting,
            "may_measure": may and plan.state == "live",
        },
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def new_action(request: CouncilRequest, pk: int) -> HttpResponse:
    """A new action in a section of the plan (`?section=` chooses it at first)."""
    plan = plan_of(request, pk)
    if not is_being_drafted(plan):
        return refused(
            request, plan, _("An action is added to a plan that is approved or live by a change request.")
        )
    named = named_in(plan, request.access.at.date())
    theirs = [each for each in named.sections if may_edit_section(request.access, each)]
    if not named.sections:
        return refused(request, plan, _("An action stands in a section. Add a section first."))
    if not theirs:
        raise PermissionDenied("You may not write any section of this plan.")
    wanted = request.GET.get("section", "")
    section = next((each for each in theirs if str(each.pk) == wanted), None)
    form = ActionForm(request.POST or None, named=named, year=plan.year, section=section, sections=theirs)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_action(
                section=form.cleaned_data["section"],
                details=form.details,
                by=request.access.person,
                at=request.access.at,
            )
        except RefTaken as refusal:
            form.add_error("ref", str(refusal))
        except (NotInThisState, OfAnotherCouncil) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Action %(ref)s is added.") % {"ref": made.ref})
            if "another" in request.POST:
                again = redirect("plans:new_action", council=request.access.council.slug, pk=plan.pk)
                again["Location"] += f"?section={made.section_id}"
                return again
            return redirect("plans:action", council=request.access.council.slug, pk=made.pk)
    return render(
        request,
        "plans/action_form.html",
        {"form": form, "plan": plan, "action": None, "section": section},
        status=422 if form.errors else 200,
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is written of an action."""
    action = action_of(request, pk)
    require_action(request.access, action)
    plan = action.plan
    if not is_being_drafted(plan):
        return refused(
            request,
            plan,
            _("This action changes by a change request, since the plan is %s.") % words(plan.state_words),
        )
    named = named_in(plan, request.access.at.date())
    theirs = [
        each
        for each in named.sections
        if each.pk == action.section_id or may_edit_section(request.access, each)
    ]
    form = ActionForm(
        request.POST or None,
        named=named,
        year=plan.year,
        action=action_details(action),
        section=action.section,
        sections=theirs,
        initial={"version": action.version},
    )
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            edit_action(
                action=action,
                details=form.details,
                section=form.cleaned_data["section"],
                version=form.cleaned_data["version"],
                by=request.access.person,
                at=request.access.at,
            )
        except SomebodyElseSaved as refusal:
            form.add_error(None, str(refusal))
            clash = clashes(form, action_details(action_of(request, pk)), refusal.version)
        except RefTaken as refusal:
            form.add_error("ref", str(refusal))
        except GoesInCircles as refusal:
            form.add_error("predecessors", str(refusal))
        except (NotInThisState, OfAnotherCouncil) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Action %(ref)s is saved.") % {"ref": action.ref})
            return redirect("plans:action", council=request.access.council.slug, pk=action.pk)
    return render(
        request,
        "plans/action_form.html",
        {"form": form, "plan": plan, "action": action, "section": action.section, "clash": clash},
        status=422 if form.errors else 200,
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def delete(request: CouncilRequest, pk: int) -> HttpResponse:
    """Shall this action go from the draft?"""
    action = action_of(request, pk)
    require_action(request.access, action)
    plan = action.plan
    if request.method == "POST":
        try:
            delete_action(action=action, by=request.access.person, at=request.access.at)
        except NotInThisState as refusal:
            return refused(request, plan, str(refusal))
        messages.success(request, _("Action %(ref)s is deleted.") % {"ref": action.ref})
        return redirect("plans:section", council=request.access.council.slug, pk=action.section_id)
    return render(
        request,
        "plans/delete.html",
        {
            "plan": plan,
            "question": _("Delete action %(name)s?") % {"name": action},
            "back": "plans:action",
            "pk": pk,
        },
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def opening(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is known of this action's dates from before the plan was taken over?"""
    action = action_of(request, pk)
    require_action(request.access, action)
    plan = action.plan
    if not (plan.opening and is_being_drafted(plan)):
        return refused(
            request,
            plan,
            _("Only a plan that is taken over in mid-year, and not yet live, has an opening ledger."),
        )
    form = OpeningForm(request.POST or None, action=action)
    if request.method == "POST" and form.is_valid():
        original, revisions = form.details
        try:
            set_opening_ledger(
                action=action,
                original=original,
                revisions=revisions,
                version=form.cleaned_data["version"],
                by=request.access.person,
                at=request.access.at,
            )
        except (OutOfOrder, NotTakenOver, NotInThisState) as refusal:
            form.add_error("revisions", str(refusal))
        except SomebodyElseSaved as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What was known of its dates is saved."))
            return redirect("plans:action", council=request.access.council.slug, pk=action.pk)
    return render(
        request,
        "plans/opening.html",
        {"form": form, "plan": plan, "action": action},
        status=422 if form.errors else 200,
    )


@page(Act.EDIT_PLAN, methods=("POST",))
def measure(request: CouncilRequest, pk: int) -> HttpResponse:
    """Record what the measures of success of an action have come to."""
    action = action_of(request, pk)
    require_action(request.access, action)
    for each in action.measures.all():
        said = request.POST.get(f"actual_{each.pk}")
        if said is not None and said.strip() != each.actual:
            row = found(Measure.objects.select_related("action", "section"), pk=each.pk)
            try:
                set_actual(
                    measure=row, actual=said.strip()[:80], by=request.access.person, at=request.access.at
                )
            except NotInThisState as refusal:
                return refused(request, action.plan, str(refusal))
    messages.success(request, _("The measures of success are saved."))
    return redirect("plans:action", council=request.access.council.slug, pk=action.pk)
