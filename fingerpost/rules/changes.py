"""Change requests: what is asked, the states it goes through, and what an approval does to the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.dates.ledger import IN_LEDGER, MOVING, DateLedger, Revision
from fingerpost.rules.decisions import Authority, ChangeKind, Decision, ReasonCode
from fingerpost.rules.months import Month
from fingerpost.rules.said import said


class RequestState(StrEnum):
    """Where a change request stands."""

    DRAFT = said("draft")
    SUBMITTED = said("submitted")
    APPROVED = said("approved")
    REJECTED = said("rejected")
    CANCELLED = said("cancelled")


ALLOWED_MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.DRAFT: frozenset({RequestState.SUBMITTED, RequestState.CANCELLED}),
    RequestState.SUBMITTED: frozenset({RequestState.APPROVED, RequestState.REJECTED, RequestState.CANCELLED}),
    RequestState.APPROVED: frozenset(),
    RequestState.REJECTED: frozenset(),
    RequestState.CANCELLED: frozenset(),
}
"""The states that may follow each state (rules: Change requests)."""

DECIDED = frozenset({RequestState.APPROVED, RequestState.REJECTED})
"""The states that a decision brings about."""

ENDS_THE_ACTION = frozenset({ChangeKind.WITHDRAW, ChangeKind.SPLIT, ChangeKind.MERGE})
"""The kinds after which an action goes on, if at all, as others: its own ledger ends with a withdrawal."""


_WORDED = frozenset({ChangeKind.ADD, ChangeKind.RESCOPE, ChangeKind.AMEND})
_FEWEST_REFS = {ChangeKind.SPLIT: 2, ChangeKind.MERGE: 1}
_REFS_MISSING = {
    ChangeKind.SPLIT: "A split makes at least two actions.",
    ChangeKind.MERGE: "A merger names the action that this one becomes part of.",
}


class MoveNotAllowed(ValueError):
    """The request's state does not allow this."""


class Stale(ValueError):
    """What the request rests on has changed since it was asked, and whoever decides has not seen that."""


class DecidedTooEarly(ValueError):
    """The decision is dated before the request was made."""


class NotARequest(ValueError):
    """The request does not hold what its kind or state needs."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a request rests on: the action's ledger when it was asked and, where words are to change, these.

    An action that is yet to be added has no ledger.
    """

    ledger: DateLedger | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, kept for ever: of which action, from what, to what, and why.

    `months` are the reprogrammed months asked for; `to_words` the new title, lead or scope; `refs` the
    actions that a split makes or that a merger joins. Refuses a request without its reason in words.
    """

    kind: ChangeKind
    ref: str
    basis: Basis
    asked_by: str
    asked_on: date
    reason: ReasonCode
    why: str
    to_date: ApproximateDate | None = None
    months: tuple[Month, ...] = ()
    resume_month: Month | None = None
    review_month: Month | None = None
    to_words: str | None = None
    refs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise NotARequest(said("A change request says why it is made."))


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """A change request with its state. Refuses a decided state without its decision, and the reverse."""

    asked: Asked
    state: RequestState = RequestState.DRAFT
    decision: Decision | None = None

    def __post_init__(self) -> None:
        if (self.state in DECIDED) != (self.decision is not None):
            raise NotARequest(
                said("A request has a decision when it is approved or rejected, and only then.")
            )


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved request and the ledger that it leaves; the ledger is None for an action yet to be added."""

    request: ChangeRequest
    ledger: DateLedger | None


def submit(request: ChangeRequest) -> ChangeRequest:
    """The request, put before whoever decides."""
    return _moved(request, RequestState.SUBMITTED)


def cancel(request: ChangeRequest) -> ChangeRequest:
    """The request, taken back before it was decided."""
    return _moved(request, RequestState.CANCELLED)


def reject(request: ChangeRequest, decision: Decision) -> ChangeRequest:
    """The request, refused; what it asked for stays on record."""
    return _moved(request, RequestState.REJECTED, decision)


def foreseen(asked: Asked) -> DateLedger | None:
    """The ledger that an approval would leave, were it given at once; None for an action yet to be added.

    Refuses what could never be approved as it is asked: words, refs or a date that the kind needs and that
    are missing, a new date that is the current one, and whatever the ledger itself refuses.
    """
    ledger = asked.basis.ledger
    if asked.kind in _WORDED and not (asked.to_words or "").strip():
        raise NotARequest(said("A request to {kind} an action says the new words.", kind=asked.kind))
    if len(asked.refs) < _FEWEST_REFS.get(asked.kind, 0):
        raise NotARequest(_REFS_MISSING[asked.kind])
    latest = (
        max((each.decided_on or asked.asked_on for each in ledger.revisions), default=None)
        if ledger
        else None
    )
    day = max(asked.asked_on, latest or asked.asked_on)
    revision = revision_of(asked, Decision(day, asked.asked_by, Authority.DELEGATED_OFFICER))
    if revision is None or ledger is None:
        return ledger
    current = ledger.current
    if (
        asked.kind in MOVING
        and current is not None
        and asked.to_date is not None
        and current.edtf == asked.to_date.edtf
    ):
        raise NotARequest(
            said("The date of action {asked} is {current} already.", asked=asked.ref, current=current)
        )
    return ledger.with_revision(revision)


def is_stale(request: ChangeRequest, now: Basis) -> bool:
    """Whether what the request rests on has changed since it was asked."""
    return request.asked.basis != now


def approve(request: ChangeRequest, decision: Decision, *, now: Basis, seen: Basis | None = None) -> Approved:
    """The approved request, and the ledger with one entry more; nothing before that entry changes.

    Refuses a stale request, unless whoever decides has seen the action as it is now (`seen`).
    """
    approved = _moved(request, RequestState.APPROVED, decision)
    if is_stale(request, now) and seen != now:
        raise Stale(
            said(
                "Action {asked} has changed since this was asked on {day}; look at it as it is now before approving.",
                asked=request.asked.ref,
                day=request.asked.asked_on.isoformat(),
            )
        )
    revision = revision_of(request.asked, decision)
    if revision is None:
        return Approved(approved, now.ledger)
    if now.ledger is None:
        raise NotARequest(
            said("Action {asked} has no ledger yet, so its dates cannot change.", asked=request.asked.ref)
        )
    return Approved(approved, now.ledger.with_revision(revision))


def revision_of(asked: Asked, decision: Decision) -> Revision | None:
    """The entry that an approval adds to the ledger; None for a kind that changes no date."""
    kind = ChangeKind.WITHDRAW if asked.kind in ENDS_THE_ACTION else asked.kind
    if kind not in IN_LEDGER:
        return None
    others = f" ({asked.kind}: {', '.join(asked.refs)})" if asked.refs else ""
    return Revision(
        kind,
        decision,
        new_date=asked.to_date,
        months=asked.months,
        resume_month=asked.resume_month,
        review_month=asked.review_month,
        reason=asked.reason,
        words=f"{asked.why}{others}",
    )


def _moved(request: ChangeRequest, to: RequestState, decision: Decision | None = None) -> ChangeRequest:
    if to not in ALLOWED_MOVES[request.state]:
        raise MoveNotAllowed(
            said("A request that is {state} cannot become {to}.", state=request.state, to=to)
        )
    if decision is not None and decision.decided_on < request.asked.asked_on:
        raise DecidedTooEarly(
            said(
                "The decision of {day} comes before the request of {day2}.",
                day=decision.decided_on.isoformat(),
                day2=request.asked.asked_on.isoformat(),
            )
        )
    return replace(request, state=to, decision=decision)
