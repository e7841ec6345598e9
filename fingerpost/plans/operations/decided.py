"""What decisions do to a live plan: a revision of dates, an action more, other words. The change requests call these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.plans.models import Action, LedgerEntry
from fingerpost.plans.operations.actions import create_action, set_predecessors, write_people
from fingerpost.plans.operations.holding import OfAnotherCouncil, held_action, held_plan, refuse_others
from fingerpost.plans.operations.plan import add_reviews
from fingerpost.plans.states import LIVE, OPEN, NotInThisState
from fingerpost.plans.values import ledger_of
from fingerpost.rules.plain import to_plain
from fingerpost.rules.schedule import Schedule, added_schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.details import ActionDetails
    from fingerpost.plans.models import Measure, Milestone, Section
    from fingerpost.rules.dates.ledger import Revision
    from fingerpost.rules.decisions import Decision

MILESTONE_RECORDED = "recorded a milestone"
"""The event of the history that says on which day a milestone was reached, or that it was not after all."""


class OnlyKnownFromBefore(ValueError):
    """A revision known from before the plan was taken over belongs in the opening ledger."""


@transaction.atomic
def append_revision(*, action: Action, revision: Revision, by: Person, at: datetime) -> LedgerEntry:
    """Add an approved revision to the date ledger of an action of a live plan; nothing before it changes.

    Refuses what the ledger refuses (`rules.dates.ledger`): out of order, after a withdrawal, resuming what is
    not suspended, a resumption without the new date that it needs.
    """
    held_plan(action.plan_id, states=LIVE, by=by)
    action = held_action(action)
    if revision.opening or revision.decision is None:
        raise OnlyKnownFromBefore(
            "Only the opening ledger holds what is known from before the plan was taken over."
        )
    ledger = ledger_of(action).with_revision(revision)
    entry = LedgerEntry.objects.create(
        action=action,
        number=len(ledger.revisions),
        revision=to_plain(revision),
        decided_on=revision.decision.decided_on,
    )
    action.version += 1
    action.save(update_fields=["version"])
    record(
        by=by,
        at=at,
        event=f"entered the decision to {revision.kind} the action",
        of=action,
        label=f"Action {action.ref}",
        before={"revisions": entry.number - 1},
        after={"revisions": entry.number, "revision": entry.revision},
        why=revision.words or "",
    )
    return entry


@transaction.atomic
def add_action_by_decision(
    *, section: Section, details: ActionDetails, decision: Decision, by: Person, at: datetime
) -> Action:
    """An action that a decision adds to a live plan; its months are fixed at once. Refuses a ref that is taken,
    an action without any date that is not ongoing, and a programmed month before the decision's.
    """
    plan = held_plan(section.plan_id, states=LIVE, by=by)
    added_schedule(
        Schedule(details.programmed, details.original_day, details.ongoing, details.recurring),
        decision.decided_on,
    )
    action = create_action(plan, section, details, by=by, at=at, added=to_plain(decision))
    if action.recurring:
        add_reviews([action])
    return action


@transaction.atomic
def amend_action(
    *,
    action: Action,
    title: str | None = None,
    section: Section | None = None,
    leads: Sequence[Person] | None = None,
    deputies: Sequence[Person] | None = None,
    resources: str | None = None,
    priority: str | None = None,
    decision: Decision,
    by: Person,
    at: datetime,
    why: str = "",
) -> Action:
    """Other words, another section or other people for an action of a live plan, by a decision. Dates never
    change by this. What is None stays; the service follows the first lead.
    """
    plan = held_plan(action.plan_id, states=LIVE, by=by)
    action = held_action(action)
    if section is not None and section.plan_id != plan.pk:
        raise OfAnotherCouncil("The section is not in this plan.")
    refuse_others(plan.council_id, (*(leads or ()), *(deputies or ())))
    before: dict[str, object] = {}
    after: dict[str, object] = {"decision": to_plain(decision)}
    for name, value in (
        ("title", title),
        ("section", section),
        ("resources", resources),
        ("priority", priority),
    ):
        if value is not None:
            before[name], after[name] = str(getattr(action, name)), str(value)
            setattr(action, name, value)
    if leads and leads[0].service is not None and leads[0].service_id != action.service_id:
        before["service"], after["service"] = str(action.service or ""), str(leads[0].service)
        action.service = leads[0].service
    action.version += 1
    action.save()
    if leads is not None or deputies is not None:
        people = [(each.person, each.deputy) for each in action.people.select_related("person")]
        before["people"] = [str(person) for person, _ in people]
        leads = [person for person, deputy in people if not deputy] if leads is None else leads
        deputies = [person for person, deputy in people if deputy] if deputies is None else deputies
        write_people(action, leads, deputies)
        after["people"] = [str(each) for each in (*leads, *deputies)]
    record(
        by=by, at=at, event="amended the action", of=action, label=f"Action {action.ref}",
        before=before, after=after, why=why,
    )  # fmt: skip
    return action


@transaction.atomic
def hand_on(*, action: Action, to: Action, by: Person, at: datetime) -> None:
    """What an action served, the risks that it answers and what waits for it go to the action that goes on in
    its place. The links that stood before stay.
    """
    plan = held_plan(action.plan_id, states=LIVE, by=by)
    if to.plan_id != plan.pk:
        raise OfAnotherCouncil("The action that goes on is not in this plan.")
    aims, risks = list(action.aims.all()), list(action.risks.all())
    to.aims.add(*aims)
    to.risks.add(*risks)
    dependents = list(action.dependents.exclude(pk=to.pk))
    for dependent in dependents:
        set_predecessors(dependent, [*dependent.predecessors.all(), to])
    record(
        by=by,
        at=at,
        event="took over the links of another action",
        of=to,
        label=f"Action {to.ref}",
        after={
            "from": action.ref,
            "aims": [str(each) for each in aims],
            "risks": [str(each) for each in risks],
            "dependents": [each.ref for each in dependents],
        },
    )


@transaction.atomic
def reach_milestone(
    *, milestone: Milestone, completed_on: date | None, by: Person, at: datetime
) -> Milestone:
    """Record on which day a milestone of a live plan was reached; None takes that back."""
    held_plan(milestone.action.plan_id, states=LIVE, by=by)
    if completed_on is not None and completed_on > at.date():
        raise NotInThisState("A milestone cannot be reached on a day to come.")
    before, milestone.completed_on = milestone.completed_on, completed_on
    milestone.save(update_fields=["completed_on"])
    record(
        by=by,
        at=at,
        event=MILESTONE_RECORDED,
        of=milestone.action,
        label=f"Action {milestone.action.ref}: {milestone.title}",
        before={"completed_on": to_plain(before)},
        after={"completed_on": to_plain(completed_on)},
    )
    return milestone


@transaction.atomic
def set_actual(*, measure: Measure, actual: str, by: Person, at: datetime) -> Measure:
    """Record what a measure of success has come to, until the plan is closed."""
    thing = measure.action or measure.section
    if thing is None:
        raise NotInThisState("The measure belongs to nothing.")
    held_plan(thing.plan_id, states=OPEN, by=by)
    before, measure.actual = measure.actual, actual
    measure.save(update_fields=["actual"])
    record(
        by=by,
        at=at,
        event="recorded a measure of success",
        of=thing,
        label=f"{thing}: {measure.title}",
        before={"actual": before},
        after={"actual": actual},
    )
    return measure
