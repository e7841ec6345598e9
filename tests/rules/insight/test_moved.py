"""Times moved and months moved, by action, section, service and reason."""

from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import ChangeKind, ReasonCode
from fingerpost.rules.insight.moved import moves_of
from fingerpost.rules.insight.series import Series
from tests.rules.insight.months import series
from tests.rules.plans import decision, reprogrammed, row, suspended


def moved(*rows):
    return moves_of(series(list(rows), first="2008-02", months=1))


def test_moves_are_counted_by_action_section_service_and_reason():
    found = moved(
        row("1", "Jan-08", revisions=[
            reprogrammed("2007-12-12", "Feb-08", reason=ReasonCode.PARTNER),
            reprogrammed("2008-01-16", "May-08", reason=ReasonCode.FUNDING),
        ]),
        row("2", "Feb-08", service="Streets", revisions=[reprogrammed("2008-02-06", "Apr-08", reason=ReasonCode.PARTNER)]),
        row("3", "Jun-08"),
    )  # fmt: skip
    assert [(each.name, each.times, each.months) for each in found.by_reason] == [
        ("partner", 2, 3),
        ("funding", 1, 3),
    ]
    assert [(each.name, each.times) for each in found.by_service] == [("Planning", 2), ("Streets", 1)]
    assert [(each.name, each.times) for each in found.by_section] == [("CP1: Town centre", 3)]
    assert [(each.name, each.times, each.months) for each in found.by_action] == [
        ("1 Action 1", 2, 4),
        ("2 Action 2", 1, 2),
    ]
    assert found.sentence() == (
        "By the end of February 2008 the dates of 2 of the plan’s 3 actions had been moved by a decision, 3 times in "
        "all, by 6 months together. The reason most often given is partner (twice)."
    )


def test_a_suspension_and_a_date_that_stays_move_nothing():
    same = Revision(ChangeKind.EXTEND, decision("2008-01-16"), new_date=parse_date("Jun-08"))
    found = moved(row("1", "Jun-08", revisions=[same, suspended("2008-02-06", review="Jun-08")]))
    assert found.sentence() == (
        "By the end of February 2008 no date of the plan’s 1 action had been moved by a decision."
    )


def test_earlier_and_unknown_months_are_told_apart():
    forward = moved(row("1", "Jun-08", revisions=[reprogrammed("2008-02-06", "Apr-08")]))
    assert "once in all, 2 months earlier together." in forward.sentence()
    assert (forward.by_reason[0].name, forward.by_reason[0].months) == (None, -2)
    unknown = moved(
        row("1", "Jan-08", original=parse_date("Unknown"), revisions=[reprogrammed("2008-02-06", "Apr-08")])
    )
    assert unknown.all.moves[0].months is None
    assert "once in all." in unknown.sentence()


def test_reasons_given_as_often_are_all_named():
    found = moved(
        row("1", "Jan-08", revisions=[reprogrammed("2007-12-12", "Apr-08", reason=ReasonCode.PARTNER)]),
        row("2", "Jan-08", revisions=[reprogrammed("2007-12-12", "Apr-08", reason=ReasonCode.FUNDING)]),
    )
    assert found.sentence().endswith("The reasons most often given are partner and funding (once each).")


def test_before_any_month_nothing_was_moved():
    assert moves_of(Series()).sentence() == "No month is closed yet, so no date was moved."
