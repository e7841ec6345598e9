"""Watch lists, statements of portfolio holders, and what Members find when they sign in."""

from datetime import date, timedelta

import pytest

from fingerpost.monitoring.models import ActionMonth
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.scrutiny import ScrutinyState
from fingerpost.rules.updates import Progress, Update
from fingerpost.scrutiny.models import Statement, Watch
from fingerpost.scrutiny.operations.answering import move
from fingerpost.scrutiny.operations.watching import watch
from fingerpost.scrutiny.values import About, Due
from tests import build
from tests.web.scrutiny.asking import asked

APRIL = build.NOW + timedelta(days=35)


def at(world, rest=""):
    return f"/{world.council.slug}/scrutiny/{rest}"


def slipped(world, *refs):
    """February closed, with these actions amber and nothing else slipped."""
    build.closed(world.period, world.officer)
    rows = ActionMonth.objects.filter(period=world.period)
    rows.update(status=Status.ON_TARGET, status_class=StatusClass.GREEN)
    rows.filter(action__ref__in=refs).update(status=Status.AMBER, status_class=StatusClass.AMBER)


def test_an_action_and_a_section_are_put_on_the_list_and_taken_off(world, client_of):
    client = client_of(world.member)
    assert "Nothing yet" in client.get(at(world, "watch/")).text
    section, action = world.plan.sections.get(code="CP4"), world.action("3.1.1")
    for thing in (f"section-{section.pk}", f"action-{action.pk}"):
        client.post(at(world, "watch/"), {"thing": thing})
    page = client.get(at(world, "watch/")).text
    for words in ("3.1.1 Let the homes contract", "4.1.1 Begin food waste", "within CP4 Environment"):
        assert words in page
    assert (
        "Choose an action or a section." in client.post(at(world, "watch/"), {"thing": "x"}, follow=True).text
    )
    client.post(at(world, "watch/"), {"off": f"section-{section.pk}"})
    assert Watch.objects.get().action == action
    other = build.world("elsewhere").action("3.1.1")
    assert client.post(at(world, "watch/"), {"thing": f"action-{other.pk}"}).status_code == 404


def test_what_has_moved_since_the_month_before_is_said(world, client_of):
    for ref in ("3.1.1", "3.1.2", "3.1.10"):
        watch(action=world.action(ref), by=world.member, at=build.NOW)
    slipped(world, "3.1.1")
    march = build.next_open(world)
    done = Update(march.value, Progress.COMPLETE, completed_on=date(2026, 3, 2))
    send_update(action=world.action("3.1.1"), period=march, content=done, by=world.lead, at=build.NOW)
    build.redated(world, "3.1.2", "June 2026", decided_on=date(2026, 3, 11))
    row = asked(world, ref="3.1.10")
    move(request=row, to=ScrutinyState.ANSWERED, words="Yes.", by=world.lead, at=build.NOW)
    build.closed(march, world.officer, at=APRIL)
    page = client_of(world.member).get(at(world, "watch/")).text
    assert "Something has moved on 3 actions" in page
    assert "Amber in February 2026, complete in March 2026." in page
    assert "to June 2026, 11 March 2026, Cabinet, minute CAB 12" in page
    assert "Question 1: answered." in page


def test_a_portfolio_holder_states_what_there_is_to_say_and_sees_it(world, client_of):
    slipped(world, "3.1.1", "4.1.1")
    client = client_of(world.portfolio_holder)
    page = client.get(at(world, "statements/")).text
    assert "3.1.1 Let the homes contract" in page
    assert "4.1.1" not in page, "of another portfolio"
    where = at(world, f"statements/{world.action('3.1.1').pk}/")
    assert "Write the statement" in client.post(where, {"words": ""}).text
    page = client.post(where, {"words": "The builder failed."}, follow=True).text
    assert "The builder failed." in page
    client.post(where, {"words": "A new one starts in May."})
    assert "replaced since, and kept" in client.get(where).text
    assert Statement.objects.count() == 2
    other = at(world, f"statements/{world.action('4.1.1').pk}/")
    assert client.get(other).status_code == 403
    assert "Nobody holds the portfolio" in client_of(world.officer).get(other).text
    assert client_of(world.officer).post(where, {"words": "By telephone."}).status_code == 302
    made = Statement.objects.latest("pk")
    assert (made.holder, made.recorded_by) == (world.portfolio_holder, world.officer)
    assert client.get(at(world, f"statements/{world.action('3.2.1').pk}/")).status_code == 404


@pytest.mark.parametrize("where", ["watch/", "statements/", "statements/{action}/"])
def test_each_page_is_for_those_who_may(world, client_of, where):
    slipped(world, "3.1.1")
    address = at(world, where.format(action=world.action("3.1.1").pk))
    assert client_of(world.stranger).get(address).status_code == 404
    assert client_of(world.auditor).get(address).status_code == (200 if where == "watch/" else 403)
    assert client_of(world.officer).get(address).status_code == 200
    assert client_of(world.officer).delete(address).status_code == 405


def test_a_member_finds_what_was_asked_and_what_moved_when_signing_in(world, client_of):
    client = client_of(world.member)
    page = client.get(f"/{world.council.slug}/").text
    assert "You have asked nothing yet." in page
    assert "You watch nothing yet." in page
    row = asked(world)
    asked(world, "Still open?", due=Due(on=date(2026, 3, 2)))
    move(request=row, to=ScrutinyState.ANSWERED, words="The builder failed.", by=world.lead, at=build.NOW)
    watch(action=world.action("3.1.1"), by=world.member, at=build.NOW)
    slipped(world)
    page = client.get(f"/{world.council.slug}/").text
    assert "Answered: The builder failed." in page
    assert "Overdue: was due 2 March 2026" in page
    assert "Read the report" in page


def test_whoever_is_to_answer_and_whoever_keeps_track_find_it(world, client_of):
    asked(world, "Late?", due=Due(on=date(2026, 3, 2)))
    asked(world, "Of nobody?", about=About())
    world.other_lead.left_on = date(2026, 3, 1)
    world.other_lead.save()
    asked(world, "Of somebody who has left?", owner=world.other_lead)
    lead = client_of(world.lead).get(f"/{world.council.slug}/").text
    assert "1 request waits for your answer. 1 overdue." in lead
    assert "Answer the next" in lead
    for person in (world.officer, world.democratic):
        page = client_of(person).get(f"/{world.council.slug}/").text
        assert "with nobody to answer" in page
        listed = client_of(person).get(at(world, "?show=unowned")).text
        assert "Of nobody?" in listed
        assert "Of somebody who has left?" in listed
        assert "?show=overdue" in page
    assert "What Members ask you" not in client_of(world.head).get(f"/{world.council.slug}/").text


def test_a_portfolio_holder_finds_what_slipped_without_a_statement(world, client_of):
    slipped(world, "3.1.1", "4.1.1")
    page = client_of(world.portfolio_holder).get(f"/{world.council.slug}/").text
    assert "1 action slipped, without a statement of yours." in page
    assert f"/statements/{world.action('3.1.1').pk}/" in page


@pytest.mark.parametrize("number", [4, 100])
def test_the_pages_take_as_many_queries_for_a_large_portfolio(
    world, client_of, number, django_assert_max_num_queries
):
    build.many_actions(world, world.plan.sections.get(code="3.1"), number)
    watch(section=world.plan.sections.get(code="CP3"), by=world.portfolio_holder, at=build.NOW)
    build.closed(world.period, world.officer)
    ActionMonth.objects.update(status_class=StatusClass.AMBER)
    client = client_of(world.portfolio_holder)
    for address, most in (
        (at(world, "watch/"), 16),
        (at(world, "statements/"), 8),
        (f"/{world.council.slug}/", 20),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)
