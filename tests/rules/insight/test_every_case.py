"""What insight says is true and plain English of any plan: random plans that live through three months."""

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.dates.approximate import is_later
from fingerpost.rules.insight.bunching import bunching_of
from fingerpost.rules.insight.journey import journey
from fingerpost.rules.insight.lateness import LATE, lateness_of
from fingerpost.rules.insight.moved import moves_of
from fingerpost.rules.insight.promises import repeated_promises
from fingerpost.rules.insight.series import series_of
from fingerpost.rules.insight.silence import silence_of
from fingerpost.rules.insight.slip import slip_of, slips_of
from fingerpost.rules.insight.trend import trend_of
from fingerpost.rules.snapshot import Lead
from tests.rules.random_plans import plans

NOUNS = "action|month|time|update|date|step|lead|open action"
ONE_OF_MANY = re.compile(rf"(?<![\d.,])1 (?:{NOUNS})s\b")
MANY_OF_ONE = re.compile(rf"(?<![\d.,])(?!1 )\d[\d,]* (?:{NOUNS})\b(?!s)")


@st.composite
def lived(draw):
    """The months of a random plan, some of them lost."""
    snapshots = draw(plans())
    kept = draw(st.sets(st.integers(0, 2), min_size=1))
    return series_of(
        replace(each, actions=tuple(replace(one, leads=(Lead("Ada Brook"),)) for one in each.actions))
        for place, each in enumerate(snapshots)
        if place in kept
    )


def sentences(series):
    yield trend_of(series).sentence()
    yield from trend_of(series).notes()
    yield slips_of(series).sentence()
    yield from (each.sentence() for each in slips_of(series).slips)
    yield moves_of(series).sentence()
    yield bunching_of(series.last).sentence()
    yield from (lateness_of(series).sentence(months) for months in (1, 2, 3))
    yield repeated_promises(series).sentence()
    yield from (each.sentence() for each in repeated_promises(series).found)
    yield silence_of(series).sentence()
    if len(series.own) > 1:
        yield from journey(series, series.own[0].period, series.own[-1].period).sentences()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(lived())
def test_every_sentence_is_whole_and_its_plurals_are_right(series):
    for each in sentences(series):
        assert each[0].isupper() or each[0].isdigit()
        assert each.endswith((".", "”"))
        assert "None" not in each
        assert "  " not in each
        assert not ONE_OF_MANY.search(each), each
        assert not MANY_OF_ONE.search(each), each


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(lived())
def test_every_number_is_that_of_the_actions_named_behind_it(series):
    for point in trend_of(series).points:
        assert all(len(those) == point.counts[class_] for class_, those in point.actions.items())
        assert sum(map(len, point.actions.values())) == (point.n or 0)
    last = series.last
    late = lateness_of(series)
    assert {each.action.ref for each in late.runs} == {
        each.ref for each in last.actions if each.status in LATE
    }
    for run in late.runs:
        assert 1 <= run.months <= len(series.own)
        assert 0 <= run.red <= run.months
        assert (run.red > 0) >= (run.status is Status.RED)
    moves = moves_of(series)
    assert sum(each.times for each in moves.by_action) == moves.all.times
    for groups in (moves.by_section, moves.by_service, moves.by_reason):
        assert sum(each.times for each in groups) == moves.all.times
        assert sum(each.months for each in groups) == moves.all.months
    bunched = bunching_of(last)
    open_ = [each for each in last.actions if each.status not in {Status.COMPLETE, Status.WITHDRAWN}]
    assert bunched.ahead + len(bunched.past) + len(bunched.undated) == len(open_)
    assert sum(each.actions for each in bunched.by_section) == bunched.ahead
    for service in silence_of(series).services:
        assert all(set(each.silent) <= set(each.asked) for each in service.heard.values())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(lived())
def test_promises_grow_later_and_slips_are_the_distance_of_their_dates(series):
    for each in repeated_promises(series).found:
        dates = [promise.date for promise in each.promises]
        assert all(is_later(after, before) for before, after in pairwise(dates))
    for action in series.last.actions:
        slip = slip_of(series, action.ref)
        assert len(slip.points) == sum(snapshot.action(action.ref) is not None for snapshot in series.own)
        if slip.months is not None:
            assert slip.months == slip.ends.latest - slip.original.latest
    if len(series.own) > 1:
        found = journey(series, series.own[0].period, series.own[-1].period)
        for class_ in StatusClass:
            counted = sum(each.classes[-1] is class_ for each in found.paths)
            assert counted == series.own[-1].figures.whole.counts[class_] == found.whole.balance(class_).now
