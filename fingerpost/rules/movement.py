"""Movement between two periods: every action that changed class, joined the count or left it, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import LATE_CLASSES, Status, StatusClass
from fingerpost.rules.dates.approximate import is_later
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.highlight import HighlightReason
from fingerpost.rules.months import Month, Period
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.snapshot import ActionRecord, Snapshot


class JoinReason(StrEnum):
    """Why an action counts now and did not before: the reasons of highlighting, or a new plan."""

    PROGRAMMED = said("programmed in the period")
    REPROGRAMMED_INTO = said("reprogrammed into the period")
    LATE = said("late")
    COMPLETED = said("completed in the period")
    DECIDED = said("decided on in the period")
    DUE = said("due in the period")
    OPEN = said("open")
    NEW_PLAN = said("new plan")


class LeaveReason(StrEnum):
    """Why an action counted before and does not now. The last cannot come of closing, which refuses it."""

    COMPLETED_EARLIER = said("completed earlier")
    NOT_PROGRAMMED = said("not programmed")
    REDATED_BEYOND = said("re-dated beyond")
    NO_LONGER_LATE = said("no longer expected late")
    SUSPENDED = said("suspended")
    WITHDRAWN = said("withdrawn")
    NEXT_PLAN = said("carried to the next plan")
    MISSING = said("missing from the record")


@dataclass(frozen=True, slots=True)
class Move:
    """One action highlighted in either period. `before` or `now` is None where it was not counted.

    `next_month` is the next month for which an action that left is programmed, if any.
    """

    ref: str
    title: str
    before: StatusClass | None
    now: StatusClass | None
    joined: JoinReason | None = None
    left: LeaveReason | None = None
    next_month: Month | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """The account of one class: before + came − went = now, joiners and leavers included."""

    before: int
    came: int
    went: int
    now: int


@dataclass(frozen=True, slots=True)
class Movement:
    """The movement to a period from the one before. `figures_only` says why no action can be followed."""

    period: Period
    previous: Period | None
    moves: tuple[Move, ...] = ()
    figures_only: str | None = None

    def cell(self, before: StatusClass | None, now: StatusClass | None) -> tuple[Move, ...]:
        """The actions of one cell of the matrix; None is the edge: joined above, left at the side."""
        return tuple(each for each in self.moves if each.before is before and each.now is now)

    def balance(self, class_: StatusClass) -> Balance:
        """The account of a class over all actions."""
        stayed = len(self.cell(class_, class_))
        before = sum(each.before is class_ for each in self.moves)
        now = sum(each.now is class_ for each in self.moves)
        return Balance(before, came=now - stayed, went=before - stayed, now=now)

    def sentence(self, class_: StatusClass = StatusClass.GREEN) -> str:
        """How a class rose or fell: “Green rose by 4: 9 came from amber, 3 joined, 8 left, completed earlier.”."""
        balance = self.balance(class_)
        change = balance.now - balance.before
        name = class_.value.capitalize()
        head = (
            said("{name} stayed at {now}", name=name, now=balance.now)
            if change == 0
            else said(
                "{name} {change} by {change2}",
                name=name,
                change=(said("rose") if change > 0 else said("fell")),
                change2=abs(change),
            )
        )
        return f"{head}: {', '.join(self._parts(class_)) or 'none came and none went'}."

    def _parts(self, class_: StatusClass) -> Iterator[str]:
        others = [each for each in StatusClass if each is not class_]
        for other in others:
            if came := len(self.cell(other, class_)):
                yield said("{came} came from {other}", came=came, other=other)
        for other in others:
            if went := len(self.cell(class_, other)):
                yield said("{went} went to {other}", went=went, other=other)
        if joined := len(self.cell(None, class_)):
            yield said("{joined} joined", joined=joined)
        left = Counter(each.left for each in self.cell(class_, None))
        if len(left) == 1:
            yield from (
                said("{count} left, {reason}", count=count, reason=reason) for reason, count in left.items()
            )
        elif left:
            reasons = ", ".join(f"{count} {reason}" for reason, count in left.most_common())
            yield said("{total} left ({reasons})", total=left.total(), reasons=reasons)


def movement(previous: Snapshot | PrintedFigures | None, current: Snapshot) -> Movement:
    """The movement from the previous period, which may be known only as published, or not at all.

    Between two plans every joiner is of the new plan and every leaver carried to it: codes belong to one
    plan, so no action is followed across, and only the figures should be shown (rules: Movement).
    """
    if previous is None:
        why = said(
            "{period} is the first period closed, so there is none to compare it with.", period=current.period
        )
        return Movement(current.period, None, figures_only=why)
    if isinstance(previous, PrintedFigures):
        period = None if previous.period is None else Period.ending(previous.period)
        named = "The period before" if period is None else period.name
        why = said(
            "{named} is known only as published, without its actions, so only the figures are compared.",
            named=named,
        )
        return Movement(current.period, period, figures_only=why)
    if previous.plan.code != current.plan.code:
        why = said(
            "{period} is the first period of {plan}; its refs are not those of {title}, so only the figures are compared.",
            period=current.period,
            plan=current.plan.title,
            title=previous.plan.title,
        )
        return Movement(current.period, previous.period, tuple(_between_plans(previous, current)), why)
    return Movement(current.period, previous.period, tuple(_within_plan(previous, current)))


def _between_plans(previous: Snapshot, current: Snapshot) -> Iterator[Move]:
    for action in previous.highlighted:
        yield Move(action.ref, action.title, action.class_, None, left=LeaveReason.NEXT_PLAN)
    for action in current.highlighted:
        yield Move(action.ref, action.title, None, action.class_, joined=JoinReason.NEW_PLAN)


def _within_plan(previous: Snapshot, current: Snapshot) -> Iterator[Move]:
    """Every action highlighted in either period, in the order of the plan as it is now."""
    before = {each.ref: each for each in previous.actions}
    now = {each.ref: each for each in current.actions}
    for ref in (*now, *(ref for ref in before if ref not in now)):
        was, is_ = before.get(ref), now.get(ref)
        was_counted = was is not None and was.highlight is not None
        if is_ is not None and is_.highlight is not None:
            joined = None if was_counted else JoinReason(is_.highlight.value)
            yield Move(ref, is_.title, was.class_ if was is not None else None, is_.class_, joined=joined)
        elif was is not None and was_counted:
            yield Move(
                ref,
                was.title,
                was.class_,
                None,
                left=_why_left(was, is_),
                next_month=None if is_ is None else next_month(is_, current.period),
            )


def _why_left(was: ActionRecord, is_: ActionRecord | None) -> LeaveReason:
    """The one reason why an action is no longer counted; every case has one."""
    if is_ is None:
        return LeaveReason.MISSING
    settled = {
        Status.WITHDRAWN: LeaveReason.WITHDRAWN,
        Status.SUSPENDED: LeaveReason.SUSPENDED,
        Status.COMPLETE: LeaveReason.COMPLETED_EARLIER,
    }.get(is_.status)
    if settled is not None:
        return settled
    if _was_redated(was, is_):
        return LeaveReason.REDATED_BEYOND
    if was.class_ in LATE_CLASSES or was.highlight is HighlightReason.LATE:
        return LeaveReason.NO_LONGER_LATE
    return LeaveReason.NOT_PROGRAMMED


def _was_redated(was: ActionRecord, is_: ActionRecord) -> bool:
    """Whether the date moved later since the period before, or was moved by a decision of that period."""
    if was.decided_now and was.ledger.is_later_than_original:
        return True
    at, to = was.ledger.current, is_.ledger.current
    return at is not None and to is not None and is_later(to, at)


def next_month(action: ActionRecord, period: Period) -> Month | None:
    """The next month after the period for which the action is programmed or reprogrammed."""
    months = {*action.schedule.programmed, *action.ledger.reprogrammed_months}
    return min((each for each in months if each > period.last), default=None)
