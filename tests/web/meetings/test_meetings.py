"""Bodies and their meetings."""

from datetime import date

import pytest

from fingerpost.changes.operations.deciding import approve
from fingerpost.history.models import Entry
from fingerpost.meetings.models import Body, Meeting
from fingerpost.people.council_settings import settings_of
from fingerpost.people.forms.council import SettingsForm
from fingerpost.rules.meetings.clear_days import Notice
from fingerpost.rules.meetings.deadlines import Deadline
from fingerpost.rules.meetings.working_days import Calendar
from fingerpost.rules.nations import Nation
from tests import build
from tests.web.changes.asking import cabinet, submitted


def base(world):
    return f"/{world.council.slug}/meetings/"


def test_everyone_sees_who_meets_when(world, client_of):
    page = client_of(world.member).get(base(world)).text
    assert "11 February 2026" in page
    assert "decides, as the executive" in page
    assert "on changes it decides as Cabinet" in page
    assert "Add a meeting" not in page
    cmt = Body.objects.get(council=world.council, authority="CMT")
    assert "Nothing fits these filters." in client_of(world.member).get(f"{base(world)}?body={cmt.pk}").text


def test_democratic_services_keep_bodies_and_meetings(world, client_of):
    client = client_of(world.democratic)
    client.post(
        base(world) + "bodies/add/", {"name": "Executive", "kind": "executive", "authority": "Cabinet"}
    )
    body = Body.objects.get(name="Executive")
    typed = {"body": body.pk, "day": "11 March 2026", "starts_at": "6:30 pm", "place": "Council Chamber"}
    answer = client.post(base(world) + "add/", typed, follow=True)
    assert "Executive, 11 March 2026" in answer.text
    assert "6:30 pm, Council Chamber" in answer.text
    meeting = Meeting.objects.get(body=body)
    client.post(f"{base(world)}{meeting.pk}/edit/", {"body": body.pk, "day": "12/3/2026"})
    client.post(
        f"{base(world)}bodies/{body.pk}/", {"name": "The Executive", "kind": "full council", "authority": ""}
    )
    meeting.refresh_from_db()
    body.refresh_from_db()
    assert (meeting.day, body.name, body.authority) == (date(2026, 3, 12), "The Executive", "")
    assert client.get(f"{base(world)}{meeting.pk}/edit/").status_code == 200
    assert client.get(f"{base(world)}bodies/{body.pk}/").status_code == 200


def test_what_is_there_already_is_refused_with_the_words_kept(world, client_of):
    client = client_of(world.officer)
    body = Body.objects.get(council=world.council, authority="Cabinet")
    there = client.post(base(world) + "add/", {"body": body.pk, "day": "11 February 2026"}).text
    assert "is there already" in there
    assert "11 February 2026" in there
    assert (
        "called Cabinet already"
        in client.post(base(world) + "bodies/add/", {"name": "Cabinet", "kind": "executive"}).text
    )
    other = Body.objects.get(council=world.council, authority="CMT")
    typed = {"name": "Cabinet", "kind": "executive"}
    assert "called Cabinet already" in client.post(f"{base(world)}bodies/{other.pk}/", typed).text
    both = client.post(base(world) + "add/", {"day": "soon"}).text
    assert "Choose the body" in both
    assert "is not a day" in both
    assert "Give the name of the body" in client.post(base(world) + "bodies/add/", {}).text


def test_a_meeting_lists_what_was_decided_and_then_stands(world, client_of):
    approve(request=submitted(world), ruling=cabinet(world), by=world.democratic, at=build.NOW)
    meeting = Meeting.objects.get(body__council=world.council)
    client = client_of(world.officer)
    page = client.get(f"{base(world)}{meeting.pk}/").text
    assert "104/26" in page
    assert "3.1.2 Adopt the lettings policy" in page
    typed = {"body": meeting.body_id, "day": "12 February 2026"}
    assert "body and day stand" in client.post(f"{base(world)}{meeting.pk}/edit/", typed).text


@pytest.mark.parametrize(
    "where",
    ["", "year/", "add/", "days/", "bodies/add/", "{meeting}/", "{meeting}/edit/", "bodies/{body}/"],
)
def test_strangers_find_nothing_and_others_do_not_write(world, client_of, where):
    meeting = Meeting.objects.get(body__council=world.council)
    address = base(world) + where.format(meeting=meeting.pk, body=meeting.body_id)
    assert client_of(world.stranger).get(address).status_code == 404
    writes = "add" in where or "edit" in where or "bodies" in where or "days" in where
    assert client_of(world.lead).get(address).status_code == (403 if writes else 200)
    assert client_of(world.officer).delete(address).status_code == 405
    elsewhere = build.world("elsewhere")
    if "{" in where:
        theirs = f"/elsewhere/meetings/{where.format(meeting=meeting.pk, body=meeting.body_id)}"
        assert client_of(elsewhere.officer).get(theirs).status_code == 404


@pytest.mark.parametrize("number", [10, 150])
def test_the_list_takes_as_many_queries_for_any_number(
    world, client_of, number, django_assert_max_num_queries
):
    body = Body.objects.get(council=world.council, authority="CMT")
    Meeting.objects.bulk_create(
        Meeting(body=body, day=date.fromordinal(738_000 + each)) for each in range(number)
    )
    client = client_of(world.member)
    with django_assert_max_num_queries(9):
        client.get(base(world))


def test_the_list_is_put_in_the_order_that_is_chosen(world, client_of):
    Meeting.objects.create(body=Body.objects.get(authority="CMT"), day=date(2026, 3, 1))
    client = client_of(world.member)
    newest, oldest = client.get(base(world)).text, client.get(base(world) + "?sort=day").text
    assert newest.index("1 March 2026") < newest.index("11 February 2026")
    assert oldest.index("1 March 2026") > oldest.index("11 February 2026")


def test_a_board_that_scrutinises_is_given_no_authority(world, client_of):
    typed = {"name": "Review Panel", "kind": "scrutiny", "authority": "Cabinet"}
    assert (
        "does not decide on changes" in client_of(world.officer).post(base(world) + "bodies/add/", typed).text
    )
    assert "Choose what the body does" in client_of(world.officer).post(base(world) + "bodies/add/", {}).text


def test_everything_wrong_with_a_meeting_is_said_at_once_and_nothing_is_lost(world, client_of):
    typed = {"day": "soon", "starts_at": "tea time", "place": "Room 4"}
    page = client_of(world.democratic).post(base(world) + "add/", typed).text
    for words in ("Choose the body", "is not a day", "Write the time like", "Room 4", "tea time"):
        assert words in page


def test_the_meetings_of_a_year_stand_month_by_month(world, client_of):
    page = client_of(world.member).get(base(world) + "year/").text
    assert "February 2026" in page
    assert "11 February 2026, Cabinet" in page
    body = Body.objects.get(council=world.council, authority="CMT")
    Meeting.objects.create(body=body, day=date(2031, 1, 7))
    assert (
        "bank holidays of this year are not known"
        in client_of(world.member).get(base(world) + "year/?of=2031").text
    )


def coming(world, day=date(2026, 3, 25)):
    return Meeting.objects.create(body=Body.objects.get(council=world.council, name="Cabinet"), day=day)


def test_a_meeting_shows_its_deadlines_with_the_days_left(world, client_of):
    meeting = coming(world)
    page = client_of(world.democratic).get(f"{base(world)}{meeting.pk}/").text
    assert "17 March 2026" in page  # five clear working days before 25 March
    assert "in 14 days" in page
    assert "5 clear working days before the meeting" in page
    assert "Nobody of the council has confirmed these rules yet." in page
    assert "6 days ago" in page  # the draft to finance and legal was due on 25 February


def test_publication_is_recorded_and_short_notice_needs_its_reason(world, client_of):
    meeting = coming(world, date(2026, 3, 6))
    client, at = client_of(world.democratic), f"{base(world)}{meeting.pk}/"
    short = client.post(at + "agenda/", {"agenda-on": "3/3/2026"}).text
    assert "That gives 2, and the council gives 5 clear working days." in short
    assert "not in the future" in client.post(at + "agenda/", {"agenda-on": "4/3/2026"}).text
    assert "Enter a real date" in client.post(at + "agenda/", {"agenda-on": "soon"}).text
    given = {"agenda-on": "3/3/2026", "agenda-why": "The grant lapses on 9 March."}
    assert "The grant lapses" in client.post(at + "agenda/", given, follow=True).text
    body = Body.objects.get(council=world.council, authority="CMT")
    typed = {"body": body.pk, "day": "9 March 2026"}
    assert "The agenda of" in client.post(at + "edit/", typed).text
    assert "on or after the day" in client.post(at + "decisions/", {"decisions-on": "3/3/2026"}).text
    held = Meeting.objects.get(body__council=world.council, day=date(2026, 2, 11))
    answer = client.post(f"{base(world)}{held.pk}/decisions/", {"decisions-on": "13/2/2026"}, follow=True)
    assert "20 February 2026" in answer.text  # call-in ends five working days later
    twice = client.post(f"{base(world)}{held.pk}/decisions/", {"decisions-on": "16/2/2026"})
    assert "recorded already" in twice.text
    assert Entry.objects.filter(event__startswith="published the ").count() == 2


def rules_typed(world, **given):
    return {
        "version": world.council.version,
        "nation": "Scotland",
        "agenda_days": "4",
        "agenda_kind": "working days",
        "key_days": "",
        "local": "29 December 2026 Closed\n3/1/2028 – New Year’s Day",
        "years": "2028",
        "offset_draft": "15",
        "offset_sign_off": "12",
        "offset_management": "10",
        "offset_decisions": "2",
        "offset_call_in": "0",
        "confirmed": "on",
    } | given


def test_the_council_says_how_it_counts_days_and_who_confirms_it(world, client_of):
    client = client_of(world.democratic)
    client.post(base(world) + "days/", rules_typed(world))
    world.council.refresh_from_db()
    rules = settings_of(world.council).meeting_rules
    assert rules.agenda == Notice(4)
    assert rules.calendar == Calendar(
        Nation.SCOTLAND,
        {date(2026, 12, 29): "Closed", date(2028, 1, 3): "New Year’s Day"},
        frozenset({2028}),
    )
    assert (rules.offset(Deadline.DRAFT), rules.offset(Deadline.CALL_IN)) == (-15, 0)
    assert (rules.confirmed_by, rules.confirmed_on) == ("Dora Stiles", build.NOW.date())
    page = client.get(base(world) + "days/").text
    assert "Confirmed for the council by Dora Stiles on 3 March 2026." in page
    assert "29 December 2026 Closed" in page
    meeting = coming(world)
    shown = client_of(world.member).get(f"{base(world)}{meeting.pk}/").text
    assert "18 March 2026" in shown
    assert "Last day to call a decision in" not in shown


def test_the_administrators_settings_leave_the_rules_of_meetings_alone(world, client_of):
    client_of(world.democratic).post(base(world) + "days/", rules_typed(world))
    world.council.refresh_from_db()
    typed = {each.html_name: each.value() or "" for each in SettingsForm(council=world.council)}
    at = f"/{world.council.slug}/people/settings/"
    client_of(world.administrator).post(at, typed | {"name": "New name"})
    world.council.refresh_from_db()
    assert world.council.name == "New name"
    assert settings_of(world.council).meeting_rules.confirmed


def test_problems_with_the_days_are_said_together_and_an_old_page_is_refused(world, client_of):
    client = client_of(world.officer)
    wrong = rules_typed(world, local="tomorrow\nnext week closed", years="soon", agenda_days="many")
    page = client.post(base(world) + "days/", wrong).text
    for words in (
        "“tomorrow” does not begin",
        "“next week closed” does not",
        "Write the years",
        "whole number",
    ):
        assert words in page
    client.post(base(world) + "days/", rules_typed(world, confirmed=""))
    assert not settings_of(type(world.council).objects.get(pk=world.council.pk)).meeting_rules.confirmed
    assert "Somebody else has changed" in client.post(base(world) + "days/", rules_typed(world)).text


@pytest.mark.parametrize("number", [10, 150])
def test_the_year_and_a_meeting_take_as_many_queries_for_any_number(
    world, client_of, number, django_assert_max_num_queries
):
    body = Body.objects.get(council=world.council, authority="CMT")
    first = date(2026, 1, 5).toordinal()
    rows = Meeting.objects.bulk_create(
        Meeting(body=body, day=date.fromordinal(first + each)) for each in range(number)
    )
    client = client_of(world.member)
    with django_assert_max_num_queries(8):
        client.get(base(world) + "year/")
    with django_assert_max_num_queries(11):
        client.get(f"{base(world)}{rows[0].pk}/")
