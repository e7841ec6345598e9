"""Who may write what in a plan: the performance team all of it, heads of service their own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from fingerpost.plans.states import EDITABLE
from fingerpost.rules.roles import Act, Reach, reach_of

if TYPE_CHECKING:
    from fingerpost.people.access import Access
    from fingerpost.plans.models import Action, Plan, Section


def may_edit_everything(access: Access) -> bool:
    """Whether the person writes all parts of every plan, the aims and the risks."""
    return reach_of(access.roles, Act.EDIT_PLAN) is Reach.ANY


def require_everything(access: Access) -> None:
    """Refuse (403) whoever may write their own parts only."""
    if not may_edit_everything(access):
        raise PermissionDenied("You may not write every part of the plan.")


def may_edit_section(access: Access, section: Section) -> bool:
    """Whether the person writes this section and what is in it (select `parent__parent`)."""
    return access.may_to(Act.EDIT_PLAN, section)


def may_edit_action(access: Access, action: Action) -> bool:
    """Whether the person writes this action: in their section, of their service, or their own."""
    return access.may_to(Act.EDIT_PLAN, action) or may_edit_section(access, action.section)


def require_section(access: Access, section: Section) -> None:
    """Refuse (403) whoever may not write this section."""
    access.require(Act.EDIT_PLAN, section)


def require_action(access: Access, action: Action) -> None:
    """Refuse (403) whoever may not write this action."""
    if not may_edit_action(access, action):
        raise PermissionDenied("You may not write this action.")


def is_being_drafted(plan: Plan) -> bool:
    """Whether anything may be written in the plan at all."""
    return plan.state in EDITABLE
