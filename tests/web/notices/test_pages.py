"""The pages of notices."""

from datetime import date

import pytest

from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.sending import send_waiting
from fingerpost.notices.writing import write_due
from fingerpost.plans.models import ActionPerson
from tests import build


def base(world):
    return f"/{world.council.slug}/notices/"


def told(world):
    write_due(world.council, at=build.NOW)
    send_waiting(at=build.NOW)


def test_the_log_says_who_was_told_what_and_filters(world, client_of):
    client = client_of(world.officer)
    assert "Nobody has been told anything yet." in client.get(base(world)).text
    told(world)
    page = client.get(base(world)).text
    assert "Leo Brandt" in page
    assert "2 messages" in page
    assert "3 March 2026, 10:00 am" in page
    one = client.get(base(world) + f"?who=olga&state=sent&kind=due+soon&period={world.period.pk}").text
    assert "1 of 2 messages" in one
    assert "Leo Brandt" not in one
    assert "Nothing fits these filters." in client.get(base(world) + "?state=failed").text


def test_the_log_is_exported_as_csv_with_the_same_filters(world, client_of):
    told(world)
    answer = client_of(world.officer).get(base(world) + "export.csv?who=olga")
    lines = answer.getvalue().decode().splitlines()
    assert lines[0].startswith("\ufeffwritten_at,sent_at,person")
    assert len(lines) == 2
    assert "Olga Finch,olga@harrow-vale.example,due soon,February 2026" in lines[1]


def test_a_message_shows_its_words(world, client_of):
    told(world)
    message = Message.objects.get(person=world.lead)
    page = client_of(world.officer).get(f"{base(world)}{message.pk}/").text
    assert "Dear Leo Brandt," in page
    assert message.message_id.strip("<>") in page


def test_the_outbox_shows_what_failed_and_tries_it_again(world, client_of):
    write_due(world.council, at=build.NOW)
    message = Message.objects.get(person=world.lead)
    message.state, message.attempts, message.problem = MessageState.FAILED, 7, "SMTPError: no such mailbox"
    message.save()
    client = client_of(world.officer)
    page = client.get(base(world) + "outbox/").text
    assert "1 message could not be sent" in page
    assert "no such mailbox" in page
    assert "1 message waits to be sent" in page
    where = f"{base(world)}{message.pk}/again/"
    assert "The message is tried again." in client.post(where, follow=True).text
    assert "only one that failed is tried again" in client.post(where, follow=True).text
    send_waiting(at=build.NOW)
    assert "everything that was written is sent" in client.get(base(world) + "outbox/").text


def test_the_preview_says_who_will_be_told_today_and_who_is_silent(world, client_of):
    client = client_of(world.officer)
    page = client.get(base(world) + "today/").text
    assert "2 messages go out" in page
    assert "3.1.1, 3.1.2, 3.1.10" in page
    assert "2 people still owe updates" in page
    assert "Next told on 5 March 2026: due soon" in page
    told(world)
    page = client.get(base(world) + "today/").text
    assert "Everybody who is to be told today has been told." in page
    assert "3 March 2026, 10:00 am" in page


def test_the_preview_names_actions_that_nobody_leads(world, client_of):
    ActionPerson.objects.filter(action__ref="4.1.2").delete()
    assert "Nobody leads on these" in client_of(world.officer).get(base(world) + "today/").text
    world.period.closed_at = build.NOW
    world.period.save()
    assert "No month is open" in client_of(world.officer).get(base(world) + "today/").text


def test_the_officer_reminds_a_lead_once_a_day(world, client_of):
    client = client_of(world.officer)
    where = f"{base(world)}remind/{world.period.pk}/{world.lead.pk}/"
    answer = client.post(where, follow=True).text
    assert "A reminder to Leo Brandt is on its way." in answer
    assert "Reminded today" in answer
    assert "was reminded today already" in client.post(where, follow=True).text
    assert Message.objects.count() == 1
    head = f"{base(world)}remind/{world.period.pk}/{world.head.pk}/"
    assert "owes no update" in client.post(head, follow=True).text


@pytest.mark.parametrize(
    "where",
    ["", "export.csv", "outbox/", "today/", "{message}/", "{message}/again/", "remind/{period}/{person}/"],
)
def test_strangers_find_nothing_and_colleagues_without_the_right_are_refused(world, client_of, where):
    told(world)
    message = Message.objects.get(person=world.lead)
    parts = {"message": message.pk, "period": world.period.pk, "person": world.lead.pk}
    address = base(world) + where.format(**parts)
    posted = "again" in where or "remind" in where
    call = (lambda client, to: client.post(to)) if posted else (lambda client, to: client.get(to))
    assert call(client_of(world.stranger), address).status_code == 404
    for person in (world.lead, world.head, world.member, world.administrator):
        assert call(client_of(person), address).status_code == 403
    wrong = client_of(world.officer)
    assert (wrong.get(address) if posted else wrong.post(address)).status_code == 405
    elsewhere = build.world("elsewhere")
    theirs = call(client_of(elsewhere.officer), f"/elsewhere/notices/{where.format(**parts)}")
    if "{" in where:
        assert theirs.status_code == 404
    elif where != "export.csv":
        assert "harrow-vale.example" not in theirs.text


@pytest.mark.parametrize("number", [10, 150])
def test_the_pages_take_as_many_queries_for_any_number(
    world, client_of, number, django_assert_max_num_queries
):
    for each in range(number):
        lead = build.person(world.council, f"Lead{each} Someone")
        build.action(
            world.plan,
            world.plan.sections.get(code="3.2"),
            f"3.2.{each + 10}",
            f"Repair {each}",
            "2026-02",
            lead,
        )
    told(world)
    client = client_of(world.officer)
    with django_assert_max_num_queries(10):
        client.get(base(world))
    with django_assert_max_num_queries(10):
        client.get(base(world) + "outbox/")
    with django_assert_max_num_queries(36):
        client.get(base(world) + "today/")


def test_the_days_of_the_month_are_those_of_the_council(world, client_of):
    world.council.settings = {"reminder_days": [-2], "escalate_days": [1, 2]}
    world.council.save()
    page = client_of(world.officer).get(base(world) + "today/").text
    assert "Next told on 4 March 2026" in page
    assert date(2026, 3, 4) < world.period.due_on


def test_the_log_is_put_in_the_order_that_is_chosen(world, client_of):
    told(world)
    page = client_of(world.officer).get(base(world) + "?sort=to").text
    assert page.index("Leo Brandt") < page.index("Olga Finch")


def test_at_the_weekend_the_preview_says_that_monday_comes(world, client_of, settings):
    settings.FIXED_NOW = build.NOW.replace(day=7)
    assert "reminders go out on Monday" in client_of(world.officer).get(base(world) + "today/").text
