"""The end of a plan year: what became of every action, the plan closed, and the next plan made from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.plans.details import ACTION_PARTS, MeasureDetails, action_details, section_details
from fingerpost.plans.models import Action, CloseOut, Outcome, Plan, PlanState, Section
from fingerpost.plans.operations.actions import create_action, set_predecessors
from fingerpost.plans.operations.holding import held_plan
from fingerpost.plans.operations.plan import create_plan, moved_to
from fingerpost.plans.operations.sections import write_section
from fingerpost.plans.order import put_in_order
from fingerpost.plans.states import LIVE
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import in_month, on_day
from fingerpost.rules.decisions import Decision
from fingerpost.rules.months import same_day_later
from fingerpost.rules.plain import to_plain
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.details import ActionDetails, PlanDetails
    from fingerpost.rules.schedule import Milestone


class NotSettled(ValueError):
    """The plan cannot be closed, or actions not be settled, as they stand; `problems` names everything."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


class DatesOfNext(StrEnum):
    """What becomes of the dates of actions in the next plan."""

    SHIFTED = said("moved on by the time between the two plan years")
    BLANK = said("left blank, to be programmed anew")


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an action. Dropping one needs whose decision that was."""

    outcome: Outcome
    decision: Decision | None = None
    words: str = ""


@transaction.atomic
def settle_actions(*, plan: Plan, settled: Mapping[int, Settled], by: Person, at: datetime) -> list[CloseOut]:
    """Record what became of actions of a live plan, by key; it takes the place of what was recorded before.

    Refuses, naming every case, an action as completed that was not complete in the last closed period, and a
    dropped one without a decision; then nothing is written.
    """
    plan = held_plan(plan.pk, states=LIVE, by=by)
    last = last_statuses(plan)
    actions = {each.pk: each for each in plan.actions.filter(pk__in=settled).select_related("close_out")}
    problems = []
    for key, action in actions.items():
        said = settled[key]
        if said.outcome is Outcome.COMPLETED and last.get(key, Status.COMPLETE) is not Status.COMPLETE:
            problems.append(
                f"Action {action.ref} was {last[key]} when the last period was closed, not complete."
            )
        if said.outcome is Outcome.DROPPED and said.decision is None:
            problems.append(
                f"Action {action.ref} is dropped by nobody’s decision; say who decided, and when."
            )
    if problems:
        raise NotSettled(problems)
    written = []
    for key, action in actions.items():
        said = settled[key]
        close_out, _new = CloseOut.objects.update_or_create(
            action=action,
            defaults={
                "outcome": said.outcome,
                "decision": None if said.decision is None else to_plain(said.decision),
                "words": said.words,
            },
        )
        written.append(close_out)
        record(
            by=by,
            at=at,
            event="recorded what became of the action",
            of=action,
            label=f"Action {action.ref}",
            after={"outcome": close_out.outcome, "decision": close_out.decision, "words": close_out.words},
        )
    return written


def last_statuses(plan: Plan) -> dict[int, Status]:
    """The status of each action when the plan's last closed period was closed, by the action's key."""
    last = plan.periods.filter(closed_at__isnull=False).order_by("-first").first()
    if last is None:
        return {}
    return {pk: Status(status) for pk, status in last.action_months.values_list("action_id", "status")}


@transaction.atomic
def close_plan(*, plan: Plan, by: Person, at: datetime) -> Plan:
    """Close a live plan. Refuses, naming everything, while a period is open, while it is not known what became
    of an action, and while an action that is carried on stands in no other plan.
    """
    plan = held_plan(plan.pk, states=LIVE, by=by)
    problems = problems_at_close(plan)
    if problems:
        raise NotSettled(problems)
    return moved_to(plan, PlanState.CLOSED, by=by, at=at)


def problems_at_close(plan: Plan) -> tuple[str, ...]:
    """What keeps a plan from being closed, a sentence each."""
    problems = []
    opened = plan.periods.filter(closed_at=None).first()
    if opened is not None:
        problems.append(said("{period} is still open; close it first.", period=str(opened)))
    rows = plan.actions.order_by("place").values_list("ref", "close_out__outcome", "carried_to")
    found: defaultdict[str, tuple[str | None, bool]] = defaultdict(lambda: (None, False))
    for ref, outcome, carried_to in rows:
        found[ref] = (outcome, carried_to is not None)
    for ref, (became, carried) in found.items():
        if became is None:
            problems.append(said("It is not said what became of action {ref}.", ref=ref))
        elif became == Outcome.CARRIED and not carried:
            problems.append(said("Action {ref} is carried on, but stands in no next plan yet.", ref=ref))
    return tuple(problems)


@transaction.atomic
def make_next_plan(
    *,
    plan: Plan,
    details: PlanDetails,
    carried: Collection[int],
    dates: DatesOfNext,
    renumber: bool,
    by: Person,
    at: datetime,
) -> tuple[Plan, int]:
    """A draft that follows a plan: all its sections, and the actions chosen by key, each with its lineage.

    `renumber` numbers the actions anew within each section. Measures begin again without an actual value, and
    milestones that were reached are left out, as are people who have left. Gives the plan, and how many
    milestones were left out because their dates are too vague to be moved on.
    """
    held_plan(plan.pk, states=LIVE | {PlanState.CLOSED}, by=by)
    following = create_plan(council=plan.council, details=details, previous=plan, by=by, at=at)
    sections = _copy_sections(plan, following)
    step = following.first_month - plan.first_month
    vague = 0
    made: dict[int, Action] = {}
    waits: list[tuple[Action, tuple[Action, ...]]] = []
    numbers: defaultdict[int, int] = defaultdict(int)
    chosen = plan.actions.filter(pk__in=carried).select_related("section", "service")
    for action in chosen.prefetch_related(*ACTION_PARTS):
        numbers[action.section_id] += 1
        old = action_details(action)
        ref = f"{action.section.code}.{numbers[action.section_id]}" if renumber else old.ref
        new, left_out = _carried_on(old, ref, step=step, dates=dates, at=at)
        vague += left_out
        made[action.pk] = create_action(
            following, sections[action.section_id], new, by=by, at=at, carried_from=action
        )
        waits.append((made[action.pk], old.predecessors))
    for action, predecessors in waits:
        set_predecessors(action, [made[each.pk] for each in predecessors if each.pk in made])
    put_in_order(following)
    record(
        by=by,
        at=at,
        event="made the plan from the one before",
        of=following,
        label=following.title,
        after={"from": plan.title, "actions": len(made), "dates": dates.value, "renumbered": renumber},
    )
    return following, vague


def _copy_sections(plan: Plan, following: Plan) -> dict[int, Section]:
    """The sections of a plan copied to the one that follows, by the keys of the old ones."""
    copies: dict[int, Section] = {}
    rows = plan.sections.select_related("head", "portfolio_holder").prefetch_related(
        "aims", "risks", "measures"
    )
    for row in rows:
        copy = Section(plan=following, place=row.place, level=row.level)
        copy.parent = copies[row.parent_id] if row.parent_id else None
        details = section_details(row)
        write_section(copy, replace(details, measures=_begun_again(details.measures)))
        copies[row.pk] = copy
    return copies


def _begun_again(measures: Iterable[MeasureDetails]) -> tuple[MeasureDetails, ...]:
    return tuple(MeasureDetails(each.title, each.target) for each in measures)


def _carried_on(
    old: ActionDetails, ref: str, *, step: int, dates: DatesOfNext, at: datetime
) -> tuple[ActionDetails, int]:
    """An action as the next plan has it, and how many of its milestones are too vague to be moved on."""
    here = at.date()
    new = replace(
        old,
        ref=ref,
        leads=tuple(each for each in old.leads if each.is_here(here)),
        deputies=tuple(each for each in old.deputies if each.is_here(here)),
        measures=_begun_again(old.measures),
        predecessors=(),
        programmed=(),
        original_day=None,
        milestones=(),
    )
    if dates is DatesOfNext.BLANK:
        return new, 0
    ahead = [] if old.recurring else [each for each in old.milestones if each.completed_on is None]
    moved = tuple(each for each in (_moved_on(milestone, step) for milestone in ahead) if each is not None)
    day = None if old.original_day is None else same_day_later(old.original_day, step)
    programmed = tuple(month + step for month in old.programmed)
    return replace(new, programmed=programmed, original_day=day, milestones=moved), len(ahead) - len(moved)


def _moved_on(milestone: Milestone, step: int) -> Milestone | None:
    """A milestone so many months later; None where its date is neither a day nor a month."""
    due = milestone.due
    if due.day is not None:
        return replace(milestone, due=on_day(same_day_later(due.day, step)))
    if due.earliest is not None and due.earliest == due.latest:
        return replace(milestone, due=in_month(due.earliest + step))
    return None
