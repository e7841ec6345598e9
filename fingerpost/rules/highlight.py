"""Who is counted: the actions highlighted for a period, each with the first reason that fits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import Status
from fingerpost.rules.months import Month, Period
from fingerpost.rules.policies import Counted
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.dates.ledger import DateLedger
    from fingerpost.rules.schedule import Schedule


class HighlightReason(StrEnum):
    """Why an action is counted in a period (rules: Who is counted, (a) to (e), and the other policies)."""

    PROGRAMMED = said("programmed in the period")
    REPROGRAMMED_INTO = said("reprogrammed into the period")
    LATE = said("late")
    COMPLETED = said("completed in the period")
    DECIDED = said("decided on in the period")
    DUE = said("due in the period")
    OPEN = said("open")


@dataclass(frozen=True, slots=True)
class Occasions:
    """What may bring an action into the count, apart from its status.

    `decided` tells that a decision to add, reprogramme, extend, suspend, resume or withdraw the action counts
    for the first time in this period; `withdrawn_earlier` and `suspended_earlier` that the one in force does
    not. `completed_now` tells that its completion falls in the period, or was first reported for it.
    """

    programmed: bool = False
    reprogrammed_into: bool = False
    due: bool = False
    decided: bool = False
    completed_now: bool = False
    withdrawn_earlier: bool = False
    suspended_earlier: bool = False


def programmed_occasions(schedule: Schedule, ledger: DateLedger, period: Period) -> tuple[bool, bool, bool]:
    """Whether the action is programmed in the period, reprogrammed into it, and due in it."""
    return (
        schedule.is_programmed_in(period),
        any(month in period for month in ledger.reprogrammed_months),
        any(_falls_in(when, period) for when in (ledger.original, ledger.current)),
    )


def is_called_for(occasions: Occasions, counted: Counted) -> bool:
    """Whether an update is called for in the period, whatever the action's status turns out to be."""
    if counted is Counted.OPEN:
        return True
    if counted is Counted.DUE:
        return occasions.due
    return occasions.programmed or occasions.reprogrammed_into or occasions.decided


def highlight_reason(
    occasions: Occasions, status: Status, calculated: Status, counted: Counted
) -> HighlightReason | None:
    """The first reason that fits, or None: then the action is not counted (rules: Who is counted).

    Late is amber or red, as declared or as calculated, so that an agreed better status hides nothing.
    """
    if occasions.withdrawn_earlier:
        return None
    completed_earlier = status is Status.COMPLETE and not occasions.completed_now
    if counted is Counted.DUE:
        return HighlightReason.DUE if occasions.due else None
    if counted is Counted.OPEN:
        return None if completed_earlier else HighlightReason.OPEN
    suspended_earlier = status is Status.SUSPENDED and occasions.suspended_earlier
    late = not {status, calculated}.isdisjoint({Status.AMBER, Status.RED})
    fits = {
        HighlightReason.PROGRAMMED: occasions.programmed,
        HighlightReason.REPROGRAMMED_INTO: occasions.reprogrammed_into and not completed_earlier,
        HighlightReason.LATE: late,
        HighlightReason.COMPLETED: status is Status.COMPLETE and occasions.completed_now,
        HighlightReason.DECIDED: occasions.decided and not completed_earlier and not suspended_earlier,
    }
    return next((reason for reason, it_fits in fits.items() if it_fits), None)


def _falls_in(when: ApproximateDate | None, period: Period) -> bool:
    return when is not None and isinstance(when.latest, Month) and when.latest in period
