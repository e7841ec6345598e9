"""A month as it would close now, and what its checks look at again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.classes import LATE_CLASSES, Status
from fingerpost.rules.dates.approximate import in_month, is_later
from fingerpost.rules.said import said, together
from fingerpost.rules.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.months import Month
    from fingerpost.rules.snapshot import ActionRecord

OVER = frozenset({Status.COMPLETE, Status.WITHDRAWN})
"""The statuses after which nothing more is expected of an action."""

RESTING = OVER | {Status.SUSPENDED}
"""The statuses that call for no update."""


@dataclass(frozen=True, slots=True)
class MonthToClose:
    """A period as it would close now, with the one before and the refs for which a new date is requested.

    `previous` is of the same plan, or None.
    """

    snapshot: Snapshot
    previous: Snapshot | None = None
    requested: frozenset[str] = frozenset()

    def before(self, ref: str) -> ActionRecord | None:
        """The action as it closed in the period before."""
        return None if self.previous is None else self.previous.action(ref)

    @property
    def previous_name(self) -> str:
        """The name of the period before."""
        return said("the period before") if self.previous is None else together((self.previous.period,))


def place_of(ref: str) -> str:
    """The place of a finding on an action."""
    return said("action {ref}", ref=ref)


def late_actions(snapshot: Snapshot) -> Iterator[ActionRecord]:
    """The actions that count as amber or red."""
    return (each for each in snapshot.actions if each.class_ in LATE_CLASSES)


def open_actions(snapshot: Snapshot) -> Iterator[ActionRecord]:
    """The actions that are neither complete nor withdrawn."""
    return (each for each in snapshot.actions if each.status not in OVER)


def is_past(when: ApproximateDate, last: Month) -> bool:
    """Whether a date falls, at its latest, no later than this month."""
    return not is_later(when, in_month(last))
