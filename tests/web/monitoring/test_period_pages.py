"""Opening a period, moving its days, the list of periods, and how far an open one has come."""

from datetime import date

import pytest

from fingerpost.history.models import Entry
from fingerpost.meetings.operations import keep_meeting_rules
from fingerpost.monitoring.models import Period
from fingerpost.monitoring.operations.periods import holidays_known, usual_days
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules import months
from fingerpost.rules.meetings.deadlines import MeetingRules
from fingerpost.rules.meetings.working_days import Calendar
from fingerpost.rules.months import Month
from fingerpost.rules.nations import Nation
from tests import build


@pytest.fixture
def before(db):
    """The council before its first month is open."""
    return build.world(opened=False)


def opening(world):
    return f"/{world.council.slug}/months/open/{world.plan.pk}/"


def days(world):
    return f"/{world.council.slug}/months/{world.period.pk}/days/"


def month(world, query=""):
    return f"/{world.council.slug}/months/{world.period.pk}/{query}"


def test_the_next_month_is_offered_with_its_usual_days(before, client_of):
    answer = client_of(before.officer).get(opening(before))
    assert answer.status_code == 200
    assert "Open July 2025" in answer.text
    assert "Open July 2025 of" in client_of(before.officer).get(f"/{before.council.slug}/months/").text


def keep_nation(world, nation, local=None):
    rules = MeetingRules(Calendar(nation, local or {}))
    keep_meeting_rules(council=world.council, rules=rules, confirmed=True, by=world.officer, at=build.NOW)
    world.council.refresh_from_db()


@pytest.mark.parametrize(
    ("nation", "month", "due_on", "close_on"),
    [
        ("England", Month(2026, 3), date(2026, 4, 9), date(2026, 4, 13)),
        ("Scotland", Month(2026, 3), date(2026, 4, 8), date(2026, 4, 10)),
        ("England", Month(2025, 12), date(2026, 1, 8), date(2026, 1, 12)),
        ("Scotland", Month(2025, 12), date(2026, 1, 9), date(2026, 1, 13)),
        ("England", Month(2026, 5), date(2026, 6, 5), date(2026, 6, 9)),
        ("England", Month(2041, 12), date(2042, 1, 7), date(2042, 1, 9)),
    ],
)
def test_the_usual_days_are_working_days_of_the_councils_nation(before, nation, month, due_on, close_on):
    keep_nation(before, Nation(nation))
    assert usual_days(months.Period(month, month), before.council) == (due_on, close_on)
    assert holidays_known(months.Period(month, month), before.council) is (month.year < 2041)


def test_the_councils_own_closing_days_are_left_out(before):
    keep_nation(before, Nation.ENGLAND, {date(2026, 6, 3): "Fair Day"})
    assert usual_days(months.Period(Month(2026, 5), Month(2026, 5)), before.council)[0] == date(2026, 6, 8)


def test_the_page_says_where_bank_holidays_are_not_known(before, client_of):
    officer = client_of(before.officer)
    assert "The days below are working days" in officer.get(opening(before)).text
    Plan.objects.filter(pk=before.plan.pk).update(first_month=Month(2041, 7), last_month=Month(2042, 6))
    assert "only weekends are left out" in officer.get(opening(before)).text


def test_a_month_is_opened(before, client_of):
    answer = client_of(before.officer).post(opening(before), {"due_on": "7/8/2025", "close_on": "11/8/2025"})
    assert answer.status_code == 302
    assert str(Period.objects.get()) == "July 2025"
    assert Entry.objects.filter(event="opened the period").exists()


@pytest.mark.parametrize(
    ("due_on", "close_on", "problem"),
    [
        ("7/8/2062", "11/8/2062", "more than a year away"),
        ("", "", "This field is required"),
        ("32/8/2025", "11/8/2025", "Enter a real date"),
        ("11/8/2025", "7/8/2025", "Updates are due in the last month of the period or later"),
        ("7/7/2025", "31/7/2025", "Updates are due in the last month of the period or later"),
    ],
)
def test_days_out_of_order_are_refused_and_kept(before, client_of, due_on, close_on, problem):
    answer = client_of(before.officer).post(opening(before), {"due_on": due_on, "close_on": close_on})
    assert problem in answer.text
    assert f'value="{close_on}"' in answer.text
    assert not Period.objects.exists()


def test_while_a_month_is_open_no_other_is_opened(world, client_of):
    answer = client_of(world.officer).post(opening(world), {"due_on": "8/4/2026", "close_on": "10/4/2026"})
    assert answer.status_code == 200
    assert "Another period of this plan is open" in answer.text


def test_only_a_live_plan_has_months(client_of, db):
    world = build.world(state=PlanState.DRAFT)
    answer = client_of(world.officer).post(opening(world), {"due_on": "7/8/2025", "close_on": "11/8/2025"})
    assert "only a live plan has periods" in answer.text


def test_the_days_of_an_open_month_are_moved(world, client_of):
    answer = client_of(world.officer).post(days(world), {"due_on": "9/3/2026", "close_on": "12/3/2026"})
    assert answer.status_code == 302
    world.period.refresh_from_db()
    assert str(world.period.due_on) == "2026-03-09"
    assert Entry.objects.filter(event="moved the days of the period").exists()


@pytest.mark.parametrize("who", ["lead", "member", "head"])
def test_only_the_performance_team_opens_months_and_moves_their_days(world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(opening(world)).status_code == 403
    assert client.get(days(world)).status_code == 403


def test_a_stranger_gets_404_and_the_wrong_method_405(world, client_of):
    stranger, officer = client_of(world.stranger), client_of(world.officer)
    for address in (opening(world), days(world), month(world)):
        assert stranger.get(address).status_code == 404
        assert officer.put(address).status_code == 405


def test_the_list_has_every_period_of_every_plan(world, client_of):
    build.closed(world.period, world.officer)
    build.next_open(world)
    shown = client_of(world.member).get(f"/{world.council.slug}/months/").text
    assert "February 2026" in shown
    assert "March 2026" in shown
    assert "Open; updates by" in shown


def test_an_open_month_shows_who_has_updated(world, client_of):
    answer = client_of(world.member).get(month(world))
    assert answer.status_code == 200
    assert "0 of 5 updates are in." in answer.text
    assert "nothing yet" in answer.text


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?lead=Olga+Finch", "4.1.1 Begin food", "3.1.1 Let"),
        ("?service=Housing", "3.1.1 Let", "4.1.1 Begin food"),
        ("?words=crews", "4.1.2 Train", "4.1.1 Begin food"),
        ("?update=sent", "", "3.1.1 Let"),
        ("?lead=Nobody", "3.1.1 Let", ""),
    ],
)
def test_the_actions_of_a_month_are_narrowed(world, client_of, query, there, gone):
    shown = client_of(world.officer).get(month(world, query)).text.partition('id="actions"')[2]
    assert there in shown
    assert not gone or gone not in shown


@pytest.mark.parametrize("more", [4, 144])
def test_the_number_of_queries_does_not_grow(world, client_of, django_assert_num_queries, more):
    build.many_actions(world, world.action("3.1.1").section, more)
    client = client_of(world.officer)
    with django_assert_num_queries(19):
        client.get(month(world))
    with django_assert_num_queries(9):
        client.get(f"/{world.council.slug}/months/")


def test_the_proposed_days_follow_the_councils_settings(before, client_of):
    assert 'value="7/8/2025"' in client_of(before.officer).get(opening(before)).text, "the fifth working day"
    before.council.settings = {"second_factor": "nobody", "due_working_day": 3, "close_working_day": 10}
    before.council.save()
    shown = client_of(before.officer).get(opening(before)).text
    assert 'value="5/8/2025"' in shown
    assert 'value="14/8/2025"' in shown
