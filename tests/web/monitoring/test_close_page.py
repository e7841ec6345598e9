"""The page on which a month is closed."""

import html
import re

import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.plans.models import Action, Section
from fingerpost.rules.months import Month
from tests import build
from tests.web.changes.asking import submitted
from tests.web.monitoring.year import open_month


def address(world, period=None):
    return f"/{world.council.slug}/months/{(period or world.period).pk}/close/"


def fields(text):
    """The names of the fields in which reasons are given."""
    return [html.unescape(each) for each in re.findall(r'name="(reason [^"]+)"', text)]


def test_the_page_shows_figures_movement_findings_and_what_will_happen(world, client_of):
    answer = client_of(world.officer).get(address(world))
    assert answer.status_code == 200
    assert "The figures as they stand" in answer.text
    assert "February 2026 is the first period closed" in answer.text
    assert "Action 4.1.2 is amber without a reason for slippage." in answer.text
    assert "Closing freezes every action as it stands" in answer.text
    update = f"/{world.council.slug}/months/action/{world.action('4.1.2').pk}/update/"
    assert f'href="{update}">The update of 4.1.2' in answer.text


def test_each_finding_leads_to_where_it_is_mended(world, client_of):
    Section.objects.create(plan=world.plan, code="5", title="Leisure", place=9)
    text = client_of(world.officer).get(address(world)).text
    section = world.plan.sections.get(code="5")
    assert f'href="/{world.council.slug}/plans/sections/{section.pk}/">Section 5' in text
    late = world.action("3.1.10")
    assert f'?action={late.pk}">Ask for a new date of 3.1.10' in text


def test_all_missing_reasons_are_named_at_once_and_those_given_are_kept(world, client_of):
    client = client_of(world.officer)
    names = fields(client.get(address(world)).text)
    answer = client.post(address(world), {names[0]: "The builder went bankrupt."})
    assert answer.status_code == 422
    assert answer.text.count("Mend it, or say why it stands") == len(names) - 1
    assert 'value="The builder went bankrupt."' in answer.text
    assert world.period.snapshots.count() == 0


def test_with_every_reason_the_month_is_closed(world, client_of):
    client = client_of(world.officer)
    names = fields(client.get(address(world)).text)
    answer = client.post(address(world), dict.fromkeys(names, "Known to Cabinet."))
    assert answer.status_code == 302
    stored = world.period.snapshots.get()
    assert {each["reason"] for each in stored.accepted} == {"Known to Cabinet."}
    assert client.get(address(world)).status_code == 302, "a closed month has no page to close it"


def test_one_reason_may_stand_for_all_errors_that_have_none_of_their_own(world, client_of):
    client = client_of(world.officer)
    names = fields(client.get(address(world)).text)
    given = {names[0]: "The builder went bankrupt.", names[1]: " ", "rest": "Nobody said why in time."}
    assert client.post(address(world), given).status_code == 302
    reasons = [each["reason"] for each in world.period.snapshots.get().accepted]
    assert reasons.count("The builder went bankrupt.") == 1
    assert reasons.count("Nobody said why in time.") == len(names) - 1


def test_closing_before_the_end_is_refused_on_the_page(world, client_of, settings):
    settings.FIXED_NOW = build.NOW.replace(month=2, day=20)
    client = client_of(world.officer)
    page = client.get(address(world))
    assert "It can be closed from 28 February 2026 on." in page.text
    answer = client.post(address(world), dict.fromkeys(fields(page.text), "Known."))
    assert answer.status_code == 409
    assert "February 2026 has not ended" in answer.text


def test_the_month_before_stands_beside_it_and_the_movement_in_a_sentence(world, client_of, settings):
    build.closed(world.period, world.officer)
    march = open_month(world, Month(2026, 3))
    settings.FIXED_NOW = build.NOW.replace(month=4, day=2)
    text = client_of(world.officer).get(address(world, march)).text
    assert "Green stayed at 0" in text
    assert "February 2026" in text


def test_requests_that_wait_are_shown(world, client_of):
    request = submitted(world)
    text = client_of(world.officer).get(address(world)).text
    assert "Waiting for a decision; they change nothing in this month" in text
    assert f"/changes/{request.pk}/" in text
    assert ChangeRequest.objects.count() == 1


@pytest.mark.parametrize("who", ["lead", "head", "member", "auditor", "cmt"])
def test_others_of_the_council_may_not_close(world, client_of, who):
    assert client_of(getattr(world, who)).get(address(world)).status_code == 403


def test_a_stranger_finds_nothing(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404


def test_another_method_is_refused(world, client_of):
    assert client_of(world.officer).delete(address(world)).status_code == 405


def test_the_page_asks_the_database_as_often_for_a_hundred_actions(
    world, client_of, django_assert_max_num_queries
):
    client = client_of(world.officer)
    more_actions(world, 100)
    with django_assert_max_num_queries(32):
        assert client.get(address(world)).status_code == 200


def more_actions(world, number):
    homes = world.plan.sections.get(code="3.1")
    Action.objects.bulk_create(
        Action(
            plan=world.plan, section=homes, ref=f"9.{each}", title="More", place=99, service=world.service,
            programmed=(Month(2026, 2),),
        )
        for each in range(number)
    )  # fmt: skip
