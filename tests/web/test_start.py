"""The start page: what each role has to do now, with the council's real numbers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fingerpost.monitoring.mine import forget_what_was_judged
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.people.models import Council, Service
from fingerpost.people.operations.council import found_council
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.months import Month
from fingerpost.rules.roles import Role
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.changes.asking import submitted
from tests.web.monitoring.test_my_actions import another_plan

CEILING = 30
"""The most queries that the start page makes for any one role, with one open month."""
CAST = (
    "administrator", "officer", "head", "lead", "cmt", "portfolio_holder", "member", "democratic", "auditor",
)  # fmt: skip


def address(world):
    return f"/{world.council.slug}/"


def text_for(world, client_of, who):
    answer = client_of(getattr(world, who)).get(address(world))
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def report(world, ref="3.1.1"):
    return send_update(
        action=world.action(ref),
        period=world.period,
        content=Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
        by=world.lead,
        at=build.NOW,
    )


def test_a_lead_sees_how_many_updates_are_left_and_by_when(world, client_of):
    report(world)
    text = text_for(world, client_of, "lead")
    assert "2 of your 3 actions are still to be updated, by 6 March 2026 (in 3 days)" in text
    assert "Update next" in text


def test_a_lead_with_nothing_left_is_told_so(world, client_of):
    for ref in ("3.1.1", "3.1.2", "3.1.10"):
        report(world, ref)
    assert "nothing is left for you to update" in text_for(world, client_of, "lead")


def test_a_request_that_waits_is_on_the_leads_and_the_officers_page(world, client_of):
    submitted(world)
    assert "waiting for a decision on a change" in text_for(world, client_of, "lead")
    assert "change request waiting for a decision" in text_for(world, client_of, "officer")


def test_the_officer_sees_the_five_steps_and_who_is_silent(world, client_of):
    report(world)
    text = text_for(world, client_of, "officer")
    assert "1 of 5 updates are in" in text
    assert text.count("fp-steps__title") == 5
    assert 'aria-current="step"' in text
    assert "Services that have said nothing" in text
    assert "Environment" in text
    assert "February 2026 so far" in text


def test_last_months_bar_stands_beside_this_months(world, client_of):
    build.closed(world.period, world.officer)
    world.period = build.next_open(world)
    text = text_for(world, client_of, "officer")
    assert "<strong>February 2026</strong>" in text
    assert "March 2026 so far" in text


def test_a_head_of_service_sees_what_their_leads_sent_and_who_sent_nothing(world, client_of):
    assert "Leo Brandt" in text_for(world, client_of, "head")
    report(world)
    assert "update to review" in text_for(world, client_of, "head")


def test_the_management_team_sees_what_is_red_and_what_falls_due(world, client_of):
    text = text_for(world, client_of, "cmt")
    assert "Red as it stands" in text
    assert "Falling due" in text
    assert "June 2026" not in text
    assert "May 2026" in text


def test_members_read_the_last_closed_month(world, client_of):
    assert "No month is closed yet" in text_for(world, client_of, "member")
    build.closed(world.period, world.officer)
    for who in ("member", "portfolio_holder"):
        text = text_for(world, client_of, who)
        assert "The last month: February 2026" in text
        assert "are late, of 5 that were looked at" in text


def test_a_portfolio_holder_finds_the_briefing_of_the_portfolio(world, client_of):
    assert "Your portfolio" not in text_for(world, client_of, "portfolio_holder")
    build.closed(world.period, world.officer)
    text = text_for(world, client_of, "portfolio_holder")
    assert "Your portfolio: Housing" in text
    assert f"/{world.council.slug}/reports/{world.period.pk}/briefing/" in text
    assert "Your portfolio" not in text_for(world, client_of, "member")


def test_an_auditor_finds_the_closed_months_with_their_digests(world, client_of):
    stored = build.closed(world.period, world.officer)
    assert stored.digest[:12] in text_for(world, client_of, "auditor")


def test_democratic_services_see_the_meetings_to_come(world, client_of):
    submitted(world)
    text = text_for(world, client_of, "democratic")
    assert "Meetings to come" in text
    assert "without a recorded decision" in text


def test_the_administrator_sees_what_is_not_as_it_should_be(world, client_of):
    Service.objects.filter(code="ENV").update(head=None)
    world.other_lead.left_on = date(2026, 2, 1)
    world.other_lead.save()
    text = text_for(world, client_of, "administrator")
    assert "person who has left and still leads on actions" in text
    assert "service without a head" in text


def test_the_administrator_is_led_to_what_they_look_after_even_where_nothing_waits(world, client_of):
    Service.objects.filter(head=None).update(head=world.head)
    text = text_for(world, client_of, "administrator")
    assert "Everybody has an account" in text
    for name in ("people:people", "people:services", "people:settings", "history:entries"):
        assert f'href="{reverse(name, kwargs={"council": world.council.slug})}"' in text
    assert "Must have a second factor: nobody" in text


def test_somebody_with_several_roles_sees_the_jobs_of_each_once(world, client_of):
    several = build.person(
        world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC)
    )
    answer = client_of(several).get(address(world))
    for words in (
        "My actions",
        "My service",
        "Meetings and decisions",
        "People and services",
        "Closed months",
    ):
        assert words in answer.text
    assert answer.text.count("The last month") == 1


def test_without_a_plan_the_officer_is_led_to_draft_one(world, client_of):
    Plan.objects.filter(council=world.council).update(state=PlanState.CLOSED)
    assert "No plan yet" in text_for(world, client_of, "officer")


@pytest.mark.django_db
def test_a_month_that_is_not_open_can_be_opened_from_here(client_of):
    world = build.world(opened=False)
    assert "Open the next month" in text_for(world, client_of, "officer")
    for who in ("lead", "head", "cmt"):
        assert "No month is open" in text_for(world, client_of, who)


@pytest.mark.django_db
def test_a_plan_that_is_drafted_is_shown_with_its_state(client_of):
    world = build.world(state=PlanState.DRAFT)
    assert "This plan is draft" in text_for(world, client_of, "officer")


def test_whoever_is_not_signed_in_goes_to_the_sign_in_page(world, client):
    answer = client.get(address(world))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_a_stranger_gets_404(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404


def test_it_is_read_only(world, client_of):
    assert client_of(world.lead).post(address(world)).status_code == 405


@pytest.mark.parametrize("who", CAST)
def test_the_number_of_queries_is_the_same_for_10_and_150_actions(world, client_of, who):
    client = client_of(getattr(world, who))
    build.many_actions(world, world.plan.sections.first(), 4)
    with CaptureQueriesContext(connection) as few:
        client.get(address(world))
    build.many_actions(world, world.plan.sections.last(), 140)
    forget_what_was_judged()
    with CaptureQueriesContext(connection) as many:
        client.get(address(world))
    assert len(many) == len(few) <= CEILING


def test_the_plan_is_judged_anew_after_whatever_is_written_and_only_then(world, client_of):
    client = client_of(world.officer)
    client.get(address(world))
    with CaptureQueriesContext(connection) as again:
        assert "0 of 5 updates are in" in client.get(address(world)).text
    assert not any('FROM "plans_section"' in each["sql"] for each in again)
    send_update(
        action=world.action("3.1.1"),
        period=world.period,
        content=Update(build.FEBRUARY, Progress.NOT_COMPLETE, reason="The contractor left."),
        by=world.lead,
        at=build.NOW,
    )
    assert "1 of 5 updates are in" in client.get(address(world)).text


def test_the_page_follows_an_update_that_is_sent_again_with_other_words(world, client_of):
    report(world)
    before = text_for(world, client_of, "officer")
    send_update(
        action=world.action("3.1.1"),
        period=world.period,
        content=Update(build.FEBRUARY, Progress.NOT_COMPLETE, reason="The contractor left."),
        by=world.lead,
        at=build.NOW,
    )
    assert text_for(world, client_of, "officer") != before


def test_an_officer_who_leads_finds_the_same_own_actions_as_a_lead(world, client_of):
    report(world)
    as_lead = "2 of your 3 actions are still to be updated"
    assert as_lead in text_for(world, client_of, "lead")
    world.lead.roles = [*world.lead.roles, str(Role.PERFORMANCE_OFFICER)]
    world.lead.save()
    assert as_lead in text_for(world, client_of, "lead")


def test_while_a_plan_is_written_its_heads_and_the_management_team_are_told(db, client_of):
    world = build.world(state=PlanState.CONSULTATION)
    world.action("3.1.1").people.all().delete()
    text = text_for(world, client_of, "head")
    assert "This plan is being written (in consultation). Yours to fill in: 3 sections, 4 actions." in text
    assert "action without a lead" in text
    assert "No month is open." not in text
    for who in ("officer", "cmt"):
        text = text_for(world, client_of, who)
        assert "This plan is in consultation." in text
        assert "Actions without resources" in text


def test_a_plan_whose_months_are_all_closed_leads_to_the_year_end(world, client_of):
    build.closed(world.period, world.officer)
    Plan.objects.update(last_month=Month(2026, 2))
    text = text_for(world, client_of, "officer")
    assert "Every month of this plan is closed." in text
    assert f"/{world.council.slug}/plans/{world.plan.pk}/year-end/" in text
    assert "Open the next month" not in text


def test_a_council_without_a_plan_is_set_up_in_four_steps(world, client_of):
    assert "Setting up the council" not in text_for(world, client_of, "administrator")
    council = found_council(
        slug="ashmere", name="Ashmere District Council", administrator="Ada Norris", email="ada@ashmere.example",
        at=build.NOW,
    ).council  # fmt: skip
    Council.objects.filter(pk=council.pk).update(settings={"second_factor": "nobody"})
    ada = council.people.get()
    page = " ".join(client_of(ada).get("/ashmere/").text.split())
    assert "Setting up the council" in page
    assert "0 services" in page
    assert page.count("fp-steps__title") == 4


def test_a_lead_with_actions_in_two_plans_is_told_the_days_of_each(world, client_of):
    another_plan(world)
    text = text_for(world, client_of, "lead")
    assert "February 2026: 3 of your 3 actions are still to be updated, by 6 March 2026" in text
    assert "January to March 2026: 1 of your 1 action is still to be updated, by 8 April 2026" in text
    assert "My actions: Digital Plan 2026" in text


def test_one_action_that_is_left_is_spoken_of_as_one(world, client_of):
    report(world)
    report(world, "3.1.2")
    assert "1 of your 3 actions is still to be updated" in text_for(world, client_of, "lead")


def test_where_no_update_is_asked_for_nobody_is_said_to_have_sent_one(world, client_of):
    head = build.person(world.council, "Hana Ford", Role.HEAD_OF_SERVICE, post="Head of Parks")
    Service.objects.create(council=world.council, code="PAR", name="Parks", head=head)
    text = " ".join(client_of(head).get(address(world)).text.split())
    assert "No update of your service is asked for this month." in text
    assert "Every lead has sent something" not in text
    assert "no action is highlighted" in text
