"""The life of a plan, by its operations."""

from datetime import date

import pytest

from fingerpost.history.models import Entry
from fingerpost.plans.details import ActionDetails, PlanDetails, SectionDetails
from fingerpost.plans.models import Plan, PlanState
from fingerpost.plans.operations import (
    CodeTaken,
    GoesInCircles,
    NeedsADecision,
    NoPlaceThere,
    NotEmpty,
    NotReady,
    NotTakenOver,
    OfAnotherCouncil,
    OnlyKnownFromBefore,
    RefTaken,
    SomebodyElseSaved,
    TooDeep,
    add_action,
    add_action_by_decision,
    add_section,
    amend_action,
    append_revision,
    approve_plan,
    create_plan,
    delete_action,
    delete_section,
    edit_action,
    edit_plan,
    go_live,
    move_plan,
    move_section,
    programme,
    set_opening_ledger,
    set_people,
)
from fingerpost.plans.states import ALLOWED_MOVES, MoveNotAllowed, NotInThisState
from fingerpost.plans.values import ledger_of
from fingerpost.rules.dates.approximate import ApproximateDate, in_month
from fingerpost.rules.dates.ledger import OutOfOrder, Revision
from fingerpost.rules.decisions import Authority, ChangeKind, Decision
from fingerpost.rules.months import Month, Period
from fingerpost.rules.schedule import NotASchedule
from tests import build

YEAR = Period(Month(2026, 7), Month(2027, 6))
CABINET = Decision(date(2026, 2, 11), "Cabinet", Authority.CABINET, "Cabinet", "87/25")


@pytest.fixture
def drafting(db):
    """Harrow Vale, with its plan still in draft."""
    return build.world(state=PlanState.DRAFT)


def draft(world, code="IP26", **more):
    details = PlanDetails(
        code=code, title="Improvement Plan 2026/27", year=YEAR, level_names=("theme", "deliverable")
    )
    return create_plan(council=world.council, details=details, by=world.officer, at=build.NOW, **more)


def by_officer(world):
    return {"by": world.officer, "at": build.NOW}


def test_every_state_has_its_moves_and_all_but_the_first_can_be_reached():
    assert set(ALLOWED_MOVES) == set(PlanState)
    reached = {to for moves in ALLOWED_MOVES.values() for to in moves}
    assert reached | {PlanState.DRAFT} == set(PlanState)
    assert ALLOWED_MOVES[PlanState.CLOSED] == frozenset()


def test_a_plan_goes_from_draft_to_live_and_its_reviews_become_milestones(drafting):
    plan = drafting.plan
    section = plan.sections.get(code="3.1")
    months = (Month(2025, 9), Month(2025, 12))
    recurring = add_action(
        section=section,
        details=ActionDetails("3.1.3", "Review the waiting list", programmed=months, recurring=True),
        **by_officer(drafting),
    )
    move_plan(plan=plan, to=PlanState.CONSULTATION, **by_officer(drafting))
    approve_plan(plan=plan, decision=CABINET, **by_officer(drafting))
    live = go_live(plan=plan, **by_officer(drafting))
    assert (live.state, live.live_on) == (PlanState.LIVE, build.NOW.date())
    assert [each.title for each in recurring.milestones.all()] == [
        "Review, September 2025",
        "Review, December 2025",
    ]
    entry = Entry.objects.filter(subject=f"plans.plan:{plan.pk}").first()
    assert entry.event == "moved the plan from approved to live"


def test_a_plan_is_not_approved_before_everything_in_it_is_ready_and_all_problems_are_named(drafting):
    plan = drafting.plan
    section = plan.sections.get(code="3.1")
    add_action(section=section, details=ActionDetails("3.1.4", "No date"), **by_officer(drafting))
    add_action(
        section=section, details=ActionDetails("3.01.1", "Like another", ongoing=True), **by_officer(drafting)
    )
    move_plan(plan=plan, to=PlanState.CONSULTATION, **by_officer(drafting))
    with pytest.raises(NotReady) as refused:
        approve_plan(plan=plan, decision=CABINET, **by_officer(drafting))
    assert refused.value.problems == (
        "Action 3.1.4 has neither a month nor a day, and is not marked as ongoing.",
        "The refs 3.01.1 and 3.1.1 read alike; give each action its own.",
    )
    assert Plan.objects.get(pk=plan.pk).state == PlanState.CONSULTATION


def test_moves_that_the_table_does_not_have_are_refused(drafting):
    with pytest.raises(MoveNotAllowed):
        go_live(plan=drafting.plan, **by_officer(drafting))
    with pytest.raises(MoveNotAllowed):
        move_plan(plan=drafting.plan, to=PlanState.DRAFT, **by_officer(drafting))
    with pytest.raises(NeedsADecision):
        move_plan(plan=drafting.plan, to=PlanState.APPROVED, **by_officer(drafting))


def test_nothing_is_drafted_in_a_live_plan(world):
    section, action = world.plan.sections.get(code="3.1"), world.action("3.1.1")
    details = ActionDetails("3.1.9", "Late", ongoing=True)
    for refused in (
        lambda: add_action(section=section, details=details, **by_officer(world)),
        lambda: edit_action(action=action, details=details, **by_officer(world)),
        lambda: delete_action(action=action, **by_officer(world)),
        lambda: programme(plan=world.plan, months={action.pk: []}, versions={}, **by_officer(world)),
        lambda: add_section(plan=world.plan, details=SectionDetails("5", "More"), **by_officer(world)),
        lambda: delete_section(section=section, **by_officer(world)),
        lambda: set_opening_ledger(action=action, revisions=(), **by_officer(world)),
    ):
        with pytest.raises(NotInThisState):
            refused()


def test_a_code_is_used_once_in_a_council(world):
    draft(world)
    with pytest.raises(CodeTaken):
        draft(world)


def test_settings_saved_by_somebody_else_meanwhile_are_not_overwritten(world):
    plan = draft(world)
    details = PlanDetails(code="IP26", title="Another title", year=YEAR)
    edit_plan(plan=plan, details=details, version=1, **by_officer(world))
    with pytest.raises(SomebodyElseSaved) as refused:
        edit_plan(plan=plan, details=details, version=1, **by_officer(world))
    assert refused.value.version == 2


def test_sections_stand_in_the_order_in_which_they_are_put(world):
    plan = draft(world)
    one = add_section(plan=plan, details=SectionDetails("A", "One"), **by_officer(world))
    two = add_section(plan=plan, details=SectionDetails("B", "Two"), **by_officer(world))
    within = add_section(plan=plan, parent=one, details=SectionDetails("A.1", "Within"), **by_officer(world))
    assert [each.code for each in plan.sections.all()] == ["A", "A.1", "B"]
    move_section(section=two, parent=None, **by_officer(world))
    assert [each.code for each in plan.sections.all()] == ["B", "A", "A.1"]
    move_section(section=two, parent=None, after=one, **by_officer(world))
    assert [each.code for each in plan.sections.all()] == ["A", "A.1", "B"]
    move_section(section=within, parent=two, **by_officer(world))
    assert [(each.code, each.level) for each in plan.sections.all()] == [("A", 0), ("B", 0), ("A.1", 1)]
    with pytest.raises(NoPlaceThere):
        move_section(section=two, parent=within, **by_officer(world))
    with pytest.raises(TooDeep):
        add_section(plan=plan, parent=within, details=SectionDetails("X", "Deep"), **by_officer(world))
    with pytest.raises(TooDeep):
        move_section(section=two, parent=one, **by_officer(world))
    with pytest.raises(NotEmpty):
        delete_section(section=two, **by_officer(world))
    delete_section(section=within, **by_officer(world))
    assert [(each.code, each.place) for each in plan.sections.all()] == [("A", 0), ("B", 1)]


def test_actions_stand_in_the_order_of_their_refs_within_their_sections(drafting):
    for ref in ("3.1.11", "3.1.3", "3.2.0"):
        section = drafting.plan.sections.get(code=ref[:3])
        add_action(section=section, details=ActionDetails(ref, "New"), **by_officer(drafting))
    refs = [each.ref for each in drafting.plan.actions.all()]
    assert refs == ["3.1.1", "3.1.2", "3.1.3", "3.1.10", "3.1.11", "3.2.0", "3.2.1", "4.1.1", "4.1.2"]


def test_a_ref_is_used_once_in_a_plan(drafting):
    section = drafting.plan.sections.get(code="3.1")
    with pytest.raises(RefTaken):
        add_action(section=section, details=ActionDetails("3.1.1", "Again"), **by_officer(drafting))


def test_actions_do_not_wait_for_each_other_in_a_circle(drafting):
    one, two = drafting.action("3.1.1"), drafting.action("3.1.2")
    edit_action(
        action=two, details=ActionDetails("3.1.2", "Two", predecessors=(one,)), **by_officer(drafting)
    )
    with pytest.raises(GoesInCircles):
        edit_action(
            action=one, details=ActionDetails("3.1.1", "One", predecessors=(two,)), **by_officer(drafting)
        )


def test_what_belongs_to_another_council_is_refused(drafting):
    section = drafting.plan.sections.get(code="3.1")
    details = ActionDetails("3.1.8", "Whose?", leads=(drafting.stranger,))
    with pytest.raises(OfAnotherCouncil):
        add_action(section=section, details=details, **by_officer(drafting))


def test_an_action_takes_the_service_of_its_first_lead(drafting):
    section = drafting.plan.sections.get(code="3.1")
    details = ActionDetails("3.1.8", "Theirs", leads=(drafting.lead, drafting.other_lead))
    assert add_action(section=section, details=details, **by_officer(drafting)).service == drafting.service


def test_an_edit_is_recorded_with_what_changed_only(drafting):
    action = drafting.action("3.1.1")
    details = ActionDetails("3.1.1", "Let it", leads=(drafting.lead,), service=drafting.service, priority="High",
                            programmed=action.programmed)  # fmt: skip
    edit_action(action=action, details=details, **by_officer(drafting))
    entry = Entry.objects.first()
    assert (entry.before, entry.after) == ({"title": "Let the homes contract"}, {"title": "Let it"})


def test_a_decision_adds_an_action_to_a_live_plan_and_fixes_its_months(world):
    section = world.plan.sections.get(code="3.2")
    details = ActionDetails(
        "3.2.2", "Mend every roof", programmed=(Month(2026, 3), Month(2026, 5)), recurring=True
    )
    added = add_action_by_decision(section=section, details=details, decision=CABINET, **by_officer(world))
    assert added.added["minute"] == "87/25"
    assert added.milestones.count() == 2
    early = ActionDetails("3.2.3", "Too early", programmed=(Month(2026, 1),))
    with pytest.raises(NotASchedule):
        add_action_by_decision(section=section, details=early, decision=CABINET, **by_officer(world))


def test_an_approved_revision_is_added_to_the_ledger_and_nothing_before_it_changes(world):
    action = world.action("3.1.1")
    moved = Revision(ChangeKind.REPROGRAMME, CABINET, in_month(Month(2026, 6)))
    assert append_revision(action=action, revision=moved, **by_officer(world)).number == 1
    assert ledger_of(world.action("3.1.1")).current == in_month(Month(2026, 6))
    earlier = Revision(
        ChangeKind.REPROGRAMME,
        Decision(date(2026, 1, 5), "Cabinet", Authority.CABINET),
        in_month(Month(2026, 5)),
    )
    with pytest.raises(OutOfOrder):
        append_revision(action=action, revision=earlier, **by_officer(world))
    known = Revision(ChangeKind.REPROGRAMME, None, in_month(Month(2026, 5)), opening=True)
    with pytest.raises(OnlyKnownFromBefore):
        append_revision(action=action, revision=known, **by_officer(world))


def test_an_amendment_changes_words_and_people_and_no_date(world):
    action = world.action("3.1.1")
    amended = amend_action(
        action=action, title="Let both contracts", leads=(world.head,), decision=CABINET, **by_officer(world)
    )
    assert (amended.title, amended.programmed) == ("Let both contracts", action.programmed)
    assert [each.person for each in amended.people.all()] == [world.head]


def test_a_leavers_actions_are_handed_over_in_a_live_plan(world):
    set_people(action=world.action("3.1.1"), leads=(world.head,), deputies=(world.lead,), **by_officer(world))
    people = world.action("3.1.1").people.all()
    assert [(each.person, each.deputy) for each in people] == [(world.head, False), (world.lead, True)]


def test_a_plan_taken_over_in_mid_year_begins_with_what_was_known(drafting):
    action = drafting.action("3.1.1")
    known = Revision(ChangeKind.REPROGRAMME, None, in_month(Month(2026, 4)), opening=True)
    autumn = ApproximateDate("Autumn 2025", "2025-23")
    with pytest.raises(NotTakenOver):
        set_opening_ledger(action=action, revisions=(known,), **by_officer(drafting))
    Plan.objects.update(opening=True)
    set_opening_ledger(action=action, revisions=(known,), original=autumn, **by_officer(drafting))
    ledger = ledger_of(drafting.action("3.1.1"))
    assert (ledger.original, ledger.current, ledger.opening) == (autumn, in_month(Month(2026, 4)), True)


def test_the_grid_writes_only_what_differs_and_nothing_over_a_newer_version(drafting):
    one, two = drafting.action("3.1.1"), drafting.action("3.1.2")
    changed = programme(
        plan=drafting.plan,
        months={one.pk: [Month(2026, 5), Month(2026, 4)], two.pk: two.programmed},
        versions={one.pk: 1, two.pk: 7},
        **by_officer(drafting),
    )
    assert [each.ref for each in changed] == ["3.1.1"]
    assert drafting.action("3.1.1").programmed == (Month(2026, 4), Month(2026, 5))
