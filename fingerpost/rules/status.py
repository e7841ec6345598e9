"""The status of an action in a period, decided from facts, with a sentence that gives the reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules import status_sentences as say
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate, in_month, is_later, on_day
from fingerpost.rules.dates.ledger import DateLedger, Revision
from fingerpost.rules.months import Month, Period
from fingerpost.rules.policies import MilestonesCount, Policies
from fingerpost.rules.said import together
from fingerpost.rules.schedule import Schedule
from fingerpost.rules.updates import Standing

if TYPE_CHECKING:
    from datetime import date

BEST_TO_WORST = (
    Status.COMPLETE,
    Status.ON_TARGET,
    Status.NOT_DUE,
    Status.NOT_UPDATED,
    Status.REPROGRAMMED,
    Status.AMBER,
    Status.RED,
)
"""The order of the statuses that dates and reports give (rules: Status)."""

_STAND_WITHOUT_UPDATE = frozenset({Status.AMBER, Status.RED, Status.REPROGRAMMED})


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the status of an action in a period depends on.

    The ledger holds the decisions that count in the period. `updated` tells whether an update was sent for
    it; `called_for` whether the action is highlighted by anything but lateness or completion.
    """

    period: Period
    schedule: Schedule
    ledger: DateLedger
    standing: Standing
    updated: bool
    called_for: bool
    policies: Policies = field(default_factory=Policies)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status with its reason: `status` counts, `calculated` is what the dates give.

    `expected` is the expected date as worked out, None where nothing but the current date is expected.
    `no_update` flags a status that stands without an update for the period.
    """

    status: Status
    calculated: Status
    reason: str
    expected: ApproximateDate | None = None
    no_update: bool = False


def judge(facts: Facts) -> Judgement:
    """The status of an action in a period, by the five rules in their order, then as declared.

    1 withdrawn or suspended, 2 complete, 3 reprogrammed, 4 late by its dates or on target, 5 what would be on
    target without an update is not updated or not due (rules: Status of an action in a period).
    """
    settled = _decided(facts) or _completed(facts)
    if settled is not None:
        return settled
    by_dates = _reprogrammed(facts) or _by_lateness(facts)
    judged = _as_declared(facts, by_dates)
    if facts.updated:
        return judged
    calculated = _without_update(facts, by_dates).status
    return replace(_without_update(facts, judged), calculated=calculated)


def reported_expectation(standing: Standing, period: Period) -> ApproximateDate | None:
    """The date on which the lead expects completion, so far as it lies after the period.

    A completion after the period's end is treated as an expected date, and an expected date within or before
    the period as none; checks report both.
    """
    if standing.completed_on is not None:
        return on_day(standing.completed_on) if is_in_future(standing.completed_on, period) else None
    if standing.expected is None or _is_past(standing.expected, period):
        return None
    return standing.expected


def is_in_future(day: date, period: Period) -> bool:
    """Whether a day comes after the period's end."""
    return Month.of(day) > period.last


def is_suspension_overdue(suspension: Revision, period: Period) -> bool:
    """Whether the period is past the month in which the suspension was to be reviewed."""
    return suspension.review_month is not None and period.last > suspension.review_month


def _is_past(when: ApproximateDate, period: Period) -> bool:
    return when.latest is not None and when.latest <= period.last


def _decided(facts: Facts) -> Judgement | None:
    """Rule 1: withdrawn or suspended by a decision in force."""
    withdrawal, suspension = facts.ledger.withdrawal, facts.ledger.suspension
    if withdrawal is not None:
        return _settled(Status.WITHDRAWN, say.withdrawn(withdrawal))
    if suspension is None:
        return None
    if suspension.resume_month is not None and facts.period.last >= suspension.resume_month:
        return None
    if suspension.resume_month is None and is_suspension_overdue(suspension, facts.period):
        late = _settled(Status.RED, say.review_overdue(suspension))
        return late if facts.updated else replace(late, no_update=True)
    return _settled(Status.SUSPENDED, say.suspended(suspension))


def _settled(status: Status, reason: str) -> Judgement:
    return Judgement(status, status, reason)


def _completed(facts: Facts) -> Judgement | None:
    """Rule 2: reported complete on or before the period's end, however late."""
    day = facts.standing.completed_on
    if day is None or is_in_future(day, facts.period):
        return None
    return _settled(Status.COMPLETE, say.completed(day, facts.ledger.current))


def _reprogrammed(facts: Facts) -> Judgement | None:
    """Rule 3: later than the original by an approved change, not yet due, and not expected to be missed."""
    current = facts.ledger.current
    if current is None or not facts.ledger.is_later_than_original:
        return None
    if current.earliest is not None and facts.period.last >= current.earliest:
        return None
    expected = reported_expectation(facts.standing, facts.period)
    if expected is not None and is_later(expected, current):
        return None
    return Judgement(
        Status.REPROGRAMMED, Status.REPROGRAMMED, say.reprogrammed(facts.ledger, facts.period), expected
    )


class _Lateness(NamedTuple):
    """How one date stands against another: the later the worse; `rank` is 0 on target, 1 amber, 2 red."""

    rank: int
    expected: ApproximateDate | None
    reason: str


def _by_lateness(facts: Facts) -> Judgement:
    """Rule 4: by the lateness of the action, or the worst of its due milestones where they count."""
    worst = max((_of_action(facts), *_of_milestones(facts)), key=lambda lateness: lateness.rank)
    status = (Status.ON_TARGET, Status.AMBER, Status.RED)[worst.rank]
    return Judgement(status, status, worst.reason, worst.expected)


def _of_action(facts: Facts) -> _Lateness:
    current = facts.ledger.current
    reported = reported_expectation(facts.standing, facts.period)
    if current is None:
        return _Lateness(0, reported, say.ongoing(facts.period))
    expected = reported
    if expected is None and _is_past(current, facts.period):
        expected = in_month(facts.period.last + 1)
    rank = _rank(expected, current, facts.policies.amber_up_to)
    if rank == 0 or expected is None:
        return _Lateness(0, expected, say.on_target(facts.ledger, expected))
    reason = say.late(facts.ledger, facts.period, current, expected, given=reported is not None)
    return _Lateness(rank, expected, reason)


def _of_milestones(facts: Facts) -> list[_Lateness]:
    count = facts.policies.milestones_count
    if count is MilestonesCount.NONE or (count is MilestonesCount.RECURRING and not facts.schedule.recurring):
        return []
    expected = in_month(facts.period.last + 1)
    return [
        _Lateness(
            _rank(expected, milestone.due, facts.policies.amber_up_to),
            expected,
            say.late_milestone(milestone.title, milestone.due, expected, facts.period),
        )
        for milestone in facts.schedule.milestones
        if _is_past(milestone.due, facts.period)
        and (milestone.completed_on is None or is_in_future(milestone.completed_on, facts.period))
    ]


def _rank(expected: ApproximateDate | None, due: ApproximateDate, tolerance: int) -> int:
    if expected is None or not is_later(expected, due):
        return 0
    return 2 if is_later(expected, due, by_more_than=tolerance) else 1


def _as_declared(facts: Facts, judged: Judgement) -> Judgement:
    """The declared status, if worse than the dates give, or if better, reasoned and agreed for this period."""
    declared = facts.standing.declared
    if declared is None or declared.status is judged.calculated:
        return judged
    better = BEST_TO_WORST.index(declared.status) < BEST_TO_WORST.index(judged.calculated)
    if better and not (facts.updated and declared.reason and declared.agreed_by):
        return judged
    reason = say.declared(declared, judged.calculated, judged.reason, better=better)
    return replace(judged, status=declared.status, reason=reason)


def _without_update(facts: Facts, judged: Judgement) -> Judgement:
    """Rule 5: bad news stands without an update, good news does not."""
    if judged.status in _STAND_WITHOUT_UPDATE:
        return replace(judged, no_update=True, reason=together((judged.reason, say.no_update(facts.period))))
    current = facts.ledger.current
    if facts.called_for:
        return replace(judged, status=Status.NOT_UPDATED, reason=say.not_updated(current, facts.period))
    return replace(judged, status=Status.NOT_DUE, reason=say.not_due(current, facts.period))
