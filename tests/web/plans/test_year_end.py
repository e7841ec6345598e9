"""The end of a plan year: what became of every action, the plan closed, the next plan made from it."""

from datetime import date

import pytest

from fingerpost.monitoring.operations.updates import send_update
from fingerpost.people.models import Person
from fingerpost.plans.details import PlanDetails
from fingerpost.plans.models import CloseOut, Outcome, Plan, PlanState
from fingerpost.plans.operations.year_end import (
    DatesOfNext,
    NotSettled,
    Settled,
    close_plan,
    make_next_plan,
    settle_actions,
)
from fingerpost.rules.decisions import Authority, Decision
from fingerpost.rules.months import Month, Period
from fingerpost.rules.updates import Progress, Update
from tests import build

CABINET = Decision(date(2026, 2, 11), "Cabinet", Authority.CABINET, "Cabinet", "87/25")
NEXT = Period(Month(2026, 7), Month(2027, 6))


@pytest.fixture
def ended(world):
    """Harrow Vale after February is closed: one action complete, the others not."""
    done = Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20))
    send_update(action=world.action("3.1.1"), period=world.period, content=done, by=world.lead, at=build.NOW)
    build.closed(world.period, world.officer)
    return world


def at(world, rest):
    return f"/{world.council.slug}/plans/{world.plan.pk}/{rest}"


def follow(world, *refs, dates=DatesOfNext.SHIFTED, renumber=True, code="IP26"):
    details = PlanDetails(code, "Improvement Plan 2026/27", NEXT, ("theme", "deliverable"))
    carried = [world.action(ref).pk for ref in refs]
    return make_next_plan(plan=world.plan, details=details, carried=carried, dates=dates, renumber=renumber,
                          by=world.officer, at=build.NOW)  # fmt: skip


def test_the_next_plan_has_the_sections_and_the_chosen_actions_with_their_lineage(ended):
    one, two = ended.action("3.1.2"), ended.action("3.1.10")
    two.predecessors.add(one)
    one.milestones.create(title="Draft", due_words="March 2026", due_edtf="2026-03")
    one.milestones.create(title="Consult", due_words="spring 2026", due_edtf="2026-21")
    one.milestones.create(
        title="Begin", due_words="May 2025", due_edtf="2025-05", completed_on=date(2025, 5, 2)
    )
    one.measures.create(title="Lettings", target="10", actual="4")
    made, vague = follow(ended, "3.1.2", "3.1.10")
    assert [each.code for each in made.sections.all()] == [each.code for each in ended.plan.sections.all()]
    assert made.sections.get(code="3.1").parent.code == "CP3"
    assert made.sections.get(code="CP3").risks.count() == 1
    new = made.actions.get(ref="3.1.1")
    assert (new.carried_from, new.programmed) == (one, (Month(2027, 2), Month(2027, 3)))
    assert [(each.title, each.due_edtf) for each in new.milestones.all()] == [("Draft", "2027-03")]
    assert vague == 1
    assert new.measures.get().actual == ""
    assert [each.ref for each in made.actions.get(ref="3.1.2").predecessors.all()] == ["3.1.1"]
    assert (made.previous, made.state) == (ended.plan, PlanState.DRAFT)


def test_dates_may_be_left_blank_refs_kept_and_leavers_are_left_out(ended):
    Person.objects.filter(pk=ended.lead.pk).update(left_on=date(2026, 1, 1))
    made, _ = follow(ended, "3.1.10", dates=DatesOfNext.BLANK, renumber=False)
    new = made.actions.get()
    assert (new.ref, new.programmed, new.people.count()) == ("3.1.10", (), 0)


def test_what_became_of_an_action_is_refused_where_it_is_not_so_all_cases_at_once(ended):
    settled = {
        ended.action("3.1.1").pk: Settled(Outcome.COMPLETED),
        ended.action("3.1.2").pk: Settled(Outcome.COMPLETED),
        ended.action("4.1.1").pk: Settled(Outcome.DROPPED),
    }
    with pytest.raises(NotSettled) as refused:
        settle_actions(plan=ended.plan, settled=settled, by=ended.officer, at=build.NOW)
    assert refused.value.problems == (
        "Action 3.1.2 was not updated when the last period was closed, not complete.",
        "Action 4.1.1 is dropped by nobody’s decision; say who decided, and when.",
    )
    assert not CloseOut.objects.exists()


def test_a_plan_is_closed_when_it_is_known_what_became_of_every_action(ended):
    with pytest.raises(NotSettled) as refused:
        close_plan(plan=ended.plan, by=ended.officer, at=build.NOW)
    assert len(refused.value.problems) == 6
    settled = {each.pk: Settled(Outcome.DROPPED, CABINET) for each in ended.plan.actions.all()}
    settled[ended.action("3.1.1").pk] = Settled(Outcome.COMPLETED)
    settled[ended.action("3.1.2").pk] = Settled(Outcome.CARRIED)
    settle_actions(plan=ended.plan, settled=settled, by=ended.officer, at=build.NOW)
    with pytest.raises(NotSettled, match=r"Action 3.1.2 is carried on, but stands in no next plan yet."):
        close_plan(plan=ended.plan, by=ended.officer, at=build.NOW)
    follow(ended, "3.1.2")
    assert close_plan(plan=ended.plan, by=ended.officer, at=build.NOW).state == PlanState.CLOSED


def test_a_plan_with_an_open_period_is_not_closed(world):
    with pytest.raises(NotSettled, match=r"February 2026 is still open; close it first."):
        close_plan(plan=world.plan, by=world.officer, at=build.NOW)


def test_the_year_ends_by_its_pages(ended, client_of):
    client = client_of(ended.officer)
    page = client.get(at(ended, "year-end/"))
    assert page.status_code == 200
    assert "6 things are still to be done" in page.text
    outcomes = {f"outcome_{each.pk}": "dropped" for each in ended.plan.actions.all()}
    outcomes[f"outcome_{ended.action('3.1.1').pk}"] = "completed"
    outcomes[f"outcome_{ended.action('3.1.2').pk}"] = "carried to the next plan"
    lacking = client.post(at(ended, "year-end/"), {**outcomes, "record": "yes"})
    assert lacking.status_code == 422
    assert "Who decided" in lacking.text
    assert lacking.text.count("selected") >= 6
    decision = {"decided_by": "Cabinet", "authority": "Cabinet", "decided_on_day": "11", "decided_on_month": "2",
                "decided_on_year": "2026", "minute": "87/25"}  # fmt: skip
    assert client.post(at(ended, "year-end/"), {**outcomes, **decision, "record": "yes"}).status_code == 302
    assert client.post(at(ended, "close/")).status_code == 409
    following = client.get(at(ended, "next/"))
    assert following.text.count(" checked") == 2
    wrong = client.post(at(ended, "next/"), {"title": "", "code": "IP25", "carried": [], "make": "yes"})
    assert wrong.status_code == 422
    fields = {"make": "yes", "title": "Improvement Plan 2026/27", "code": "IP26",
              "first_month_month": "7", "first_month_year": "2026",
              "dates": DatesOfNext.SHIFTED.value, "renumber": "on", "carried": [str(ended.action("3.1.2").pk)]}  # fmt: skip
    assert client.post(at(ended, "next/"), fields).status_code == 302
    taken = client.post(at(ended, "next/"), fields)
    assert "Another plan of the council has the code IP26." in taken.text
    assert "carried to 3.1.1 of Improvement Plan 2026/27" in client.get(at(ended, "year-end/")).text
    assert client.post(at(ended, "close/")).status_code == 302
    assert Plan.objects.get(pk=ended.plan.pk).state == PlanState.CLOSED
    read = client_of(ended.member).get(at(ended, "year-end/"))
    assert "minute 87/25" in read.text
    assert 'name="outcome_' not in read.text


@pytest.mark.parametrize("rest", ["year-end/", "next/"])
def test_who_may_see_and_do_it(ended, client_of, rest):
    assert client_of(ended.stranger).get(at(ended, rest)).status_code == 404
    assert client_of(ended.head).post(at(ended, rest), {}).status_code == 403
    assert client_of(ended.officer).put(at(ended, rest)).status_code == 405


def test_a_draft_has_no_year_end(db, client_of):
    drafting = build.world(state=PlanState.DRAFT)
    for rest in ("year-end/", "next/"):
        assert client_of(drafting.officer).get(at(drafting, rest)).status_code == 409


@pytest.mark.parametrize("count", [10, 150])
def test_the_same_number_of_queries_whatever_the_size(world, client_of, django_assert_max_num_queries, count):
    build.many_actions(world, world.plan.sections.get(code="3.1"), count)
    build.closed(world.period, world.officer)
    client = client_of(world.officer)
    for rest in ("year-end/", "next/"):
        with django_assert_max_num_queries(14):
            client.get(at(world, rest))
