"""The portfolio holders of an action: those of its section and of the sections above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.plans.models import Action

if TYPE_CHECKING:
    from fingerpost.people.models import Person


@dataclass(frozen=True, slots=True)
class OfPortfolio:
    """An action as a portfolio holder's: the holders are its owners (see `people.access`)."""

    action: Action

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The keys of the portfolio holders."""
        return tuple(each.pk for each in holders_of(self.action))

    @property
    def owner_service_id(self) -> None:
        """None: a portfolio is no service."""
        return


def holders_of(action: Action) -> tuple[Person, ...]:
    """The portfolio holders of an action, the nearest first (select `section__parent__parent` with holders)."""
    found = (each.portfolio_holder for each in reversed(action.section.path))
    return tuple(dict.fromkeys(each for each in found if each is not None))
