"""The story of an action tells what Members asked about it, and what was answered."""

from datetime import timedelta

from fingerpost.rules.scrutiny import ScrutinyState
from fingerpost.scrutiny.operations.answering import move, say
from tests import build
from tests.web.scrutiny.asking import asked


def test_question_and_answer_stand_in_the_story_each_at_its_time(world, client_of):
    row = asked(world, at=build.NOW - timedelta(days=20))
    say(request=row, words="We look it up.", by=world.lead, at=build.NOW - timedelta(days=10))
    move(request=row, to=ScrutinyState.ANSWERED, words="The builder failed.", by=world.lead, at=build.NOW)
    client = client_of(world.member)
    address = f"/{world.council.slug}/months/action/{row.action_id}/"
    page = client.get(address).text
    story = page[page.index("What has happened") :]
    order = [
        story.index(each)
        for each in (
            "Answered: question 1",
            "The builder failed.",
            "Said: question 1",
            "Why is the contract late?",
        )
    ]
    assert order == sorted(order), "newest first"
    assert f"/scrutiny/{row.pk}/" in story
    past = client.get(f"{address}?on=20+February+2026").text
    assert "Why is the contract late?" in past
    assert "We look it up." not in past


def test_members_ask_and_dispute_from_there_and_others_do_not(world, client_of):
    action = world.action("3.1.1")
    address = f"/{world.council.slug}/months/action/{action.pk}/"
    assert "Dispute its rating" not in client_of(world.member).get(address).text
    build.closed(world.period, world.officer)
    page = client_of(world.member).get(address).text
    assert f"/scrutiny/ask/?about=action-{action.pk}" in page
    assert "Dispute its rating" in page
    assert f'name="thing" value="action-{action.pk}"' in page
    assert "Ask something about it" not in client_of(world.lead).get(address).text
