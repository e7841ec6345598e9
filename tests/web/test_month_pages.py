"""The pages of the month, each opened once by whoever they are for."""

import pytest

from fingerpost.monitoring.models import Update
from tests import build


def test_my_actions_lists_what_is_to_be_updated(world, client_of):
    answer = client_of(world.lead).get(f"/{world.council.slug}/months/mine/")
    assert answer.status_code == 200
    assert "3.1.1 Let the homes contract" in answer.text


def test_an_update_is_typed_checked_and_sent(world, client_of):
    client = client_of(world.lead)
    action = world.action("3.1.1")
    address = f"/{world.council.slug}/months/action/{action.pk}/update/"
    assert client.get(address).status_code == 200
    late = {"complete": "no", "expected": "another date", "expected_words": "April 2026", "version": "0"}
    refused = client.post(address, late)
    assert "Say why it is late." in refused.text
    assert "two months behind" in refused.text
    sent = client.post(
        address,
        late
        | {
            "reason_code": "partner",
            "reason": "The builder is late.",
            "corrective_action": "Weekly meetings with the builder.",
            "then": "send and next",
        },
    )
    assert sent.status_code == 302
    assert Update.objects.get(action=action).content["reason"] == "The builder is late."


@pytest.mark.parametrize("page", ["", "review/", "close/"])
def test_the_pages_of_an_open_month_open(world, client_of, page):
    answer = client_of(world.officer).get(f"/{world.council.slug}/months/{world.period.pk}/{page}")
    assert answer.status_code == 200


def test_the_pages_of_a_closed_month_and_its_action_open(world, client_of):
    build.closed(world.period, world.officer)
    client = client_of(world.officer)
    action = world.action("3.1.1")
    for page in (
        f"months/{world.period.pk}/",
        f"months/{world.period.pk}/version/1/",
        f"months/{world.period.pk}/correct/",
        f"months/{world.period.pk}/correct/{action.pk}/",
        f"months/action/{action.pk}/",
        f"months/action/{action.pk}/?on=2026-02-01",
        "months/",
        f"months/open/{world.plan.pk}/",
    ):
        assert client.get(f"/{world.council.slug}/{page}").status_code == 200, page
