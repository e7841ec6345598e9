"""The status of an action in a period: the worked examples of the rules, and what they promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.classes import Status
from fingerpost.rules.dates import in_month, is_later, on_day, unknown
from fingerpost.rules.months import Month, months_between
from fingerpost.rules.policies import MilestonesCount, Policies
from fingerpost.rules.schedule import Milestone, Schedule, review_milestones
from fingerpost.rules.status import BEST_TO_WORST
from fingerpost.rules.updates import Declared, NotAnUpdate, Progress, Update
from tests.rules.plans import (
    FEBRUARY,
    JANUARY,
    MARCH,
    month,
    only,
    reprogrammed,
    resumed,
    row,
    suspended,
    update,
    when,
    withdrawn,
)

ON_COURSE = update(on_course=True)
NOT_COMPLETE = update()

EXAMPLES = [
    # what, the action, its status, its reason
    (
        "due February, done 20 February",
        row(due="Feb-08", updates=[update(done="2008-02-20")]),
        Status.COMPLETE,
        "Completed on 20 February 2008; due February 2008.",
    ),
    (
        "due February, not done, nothing more said",
        row(due="Feb-08", updates=[NOT_COMPLETE]),
        Status.AMBER,
        "Due February 2008, not complete at the end of February; no later date given, so expected March 2008, "
        "one month behind.",
    ),
    (
        "due February, expected April",
        row(due="Feb-08", updates=[update(expected="Apr-08")]),
        Status.RED,
        "Due February 2008, not complete at the end of February; expected April 2008, two months behind.",
    ),
    (
        "due January, said February in January, not done",
        row(due="Jan-08", updates=[update(JANUARY, expected="Feb-08"), NOT_COMPLETE]),
        Status.RED,
        "Due January 2008, not complete at the end of February 2008; no later date given, so expected "
        "March 2008, two months behind.",
    ),
    ("due June", row(due="Jun-08", updates=[ON_COURSE]), Status.ON_TARGET, "Due June 2008; on course."),
    (
        "due June, expected July",
        row(due="Jun-08", updates=[update(expected="Jul-08")]),
        Status.AMBER,
        "Due June 2008; expected July 2008, one month behind, four months’ warning.",
    ),
    (
        "due October, expected Autumn-08",
        row(due="Oct-08", updates=[update(expected="Autumn-08")]),
        Status.AMBER,
        "Due October 2008; expected Autumn-08, one month behind, eight months’ warning.",
    ),
    (
        "due February, approved to June",
        row(due="Feb-08", revisions=[reprogrammed("2008-01-30", "Jun-08")], updates=[ON_COURSE]),
        Status.REPROGRAMMED,
        "Due February 2008 at first, moved by approval to June 2008; not yet due at the end of February 2008.",
    ),
    (
        "same, expects August",
        row(
            due="Feb-08",
            revisions=[reprogrammed("2008-01-30", "Jun-08")],
            updates=[update(expected="Aug-08")],
        ),
        Status.RED,
        "Due February 2008 at first, moved by approval to June 2008; expected August 2008, two months behind, "
        "four months’ warning.",
    ),
    (
        "due December, approved to February, not done",
        row(due="Dec-07", revisions=[reprogrammed("2007-12-20", "Feb-08")], updates=[NOT_COMPLETE]),
        Status.AMBER,
        "Due December 2007 at first, moved by approval to February 2008, not complete at the end of February; "
        "no later date given, so expected March 2008, one month behind.",
    ),
    (
        "due April, approved forward to February, not done",
        row(due="Apr-08", revisions=[reprogrammed("2007-12-20", "Feb-08")], updates=[NOT_COMPLETE]),
        Status.AMBER,
        "Due April 2008 at first, moved by approval to February 2008, not complete at the end of February; "
        "no later date given, so expected March 2008, one month behind.",
    ),
    (
        "due June, programmed in February, no update",
        row(due="Jun-08", programmed=["Feb-08"]),
        Status.NOT_UPDATED,
        "No update was sent for February 2008, though one was called for; due June 2008.",
    ),
    (
        "due June, not programmed in February, no update",
        row(due="Jun-08"),
        Status.NOT_DUE,
        "Nothing was called for in February 2008; due June 2008.",
    ),
    (
        "due December, no update",
        row(due="Dec-07"),
        Status.RED,
        "Due December 2007, not complete at the end of February 2008; no later date given, so expected "
        "March 2008, three months behind. No update was sent for February 2008.",
    ),
    (
        "due February, approved to June, no update",
        row(due="Feb-08", revisions=[reprogrammed("2008-01-30", "Jun-08")]),
        Status.REPROGRAMMED,
        "Due February 2008 at first, moved by approval to June 2008; not yet due at the end of February 2008. "
        "No update was sent for February 2008.",
    ),
    (
        "suspended in January",
        row(due="Feb-08", revisions=[suspended("2008-01-16", review="Jul-08")]),
        Status.SUSPENDED,
        "Suspended by Cabinet on 16 January 2008 (minute 45/07), to be reviewed in July 2008.",
    ),
    (
        "due 29 February, expected 31 March (both days)",
        row(due="29 Feb 2008", updates=[update(expected="31 March 2008")]),
        Status.RED,
        "Due 29 February 2008, not complete at the end of February; expected 31 March 2008, 31 days behind.",
    ),
    (
        "the same by month",
        row(due="Feb-08", updates=[update(expected="31 March 2008")]),
        Status.AMBER,
        "Due February 2008, not complete at the end of February; expected 31 March 2008, one month behind.",
    ),
]


@pytest.mark.parametrize(("what", "action", "status", "reason"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_the_examples_of_the_rules_hold(what, action, status, reason):
    record = only(action)
    assert (record.status, record.calculated, record.reason) == (status, status, reason)
    silent_but_standing = not action.updates and status in {Status.AMBER, Status.RED, Status.REPROGRAMMED}
    assert record.no_update is silent_but_standing
