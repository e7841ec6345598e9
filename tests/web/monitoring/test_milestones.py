"""Milestones of an action, month by month: asked about with its update, judged, shown wherever the action is."""

from datetime import date, timedelta

import pytest

from fingerpost.history.models import Entry
from fingerpost.monitoring.closing import as_it_stands
from fingerpost.monitoring.models import Update
from fingerpost.plans.models import Action, Milestone, PlanState
from fingerpost.plans.operations.decided import reach_milestone
from fingerpost.plans.states import NotInThisState
from tests import build

ON_COURSE = {"complete": "no", "expected": "as promised", "version": "0"}


@pytest.fixture
def steps(world):
    """Two steps of 3.2.1, the first of them reached."""
    action = world.action("3.2.1")
    return [
        Milestone.objects.create(
            action=action, title=title, due_words=words, due_edtf=edtf, place=place, completed_on=reached
        )
        for place, (title, words, edtf, reached) in enumerate(
            [
                ("Choose the surveyor", "November 2025", "2025-11", date(2025, 11, 20)),
                ("Survey the first estate", "January 2026", "2026-01", None),
            ]
        )
    ]


def address(world, ref="3.2.1"):
    return f"/{world.council.slug}/months/action/{world.action(ref).pk}/update/"


def answers(steps, *days):
    return ON_COURSE | {f"reached_{each.pk}": day for each, day in zip(steps, days, strict=True)}


def days_of(steps):
    return [Milestone.objects.get(pk=each.pk).completed_on for each in steps]


def test_the_update_asks_on_which_day_each_was_reached(world, client_of, steps):
    page = client_of(world.lead).get(address(world)).text
    assert "Survey the first estate" in page
    assert "Due January 2026" in page
    assert f'name="reached_{steps[0].pk}" type="text" value="20/11/2025"' in page


def test_sending_records_what_changed_and_only_that(world, client_of, steps):
    client_of(world.lead).post(address(world), answers(steps, "20/11/2025", "27 February 2026"))
    assert days_of(steps) == [date(2025, 11, 20), date(2026, 2, 27)]
    assert Entry.objects.filter(event="recorded a milestone").count() == 1


def test_emptying_the_box_takes_it_back(world, client_of, steps):
    client_of(world.lead).post(address(world), answers(steps, "", ""))
    assert days_of(steps) == [None, None]


def test_an_update_from_elsewhere_leaves_the_milestones_alone(world, client_of, steps):
    client_of(world.lead).post(address(world), ON_COURSE)
    assert days_of(steps) == [date(2025, 11, 20), None]
    assert Update.objects.get().content is not None


def test_a_late_milestone_makes_a_recurring_action_late_until_it_is_reached(world, client_of, steps):
    Action.objects.filter(pk=steps[0].action_id).update(recurring=True)
    client = client_of(world.lead)
    before = client.post(address(world), answers(steps, "20/11/2025", "") | {"then": "check"}).text
    assert "Milestone “Survey the first estate” was due January 2026" in before
    after = client.post(address(world), answers(steps, "20/11/2025", "27/2/2026") | {"then": "check"}).text
    assert "Milestone “" not in after
    assert days_of(steps)[1] is None, "checking records nothing"
    client.post(address(world), answers(steps, "20/11/2025", "27/2/2026"))
    closed = as_it_stands(world.period, on=build.NOW.date()).action("3.2.1")
    assert closed.status == "on target"
    assert closed.schedule.milestones[1].completed_on == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("day", "problem"),
    [("4/3/2026", "cannot have been reached in the future"), ("31/2/2026", "Enter a real date")],
)
def test_a_day_that_cannot_be_is_refused_with_everything_else_and_kept_as_typed(
    world, client_of, steps, day, problem
):
    typed = answers(steps, "20/11/2025", day) | {"expected": ""}
    page = client_of(world.lead).post(address(world), typed).text
    assert problem in page
    assert "Say when you expect it to be complete." in page
    assert f'value="{day}"' in page
    assert days_of(steps)[1] is None


def test_a_draft_keeps_the_day_and_records_nothing(world, client_of, steps):
    client = client_of(world.lead)
    client.post(address(world), answers(steps, "20/11/2025", "27/2/2026") | {"then": "save"})
    assert days_of(steps)[1] is None
    assert 'value="27/2/2026"' in client.get(address(world)).text
    assert f"reached_{steps[0].pk}" not in Update.objects.get().typed, "what stands is not typed"


def test_all_on_one_page_records_them_too_and_what_is_recorded_is_not_taken_for_an_answer(
    world, client_of, steps
):
    action, other = world.action("3.2.1"), world.action("3.1.1")
    Milestone.objects.create(
        action=other,
        title="Choose the bidder",
        due_words="January 2026",
        due_edtf="2026-01",
        completed_on=date(2026, 1, 9),
    )
    client = client_of(world.lead)
    assert "Choose the bidder" in client.get(f"/{world.council.slug}/months/mine/all/").text
    typed = {
        f"{action.pk}-{name}": words for name, words in answers(steps, "20/11/2025", "27/2/2026").items()
    }
    typed |= {f"{other.pk}-reached_{other.milestones.get().pk}": "9/1/2026"}
    client.post(f"/{world.council.slug}/months/mine/all/", typed | {"action": [action.pk, other.pk]})
    assert days_of(steps)[1] == date(2026, 2, 27)
    assert [each.action for each in Update.objects.all()] == [action]


def test_they_stand_on_my_actions_with_the_next_that_is_due(world, client_of, steps):
    page = client_of(world.lead).get(f"/{world.council.slug}/months/mine/").text
    assert "1 of 2 milestones reached; next: Survey the first estate, due January 2026" in page
    reach_milestone(milestone=steps[1], completed_on=date(2026, 3, 1), by=world.lead, at=build.NOW)
    assert "All milestones reached" in client_of(world.lead).get(f"/{world.council.slug}/months/mine/").text


def test_they_stand_on_the_actions_own_page_as_they_were_on_a_day(world, client_of, steps):
    reach_milestone(milestone=steps[1], completed_on=date(2026, 3, 1), by=world.lead, at=build.NOW)
    page = f"/{world.council.slug}/months/action/{steps[0].action_id}/"
    now = client_of(world.member).get(page).text
    assert "Milestone reached: Survey the first estate" in now
    assert now.count("1 March 2026") == 2, "in the table and among what has happened"
    before = client_of(world.member).get(f"{page}?on=2+March+2026").text
    assert "Survey the first estate" in before
    assert "1 March 2026" not in before
    assert "20 November 2025" in before


def test_only_a_live_plan_has_milestones_reached_and_never_on_a_day_to_come(world, steps):
    tomorrow = build.NOW.date() + timedelta(days=1)
    with pytest.raises(NotInThisState):
        reach_milestone(milestone=steps[1], completed_on=tomorrow, by=world.lead, at=build.NOW)
    world.plan.state = PlanState.CLOSED
    world.plan.save()
    with pytest.raises(NotInThisState):
        reach_milestone(milestone=steps[1], completed_on=None, by=world.lead, at=build.NOW)


def test_a_closed_month_is_put_right_without_them(world, client_of, steps):
    build.closed(world.period, world.officer)
    page = f"/{world.council.slug}/months/{world.period.pk}/correct/{steps[0].action_id}/"
    assert "on which day was each reached" not in client_of(world.officer).get(page).text
