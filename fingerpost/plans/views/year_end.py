"""The end of the plan year: what became of every action, and the next plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.filters import status_word
from fingerpost.govuk.lists import Choice, Column, Search, kept_ticks, listing, ticked
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
    from collections.abc import Iterable, Mapping

    from django.http import HttpResponse, QueryDict

    from fingerpost.govuk.lists import Listing
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
    may = request.access.may(Act.APPROVE_PLAN) and plan.state == PlanState.LIVE
    if request.method == "POST":
        request.access.require(Act.APPROVE_PLAN)
        chosen = _chosen(request.POST)
        if "record" not in request.POST:
            form = DecisionForm(request.POST, today=request.access.at.date())
            form.errors.clear()
        else:
            form, problems = _settle(request, plan, chosen)
        if "record" in request.POST and not problems and not form.errors:
            messages.success(request, _("What became of the actions is recorded."))
            return redirect("plans:close_out", council=request.access.council.slug, pk=plan.pk)
    found = _listed(_ended(plan, chosen), request)
    shown = {each.action.pk for each in found}
    return render(
        request,
        "plans/close_out.html",
        {
            "plan": plan,
            "found": found,
            "kept": _kept(chosen, shown),
            "outcomes": list(Outcome),
            "form": form,
            "problems": problems,
            "may": may,
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
    chosen = {
        each.action.pk
        for each in rows
        if not each.carried_to
        and (each.chosen == Outcome.CARRIED if each.settled else each.status not in OVER)
    }
    if request.method == "POST":
        keys = {each.action.pk for each in rows}
        chosen = ticked(request.POST, "carried") & keys
        if "make" not in request.POST:
            form.errors.clear()
        elif form.is_valid():
            values = form.cleaned_data
            try:
                made, vague = make_next_plan(
                    plan=plan,
                    details=form.details,
                    carried=chosen,
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
                    request, _("The next plan is made, as a draft, with %s actions.") % len(chosen)
                )
                if vague:
                    messages.warning(
                        request,
                        _("%s milestones were left out, since their dates are too vague to be moved on.")
                        % vague,
                    )
                return redirect("plans:plan", council=request.access.council.slug, pk=made.pk)
    found = _listed(rows, request)
    return render(
        request,
        "plans/next_plan.html",
        {
            "plan": plan,
            "form": form,
            "found": found,
            "ticked": chosen,
            "kept": kept_ticks("carried", chosen, (each.action.pk for each in found)),
        },
        status=422 if form.errors else 200,
    )


def _listed(rows: list[Ended], request: CouncilRequest) -> Listing[Ended]:
    """The actions at year end, as the form over them asks for them."""
    statuses = {each.status for each in rows if each.status is not None}
    sections = {(str(each.action.section_id), str(each.action.section)): None for each in rows}
    return listing(
        rows,
        request.POST or request.GET,
        filters=(
            Search(_("Ref or title"), ("action",)),
            Choice("section", _("Section"), list(sections), "action.section_id"),
            Choice(
                "status",
                _("Last status"),
                [(str(each), status_word(each)) for each in Status if each in statuses],
                "status",
            ),
            Choice(
                "said",
                _("What became of it"),
                [("no", _("not said yet")), *((str(each), each.value) for each in Outcome)],
                lambda each: each.chosen if each.settled else "no",
            ),
        ),
        columns=(
            Column("action", _("Action"), ("action.place",)),
            Column(
                "status",
                _("Last status"),
                lambda each: list(Status).index(each.status) if each.status else -1,
            ),
            Column("outcome", _("What became of it"), lambda each: each.chosen if each.settled else ""),
        ),
    )


def _chosen(posted: QueryDict) -> dict[int, str]:
    """What was chosen for each action: on other pages of the list, and on the page that was sent."""
    others = {key: str(each) for each in Outcome for key in ticked(posted, f"kept_{each}")}
    shown = {
        int(key.removeprefix("outcome_")): posted.get(key, "")
        for key in posted
        if key.startswith("outcome_") and key.removeprefix("outcome_").isdecimal()
    }
    return others | shown


def _kept(chosen: Mapping[int, str], shown: Iterable[int]) -> dict[str, str]:
    """The hidden inputs for what was chosen on other pages than the one shown."""
    kept: dict[str, str] = {}
    for each in Outcome:
        kept |= kept_ticks(f"kept_{each}", (key for key, value in chosen.items() if value == each), shown)
    return kept


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
    for action in plan.actions.select_related("close_out", "section").prefetch_related("carried_to__plan"):
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
