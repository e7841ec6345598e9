"""The same thing promised for date after date, or in the same words."""

from fingerpost.rules.insight.promises import Field, Source, repeated_promises
from fingerpost.rules.insight.series import Series
from tests.rules.insight.months import period, series
from tests.rules.plans import reprogrammed, row, suspended, update, withdrawn

DECEMBER, JANUARY, FEBRUARY = period("2007-12"), period("2008-01"), period("2008-02")


def found(*rows):
    return repeated_promises(series(list(rows)))


def test_each_later_date_is_a_promise_with_where_it_was_said():
    action = row(
        "1",
        "Dec-07",
        revisions=[reprogrammed("2008-02-06", "Apr-08")],
        updates=[
            update(DECEMBER, expected="Jan-08"),
            update(JANUARY, expected="Jan-08"),
            update(expected="May-08"),
        ],
    )
    (one,) = found(action).found
    assert [(each.date.spoken, each.source, each.said, each.passed) for each in one.promises] == [
        ("December 2007", Source.ORIGINAL, DECEMBER, True),
        ("January 2008", Source.REPORTED, DECEMBER, True),
        ("April 2008", Source.APPROVED, FEBRUARY, False),
        ("May 2008", Source.REPORTED, FEBRUARY, False),
    ]
    assert (one.times, one.passed) == (3, 2)
    assert one.sentence() == (
        "Promised for December 2007, then January 2008, then April 2008, then May 2008."
    )
    assert found(action).sentence() == (
        "By the end of February 2008 1 action had been put off to a later date twice or more. Most often, 3 times: "
        "1 Action 1. 2 dates of theirs went by with the action not done."
    )


def test_a_date_kept_did_not_go_by():
    done = row("1", "Dec-07", updates=[
        update(DECEMBER, expected="Jan-08"), update(JANUARY, expected="Feb-08"), update(done="2008-02-14"),
    ])  # fmt: skip
    assert [each.passed for each in found(done).found[0].promises] == [True, True, False]
    ahead = row(
        "1", "Mar-08", updates=[update(DECEMBER, expected="Apr-08"), update(JANUARY, expected="May-08")]
    )
    assert "went by" not in found(ahead).sentence()
    gone = row("1", "Dec-07", updates=[update(DECEMBER, expected="Jan-08")], revisions=[
        reprogrammed("2008-01-09", "Feb-08"), withdrawn("2008-02-06"),
    ])  # fmt: skip
    assert found(gone).found[0].passed == 0


def test_the_same_words_but_for_dates_capitals_and_signs_are_repeated():
    action = row("1", "Jun-08", updates=[
        update(DECEMBER, comment="The agreement will be signed on 14 January 2008."),
        update(JANUARY, comment="the agreement will be signed on 11th February, 2008"),
        update(comment="The agreement will be signed on 3 March"),
    ])  # fmt: skip
    (one,) = found(action).found
    assert [(each.field, each.periods) for each in one.words] == [
        (Field.COMMENT, (DECEMBER, JANUARY, FEBRUARY))
    ]
    assert one.sentence() == ("The same comment in 3 updates: “The agreement will be signed on 3 March”.")
    assert one.times == 0
    assert found(action).sentence() == (
        "By the end of February 2008 no action had been put off to a later date twice or more. The updates of 1 action say the same words in more than one month."
    )


def test_other_numbers_and_few_words_repeat_nothing():
    counted = row("1", "Jun-08", updates=[
        update(DECEMBER, comment="120 of 172 posts are scored."), update(JANUARY, comment="158 of 172 posts are scored."),
    ])  # fmt: skip
    short = row(
        "2", "Jun-08", updates=[update(DECEMBER, comment="On course."), update(JANUARY, comment="On course.")]
    )
    nothing = found(counted, short, row("3", "Jun-08"))
    assert nothing.sentence() == "By the end of February 2008 nothing was promised again and again."


def test_dates_stand_before_repeated_words_of_the_same_action():
    said = {"reason": "The keys are still with the builder.", "corrective_action": "New keys are being cut."}
    action = row(
        "1", "Dec-07", updates=[update(DECEMBER, **said), update(JANUARY, expected="Feb-08", **said)]
    )
    (one,) = found(action).found
    assert one.sentence() == (
        "Promised for December 2007, then February 2008. The same corrective action in 2 updates: “New keys are being "
        "cut.” The same reason for slippage in 2 updates: “The keys are still with the builder.”"
    )


def test_before_any_month_nothing_was_promised_again():
    assert repeated_promises(Series()).sentence() == "No month is closed yet, so nothing was promised again."
    without = row("1", "Jun-08", revisions=[suspended("2008-01-09", review="Jun-08")])
    assert found(without).found == ()
