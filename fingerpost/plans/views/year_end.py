"""The end of the plan year: what became of every action, and the next plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.people.access import page
from fingerpost.plans.forms import DecisionForm
from fingerpost.plans.forms.year_end import NextPlanForm
from fingerpost.plans.models import Outcome, PlanState
from fingerpost.plans.operations import CodeTaken, RefTaken
from fingerpost.plans.operations.year_end import (
    DatesOfNext,
    NotSettled,
    Settled,
    close_plan,
    last_statuses,
    make_next_plan,
    problems_at_close,
    settle_actions,
)
from fingerpost.plans.rights import require_everything
from fingerpost.plans.states import MoveNotAllowed, NotInThisState
from fingerpost.plans.values import decision_of
from fingerpost.plans.views.loading import plan_of
from fingerpost.plans.views.plans import refused
from fingerpost.rules.classes import Status
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest
    from fingerpost.plans.models import Action, Plan
    from fingerpost.rules.decisions import Decision

OVER = frozenset({Status.COMPLETE, Status.WITHDRAWN})


class Ended(NamedTuple):
    """An action at year end: how it last stood, what is recorded or chosen for it, and where it was carried."""

    action: Action
    status: Status | None
    chosen: str
    settled: bool
    decision: Decision | None
    carried_to: tuple[Action, ...]


@page(Act.READ_PLAN, methods=("GET", "POST"))
def close_out(request: CouncilRequest, pk: int) -> HttpResponse:
    """What became of every action?"""
    plan = plan_of(request, pk)
    if plan.state not in (PlanState.LIVE, PlanState.CLOSED):
        return refused(request, plan, _("A plan is closed out once it has been live."))
    form = DecisionForm(None, today=request.access.at.date())
    problems: tuple[str, ...] = ()
    chosen: dict[int, str] = {}
    if request.method == "POST":
        request.access.require(Act.APPROVE_PLAN)
        chosen = {
            int(key.removeprefix("outcome_")): request.POST.get(key, "")
            for key in request.POST
            if key.startswith("outcome_") and key.removeprefix("outcome_").isdecimal()
        }
        form, problems = _settle(request, plan, chosen)
        if not problems and not form.errors:
            messages.success(request, _("What became of the actions is recorded."))
            return redirect("plans:close_out", council=request.access.council.slug, pk=plan.pk)
    return render(
        request,
        "plans/close_out.html",
        {
            "plan": plan,
            "rows": _ended(plan, chosen),
            "outcomes": list(Outcome),
            "form": form,
            "problems": problems,
            "may": request.access.may(Act.APPROVE_PLAN) and plan.state == PlanState.LIVE,
            "waiting": problems_at_close(plan) if plan.state == PlanState.LIVE else (),
        },
        status=422 if problems or form.errors else 200,
    )


@page(Act.APPROVE_PLAN, methods=("POST",))
def close(request: CouncilRequest, pk: int) -> HttpResponse:
    """Close the plan, now that it is known what became of everything in it."""
    plan = plan_of(request, pk)
    try:
        close_plan(plan=plan, by=request.access.person, at=request.access.at)
    except (NotSettled, NotInThisState, MoveNotAllowed) as refusal:
        return refused(request, plan, str(refusal))
    messages.success(request, _("The plan is closed."))
    return redirect("plans:plan", council=request.access.council.slug, pk=plan.pk)


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def next_plan(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which actions go on into the next plan?"""
    require_everything(request.access)
    plan = plan_of(request, pk)
    if plan.state not in (PlanState.LIVE, PlanState.CLOSED):
        return refused(request, plan, _("The next plan is made from one that is live or closed."))
    form = NextPlanForm(request.POST or None, plan=plan)
    rows = _ended(plan, {})
    ticked = {
        each.action.pk
        for each in rows
        if not each.carried_to
        and (each.chosen == Outcome.CARRIED if each.settled else each.status not in OVER)
    }
    if request.method == "POST":
        keys = {each.action.pk for each in rows}
        ticked = {int(each) for each in request.POST.getlist("carried") if each.isdecimal()} & keys
        if form.is_valid():
            values = form.cleaned_data
            try:
                made, vague = make_next_plan(
                    plan=plan,
                    details=form.details,
                    carried=ticked,
                    dates=DatesOfNext(values["dates"]),
                    renumber=values["renumber"],
                    by=request.access.person,
                    at=request.access.at,
                )
            except CodeTaken as refusal:
                form.add_error("code", str(refusal))
            except RefTaken as refusal:
                form.add_error("renumber", str(refusal))
            else:
                messages.success(
                    request, _("The next plan is made, as a draft, with %s actions.") % len(ticked)
                )
                if vague:
                    messages.warning(
                        request,
                        _("%s milestones were left out, since their dates are too vague to be moved on.")
                        % vague,
                    )
                return redirect("plans:plan", council=request.access.council.slug, pk=made.pk)
    return render(
        request,
        "plans/next_plan.html",
        {"plan": plan, "form": form, "rows": rows, "ticked": ticked},
        status=422 if form.errors else 200,
    )


def _settle(
    request: CouncilRequest, plan: Plan, chosen: dict[int, str]
) -> tuple[DecisionForm, tuple[str, ...]]:
    """Record what is chosen; the form of the decision, and what is wrong. Only what differs is written."""
    recorded = dict(plan.actions.values_list("pk", "close_out__outcome"))
    new = {
        key: Outcome(value)
        for key, value in chosen.items()
        if value in set(Outcome) and key in recorded and recorded[key] != value
    }
    dropping = Outcome.DROPPED in new.values()
    form = DecisionForm(request.POST if dropping else None, today=request.access.at.date())
    if dropping and not form.is_valid():
        return form, ()
    decision = form.details if dropping else None
    settled = {
        key: Settled(outcome, decision if outcome is Outcome.DROPPED else None)
        for key, outcome in new.items()
    }
    try:
        settle_actions(plan=plan, settled=settled, by=request.access.person, at=request.access.at)
    except NotSettled as refusal:
        return form, refusal.problems
    except NotInThisState as refusal:
        return form, (str(refusal),)
    return form, ()


def _ended(plan: Plan, chosen: dict[int, str]) -> list[Ended]:
    """Every action of the plan at year end: what was chosen just now, else what is recorded, else what fits."""
    statuses = last_statuses(plan)
    rows = []
    for action in plan.actions.select_related("close_out").prefetch_related("carried_to__plan"):
        recorded = getattr(action, "close_out", None)
        status = statuses.get(action.pk)
        fits = Outcome.COMPLETED if status is Status.COMPLETE else ""
        rows.append(
            Ended(
                action,
                status,
                chosen.get(action.pk) or (recorded.outcome if recorded else fits),
                recorded is not None,
                decision_of(recorded.decision) if recorded else None,
                tuple(action.carried_to.all()),
            )
        )
    return rows
