"""What an exception report says of a closed period."""

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.exceptions_report import (
    OutsideBody,
    ServiceUpdates,
    changed,
    completed,
    declared_better,
    exceptions,
    outside_bodies,
    schedule_of_changes,
    service_updates,
)
from fingerpost.rules.policies import Policies
from fingerpost.rules.refs import ref_order
from fingerpost.rules.snapshot import Section
from fingerpost.rules.updates import Declared
from tests.rules.plans import FEBRUARY, JANUARY, closed, reprogrammed, row, suspended, update, withdrawn


def refs(actions):
    return [each.ref for each in actions]


def test_refs_are_ordered_by_their_numbers():
    shuffled = ["3.2.10", "10.1", "CP10", "3.2.9", "CP2", "2.2", "3.2", "3.2.9a", "03.2.1", "3.2.9.1", ""]
    assert sorted(shuffled, key=ref_order) == [
        "",
        "2.2",
        "3.2",
        "03.2.1",
        "3.2.9",
        "3.2.9.1",
        "3.2.9a",
        "3.2.10",
        "10.1",
        "CP2",
        "CP10",
    ]


@given(st.lists(st.text(max_size=12)))
def test_any_refs_at_all_have_an_order(texts):
    assert sorted(sorted(texts, key=ref_order, reverse=True), key=ref_order) == sorted(texts, key=ref_order)


SECTIONS = (Section("HR1", "People"), Section("CP1", "Town centre"))


def test_exceptions_are_amber_and_red_by_section_then_ref():
    month = closed(
        row("3.2.10", "Jan-08", section="CP1"),
        row("3.2.9", "Feb-08", section="CP1"),
        row("20.1", "Feb-08", section="HR1"),
        row("3.2.1", "Feb-08", section="CP1", updates=[update(done="2008-02-04")]),
        row("3.2.2", "Jun-08", section="CP1", programmed=["Feb-08"]),
        sections=SECTIONS,
    )
    assert refs(exceptions(month)) == ["20.1", "3.2.9", "3.2.10"]
    wider = Policies(also_exceptions=(StatusClass.NOT_UPDATED,))
    with_silent = closed(row("2", "Jun-08", programmed=["Feb-08"]), row("1", "Jun-08"), policies=wider)
    assert refs(exceptions(with_silent)) == ["2"]


def test_changed_actions_are_as_many_as_the_figures_say():
    month = closed(
        row("4", "Feb-08", revisions=[reprogrammed("2008-02-06", "Jun-08")]),
        row("3", "Feb-08", revisions=[suspended("2008-02-06", review="Jun-08")]),
        row("2", "Feb-08", revisions=[withdrawn("2008-02-06")]),
        row("1", "Dec-07", revisions=[reprogrammed("2007-12-12", "Feb-08")]),
    )
    assert refs(changed(month)) == ["2", "3", "4"]
    assert month.figures.whole.counts[StatusClass.REPROGRAMMED] == 3
    assert refs(schedule_of_changes(month)) == ["1", "2", "3", "4"]


def test_completed_are_those_whose_completion_counts_for_the_first_time():
    month = closed(
        row("1", "Feb-08", updates=[update(done="2008-02-20")]),
        row("2", "Feb-08", updates=[update(JANUARY, done="2008-01-20")]),
        row("3", "Feb-08", updates=[update(done="2008-03-20")]),
    )
    assert refs(completed(month)) == ["1"]


def test_statuses_declared_better_are_counted():
    agreed = Declared(Status.ON_TARGET, "Done but for the keys.", "P. Vale")
    worse = Declared(Status.RED)
    month = closed(
        row("1", "Feb-08", updates=[update(declared=agreed)]),
        row("2", "Feb-08", updates=[update(declared=worse)]),
        row("3", "Feb-08", updates=[update()]),
    )
    assert refs(declared_better(month)) == ["1"]


def test_services_of_which_an_update_is_missing():
    month = closed(
        row("1", "Feb-08", service="Streets"),
        row("2", "Dec-07", service="Streets"),
        row("3", "Feb-08", service="Planning"),
        row("4", "Feb-08", service="Planning", updates=[update()]),
        row("5", "Feb-08", service="Housing", updates=[update()]),
        row("6", "Feb-08", service="Housing", revisions=[withdrawn("2008-02-06")]),
        row("7", "Jun-08", service="Housing"),
        row("8", "Feb-08", service=None),
    )
    answers = service_updates(month)
    assert answers == (
        ServiceUpdates("Planning", ("3", "4"), ("3",)),
        ServiceUpdates("Streets", ("1", "2"), ("1", "2")),
        ServiceUpdates(None, ("8",), ("8",)),
    )
    assert [each.said_nothing for each in answers] == [False, True, True]


def test_outside_bodies_are_listed_with_the_counted_actions_that_name_them():
    month = closed(
        row("10", "Feb-08", outside_bodies=("Theatre Trust", "Canal Society")),
        row("9", "Feb-08", outside_bodies=("Canal Society",)),
        row("8", "Jun-08", outside_bodies=("Rugby Club",)),
    )
    assert outside_bodies(month) == (
        OutsideBody("Canal Society", ("9", "10")),
        OutsideBody("Theatre Trust", ("10",)),
    )
    assert month.period == FEBRUARY
