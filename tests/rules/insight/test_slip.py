"""How far each action has slipped: original, revisions, expected, done."""

import pytest

from fingerpost.rules.insight.series import Series
from fingerpost.rules.insight.slip import slip_of, slips_of
from tests.rules.insight.months import lived, period, series
from tests.rules.plans import reprogrammed, row, schedule_of, suspended, update, when, withdrawn

JANUARY, FEBRUARY = period("2008-01"), period("2008-02")


def slip(action, months=2):
    return slip_of(series([action], first="2008-01", months=months), action.ref)


def test_the_dates_of_an_action_stand_as_each_month_recorded_them():
    action = row(
        "1",
        "Jan-08",
        revisions=[reprogrammed("2008-02-06", "Apr-08")],
        updates=[update(JANUARY, expected="Mar-08"), update(expected="May-08")],
    )
    found = slip(action)
    assert [(each.period, each.current.spoken, each.ahead.spoken) for each in found.points] == [
        (JANUARY, "January 2008", "March 2008"),
        (FEBRUARY, "April 2008", "May 2008"),
    ]
    assert (found.times_moved, found.months, found.ends.text) == (1, 4, "May-08")
    assert found.sentence() == (
        "1 Action 1 was promised for January 2008, and moved once. It is expected in May 2008, 4 months later."
    )


CASES = [
    (row("1", "Jun-08", updates=[update(on_course=True)]), "1 Action 1 was promised for June 2008. It is due in June 2008, in the month promised."),
    (row("1", "29 Feb 2008", updates=[update(expected="12 Mar 2008")]), "1 Action 1 was promised for 29 February 2008. It is expected on 12 March 2008, 1 month later."),
    (row("1", "Feb-08", updates=[update(expected="Unknown at this stage")]), "1 Action 1 was promised for February 2008. Nobody can say when it will be done: “Unknown at this stage”."),
    (row("1", "Feb-08", updates=[update(done="2008-02-20")]), "1 Action 1 was promised for February 2008. It was completed on 20 February 2008, in the month promised."),
    (row("1", "Jun-08", revisions=[suspended("2008-01-16", review="Jun-08")]), "1 Action 1 was promised for June 2008. It is suspended."),
    (row("1", "Jun-08", revisions=[withdrawn("2008-01-16")]), "1 Action 1 is withdrawn."),
    (row("1", schedule=schedule_of("Feb-08", ongoing=True), original=None), "1 Action 1 was never given a date."),
    (row("1", "Apr-08", revisions=[reprogrammed("2008-01-16", "Mar-08"), reprogrammed("2008-02-06", "May-08")]), "1 Action 1 was promised for April 2008, and moved twice. It is due in May 2008, 1 month later."),
    (row("1", "Apr-08", original=when("Unknown"), updates=[update(on_course=True)]), "1 Action 1 was promised for Unknown. It is due in Unknown."),
]  # fmt: skip


@pytest.mark.parametrize(("action", "sentence"), CASES)
def test_each_case_has_its_sentence(action, sentence):
    assert slip(action).sentence() == sentence


def test_the_furthest_come_first_those_without_an_end_before_all():
    rows = [
        row("1", "Feb-08", updates=[update(expected="Apr-08")]),
        row("2", "Feb-08", updates=[update(expected="Unknown at this stage")]),
        row("3", "Feb-08", updates=[update(expected="May-08")]),
        row("4", "Feb-08", updates=[update(done="2008-02-20")]),
        row("5", "Jun-08", revisions=[withdrawn("2008-01-16")]),
    ]
    found = slips_of(series(rows, first="2008-01", months=2))
    assert [each.action.ref for each in found.slips] == ["2", "3", "1", "5"]
    assert found.sentence() == (
        "By the end of February 2008 3 of the plan’s 5 actions had slipped into a later month than first promised, or "
        "were expected to. Furthest, by 3 months: 3 Action 3. Of 1 nobody can say when it will be done."
    )
    unknown = slips_of(series(rows[1:2], first="2008-01", months=2))
    assert unknown.sentence().endswith("or was expected to. Of 1 nobody can say when it will be done.")


def test_without_slip_or_months_that_is_said():
    assert slips_of(Series()).sentence() == "No month is closed yet, so no date has slipped."
    assert slip_of(Series(), "1") is None
    none = slips_of(series([row("1", "Jun-08")], first="2008-01", months=1))
    assert none.sentence() == (
        "By the end of January 2008 none of the plan’s 1 action ends in a later month than it was first promised for."
    )
    assert slip_of(series([row("1")], months=1), "9") is None


def test_a_date_of_an_earlier_month_is_that_of_its_own_record():
    rows = [row("1", "Jan-08", revisions=[reprogrammed("2008-02-06", "Apr-08")])]
    december, january, _ = lived(rows, months=3)
    assert december.actions[0].ledger.revisions == january.actions[0].ledger.revisions == ()
