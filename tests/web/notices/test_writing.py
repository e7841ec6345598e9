"""What people are told: worked out from the record, written once."""

from datetime import date, timedelta

import pytest

from fingerpost.changes.operations.deciding import approve, decide_together, reject
from fingerpost.monitoring.models import Remark, Update, UpdateState
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.operations import CannotBeReached, NothingToRemindOf, RemindedToday, remind_now
from fingerpost.notices.worker import Worker
from fingerpost.notices.writing import write_due
from fingerpost.people.models import Delegation
from fingerpost.rules import updates
from fingerpost.rules.notices import NoticeKind
from fingerpost.rules.updates import Progress
from tests import build
from tests.web.changes.asking import as_cmt, cabinet, submitted

DUE = date(2026, 3, 6)


def on(day, hour=9):
    return build.NOW.replace(month=day.month, day=day.day, hour=hour)


def told(world, day):
    return {(each.person, NoticeKind(each.kind)) for each in write_due(world.council, at=on(day))}


def reported(world, ref):
    send_update(
        action=world.action(ref),
        period=world.period,
        content=updates.Update(build.FEBRUARY, Progress.NOT_COMPLETE),
        by=world.lead,
        at=build.NOW,
    )


def test_each_lead_gets_one_message_with_all_their_actions_and_links(world):
    write_due(world.council, at=on(date(2026, 2, 25)))
    message = Message.objects.get(person=world.lead)
    assert message.subject == "February 2026 is open: 3 updates from you by Friday 6 March 2026"
    assert message.body.startswith("Dear Leo Brandt,\n\n")
    for words in ("3.1.1 Let the homes contract", "3.1.2", "3.1.10", "http://127.0.0.1:8000/harrow-vale/"):
        assert words in message.body
    assert "3.2.1" not in message.body
    assert (message.kind, message.period, message.address) == (
        NoticeKind.OPENED,
        world.period,
        "leo@harrow-vale.example",
    )


def test_nothing_is_told_twice_and_the_next_reminder_is_told(world):
    monday = DUE - timedelta(days=4)
    assert told(world, monday) == {(world.lead, NoticeKind.BEFORE), (world.other_lead, NoticeKind.BEFORE)}
    assert told(world, monday) == set()
    assert told(world, DUE) == {
        (world.lead, NoticeKind.DUE_TODAY),
        (world.other_lead, NoticeKind.DUE_TODAY),
    }
    assert "is due today" not in Message.objects.filter(person=world.lead).first().body


def test_whoever_has_reported_everything_is_left_in_peace(world):
    for ref in ("3.1.1", "3.1.2", "3.1.10"):
        reported(world, ref)
    assert told(world, DUE) == {(world.other_lead, NoticeKind.DUE_TODAY)}


def test_silence_goes_up_to_the_head_of_service_and_then_to_the_corporate_management_team(world):
    assert (world.head, NoticeKind.TO_HEAD) in told(world, DUE + timedelta(days=3))
    assert (world.cmt, NoticeKind.TO_CMT) in told(world, DUE + timedelta(days=5))
    message = Message.objects.get(person=world.head)
    assert message.subject == "February 2026: no update on 3 actions"
    assert "Lead: Leo Brandt" in message.body
    whole = Message.objects.get(person=world.cmt)
    assert "5 actions" in whole.subject
    assert "Housing (Hazel Marsh): 3 actions\n3.1.1, 3.1.2, 3.1.10\n" in whole.body
    assert "Environment: 2 actions\n4.1.1, 4.1.2\n" in whole.body


def test_a_stand_in_is_told_while_somebody_is_away(world):
    Delegation.objects.create(
        person=world.lead, to=world.officer, first_day=date(2026, 3, 1), last_day=date(2026, 3, 31)
    )
    assert told(world, DUE) == {
        (world.officer, NoticeKind.DUE_TODAY),
        (world.other_lead, NoticeKind.DUE_TODAY),
    }


def test_what_falls_on_a_weekend_is_told_on_monday(world):
    sunday = DUE - timedelta(days=5)
    assert told(world, sunday) == set()
    assert {kind for _person, kind in told(world, sunday + timedelta(days=1))} == {NoticeKind.BEFORE}


def test_nothing_is_written_before_seven_in_the_morning_or_for_a_closed_month(world):
    assert write_due(world.council, at=on(DUE, hour=6)) == []
    world.period.closed_at = build.NOW
    world.period.save()
    assert write_due(world.council, at=on(DUE)) == []


def sent_back(world, ref, words):
    reported(world, ref)
    update = Update.objects.get(action__ref=ref, period=world.period)
    Remark.objects.create(update=update, kind="question", by=world.officer, at=build.NOW, words=words)
    update.state = UpdateState.SENT_BACK
    update.save()
    return update


def test_questions_come_in_one_message_and_once_each(world):
    update = sent_back(world, "3.1.1", "Who signs?")
    sent_back(world, "3.1.2", "When is the panel?")
    at = on(date(2026, 3, 3), hour=5)
    message = write_due(world.council, at=at)[0]
    assert message.subject == "2 updates were sent back to you with questions"
    assert "Who signs?" in message.body
    assert "When is the panel?" in message.body
    assert write_due(world.council, at=at) == []
    Remark.objects.create(update=update, kind="question", by=world.officer, at=build.NOW, words="And where?")
    assert "And where?" in write_due(world.council, at=at)[0].body


def test_decisions_are_told_to_whoever_asked_and_leads_and_not_to_whoever_recorded_them(world):
    requests = [submitted(world, by=world.head), submitted(world, ref="3.1.1", by=world.head)]
    decide_together(requests=requests, ruling=cabinet(world), approved=True, by=world.officer, at=build.NOW)
    at = on(date(2026, 3, 3), hour=5)
    written = write_due(world.council, at=at)
    assert {each.person for each in written} == {world.head, world.lead}
    message = Message.objects.get(person=world.lead)
    assert message.subject == "2 change requests were decided"
    assert "Approved, Cabinet, 11 February 2026, minute 104/26" in message.body
    assert f"/harrow-vale/changes/{requests[0].pk}/" in message.body
    assert write_due(world.council, at=at) == []
    third = submitted(world, ref="3.1.10", by=world.head)
    reject(request=third, ruling=as_cmt(world), by=world.lead, at=build.NOW, words="Not yet.")
    assert {each.person for each in write_due(world.council, at=at)} == {world.head}
    assert "Not yet." in Message.objects.filter(person=world.head).first().body


def test_decisions_of_long_ago_are_no_news(world):
    request = approve(
        request=submitted(world), ruling=cabinet(world), by=world.officer, at=build.NOW - timedelta(hours=1)
    )
    at = request.decided_at + timedelta(days=31)
    assert not any(each.kind == NoticeKind.DECISIONS for each in write_due(world.council, at=at))


def test_a_reminder_by_hand_once_a_day(world):
    message = remind_now(person=world.lead, period=world.period, by=world.officer, at=build.NOW)[0]
    assert message.kind == NoticeKind.BY_HAND
    assert "3 updates still to come" in message.subject
    with pytest.raises(RemindedToday):
        remind_now(person=world.lead, period=world.period, by=world.officer, at=build.NOW)
    later = build.NOW + timedelta(days=1)
    remind_now(person=world.lead, period=world.period, by=world.officer, at=later)
    with pytest.raises(NothingToRemindOf):
        remind_now(person=world.head, period=world.period, by=world.officer, at=build.NOW)
    world.other_lead.email = ""
    world.other_lead.save()
    world.other_lead.user.email = ""
    world.other_lead.user.save()
    with pytest.raises(CannotBeReached):
        remind_now(person=world.other_lead, period=world.period, by=world.officer, at=build.NOW)


def test_the_worker_writes_and_sends_for_every_council(world, mailoutbox):
    elsewhere = build.world("elsewhere")
    worker = Worker()
    turn = worker.turn(at=on(DUE))
    assert (turn.written, turn.sent, turn.failed, turn.faults) == (4, 4, 0, 0)
    assert {each.to[0] for each in mailoutbox} == {
        "leo@harrow-vale.example",
        "olga@harrow-vale.example",
        "leo@elsewhere.example",
        "olga@elsewhere.example",
    }
    assert worker.turn(at=on(DUE)).written == 0
    assert Message.objects.filter(council=elsewhere.council, state=MessageState.SENT).count() == 2


def test_a_fault_in_one_council_keeps_no_other_waiting(world, caplog):
    build.world("elsewhere")
    world.plan.policies = {"nonsense": True}
    world.plan.save()
    turn = Worker().turn(at=on(DUE))
    assert (turn.written, turn.faults) == (2, 1)
    assert "could not be worked out" in caplog.text


def test_a_month_is_judged_once_for_each_day_that_has_something_to_tell(world, django_assert_max_num_queries):
    worker = Worker()
    worker.turn(at=on(DUE))
    with django_assert_max_num_queries(24):
        worker.turn(at=on(DUE))
    assert len(worker.judged) == 1


@pytest.mark.parametrize("number", [10, 150])
def test_writing_takes_as_many_queries_for_any_plan(world, number, django_assert_max_num_queries):
    for each in range(number):
        build.action(
            world.plan,
            world.plan.sections.get(code="3.2"),
            f"3.2.{each + 10}",
            f"Repair house {each}",
            "2026-02",
            world.lead,
            service=world.service,
        )
    with django_assert_max_num_queries(34):
        write_due(world.council, at=on(DUE))
