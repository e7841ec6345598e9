"""Who is told what, on which day."""

from datetime import date, timedelta

import pytest

from fingerpost.rules.notices import (
    Cadence,
    Notice,
    NoticeKind,
    Reach,
    Round,
    Silent,
    days_of,
    notices_due,
)

OPENED, DUE = date(2026, 2, 25), date(2026, 3, 6)
LEO, OLGA, HEAD, CHIEF, STAND_IN = 1, 2, 3, 4, 5
HOUSING = 10
SILENT = (Silent(101, (LEO,), HOUSING), Silent(102, (LEO, OLGA), HOUSING), Silent(103, (OLGA,)))
EVERYBODY = Reach(frozenset({LEO, OLGA, HEAD, CHIEF, STAND_IN}), {HOUSING: HEAD}, (CHIEF,))


def due(today, silent=SILENT, reach=EVERYBODY, cadence=None):
    return notices_due(Round(OPENED, DUE, silent), cadence or Cadence(), reach, today=today)


def kinds(today):
    return {(each.kind, each.day) for each in due(today)}


def test_everyone_gets_one_notice_with_all_their_actions():
    assert due(OPENED) == (
        Notice(NoticeKind.OPENED, LEO, (101, 102), OPENED),
        Notice(NoticeKind.OPENED, OLGA, (102, 103), OPENED),
    )


@pytest.mark.parametrize(
    ("days", "kind", "for_day"),
    [
        (-9, NoticeKind.OPENED, OPENED),
        (-6, NoticeKind.OPENED, OPENED),
        (-5, NoticeKind.BEFORE, DUE - timedelta(days=5)),
        (-2, NoticeKind.BEFORE, DUE - timedelta(days=5)),
        (-1, NoticeKind.BEFORE, DUE - timedelta(days=1)),
        (0, NoticeKind.DUE_TODAY, DUE),
        (1, NoticeKind.OVERDUE, DUE + timedelta(days=1)),
        (2, NoticeKind.OVERDUE, DUE + timedelta(days=1)),
    ],
)
def test_the_latest_reminder_counts_and_only_that(days, kind, for_day):
    assert kinds(DUE + timedelta(days=days)) == {(kind, for_day)}


def test_silence_goes_to_the_head_and_then_to_the_corporate_management_team():
    third = due(DUE + timedelta(days=3))
    assert Notice(NoticeKind.TO_HEAD, HEAD, (101, 102), DUE + timedelta(days=3)) in third
    assert not any(each.kind is NoticeKind.TO_CMT for each in third)
    fifth = due(DUE + timedelta(days=6))
    assert Notice(NoticeKind.TO_CMT, CHIEF, (101, 102, 103), DUE + timedelta(days=5)) in fifth
    assert Notice(NoticeKind.TO_HEAD, HEAD, (101, 102), DUE + timedelta(days=3)) in fifth


def test_nobody_is_told_anything_when_nothing_is_silent():
    assert due(DUE + timedelta(days=9), silent=()) == ()


def test_whoever_acts_for_somebody_away_is_told_instead_and_if_they_cannot_be_reached_the_person_is():
    away = Reach(EVERYBODY.reachable, EVERYBODY.heads, (), {LEO: (STAND_IN,), OLGA: (99,)})
    assert {each.person for each in due(OPENED, reach=away)} == {STAND_IN, OLGA}


def test_where_no_lead_can_be_reached_the_head_of_the_service_is_told():
    left = Reach(frozenset({HEAD}), {HOUSING: HEAD})
    assert due(OPENED, reach=left) == (Notice(NoticeKind.OPENED, HEAD, (101, 102), OPENED),)
    assert due(OPENED, silent=(Silent(104, ()),), reach=left) == ()
    assert due(OPENED, silent=(Silent(104, (), 11),), reach=left) == ()


def test_a_stand_in_who_leads_too_is_told_once():
    both = Reach(EVERYBODY.reachable, {}, (), {LEO: (OLGA,)})
    assert due(OPENED, reach=both) == (Notice(NoticeKind.OPENED, OLGA, (101, 102, 103), OPENED),)


def test_reminders_of_days_before_the_opening_are_not_sent():
    late = Round(DUE, DUE, SILENT)
    assert {each.kind for each in notices_due(late, Cadence(), EVERYBODY, today=DUE)} == {NoticeKind.OPENED}
    before = notices_due(late, Cadence(), EVERYBODY, today=DUE - timedelta(days=1))
    assert {each.kind for each in before} == {NoticeKind.OPENED}


def test_the_days_of_a_month_are_known_beforehand():
    days = days_of(Round(OPENED, DUE, SILENT), Cadence(escalate_days=(1, 5)))
    assert [(day - DUE).days for day in days] == [-9, -5, -1, 0, 1, 5]
    assert days[DUE + timedelta(days=1)] == (NoticeKind.OVERDUE, NoticeKind.TO_HEAD)
