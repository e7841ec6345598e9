"""Reminders of deadlines: to whom, once each, by the worker."""

from datetime import date, datetime, timedelta

import pytest

from fingerpost.hearings.operations.forward_plan import publish_entry
from fingerpost.hearings.reminders import write_deadlines
from fingerpost.notices.models import Message
from fingerpost.notices.worker import Worker
from fingerpost.rules.roles import Role
from tests import build
from tests.web.hearings import hearing

COMING = date(2026, 3, 25)
"""Its agenda is to be published by 17 March."""


def on(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=build.NOW.tzinfo)


def told(world, day, hour=9):
    return {(each.person, each.subject) for each in write_deadlines(world.council, at=on(day, hour))}


@pytest.fixture
def item(world):
    report = hearing.report(world)
    report.state, report.digest = "draft", ""
    report.save()
    return hearing.put(world, hearing.meeting(world, day=COMING), requests=[])


def test_those_who_run_meetings_are_reminded_of_the_agenda_once_each_time(world, item):
    agenda = {(world.democratic, "A deadline of a meeting is near or has passed")}
    assert agenda <= told(world, date(2026, 3, 12))
    body = Message.objects.filter(person=world.democratic).first().body
    assert "Agenda and reports published: Cabinet, 25 March 2026" in body
    assert "by 17 March 2026 (in 5 days)" in body
    assert "/harrow-vale/meetings/" in body
    assert told(world, date(2026, 3, 13)) == set()
    assert told(world, date(2026, 3, 16)) == agenda
    assert told(world, date(2026, 3, 18)) == agenda
    assert told(world, date(2026, 3, 19)) == set()


def test_the_officer_of_a_report_is_told_what_it_waits_for(world, item):
    written = told(world, date(2026, 3, 3))
    assert (world.officer, "2 deadlines of meetings are near or have passed") in written
    body = Message.objects.get(person=world.officer).body
    assert "Sign-off by finance and legal" in body
    assert "Draft report to finance and legal" in body


def test_finance_and_legal_are_told_once_the_report_waits_for_them(world, item):
    lawyer = build.person(world.council, "Felix Ames", Role.FINANCE_AND_LEGAL)
    item.report.state = "in sign-off"
    item.report.save()
    assert lawyer in {person for person, _subject in told(world, date(2026, 3, 3))}


def test_nobody_is_told_before_work_or_of_a_meeting_with_nothing_on_its_agenda(world, item):
    assert told(world, date(2026, 3, 12), hour=5) == set()
    item.delete()
    assert told(world, date(2026, 3, 12)) == set()


def test_notice_of_a_key_decision_is_a_deadline_until_it_is_published(world):
    entry = hearing.planned(world, meeting=hearing.meeting(world, day=date(2026, 4, 22)))
    day = date(2026, 3, 23)
    assert told(world, day) == {(world.democratic, "A deadline of a meeting is near or has passed")}
    assert "Notice of a key decision" in Message.objects.get().body
    publish_entry(planned=entry, on=build.NOW.date(), by=world.democratic, at=build.NOW)
    assert told(world, day + timedelta(days=2)) == set()


def test_a_decision_whose_time_for_call_in_has_passed_is_told_by_the_worker(world, mailoutbox):
    hearing.minuted(world)
    at = on(date(2026, 3, 5))
    Worker(writers=(write_deadlines,)).turn(at=at)
    mine = [each for each in mailoutbox if each.to == [world.democratic.email]]
    assert "the decision can be put into force" in mine[0].body
    assert Worker(writers=(write_deadlines,)).turn(at=at).written == 0


@pytest.mark.parametrize("number", [5, 60])
def test_reminders_take_as_many_queries_for_any_number_of_meetings(
    world, item, number, django_assert_max_num_queries
):
    from fingerpost.hearings.models import Hearing

    for each in range(number):
        meeting = hearing.board(world, date(2026, 4, 1) + timedelta(days=each))
        Hearing.objects.create(report=item.report, meeting=meeting, place=1)
    write_deadlines(world.council, at=on(date(2026, 3, 12)))
    with django_assert_max_num_queries(14):
        write_deadlines(world.council, at=on(date(2026, 3, 13)))
