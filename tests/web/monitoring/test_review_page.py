"""The review queue: what needs challenge, with the months before and the conversation beside it."""

from datetime import date

import pytest

from fingerpost.monitoring.models import Remark, Update, UpdateState
from fingerpost.monitoring.operations.review import NothingToReview, accept_all, answer, send_back
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.rules import updates
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.updates import Progress
from tests import build


def sent(world, ref, comment="On course.", *, period=None, complete=False, **said):
    period = period or world.period
    content = updates.Update(
        period.value,
        Progress.COMPLETE if complete else Progress.NOT_COMPLETE,
        completed_on=date(2026, 2, 20) if complete else None,
        comment=comment,
        **said,
    )
    return send_update(action=world.action(ref), period=period, content=content, by=world.lead, at=build.NOW)


def queue(world, client_of, person=None, **asked):
    address = f"/{world.council.slug}/months/{world.period.pk}/review/"
    return client_of(person or world.officer).get(address, asked)


def decided(world, client_of, update, person=None, query="", **fields):
    address = f"/{world.council.slug}/months/review/{update.pk}/{query}"
    return client_of(person or world.officer).post(address, fields)


def test_the_most_doubtful_update_comes_first_with_its_doubts_in_words(world, client_of):
    sent(world, "3.2.1")
    sent(world, "3.1.1", "Slow.", expected=parse_date("April 2026"))
    text = queue(world, client_of).text
    assert "2 updates wait" in text
    assert "1 has something to look at twice." in text
    assert "Late, and nothing is said to be done about it" in text
    assert text.index("3.1.1 Let the homes contract</a>") < text.index("3.2.1 Survey every roof</a>")


def test_the_last_two_months_and_the_whole_conversation_stand_beside_an_update(world, client_of):
    first = sent(world, "3.2.1", "The scaffold is ordered.")
    send_back(update=first, question="From whom?", by=world.officer, at=build.NOW)
    answer(update=first, words="From Tessing Scaffolds.", by=world.lead, at=build.NOW)
    for day in (build.NOW, build.NOW.replace(month=4, day=7)):
        build.closed(world.period, world.officer, day)
        build.next_open(world)
    sent(world, "3.2.1", "The scaffold stands.")
    text = queue(world, client_of).text
    for words in ("The scaffold stands.", "February 2026", "March 2026", "The scaffold is ordered."):
        assert words in text
    assert "asked: From whom?" in text
    assert "answered: From Tessing Scaffolds." in text
    assert text.index("asked: From whom?") < text.index("answered: From Tessing Scaffolds.")


def test_the_queue_is_narrowed_and_a_decision_leads_back_to_it_as_it_was(world, client_of):
    doubtful = sent(world, "3.1.1", "Slow.", expected=parse_date("April 2026"))
    sent(world, "3.2.1")
    only = queue(world, client_of, doubt="yes").text
    assert "3.1.1 Let the homes contract</a>" in only
    assert "3.2.1 Survey every roof</a>" not in only
    assert "1 of 2 updates" in only
    answered = decided(world, client_of, doubtful, query="?doubt=yes", then="accept")
    assert answered.url.endswith("/review/?doubt=yes")


def test_an_update_is_accepted_sent_back_and_answered_once(world, client_of):
    update = sent(world, "3.2.1")
    decided(world, client_of, update, then="back", words="Which roofs?")
    update.refresh_from_db()
    assert update.state == UpdateState.SENT_BACK
    assert Remark.objects.get(update=update).words == "Which roofs?"
    answer(update=update, words="All of them.", by=world.lead, at=build.NOW)
    decided(world, client_of, update, then="accept")
    update.refresh_from_db()
    assert update.state == UpdateState.ACCEPTED


def test_a_question_without_words_is_refused_and_the_update_waits_still(world, client_of):
    update = sent(world, "3.2.1")
    client = client_of(world.officer)
    answered = client.post(
        f"/{world.council.slug}/months/review/{update.pk}/",
        {"then": "back", "words": " "},
        follow=True,
    )
    assert "3.2.1: Say what you ask." in answered.text
    assert Update.objects.get(pk=update.pk).state == UpdateState.SENT


def test_words_that_come_too_late_are_given_back_to_whoever_wrote_them(world, client_of):
    update = sent(world, "3.2.1")
    address = f"/{world.council.slug}/months/action/{update.action_id}/answer/"
    answered = client_of(world.lead).post(address, {"words": "All of them."}, follow=True)
    assert "no question waits for an answer any more. You wrote: “All of them.”" in answered.text
    build.closed(world.period, world.officer)
    late = {"then": "back", "words": "Which roofs?"}
    asked = client_of(world.officer).post(
        f"/{world.council.slug}/months/review/{update.pk}/", late, follow=True
    )
    assert "You wrote: “Which roofs?”" in asked.text


def test_one_that_cannot_be_accepted_stops_all_of_a_bulk_acceptance(world):
    good, stale = sent(world, "3.2.1"), sent(world, "3.1.2")
    send_back(update=stale, question="Why?", by=world.officer, at=build.NOW)
    with pytest.raises(NothingToReview):
        accept_all(updates=[good, stale], by=world.officer, at=build.NOW)
    assert Update.objects.get(pk=good.pk).state == UpdateState.SENT


def test_a_head_of_service_sees_and_decides_the_updates_of_the_service_only(world, client_of):
    mine = sent(world, "3.2.1")
    waste = send_update(
        action=world.action("4.1.1"),
        period=world.period,
        content=updates.Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
        by=world.other_lead,
        at=build.NOW,
    )
    text = queue(world, client_of, world.head).text
    assert "3.2.1 Survey every roof" in text
    assert "4.1.1" not in text
    assert decided(world, client_of, mine, world.head, then="accept").status_code == 302
    assert decided(world, client_of, waste, world.head, then="accept").status_code == 403


def test_who_may_not_review_is_refused_and_a_stranger_finds_nothing(world, client_of):
    update = sent(world, "3.2.1")
    assert queue(world, client_of, world.member).status_code == 403
    assert queue(world, client_of, world.stranger).status_code == 404
    assert decided(world, client_of, update, world.lead, then="accept").status_code == 403
    assert decided(world, client_of, update, world.stranger, then="accept").status_code == 404
    assert (
        client_of(world.officer).post(f"/{world.council.slug}/months/{world.period.pk}/review/").status_code
        == 405
    )


def test_a_closed_month_has_no_queue_and_takes_no_decision(world, client_of):
    update = sent(world, "3.2.1")
    build.closed(world.period, world.officer)
    assert "This month is closed." in queue(world, client_of).text
    decided(world, client_of, update, then="accept")
    assert Update.objects.get(pk=update.pk).state == UpdateState.SENT


def queries(world, client_of, counted):
    client = client_of(world.officer)
    with counted(60) as seen:
        client.get(f"/{world.council.slug}/months/{world.period.pk}/review/")
    return len(seen)


def test_the_queue_asks_as_many_questions_of_the_database_for_many_updates_as_for_few(
    world, client_of, django_assert_max_num_queries
):
    build.closed(world.period, world.officer)
    build.next_open(world)
    sent(world, "3.2.1")
    few = queries(world, client_of, django_assert_max_num_queries)
    build.many_actions(world, world.plan.sections.get(code="3.2"), 30)
    for action in world.plan.actions.filter(ref__startswith="3.2.10"):
        send_update(
            action=action,
            period=world.period,
            content=updates.Update(world.period.value, Progress.NOT_COMPLETE, comment="On course."),
            by=world.lead,
            at=build.NOW,
        )
    many = queries(world, client_of, django_assert_max_num_queries)
    assert many <= few
