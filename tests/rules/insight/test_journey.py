"""Movement between any two months of a plan, step by step."""

import pytest

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.insight.journey import NotInOrder, journey
from fingerpost.rules.insight.series import series_of
from fingerpost.rules.months import Month, Period
from fingerpost.rules.snapshot import Plan
from tests.rules.insight.months import lived, period, series
from tests.rules.plans import closed, row, update

GREEN, AMBER, RED, *_ = StatusClass
DECEMBER, JANUARY, FEBRUARY = period("2007-12"), period("2008-01"), period("2008-02")
ROWS = [
    row("1", "Jan-08", programmed=["Dec-07", "Jan-08"], updates=[
        update(DECEMBER, on_course=True), update(JANUARY), update(done="2008-02-14"),
    ]),
    row("2", "Feb-08", updates=[update(expected="Jun-08")]),
    row("3", "Jun-08"),
]  # fmt: skip


def test_the_whole_way_and_each_step_are_followed_by_name():
    found = journey(series(ROWS), DECEMBER, FEBRUARY)
    assert found.periods == (DECEMBER, JANUARY, FEBRUARY)
    assert [(each.action.ref, each.classes, each.changes) for each in found.paths] == [
        ("1", (GREEN, AMBER, GREEN), 2),
        ("2", (None, None, RED), 1),
    ]
    assert [each.action.ref for each in found.changed] == ["1", "2"]
    assert list(found.sentences()) == [
        "Green stayed at 1: none came and none went.",
        "Red rose by 1: 1 joined.",
        "Over 2 steps 2 actions changed class, joined or left; 1 did so more than once.",
    ]


def test_one_step_is_what_moved_between_two_months():
    found = journey(series(ROWS), JANUARY, FEBRUARY)
    assert found.steps == (found.whole,)
    assert list(found.sentences())[-1] == "Red rose by 1: 1 joined."


def test_a_lost_month_between_is_said():
    found = journey(series_of(lived(ROWS, skip=("2008-01",))), DECEMBER, FEBRUARY)
    assert (
        list(found.sentences())[-1] == "A month between has no record, so what happened in it is not known."
    )
    assert found.broken


def test_from_an_earlier_plan_or_an_old_report_only_the_figures_are_compared():
    plan = Plan("IP08", "Improvement Plan 2008/09", Period(Month(2008, 3), Month(2009, 2)))
    *_, february = lived(ROWS)
    march = closed(row("1", "Mar-08"), period=period("2008-03"), plan=plan, previous=february)
    printed = PrintedFigures(Month(2007, 11), None, counts={GREEN: 4})
    both = series_of([february, march], printed=[printed])
    found = journey(both, FEBRUARY, march.period)
    assert (found.steps, found.paths, found.ns) == ((), (), (2, 1))
    assert list(found.sentences()) == [
        (
            "March 2008 is the first period of Improvement Plan 2008/09; its refs are not those of Improvement Plan 2007/08, "
            "so only the figures are compared."
        )
    ]
    old = journey(both, period("2007-11"), march.period)
    assert (old.ns, old.counts[0]) == ((None, 1), {GREEN: 4})
    assert "known only as published" in next(old.sentences())


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (FEBRUARY, DECEMBER, "February 2008 does not come before December 2007."),
        (period("2007-09"), FEBRUARY, "There is no record of September 2007."),
        (DECEMBER, period("2008-09"), "There is no record of September 2008 in this plan."),
    ],
)
def test_months_out_of_order_or_without_a_record_are_refused(first, last, why):
    with pytest.raises(NotInOrder) as refusal:
        journey(series(ROWS), first, last)
    assert str(refusal.value) == why
