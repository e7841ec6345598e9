"""The actions of a plan that is being drafted, and who leads on an action at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.plans.details import action_details, differences, plain_details
from fingerpost.plans.models import Action, ActionPerson, Measure, Milestone, Section
from fingerpost.plans.operations.holding import (
    OfAnotherCouncil,
    held_action,
    held_plan,
    next_version,
    refuse_others,
)
from fingerpost.plans.order import put_in_order
from fingerpost.plans.states import OPEN
from fingerpost.rules.refs import ref_order

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.details import ActionDetails, MeasureDetails
    from fingerpost.plans.models import Plan
    from fingerpost.rules.months import Month


class RefTaken(ValueError):
    """Another action of the plan has this ref."""


class GoesInCircles(ValueError):
    """An action would have to wait for itself."""


@transaction.atomic
def add_action(
    *, section: Section, details: ActionDetails, by: Person, at: datetime, carried_from: Action | None = None
) -> Action:
    """A new action in a section of a plan that is being drafted. Refuses a ref that is taken."""
    plan = held_plan(section.plan_id, by=by)
    return create_action(plan, section, details, by=by, at=at, carried_from=carried_from)


def create_action(
    plan: Plan,
    section: Section,
    details: ActionDetails,
    *,
    by: Person,
    at: datetime,
    carried_from: Action | None = None,
    added: Mapping[str, object] | None = None,
) -> Action:
    """Make the rows of an action and record it; for use within an operation that holds the plan."""
    if section.plan_id != plan.pk:
        raise OfAnotherCouncil("The section is not in this plan.")
    last = plan.actions.select_related("section").order_by("place").last()
    action = Action(plan=plan, section=section, carried_from=carried_from, added=added)
    action.place = 0 if last is None else last.place + 1
    write_action(action, details)
    # Where the section stands now: sections that were added since it was read may have moved it.
    place = Section.objects.values_list("place", flat=True).get(pk=section.pk)
    if last is not None and (last.section.place, ref_order(last.ref)) > (place, ref_order(action.ref)):
        put_in_order(plan)
    record(
        by=by,
        at=at,
        event="added the action",
        of=action,
        label=f"Action {action.ref}",
        after={**plain_details(details), "section": section.code},
    )
    return action


@transaction.atomic
def edit_action(
    *,
    action: Action,
    details: ActionDetails,
    section: Section | None = None,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Action:
    """Other words, people, dates and links of an action, or another section, while the plan is being drafted.

    Refuses a version that was saved over and a ref that is taken.
    """
    plan = held_plan(action.plan_id, by=by)
    action = held_action(action)
    next_version(action, version)
    if section is not None and section.plan_id != plan.pk:
        raise OfAnotherCouncil("The section is not in this plan.")
    was = {**plain_details(action_details(action)), "section": action.section.code}
    action.section = section or action.section
    before, after = differences(was, {**plain_details(details), "section": action.section.code})
    write_action(action, details)
    if {"ref", "section"} & after.keys():
        put_in_order(plan)
    record(
        by=by,
        at=at,
        event="edited the action",
        of=action,
        label=f"Action {action.ref}",
        before=before,
        after=after,
    )
    return action


@transaction.atomic
def delete_action(*, action: Action, by: Person, at: datetime) -> None:
    """Take an action out of a plan that is being drafted; the history keeps what it said."""
    plan = held_plan(action.plan_id, by=by)
    action = held_action(action)
    record(
        by=by,
        at=at,
        event="deleted the action",
        of=action,
        label=f"Action {action.ref}",
        before={**plain_details(action_details(action)), "section": action.section.code},
    )
    action.delete()
    put_in_order(plan)


@transaction.atomic
def programme(
    *,
    plan: Plan,
    months: Mapping[int, Sequence[Month]],
    versions: Mapping[int, int],
    by: Person,
    at: datetime,
) -> list[Action]:
    """Programme many actions at once, by key, as the grid does while the plan is being drafted.

    Only what differs is written; gives the actions that changed. Refuses, naming all, those that were saved
    over since `versions` were read; then nothing is written.
    """
    held_plan(plan.pk, by=by)
    rows = list(Action.objects.select_for_update().filter(plan=plan, pk__in=months))
    changed = [each for each in rows if each.programmed != tuple(sorted(set(months[each.pk])))]
    over = [each.ref for each in changed if each.version != versions.get(each.pk)]
    if over:
        raise ProgrammedMeanwhile(over)
    for action in changed:
        before = [str(each) for each in action.programmed]
        action.programmed = tuple(sorted(set(months[action.pk])))
        action.version += 1
        record(
            by=by,
            at=at,
            event="programmed the action",
            of=action,
            label=f"Action {action.ref}",
            before={"programmed": before},
            after={"programmed": [str(each) for each in action.programmed]},
        )
    Action.objects.bulk_update(changed, ["programmed", "version"], batch_size=200)
    return changed


class ProgrammedMeanwhile(ValueError):
    """Somebody else saved some of the actions since the grid was opened; `refs` names them."""

    def __init__(self, refs: list[str]) -> None:
        super().__init__(
            "Somebody else has saved these actions since you opened the grid: "
            f"{', '.join(refs)}. Look at their months as they are now, and change them again if you need to."
        )
        self.refs = refs


@transaction.atomic
def set_people(
    *,
    action: Action,
    leads: Sequence[Person],
    deputies: Sequence[Person] = (),
    by: Person,
    at: datetime,
    why: str = "",
) -> Action:
    """Who leads on an action and who deputises, in order, until its plan is closed: a leaver's actions are
    handed over like this. The action's service does not change.
    """
    plan = held_plan(action.plan_id, states=OPEN, by=by)
    action = held_action(action)
    refuse_others(plan.council_id, (*leads, *deputies))
    before, after = differences(
        _people_of(action), {"leads": [str(p) for p in leads], "deputies": [str(p) for p in deputies]}
    )
    write_people(action, leads, deputies)
    action.version += 1
    action.save(update_fields=["version"])
    record(
        by=by, at=at, event="named the people of the action", of=action, label=f"Action {action.ref}",
        before=before, after=after, why=why,
    )  # fmt: skip
    return action


def write_action(action: Action, details: ActionDetails) -> None:
    """Write what is said of an action to its rows; for use within an operation."""
    council_id = action.plan.council_id
    service = details.service_or_leads
    refuse_others(council_id, (*details.leads, *details.deputies, service, *details.aims, *details.risks))
    if any(each.plan_id != action.plan_id for each in details.predecessors):
        raise OfAnotherCouncil("An action cannot wait for one of another plan.")
    action.ref, action.title, action.service = details.ref, details.title, service
    action.resources, action.priority = details.resources, details.priority
    action.outside_bodies = list(details.outside_bodies)
    action.programmed, action.original_day = details.programmed, details.original_day
    action.ongoing, action.recurring = details.ongoing, details.recurring
    try:
        with transaction.atomic():
            action.save()
    except IntegrityError:
        raise RefTaken(f"Another action of the plan has the ref {details.ref}.") from None
    write_people(action, details.leads, details.deputies)
    action.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(
            action=action,
            title=each.title,
            due_words=each.due.text,
            due_edtf=each.due.edtf or "",
            completed_on=each.completed_on,
            place=place,
        )
        for place, each in enumerate(details.milestones)
    )
    set_predecessors(action, details.predecessors)
    action.aims.set(details.aims)
    action.risks.set(details.risks)
    write_measures(action, details.measures)


def write_people(action: Action, leads: Sequence[Person], deputies: Sequence[Person]) -> None:
    """Write who leads and deputises; for use within an operation."""
    action.people.all().delete()
    ActionPerson.objects.bulk_create(
        ActionPerson(action=action, person=person, deputy=deputy, place=place)
        for deputy, people in ((False, leads), (True, deputies))
        for place, person in enumerate(people)
    )


def write_measures(action: Action, measures: Sequence[MeasureDetails]) -> None:
    """Write the measures of success of an action; for use within an operation."""
    action.measures.all().delete()
    Measure.objects.bulk_create(
        Measure(action=action, title=each.title, target=each.target, actual=each.actual) for each in measures
    )


def set_predecessors(action: Action, predecessors: Collection[Action]) -> None:
    """Write which actions must be done before this one; for use within an operation. Refuses a circle."""
    if predecessors:
        links = Action.predecessors.through.objects.filter(from_action__plan_id=action.plan_id)
        waits_for: dict[int, set[int]] = {}
        for one, other in links.values_list("from_action_id", "to_action_id"):
            waits_for.setdefault(one, set()).add(other)
        waits_for[action.pk] = {each.pk for each in predecessors}
        ahead, seen = list(waits_for[action.pk]), set[int]()
        while ahead:
            at = ahead.pop()
            if at == action.pk:
                raise GoesInCircles(
                    f"Action {action.ref} would have to wait for itself; mend its predecessors."
                )
            if at not in seen:
                seen.add(at)
                ahead += waits_for.get(at, ())
    action.predecessors.set(predecessors)


def _people_of(action: Action) -> dict[str, list[str]]:
    people = action.people.select_related("person")
    return {
        "leads": [str(each.person) for each in people if not each.deputy],
        "deputies": [str(each.person) for each in people if each.deputy],
    }
