"""Accepting a workbook: everything in it is written to a draft in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.plans.models import Action, Section
from fingerpost.plans.operations.actions import create_action, set_predecessors, write_action
from fingerpost.plans.operations.holding import held_plan
from fingerpost.plans.operations.plan import edit_plan
from fingerpost.plans.operations.sections import add_section, write_section
from fingerpost.plans.order import put_in_order
from fingerpost.plans.workbook import compare

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Plan
    from fingerpost.plans.workbook import Comparison
    from fingerpost.plans.workbook.reading import Sheets


class CannotBeTaken(ValueError):
    """Something in the workbook cannot be taken, or there is nothing to do."""


class ComparedWithAnother(ValueError):
    """The plan has changed since the workbook was compared with it."""


def state_of(plan: Plan) -> str:
    """What a comparison rests on, as a digest: it changes with every change of the plan."""
    parts = [f"{plan.pk}:{plan.version}"]
    for rows in (Section.objects.filter(plan=plan), Action.objects.filter(plan=plan)):
        parts += [f"{pk}:{version}" for pk, version in rows.order_by("pk").values_list("pk", "version")]
    return sha256(" ".join(parts).encode()).hexdigest()[:16]


@transaction.atomic
def accept_workbook(*, plan: Plan, sheets: Sheets, seen: str, by: Person, at: datetime) -> Comparison:
    """Write what a workbook creates and changes to a plan that is being drafted; what it does not name stays.

    `seen` is the `state_of` the plan when the person looked at the comparison. Refuses a plan that has changed
    since, a workbook with anything that cannot be taken, and one that changes nothing.
    """
    plan = held_plan(plan.pk, by=by)
    if state_of(plan) != seen:
        raise ComparedWithAnother(
            "The plan has changed since the file was compared with it. Look at the comparison as it is now."
        )
    found = compare(plan, sheets)
    if not found.acceptable:
        raise CannotBeTaken("There is something in the file that cannot be taken, or nothing that is new.")
    if found.settings is not None:
        plan = edit_plan(plan=plan, details=found.settings, by=by, at=at)
    sections = {each.code: each for each in plan.sections.all()}
    for incoming in found.sections:
        if incoming.row is None:
            code = incoming.details.code
            above = sections[incoming.within] if incoming.within else None
            sections[code] = add_section(plan=plan, details=incoming.details, parent=above, by=by, at=at)
        else:
            incoming.row.version += 1
            write_section(incoming.row, incoming.details)
    actions = {each.ref: each for each in plan.actions.all()}
    for each in found.actions:
        section = sections[each.section]
        if each.row is None:
            actions[each.details.ref] = create_action(plan, section, each.details, by=by, at=at)
        else:
            each.row.section = section
            each.row.version += 1
            write_action(each.row, replace(each.details, predecessors=()))
    for each in found.actions:
        set_predecessors(actions[each.details.ref], [actions[ref] for ref in each.predecessors])
    put_in_order(plan)
    record(
        by=by,
        at=at,
        event="read a changed Excel file into the plan",
        of=plan,
        label=plan.title,
        before={
            change.what: {name: was for name, was, _ in change.parts}
            for change in found.changes
            if not change.created
        },
        after={change.what: {name: now for name, _, now in change.parts} for change in found.changes},
    )
    return found
