"""The council's own pages of publishing: publish, preview, change the time, withdraw, redact."""

from datetime import timedelta

import pytest
from django.test import Client

from fingerpost.history.models import Entry
from fingerpost.publication.models import Publication
from fingerpost.publication.operations import publish_report
from tests import build

LATER = build.NOW + timedelta(days=2)


def at(world, rest=""):
    return f"/{world.council.slug}/publication/{rest}"


def public(world):
    return f"/public/{world.council.slug}/ip25/2026-02/"


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


def test_a_report_is_published_now(world, report, officer):
    assert "Nothing is public yet" in officer.get(at(world)).text
    assert officer.get(at(world, f"report/{report.pk}/")).status_code == 200
    answer = officer.post(at(world, f"report/{report.pk}/"), {"when": "now"}, follow=True)
    assert "February 2026, edition 1 is public." in answer.text
    assert Client().get(public(world)).status_code == 200
    assert "Edition 1" in officer.get(at(world)).text
    assert Entry.objects.filter(event="published").exists()


def test_a_report_waits_until_its_time(world, report, officer):
    answer = officer.post(
        at(world, f"report/{report.pk}/"), {"when": "later", "day": "5/3/2026", "time": "9am"}, follow=True
    )
    assert "waits for its time" in answer.text
    made = Publication.objects.get()
    assert made.public_from == build.NOW.replace(day=5, hour=9, minute=0)
    assert Client().get(public(world)).status_code == 404
    preview = officer.get(at(world, f"{made.pk}/preview/"))
    assert "It is not public" in preview.text
    assert preview["Cache-Control"] == "private, no-store"
    answer = officer.post(
        at(world, f"{made.pk}/time/"), {"when": "now", "version": made.version}, follow=True
    )
    assert "is public." in answer.text
    assert Client().get(public(world)).status_code == 200
    again = officer.post(at(world, f"{made.pk}/time/"), {"when": "now", "version": made.version + 1})
    assert "is public already" in again.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose when it is public"),
        ({"when": "later"}, "Give the day from which it is public"),
        ({"when": "later", "day": "5/3/2026", "time": "half past"}, "is not a time"),
        ({"when": "later", "day": "1/3/2026", "time": "9am"}, "is past"),
    ],
)
def test_what_is_wrong_with_a_time_is_said(world, report, officer, given, said):
    answer = officer.post(at(world, f"report/{report.pk}/"), given)
    assert answer.status_code == 200
    assert said in answer.text
    assert not Publication.objects.exists()


def test_the_preview_shows_the_page_and_publishes_nothing(world, report, officer):
    answer = officer.get(at(world, f"report/{report.pk}/preview/"))
    assert "Preview: this is how the page will look" in answer.text
    assert "Improvement Plan 2025/26: February 2026" in answer.text
    assert not Publication.objects.exists()
    assert officer.get(at(world, "preview.css")).status_code == 200


def test_an_edition_is_withdrawn_with_a_reason(world, published, officer):
    page = at(world, f"{published.pk}/withdraw/")
    assert "Say why, in words for residents" in officer.post(page, {"why": " "}).text
    answer = officer.post(page, {"why": "It named a tenant.", "version": published.version}, follow=True)
    assert "is withdrawn" in answer.text
    assert "Addresses to purge from caches" in answer.text
    assert "was withdrawn" in officer.post(page, {"why": "Again."}).text
    gone = Client().get(public(world))
    assert gone.status_code == 410
    assert "It named a tenant." in gone.text
    assert "Let the homes contract" not in gone.text


def test_one_file_is_withdrawn(world, published, officer):
    file = published.files.get(format="pdf")
    page = at(world, f"files/{file.pk}/withdraw/")
    assert officer.get(page).status_code == 200
    address = f"/public/{world.council.slug}/files/{file.file.sha256}/{file.file.name}"
    assert Client().get(address).status_code == 200
    officer.post(page, {"why": "Its properties named a person."})
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "Its properties named a person." in gone.text
    assert "Its properties named a person." in Client().get(public(world)).text


def test_words_are_taken_out(world, published, officer):
    page = at(world, f"{published.pk}/redact/")
    refused = officer.post(page, {"phrases": "nowhere said", "why": "A mistake."})
    assert "does not stand in what is published" in refused.text
    answer = officer.post(
        page, {"phrases": "homes  Contract", "why": "It was confidential.", "version": 1}, follow=True
    )
    assert "takes its place" in answer.text
    shown = Client().get(public(world)).text
    assert "Let the [redacted]" in shown
    assert "It was confidential." in shown
    assert "omes contract" not in shown
    assert Client().get(f"{public(world)}edition/1/").status_code == 410


def test_two_at_once_the_second_is_told(world, published, officer):
    page = at(world, f"{published.pk}/withdraw/")
    answer = officer.post(page, {"why": "A mistake.", "version": published.version + 1})
    assert "Somebody else has changed" in answer.text


def test_only_who_may_publish_sees_these_pages(world, published, client_of):
    for who, status in ((world.lead, 403), (world.member, 403), (world.stranger, 404)):
        client = client_of(who)
        for rest in ("", f"{published.pk}/", f"{published.pk}/withdraw/"):
            assert client.get(at(world, rest)).status_code == status
    assert client_of(world.officer).post(at(world)).status_code == 405
    assert client_of(world.officer).get(at(world, "999/")).status_code == 404


def test_the_list_takes_as_many_queries_for_few_as_for_many(
    world, report, officer, django_assert_max_num_queries
):
    publish_report(report=report, by=world.officer, at=build.NOW)
    with django_assert_max_num_queries(9):
        assert officer.get(at(world)).status_code == 200
    build.next_open(world)
    later = build.NOW.replace(month=4, day=10)
    publish_report(report=build.issued(world, at=later), by=world.officer, at=later)
    with django_assert_max_num_queries(9):
        assert officer.get(at(world)).status_code == 200
