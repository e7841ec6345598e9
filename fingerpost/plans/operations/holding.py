"""What operations begin with: the row held for the transaction, in a state that allows it, as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from fingerpost.plans.models import Action, Plan, PlanState, Section
from fingerpost.plans.states import EDITABLE, NotInThisState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from fingerpost.people.models import Person

V = TypeVar("V", Plan, Section, Action)


class SomebodyElseSaved(ValueError):
    """The thing was saved by somebody else since it was read; `version` is the one that stands."""

    def __init__(self, version: int) -> None:
        super().__init__(
            "Somebody else has saved this since you opened it. Compare both texts below; saving again "
            "puts yours in the place of theirs."
        )
        self.version = version


class OfAnotherCouncil(ValueError):
    """Something that belongs to another council, or another plan, was named."""


class InCouncil(Protocol):
    """A row that belongs to a council."""

    council_id: int


def held_plan(plan_id: int, *, states: Collection[PlanState] = EDITABLE, by: Person) -> Plan:
    """The plan, held until the transaction ends. Refuses states other than these, and people of another council."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan_id)
    refuse_others(plan.council_id, (by,))
    if plan.state not in states:
        raise NotInThisState(f"{plan.title} is {plan.state}, so this cannot be changed.")
    return plan


def held_section(section: Section) -> Section:
    """The section as it stands, held until the transaction ends; hold its plan first."""
    return (
        Section.objects.select_for_update(of=("self",))
        .select_related("head", "portfolio_holder")
        .get(pk=section.pk)
    )


def held_action(action: Action) -> Action:
    """The action as it stands, held until the transaction ends; hold its plan first."""
    return (
        Action.objects.select_for_update(of=("self",))
        .select_related("plan", "section", "service")
        .get(pk=action.pk)
    )


def next_version(row: V, version: int | None) -> None:
    """Count one version more. Refuses a row that is no longer the version that was read (None: whatever stands)."""
    if version is not None and row.version != version:
        raise SomebodyElseSaved(row.version)
    row.version += 1


def refuse_others(council_id: int, things: Iterable[InCouncil | None]) -> None:
    """Refuse what belongs to another council."""
    if any(each is not None and each.council_id != council_id for each in things):
        raise OfAnotherCouncil("Somebody or something named here belongs to another council.")
