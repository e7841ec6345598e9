"""The policies of a plan: what another council may choose otherwise, frozen with each closed period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.said import said


class NotAPolicy(ValueError):
    """The policy cannot be applied."""


class Counted(StrEnum):
    """Which actions are counted in a period (rules: Who is counted)."""

    HIGHLIGHTED = said("actions highlighted for the period")
    DUE = said("actions due in the period")
    OPEN = said("all open actions")


class Rounding(StrEnum):
    """How shares are rounded: each by itself, or together so that they add to 100.0."""

    HALF_UP = said("rounded half up to one decimal")
    ADJUSTED = said("adjusted to 100.0")


class DecisionsCount(StrEnum):
    """Up to when decisions count in a period."""

    PERIOD_END = said("up to the end of the period")
    CLOSING_DAY = said("up to the closing day")


class MilestonesCount(StrEnum):
    """For which actions a late milestone makes the action late."""

    RECURRING = said("for recurring actions")
    ALL = said("for all actions")
    NONE = said("for no action")


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies of a plan, with the defaults of the rules.

    `amber_up_to` is the tolerance in months: later by more than nothing and by up to so much is amber, more
    is red. `also_exceptions` are classes besides amber and red that are reported as exceptions. The two
    `bunching` limits are the number of one lead's actions, and the share of the plan in per cent, that may
    fall due in one month without a finding. Refuses negative limits.
    """

    amber_up_to: int = 1
    counted: Counted = Counted.HIGHLIGHTED
    rounding: Rounding = Rounding.HALF_UP
    decisions_count: DecisionsCount = DecisionsCount.PERIOD_END
    milestones_count: MilestonesCount = MilestonesCount.RECURRING
    also_exceptions: tuple[StatusClass, ...] = ()
    bunching_of_one_lead: int = 5
    bunching_percent: int = 15

    def __post_init__(self) -> None:
        if min(self.amber_up_to, self.bunching_of_one_lead, self.bunching_percent) < 0:
            raise NotAPolicy(said("A tolerance or limit cannot be negative."))
