"""The states of a plan, what may follow each, and what each allows."""

from __future__ import annotations

from fingerpost.plans.models import PlanState

ALLOWED_MOVES: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.CONSULTATION}),
    PlanState.CONSULTATION: frozenset({PlanState.DRAFT, PlanState.APPROVED}),
    PlanState.APPROVED: frozenset({PlanState.LIVE}),
    PlanState.LIVE: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}
"""The states that may follow each state of a plan."""

ALL = frozenset(PlanState)
OPEN = ALL - {PlanState.CLOSED}
LIVE = frozenset({PlanState.LIVE})
EDITABLE = frozenset({PlanState.DRAFT, PlanState.CONSULTATION})
"""The states in which the text of the plan is written; after them it changes by decisions only."""


class MoveNotAllowed(ValueError):
    """The plan's state cannot follow the one that it is in."""


class NotInThisState(ValueError):
    """The plan's state does not allow what was asked."""


def refuse_move(now: PlanState, to: PlanState) -> None:
    """Refuse a move that is not in the table."""
    if to not in ALLOWED_MOVES[now]:
        raise MoveNotAllowed(f"A plan that is {now} cannot become {to}.")
