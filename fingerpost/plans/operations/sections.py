"""The sections of a plan that is being drafted: added, edited, moved, deleted while empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.plans.details import differences, plain_details, section_details
from fingerpost.plans.models import Measure, Section
from fingerpost.plans.operations.holding import held_plan, held_section, next_version, refuse_others
from fingerpost.plans.order import put_in_order, tree_order

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.details import SectionDetails
    from fingerpost.plans.models import Plan


class SectionCodeTaken(ValueError):
    """Another section of the plan has this code."""


class TooDeep(ValueError):
    """The plan has no level for a section there."""


class NotEmpty(ValueError):
    """The section holds sections or actions."""


class NoPlaceThere(ValueError):
    """A section cannot stand within itself, or in another plan."""


@transaction.atomic
def add_section(
    *, plan: Plan, details: SectionDetails, parent: Section | None = None, by: Person, at: datetime
) -> Section:
    """A new section, after the others of its parent. Refuses a code that is taken and a level that the plan
    does not have.
    """
    plan = held_plan(plan.pk, by=by)
    section = Section(plan=plan, place=plan.sections.count())
    _set_parent(section, parent, plan)
    write_section(section, details)
    if parent is not None:
        put_in_order(plan)
    record(
        by=by, at=at, event="added the section", of=section, label=str(section), after=plain_details(details)
    )
    return section


@transaction.atomic
def edit_section(
    *, section: Section, details: SectionDetails, by: Person, at: datetime, version: int | None = None
) -> Section:
    """Other words, people and links of a section. Refuses a version that was saved over and a code that is taken."""
    held_plan(section.plan_id, by=by)
    section = held_section(section)
    next_version(section, version)
    before, after = differences(plain_details(section_details(section)), plain_details(details))
    write_section(section, details)
    record(
        by=by, at=at, event="edited the section", of=section, label=str(section), before=before, after=after
    )
    return section


@transaction.atomic
def move_section(
    *, section: Section, parent: Section | None, after: Section | None = None, by: Person, at: datetime
) -> Section:
    """Put a section, with everything in it, within another one (None: at the top), after one of its sections
    there (None: first). Refuses a place within itself and below the plan's levels.
    """
    plan = held_plan(section.plan_id, by=by)
    section = held_section(section)
    rows = {each.pk: each for each in plan.sections.all()}
    moved = rows[section.pk]
    was = moved.parent_id, moved.place
    up = rows.get(parent.pk) if parent else None
    while up is not None:
        if up.pk == moved.pk:
            raise NoPlaceThere("A section cannot stand within itself.")
        up = rows.get(up.parent_id or 0)
    _set_parent(moved, parent, plan)
    if after is not None and rows.get(after.pk) is None:
        raise NoPlaceThere("The section to stand after is not in this plan.")
    moved.place = rows[after.pk].place if after else -1
    ordered = tree_order(rows.values(), moved_last=moved if after else None)
    for place, (each, level) in enumerate(ordered):
        each.place, each.level = place, level
        if level >= len(plan.level_names):
            raise TooDeep(
                f"The plan has {len(plan.level_names)} levels; {each.title} would stand below them."
            )
    Section.objects.bulk_update(rows.values(), ["place", "level", "parent"])
    put_in_order(plan)
    record(
        by=by,
        at=at,
        event="moved the section",
        of=moved,
        label=str(moved),
        before={"within": str(rows[was[0]]) if was[0] else None, "place": was[1]},
        after={"within": str(parent) if parent else None, "place": moved.place},
    )
    return moved


@transaction.atomic
def delete_section(*, section: Section, by: Person, at: datetime) -> None:
    """Take an empty section out of a draft. Refuses one that holds sections or actions."""
    plan = held_plan(section.plan_id, by=by)
    section = held_section(section)
    if section.children.exists() or section.actions.exists():
        raise NotEmpty(f"{section} holds sections or actions; move or delete these first.")
    record(
        by=by,
        at=at,
        event="deleted the section",
        of=section,
        label=str(section),
        before=plain_details(section_details(section)),
    )
    section.delete()
    put_in_order(plan)


def write_section(section: Section, details: SectionDetails) -> None:
    """Write what is said of a section to its rows; for use within an operation."""
    refuse_others(
        section.plan.council_id, (details.head, details.portfolio_holder, *details.aims, *details.risks)
    )
    section.code, section.number, section.title = details.code, details.number, details.title
    section.outcome, section.head = details.outcome, details.head
    section.portfolio_holder = details.portfolio_holder
    try:
        with transaction.atomic():
            section.save()
    except IntegrityError:
        raise SectionCodeTaken(f"Another section of the plan has the code {details.code}.") from None
    section.aims.set(details.aims)
    section.risks.set(details.risks)
    section.measures.all().delete()
    Measure.objects.bulk_create(
        Measure(section=section, title=each.title, target=each.target, actual=each.actual)
        for each in details.measures
    )


def _set_parent(section: Section, parent: Section | None, plan: Plan) -> None:
    if parent is not None and parent.plan_id != plan.pk:
        raise NoPlaceThere("The section above is not in this plan.")
    level = 0 if parent is None else parent.level + 1
    if level >= len(plan.level_names):
        raise TooDeep(f"The plan has {len(plan.level_names)} levels; there is none below {parent}.")
    section.parent, section.level = parent, level
