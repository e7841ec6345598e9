"""Retention and disposal."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from fingerpost.files.models import StoredFile
from fingerpost.history.models import Entry
from fingerpost.history.of import entries_of
from fingerpost.intake.models import Upload, UploadState
from fingerpost.notices.models import Message, MessageState
from fingerpost.people.disposal import years_before
from tests import build

LONG_AGO = build.NOW - timedelta(days=4 * 366)


def address(world):
    return f"/{world.council.slug}/people/disposal/"


def upload(world, state, at):
    file = StoredFile.objects.create(
        council=world.council,
        name="old.docx",
        media_type="x",
        sha256="0" * 64,
        size=1,
        content=b"x",
        stored_at=at,
    )
    return Upload.objects.create(council=world.council, by=world.officer, at=at, file=file, state=state)


def message(world, state, at):
    return Message.objects.create(
        council=world.council,
        person=world.lead,
        kind="due soon",
        key=f"{state} {at}",
        address="leo@x.example",
        subject="x",
        body="x",
        message_id=f"<{state}{at}@x.example>",
        written_at=at,
        next_try_at=at,
        state=state,
    )


@pytest.fixture
def kept(world):
    return [
        upload(world, UploadState.ACCEPTED, LONG_AGO),
        upload(world, UploadState.FAILED, build.NOW),
        message(world, MessageState.SENT, build.NOW),
        message(world, MessageState.QUEUED, LONG_AGO),
    ]


@pytest.fixture
def over(world):
    return [
        upload(world, UploadState.FAILED, LONG_AGO),
        upload(world, UploadState.DISCARDED, LONG_AGO),
        message(world, MessageState.SENT, LONG_AGO),
        message(world, MessageState.FAILED, LONG_AGO),
    ]


def stands(rows):
    return [type(each).objects.filter(pk=each.pk).exists() for each in rows]


def test_what_is_due_goes_and_the_rest_stays(world, client_of, kept, over):
    client = client_of(world.administrator)
    files = [each.file for each in over[:2]]
    assert "Dispose of all of it" in client.get(address(world)).text
    client.post(address(world))
    assert stands(kept) == [True] * 4
    assert stands(over) == [False] * 4
    assert stands(files) == [False, False]
    assert "Nothing is due" in client.get(address(world)).text


def test_the_history_notes_who_disposed_of_how_many(world, client_of, over):
    client_of(world.administrator).post(address(world))
    entry = entries_of(world.council.pk, world.council).first()
    assert entry.by == "Ada Norris"
    assert (entry.after["Imports"], entry.after["Messages"], entry.after["Files"]) == (2, 2, 2)


def test_nothing_is_recorded_where_nothing_is_due(world, client_of, kept):
    before = Entry.objects.count()
    answer = client_of(world.administrator).post(address(world), follow=True)
    assert "Nothing was due" in answer.text
    assert Entry.objects.count() == before


def test_records_of_sign_ins_go_after_the_days_chosen(world, settings):
    client = Client()
    client.force_login(world.lead.user)
    UserSession.objects.create(user=world.lead.user, ip="127.0.0.1", session_key="old", user_agent="x")
    UserSession.objects.filter(session_key="old").update(last_seen_at=build.NOW - timedelta(days=181))
    from fingerpost.people.operations.disposal import dispose

    assert dispose(council=world.council, by=world.administrator, at=build.NOW) == {"Records of sign-ins": 1}


def test_the_times_are_those_of_the_settings(world, client_of):
    world.council.settings = {"second_factor": "nobody", "messages_years": 5}
    world.council.save()
    row = message(world, MessageState.SENT, LONG_AGO)
    client_of(world.administrator).post(address(world))
    assert stands([row]) == [True]


def test_what_another_council_keeps_is_its_own(world, client_of, over):
    client_of(world.stranger).post(f"/{world.stranger.council.slug}/people/disposal/")
    assert stands(over) == [True] * 4


def test_an_officer_may_not_dispose(world, client_of):
    assert client_of(world.officer).post(address(world)).status_code == 403


def test_a_leap_day_counts_as_the_day_before():
    leap = datetime(2024, 2, 29, 12, tzinfo=ZoneInfo("Europe/London"))
    assert years_before(leap, 1).date().isoformat() == "2023-02-28"
    assert years_before(leap, 4).date().isoformat() == "2020-02-29"
