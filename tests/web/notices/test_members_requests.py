"""What Members ask is told to whoever is to answer, and the answer to whoever asked: each once."""

from datetime import date, timedelta

from fingerpost.notices.models import Message
from fingerpost.notices.writing import write_due
from fingerpost.people.models import Delegation
from fingerpost.rules.notices import NoticeKind
from fingerpost.rules.scrutiny import ScrutinyState
from fingerpost.scrutiny.operations.answering import move
from fingerpost.scrutiny.values import About, Due
from tests import build
from tests.web.scrutiny.asking import asked

LONG_AGO = build.NOW - timedelta(days=100)


def told(world, at, kind=NoticeKind.ASKED):
    return {each.person for each in write_due(world.council, at=at) if each.kind == kind}


def test_a_question_is_told_at_once_and_again_before_and_after_it_is_due(world):
    row = asked(world, due=Due(on=date(2026, 3, 20)))
    assert told(world, build.NOW) == {world.lead}
    message = Message.objects.get(kind=NoticeKind.ASKED)
    assert (
        "Question 1 of Milo Reeve on 3.1.1 Let the homes contract: Why is the contract late?" in message.body
    )
    assert "Due: 20 March 2026" in message.body
    assert f"/harrow-vale/scrutiny/{row.pk}/" in message.body
    days = [each for each in range(1, 22) if told(world, build.NOW + timedelta(days=each))]
    assert days == [10, 16, 20], "a Friday, a Thursday, a Monday: reminders wait for working days"
    assert "Was due: 20 March 2026" in Message.objects.filter(kind=NoticeKind.ASKED).first().body


def test_nothing_is_told_once_it_is_answered(world):
    row = asked(world, due=Due(on=date(2026, 3, 4)))
    move(request=row, to=ScrutinyState.ANSWERED, words="The builder failed.", by=world.lead, at=build.NOW)
    assert told(world, build.NOW) == set()
    assert told(world, build.NOW + timedelta(hours=1), NoticeKind.ANSWERED) == set(), "told in the same run"
    message = Message.objects.get(kind=NoticeKind.ANSWERED)
    assert message.person == world.member
    assert "Answered: The builder failed. (Leo Brandt)" in message.body


def test_an_answer_that_does_not_satisfy_asks_again(world):
    row = asked(world)
    told(world, build.NOW)
    move(request=row, to=ScrutinyState.ANSWERED, words="The builder failed.", by=world.lead, at=build.NOW)
    later = build.NOW + timedelta(hours=2)
    move(request=row, to=ScrutinyState.NOT_SATISFIED, words="Which?", by=world.member, at=later)
    assert told(world, later) == {world.lead}


def test_whoever_acts_for_the_owner_is_told_and_else_the_head(world):
    Delegation.objects.create(
        person=world.lead, to=world.other_lead, first_day=date(2026, 3, 1), last_day=date(2026, 3, 5)
    )
    asked(world)
    assert told(world, build.NOW) == {world.other_lead}
    world.lead.left_on = date(2026, 3, 1)
    world.lead.save()
    asked(world, "And now?", owner=world.lead)
    assert told(world, build.NOW + timedelta(days=4)) == {world.head}


def test_what_was_asked_long_ago_or_has_nobody_to_answer_is_no_news(world):
    asked(world, at=LONG_AGO, due=Due(on=date(2026, 4, 30)))
    asked(world, "Of nobody?", about=About(), by=None, name="Cllr Vane")
    assert told(world, build.NOW) == set()
