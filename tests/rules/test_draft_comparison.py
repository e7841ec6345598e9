import pytest

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Draft, DraftAction, DraftException, Kind, PrintedDate, Source
from fingerpost.rules.draft_comparison import Basis, Change, NotComparable, compare_drafts
from fingerpost.rules.months import Month

AMBER, RED = StatusClass.AMBER, StatusClass.RED


def report(*exceptions, month=2):
    return Draft(
        kind=Kind.REPORT, source=Source("r.txt", "", "text"), period=Month(2026, month), exceptions=exceptions
    )


def tracker(*actions):
    return Draft(kind=Kind.TRACKER, source=Source("t.csv", "", "csv"), actions=actions)


def exception(ref, title="Build it", status=AMBER, revised=None):
    date = PrintedDate(revised, None) if revised else None
    return DraftException(ref=ref, action=title, status=status, revised=date)


def changes(comparison):
    return {each.ref: (each.change, each.differences) for each in comparison.compared}


def test_exceptions_join_leave_change_and_stay():
    before = report(exception("1.1"), exception("1.2"), exception("1.3", revised="Mar-26"), month=1)
    after = report(exception("1.2", status=RED), exception("1.3", revised="Mar-26"), exception("2.1"))
    comparison = compare_drafts(before, after)
    assert comparison.basis is Basis.EXCEPTIONS
    assert (comparison.before, comparison.after) == (Month(2026, 1), Month(2026, 2))
    assert changes(comparison) == {
        "1.2": (Change.CHANGED, ("status",)),
        "1.3": (Change.SAME, ()),
        "2.1": (Change.JOINED, ()),
        "1.1": (Change.LEFT, ()),
    }
    assert [each.ref for each in comparison.those(Change.LEFT)] == ["1.1"]


def test_a_new_date_and_a_new_title_are_differences_but_not_their_spelling():
    before = report(exception("1", "Plan & build it.", revised="Mar-26"), exception("2", "Old"))
    after = report(
        exception("1", "Plan and  build it", revised="mar-26"), exception("2", "New", revised="May-26")
    )
    assert changes(compare_drafts(before, after)) == {
        "1": (Change.SAME, ()),
        "2": (Change.CHANGED, ("title", "date")),
    }


def test_trackers_are_compared_over_all_their_actions():
    before = tracker(DraftAction(ref="1", title="A", due=PrintedDate("Jan 26", "2026-01")))
    after = tracker(DraftAction(ref="1", title="A", due=PrintedDate("January 2026", "2026-01")))
    comparison = compare_drafts(before, after)
    assert comparison.basis is Basis.ACTIONS
    assert changes(comparison) == {"1": (Change.SAME, ())}


def test_a_repeated_ref_is_told_apart_by_title_and_named():
    before = report(exception("2.2", "Survey"), exception("2.2", "Final plan"))
    after = report(exception("2.2", "Final plan"))
    comparison = compare_drafts(before, after)
    assert comparison.repeated == ("2.2",)
    assert [(each.change, (each.after or each.before).title) for each in comparison.compared] == [
        (Change.SAME, "Final plan"),
        (Change.LEFT, "Survey"),
    ]


def test_the_same_ref_and_title_twice_stays_twice():
    twice = report(exception("1", "A"), exception("1", "A"))
    assert [each.change for each in compare_drafts(twice, twice).compared] == [Change.SAME, Change.SAME]


def test_actions_without_ref_are_known_by_title():
    comparison = compare_drafts(
        tracker(DraftAction(ref=None, title="A")), tracker(DraftAction(ref=None, title="B"))
    )
    assert [each.change for each in comparison.compared] == [Change.JOINED, Change.LEFT]


def test_a_report_without_exceptions_can_be_compared_with_one_that_has_some():
    assert [each.change for each in compare_drafts(report(), report(exception("1"))).compared] == [
        Change.JOINED
    ]
    assert compare_drafts(tracker(), tracker(DraftAction(ref="1"))).basis is Basis.ACTIONS


@pytest.mark.parametrize(
    ("before", "after"),
    [(report(exception("1")), tracker(DraftAction(ref="1"))), (report(), report())],
)
def test_documents_that_list_different_things_are_refused(before, after):
    with pytest.raises(NotComparable, match="both must list"):
        compare_drafts(before, after)
