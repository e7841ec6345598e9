"""The pages on which Members ask, officers answer, and everybody sees what became of it."""

from datetime import date, timedelta

import pytest

from fingerpost.meetings.models import Meeting
from fingerpost.monitoring.models import ActionMonth
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.months import Month
from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState
from fingerpost.scrutiny.models import Request, Turn
from fingerpost.scrutiny.operations.answering import move
from fingerpost.scrutiny.values import About, Due
from tests import build
from tests.web.scrutiny.asking import asked, committee

K, S = ScrutinyKind, ScrutinyState


def at(world, rest=""):
    return f"/{world.council.slug}/scrutiny/{rest}"


def test_a_member_asks_in_three_fields_and_is_told_where_it_goes(world, client_of):
    committee(world, date(2026, 3, 24))
    client = client_of(world.member)
    action = world.action("3.1.1")
    page = client.get(at(world, f"ask/?about=action-{action.pk}")).text
    assert f'value="action-{action.pk}" selected' in page
    given = {"kind": "question", "words": "Why is it late?", "about": f"action-{action.pk}"}
    answer = client.post(at(world, "ask/"), given, follow=True).text
    assert "goes to Leo Brandt" in answer
    assert "Overview and Scrutiny Committee, 24 March 2026" in answer
    row = Request.objects.get()
    assert (row.asked_by, row.action, row.owner) == (world.member, action, world.lead)
    assert "asked already" in client.post(at(world, "ask/"), given, follow=True).text
    assert Request.objects.count() == 1


def test_a_member_asks_about_a_section_a_figure_or_nothing(world, client_of):
    build.closed(world.period, world.officer)
    client = client_of(world.portfolio_holder)
    section = world.plan.sections.get(code="CP3")
    for about in (f"section-{section.pk}", f"figure-{world.period.pk}-amber", ""):
        given = {"kind": "request", "words": f"Send a list. {about}", "about": about}
        assert client.post(at(world, "ask/"), given).status_code == 302
    listed, figure, section_row = Request.objects.order_by("-number")
    assert "Somebody is still to be named" in client.get(at(world, f"{listed.pk}/")).text
    assert (figure.figure, figure.period) == ("amber", world.period)
    assert section_row.section == section
    assert "Amber, February 2026" in client.get(at(world, "?show=")).text


def test_what_is_missing_is_said_and_nothing_typed_is_lost(world, client_of):
    client = client_of(world.member)
    page = client.post(at(world, "ask/"), {"kind": "question", "about": ""})
    assert "Write what you ask" in page.text
    page = client.post(at(world, "ask/"), {"words": "Why & wherefore?", "about": "action-999999"}).text
    assert "Choose what you want" in page
    assert "Why &amp; wherefore?" in page
    assert not Request.objects.exists()


def test_a_rating_is_disputed_upheld_and_then_corrected(world, client_of):
    client = client_of(world.member)
    action = world.action("3.1.2")
    assert "No rating yet" in client.get(at(world, f"dispute/{action.pk}/")).text
    build.closed(world.period, world.officer)
    printed = ActionMonth.objects.get(action=action).status
    page = client.get(at(world, f"dispute/{action.pk}/")).text
    assert "The report for February 2026 says:" in page
    assert f'value="{printed}"' not in page
    assert "Say why" in client.post(at(world, f"dispute/{action.pk}/"), {"claimed": "red"}).text
    given = {"claimed": "red", "words": "Nothing was done."}
    assert "Dispute of a rating" in client.post(at(world, f"dispute/{action.pk}/"), given, follow=True).text
    row = Request.objects.get()
    officer = client_of(world.officer)
    given = {"to": "upheld", "words": "The minutes bear it out.", "version": 1}
    page = officer.post(at(world, f"{row.pk}/"), given, follow=True).text
    assert "Correct February 2026" in page
    assert "Correct February 2026" not in client.get(at(world, f"{row.pk}/")).text


def test_a_lead_answers_and_the_member_takes_the_answer_or_not(world, client_of):
    row = asked(world)
    lead, member = client_of(world.lead), client_of(world.member)
    page = lead.get(at(world, f"{row.pk}/")).text
    assert "Your answer" in page
    assert "At which meeting?" not in page
    assert "Write it in words" in lead.post(at(world, f"{row.pk}/"), {"to": "answered", "version": 1}).text
    given = {"to": "answered", "words": "The builder failed.", "version": 1}
    assert "The builder failed." in lead.post(at(world, f"{row.pk}/"), given, follow=True).text
    given = {"to": "not satisfied", "words": "Which builder?", "version": 2}
    assert "Which builder?" in member.post(at(world, f"{row.pk}/"), given, follow=True).text
    row.refresh_from_db()
    assert row.waits
    given = {"to": "say", "words": "We look it up.", "version": 3}
    lead.post(at(world, f"{row.pk}/"), given)
    move(request=row, to=S.ANSWERED, words="Oak Homes.", by=world.lead, at=build.NOW)
    member.post(at(world, f"{row.pk}/"), {"to": "accepted as answered", "version": 4})
    row.refresh_from_db()
    assert row.state == S.SATISFIED
    assert [each.words for each in row.turns.all()][1:4] == [
        "The builder failed.",
        "Which builder?",
        "We look it up.",
    ]


def test_two_answer_at_once_and_the_second_keeps_the_words(world, client_of):
    row = asked(world)
    move(request=row, to=S.ANSWERED, words="The builder failed.", by=world.lead, at=build.NOW)
    given = {"to": "answered", "words": "The roof came late.", "version": 1}
    page = client_of(world.head).post(at(world, f"{row.pk}/"), given).text
    assert "Somebody else has changed number 1" in page
    assert "The roof came late." in page
    assert "The builder failed." in page
    assert Turn.objects.filter(request=row).count() == 2


def test_a_day_that_cannot_be_is_refused_with_the_words_kept(world, client_of):
    row = asked(world)
    given = {"to": "answered", "words": "The builder failed.", "on": "1 April 2026", "version": 1}
    page = client_of(world.democratic).post(at(world, f"{row.pk}/"), given).text
    assert "between the asking and today" in page
    assert "The builder failed." in page
    assert (
        "is not a day"
        in client_of(world.democratic).post(at(world, f"{row.pk}/"), given | {"on": "soon"}).text
    )
    row.refresh_from_db()
    assert row.waits


def test_only_those_concerned_may_answer(world, client_of):
    row = asked(world)
    given = {"to": "answered", "words": "So.", "version": 1}
    for person in (world.other_lead, world.auditor, world.portfolio_holder):
        client = client_of(person)
        assert "Your answer" not in client.get(at(world, f"{row.pk}/")).text
        assert client.post(at(world, f"{row.pk}/"), given).status_code == 403
    member = client_of(world.member).post(at(world, f"{row.pk}/"), given)
    assert "answered is not one of the available choices" in member.text.replace(
        "Select a valid choice. ", ""
    )
    assert client_of(world.head).post(at(world, f"{row.pk}/"), given).status_code == 302


def test_cabinets_response_is_recorded_with_its_minute(world, client_of):
    row = asked(
        world, "Publish the contract.", kind=K.RECOMMENDATION, name="Overview and Scrutiny Committee",
        on=date(2026, 2, 1),
    )  # fmt: skip
    client = client_of(world.democratic)
    wrong = client.post(at(world, f"{row.pk}/"), {"to": "accepted", "words": "Yes.", "version": 1}).text
    assert "Choose the meeting at which Cabinet responded" in wrong
    assert "Give the minute reference" in wrong
    cabinet = Meeting.objects.get(body__name="Cabinet")
    given = {
        "to": "accepted in part", "words": "Without prices.", "meeting": cabinet.pk, "minute": "104/26", "version": 1,
    }  # fmt: skip
    client.post(at(world, f"{row.pk}/"), given)
    page = client_of(world.member).get(at(world, "recommendations/")).text
    assert "Accepted in part" in page
    assert "minute 104/26" in page
    assert "Without prices." in page
    assert "Nothing fits" in client.get(at(world, "recommendations/?state=rejected")).text


def test_several_things_of_a_minute_are_recorded_on_one_page(world, client_of):
    meeting = committee(world)
    client = client_of(world.democratic)
    page = client.get(at(world, f"record/?meeting={meeting.pk}")).text
    assert f'value="{meeting.pk}" selected' in page
    given = {
        "meeting": meeting.pk,
        "minute": "41/26",
        "0-kind": "question",
        "0-words": "Why is it late?",
        "0-asker": world.member.pk,
        "0-about": f"action-{world.action('3.1.1').pk}",
        "1-kind": "undertaking",
        "1-words": "A note by Friday.",
        "1-name": "Overview and Scrutiny Committee",
        "1-owner": world.head.pk,
        "1-about": "",
    }
    assert "2 things are recorded." in client.post(at(world, "record/"), given, follow=True).text
    first, second = Request.objects.order_by("number")
    assert (first.meeting, first.minute, first.owner) == (meeting, "41/26", world.lead)
    assert (second.kind, second.asker, second.owner) == (
        "undertaking", "Overview and Scrutiny Committee", world.head,
    )  # fmt: skip
    assert "1. This was asked already" in client.post(at(world, "record/"), given).text
    assert Request.objects.count() == 2


def test_every_fault_of_every_row_is_said_at_once(world, client_of):
    client = client_of(world.democratic)
    page = client.post(
        at(world, "record/"), {"on": "soon", "0-words": "Why?", "1-kind": "dispute", "1-name": "A", "2-kind": "question"}
    ).text  # fmt: skip
    for fault in (
        "“soon” is not a day",
        "1. Choose the kind",
        "1. Choose who asked",
        "2. Write what was asked",
        "2. A dispute, and only a dispute",
        "3. Choose who asked",
    ):
        assert fault in page
    assert "Nothing is filled in." in client.post(at(world, "record/"), {}).text
    assert not Request.objects.exists()


def test_a_dispute_from_a_minute_is_of_the_last_closed_month(world, client_of):
    build.closed(world.period, world.officer)
    given = {
        "0-kind": "dispute", "0-words": "Never.", "0-name": "Cllr Vane", "0-claimed": "red",
        "0-about": f"action-{world.action('3.1.2').pk}",
    }  # fmt: skip
    client_of(world.democratic).post(at(world, "record/"), given)
    assert Request.objects.get().period == world.period


def test_whoever_answers_and_when_is_changed_with_a_reason(world, client_of):
    row = asked(world)
    client = client_of(world.democratic)
    assert f'value="{world.lead.pk}" selected' in client.get(at(world, f"{row.pk}/assign/")).text
    wrong = client.post(at(world, f"{row.pk}/assign/"), {"version": 1}).text
    assert "Say why this changes" in wrong
    assert "Choose a meeting or give a day, not both" in wrong
    given = {"owner": world.head.pk, "due_on": "1 April 2026", "why": "On leave.", "version": 1}
    page = client.post(at(world, f"{row.pk}/assign/"), given, follow=True).text
    assert "To be answered by Hazel Marsh; due 1 April 2026 (before: 31 March 2026). On leave." in page
    stale = client.post(at(world, f"{row.pk}/assign/"), given).text
    assert "Somebody else has changed number 1" in stale
    assert client_of(world.lead).get(at(world, f"{row.pk}/assign/")).status_code == 403


def test_the_list_is_narrowed_to_what_one_looks_for(world, client_of):
    committee(world, date(2026, 3, 2))
    asked(world, "Late question", at=build.NOW - timedelta(days=20))
    asked(world, "Mine", owner=world.other_lead)
    asked(world, "Of nobody", about=About(), name="Cllr Vane")
    done = asked(world, "Done")
    move(request=done, to=S.ANSWERED, words="Yes.", by=world.lead, at=build.NOW)

    def shown(person, query):
        page = client_of(person).get(at(world, query)).text
        return {each for each in ("Late question", "Mine", "Of nobody", "Done") if f">{each}</a>" in page}

    assert shown(world.member, "") == {"Late question", "Mine", "Of nobody"}
    assert shown(world.member, "?show=") == {"Late question", "Mine", "Of nobody", "Done"}
    assert shown(world.member, "?show=overdue") == {"Late question"}
    assert shown(world.other_lead, "?show=to-answer") == {"Mine"}
    assert shown(world.member, "?show=asked") == {"Late question", "Mine", "Done"}
    assert shown(world.officer, "?show=unowned") == {"Of nobody"}
    assert shown(world.officer, "?state=answered") == {"Done"}
    assert shown(world.officer, f"?owner={world.other_lead.pk}") == {"Mine"}
    assert shown(world.officer, "?words=vane") == {"Of nobody"}
    assert shown(world.officer, "?kind=dispute") == set()
    assert 'name="plan"' not in client_of(world.officer).get(at(world)).text, "of one plan there is no choice"
    other = Plan.objects.create(
        council=world.council, code="IP24", title="Improvement Plan 2024/25", first_month=Month(2024, 7),
        last_month=Month(2025, 6), state=PlanState.CLOSED,
    )  # fmt: skip
    assert shown(world.officer, f"?plan={other.pk}") == set()
    assert shown(world.officer, f"?plan={world.plan.pk}&show=waiting") == {"Late question", "Mine"}
    assert "Overdue" in client_of(world.member).get(at(world, "?show=overdue&sort=-due")).text
    due_at = Meeting.objects.get(body__authority="")
    assert shown(world.democratic, f"?show=&due_at={due_at.pk}") == {"Late question"}
    page = client_of(world.democratic).get(f"/{world.council.slug}/meetings/{due_at.pk}/").text
    assert f"?show=&amp;due_at={due_at.pk}" in page
    assert f"/scrutiny/record/?meeting={due_at.pk}" in page


@pytest.mark.parametrize("where", ["", "recommendations/", "ask/", "record/", "{row}/", "{row}/assign/", "dispute/{action}/"])  # fmt: skip
def test_each_page_is_for_those_who_may(world, client_of, where):
    row = asked(world)
    address = at(world, where.format(row=row.pk, action=row.action_id))
    assert client_of(world.stranger).get(address).status_code == 404
    may = {
        "ask/": world.member,
        "record/": world.democratic,
        "{row}/assign/": world.officer,
        "dispute/{action}/": world.portfolio_holder,
    }.get(where, world.auditor)
    assert client_of(may).get(address).status_code == 200
    if may is not world.auditor:
        assert client_of(world.auditor).get(address).status_code == 403
    assert client_of(may).delete(address).status_code == 405


@pytest.mark.parametrize("number", [10, 60])
@pytest.mark.parametrize("where", ["?show=", "recommendations/"])
def test_the_lists_take_as_many_queries_for_any_number(
    world, client_of, number, where, django_assert_max_num_queries
):
    for each in range(number):
        row = asked(world, f"Why {each}?", kind=K.RECOMMENDATION, due=Due(on=date(2026, 4, 1)))
        if each % 2:
            cabinet = Meeting.objects.get(body__name="Cabinet")
            Turn.objects.create(
                request=row, at=build.NOW, on=cabinet.day, by=world.officer, words="Yes.", state="accepted",
                meeting=cabinet, minute="1",
            )  # fmt: skip
    client = client_of(world.member)
    with django_assert_max_num_queries(12):
        client.get(at(world, where))


def test_the_form_of_a_minute_takes_as_many_queries_for_a_large_plan(
    world, client_of, django_assert_max_num_queries
):
    build.many_actions(world, world.plan.sections.get(code="3.1"), 100)
    client = client_of(world.democratic)
    with django_assert_max_num_queries(13):
        client.get(at(world, "record/"))
