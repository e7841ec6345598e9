"""What asking and deciding do, for every kind of change."""

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.operations.asking import (
    AskedInTheFuture,
    NoLongerADraft,
    NotThisAction,
    OfAnotherPlan,
    PlanNotLive,
    ask,
    cancel,
    edit,
    submit,
)
from fingerpost.changes.operations.deciding import (
    NotOfAMeeting,
    NotYetDecided,
    OwnRequest,
    approve,
    decide_together,
    reject,
)
from fingerpost.changes.operations.locking import ChangedMeanwhile, SomeRefused
from fingerpost.changes.values import ProposedAction, Ruling, asked_of, basis_now, mark_of
from fingerpost.history.models import Entry
from fingerpost.monitoring.closing import value_of
from fingerpost.plans.models import Action, PlanState
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import ALLOWED_MOVES, MoveNotAllowed, NotARequest, RequestState, Stale
from fingerpost.rules.dates.ledger import NotForTheLedger, OutOfOrder
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority, ChangeKind
from fingerpost.rules.highlight import HighlightReason
from fingerpost.rules.months import Month
from fingerpost.rules.schedule import NotASchedule
from tests import build
from tests.web.changes.asking import WHY, as_cmt, cabinet, delegated, draft, submitted, wanted


def new(world, ref="3.1.11", title="Publish the lettings policy", months="2026-03 2026-04", **given):
    return ProposedAction(
        section=world.plan.sections.get(code="3.1"),
        ref=ref,
        title=title,
        programmed=tuple(map(Month.parse, months.split())),
        **given,
    )


def given_for(world, kind):
    return {
        ChangeKind.ADD: {"ref": None, "new_actions": [new(world, lead=world.lead)]},
        ChangeKind.SUSPEND: {"review_month": Month(2026, 5)},
        ChangeKind.RESCOPE: {"title": "Adopt a lettings policy for flats"},
        ChangeKind.AMEND: {"title": "Adopt the new lettings policy", "leads": [world.head, world.lead]},
        ChangeKind.SPLIT: {"new_actions": [new(world), new(world, "3.1.12", "Train the team")]},
        ChangeKind.MERGE: {"into": world.action("3.1.1")},
    }.get(kind, {})


def approved(world, request, **given):
    return approve(request=request, ruling=cabinet(world), by=world.democratic, at=build.NOW, **given)


def request_of(world, kind):
    if kind is ChangeKind.RESUME:
        approved(world, submitted(world, ChangeKind.SUSPEND, review_month=Month(2026, 5)))
    return submitted(world, kind, **given_for(world, kind))


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_is_asked_and_approved_and_what_was_asked_stays(world, kind):
    request = request_of(world, kind)
    asked = request.asked
    request = approved(world, request, words="With thanks.")
    stored = ChangeRequest.objects.get(pk=request.pk)
    assert stored.state == RequestState.APPROVED
    assert stored.asked == asked
    assert stored.asked["why"] == WHY
    assert stored.decision["minute"] == "104/26"
    assert (stored.decision["meeting"], stored.decision["decided_on"]) == ("Cabinet", "2026-02-11")
    assert (stored.recorded_by, stored.words) == (world.democratic, "With thanks.")
    build.closed(world.period, world.officer)


def test_a_new_date_is_added_to_the_ledger_and_changes_nothing_before_it(world):
    approved(world, submitted(world, months=(Month(2026, 4), Month(2026, 5))))
    action = world.action("3.1.2")
    assert action.programmed == (Month(2026, 2), Month(2026, 3))
    ledger = ledger_of(action)
    assert ledger.original.text == "March 2026"
    assert ledger.current.text == "May 2026"
    assert ledger.reprogrammed_months == (Month(2026, 4), Month(2026, 5))
    assert (ledger.times_moved, ledger.months_moved) == (1, 2)


def test_an_added_action_is_not_programmed_before_its_decision(world):
    early = submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world, months="2026-01 2026-02")])
    with pytest.raises(NotASchedule):
        approved(world, early)
    request = approved(
        world, submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world, lead=world.head)])
    )
    added = world.action("3.1.11")
    assert request.action == added
    assert added.added["minute"] == "104/26"
    assert [each.ref for each in world.plan.actions.all()][3] == "3.1.11"
    assert added.service == world.service
    assert [each.person for each in added.people.all()] == [world.head]


def test_an_action_is_not_added_under_a_ref_that_is_taken_meanwhile(world):
    first = submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world)])
    second = submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world, title="Another")])
    approved(world, first)
    with pytest.raises(ValueError, match=r"has the ref 3\.1\.11"):
        approved(world, second)


def test_a_withdrawn_action_takes_no_further_decision(world):
    other = submitted(world)
    approved(world, submitted(world, ChangeKind.WITHDRAW))
    assert ledger_of(world.action("3.1.2")).withdrawal is not None
    now = mark_of(basis_now(other.kind, world.action("3.1.2")))
    with pytest.raises(OutOfOrder):
        approved(world, other, seen=now)


def test_resuming_after_the_date_has_passed_needs_a_new_one(world):
    approved(world, submitted(world, ChangeKind.SUSPEND, ref="3.1.10", review_month=Month(2026, 5)))
    with pytest.raises(NotForTheLedger):
        draft(world, ChangeKind.RESUME, ref="3.1.10")
    request = submitted(world, ChangeKind.RESUME, ref="3.1.10", to_date=parse_date("June 2026"))
    approved(world, request)
    assert ledger_of(world.action("3.1.10")).suspension is None


def test_an_amendment_changes_title_and_leads_and_leaves_deputies(world):
    action = world.action("3.1.2")
    action.people.create(person=world.other_lead, deputy=True)
    approved(world, request_of(world, ChangeKind.AMEND))
    action = world.action("3.1.2")
    assert action.title == "Adopt the new lettings policy"
    assert [(each.person, each.deputy) for each in action.people.all()] == [
        (world.head, False),
        (world.lead, False),
        (world.other_lead, True),
    ]


def test_a_split_withdraws_the_action_and_makes_others_that_inherit_its_links(world):
    waiting = world.action("3.1.1")
    waiting.predecessors.add(world.action("3.1.2"))
    world.action("3.1.2").risks.add(world.council.risks.get())
    approved(world, request_of(world, ChangeKind.SPLIT))
    assert ledger_of(world.action("3.1.2")).withdrawal.words.endswith("(split: 3.1.11, 3.1.12)")
    assert world.action("3.1.12").risks.get().code == "KO4"
    assert {each.ref for each in waiting.predecessors.all()} == {"3.1.2", "3.1.11", "3.1.12"}


def test_a_merger_withdraws_the_action_and_hands_its_links_on(world):
    world.action("3.1.2").risks.add(world.council.risks.get())
    approved(world, request_of(world, ChangeKind.MERGE))
    assert ledger_of(world.action("3.1.2")).withdrawal is not None
    assert world.action("3.1.1").risks.get().code == "KO4"


def test_a_stale_request_cannot_be_approved_unseen(world):
    first, second = submitted(world), submitted(world, to_date=parse_date("June 2026"))
    before = mark_of(basis_now(second.kind, world.action("3.1.2")))
    approved(world, first)
    for mark in (None, before):
        with pytest.raises(Stale):
            approved(world, second, seen=mark)
    approved(world, second, seen=mark_of(basis_now(second.kind, world.action("3.1.2"))))
    assert ledger_of(world.action("3.1.2")).times_moved == 2


def test_a_rejected_request_changes_nothing_and_keeps_what_was_asked(world):
    request = submitted(world)
    reject(request=request, ruling=as_cmt(world), by=world.cmt, at=build.NOW, words="Find another room.")
    stored = ChangeRequest.objects.get()
    assert (stored.state, stored.words) == (RequestState.REJECTED, "Find another room.")
    assert asked_of(stored).to_date.text == "May 2026"
    assert ledger_of(world.action("3.1.2")).revisions == ()


def test_moves_that_the_table_does_not_allow_are_refused(world):
    moves = {
        RequestState.SUBMITTED: lambda one: submit(request=one, by=world.lead, at=build.NOW),
        RequestState.CANCELLED: lambda one: cancel(request=one, by=world.lead, at=build.NOW),
        RequestState.REJECTED: lambda one: reject(
            request=one, ruling=as_cmt(world), by=world.cmt, at=build.NOW
        ),
        RequestState.APPROVED: lambda one: approved(world, one),
    }
    reach = {
        RequestState.DRAFT: [],
        RequestState.SUBMITTED: [RequestState.SUBMITTED],
        RequestState.CANCELLED: [RequestState.CANCELLED],
        RequestState.REJECTED: [RequestState.SUBMITTED, RequestState.REJECTED],
        RequestState.APPROVED: [RequestState.SUBMITTED, RequestState.APPROVED],
    }
    months = iter(range(1, 200))
    for state, way in reach.items():
        for to, move in moves.items():
            request = draft(world, ref="3.2.1", to_date=parse_date(str(Month(2026, 6) + next(months))))
            for step in way:
                request = moves[step](request)
            assert request.state == state
            if to in ALLOWED_MOVES[state]:
                assert move(request).state == to
            else:
                with pytest.raises(MoveNotAllowed):
                    move(request)


def test_whoever_asks_does_not_decide_but_under_delegated_authority(world):
    mine = submitted(world, by=world.cmt)
    with pytest.raises(OwnRequest):
        approve(request=mine, ruling=as_cmt(world), by=world.cmt, at=build.NOW)
    heads = submitted(world, by=world.head)
    approve(request=heads, ruling=delegated(world), by=world.head, at=build.NOW)


def test_a_decision_of_a_meeting_needs_its_minute_and_one_of_cabinet_its_meeting(world):
    request = submitted(world)
    for ruling in (
        cabinet(world, minute=" "),
        Ruling(Authority.CABINET, date(2026, 2, 11), "Cabinet", minute="1"),
    ):
        with pytest.raises(NotOfAMeeting):
            approve(request=request, ruling=ruling, by=world.officer, at=build.NOW)
    elsewhere = build.world("elsewhere")
    with pytest.raises(NotOfAMeeting):
        approve(request=request, ruling=cabinet(elsewhere), by=world.officer, at=build.NOW)


def test_a_decision_lies_between_the_request_and_today(world):
    request = submitted(world, asked_on=date(2026, 2, 20))
    with pytest.raises(ValueError, match="comes before the request"):
        approved(world, request)
    with pytest.raises(NotYetDecided):
        approve(request=request, ruling=as_cmt(world, date(2026, 3, 4)), by=world.cmt, at=build.NOW)
    with pytest.raises(AskedInTheFuture):
        draft(world, asked_on=date(2026, 3, 4))


def test_of_two_deciders_one_wins_and_the_other_is_told(world):
    request = submitted(world)
    approved(world, request, version=request.version)
    with pytest.raises(ChangedMeanwhile) as refusal:
        reject(request=request, ruling=as_cmt(world), by=world.cmt, at=build.NOW, version=request.version)
    assert refusal.value.now.state == RequestState.APPROVED
    assert ledger_of(world.action("3.1.2")).times_moved == 1


def test_a_late_entry_counts_when_it_comes(world):
    july = {"to_date": parse_date("July 2026"), "months": (Month(2026, 7),)}
    request = submitted(world, ref="3.2.1", asked_on=date(2026, 1, 5), **july)
    build.closed(world.period, world.officer)
    approved(world, request)
    march = build.open_period(
        plan=world.plan,
        period=replace(build.FEBRUARY, first=Month(2026, 3), last=Month(2026, 3)),
        due_on=date(2026, 4, 7),
        close_on=date(2026, 4, 9),
        by=world.officer,
        at=build.NOW,
    )
    value = value_of(build.closed(march, world.officer, build.NOW.replace(month=4)))
    assert value.action("3.2.1").highlight == HighlightReason.DECIDED


def test_a_draft_may_be_edited_and_nothing_else(world):
    request = draft(world)
    request = edit(
        request=request,
        wanted=wanted(ChangeKind.EXTEND, to_date=parse_date("July 2026")),
        by=world.lead,
        at=build.NOW,
        version=request.version,
    )
    assert (request.kind, request.asked["to_date"]["text"]) == (ChangeKind.EXTEND, "July 2026")
    with pytest.raises(ChangedMeanwhile):
        edit(request=request, wanted=wanted(), by=world.lead, at=build.NOW, version=request.version - 1)
    submit(request=request, by=world.lead, at=build.NOW)
    with pytest.raises(NoLongerADraft):
        edit(request=request, wanted=wanted(), by=world.lead, at=build.NOW)


@pytest.mark.parametrize(
    ("kind", "given", "refusal"),
    [
        (ChangeKind.EXTEND, {"to_date": parse_date("some day")}, NotForTheLedger),
        (ChangeKind.EXTEND, {"to_date": parse_date("March 2026")}, NotARequest),
        (ChangeKind.SUSPEND, {}, NotForTheLedger),
        (ChangeKind.RESUME, {}, OutOfOrder),
        (ChangeKind.RESCOPE, {}, NotARequest),
        (ChangeKind.AMEND, {}, NotARequest),
        (ChangeKind.SPLIT, {}, NotARequest),
        (ChangeKind.MERGE, {}, NotARequest),
        (ChangeKind.ADD, {"ref": None}, NotARequest),
    ],
)
def test_what_could_never_be_approved_is_refused_when_it_is_asked(world, kind, given, refusal):
    with pytest.raises(refusal):
        draft(world, kind, **given)
    assert not ChangeRequest.objects.exists()


def test_new_actions_and_mergers_name_what_can_be(world):
    with pytest.raises(NotThisAction, match="itself"):
        draft(world, ChangeKind.MERGE, into=world.action("3.1.2"))
    with pytest.raises(NotThisAction, match=r"3\.1\.1 already"):
        draft(world, ChangeKind.ADD, ref=None, new_actions=[new(world, "3.1.1")])
    with pytest.raises(NotThisAction):
        draft(world, ChangeKind.SPLIT, new_actions=[new(world), new(world)])
    with pytest.raises(NotASchedule):
        draft(world, ChangeKind.ADD, ref=None, new_actions=[new(world, months="")])
    elsewhere = build.world("elsewhere")
    with pytest.raises(OfAnotherPlan):
        draft(world, ChangeKind.MERGE, into=elsewhere.action("3.1.1"))
    with pytest.raises(OfAnotherPlan):
        ask(plan=world.plan, action=elsewhere.action("3.1.2"), wanted=wanted(), by=world.lead, at=build.NOW)


def test_only_a_live_plan_takes_requests(db):
    world = build.world(state=PlanState.DRAFT)
    with pytest.raises(PlanNotLive):
        draft(world)


def test_several_are_decided_under_one_minute_or_none_is(world):
    requests = [
        submitted(world),
        submitted(world, ref="3.1.1"),
        submitted(world, ref="3.1.1", why="The hall is let."),
    ]
    with pytest.raises(SomeRefused) as refusal:
        decide_together(
            requests=requests, ruling=cabinet(world), approved=True, by=world.officer, at=build.NOW
        )
    assert set(refusal.value.problems) == {requests[2].pk}
    assert not ChangeRequest.objects.exclude(state=RequestState.SUBMITTED).exists()
    assert not any(each.ledger_entries.exists() for each in Action.objects.all())
    decide_together(
        requests=requests[:2], ruling=cabinet(world), approved=True, by=world.officer, at=build.NOW
    )
    decide_together(
        requests=requests[2:], ruling=cabinet(world), approved=False, by=world.officer, at=build.NOW
    )
    assert {each.decision["minute"] for each in ChangeRequest.objects.all()} == {"104/26"}


def test_every_step_is_in_the_history(world):
    request = submitted(world)
    approved(world, request)
    events = Entry.objects.filter(subject=f"changes.changerequest:{request.pk}").values_list(
        "event", flat=True
    )
    assert set(events) == {
        "drafted a change request",
        "submitted a change request",
        "approved a change request",
    }
    action = Entry.objects.filter(subject=f"plans.action:{request.action_id}").get()
    assert action.event == "entered the decision to reprogramme the action"
