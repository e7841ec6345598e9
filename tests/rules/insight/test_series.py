"""The months in a row: last versions, gaps, drafts, what was only published, and earlier plans."""

from dataclasses import replace

from fingerpost.rules.closing import correct
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.insight.series import (
    MOST_SECTIONS,
    Known,
    Series,
    series_of,
    shown_sections,
    summed_up,
    within,
)
from fingerpost.rules.months import Month, Period
from fingerpost.rules.snapshot import Plan, Section
from tests.rules.insight.months import lived, period
from tests.rules.plans import closed, row, update

NEXT = Plan("IP08", "Improvement Plan 2008/09", Period(Month(2008, 7), Month(2009, 6)))


def kinds(series):
    return [(str(each.period.first), str(each.period.last), each.known) for each in series.months]


def test_of_a_corrected_month_the_last_version_stands():
    january, february = lived([row()], first="2008-01", months=2)
    mended = correct(
        february,
        closed(row(updates=[update(done="2008-02-20")]), previous=january),
        reason="An update was lost.",
        author="A. Officer",
    )
    series = series_of([mended, january, february])
    assert [each.version for each in series.snapshots] == [1, 2]


def test_months_without_a_record_are_one_gap_and_said_to_be_missing():
    series = series_of(lived([row()], first="2007-10", months=5, skip=("2007-11", "2007-12")))
    assert kinds(series) == [
        ("2007-10", "2007-10", Known.CLOSED),
        ("2007-11", "2007-12", Known.MISSING),
        ("2008-01", "2008-01", Known.CLOSED),
        ("2008-02", "2008-02", Known.CLOSED),
    ]


def test_a_past_period_is_seen_without_what_came_after():
    series = series_of(lived([row()], months=3), up_to=Month(2008, 1))
    assert series.last.period == period("2008-01")
    assert len(series.snapshots) == 2


def test_a_published_month_counts_until_there_is_a_record_of_it():
    printed = [
        PrintedFigures(Month(2007, 11), 10),
        PrintedFigures(Month(2007, 12), 11),
        PrintedFigures(None, 12),
    ]
    series = series_of(lived([row()], first="2007-12", months=1), printed=printed)
    assert kinds(series) == [
        ("2007-11", "2007-11", Known.PUBLISHED),
        ("2007-12", "2007-12", Known.CLOSED),
    ]


def test_the_open_month_comes_last_as_a_draft_until_it_is_closed():
    december, january = lived([row()], months=2)
    draft = series_of([december], draft=january)
    assert (draft.months[-1].known, draft.is_draft) == (Known.DRAFT, True)
    assert not series_of([december, january], draft=january).is_draft
    assert not Series().is_draft


def test_an_action_is_followed_in_the_last_plan_only():
    june = closed(row("1.1.1"), period=period("2008-06"))
    july = closed(row("1.1.1", "Jul-08"), period=period("2008-07"), plan=NEXT, previous=june)
    series = series_of([july, june])
    assert [each.plan.code for each in series.snapshots] == ["IP07", "IP08"]
    assert [snapshot.plan.code for snapshot, _ in series.records("1.1.1")] == ["IP08"]
    assert list(series.records("9.9.9")) == []
    assert Series().own == ()


def test_of_two_plans_that_report_on_one_month_both_stand_the_older_first():
    old = closed(row(), period=period("2008-07"))
    new = closed(row("2", "Jul-08"), period=period("2008-07"), plan=NEXT)
    assert [each.plan.code for each in series_of([new, old]).snapshots] == ["IP07", "IP08"]


SECTIONS = (
    Section("CP", "Community", level=0),
    Section("CP1", "Town centre", level=1, parent="CP"),
    Section("1.1", "Market", level=2, parent="CP1"),
    Section("1.2", "Streets", level=2, parent="CP1"),
)


def test_some_of_the_actions_have_figures_of_their_own():
    rows = [row("1.1.1", section="1.1"), row("1.2.1", section="1.2")]
    snapshot = closed(*rows, sections=SECTIONS)
    whole = series_of([snapshot], printed=[PrintedFigures(Month(2008, 1), 5)])
    part = whole.only(within("1.2"))
    assert [each.ref for each in part.last.actions] == ["1.2.1"]
    assert (whole.last.figures.whole.n, part.last.figures.whole.n) == (2, 1)
    assert [each.known for each in part.months] == [Known.CLOSED]
    assert len(whole.only(within("CP")).last.actions) == 2
    gap = series_of([replace(snapshot, period=period("2007-12"), previous_digest=None), snapshot])
    assert gap.only(within("CP")).months[1].known is Known.MISSING


def test_sections_are_summed_up_at_the_deepest_level_that_is_not_too_many():
    snapshot = closed(row(section="1.1"), sections=SECTIONS)
    assert shown_sections(snapshot)["1.1"].code == "1.1"
    many = (
        *SECTIONS[:2],
        *(Section(f"1.{each}", "Part", level=2, parent="CP1") for each in range(MOST_SECTIONS)),
    )
    assert summed_up(many)["1.7"].code == "CP1"
    flat = tuple(Section(f"S{each}", "Part", level=1) for each in range(MOST_SECTIONS + 1))
    assert summed_up(flat)["S7"].code == "S7"
