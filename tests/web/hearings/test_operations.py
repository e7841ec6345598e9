"""What a minute does, when it is in force, and what call-in stops."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.changes.held import hold_together
from fingerpost.changes.operations.asking import cancel
from fingerpost.changes.operations.deciding import approve
from fingerpost.changes.operations.locking import NotInForce, SomeRefused
from fingerpost.changes.values import Ruling
from fingerpost.hearings.models import CallInOutcome, Hearing, LessNotice
from fingerpost.hearings.operations.agenda import (
    Minuted,
    NotOfThisPlan,
    OnTheAgenda,
    SomebodyElseSaved,
    edit_hearing,
    put_before,
    take_off,
)
from fingerpost.hearings.operations.call_in import (
    CallInIncomplete,
    CannotBeCalledIn,
    NotToResolve,
    call_in,
    resolve,
)
from fingerpost.hearings.operations.forward_plan import (
    Entry,
    EntryIncomplete,
    EntrySavedOver,
    NotInPlan,
    TooLittleNotice,
    add_entry,
    edit_entry,
    publish_entry,
    withdraw_entry,
)
from fingerpost.hearings.operations.minutes import (
    DecidesNothing,
    MinuteIncomplete,
    NotHeldYet,
    NotYetInForce,
    put_into_force,
    record_minute,
)
from fingerpost.hearings.values import Force, standing_of
from fingerpost.meetings.models import Body, Meeting
from fingerpost.meetings.operations import publish_decisions
from fingerpost.plans.values import ledger_of
from fingerpost.rules.decisions import Authority
from fingerpost.rules.meetings.bodies import Outcome, OutcomeNotAllowed
from tests import build
from tests.web.changes.asking import cabinet, submitted
from tests.web.hearings import hearing

TODAY = build.NOW.date()
LATER = build.NOW + timedelta(days=5)


def moved(world, ref="3.1.2"):
    return [each.decision.minute for each in ledger_of(world.action(ref)).revisions]


def record(world, item, at=build.NOW, **given):
    return record_minute(hearing=item, minute=hearing.minute(item, **given), by=world.democratic, at=at)


def test_an_approval_of_the_management_team_decides_the_requests_at_once(world):
    at = hearing.meeting(world, "Corporate Management Team", date(2026, 2, 20))
    done = record(world, hearing.put(world, at))
    assert done.in_force_on == date(2026, 2, 20)
    assert moved(world) == ["45/26"]
    request = done.requests.get()
    assert (request.state, request.meeting, request.decided_on) == ("approved", at, date(2026, 2, 20))


def test_a_decision_of_cabinet_changes_nothing_until_the_time_for_call_in_has_passed(world):
    done = hearing.minuted(world)
    stands = standing_of(done, TODAY)
    assert (stands.force, stands.until) == (Force.OPEN, date(2026, 3, 4))
    request = done.requests.get()
    assert request.state == "submitted"
    assert moved(world) == []
    for refused in (
        lambda: approve(request=request, ruling=cabinet(world), by=world.officer, at=build.NOW),
        lambda: cancel(request=request, by=world.lead, at=build.NOW),
    ):
        with pytest.raises(NotInForce, match="comes into force when the time for call-in has passed"):
            refused()
    with pytest.raises(NotYetInForce, match="open to call-in"):
        put_into_force(hearing=done, by=world.democratic, at=build.NOW)
    in_force = put_into_force(hearing=done, by=world.democratic, at=LATER)
    assert in_force.in_force_on == LATER.date()
    assert moved(world) == ["45/26"]
    request.refresh_from_db()
    assert (request.state, request.decided_on, request.decided_at) == ("approved", date(2026, 2, 11), LATER)


def test_an_urgent_decision_is_in_force_at_once_and_says_why(world):
    done = record(world, hearing.put(world), no_call_in_why="The grant lapses tomorrow.")
    assert done.in_force_on == done.meeting.day
    assert moved(world) == ["45/26"]


def test_a_call_in_stops_the_decision_until_it_is_resolved(world):
    item = hearing.called_in(world)
    assert standing_of(item, LATER.date()).force is Force.CALLED_IN
    with pytest.raises(NotYetInForce, match="called in"):
        put_into_force(hearing=item, by=world.democratic, at=LATER)
    held = item.held_decisions.get()
    assert "was called in on 3 March 2026 and waits for Overview and Scrutiny" in held.waits_for
    with pytest.raises(NotToResolve, match="yet to be held"):
        resolve(
            call_in=item.call_in, outcome=CallInOutcome.STANDS, minute="9", by=world.democratic, at=build.NOW
        )
    after = build.NOW + timedelta(days=10)
    resolve(call_in=item.call_in, outcome=CallInOutcome.STANDS, minute="OSC 9", by=world.democratic, at=after)
    item = Hearing.objects.get(pk=item.pk)
    assert item.in_force_on == date(2026, 3, 12)
    assert moved(world) == ["45/26"]
    with pytest.raises(NotToResolve, match="resolved"):
        resolve(call_in=item.call_in, outcome=CallInOutcome.STANDS, minute="9", by=world.democratic, at=after)


def test_a_decision_that_is_referred_back_falls_and_the_report_goes_to_the_body_again(world):
    item = hearing.called_in(world)
    after = build.NOW + timedelta(days=10)
    again = hearing.meeting(world, day=date(2026, 3, 25))
    back = {"call_in": item.call_in, "outcome": CallInOutcome.BACK, "by": world.democratic, "at": after}
    with pytest.raises(CallInIncomplete, match="later meeting of the body"):
        resolve(**back, minute="OSC 9")
    with pytest.raises(CallInIncomplete, match="minute reference"):
        resolve(**back, minute=" ", next_meeting=again)
    resolve(**back, minute="OSC 9", words="Ask the tenants.", next_meeting=again)
    item = Hearing.objects.get(pk=item.pk)
    assert standing_of(item, after.date()).force is Force.FELL
    assert item.in_force_on is None
    assert moved(world) == []
    assert "referred back by Overview and Scrutiny" in item.held_decisions.get().set_aside_why
    following = item.led_to.get()
    assert following.meeting == again
    done = record(world, following, at=after + timedelta(days=15), reference="60/26")
    assert done.held_decisions.get().request == item.requests.get()


def test_what_cannot_be_called_in_is_refused(world):
    item = hearing.minuted(world)
    typed = {
        "hearing": item,
        "on": TODAY,
        "by_whom": "X",
        "why": "Y",
        "by": world.democratic,
        "at": build.NOW,
    }
    board = hearing.board(world)
    for wrong, words in (
        ({"by_whom": " "}, "Say who called"),
        ({"meeting": hearing.meeting(world, day=date(2026, 3, 25))}, "board that scrutinises"),
        ({"meeting": hearing.board(world, date(2026, 2, 20))}, "comes after it"),
    ):
        with pytest.raises(CallInIncomplete, match=words):
            call_in(**({"meeting": board} | typed | wrong))
    for day in (date(2026, 2, 10), date(2026, 3, 4)):
        with pytest.raises(CannotBeCalledIn, match="not in the future"):
            call_in(**(typed | {"meeting": board, "on": day}))
    with pytest.raises(CannotBeCalledIn, match="call-in has ended"):
        call_in(**(typed | {"meeting": board, "on": date(2026, 3, 5), "at": LATER}))
    call_in(**typed, meeting=board)
    with pytest.raises(CannotBeCalledIn, match="called in"):
        call_in(**(typed | {"hearing": Hearing.objects.get(pk=item.pk)}), meeting=board)


def test_a_decision_that_is_not_published_is_not_in_force(world):
    done = hearing.minuted(world, published=None)
    assert standing_of(done, TODAY).force is Force.UNPUBLISHED


def test_call_in_that_cannot_be_counted_stays_open_and_says_why(world):
    done = hearing.minuted(world, published=None)
    Meeting.objects.filter(pk=done.meeting_id).update(decisions_published_on=date(2027, 12, 30))
    stands = standing_of(Hearing.objects.get(pk=done.pk), TODAY)
    assert stands.force is Force.OPEN
    assert "2028" in stands.problem


def test_an_amended_resolution_is_kept_beside_the_recommendation(world):
    item = hearing.put(world)
    done = record(
        world, item, outcome=Outcome.AMENDED, resolution="the new date is refused", approved=[],
        rejected=list(item.requests.all()),
    )  # fmt: skip
    assert done.recommendation == hearing.RECOMMENDED
    assert done.resolution == "the new date is refused"
    hearing_date = publish_decisions(
        meeting=done.meeting, on=date(2026, 2, 12), by=world.democratic, at=build.NOW
    )
    assert hearing_date.decisions_published_on == date(2026, 2, 12)
    put_into_force(hearing=done, by=world.democratic, at=build.NOW)
    assert item.requests.get().state == "rejected"


def test_a_referral_makes_the_next_hearing_and_takes_the_requests_along(world):
    item = hearing.put(world, hearing.board(world, date(2026, 2, 20)))
    to = hearing.meeting(world, day=date(2026, 3, 25))
    with pytest.raises(MinuteIncomplete, match="to which meeting"):
        record(world, item, outcome=Outcome.REFERRED)
    done = record(
        world, item, outcome=Outcome.REFERRED, next_meeting=to, follows="The Head of Housing reports."
    )
    following = done.led_to.get()
    assert (following.meeting, following.recommendation) == (to, item.recommendation)
    assert list(following.requests.all()) == list(item.requests.all())
    assert standing_of(done, TODAY).force is Force.NOTHING


def test_minutes_that_cannot_be_are_refused(world):
    item = hearing.put(world)
    for wrong, refusal, words in (
        ({"reference": " "}, MinuteIncomplete, "minute reference"),
        ({"resolution": " "}, MinuteIncomplete, "words of the resolution"),
        ({"next_meeting": hearing.board(world)}, MinuteIncomplete, "Only a report"),
        ({"outcome": Outcome.NOTED, "approved": list(item.requests.all())}, DecidesNothing, "noted"),
        ({"rejected": list(item.requests.all())}, DecidesNothing, "both approved and rejected"),
        ({"approved": [submitted(world, ref="3.1.1")]}, DecidesNothing, "did not go with"),
    ):
        with pytest.raises(refusal, match=words):
            record(world, item, **wrong)
    to_come = hearing.put(world, hearing.meeting(world, day=date(2026, 3, 25)), requests=[])
    with pytest.raises(NotHeldYet):
        record(world, to_come)
    board = hearing.put(world, hearing.board(world, date(2026, 2, 20)), requests=[])
    with pytest.raises(OutcomeNotAllowed):
        record(world, board)
    record(world, item, approved=[])
    with pytest.raises(Minuted):
        record(world, Hearing.objects.get(pk=item.pk))


def test_full_council_without_authority_decides_no_change(world):
    Body.objects.create(council=world.council, name="Council", kind="full council")
    item = hearing.put(world, hearing.meeting(world, "Council", date(2026, 2, 26)))
    with pytest.raises(DecidesNothing, match="no authority"):
        record(world, item, approved=list(item.requests.all()))
    assert record(world, item).in_force_on == date(2026, 2, 26)


def test_several_requests_are_decided_under_one_minute_or_none(world):
    requests = [submitted(world), submitted(world, ref="3.1.1")]
    build.redated(world, "3.1.1", "April 2026", decided_on=date(2026, 2, 20))
    item = hearing.put(world, requests=requests)
    with pytest.raises(SomeRefused) as refusal:
        record(world, item)
    assert set(refusal.value.problems) == {requests[1].pk}
    assert not Hearing.objects.get(pk=item.pk).outcome
    assert item.held_decisions.count() == 0


def test_an_action_that_changes_while_the_decision_waits_has_to_be_seen(world):
    done = hearing.minuted(world)
    build.redated(world, "3.1.2", "April 2026", decided_on=date(2026, 2, 20))
    with pytest.raises(SomeRefused):
        put_into_force(hearing=done, by=world.democratic, at=LATER)
    assert done.held_decisions.get().ended_at is None


def test_only_a_meeting_holds_a_decision_and_only_once(world):
    request = submitted(world)
    ruling = Ruling(Authority.DELEGATED_OFFICER, TODAY, "Hazel Marsh")
    held = {
        "requests": [request],
        "approved": False,
        "waits_for": "waits",
        "by": world.officer,
        "at": build.NOW,
    }
    with pytest.raises(ValueError, match="Only a decision of a meeting"):
        hold_together(ruling=ruling, **held)
    hold_together(ruling=cabinet(world), **held)
    with pytest.raises(SomeRefused):
        hold_together(ruling=cabinet(world), **held)


def test_agenda_items_are_put_edited_and_taken_off_until_they_are_heard(world):
    item = hearing.put(world)
    with pytest.raises(OnTheAgenda):
        hearing.put(world, requests=[])
    with pytest.raises(OnTheAgenda, match="not one of this council"):
        put_before(
            report=item.report,
            meeting=hearing.meeting(build.world("elsewhere")),
            by=world.officer,
            at=build.NOW,
        )
    other = build.world("other")
    edit = {"hearing": item, "recommendation": "note it", "by": world.officer, "at": build.NOW}
    with pytest.raises(NotOfThisPlan):
        edit_hearing(**edit, requests=[submitted(other)])
    edit_hearing(**edit, requests=[], version=1)
    with pytest.raises(SomebodyElseSaved):
        edit_hearing(**edit, requests=[], version=1)
    take_off(hearing=item, why="Not ready.", by=world.officer, at=build.NOW)
    assert not Hearing.objects.exists()
    done = hearing.minuted(world)
    with pytest.raises(Minuted):
        take_off(hearing=done, why="", by=world.officer, at=build.NOW)


def test_notice_of_a_key_decision_is_28_clear_days_or_says_which_exception_applies(world):
    row = hearing.planned(world)
    publish = {"planned": row, "by": world.democratic, "at": build.NOW}
    with pytest.raises(EntryIncomplete, match="not in the future"):
        publish_entry(**publish, on=TODAY + timedelta(days=1))
    soon = hearing.planned(world, expected_on=date(2026, 3, 25))
    publish_soon = publish | {"planned": soon}
    with pytest.raises(TooLittleNotice, match="That gives 21, and a key decision needs 28 clear days"):
        publish_entry(**publish_soon, on=TODAY)
    with pytest.raises(TooLittleNotice, match="Say why"):
        publish_entry(**publish_soon, on=TODAY, exception=LessNotice.GENERAL)
    done = publish_entry(**publish_soon, on=TODAY, exception=LessNotice.URGENT, why="The roof is unsafe.")
    assert (done.exception, done.exception_why) == ("special urgency", "The roof is unsafe.")
    assert publish_entry(**publish, on=TODAY).published_on == TODAY
    with pytest.raises(NotInPlan, match="published already"):
        publish_entry(**publish, on=TODAY)


def test_an_entry_that_is_brought_forward_needs_its_notice_again(world):
    row = hearing.planned(world)
    publish_entry(planned=row, on=TODAY, by=world.democratic, at=build.NOW)
    entry = Entry(row.title, row.body, date(2026, 5, 6), world.democratic, key=True, key_why="It spends £2m.")
    edit = {"planned": row, "by": world.democratic, "at": build.NOW}
    assert edit_entry(**edit, entry=entry).published_on == TODAY
    assert edit_entry(**edit, entry=replace(entry, expected_on=date(2026, 4, 15))).published_on is None
    with pytest.raises(EntrySavedOver):
        edit_entry(**edit, entry=entry, version=1)
    withdraw_entry(planned=row, why="The contract is extended instead.", by=world.democratic, at=build.NOW)
    with pytest.raises(NotInPlan, match="withdrawn"):
        edit_entry(**edit, entry=entry)


def test_entries_that_contradict_themselves_are_refused(world):
    cabinet_body = Body.objects.get(council=world.council, name="Cabinet")
    fine = Entry("Homes", cabinet_body, date(2026, 4, 22), world.democratic)
    board = hearing.board(world)
    for wrong, words in (
        ({"title": " "}, "what is to be decided"),
        ({"key": True}, "why it is a key decision"),
        ({"key": True, "key_why": "x", "body": board.body}, "executive"),
        ({"meeting": board}, "another body"),
        ({"contact": world.stranger}, "of this council"),
    ):
        with pytest.raises(EntryIncomplete, match=words):
            add_entry(council=world.council, entry=replace(fine, **wrong), by=world.democratic, at=build.NOW)
    with pytest.raises(EntryIncomplete, match="not to be taken"):
        withdraw_entry(planned=hearing.planned(world), why="", by=world.democratic, at=build.NOW)
