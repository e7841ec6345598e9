"""Closing a period: who is counted and why, what is refused, and what a correction carries."""

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.closing import (
    NotACorrection,
    OutOfStep,
    RecordRewritten,
    TooEarly,
    close_action,
    correct,
)
from fingerpost.rules.dates import unknown
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.highlight import HighlightReason
from fingerpost.rules.months import Month, Period
from fingerpost.rules.policies import Counted, DecisionsCount, Policies
from fingerpost.rules.schedule import Milestone, Schedule
from fingerpost.rules.snapshot import Plan, StripMonth, digest
from fingerpost.rules.updates import Declared
from tests.rules.plans import (
    FEBRUARY,
    JANUARY,
    MARCH,
    PLAN,
    closed,
    decision,
    only,
    reprogrammed,
    resumed,
    row,
    suspended,
    update,
    when,
    withdrawn,
)

DONE_EARLIER = [update(JANUARY, done="2008-01-14")]
HELD_EARLIER = [suspended("2008-01-16", review="Jul-08")]

COUNTED = {
    "(a) programmed, and completed in it too": (
        row(due="Feb-08", updates=[update(done="2008-02-20")]),
        HighlightReason.PROGRAMMED,
    ),
    "(a) programmed, completed in an earlier period": (
        row(due="Feb-08", updates=DONE_EARLIER),
        HighlightReason.PROGRAMMED,
    ),
    "(a) programmed, suspended in an earlier period": (
        row(due="Feb-08", revisions=HELD_EARLIER),
        HighlightReason.PROGRAMMED,
    ),
    "(a) withdrawn in the period": (
        row(due="Feb-08", revisions=[withdrawn("2008-02-06")]),
        HighlightReason.PROGRAMMED,
    ),
    "(b) reprogrammed into it": (
        row(due="Dec-07", revisions=[reprogrammed("2007-12-12", "Apr-08")]),
        HighlightReason.REPROGRAMMED_INTO,
    ),
    "(b) suspended in an earlier period": (
        row(due="Dec-07", revisions=[reprogrammed("2007-12-12", "Apr-08"), *HELD_EARLIER]),
        HighlightReason.REPROGRAMMED_INTO,
    ),
    "(c) late": (row(due="Dec-07"), HighlightReason.LATE),
    "(c) expected to be late": (row(due="Jun-08", updates=[update(expected="Aug-08")]), HighlightReason.LATE),
    "(c) declared late": (
        row(due="Jun-08", updates=[update(on_course=True, declared=Declared(Status.AMBER))]),
        HighlightReason.LATE,
    ),
    "(c) late by its dates, declared better as agreed": (
        row(
            due="Jan-08",
            updates=[update(declared=Declared(Status.ON_TARGET, "Done but for the keys.", "P. Vale"))],
        ),
        HighlightReason.LATE,
    ),
    "(c) suspended past its review": (
        row(due="Jun-08", revisions=[suspended("2007-11-14", review="Jan-08")]),
        HighlightReason.LATE,
    ),
    "(d) completed in it": (
        row(due="Jun-08", updates=[update(done="2008-02-20")]),
        HighlightReason.COMPLETED,
    ),
    "(d) completed before it, reported in it": (
        row(due="Jun-08", updates=[update(done="2008-01-20")]),
        HighlightReason.COMPLETED,
    ),
    "(e) reprogrammed": (
        row(due="Jun-08", revisions=[reprogrammed("2008-02-06", "Sep-08")]),
        HighlightReason.DECIDED,
    ),
    "(e) brought forward": (
        row(due="Jun-08", revisions=[reprogrammed("2008-02-06", "May-08")]),
        HighlightReason.DECIDED,
    ),
    "(e) suspended": (
        row(due="Jun-08", revisions=[suspended("2008-02-06", review="Jul-08")]),
        HighlightReason.DECIDED,
    ),
    "(e) resumed": (
        row(due="Jun-08", revisions=[suspended("2007-11-14", review="Jul-08"), resumed("2008-02-06")]),
        HighlightReason.DECIDED,
    ),
    "(e) withdrawn": (row(due="Jun-08", revisions=[withdrawn("2008-02-06")]), HighlightReason.DECIDED),
    "(e) added": (row(due="Jun-08", added=decision("2008-02-06")), HighlightReason.DECIDED),
    "(e) added on the first day": (row(due="Jun-08", added=decision("2008-02-01")), HighlightReason.DECIDED),
    "(e) added on the last day": (row(due="Jun-08", added=decision("2008-02-29")), HighlightReason.DECIDED),
    "(e) withdrawn on the first day": (
        row(due="Jun-08", revisions=[withdrawn("2008-02-01")]),
        HighlightReason.DECIDED,
    ),
    "(e) withdrawn on the last day": (
        row(due="Jun-08", revisions=[withdrawn("2008-02-29")]),
        HighlightReason.DECIDED,
    ),
    "withdrawn on the day before": (row(due="Jun-08", revisions=[withdrawn("2008-01-31")]), None),
    "withdrawn on the day after": (row(due="Jun-08", revisions=[withdrawn("2008-03-01")]), None),
    "neither programmed nor late": (row(due="Jun-08", updates=[update(on_course=True)]), None),
    "added earlier": (row(due="Jun-08", added=decision("2008-01-09")), None),
    "completed earlier": (row(due="Jan-08", updates=DONE_EARLIER), None),
    "completed earlier though reprogrammed into it": (
        row(due="Dec-07", revisions=[reprogrammed("2007-12-12", "Apr-08")], updates=DONE_EARLIER),
        None,
    ),
    "completed earlier though decided on in it": (
        row(due="Jan-08", updates=DONE_EARLIER, revisions=[reprogrammed("2008-02-06", "Sep-08")]),
        None,
    ),
    "suspended earlier": (row(due="Jun-08", revisions=HELD_EARLIER), None),
    "suspended earlier though re-dated in it": (
        row(due="Jun-08", revisions=[*HELD_EARLIER, reprogrammed("2008-02-06", "Sep-08")]),
        None,
    ),
    "withdrawn earlier": (row(due="Feb-08", revisions=[withdrawn("2008-01-16")]), None),
}


@pytest.mark.parametrize(("action", "reason"), COUNTED.values(), ids=COUNTED)
def test_an_action_is_counted_by_the_first_reason_that_fits(action, reason):
    record = only(action)
    assert record.highlight is reason
    assert (record.class_ is None) is (reason is None)


def test_an_action_is_not_there_before_it_is_added():
    added = row("2", "Jun-08", added=decision("2008-03-05"))
    assert [each.ref for each in closed(row("1"), added).actions] == ["1"]
    february = closed(row("1"), added)
    march = closed(row("1"), added, period=MARCH, previous=february)
    assert march.action("2").highlight is HighlightReason.DECIDED
    april = closed(row("1"), added, period=Period.ending(Month(2008, 4)), previous=march)
    assert april.action("2").highlight is None


def test_an_addition_entered_late_counts_when_it_comes():
    january = closed(row("1"), period=JANUARY)
    february = closed(row("1"), row("2", "Jun-08", added=decision("2008-01-09")), previous=january)
    assert february.action("2").highlight is HighlightReason.DECIDED


def test_a_decision_entered_late_counts_when_it_comes_and_only_once():
    january = closed(row(due="Jun-08"), period=JANUARY)
    moved = row(due="Jun-08", revisions=[withdrawn("2008-01-16")])
    february = closed(moved, previous=january)
    assert (february.actions[0].highlight, february.actions[0].status) == (
        HighlightReason.DECIDED,
        Status.WITHDRAWN,
    )
    assert closed(moved, period=MARCH, previous=february).actions[0].highlight is None


def test_a_completion_entered_late_counts_when_it_comes_and_only_once():
    january = closed(row(due="Dec-07"), period=JANUARY)
    late_entry = row(due="Dec-07", updates=[update(JANUARY, done="2008-01-20")])
    february = closed(late_entry, previous=january)
    assert february.actions[0].highlight is HighlightReason.COMPLETED
    assert closed(late_entry, period=MARCH, previous=february).actions[0].highlight is None


def test_decisions_after_the_period_stand_outside_its_figures_unless_the_policy_counts_them():
    action = row(
        due="Jun-08", revisions=[reprogrammed("2008-03-05", "Sep-08"), reprogrammed("2008-03-20", "Oct-08")]
    )
    usual = closed(action, closed_on=date(2008, 3, 10)).actions[0]
    assert (usual.highlight, usual.ledger.revisions) == (None, ())
    assert usual.approved_since == action.ledger.revisions[:1]
    policy = Policies(decisions_count=DecisionsCount.CLOSING_DAY)
    counting = closed(action, closed_on=date(2008, 3, 10), policies=policy)
    assert counting.actions[0].highlight is HighlightReason.DECIDED
    assert counting.actions[0].approved_since == ()
    march = closed(action, period=MARCH, closed_on=date(2008, 4, 10), previous=counting, policies=policy)
    assert march.actions[0].highlight is HighlightReason.DECIDED
    assert len(march.actions[0].ledger.revisions) == 2


def test_the_policy_of_due_actions_counts_those_due_at_first_or_now():
    policy = {"policies": Policies(counted=Counted.DUE)}
    assert only(row(due="Feb-08"), **policy).highlight is HighlightReason.DUE
    assert only(row(due="Jan-08"), **policy).highlight is None
    moved_away = row(due="Feb-08", revisions=[reprogrammed("2008-01-09", "Jun-08")])
    assert only(moved_away, **policy).highlight is HighlightReason.DUE
    brought_here = row(due="Jun-08", revisions=[reprogrammed("2008-01-09", "Feb-08")])
    assert only(brought_here, **policy).highlight is HighlightReason.DUE
    assert only(row(schedule=Schedule(ongoing=True)), **policy).highlight is None
    assert only(row(due="Jun-08", original=unknown()), **policy).highlight is None


def test_the_policy_of_open_actions_counts_all_that_is_open():
    policy = {"policies": Policies(counted=Counted.OPEN)}
    silent = only(row(due="Jun-08"), **policy)
    assert (silent.highlight, silent.class_) == (HighlightReason.OPEN, StatusClass.NOT_UPDATED)
    assert only(row(due="Jan-08", updates=DONE_EARLIER), **policy).highlight is None
    assert (
        only(row(due="Jun-08", updates=[update(done="2008-02-20")]), **policy).highlight
        is HighlightReason.OPEN
    )
    assert only(row(due="Jun-08", revisions=[withdrawn("2008-01-16")]), **policy).highlight is None


def test_an_action_decided_on_without_an_update_is_not_updated():
    record = only(row(due="Jun-08", revisions=[reprogrammed("2008-02-06", "May-08")]))
    assert (record.status, record.class_) == (Status.NOT_UPDATED, StatusClass.NOT_UPDATED)


def test_a_quarter_is_a_period_too():
    quarter = Period(Month(2008, 1), Month(2008, 3))
    record = only(row(due="Feb-08"), period=quarter)
    assert (record.highlight, record.status) == (HighlightReason.PROGRAMMED, Status.RED)
    assert only(row(due="Mar-08"), period=quarter).reason == (
        "Due March 2008, not complete at the end of March; no later date given, so expected April 2008, "
        "one month behind. No update was sent for January to March 2008."
    )


def test_the_strip_keeps_what_was_promised_and_how_each_month_closed():
    first = row(due="Jan-08", updates=[update(JANUARY)])
    january = closed(first, period=JANUARY)
    moved = row(due="Jan-08", updates=[update(JANUARY)], revisions=[reprogrammed("2008-02-06", "Apr-08")])
    strip = closed(moved, previous=january).actions[0].months
    assert [str(month) for month in strip] == [str(month) for month in january.plan.year]
    assert strip[Month(2008, 1)] == StripMonth(original=True, status=Status.AMBER)
    assert strip[Month(2008, 2)] == StripMonth(status=Status.REPROGRAMMED)
    assert strip[Month(2008, 3)] == strip[Month(2008, 4)] == StripMonth(reprogrammed=True)
    assert strip[Month(2008, 5)] == StripMonth()


def test_a_period_cannot_close_before_it_has_ended():
    with pytest.raises(TooEarly, match="has not ended"):
        closed(row(), closed_on=date(2008, 2, 28))
    assert closed(row(), closed_on=date(2008, 2, 29)).closed_on == date(2008, 2, 29)


def test_a_period_stands_only_on_an_earlier_one():
    february = closed(row())
    with pytest.raises(OutOfStep, match="does not come before"):
        closed(row(), previous=february)
    assert closed(row(), period=MARCH, previous=february).previous_digest == digest(february)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ((), "action 1.1.1 is gone"),
        ((row(programmed=["Jan-08"]),), "programmed months of action 1.1.1 were altered"),
        ((row(due="Feb-08", original=when("Mar-08")),), "date ledger of action 1.1.1 was altered"),
        ((row(due="Feb-08", revisions=[reprogrammed("2008-01-09", "Jul-08")]),), "date ledger"),
        ((row(due="Feb-08"),), "date ledger"),
    ],
)
def test_what_a_closed_period_froze_cannot_be_rewritten(rows, problem):
    january = closed(row(due="Feb-08", revisions=[reprogrammed("2008-01-09", "Jun-08")]), period=JANUARY)
    with pytest.raises(RecordRewritten, match=problem):
        closed(*rows, previous=january)


def test_another_plan_starts_anew_on_the_same_chain():
    january = closed(row("1", "Jan-08"), period=JANUARY)
    plan = Plan("IP08", "Improvement Plan 2008/09", Period(Month(2008, 2), Month(2009, 1)))
    february = closed(row("9", "Feb-08"), plan=plan, previous=january)
    assert february.previous_digest == digest(january)
    assert february.action("9").months[Month(2008, 2)].status is Status.AMBER


def corrected_pair():
    january = closed(row(), period=JANUARY)
    wrong = closed(row(), previous=january)
    right = closed(row(updates=[update(done="2008-02-20")]), previous=january)
    return january, wrong, right


def test_a_correction_is_the_next_version_and_carries_both_digests():
    january, wrong, right = corrected_pair()
    version2 = correct(wrong, right, reason="The update was mislaid.", author="P. Vale")
    assert (version2.version, version2.previous_digest) == (2, digest(january))
    assert version2.correction.corrects == digest(wrong)
    assert version2.figures == right.figures
    version3 = correct(version2, right, reason="The day was wrong.", author="P. Vale")
    assert (version3.version, version3.correction.corrects) == (3, digest(version2))


def test_a_correction_is_of_the_same_period_and_explained():
    _, wrong, right = corrected_pair()
    for other in (replace(right, council="Elsewhere"), closed(row(), period=MARCH)):
        with pytest.raises(NotACorrection, match="same council, plan and period"):
            correct(wrong, other, reason="Mislaid.", author="P. Vale")
    for reason, author in (("", "P. Vale"), ("Mislaid.", " ")):
        with pytest.raises(NotACorrection, match="reason and its author"):
            correct(wrong, right, reason=reason, author=author)


def test_a_correction_stands_on_the_same_predecessor_or_on_a_correction_of_it():
    january, wrong, _ = corrected_pair()
    january2 = correct(
        january, closed(row(updates=[update(JANUARY)]), period=JANUARY), reason="R.", author="A."
    )
    again = closed(row(updates=[update(JANUARY)]), previous=january2)
    for predecessor in (None, january, replace(january2, council="Elsewhere")):
        with pytest.raises(NotACorrection, match="same predecessor"):
            correct(wrong, again, reason="Mislaid.", author="P. Vale", predecessor=predecessor)
    version2 = correct(wrong, again, reason="January was corrected.", author="P. Vale", predecessor=january2)
    assert version2.previous_digest == digest(january2)
    unrelated = replace(january2, correction=replace(january2.correction, corrects="0" * 64))
    with pytest.raises(NotACorrection, match="same predecessor"):
        correct(wrong, again, reason="Mislaid.", author="P. Vale", predecessor=unrelated)


def test_an_opening_ledger_is_not_a_decision_of_the_period():
    known = Revision(ChangeKind.REPROGRAMME, None, new_date=when("Jun-08"), opening=True)
    record = only(row(due="Dec-07", revisions=[known], updates=[update(FEBRUARY, on_course=True)]))
    assert (record.status, record.highlight) == (Status.REPROGRAMMED, None)


def test_bad_news_from_before_the_plan_was_taken_over_says_so():
    held = Revision(ChangeKind.SUSPEND, None, review_month=Month(2008, 7), opening=True)
    assert only(row(due="Jun-08", revisions=[held])).reason == (
        "Suspended before the plan was taken over, to be reviewed in July 2008."
    )


def test_an_update_put_in_place_of_another_leaves_those_of_other_periods_in_order():
    standing = row(due="Mar-08", updates=[update(JANUARY), update(FEBRUARY), update(MARCH)])
    done = update(FEBRUARY, done="2008-02-14")
    assert [each.period for each in standing.with_update(done).updates] == [JANUARY, FEBRUARY, MARCH]
    assert standing.with_update(done).updates[1] == done
    assert standing.with_update(None) is standing


@pytest.mark.parametrize(("one", "reason"), COUNTED.values(), ids=COUNTED)
def test_one_action_alone_is_closed_as_within_its_month(one, reason):
    closed_on = MARCH.first.first_day
    alone = close_action(one, plan=PLAN, period=FEBRUARY, closed_on=closed_on)
    assert alone == only(one)
    assert alone.highlight is reason


def test_one_action_alone_stands_on_what_was_frozen_before():
    before = closed(row(due="Dec-07"), period=JANUARY)
    now = row(due="Dec-07", updates=[update(done="2008-02-20")])
    alone = close_action(
        now, plan=PLAN, period=FEBRUARY, closed_on=MARCH.first.first_day, before=before.actions[0]
    )
    assert alone == only(now, previous=before)


def test_milestones_are_reached_on_the_days_that_an_update_gives_and_the_others_stay():
    first, second = (
        Milestone(title, when("Feb-08"), completed_on=date(2008, 2, 1)) for title in ("Draft", "Consult")
    )
    standing = replace(row(due="Jun-08"), schedule=Schedule((Month(2008, 6),), milestones=(first, second)))
    reached = standing.with_reached({1: date(2008, 2, 20)})
    assert reached.schedule.milestones == (first, replace(second, completed_on=date(2008, 2, 20)))
    assert standing.with_reached({0: None}).schedule.milestones[0].completed_on is None
    assert standing.with_reached({}) is standing
