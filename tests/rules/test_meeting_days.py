"""Working days, clear days and the deadlines of a meeting."""

import itertools
import json
from datetime import date, timedelta

import pytest

from fingerpost.rules.meetings.bank_holidays import BANK_HOLIDAYS, YEARS, YearNotCovered
from fingerpost.rules.meetings.bodies import BodyKind, Outcome, OutcomeNotAllowed, check_outcome
from fingerpost.rules.meetings.clear_days import (
    AGENDA_NOTICE,
    KEY_DECISION_NOTICE,
    Notice,
    clear_days_between,
    last_day_to_publish,
)
from fingerpost.rules.meetings.deadlines import (
    Deadline,
    MeetingRules,
    call_in_ends,
    deadlines_of,
)
from fingerpost.rules.meetings.kept import from_kept, to_kept
from fingerpost.rules.meetings.reminding import PASSED, reminder_of
from fingerpost.rules.meetings.working_days import Calendar, DayKind
from fingerpost.rules.nations import Nation

ENGLAND = Calendar()
CABINET = date(2026, 4, 22)
"""A Wednesday two weeks after Easter Monday."""


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("year", YEARS)
def test_every_nation_has_its_bank_holidays_in_every_year_covered(nation, year):
    days = [day for day in BANK_HOLIDAYS[nation] if day.year == year]
    extra = 1 if (nation, year) == (Nation.SCOTLAND, 2026) else 0
    usual = {Nation.SCOTLAND: 9, Nation.NORTHERN_IRELAND: 10}.get(nation, 8)
    assert len(days) == usual + extra
    assert all(day.weekday() < 5 for day in days)


def easter(year):
    """Easter Day by the method of the 1582 calendar."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", YEARS)
def test_movable_days_are_where_the_calendar_puts_them(year):
    good_friday, monday = easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)
    assert BANK_HOLIDAYS[Nation.ENGLAND][good_friday] == "Good Friday"
    assert BANK_HOLIDAYS[Nation.ENGLAND][monday] == "Easter Monday"
    assert BANK_HOLIDAYS[Nation.SCOTLAND][good_friday] == "Good Friday"
    assert monday not in BANK_HOLIDAYS[Nation.SCOTLAND]
    first_of_may, last_of_may = date(year, 5, 1), date(year, 5, 31)
    assert first_of_may + timedelta(days=-first_of_may.weekday() % 7) in BANK_HOLIDAYS[Nation.WALES]
    assert last_of_may - timedelta(days=last_of_may.weekday()) in BANK_HOLIDAYS[Nation.WALES]


def test_five_clear_days_in_england_over_easter():
    published = last_day_to_publish(date(2026, 4, 9), Notice(5), ENGLAND)
    assert published == date(2026, 3, 30)  # 31 March, 1, 2, 7 and 8 April are clear: Easter does not count
    assert clear_days_between(published, date(2026, 4, 9), DayKind.WORKING, ENGLAND) == 5


def test_nations_differ_in_days_and_holidays():
    meeting = date(2026, 3, 19)
    by_nation = {
        nation: last_day_to_publish(meeting, AGENDA_NOTICE[nation].notice, Calendar(nation))
        for nation in Nation
    }
    assert by_nation == {
        Nation.ENGLAND: date(2026, 3, 11),
        Nation.WALES: date(2026, 3, 13),
        Nation.SCOTLAND: date(2026, 3, 13),
        Nation.NORTHERN_IRELAND: date(2026, 3, 10),  # St Patrick's Day does not count
    }


def test_28_clear_days_are_days_of_the_calendar_and_end_on_a_working_day():
    key = KEY_DECISION_NOTICE.notice
    assert last_day_to_publish(CABINET, key, ENGLAND) == date(2026, 3, 24)
    assert clear_days_between(date(2026, 3, 24), CABINET, DayKind.CALENDAR, ENGLAND) == 28
    assert last_day_to_publish(date(2026, 5, 4), key, ENGLAND) == date(2026, 4, 2)  # before Good Friday


def test_no_clear_day_lies_between_a_day_and_itself_or_the_next():
    assert clear_days_between(CABINET, CABINET, DayKind.CALENDAR, ENGLAND) == 0
    assert clear_days_between(CABINET - timedelta(days=1), CABINET, DayKind.CALENDAR, ENGLAND) == 0


def test_a_council_closes_on_days_of_its_own():
    closed = Calendar(local={date(2026, 4, 15): "Market day"})
    assert closed.holiday(date(2026, 4, 15)) == "Market day"
    assert last_day_to_publish(CABINET, Notice(5), closed) == date(2026, 4, 13)
    assert last_day_to_publish(CABINET, Notice(5), ENGLAND) == date(2026, 4, 14)


def test_a_year_that_is_not_covered_is_refused_and_never_guessed():
    with pytest.raises(YearNotCovered, match="bank holidays of 2028 are not known here for England"):
        ENGLAND.move(date(2027, 12, 31), 1, DayKind.WORKING)
    vouched = Calendar(local={date(2028, 1, 3): "New Year’s Day"}, years=frozenset({2028}))
    assert vouched.move(date(2027, 12, 31), 1, DayKind.WORKING) == date(2028, 1, 4)


def test_the_deadlines_of_a_cabinet_meeting_in_order():
    due = deadlines_of(CABINET, BodyKind.EXECUTIVE, MeetingRules(), key_decision=True)
    assert [(each.deadline, each.day) for each in due] == [
        (Deadline.DRAFT, date(2026, 3, 23)),
        (Deadline.FORWARD_PLAN, date(2026, 3, 24)),
        (Deadline.SIGN_OFF, date(2026, 3, 30)),
        (Deadline.MANAGEMENT, date(2026, 4, 2)),
        (Deadline.AGENDA, date(2026, 4, 14)),
        (Deadline.DECISIONS, date(2026, 4, 24)),
        (Deadline.CALL_IN, date(2026, 5, 1)),
    ]


def test_call_in_counts_from_the_day_of_publication():
    rules = MeetingRules()
    due = deadlines_of(CABINET, BodyKind.EXECUTIVE, rules, decisions_published=date(2026, 4, 28))
    assert due[-1].day == date(2026, 5, 6) == call_in_ends(date(2026, 4, 28), rules)  # over the May holiday


def test_each_body_has_the_deadlines_of_its_kind():
    def named(kind, rules=None, **given):
        return {each.deadline for each in deadlines_of(CABINET, kind, rules or MeetingRules(), **given)}

    reports = {Deadline.DRAFT, Deadline.SIGN_OFF, Deadline.MANAGEMENT, Deadline.AGENDA, Deadline.DECISIONS}
    assert named(BodyKind.SCRUTINY) == named(BodyKind.COUNCIL) == reports
    assert named(BodyKind.EXECUTIVE) == reports | {Deadline.CALL_IN}
    assert named(BodyKind.MANAGEMENT) == set()
    without = MeetingRules(offsets={Deadline.CALL_IN: 0})
    assert named(BodyKind.EXECUTIVE, without) == reports
    wales = MeetingRules.of_nation(Nation.WALES)
    assert Deadline.FORWARD_PLAN not in named(BodyKind.EXECUTIVE, wales, key_decision=True)
    assert MeetingRules.of_nation(Nation.ENGLAND) == MeetingRules()


def test_offsets_are_the_councils_own():
    rules = MeetingRules(offsets={Deadline.DRAFT: -10})
    due = {each.deadline: each.day for each in deadlines_of(CABINET, BodyKind.COUNCIL, rules)}
    assert due[Deadline.DRAFT] == date(2026, 4, 8)
    assert due[Deadline.SIGN_OFF] == date(2026, 3, 30)


def test_deadlines_beyond_the_years_covered_say_so():
    due = deadlines_of(date(2027, 12, 30), BodyKind.EXECUTIVE, MeetingRules())
    by_name = {each.deadline: each for each in due}
    assert by_name[Deadline.AGENDA].day == date(2027, 12, 20)
    assert by_name[Deadline.CALL_IN].day is None
    assert "2028" in by_name[Deadline.CALL_IN].problem
    assert due[-1].day is None


def test_rules_are_confirmed_by_somebody_on_a_day():
    assert not MeetingRules().confirmed
    assert MeetingRules(confirmed_by="Dora Stiles", confirmed_on=CABINET).confirmed


def test_notice_in_words():
    assert [str(each) for each in (Notice(5), Notice(1), KEY_DECISION_NOTICE.notice)] == [
        "5 clear working days",
        "1 clear working day",
        "28 clear days",
    ]


def test_a_board_never_decides():
    for outcome in Outcome:
        check_outcome(BodyKind.EXECUTIVE, outcome)
    check_outcome(BodyKind.SCRUTINY, Outcome.REFERRED)
    with pytest.raises(OutcomeNotAllowed, match="only gives its view"):
        check_outcome(BodyKind.SCRUTINY, Outcome.APPROVED)


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("kind", DayKind)
def test_the_last_day_gives_the_notice_and_the_next_working_day_does_not(nation, kind):
    calendar = Calendar(nation)
    for days, number in itertools.product((1, 3, 5, 28), range(0, 1200, 7)):
        meeting = date(2024, 6, 3) + timedelta(days=number + days)
        published = last_day_to_publish(meeting, Notice(days, kind), calendar)
        assert calendar.is_working(published)
        assert clear_days_between(published, meeting, kind, calendar) >= days
        following = calendar.move(published, 1, DayKind.WORKING)
        assert clear_days_between(following, meeting, kind, calendar) < days


@pytest.mark.parametrize(
    "rules",
    [
        MeetingRules(),
        MeetingRules.of_nation(Nation.SCOTLAND),
        MeetingRules(
            calendar=Calendar(
                Nation.WALES, {date(2028, 1, 3): "New Year’s Day"}, frozenset({2028})
            ),
            agenda=Notice(4, DayKind.CALENDAR),
            offsets={Deadline.DRAFT: -10, Deadline.CALL_IN: 0},
            confirmed_by="Dora Stiles",
            confirmed_on=CABINET,
        ),
    ],
)  # fmt: skip
def test_rules_are_kept_and_read_again(rules):
    assert from_kept(json.loads(json.dumps(to_kept(rules)))) == rules
    assert from_kept({}) == MeetingRules()


@pytest.mark.parametrize(
    ("left", "which"), [(6, None), (5, 5), (2, 5), (1, 1), (0, 1), (-1, PASSED), (-10, PASSED), (-11, None)]
)
def test_people_are_reminded_before_a_deadline_and_once_when_it_has_passed(left, which):
    assert reminder_of(CABINET, CABINET - timedelta(days=left)) == which
