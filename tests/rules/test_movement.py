"""Movement between two periods: every action named, every joiner and leaver with one reason."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.highlight import HighlightReason
from fingerpost.rules.months import Month, Period
from fingerpost.rules.movement import Balance, JoinReason, LeaveReason, movement
from fingerpost.rules.policies import Counted, Policies
from fingerpost.rules.snapshot import Plan
from tests.rules.plans import FEBRUARY, JANUARY, closed, reprogrammed, row, suspended, update, withdrawn
from tests.rules.random_plans import plans

GREEN, AMBER, RED, REPROGRAMMED, NOT_UPDATED = StatusClass


def two_months(*rows, **given):
    january = closed(*rows, period=JANUARY, **given)
    return january, closed(*rows, period=FEBRUARY, previous=january, **given)


def moves_of(*rows, **given):
    found = movement(*two_months(*rows, **given))
    return {each.ref: each for each in found.moves}


def test_an_action_that_stays_counted_moves_between_classes():
    moves = moves_of(row("1", "Jan-08", updates=[update(JANUARY), update(done="2008-02-14")]))
    assert (moves["1"].before, moves["1"].now, moves["1"].joined, moves["1"].left) == (
        AMBER,
        GREEN,
        None,
        None,
    )


JOINERS = [
    (row("1", "Jun-08", programmed=["Feb-08"]), JoinReason.PROGRAMMED),
    (row("1", "Jun-08", updates=[update(expected="Aug-08")]), JoinReason.LATE),
    (row("1", "Jun-08", updates=[update(done="2008-02-14")]), JoinReason.COMPLETED),
    (row("1", "Jun-08", revisions=[reprogrammed("2008-02-06", "Sep-08")]), JoinReason.DECIDED),
]


@pytest.mark.parametrize(("action", "reason"), JOINERS)
def test_a_joiner_has_the_reason_for_which_it_is_counted(action, reason):
    move = moves_of(action)["1"]
    assert (move.before, move.joined) == (None, reason)


def test_an_action_reprogrammed_into_the_period_joins_by_that():
    move = reprogrammed("2007-12-12", "Feb-08", months=(Month(2008, 2),))
    moves = moves_of(row("1", "Dec-07", revisions=[move], updates=[update(JANUARY, on_course=True)]))
    assert (moves["1"].joined, moves["1"].now) == (JoinReason.REPROGRAMMED_INTO, AMBER)


LEAVERS = [
    (row("1", "Jan-08", updates=[update(JANUARY, done="2008-01-14")]), LeaveReason.COMPLETED_EARLIER, None),
    (
        row("1", "Jun-08", programmed=["Jan-08", "Apr-08"], updates=[update(JANUARY, on_course=True)]),
        LeaveReason.NOT_PROGRAMMED,
        Month(2008, 4),
    ),
    (
        row("1", "Jun-08", updates=[update(JANUARY, expected="Aug-08"), update(on_course=True)]),
        LeaveReason.NO_LONGER_LATE,
        Month(2008, 6),
    ),
    (
        row("1", "Jan-08", revisions=[reprogrammed("2008-01-16", "Jun-08", months=(Month(2008, 6),))]),
        LeaveReason.REDATED_BEYOND,
        Month(2008, 6),
    ),
    (
        row("1", "Nov-07", revisions=[reprogrammed("2008-01-16", "Jun-08", months=(Month(2008, 6),))]),
        LeaveReason.REDATED_BEYOND,
        Month(2008, 6),
    ),
    (row("1", "Jan-08", revisions=[suspended("2008-01-16", review="Jul-08")]), LeaveReason.SUSPENDED, None),
    (row("1", "Jan-08", revisions=[withdrawn("2008-01-16")]), LeaveReason.WITHDRAWN, None),
]


@pytest.mark.parametrize(("action", "reason", "next_month"), LEAVERS, ids=[each[1].value for each in LEAVERS])
def test_a_leaver_has_one_reason(action, reason, next_month):
    move = moves_of(action)["1"]
    assert (move.now, move.left, move.next_month, move.joined) == (None, reason, next_month, None)


def test_an_action_due_in_the_period_leaves_when_its_date_moves_on():
    given = {"policies": Policies(counted=Counted.DUE)}
    twice = [reprogrammed("2007-12-12", "Jan-08"), reprogrammed("2008-02-13", "Apr-08")]
    move = moves_of(row("1", "Nov-07", revisions=twice), **given)["1"]
    assert (move.joined, move.left) == (None, LeaveReason.REDATED_BEYOND)


def test_an_action_missing_from_the_record_is_named_so():
    january = closed(row("1", "Jan-08"), row("2", "Jan-08"), period=JANUARY)
    february = closed(row("1", "Jan-08"))
    left = {each.ref: each.left for each in movement(january, february).moves}
    assert left == {"1": None, "2": LeaveReason.MISSING}


def test_a_sentence_sums_up_a_class():
    came = [
        row(f"1.{each}", "Jan-08", updates=[update(JANUARY), update(done="2008-02-14")]) for each in range(9)
    ]
    joined = [row(f"2.{each}", "Feb-08", updates=[update(done="2008-02-14")]) for each in range(3)]
    left = [row(f"3.{each}", "Jan-08", updates=[update(JANUARY, done="2008-01-14")]) for each in range(8)]
    found = movement(*two_months(*came, *joined, *left))
    assert found.balance(GREEN) == Balance(8, 12, 8, 12)
    assert found.sentence() == "Green rose by 4: 9 came from amber, 3 joined, 8 left, completed earlier."
    assert found.sentence(AMBER) == "Amber fell by 9: 9 went to green."
    assert found.sentence(RED) == "Red stayed at 0: none came and none went."
    one_more = row("4", "Apr-08", programmed=["Jan-08"], updates=[update(JANUARY, on_course=True)])
    found = movement(*two_months(*left, one_more))
    assert found.sentence() == "Green fell by 9: 9 left (8 completed earlier, 1 not programmed)."


def test_a_new_plan_carries_nothing_across_and_shows_only_figures():
    january = closed(row("1", "Jan-08"), row("2", "Jun-08"), period=JANUARY)
    plan = Plan("IP08", "Improvement Plan 2008/09", Period(Month(2008, 2), Month(2009, 1)))
    found = movement(january, closed(row("1", "Feb-08"), plan=plan, previous=january))
    assert [(each.joined, each.left) for each in found.moves] == [
        (None, LeaveReason.NEXT_PLAN),
        (JoinReason.NEW_PLAN, None),
    ]
    assert found.figures_only == (
        "February 2008 is the first period of Improvement Plan 2008/09; its refs are not those of Improvement "
        "Plan 2007/08, so only the figures are compared."
    )


def test_without_the_actions_of_the_period_before_there_are_only_figures():
    february = closed(row("1"))
    first = movement(None, february)
    assert first.figures_only == (
        "February 2008 is the first period closed, so there is none to compare it with."
    )
    published = movement(PrintedFigures(Month(2008, 1), n=140), february)
    assert (published.previous, published.moves) == (JANUARY, ())
    assert published.figures_only == (
        "January 2008 is known only as published, without its actions, so only the figures are compared."
    )
    assert movement(PrintedFigures(), february).figures_only.startswith("The period before is known only as")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_now_is_before_plus_in_minus_out_for_each_class(snapshots):
    for before, now in itertools.pairwise(snapshots):
        found = movement(before, now)
        for each in StatusClass:
            balance = found.balance(each)
            assert balance.now == balance.before + balance.came - balance.went
            assert balance.before == before.figures.whole.counts[each]
            assert balance.now == now.figures.whole.counts[each]
            assert found.sentence(each).endswith(".")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_each_joiner_and_leaver_has_exactly_one_reason_and_none_is_missing(snapshots):
    for before, now in itertools.pairwise(snapshots):
        moves = movement(before, now).moves
        refs = [each.ref for each in moves]
        assert sorted(refs) == sorted({each.ref for each in (*before.highlighted, *now.highlighted)})
        for move in moves:
            assert (move.joined is not None) is (move.before is None)
            assert (move.left is not None) is (move.now is None)
            assert move.left is not LeaveReason.MISSING


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_no_late_action_leaves_the_figures_unseen(snapshots):
    """What was late and is now re-dated, completed, suspended or withdrawn is counted when that happens."""
    if snapshots[0].policies.counted is not Counted.HIGHLIGHTED:
        return
    for before, now in itertools.pairwise(snapshots):
        for move in movement(before, now).moves:
            if move.before in (AMBER, RED):
                assert move.left in (None, LeaveReason.NO_LONGER_LATE)


def test_every_reason_of_highlighting_is_a_reason_to_join():
    assert {each.value for each in HighlightReason} == {each.value for each in JoinReason} - {"new plan"}
