"""A plan's life: created, its settings, sent from state to state, approved, live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.plans.details import PlanDetails, differences, plain_details, plan_details
from fingerpost.plans.models import Action, Milestone, Plan, PlanState
from fingerpost.plans.operations.holding import held_plan, next_version, refuse_others
from fingerpost.plans.readiness import problems_of
from fingerpost.plans.states import ALL, refuse_move
from fingerpost.rules.plain import to_plain
from fingerpost.rules.schedule import review_milestones

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from fingerpost.people.models import Council, Person
    from fingerpost.rules.decisions import Decision


class CodeTaken(ValueError):
    """Another plan of the council has this code."""


class NeedsADecision(ValueError):
    """The plan is approved, goes live or is closed by an operation of its own."""


class NotReady(ValueError):
    """The plan cannot be approved or go live as it stands; `problems` names everything that must be mended."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The plan is not ready: " + " ".join(problems))
        self.problems = problems


@transaction.atomic
def create_plan(
    *, council: Council, details: PlanDetails, by: Person, at: datetime, previous: Plan | None = None
) -> Plan:
    """A new plan, in draft. Refuses a code that another plan of the council has."""
    refuse_others(council.pk, (by, previous))
    plan = Plan(council=council, previous=previous)
    _write(plan, details)
    record(by=by, at=at, event="created the plan", of=plan, label=plan.title, after=plain_details(details))
    return plan


@transaction.atomic
def edit_plan(
    *, plan: Plan, details: PlanDetails, by: Person, at: datetime, version: int | None = None
) -> Plan:
    """Other settings of a plan that is being drafted. Refuses a version that was saved over, a code that is
    taken, fewer levels than the sections use, and to deny the opening ledgers that are there.
    """
    plan = held_plan(plan.pk, by=by)
    next_version(plan, version)
    deepest = max(plan.sections.values_list("level", flat=True), default=0)
    if deepest >= len(details.level_names):
        raise NotInUseAnyMore(f"The plan has sections {deepest + 1} deep, so it needs as many levels.")
    if plan.opening and not details.opening and plan.actions.filter(ledger_entries__isnull=False).exists():
        raise NotInUseAnyMore("The plan holds dates from before it was taken over; take them out first.")
    before, after = differences(plain_details(plan_details(plan)), plain_details(details))
    _write(plan, details)
    record(
        by=by,
        at=at,
        event="changed the settings of the plan",
        of=plan,
        label=plan.title,
        before=before,
        after=after,
    )
    return plan


class NotInUseAnyMore(ValueError):
    """The settings would deny something that the plan already holds."""


@transaction.atomic
def move_plan(*, plan: Plan, to: PlanState, by: Person, at: datetime, why: str = "") -> Plan:
    """Send a draft out to consultation, or take it back. Approving, going live and closing have their own."""
    plan = held_plan(plan.pk, states=ALL, by=by)
    if to not in (PlanState.DRAFT, PlanState.CONSULTATION):
        raise NeedsADecision(f"A plan becomes {to} by an operation of its own.")
    return moved_to(plan, to, by=by, at=at, why=why)


@transaction.atomic
def approve_plan(*, plan: Plan, decision: Decision, by: Person, at: datetime) -> Plan:
    """Record who approved the plan, under which authority and where the minutes say so. Refuses, with all
    problems at once, what could not go live, since nothing is written in an approved plan any more.
    """
    plan = held_plan(plan.pk, states=ALL, by=by)
    refuse_move(PlanState(plan.state), PlanState.APPROVED)
    _refuse_unready(plan)
    plan.approval = to_plain(decision)
    return moved_to(plan, PlanState.APPROVED, by=by, at=at, after={"approval": plan.approval})


@transaction.atomic
def go_live(*, plan: Plan, by: Person, at: datetime) -> Plan:
    """Fix the programmed months for ever, and give each recurring action its reviews as milestones. Refuses a
    plan that was not approved and, with all problems at once, one that is not ready.
    """
    plan = held_plan(plan.pk, states=ALL, by=by)
    refuse_move(PlanState(plan.state), PlanState.LIVE)
    _refuse_unready(plan)
    add_reviews(plan.actions.filter(recurring=True))
    plan.live_on = at.date()
    return moved_to(plan, PlanState.LIVE, by=by, at=at, after={"live_on": plan.live_on.isoformat()})


def add_reviews(actions: Iterable[Action]) -> None:
    """The reviews of recurring actions as milestones, after those that they have; for use within an operation.

    A programmed month for which somebody wrote a milestone needs no other.
    """
    made = []
    for action in actions:
        there = list(action.milestones.values_list("due_edtf", flat=True))
        months = tuple(
            each for each in action.programmed if not any(due.startswith(str(each)) for due in there)
        )
        made += [
            Milestone(
                action=action,
                title=each.title,
                due_words=each.due.text,
                due_edtf=each.due.edtf or "",
                place=place,
            )
            for place, each in enumerate(review_milestones(months), start=len(there))
        ]
    Milestone.objects.bulk_create(made)


def _refuse_unready(plan: Plan) -> None:
    problems = problems_of(plan)
    if problems:
        raise NotReady(problems)


def moved_to(
    plan: Plan,
    to: PlanState,
    *,
    by: Person,
    at: datetime,
    why: str = "",
    after: dict[str, object] | None = None,
) -> Plan:
    """Write a move that the table allows, and record it; for use within an operation that holds the plan."""
    before = PlanState(plan.state)
    refuse_move(before, to)
    plan.state = to
    plan.version += 1
    plan.save()
    record(
        by=by,
        at=at,
        event=f"moved the plan from {before} to {to}",
        of=plan,
        label=plan.title,
        before={"state": before},
        after={"state": to, **(after or {})},
        why=why,
    )
    return plan


def _write(plan: Plan, details: PlanDetails) -> None:
    plan.code, plan.title = details.code, details.title
    plan.first_month, plan.last_month = details.year.first, details.year.last
    plan.level_names = list(details.level_names)
    plan.cycle_months = details.cycle_months
    plan.status_words, plan.colours = to_plain(details.status_words), to_plain(details.colours)
    plan.policies = to_plain(details.policies)
    plan.opening = details.opening
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise CodeTaken(f"Another plan of the council has the code {details.code}.") from None
