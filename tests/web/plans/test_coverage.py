"""Coverage and realism, beside the draft."""

import pytest

from fingerpost.plans.coverage import coverage_of
from fingerpost.plans.models import Action, ActionPerson, PlanState, Risk, Section
from fingerpost.rules.months import Month
from tests import build


@pytest.fixture
def drafting(db):
    """Harrow Vale, with its plan still in draft."""
    return build.world(state=PlanState.DRAFT)


def at(world):
    return f"/{world.council.slug}/plans/{world.plan.pk}/coverage/"


def titles(world):
    found = coverage_of(world.plan, build.NOW.date())
    return {each.title: tuple(case.words for case in each.cases) for each in found.concerns}


def test_what_is_missing_is_named_case_by_case(drafting):
    plan = drafting.plan
    Section.objects.create(plan=plan, code="CP5", title="Parks", place=9)
    Action.objects.filter(ref="3.1.1").update(programmed=(), resources="A team of two")
    ActionPerson.objects.filter(action__ref="3.1.2").delete()
    Action.objects.filter(ref="3.1.10").update(programmed=(Month(2027, 1),))
    Risk.objects.create(council=drafting.council, code="KO9", title="Floods")
    found = titles(drafting)
    assert found["Actions without a date"] == (
        "Action 3.1.1 Let the homes contract has no month and no day, and is not ongoing.",
    )
    assert (
        "Action 3.1.2 has no lead."
        in found["Leads: nobody, somebody without an account, or somebody who has left"]
    )
    assert len(found["Actions without resources"]) == 5
    assert found["Sections without actions"] == ("Section CP5, Parks, has no actions.",)
    assert (
        "Section CP4, Environment, is mapped to no corporate risk."
        in found["Sections without a corporate risk"]
    )
    assert found["Corporate risks without an action"] == ("Corporate risk KO9, Floods, has no live action.",)
    assert len(found["Actions with a date outside the plan year"]) == 1


def test_each_case_leads_to_where_it_is_mended(drafting, client_of):
    Action.objects.filter(ref="3.1.1").update(programmed=())
    risk = Risk.objects.create(council=drafting.council, code="KO9", title="Floods")
    page = client_of(drafting.head).get(at(drafting)).text
    slug = drafting.council.slug
    assert (
        f'href="/{slug}/plans/actions/{drafting.action("3.1.1").pk}/">Action 3.1.1 Let the homes contract'
        in page
    )
    assert f'href="/{slug}/plans/risks/{risk.pk}/">Corporate risk KO9' in page
    assert f'href="/{slug}/plans/sections/' in page


def test_a_risk_that_an_action_works_against_is_covered(drafting):
    risk = Risk.objects.create(council=drafting.council, code="KO9", title="Floods")
    assert "Corporate risks without an action" in titles(drafting)
    drafting.action("4.1.1").risks.add(risk)
    assert "Corporate risks without an action" not in titles(drafting)


def test_bunching_is_shown_by_month_and_by_lead(drafting, client_of):
    build.many_actions(drafting, drafting.plan.sections.get(code="3.1"), 10)
    found = coverage_of(drafting.plan, build.NOW.date())
    february = next(each for each in found.due if each.month == Month(2026, 2))
    assert (february.actions, february.percent) == (13, 100)
    assert (found.leads[0].name, found.leads[0].in_fullest) == ("Leo Brandt", 11)
    assert (
        "11 actions led by Leo Brandt are due in February 2026." in titles(drafting)["Too much in one month"]
    )
    page = client_of(drafting.head).get(at(drafting)).text
    assert "Feb 2026, 11 due" in page


def test_it_stands_beside_the_draft(drafting, client_of):
    page = client_of(drafting.head).get(f"/{drafting.council.slug}/plans/{drafting.plan.pk}/").text
    assert "Actions without resources: 6" in page


def test_a_stranger_gets_404_and_another_method_405(drafting, client_of):
    assert client_of(drafting.stranger).get(at(drafting)).status_code == 404
    assert client_of(drafting.officer).post(at(drafting)).status_code == 405


@pytest.mark.parametrize("count", [10, 150])
def test_the_same_number_of_queries_whatever_its_size(drafting, client_of, django_assert_num_queries, count):
    build.many_actions(drafting, drafting.plan.sections.get(code="3.1"), count)
    client = client_of(drafting.member)
    with django_assert_num_queries(15):
        client.get(at(drafting))
