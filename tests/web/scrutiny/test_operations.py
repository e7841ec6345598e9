"""What was asked is kept: asking, answering, and all that is refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fingerpost.history.models import Entry
from fingerpost.meetings.models import Meeting
from fingerpost.monitoring.models import ActionMonth
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.scrutiny import (
    MoveNotAllowed,
    NotOfAMeeting,
    ScrutinyKind,
    ScrutinyState,
    WithoutWords,
)
from fingerpost.scrutiny.models import RecordStands, Request, Statement, Turn, Watch
from fingerpost.scrutiny.operations import asking as room
from fingerpost.scrutiny.operations.answering import (
    ChangedMeanwhile,
    NothingChanged,
    SaidInTheFuture,
    assign,
    move,
    say,
)
from fingerpost.scrutiny.operations.statements import (
    NotOfThisPortfolio,
    NotSlipped,
    SavedMeanwhile,
    save_bulletin,
    state,
)
from fingerpost.scrutiny.operations.watching import OfAnotherCouncil, WatchOneThing, unwatch, watch
from fingerpost.scrutiny.slipped import slipped_last
from fingerpost.scrutiny.values import About, Asking, Due
from tests import build
from tests.web.scrutiny.asking import asked, committee

K, S = ScrutinyKind, ScrutinyState


def test_a_question_is_kept_with_who_where_and_what_about(world):
    meeting = committee(world)
    row = asked(world, meeting=meeting, minute="41/26")
    assert (row.number, row.kind, row.state, row.asker) == (1, "question", "asked", "Milo Reeve")
    assert (row.asked_on, row.plan, row.owner) == (meeting.day, world.plan, world.lead)
    assert [each.state for each in row.turns.all()] == ["asked"]
    entry = Entry.objects.filter(event="recorded a Member’s question").get()
    assert entry.by == "Dora Stiles"
    assert entry.after["minute"] == "41/26"
    assert asked(world, "And what does it cost?").number == 2


def test_the_answer_is_due_at_the_next_meeting_of_those_who_asked_or_else_in_four_weeks(world):
    assert asked(world).due_day == build.NOW.date() + timedelta(days=28)
    following = committee(world, date(2026, 3, 24))
    assert asked(world, "Between meetings?").due_meeting == following
    assert asked(world, "At the meeting?", meeting=committee(world)).due_meeting == following
    cabinet = Meeting.objects.get(body__name="Cabinet")
    of_cabinet = asked(world, "In Cabinet?", meeting=cabinet)
    assert of_cabinet.due_on is not None
    assert asked(world, "By then?", due=Due(on=date(2026, 3, 9))).due_on == date(2026, 3, 9)


def test_the_owner_is_the_lead_or_the_head_or_nobody_yet(world):
    section = world.plan.sections.get(code="3.1")
    section.parent.head = world.head
    assert asked(world, about=About(section=section)).owner == world.head
    assert asked(world, "At all?", about=About()).owner is None
    world.lead.left_on = date(2026, 1, 1)
    world.lead.save()
    assert asked(world, "And now?").owner == world.head
    assert asked(world, "From you?", owner=world.cmt).owner == world.cmt


def test_members_without_an_account_and_bodies_ask_by_name(world):
    row = asked(world, kind=K.RECOMMENDATION, name="Overview and Scrutiny Committee", by=None)
    assert row.asker == "Overview and Scrutiny Committee"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"words": "  "}, WithoutWords),
        ({"by": None}, room.NobodyAsked),
        ({"name": "Somebody", "by": "member"}, room.NobodyAsked),
        ({"on": date(2026, 3, 4)}, room.AskedInTheFuture),
        ({"kind": K.DISPUTE}, room.NotADispute),
    ],
)
def test_what_cannot_be_is_refused(world, given, refusal):
    given = {key: getattr(world, value) if value == "member" else value for key, value in given.items()}
    with pytest.raises(refusal):
        asked(world, **given)
    assert not Request.objects.exists()


def test_things_of_another_council_or_plan_are_refused(world):
    other = build.world("elsewhere")
    for given in (
        {"about": About(action=other.action("3.1.1"))},
        {"by": other.member},
        {"owner": other.lead},
        {"meeting": committee(other)},
        {"due": Due(meeting=committee(other))},
        {"about": About(action=world.action("3.1.1"), period=other.period)},
    ):
        with pytest.raises(room.OfAnotherCouncil):
            asked(world, **given)


def test_a_form_sent_twice_asks_once(world):
    first = asked(world)
    with pytest.raises(room.AskedAlready) as refusal:
        asked(world)
    assert refusal.value.now == first
    move(request=first, to=S.WITHDRAWN, words="I have found it.", by=world.democratic, at=build.NOW)
    assert asked(world).number == 2


def test_a_dispute_reads_what_was_printed(world):
    build.closed(world.period, world.officer)
    stood = ActionMonth.objects.get(action=world.action("3.1.2"), period=world.period)
    about = About(action=world.action("3.1.2"), period=world.period)
    row = asked(world, kind=K.DISPUTE, about=about, claimed=str(Status.RED))
    assert (row.status_printed, row.status_claimed, row.state) == (stood.status, "red", "raised")
    for claimed in ("purple", stood.status):
        with pytest.raises(room.NotADispute):
            asked(world, "No?", kind=K.DISPUTE, about=about, claimed=claimed)


def test_a_figure_is_asked_about(world):
    row = asked(world, about=About(period=world.period, figure=StatusClass.AMBER))
    assert (row.figure, row.plan, row.action) == ("amber", world.plan, None)


def test_several_of_a_minute_are_recorded_together_or_not_at_all(world):
    several = [
        Asking(K.QUESTION, "Why?", by=world.member),
        Asking(K.QUESTION, " ", by=world.member),
        Asking(K.UNDERTAKING, "A note by Friday."),
    ]
    with pytest.raises(room.SomeRefused) as refusal:
        room.record_several(council=world.council, several=several, by=world.democratic, at=build.NOW)
    assert set(refusal.value.problems) == {1, 2}
    assert not Request.objects.exists()
    made = room.record_several(council=world.council, several=several[:1], by=world.democratic, at=build.NOW)
    assert [each.number for each in made] == [1]


def test_an_answer_is_added_and_nothing_before_it_is_touched(world):
    row = asked(world)
    moved = move(
        request=row, to=S.ANSWERED, words="The builder failed.", by=world.lead, at=build.NOW, version=1
    )
    assert (moved.state, moved.version, moved.waits) == ("answered", 2, False)
    say(request=moved, words="A plan of the site follows.", by=world.lead, at=build.NOW)
    moved = move(request=moved, to=S.NOT_SATISFIED, words="Which builder?", by=world.member, at=build.NOW)
    assert moved.waits
    told = [(each.state, each.words) for each in moved.turns.all()]
    assert told == [
        ("asked", ""),
        ("answered", "The builder failed."),
        ("", "A plan of the site follows."),
        ("not satisfied", "Which builder?"),
    ]


def test_what_a_step_lacks_is_refused(world):
    row = asked(world, at=build.NOW - timedelta(days=5))
    for given, refusal in (
        ({"to": S.SATISFIED}, MoveNotAllowed),
        ({"to": S.ANSWERED, "words": ""}, WithoutWords),
        ({"to": S.ANSWERED, "on": date(2026, 3, 4)}, SaidInTheFuture),
        ({"to": S.ANSWERED, "on": date(2026, 2, 1)}, SaidInTheFuture),
        ({"to": S.ANSWERED, "version": 7}, ChangedMeanwhile),
        (
            {"to": S.ANSWERED, "meeting": committee(build.world("elsewhere"), date(2026, 3, 1))},
            room.OfAnotherCouncil,
        ),
    ):
        with pytest.raises(refusal):
            move(**{"request": row, "words": "So.", "by": world.lead, "at": build.NOW, **given})
    with pytest.raises(WithoutWords):
        say(request=row, words=" ", by=world.lead, at=build.NOW)


def test_cabinet_responds_at_a_meeting_with_its_minute(world):
    row = asked(world, kind=K.RECOMMENDATION, on=date(2026, 2, 1))
    with pytest.raises(NotOfAMeeting):
        move(request=row, to=S.ACCEPTED, words="Yes.", by=world.democratic, at=build.NOW)
    cabinet = Meeting.objects.get(body__name="Cabinet")
    moved = move(
        request=row,
        to=S.ACCEPTED,
        words="Accepted; by June.",
        meeting=cabinet,
        minute="104/26",
        by=world.democratic,
        at=build.NOW,
    )
    last = moved.turns.last()
    assert (last.on, last.minute, last.meeting) == (date(2026, 2, 11), "104/26", cabinet)


def test_a_later_day_is_seen_with_the_one_before(world):
    row = asked(world)
    moved = assign(
        request=row, owner=world.head, due=Due(on=date(2026, 4, 1)), why="On leave.", by=world.officer, at=build.NOW
    )  # fmt: skip
    assert (moved.owner, moved.due_day) == (world.head, date(2026, 4, 1))
    assert "due 1 April 2026 (before: 31 March 2026). On leave." in moved.turns.last().words
    due = Due(on=date(2026, 4, 1))
    for given, refusal in (
        ({"owner": world.head, "due": due}, NothingChanged),
        ({"owner": world.lead, "due": due, "why": ""}, WithoutWords),
        ({"owner": build.world("elsewhere").lead, "due": due}, room.OfAnotherCouncil),
    ):
        with pytest.raises(refusal):
            assign(**{"request": moved, "why": "So.", "by": world.officer, "at": build.NOW, **given})
    nobody = assign(
        request=moved, owner=None, due=Due(meeting=committee(world)), why="To be found.", by=world.officer, at=build.NOW
    )  # fmt: skip
    assert "nobody yet; due Overview and Scrutiny Committee, 24 February 2026" in nobody.turns.last().words


def test_nothing_that_was_asked_or_said_can_be_deleted_or_altered(world):
    row = asked(world)
    turn = row.turns.get()
    for each in (row, turn):
        with pytest.raises(RecordStands):
            each.delete()
    for rows in (Request.objects.all(), Turn.objects.all(), Statement.objects.all()):
        with pytest.raises(RecordStands):
            rows.delete()
    with pytest.raises(RecordStands):
        turn.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(due_on=None)


def test_what_is_overdue_is_found(world):
    committee(world, date(2026, 3, 2))
    late = asked(world, at=build.NOW - timedelta(days=20))
    asked(world, "And this?")
    on = build.NOW.date()
    assert [each.pk for each in Request.objects.overdue(on)] == [late.pk]
    assert late.is_overdue(on)
    assert Request.objects.with_due().get(pk=late.pk).due == date(2026, 3, 2)
    assert Request.objects.of_plan(world.plan).count() == 2


def test_an_action_or_a_section_is_watched_once_by_each(world):
    action, section = world.action("3.1.1"), world.plan.sections.get(code="CP3")
    for _ in range(2):
        watch(action=action, by=world.member, at=build.NOW)
    watch(section=section, by=world.member, at=build.NOW)
    assert Watch.objects.count() == 2
    unwatch(action=action, by=world.member, at=build.NOW)
    unwatch(action=action, by=world.member, at=build.NOW)
    assert Watch.objects.get().section == section
    for given in ({}, {"action": action, "section": section}):
        with pytest.raises(WatchOneThing):
            watch(**given, by=world.member, at=build.NOW)
    with pytest.raises(OfAnotherCouncil):
        watch(action=action, by=world.stranger, at=build.NOW)


def test_a_portfolio_holder_states_why_an_action_slipped(world):
    build.closed(world.period, world.officer)
    slipped = world.action("3.1.1")
    ActionMonth.objects.filter(action=slipped).update(status_class=StatusClass.AMBER)
    told = {"period": world.period, "by": world.portfolio_holder, "at": build.NOW}
    made = state(action=slipped, holder=world.portfolio_holder, words="The builder failed.", **told)
    state(action=slipped, holder=world.portfolio_holder, words="A new one begins in May.", **told)
    assert Statement.objects.count() == 2
    for each in (made.delete, made.save):
        with pytest.raises(RecordStands):
            each()
    for given, refusal in (
        ({"words": ""}, WithoutWords),
        ({"holder": world.member}, NotOfThisPortfolio),
        ({"action": world.action("3.2.1")}, NotSlipped),
    ):
        with pytest.raises(refusal):
            state(**{"action": slipped, "holder": world.portfolio_holder, "words": "So.", **told, **given})


def test_the_bulletin_is_saved_by_one_after_the_other(world):
    stored = build.closed(world.period, world.officer)
    kept = save_bulletin(snapshot=stored, words="All is well.", by=world.officer, at=build.NOW)
    assert save_bulletin(
        snapshot=stored, words="All is fairly well.", by=world.officer, at=build.NOW, version=kept.version
    ).version == 2  # fmt: skip
    for given, refusal in (({"version": None}, SavedMeanwhile), ({"words": " "}, WithoutWords)):
        with pytest.raises(refusal):
            save_bulletin(
                **{"snapshot": stored, "words": "No.", "by": world.officer, "at": build.NOW, **given}
            )


def test_a_closed_plan_asks_for_no_statement_any_more(world):
    build.closed(world.period, world.officer)
    assert slipped_last(world.council)
    Plan.objects.filter(pk=world.plan.pk).update(state=PlanState.CLOSED)
    assert not slipped_last(world.council)
