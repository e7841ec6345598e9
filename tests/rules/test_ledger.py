"""The date ledger: the original date, then every approved revision, in order and for ever."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.dates import in_month, on_day, parse_date, unknown
from fingerpost.rules.dates.ledger import DateLedger, NotForTheLedger, OutOfOrder, Revision
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.months import Month
from fingerpost.rules.schedule import NotASchedule, Schedule, added_schedule, review_milestones
from tests.rules.plans import decision, reprogrammed, resumed, revision, suspended, when, withdrawn

JUNE = DateLedger(when("Jun-08"))


def ledger(*revisions, original="Jun-08"):
    at = DateLedger(when(original))
    for each in revisions:
        at = at.with_revision(each)
    return at


def test_the_current_date_is_the_last_one_approved():
    assert JUNE.current == JUNE.original
    moved = ledger(reprogrammed("2008-02-06", "Sep-08"), reprogrammed("2008-05-07", "Aug-08"))
    assert moved.current == when("Aug-08")
    assert moved.original == when("Jun-08")
    assert (moved.times_moved, moved.months_moved, moved.is_later_than_original) == (2, 2, True)


def test_months_moved_are_negative_when_brought_forward():
    moved = ledger(reprogrammed("2008-02-06", "Apr-08"))
    assert (moved.times_moved, moved.months_moved, moved.is_later_than_original) == (1, -2, False)


def test_a_revision_to_the_same_date_has_not_moved_it():
    kept = revision(ChangeKind.EXTEND, "2008-02-06", new_date=when("June 2008"))
    assert ledger(kept).times_moved == 0
    assert ledger(suspended("2008-02-06", review="May-08")).times_moved == 0
    assert ledger(reprogrammed("2008-02-06", "12 June 2008"), original="5 June 2008").times_moved == 1


@pytest.mark.parametrize(
    ("original", "current"),
    [(None, when("Jun-08")), (unknown(), when("Jun-08")), (when("Jun-08"), when("from June 2008"))],
)
def test_months_moved_are_unknown_where_a_date_is(original, current):
    move = Revision(ChangeKind.REPROGRAMME, decision("2008-02-06"), new_date=current)
    assert DateLedger(original, (move,)).months_moved is None
    assert DateLedger(None).months_moved is None
    assert DateLedger(None).is_later_than_original is False


def test_a_first_date_given_to_an_ongoing_action_is_a_move():
    move = reprogrammed("2008-02-06", "Sep-08")
    assert DateLedger(None, (move,)).moves == (move,)


def test_a_revision_reprogrammes_the_months_it_names():
    named = reprogrammed("2008-02-06", "Sep-08", months=(Month(2008, 4), Month(2008, 9)))
    assert named.reprogrammed_months == (Month(2008, 4), Month(2008, 9))
    assert ledger(named).reprogrammed_months == named.reprogrammed_months


def test_a_revision_that_names_no_months_reprogrammes_all_from_the_next_to_the_new_date():
    months = reprogrammed("2008-02-06", "May-08").reprogrammed_months
    assert list(map(str, months)) == ["2008-03", "2008-04", "2008-05"]
    assert reprogrammed("2008-02-06", "from May 2008").reprogrammed_months == ()
    assert suspended("2008-02-06", review="May-08").reprogrammed_months == ()
    assert Revision(ChangeKind.EXTEND, None, new_date=when("May-08"), opening=True).reprogrammed_months == ()
    assert JUNE.reprogrammed_months == ()


def test_a_ledger_stands_as_decided_by_a_day():
    first, second = reprogrammed("2008-02-06", "Sep-08"), reprogrammed("2008-03-05", "Oct-08")
    known = Revision(ChangeKind.REPROGRAMME, None, new_date=when("Jul-08"), opening=True)
    whole = DateLedger(when("Jun-08"), (known, first, second), opening=True)
    assert whole.as_decided_by(date(2008, 2, 29)).revisions == (known, first)
    assert whole.as_decided_by(date(2008, 2, 5)).revisions == (known,)
    assert whole.as_decided_by(date(2008, 3, 5)) == whole


def test_an_opening_entry_alone_may_lack_its_decision_and_its_date():
    assert Revision(ChangeKind.EXTEND, None, new_date=unknown(), opening=True).decided_on is None
    with pytest.raises(NotForTheLedger, match="before the plan was taken over"):
        Revision(ChangeKind.EXTEND, None, new_date=when("Jul-08"))


def test_a_new_date_of_unknown_is_refused():
    with pytest.raises(NotForTheLedger, match="suspend the action"):
        reprogrammed("2008-02-06", "Unknown at this stage")


@pytest.mark.parametrize("kind", [ChangeKind.REPROGRAMME, ChangeKind.EXTEND])
def test_a_move_needs_its_new_date(kind):
    with pytest.raises(NotForTheLedger, match="needs the new date"):
        revision(kind, "2008-02-06")


@pytest.mark.parametrize("kind", [ChangeKind.ADD, ChangeKind.AMEND, ChangeKind.SPLIT])
def test_a_kind_that_changes_no_date_is_not_for_the_ledger(kind):
    with pytest.raises(NotForTheLedger, match="changes no date"):
        revision(kind, "2008-02-06")


def test_a_suspension_needs_an_end():
    with pytest.raises(NotForTheLedger, match="month of resuming or the month of its review"):
        suspended("2008-02-06")


def test_a_suspension_is_in_force_until_a_decision_ends_it():
    held = suspended("2008-02-06", review="May-08")
    assert JUNE.suspension is None
    assert ledger(held).suspension == held
    assert ledger(held, reprogrammed("2008-02-20", "Jul-08")).suspension == held
    assert ledger(held, resumed("2008-03-05")).suspension is None
    assert ledger(held, withdrawn("2008-03-05")).suspension is None


def test_only_what_is_suspended_can_be_resumed():
    with pytest.raises(OutOfOrder, match="not suspended"):
        ledger(resumed("2008-03-05"))


def test_resuming_needs_a_new_date_if_the_current_one_has_passed():
    held = suspended("2008-02-06", review="May-08")
    with pytest.raises(NotForTheLedger, match="has passed"):
        ledger(held, resumed("2008-07-02"))
    assert ledger(held, resumed("2008-06-30")).current == when("Jun-08")
    assert ledger(held, resumed("2008-07-02", "Sep-08")).current == when("Sep-08")
    with pytest.raises(NotForTheLedger, match="has passed"):
        ledger(held, resumed("2008-06-13"), original="12 June 2008")
    assert DateLedger(None, (held,)).with_revision(resumed("2008-07-02")).current is None
    assert DateLedger(unknown(), (held,)).with_revision(resumed("2008-07-02")).current == unknown()
    assert (
        DateLedger(when("Jan-08"), (held,))
        .with_revision(Revision(ChangeKind.RESUME, None, opening=True))
        .suspension
        is None
    )


def test_a_suspension_that_names_its_end_needs_a_new_date_if_the_current_one_will_have_passed():
    with pytest.raises(NotForTheLedger, match="will have passed by August 2008"):
        ledger(suspended("2008-02-06", resume="Aug-08"))
    assert ledger(suspended("2008-02-06", resume="Jun-08")).suspension is not None
    assert ledger(suspended("2008-02-06", resume="Aug-08", new_date=when("Oct-08"))).current == when("Oct-08")


def test_nothing_follows_a_withdrawal():
    with pytest.raises(OutOfOrder, match="withdrawn"):
        ledger(withdrawn("2008-02-06"), reprogrammed("2008-03-05", "Sep-08"))
    assert ledger(withdrawn("2008-02-06")).withdrawal == withdrawn("2008-02-06")
    assert ledger(reprogrammed("2008-02-06", "Sep-08")).withdrawal is None
    assert JUNE.withdrawal is None


def test_decisions_stand_in_the_order_of_their_days():
    with pytest.raises(OutOfOrder, match="comes before"):
        ledger(reprogrammed("2008-03-05", "Sep-08"), reprogrammed("2008-02-06", "Oct-08"))


kinds = st.sampled_from([ChangeKind.REPROGRAMME, ChangeKind.EXTEND, ChangeKind.SUSPEND, ChangeKind.RESUME])
entries = st.builds(
    lambda kind, day, month: Revision(
        kind,
        decision(day.isoformat()),
        new_date=None if kind is ChangeKind.SUSPEND else in_month(month),
        review_month=month if kind is ChangeKind.SUSPEND else None,
    ),
    kinds,
    st.dates(date(2007, 7, 1), date(2008, 6, 30)),
    st.builds(Month, st.just(2008), st.integers(1, 12)),
)


@given(st.lists(entries, max_size=8))
def test_a_ledger_only_ever_grows_at_its_end(asked):
    at = DateLedger(parse_date("Jun-08"))
    for entry in asked:
        try:
            after = at.with_revision(entry)
        except (OutOfOrder, NotForTheLedger):
            continue
        assert after.revisions == (*at.revisions, entry)
        assert after.original == at.original
        at = after
    assert at.times_moved <= len(at.revisions)
    days = [each.decided_on for each in at.revisions]
    assert days == sorted(days)


def test_the_original_date_is_the_last_programmed_month_or_an_exact_day():
    programmed = (Month(2008, 2), Month(2008, 6))
    assert Schedule(programmed).original == in_month(Month(2008, 6))
    assert Schedule(programmed, original_day=date(2008, 6, 12)).original == on_day(date(2008, 6, 12))
    assert Schedule(ongoing=True).original is None


def test_an_action_without_any_date_is_refused_unless_ongoing():
    with pytest.raises(NotASchedule, match="ongoing"):
        Schedule()


@pytest.mark.parametrize("months", [(Month(2008, 3), Month(2008, 2)), (Month(2008, 2), Month(2008, 2))])
def test_programmed_months_stand_in_order_each_once(months):
    with pytest.raises(NotASchedule, match="in order"):
        Schedule(months)


def test_an_added_action_is_not_programmed_before_the_decision_that_adds_it():
    schedule = Schedule((Month(2008, 2), Month(2008, 6)))
    assert added_schedule(schedule, date(2008, 2, 28)) is schedule
    assert added_schedule(Schedule(ongoing=True), date(2008, 2, 28)).programmed == ()
    with pytest.raises(NotASchedule, match="cannot have been programmed in February 2008"):
        added_schedule(schedule, date(2008, 3, 1))


def test_a_review_that_recurs_has_a_milestone_in_each_programmed_month():
    steps = review_milestones((Month(2007, 11), Month(2008, 2)))
    assert [(each.title, each.due.edtf) for each in steps] == [
        ("Review, November 2007", "2007-11"),
        ("Review, February 2008", "2008-02"),
    ]
