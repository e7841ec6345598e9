"""The list of plans, a plan with its sections, its settings, and its way from draft to live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.people.access import page
from fingerpost.plans.coverage import coverage_of
from fingerpost.plans.details import plan_details
from fingerpost.plans.forms import DecisionForm, PlanForm
from fingerpost.plans.models import Plan, PlanState, Section
from fingerpost.plans.operations import (
    CodeTaken,
    NotInUseAnyMore,
    NotReady,
    SomebodyElseSaved,
    approve_plan,
    create_plan,
    edit_plan,
    go_live,
    move_plan,
)
from fingerpost.plans.readiness import problems_of
from fingerpost.plans.rights import is_being_drafted, may_edit_everything, require_everything
from fingerpost.plans.states import MoveNotAllowed, NotInThisState
from fingerpost.plans.values import approval_of
from fingerpost.plans.views.clashes import clashes
from fingerpost.plans.views.loading import plan_of
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from fingerpost.govuk.lists import Listing
    from fingerpost.people.access import CouncilRequest

MOST_SECTIONS = 100
"""How many sections stand on a page: they are the table of contents of the plan, read at one go."""


@page(Act.READ_PLAN)
def plans(request: CouncilRequest) -> HttpResponse:
    """Which plans does the council have, and where does each stand?"""
    found = listing(
        Plan.objects.filter(council=request.access.council).annotate(count=Count("actions")),
        request.GET,
        filters=(
            Search(_("Title or code"), ("title", "code"), name="text"),
            Choice("state", _("State"), [(str(each), each.value) for each in PlanState], "state"),
            Choice(
                "cycle",
                _("Reported"),
                [(str(each), words) for each, words in cycle_words().items()],
                "cycle_months",
            ),
        ),
        columns=(
            Column("plan", _("Plan"), ("title",)),
            Column("year", _("Year"), ("first_month", "code")),
            Column("state", _("State"), ("state", "-first_month")),
            Column("reported", _("Reported"), ("cycle_months", "-first_month")),
            Column("actions", _("Actions"), ("count",), numeric=True),
        ),
        sort="-year",
    )
    return render(
        request,
        "plans/plans.html",
        {"found": found, "may_create": may_edit_everything(request.access), "cycles": cycle_words()},
    )


def cycle_words() -> dict[int, str]:
    """How often a plan is reported, by the months of its cycle."""
    return {1: _("every month"), 3: _("every quarter"), 6: _("every half-year"), 12: _("once a year")}


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def new_plan(request: CouncilRequest) -> HttpResponse:
    """A new plan."""
    require_everything(request.access)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = create_plan(
                council=request.access.council,
                details=form.details,
                by=request.access.person,
                at=request.access.at,
            )
        except CodeTaken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("The plan is created. Add its sections next."))
            return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    return render(request, "plans/plan_form.html", {"form": form, "plan": None}, status=_status(form))


@page(Act.READ_PLAN)
def plan(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is in this plan, and what happens with it next?"""
    plan = plan_of(request, pk)
    sections = list(plan.sections.select_related("head", "portfolio_holder").annotate(count=Count("actions")))
    return render(
        request,
        "plans/plan.html",
        {
            "plan": plan,
            "sections": sections,
            "found": _sections(sections, plan, request),
            "count": sum(each.count for each in sections),
            "levels": [each.capitalize() for each in plan.level_names],
            "approval": approval_of(plan),
            "drafting": is_being_drafted(plan),
            "may_edit": may_edit_everything(request.access) and is_being_drafted(plan),
            "cycles": cycle_words(),
            "coverage": coverage_of(plan, request.access.at.date()) if is_being_drafted(plan) else None,
        },
    )


def _sections(sections: Sequence[Section], plan: Plan, request: CouncilRequest) -> Listing[Section]:
    heads = {(str(each.head_id), each.head.shown): None for each in sections if each.head}
    return listing(
        sections,
        request.GET,
        filters=(
            Search(_("Code or title"), ("code", "title"), name="text"),
            Choice(
                "level",
                _("Level"),
                [(str(number), str(each)) for number, each in enumerate(plan.level_names)],
                "level",
            ),
            Choice("head", _("Head of service"), sorted(heads, key=lambda each: each[1]), "head_id"),
        ),
        columns=(
            Column("section", _("Section"), ("place",)),
            Column("head", _("Head of service"), lambda each: each.head.shown if each.head else ""),
            Column(
                "holder",
                _("Portfolio holder"),
                lambda each: each.portfolio_holder.shown if each.portfolio_holder else "",
            ),
            Column("actions", _("Actions"), ("count",), numeric=True),
        ),
        size=MOST_SECTIONS,
    )


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def settings(request: CouncilRequest, pk: int) -> HttpResponse:
    """The settings of a plan: its name, year, levels, policies and words."""
    require_everything(request.access)
    plan = plan_of(request, pk)
    if not is_being_drafted(plan):
        return refused(request, plan, _("The settings are fixed once the plan is approved."))
    form = PlanForm(request.POST or None, plan=plan_details(plan), initial={"version": plan.version})
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            edit_plan(
                plan=plan,
                details=form.details,
                version=form.cleaned_data["version"],
                by=request.access.person,
                at=request.access.at,
            )
        except SomebodyElseSaved as refusal:
            form.add_error(None, str(refusal))
            clash = clashes(form, plan_details(plan_of(request, pk)), refusal.version)
        except CodeTaken as refusal:
            form.add_error("code", str(refusal))
        except NotInUseAnyMore as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    context = {"form": form, "plan": plan, "clash": clash}
    return render(request, "plans/plan_form.html", context, status=_status(form))


@page(Act.EDIT_PLAN, methods=("POST",))
def move(request: CouncilRequest, pk: int) -> HttpResponse:
    """Send a draft out to consultation, or take it back."""
    require_everything(request.access)
    plan = plan_of(request, pk)
    to = PlanState.CONSULTATION if request.POST.get("to") == PlanState.CONSULTATION else PlanState.DRAFT
    try:
        move_plan(plan=plan, to=to, by=request.access.person, at=request.access.at)
    except MoveNotAllowed as refusal:
        return refused(request, plan, str(refusal))
    messages.success(request, _("The plan is now %(state)s.") % {"state": to})
    return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)


@page(Act.APPROVE_PLAN, methods=("GET", "POST"))
def approve(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who approved the plan, and where do the minutes say so?"""
    plan = plan_of(request, pk)
    if plan.state != PlanState.CONSULTATION:
        return refused(request, plan, _("Only a plan that is in consultation can be approved."))
    form = DecisionForm(request.POST or None, today=request.access.at.date())
    problems = problems_of(plan)
    if request.method == "POST" and form.is_valid():
        try:
            approve_plan(plan=plan, decision=form.details, by=request.access.person, at=request.access.at)
        except NotReady as refusal:
            problems = refusal.problems
        except MoveNotAllowed as refusal:
            return refused(request, plan, str(refusal))
        else:
            messages.success(request, _("The approval is recorded."))
            return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    context = {"form": form, "plan": plan, "problems": problems}
    return render(request, "plans/approve.html", context, status=_status(form, problems))


@page(Act.APPROVE_PLAN, methods=("GET", "POST"))
def live(request: CouncilRequest, pk: int) -> HttpResponse:
    """Is the plan ready to go live? From then on its programmed months stand for ever."""
    plan = plan_of(request, pk)
    if plan.state != PlanState.APPROVED:
        return refused(request, plan, _("Only an approved plan can go live."))
    problems: tuple[str, ...] = problems_of(plan)
    if request.method == "POST":
        try:
            go_live(plan=plan, by=request.access.person, at=request.access.at)
        except NotReady as refusal:
            problems = refusal.problems
        except (MoveNotAllowed, NotInThisState) as refusal:
            return refused(request, plan, str(refusal))
        else:
            messages.success(request, _("The plan is live. Its programmed months are fixed."))
            return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)
    status = 409 if problems and request.method == "POST" else 200
    return render(request, "plans/live.html", {"plan": plan, "problems": problems}, status=status)


def refused(request: CouncilRequest, plan: Plan, why: str) -> HttpResponse:
    """A page that says why something cannot be done to a plan now (409)."""
    return render(request, "plans/refused.html", {"plan": plan, "why": why}, status=409)


def _status(form: DecisionForm | PlanForm, problems: tuple[str, ...] = ()) -> int:
    """422 where a form was sent and refused."""
    return 422 if form.is_bound and (form.errors or problems) else 200
