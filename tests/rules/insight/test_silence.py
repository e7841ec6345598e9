"""What was asked of each service month by month, and what did not come."""

from fingerpost.rules.insight.series import Series
from fingerpost.rules.insight.silence import silence_of
from tests.rules.insight.months import period, series
from tests.rules.plans import row, update

DECEMBER, JANUARY, FEBRUARY = period("2007-12"), period("2008-01"), period("2008-02")
MONTHS = ["Dec-07", "Jan-08", "Feb-08"]


def test_each_service_is_heard_or_not_in_each_month():
    found = silence_of(
        series(
            [
                row("1", "Feb-08", programmed=MONTHS, updates=[update(DECEMBER, on_course=True)]),
                row("2", "Feb-08", programmed=MONTHS, updates=[update(DECEMBER, on_course=True), update(JANUARY, on_course=True), update(on_course=True)]),
                row("3", "Feb-08", programmed=["Feb-08"], service=None),
            ]
        )
    )  # fmt: skip
    planning, nobody = found.services
    assert (planning.service, planning.asked, planning.silent) == ("Planning", 6, 2)
    assert [each.ref for each in planning.heard[FEBRUARY].silent] == ["1"]
    assert (nobody.service, nobody.nothing_in) == ("No service named", (FEBRUARY,))
    assert found.sentence() == (
        "From December 2007 to February 2008 3 of 7 updates asked for (42.9%) were not sent. Nothing at all was heard "
        "from No service named in February 2008."
    )


def test_one_month_all_sent_and_none_asked_for():
    one = silence_of(series([row("1", "Dec-07", updates=[update(DECEMBER, on_course=True)])], months=1))
    assert one.sentence() == "In December 2007 every one of 1 update asked for was sent."
    none = silence_of(series([row("1", "Jun-08")], months=1))
    assert none.sentence() == "In December 2007 no update was asked for."
    assert silence_of(Series()).sentence() == "No month is closed yet, so nobody was silent."
    part = silence_of(series([
        row("1", "Dec-07", updates=[update(DECEMBER, on_course=True)]), row("2", "Dec-07"),
    ], months=1))  # fmt: skip
    assert part.sentence() == "In December 2007 1 of 2 updates asked for (50.0%) was not sent."
