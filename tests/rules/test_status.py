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
        (
            "Due February 2008, not complete at the end of February; no later date given, so expected March 2008, "
            "one month behind."
        ),
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
        (
            "Due January 2008, not complete at the end of February 2008; no later date given, so expected "
            "March 2008, two months behind."
        ),
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
        (
            "Due February 2008 at first, moved by approval to June 2008; expected August 2008, two months behind, "
            "four months’ warning."
        ),
    ),
    (
        "due December, approved to February, not done",
        row(due="Dec-07", revisions=[reprogrammed("2007-12-20", "Feb-08")], updates=[NOT_COMPLETE]),
        Status.AMBER,
        (
            "Due December 2007 at first, moved by approval to February 2008, not complete at the end of February; "
            "no later date given, so expected March 2008, one month behind."
        ),
    ),
    (
        "due April, approved forward to February, not done",
        row(due="Apr-08", revisions=[reprogrammed("2007-12-20", "Feb-08")], updates=[NOT_COMPLETE]),
        Status.AMBER,
        (
            "Due April 2008 at first, moved by approval to February 2008, not complete at the end of February; "
            "no later date given, so expected March 2008, one month behind."
        ),
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
        (
            "Due December 2007, not complete at the end of February 2008; no later date given, so expected "
            "March 2008, three months behind. No update was sent for February 2008."
        ),
    ),
    (
        "due February, approved to June, no update",
        row(due="Feb-08", revisions=[reprogrammed("2008-01-30", "Jun-08")]),
        Status.REPROGRAMMED,
        (
            "Due February 2008 at first, moved by approval to June 2008; not yet due at the end of February 2008. "
            "No update was sent for February 2008."
        ),
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


def test_completion_however_late_is_complete():
    record = only(row(due="Dec-07", updates=[update(done="2008-02-20")]))
    assert (record.status, record.reason) == (
        Status.COMPLETE,
        "Completed on 20 February 2008, two months late; due December 2007.",
    )
    by_day = only(row(due="15 Feb 2008", updates=[update(done="2008-02-16")]))
    assert by_day.reason == "Completed on 16 February 2008, one day late; due 15 February 2008."


def test_a_completion_after_the_period_is_an_expected_date():
    record = only(row(due="Feb-08", updates=[update(done="2008-04-02")]))
    assert (record.status, record.expected) == (Status.RED, when("2 April 2008"))


def test_an_expected_date_within_or_before_the_period_counts_for_nothing():
    for said in ("Feb-08", "Jan-08", "29 Feb 2008"):
        assert only(row(due="Feb-08", updates=[update(expected=said)])).expected == in_month(Month(2008, 3))
        assert only(row(due="Jun-08", updates=[update(expected=said)])).status is Status.ON_TARGET


def test_a_date_expected_to_be_unknown_is_red():
    record = only(row(due="Feb-08", updates=[update(expected="Unknown at this stage")]))
    assert record.status is Status.RED
    assert record.reason == (
        "Due February 2008, not complete at the end of February; expected date not known "
        "(“Unknown at this stage”)."
    )


def test_an_expected_date_with_an_open_end_is_red():
    record = only(row(due="Jun-08", updates=[update(expected="from July 2008")]))
    assert record.status is Status.RED
    assert record.reason == "Due June 2008; expected from July 2008, with no end given, four months’ warning."


def test_an_expected_date_stands_until_another_report_replaces_it():
    said_in_january = update(JANUARY, expected="Aug-08")
    assert only(row(due="Jun-08", updates=[said_in_january])).status is Status.RED
    assert only(row(due="Jun-08", updates=[said_in_january, update()])).status is Status.RED
    assert only(row(due="Jun-08", updates=[said_in_january, ON_COURSE])).status is Status.ON_TARGET
    assert (
        only(row(due="Jun-08", updates=[said_in_january, update(expected="Jul-08")])).status is Status.AMBER
    )


def test_an_action_expected_by_its_date_is_on_target_and_says_so():
    for said in ("May-08", "Jun-08", "30 June 2008"):
        record = only(row(due="Jun-08", updates=[update(expected=said)]))
        assert (record.status, record.expected) == (Status.ON_TARGET, when(said))
        assert record.reason == f"Due June 2008; expected {when(said).spoken}."


def test_a_report_for_a_later_period_is_left_aside():
    assert (
        only(row(due="Jun-08", updates=[ON_COURSE, update(MARCH, expected="Aug-08")])).status
        is Status.ON_TARGET
    )


def test_a_completion_may_be_taken_back():
    done = update(JANUARY, done="2008-01-20")
    record = only(row(due="Jan-08", updates=[done, update(taken_back="The works failed their inspection.")]))
    assert record.status is Status.RED


def test_a_completion_reported_again_was_first_reported_once():
    again = only(row(due="Jan-08", updates=[update(JANUARY, done="2008-01-20"), update(done="2008-01-20")]))
    assert again.standing.first_reported == Month(2008, 1)
    otherwise = only(
        row(due="Jan-08", updates=[update(JANUARY, done="2008-01-20"), update(done="2008-01-21")])
    )
    assert otherwise.standing.first_reported == Month(2008, 2)


def test_an_action_brought_forward_is_not_reprogrammed():
    action = row(due="Jun-08", revisions=[reprogrammed("2008-01-10", "Apr-08")], updates=[ON_COURSE])
    assert only(action).status is Status.ON_TARGET


def test_reprogrammed_ends_with_the_first_month_of_the_revised_date():
    action = row(
        due="Nov-07", revisions=[reprogrammed("2007-11-20", "March/April 2008")], updates=[ON_COURSE]
    )
    assert only(action).status is Status.REPROGRAMMED
    in_march = row(due="Nov-07", revisions=action.ledger.revisions, updates=[update(MARCH, on_course=True)])
    assert only(in_march, period=MARCH).status is Status.ON_TARGET


def test_suspended_until_the_start_of_the_resume_month():
    action = row(due="Feb-08", revisions=[suspended("2008-01-16", resume="Mar-08", new_date=when("Jun-08"))])
    assert only(action).reason == (
        "Suspended by Cabinet on 16 January 2008 (minute 45/07), until the start of March 2008."
    )
    assert only(action, period=MARCH).status is Status.REPROGRAMMED


def test_a_suspension_past_its_review_is_red():
    action = row(due="Jun-08", revisions=[suspended("2007-12-12", review="Feb-08")])
    assert only(action).status is Status.SUSPENDED
    record = only(action, period=MARCH)
    assert (record.status, record.no_update, record.reason) == (
        Status.RED,
        True,
        (
            "Suspended by Cabinet on 12 December 2007 (minute 45/07); the review due in February 2008 has brought "
            "no decision."
        ),
    )
    answered = row(due="Jun-08", revisions=action.ledger.revisions, updates=[update(MARCH)])
    assert only(answered, period=MARCH).no_update is False


def test_a_resumed_action_is_judged_by_its_dates():
    held = suspended("2007-12-12", review="Feb-08")
    action = row(due="Jan-08", revisions=[held, resumed("2008-02-13", "Jun-08")], updates=[ON_COURSE])
    assert only(action).status is Status.REPROGRAMMED


def test_withdrawn_comes_before_everything_else():
    record = only(row(due="Feb-08", revisions=[withdrawn("2008-02-06")], updates=[update(done="2008-02-01")]))
    assert (record.status, record.reason) == (
        Status.WITHDRAWN,
        "Withdrawn by Cabinet on 6 February 2008 (minute 45/07).",
    )


def test_an_ongoing_action_without_a_date_is_never_late():
    ongoing = Schedule(ongoing=True)
    action = row(schedule=ongoing, updates=[update(expected="Aug-08")])
    assert only(action).reason == "Ongoing, without a date; nothing was late at the end of February 2008."
    assert only(row(schedule=ongoing)).reason == (
        "Nothing was called for in February 2008; ongoing, without a date."
    )
    done = only(row(schedule=ongoing, updates=[update(done="2008-02-20")]))
    assert done.reason == "Completed on 20 February 2008."


def test_an_action_taken_over_without_a_known_date_is_not_late():
    action = row(due="Jun-08", original=unknown("Not recorded"), updates=[update(expected="Aug-08")])
    assert only(action).status is Status.ON_TARGET


@pytest.mark.parametrize(
    ("count", "recurring", "status"),
    [
        (MilestonesCount.RECURRING, True, Status.AMBER),
        (MilestonesCount.RECURRING, False, Status.ON_TARGET),
        (MilestonesCount.ALL, False, Status.AMBER),
        (MilestonesCount.NONE, True, Status.ON_TARGET),
    ],
)
def test_a_late_milestone_makes_the_action_late_where_milestones_count(count, recurring, status):
    steps = (
        Milestone("Consult", when("Feb-08")),
        Milestone("Survey", when("Jan-08"), completed_on=when("20 Jan 2008").day),
        Milestone("Adopt", when("Jun-08")),
    )
    schedule = Schedule((Month(2008, 6),), recurring=recurring, milestones=steps)
    record = only(row(schedule=schedule, updates=[ON_COURSE]), policies=Policies(milestones_count=count))
    assert record.status is status
    if status is Status.AMBER:
        assert record.reason == (
            "Milestone “Consult” was due February 2008, not complete at the end of February; "
            "expected March 2008, one month behind."
        )


def test_the_worst_of_action_and_milestones_counts():
    steps = (
        Milestone("First review", when("Nov-07"), completed_on=when("3 March 2008").day),
        *review_milestones((Month(2008, 2),)),
    )
    schedule = Schedule((Month(2008, 2), Month(2008, 6)), recurring=True, milestones=steps)
    record = only(row(schedule=schedule, updates=[update(expected="Jul-08")]))
    assert record.status is Status.RED
    assert record.reason.startswith("Milestone “First review” was due November 2007")


@pytest.mark.parametrize(("tolerance", "status"), [(0, Status.RED), (1, Status.RED), (2, Status.AMBER)])
def test_the_tolerance_is_data_on_the_plan(tolerance, status):
    action = row(due="Feb-08", updates=[update(expected="Apr-08")])
    assert only(action, policies=Policies(amber_up_to=tolerance)).status is status


def test_a_lead_may_declare_worse():
    action = row(
        due="Jun-08", updates=[update(on_course=True, declared=Declared(Status.RED, "No bids came in."))]
    )
    record = only(action)
    assert (record.status, record.calculated) == (Status.RED, Status.ON_TARGET)
    assert record.reason == "Declared red: No bids came in. By the dates on target: Due June 2008; on course."


def test_a_better_status_needs_a_reason_and_agreement():
    def counted(declared, period=FEBRUARY):
        record = only(row(due="Feb-08", updates=[update(period, expected="Apr-08", declared=declared)]))
        assert record.calculated is Status.RED
        return record

    assert counted(Declared(Status.AMBER)).status is Status.RED
    assert counted(Declared(Status.AMBER, reason="Keys next week.")).status is Status.RED
    assert counted(Declared(Status.AMBER, agreed_by="P. Vale")).status is Status.RED
    agreed = Declared(Status.AMBER, "Keys next week.", "P. Vale")
    assert counted(agreed).status is Status.AMBER
    assert counted(agreed).reason.startswith(
        "Declared amber, better than the dates give, as agreed by P. Vale: Keys next week. By the dates red: Due"
    )
    assert counted(agreed, period=JANUARY).status is Status.RED
    assert counted(Declared(Status.RED)).reason.startswith("Due")


def test_a_worse_declared_status_stands_without_an_update():
    action = row(due="Jun-08", updates=[update(JANUARY, on_course=True, declared=Declared(Status.AMBER))])
    record = only(action)
    assert (record.status, record.calculated, record.no_update) == (Status.AMBER, Status.NOT_DUE, True)


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.SUSPENDED, Status.NOT_UPDATED])
def test_what_only_a_date_or_decision_gives_cannot_be_declared(status):
    with pytest.raises(NotAnUpdate, match="cannot be declared"):
        Declared(status)


def test_an_update_does_not_contradict_itself():
    with pytest.raises(NotAnUpdate, match="needs the day of its completion"):
        Update(FEBRUARY, Progress.COMPLETE)
    with pytest.raises(NotAnUpdate, match="needs the day of its completion"):
        Update(FEBRUARY, Progress.ON_COURSE, completed_on=when("1 Feb 2008").day)
    with pytest.raises(NotAnUpdate, match="not complete"):
        Update(FEBRUARY, Progress.ON_COURSE, expected=when("Jun-08"))


months = st.sampled_from(list(months_between(Month(2007, 9), Month(2008, 12))))
dates = st.one_of(
    months.map(in_month),
    st.builds(lambda month, day: on_day(month.first_day.replace(day=day)), months, st.integers(1, 28)),
    st.sampled_from([when("Autumn-08"), when("Spring 2008"), when("from July 2008"), unknown()]),
)


@given(
    due=dates.filter(lambda date: date.latest),
    revised=st.none() | dates,
    one=dates,
    other=dates,
    sent=st.booleans(),
)
def test_a_status_never_gets_better_when_the_expected_date_moves_later(due, revised, one, other, sent):
    if is_later(one, other):
        one, other = other, one
    moved = [reprogrammed("2007-09-03", revised.text)] if revised and when(revised.text).is_known else []

    def status(expected):
        said = Update(FEBRUARY if sent else JANUARY, Progress.NOT_COMPLETE, expected=expected)
        return only(
            row(schedule=Schedule((due.latest,)), original=due, revisions=moved, updates=[said])
        ).status

    assert BEST_TO_WORST.index(status(one)) <= BEST_TO_WORST.index(status(other)) or not is_later(other, one)
