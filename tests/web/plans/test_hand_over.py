"""Handing over a leaver's actions: which go, to whom, all in one go."""

from datetime import date

import pytest

from fingerpost.committee.operations.parts import give_part
from fingerpost.history.models import Entry
from fingerpost.plans.models import ActionPerson
from fingerpost.plans.operations import NobodyToHandTo, NotTheirs, OfAnotherCouncil, hand_over
from fingerpost.scrutiny.models import Request
from tests import build
from tests.web.committee import living
from tests.web.scrutiny.asking import asked


def address(world, person=None):
    tail = f"{person.pk}/" if person else ""
    return f"/{world.council.slug}/plans/hand-over/{tail}"


def people_of(world, ref):
    return [(each.person.name, each.deputy) for each in world.action(ref).people.select_related("person")]


def test_leavers_come_first_with_how_much_they_lead(world, client_of):
    world.other_lead.left_on = date(2026, 2, 28)
    world.other_lead.save()
    text = client_of(world.officer).get(address(world)).text
    assert text.index("Olga Finch") < text.index("Leo Brandt")
    assert "Left on 28 February 2026" in text


def test_all_ticked_actions_go_in_one_go_and_each_keeps_its_record(world, client_of):
    keys = [world.action(ref).pk for ref in ("3.1.1", "3.2.1")]
    answer = client_of(world.officer).post(
        address(world, world.lead),
        {"actions": keys, "to": world.other_lead.pk, "why": "Leo retires."},
        follow=True,
    )
    assert "2 actions go to Olga Finch." in answer.text
    assert people_of(world, "3.1.1") == [("Olga Finch", False)]
    assert people_of(world, "3.2.1") == [("Olga Finch", False), ("Hazel Marsh", False)]
    assert people_of(world, "3.1.2") == [("Leo Brandt", False)]
    assert [each.why for each in Entry.objects.filter(event="named the people of the action")] == [
        "Leo retires."
    ] * 2


def test_a_deputy_who_takes_over_as_lead_is_named_once(world):
    ActionPerson.objects.create(action=world.action("3.1.1"), person=world.other_lead, deputy=True)
    hand_over(
        person=world.lead,
        to=world.other_lead,
        actions=[world.action("3.1.1")],
        by=world.officer,
        at=build.NOW,
    )
    assert people_of(world, "3.1.1") == [("Olga Finch", False)]


def test_one_action_that_is_no_longer_theirs_stops_all(world):
    with pytest.raises(NotTheirs, match=r"4\.1\.1 is not Leo Brandt’s any more"):
        hand_over(
            person=world.lead,
            to=world.head,
            actions=[world.action("3.1.1"), world.action("4.1.1")],
            by=world.officer,
            at=build.NOW,
        )
    assert people_of(world, "3.1.1") == [("Leo Brandt", False)]


def test_nobody_who_left_and_nobody_of_another_council_takes_over(world):
    world.other_lead.left_on = date(2026, 2, 28)
    for to, refusal in (
        (world.lead, NobodyToHandTo),
        (world.other_lead, NobodyToHandTo),
        (world.stranger, OfAnotherCouncil),
    ):
        with pytest.raises(refusal):
            hand_over(
                person=world.lead, to=to, actions=[world.action("3.1.1")], by=world.officer, at=build.NOW
            )


def test_everything_that_is_missing_is_said_at_once(world, client_of):
    answer = client_of(world.officer).post(address(world, world.lead), {"why": "Leo retires."})
    assert answer.status_code == 422
    assert "Tick the actions that are handed over." in answer.text
    assert "Choose who takes over." in answer.text
    assert 'value="Leo retires."' in answer.text


def test_a_head_of_service_hands_over_the_actions_of_the_service_only(world, client_of):
    client = client_of(world.head)
    assert "3.1.1 Let the homes contract" in client.get(address(world, world.lead)).text
    assert "4.1.1" not in client.get(address(world, world.other_lead)).text
    other = client.post(
        address(world, world.other_lead), {"actions": [world.action("4.1.1").pk], "to": world.lead.pk}
    )
    assert other.status_code == 422
    assert people_of(world, "4.1.1") == [("Olga Finch", False)]


def test_who_may_not_write_the_plan_is_refused_and_a_stranger_finds_nothing(world, client_of):
    for page in (address(world), address(world, world.lead)):
        assert client_of(world.lead).get(page).status_code == 403
        assert client_of(world.stranger).get(page).status_code == 404
    assert client_of(world.officer).get(address(world, world.stranger)).status_code == 404
    assert client_of(world.officer).put(address(world)).status_code == 405


def test_a_long_list_of_actions_asks_no_more_of_the_database(world, client_of, django_assert_max_num_queries):
    client = client_of(world.officer)
    build.many_actions(world, world.plan.sections.get(code="3.2"), 40)
    with django_assert_max_num_queries(12):
        client.get(address(world, world.lead))
    with django_assert_max_num_queries(8):
        client.get(address(world))


def test_what_members_asked_of_a_leaver_and_parts_of_reports_are_listed(world, client_of):
    """They belong to other pages, where each is given to somebody else."""
    question = asked(world)
    Request.objects.filter(pk=question.pk).update(owner=world.lead)
    report = living.started(world)
    give_part(part=report.parts.get(key="financial"), owner=world.lead, by=world.officer, at=build.NOW)
    page = client_of(world.officer).get(address(world, world.lead)).text
    assert "What else waits for Leo Brandt" in page
    assert f"/scrutiny/{question.pk}/" in page
    assert report.title in page
    assert "What else waits" not in client_of(world.officer).get(address(world, world.other_lead)).text
