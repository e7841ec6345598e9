"""What the pages of plans begin with: the plan, section or action of the council, or 404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.people.access import found
from fingerpost.plans.details import ACTION_PARTS
from fingerpost.plans.models import Action, Plan, Section

if TYPE_CHECKING:
    from fingerpost.people.access import CouncilRequest


def plan_of(request: CouncilRequest, pk: int) -> Plan:
    """A plan of the council."""
    return found(Plan.objects.filter(council=request.access.council).select_related("previous"), pk=pk)


def section_of(request: CouncilRequest, pk: int) -> Section:
    """A section of a plan of the council, with what is written of it."""
    sections = Section.objects.filter(plan__council=request.access.council)
    together = sections.select_related("plan", "head", "portfolio_holder", "parent__parent")
    return found(together.prefetch_related("aims", "risks", "measures"), pk=pk)


def action_of(request: CouncilRequest, pk: int) -> Action:
    """An action of a plan of the council, with what is written of it."""
    actions = Action.objects.filter(plan__council=request.access.council)
    together = actions.select_related("plan", "service", "section__parent__parent", "carried_from__plan")
    return found(together.prefetch_related(*ACTION_PARTS, "ledger_entries"), pk=pk)
