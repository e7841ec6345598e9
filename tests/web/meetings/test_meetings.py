"""Bodies and their meetings."""

from datetime import date

import pytest

from fingerpost.changes.operations import approve
from fingerpost.meetings.models import Body, Meeting
from tests import build
from tests.web.changes.asking import cabinet, submitted


def base(world):
    return f"/{world.council.slug}/meetings/"


def test_everyone_sees_who_meets_when(world, client_of):
    page = client_of(world.member).get(base(world)).text
    assert "11 February 2026" in page
    assert "decides as Cabinet" in page
    assert "Add a meeting" not in page
    cmt = Body.objects.get(council=world.council, authority="CMT")
    assert "No meeting is recorded yet." in client_of(world.member).get(f"{base(world)}?body={cmt.pk}").text


def test_democratic_services_keep_bodies_and_meetings(world, client_of):
    client = client_of(world.democratic)
    client.post(base(world) + "bodies/add/", {"name": "Executive", "authority": "Cabinet"})
    body = Body.objects.get(name="Executive")
    answer = client.post(base(world) + "add/", {"body": body.pk, "day": "11 March 2026"}, follow=True)
    assert "Executive, 11 March 2026" in answer.text
    meeting = Meeting.objects.get(body=body)
    client.post(f"{base(world)}{meeting.pk}/edit/", {"body": body.pk, "day": "12/3/2026"})
    client.post(f"{base(world)}bodies/{body.pk}/", {"name": "The Executive", "authority": ""})
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
    assert "called Cabinet already" in client.post(base(world) + "bodies/add/", {"name": "Cabinet"}).text
    other = Body.objects.get(council=world.council, authority="CMT")
    assert (
        "called Cabinet already" in client.post(f"{base(world)}bodies/{other.pk}/", {"name": "Cabinet"}).text
    )
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
    "where", ["", "add/", "bodies/add/", "{meeting}/", "{meeting}/edit/", "bodies/{body}/"]
)
def test_strangers_find_nothing_and_others_do_not_write(world, client_of, where):
    meeting = Meeting.objects.get(body__council=world.council)
    address = base(world) + where.format(meeting=meeting.pk, body=meeting.body_id)
    assert client_of(world.stranger).get(address).status_code == 404
    writes = "add" in where or "edit" in where or "bodies" in where
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
