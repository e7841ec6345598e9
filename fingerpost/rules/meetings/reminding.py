"""When somebody is reminded of a deadline of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DAYS_BEFORE = (5, 1)
"""How many days before a deadline people are reminded of it; once more when it has passed."""
PASSED = -1
STALE_AFTER = 10
"""A deadline that passed more days ago is not told for the first time."""


def reminder_of(due: date, today: date) -> int | None:
    """Which reminder of a deadline is to have been given by today: so many days before, or `PASSED`; None where none
    is due yet, or it passed so long ago that nobody is told now.

    Of several only the last counts, so that after a pause nobody gets two at once.
    """
    left = (due - today).days
    if left < 0:
        return PASSED if -left <= STALE_AFTER else None
    return min((each for each in DAYS_BEFORE if left <= each), default=None)
