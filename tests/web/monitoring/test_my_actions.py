"""My actions: over all live plans, grouped by what is to be done; all on one page."""

from datetime import date

import pytest

from fingerpost.monitoring.models import Update
from fingerpost.monitoring.operations.periods import open_period
from fingerpost.monitoring.operations.review import send_back
from fingerpost.monitoring.operations.updates import save_draft, send_update
from fingerpost.people.models import Delegation
from fingerpost.plans.models import Plan, PlanState, Section
from fingerpost.rules.months import Month
from fingerpost.rules.updates import Progress
from fingerpost.rules.updates import Update as UpdateValue
from tests import build
from tests.web.changes.asking import submitted

ON_COURSE = {"complete": "no", "expected": "as promised"}


def address(world, rest=""):
    return f"/{world.council.slug}/months/mine/{rest}"


def send(world, ref, comment="Quiet."):
    return send_update(
        action=world.action(ref),
        period=world.period,
        content=UpdateValue(world.period.value, Progress.ON_COURSE, comment=comment),
        by=world.lead,
        at=build.NOW,
    )


def groups(answer):
    """The refs in each table of the page, by its caption."""
    found = {}
    for part in answer.text.split("<caption")[1:]:
        caption = part.split(">", 1)[1].split("<")[0].strip()
        found[caption] = [each.split("</a>")[0].split()[0] for each in part.split('update/">')[1:]]
    return found


def test_actions_stand_in_the_group_of_what_is_to_be_done(world, client_of):
    send(world, "3.1.2")
    send_back(update=send(world, "3.1.1"), question="By whom?", by=world.officer, at=build.NOW)
    found = groups(client_of(world.lead).get(address(world)))
    assert found["Sent back with a question"] == ["3.1.1"]
    assert found["To update now"] == ["3.1.10"]
    assert found["Sent"] == ["3.1.2"]
    assert found["Not called for this month; you may update them all the same"] == ["3.2.1"]


def test_what_waits_for_a_decision_is_named(world, client_of):
    asked = submitted(world)
    send(world, asked.action.ref)
    assert groups(client_of(world.lead).get(address(world)))["Waiting for a decision"] == [asked.action.ref]


def test_last_months_words_stand_beside_this_months(world, client_of):
    send(world, "3.1.1", "The tender is out.")
    build.closed(world.period, world.officer)
    build.next_open(world)
    send(world, "3.1.1", "Four bids came in.")
    shown = client_of(world.lead).get(address(world)).text
    assert "The tender is out." in shown
    assert "Four bids came in." in shown


def test_a_draft_is_told_from_an_update(world, client_of):
    save_draft(
        action=world.action("3.1.1"), period=world.period, typed={"comment": "H"}, by=world.lead, at=build.NOW
    )
    assert "Draft, not sent" in client_of(world.lead).get(address(world)).text


def another_plan(world):
    plan = Plan.objects.create(
        council=world.council,
        code="ICT",
        title="Digital Plan 2026",
        first_month=Month(2026, 1),
        last_month=Month(2026, 12),
        level_names=["theme"],
        cycle_months=3,
        state=PlanState.LIVE,
    )
    section = Section.objects.create(plan=plan, code="1", title="Network", place=0)
    build.action(plan, section, "1.1", "Replace the switches", "2026-02 2026-03", world.lead)
    quarter = open_period(
        plan=plan,
        period=build.months.Period(Month(2026, 1), Month(2026, 3)),
        due_on=date(2026, 4, 8),
        close_on=date(2026, 4, 10),
        by=world.officer,
        at=build.NOW,
    )
    return plan, quarter


def test_several_plans_stand_side_by_side_each_with_its_period(world, client_of):
    another_plan(world)
    answer = client_of(world.lead).get(address(world))
    assert groups(answer)["To update now"] == ["3.1.1", "3.1.2", "3.1.10", "1.1"]
    assert "January to March 2026, Digital Plan 2026" in answer.text


def test_whoever_somebody_delegated_to_sees_their_actions(world, client_of):
    Delegation.objects.create(
        person=world.lead, to=world.other_lead, first_day=date(2026, 3, 1), last_day=date(2026, 3, 9)
    )
    assert "3.1.1" in client_of(world.other_lead).get(address(world)).text


def test_without_an_open_month_the_page_says_so(world, client_of):
    build.closed(world.period, world.officer)
    assert "No month is open." in client_of(world.lead).get(address(world)).text


def test_whoever_has_no_actions_is_told(world, client_of):
    assert "No action of an open month is yours." in client_of(world.member).get(address(world)).text


def test_a_stranger_gets_404_and_the_wrong_method_405(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404
    assert client_of(world.lead).post(address(world)).status_code == 405


def posted(world, **of_refs):
    """What the page with all forms posts: these answers, by ref with an underscore for each point."""
    data = {"action": [str(each.pk) for each in world.plan.actions.filter(ref__startswith="3.1.")]}
    for ref, typed in of_refs.items():
        pk = world.action(ref.strip("_").replace("_", ".")).pk
        data |= {f"{pk}-{name}": value for name, value in (typed | {"version": "0"}).items()}
    return data


def test_all_on_one_page_sends_what_is_filled_in(world, client_of):
    client = client_of(world.lead)
    shown = client.get(address(world, "all/"))
    assert shown.text.count("Is it complete?") == 3
    answer = client.post(address(world, "all/"), posted(world, _3_1_2=ON_COURSE))
    assert answer.status_code == 302
    assert Update.objects.get().action.ref == "3.1.2"


def test_all_on_one_page_sends_all_or_none_with_every_problem(world, client_of):
    late = {"complete": "no", "expected": "not known", "comment": "Hard to say."}
    answer = client_of(world.lead).post(
        address(world, "all/"), posted(world, _3_1_2=ON_COURSE, _3_1_1=late, _3_1_10={"complete": "yes"})
    )
    assert answer.status_code == 422
    assert "3.1.1: Say why it is late." in answer.text
    assert "3.1.10: Enter the day on which it was completed." in answer.text
    assert "Hard to say." in answer.text
    assert not Update.objects.exists()


def test_nothing_filled_in_is_a_problem_too(world, client_of):
    answer = client_of(world.lead).post(address(world, "all/"), posted(world))
    assert answer.status_code == 422
    assert "Nothing is filled in yet." in answer.text


def test_an_update_that_somebody_else_saved_stops_all(world, client_of):
    send(world, "3.1.2")
    done = {"complete": "yes", "completed_on": "20/2/2026"}
    answer = client_of(world.lead).post(address(world, "all/"), posted(world, _3_1_2=ON_COURSE, _3_1_1=done))
    assert answer.status_code == 409
    assert "Somebody else has saved the update of action 3.1.2 meanwhile." in answer.text
    assert 'value="20/2/2026"' in answer.text
    assert Update.objects.get().action.ref == "3.1.2"


def test_actions_of_others_are_refused(world, client_of):
    data = {"action": [str(world.action("4.1.1").pk)]}
    assert client_of(world.lead).post(address(world, "all/"), data).status_code == 403
    assert client_of(world.member).get(address(world, "all/")).status_code == 403
    assert client_of(world.stranger).get(address(world, "all/")).status_code == 404


@pytest.mark.parametrize("more", [4, 144])
def test_the_number_of_queries_does_not_grow(world, client_of, django_assert_num_queries, more):
    build.many_actions(world, world.action("3.1.1").section, more)
    client = client_of(world.lead)
    with django_assert_num_queries(20):
        client.get(address(world))
    with django_assert_num_queries(19):
        client.get(address(world, "all/"))
