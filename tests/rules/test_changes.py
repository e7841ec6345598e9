"""Change requests: their states, and what an approval does to the ledger."""

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.changes import (
    ALLOWED_MOVES,
    Asked,
    Basis,
    ChangeRequest,
    DecidedTooEarly,
    MoveNotAllowed,
    NotARequest,
    RequestState,
    Stale,
    approve,
    cancel,
    foreseen,
    is_stale,
    reject,
    submit,
)
from fingerpost.rules.dates.ledger import IN_LEDGER, DateLedger
from fingerpost.rules.decisions import ChangeKind, ReasonCode
from fingerpost.rules.months import Month
from tests.rules.plans import decision, reprogrammed, when

LEDGER = DateLedger(when("Feb-08"))
NOW = Basis(LEDGER)
DECISION = decision("2008-02-06")


def asked(kind=ChangeKind.REPROGRAMME, **given):
    needs = {
        ChangeKind.REPROGRAMME: {"to_date": when("Jun-08")},
        ChangeKind.EXTEND: {"to_date": when("Jun-08")},
        ChangeKind.SUSPEND: {"review_month": Month(2008, 6)},
        ChangeKind.SPLIT: {"refs": ("1.1.2", "1.1.3")},
        ChangeKind.MERGE: {"refs": ("1.1.2",)},
    }
    given = {"basis": NOW, **needs.get(kind, {}), **given}
    return Asked(
        kind,
        "1.1.1",
        asked_by="Ada Brook",
        asked_on=date(2008, 1, 28),
        reason=ReasonCode.PARTNER,
        why="The partner cannot start before May.",
        **given,
    )


def submitted(kind=ChangeKind.REPROGRAMME, **given):
    return submit(ChangeRequest(asked(kind, **given)))


def test_every_state_has_its_allowed_moves():
    assert set(ALLOWED_MOVES) == set(RequestState)
    reached = {state for moves in ALLOWED_MOVES.values() for state in moves}
    assert reached | {RequestState.DRAFT} == set(RequestState)


MOVES = {
    RequestState.SUBMITTED: submit,
    RequestState.CANCELLED: cancel,
    RequestState.REJECTED: lambda request: reject(request, DECISION),
    RequestState.APPROVED: lambda request: approve(request, DECISION, now=NOW).request,
}


@pytest.mark.parametrize("start", RequestState)
@pytest.mark.parametrize("to", MOVES)
def test_only_the_moves_in_the_table_are_allowed(start, to):
    decided = start in {RequestState.APPROVED, RequestState.REJECTED}
    request = ChangeRequest(asked(), start, DECISION if decided else None)
    if to in ALLOWED_MOVES[start]:
        moved = MOVES[to](request)
        assert (moved.state, moved.asked) == (to, request.asked)
    else:
        with pytest.raises(MoveNotAllowed, match=f"that is {start} cannot become {to}"):
            MOVES[to](request)


def test_an_approval_adds_to_the_ledger_and_changes_nothing_before_it():
    approved = approve(submitted(months=(Month(2008, 6),)), DECISION, now=NOW)
    assert approved.ledger.original == LEDGER.original
    (entry,) = approved.ledger.revisions
    assert (entry.kind, entry.decision, entry.new_date) == (ChangeKind.REPROGRAMME, DECISION, when("Jun-08"))
    assert (entry.months, entry.reason) == ((Month(2008, 6),), ReasonCode.PARTNER)
    assert entry.words == "The partner cannot start before May."
    assert approved.request.decision == DECISION


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_ends_in_the_ledger_or_leaves_it_as_it_was(kind):
    ledger = LEDGER
    if kind is ChangeKind.RESUME:
        ledger = approve(submitted(ChangeKind.SUSPEND), DECISION, now=NOW).ledger
    approved = approve(submitted(kind, basis=Basis(ledger)), decision("2008-02-07"), now=Basis(ledger))
    added = approved.ledger.revisions[len(ledger.revisions) :]
    ends = kind in {ChangeKind.SPLIT, ChangeKind.MERGE}
    assert len(added) == (kind in IN_LEDGER or ends)
    if ends:
        assert added[0].kind is ChangeKind.WITHDRAW
        assert added[0].words.endswith(("(split: 1.1.2, 1.1.3)", "(merge: 1.1.2)"))


def test_an_action_yet_to_be_added_has_no_ledger_to_change():
    request = submitted(ChangeKind.ADD, basis=Basis())
    assert approve(request, DECISION, now=Basis()).ledger is None
    with pytest.raises(NotARequest, match="no ledger yet"):
        approve(submitted(basis=Basis()), DECISION, now=Basis())


def test_a_stale_request_cannot_be_approved_unseen():
    now = Basis(LEDGER.with_revision(reprogrammed("2008-02-01", "Apr-08")))
    request = submitted()
    assert not is_stale(request, NOW)
    assert is_stale(request, now)
    for seen in (None, NOW):
        with pytest.raises(Stale, match=r"has changed since this was asked on 2008-01-28"):
            approve(request, DECISION, now=now, seen=seen)
    assert approve(request, DECISION, now=now, seen=now).ledger.times_moved == 2


def test_words_that_were_changed_meanwhile_make_a_request_stale():
    request = submitted(
        ChangeKind.AMEND, basis=Basis(LEDGER, "Open the market"), to_words="Open the new market"
    )
    assert is_stale(request, Basis(LEDGER, "Open the old market"))
    assert approve(request, DECISION, now=Basis(LEDGER, "Open the market")).ledger == LEDGER


def test_a_decision_does_not_come_before_the_request():
    for decide in (
        lambda: reject(submitted(), decision("2008-01-27")),
        lambda: approve(submitted(), decision("2008-01-27"), now=NOW),
    ):
        with pytest.raises(DecidedTooEarly, match="before the request"):
            decide()
    assert reject(submitted(), decision("2008-01-28")).state is RequestState.REJECTED


def test_a_request_says_why_and_is_decided_by_a_decision():
    with pytest.raises(NotARequest, match="says why"):
        replace(asked(), why=" ")
    with pytest.raises(NotARequest, match="only then"):
        ChangeRequest(asked(), RequestState.APPROVED)
    with pytest.raises(NotARequest, match="only then"):
        ChangeRequest(asked(), RequestState.DRAFT, DECISION)


def test_the_manual_shows_every_state_and_every_move():
    from fingerpost.rules.manual_of_states import manual_of_states

    text = manual_of_states()
    for state, moves in ALLOWED_MOVES.items():
        for to in moves:
            assert f"    {state} --> {to}\n" in text
        assert moves or f"    {state} --> [*]\n" in text
    for kind in ChangeKind:
        assert f"| {kind} |" in text


def test_what_an_approval_would_leave_is_foreseen():
    assert foreseen(asked()).current.text == "Jun-08"
    assert foreseen(asked(ChangeKind.AMEND, to_words="Another title")) == LEDGER
    assert foreseen(asked(ChangeKind.ADD, to_words="An action", basis=Basis())) is None
    assert foreseen(asked(ChangeKind.WITHDRAW)).withdrawal is not None
    moved = LEDGER.with_revision(reprogrammed("2008-03-05", "Apr-08"))
    assert foreseen(asked(basis=Basis(moved))).times_moved == 2
    ongoing = DateLedger(None)
    assert foreseen(asked(basis=Basis(ongoing))).current.text == "Jun-08"


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (ChangeKind.ADD, {}),
        (ChangeKind.RESCOPE, {"to_words": " "}),
        (ChangeKind.SPLIT, {"refs": ("1.1.2",)}),
        (ChangeKind.MERGE, {"refs": ()}),
        (ChangeKind.EXTEND, {"to_date": when("Feb-08")}),
    ],
)
def test_what_could_never_be_approved_is_refused_at_once(kind, given):
    with pytest.raises(NotARequest):
        foreseen(asked(kind, **given))
