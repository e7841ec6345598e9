"""Late for so many months in a row, and since when."""

from fingerpost.rules.insight.lateness import lateness_of
from fingerpost.rules.insight.series import Series, series_of
from fingerpost.rules.months import Month, Period
from fingerpost.rules.snapshot import Plan
from tests.rules.insight.months import lived, period, series
from tests.rules.plans import row, update

DECEMBER, JANUARY, FEBRUARY = period("2007-12"), period("2008-01"), period("2008-02")
LONG = row("1", "Dec-07", updates=[
    update(DECEMBER), update(JANUARY, expected="Jun-08"), update(expected="Jun-08", reason="Keys.", corrective_action="New keys."),
])  # fmt: skip
SHORT = row("2", "Feb-08", updates=[update()])
PLAN = Plan("IP07", "Improvement Plan 2007/08", Period(Month(2007, 12), Month(2008, 6)))


def test_months_in_a_row_are_counted_with_those_in_red():
    found = lateness_of(series([SHORT, LONG], plan=PLAN))
    assert [(each.action.ref, each.months, each.red, each.since, each.at_least) for each in found.runs] == [
        ("1", 3, 2, DECEMBER, False),
        ("2", 1, 0, FEBRUARY, False),
    ]
    assert (found.runs[0].why, found.runs[0].corrective_action) == ("Keys.", "New keys.")
    assert found.sentence() == (
        "At the end of February 2008 2 actions were late; 1 of them had been late for 2 months or more in a row. "
        "Longest, for 3 months: 1 Action 1."
    )
    assert (
        found.sentence(4)
        == "At the end of February 2008 2 actions were late, none of them for 4 months or more."
    )
    assert [len(each.path) for each in found.runs] == [3, 3]


def test_a_run_that_reaches_back_to_where_no_record_is_may_be_longer():
    early = lateness_of(series([LONG], first="2008-01", months=2))
    assert (early.runs[0].months_words, early.runs[0].at_least) == ("at least 2 months", True)
    gap = series_of(lived([LONG], first="2007-12", months=3, skip=("2008-01",)))
    assert lateness_of(gap).runs[0].months_words == "at least 1 month"


def test_a_month_on_target_between_ends_the_run():
    back = row("1", "Jan-08", updates=[
        update(DECEMBER, expected="Mar-08"), update(JANUARY, done="2008-01-09"), update(taken_back="Not done."),
    ])  # fmt: skip
    assert lateness_of(series([back])).runs[0].months == 1


def test_without_anything_late_that_is_said():
    assert lateness_of(Series()).sentence() == "No month is closed yet, so nothing is late."
    none = lateness_of(series([row("1", "Jun-08")], months=1))
    assert none.sentence() == "Nothing was late at the end of December 2007."
    silent = lateness_of(series([row("1", "Dec-07")], months=1)).runs[0]
    assert (silent.why, silent.corrective_action) == (None, None)
