"""The figures month by month, on both bases, and what is said of them."""

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.closing import correct
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.insight.english import Named
from fingerpost.rules.insight.series import Known, Series, series_of
from fingerpost.rules.insight.trend import NOTHING_CLOSED, trend_of
from fingerpost.rules.months import Month, Period
from fingerpost.rules.snapshot import Plan
from tests.rules.insight.months import lived, period, series
from tests.rules.plans import closed, reprogrammed, row, update

GREEN, AMBER, RED, REPROGRAMMED, _ = StatusClass
ROWS = [
    row("1", "Jan-08", updates=[update(period("2008-01"), done="2008-01-20")]),
    row("2", "Jan-08"),
    row("3", "Jan-08", revisions=[reprogrammed("2008-01-16", "Jun-08")]),
    row("4", "Jun-08", programmed=["Jan-08"]),
]


def test_each_month_has_its_counts_and_shares_and_the_actions_behind_them():
    (point,) = trend_of(series(ROWS, first="2008-01", months=1)).points
    assert (point.n, point.counts[GREEN], point.counts[AMBER], point.counts[REPROGRAMMED]) == (4, 1, 1, 1)
    assert (point.green, point.green_settled, point.n_settled) == ("25.0", "33.3", 3)
    assert point.actions[GREEN] == (Named("1", "Action 1"),)


def test_every_count_is_the_number_of_the_actions_named():
    for point in trend_of(series(ROWS, first="2007-12", months=4)).points:
        assert {class_: len(those) for class_, those in point.actions.items()} == dict(point.counts)


def test_the_sentence_sets_the_last_month_beside_the_one_before_and_the_first():
    rows = [row("1", "Mar-08", programmed=["Jan-08", "Feb-08", "Mar-08"], updates=[
        update(period("2008-01"), on_course=True),
        update(period("2008-02"), expected="Jun-08"),
        update(period("2008-03"), done="2008-03-10"),
    ])]  # fmt: skip
    found = trend_of(series(rows, first="2008-01", months=3))
    assert found.sentence() == (
        "In March 2008 1 of the 1 highlighted (100.0%) was green, up from 0.0% in February 2008 and as before at "
        "100.0% in January 2008. Without those re-dated, suspended or withdrawn, 100.0% was green, up from 0.0% in "
        "February 2008 and as before at 100.0% in January 2008."
    )
    two = trend_of(series(rows, first="2008-01", months=2))
    assert two.sentence().startswith(
        "In February 2008 0 of the 1 highlighted (0.0%) were green, down from 100.0%"
    )
    one = trend_of(series(rows, first="2008-01", months=1))
    assert one.sentence().startswith("In January 2008 1 of the 1 highlighted (100.0%) was green. Without")


def test_where_nothing_is_counted_that_is_said():
    assert trend_of(Series()).sentence() == NOTHING_CLOSED
    none = trend_of(series([row("1", "Jun-08")], first="2007-12", months=1))
    assert none.sentence() == "No action is highlighted in any of these months."


def test_a_share_without_the_redated_is_left_out_where_there_is_none():
    rows = [row("3", "Jan-08", revisions=[reprogrammed("2008-01-16", "Jun-08")])]
    found = trend_of(series(rows, first="2008-01", months=1))
    assert found.sentence() == "In January 2008 0 of the 1 highlighted (0.0%) were green."


def test_published_figures_are_as_printed_and_counts_only_those_that_they_allow():
    shares = {GREEN: "88.4", AMBER: "7.2", RED: "1.4", REPROGRAMMED: "2.9"}
    printed = [
        PrintedFigures(Month(2007, 9), 138, printed_shares=shares),
        PrintedFigures(Month(2007, 10), None, printed_shares={GREEN: "70"}),
        PrintedFigures(Month(2007, 11), None, counts={GREEN: 5, AMBER: 1}),
        PrintedFigures(Month(2007, 12), 9, counts={GREEN: 5, AMBER: 1, RED: 0, REPROGRAMMED: 1}),
    ]
    inferred, coarse, counted, wrong = trend_of(series_of([], printed=printed)).points
    assert (inferred.counts[GREEN], inferred.n_settled, inferred.green_settled) == (122, 134, "91.0")
    assert (coarse.green, coarse.counts, coarse.green_settled) == ("70", {}, None)
    assert (counted.n, counted.green, counted.green_settled) == (6, None, None)
    assert (wrong.n, wrong.n_settled) == (9, None)
    found = trend_of(series_of([], printed=printed[:2]))
    assert found.sentence() == (
        "In October 2007 70% of the actions highlighted were green, down from 88.4% in September 2007."
    )
    assert trend_of(series_of([], printed=[PrintedFigures(Month(2007, 9))])).sentence() == NOTHING_CLOSED


def test_the_notes_name_gaps_published_months_drafts_corrections_and_new_plans():
    december, january, february = lived(ROWS, first="2007-12", months=3)
    mended = correct(
        february,
        closed(*ROWS[:3], row("4", "Jun-08", programmed=["Jan-08"], title="Renamed"), previous=january),
        reason="A title was wrong.",
        author="A. Officer",
    )
    plan = Plan("IP08", "Improvement Plan 2008/09", Period(Month(2008, 3), Month(2009, 2)))
    march = closed(row("1", "Mar-08"), period=period("2008-03"), plan=plan, previous=mended)
    found = trend_of(series_of([december, mended], printed=[PrintedFigures(Month(2007, 11), 4)], draft=march))
    assert list(found.notes()) == [
        "There is no record of January 2008.",
        "The figures of November 2007 are as an old report printed them; nothing else is known.",
        "March 2008 is open: its figures are a draft and may change.",
        "The record of February 2008 was corrected after it was closed; the last version is shown.",
        "From March 2008 the figures are those of Improvement Plan 2008/09.",
    ]
    assert [each.known for each in found.points].count(Known.MISSING) == 1
