"""What Members ask: every kind's states, who may move it, when it waits and is overdue."""

from datetime import date

import pytest

from fingerpost.rules.plain import from_plain, to_plain
from fingerpost.rules.roles import Act, Role, may
from fingerpost.rules.scrutiny import (
    ACT_OF,
    LIVES,
    NEEDS_NO_WORDS,
    RESPONSES,
    WAITING,
    AtIssue,
    MoveNotAllowed,
    NotOfAMeeting,
    Party,
    Printed,
    ScrutinyKind,
    ScrutinyState,
    Statement,
    WithoutWords,
    check_move,
    due_without_meeting,
    first_state,
    in_order,
    is_overdue,
    is_settled,
    is_waiting,
    moves_of,
    reminder_day,
)

K, S = ScrutinyKind, ScrutinyState
DAY = date(2026, 3, 3)
EVERY = [(kind, state, to) for kind, life in LIVES.items() for state, moves in life.items() for to in moves]


def test_every_kind_has_a_life_and_every_state_is_of_some_kind():
    assert set(LIVES) == set(K)
    assert set(WAITING) == set(K)
    assert {state for life in LIVES.values() for state in life} == set(S)
    assert set(ACT_OF) == set(Party)


@pytest.mark.parametrize("kind", K)
def test_a_life_is_whole(kind):
    life = LIVES[kind]
    assert {to for moves in life.values() for to in moves} <= set(life)
    reached, todo = set(), {first_state(kind)}
    while todo:
        state = todo.pop()
        reached.add(state)
        todo |= set(life[state]) - reached
    assert reached == set(life), "every state can be reached"
    assert WAITING[kind] <= set(life)
    assert is_waiting(kind, first_state(kind)), "nothing that is asked is lost"
    assert any(is_settled(kind, state) for state in life)
    assert not any(is_settled(kind, state) for state in WAITING[kind]), "what waits can leave"


@pytest.mark.parametrize("kind", K)
def test_whoever_keeps_the_record_may_make_every_move(kind):
    for state, moves in LIVES[kind].items():
        assert moves_of(kind, state, {Party.RECORDER}) == tuple(moves)


def test_a_member_accepts_an_answer_and_an_officer_gives_it():
    assert moves_of(K.QUESTION, S.ASKED, {Party.OWNER}) == (S.ANSWERED,)
    assert moves_of(K.QUESTION, S.ASKED, {Party.ASKER}) == (S.WITHDRAWN,)
    assert moves_of(K.QUESTION, S.ANSWERED, {Party.ASKER}) == (S.SATISFIED, S.NOT_SATISFIED)
    assert moves_of(K.QUESTION, S.ANSWERED, {Party.OWNER}) == ()
    assert moves_of(K.QUESTION, S.SATISFIED, set(Party)) == ()


def test_an_officer_does_not_judge_a_dispute_or_an_undertaking_of_their_own():
    assert moves_of(K.DISPUTE, S.RAISED, {Party.OWNER}) == (S.ANSWERED,)
    assert S.RELEASED not in moves_of(K.UNDERTAKING, S.GIVEN, {Party.OWNER})
    assert moves_of(K.UNDERTAKING, S.NOT_KEPT, {Party.OWNER}) == (S.KEPT,), "kept late"


def test_only_those_who_may_are_the_party():
    assert may([Role.MEMBER], ACT_OF[Party.ASKER])
    assert may([Role.LEAD], ACT_OF[Party.OWNER], own=True)
    assert not may([Role.LEAD], ACT_OF[Party.RECORDER])
    assert may([Role.DEMOCRATIC_SERVICES], ACT_OF[Party.RECORDER])
    assert may([Role.PORTFOLIO_HOLDER], Act.ANSWER, own=True), "who gave an undertaking"
    assert not may([Role.PORTFOLIO_HOLDER], Act.ANSWER)


@pytest.mark.parametrize(("kind", "state", "to"), EVERY)
def test_a_move_of_the_table_is_allowed_in_words(kind, state, to):
    check_move(kind, state, to, words="So it is.", meeting=True, minute="12/26")
    if to not in NEEDS_NO_WORDS:
        with pytest.raises(WithoutWords):
            check_move(kind, state, to, words=" ", meeting=True, minute="12/26")
    if to in RESPONSES:
        for given in ({}, {"meeting": True}, {"minute": "12/26"}):
            with pytest.raises(NotOfAMeeting):
                check_move(kind, state, to, words="Yes.", **given)


def test_any_other_move_is_refused():
    with pytest.raises(MoveNotAllowed, match="A question that is asked cannot become accepted as answered"):
        check_move(K.QUESTION, S.ASKED, S.SATISFIED, words="")


def test_it_is_overdue_once_the_day_of_the_meeting_has_passed():
    assert not is_overdue(K.QUESTION, S.ASKED, DAY, on=DAY)
    assert is_overdue(K.QUESTION, S.ASKED, DAY, on=date(2026, 3, 4))
    assert not is_overdue(K.QUESTION, S.ANSWERED, DAY, on=date(2026, 3, 4))
    assert due_without_meeting(DAY) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("asked", "today", "reminded"),
    [
        ("2026-02-01", "2026-02-23", None),
        ("2026-02-01", "2026-02-24", "2026-02-24"),
        ("2026-02-01", "2026-03-01", "2026-02-24"),
        ("2026-02-01", "2026-03-02", "2026-03-02"),
        ("2026-02-01", "2026-03-20", "2026-03-04"),
        ("2026-02-24", "2026-02-25", None),
        ("2026-02-24", "2026-03-02", "2026-03-02"),
    ],
)
def test_reminders_go_a_week_and_a_day_before_and_a_day_after(asked, today, reminded):
    days = [each and date.fromisoformat(each) for each in (asked, today, reminded)]
    assert reminder_day(DAY, asked_on=days[0], today=days[1]) == days[2]


def printed(number, due="2026-03-10", **given):
    return Printed(number, K.QUESTION, S.ASKED, "Why?", "Ruth Kestle", DAY, date.fromisoformat(due), **given)


def test_the_overdue_come_first_then_the_next_due():
    those = [printed(1), printed(2, "2026-03-04"), printed(3, "2026-03-10"), printed(4, overdue=True)]
    assert [each.number for each in in_order(reversed(those))] == [4, 2, 1, 3]


def test_what_stands_in_a_report_has_a_plain_form():
    value = AtIssue(
        (printed(1, where="Cabinet"),),
        (printed(2, answer="So.", answered_on=DAY),),
        (Statement("3.1.1", "Petra Quince", "The builder failed.", DAY),),
    )
    assert from_plain(AtIssue, to_plain(value)) == value
    assert from_plain(AtIssue, {}) == AtIssue()
    assert value.statements_on("3.1.1") == value.statements
    assert value.statements_on("3.1.2") == ()
