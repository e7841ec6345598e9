"""What goes wrong is said plainly, with what was typed."""

import sqlite3

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from fingerpost.govuk.faults import StorageFault, storage_fault


@pytest.fixture
def careful(world):
    """A client that gives the page in place of the exception, signed in as the lead."""
    client = Client(raise_request_exception=False)
    client.force_login(world.lead.user)
    return client


def failing_with(monkeypatch, problem):
    def fail(*_, **__):
        raise problem

    monkeypatch.setattr("fingerpost.start.views.links", fail)


def address(world, page="start:more"):
    return reverse(page, kwargs={"council": world.council.slug})


def test_a_page_that_is_not_there(world, client_of):
    answer = client_of(world.lead).get(f"/{world.council.slug}/nothing/here/")
    assert answer.status_code == 404
    assert "<h1" in answer.text
    assert "Page not found" in answer.text


def test_a_page_that_one_may_not_open_names_what_one_may_not_do(world, client_of):
    answer = client_of(world.member).get(address(world, "people:settings"))
    assert answer.status_code == 403
    assert "You may not" in answer.text
    assert world.council.name in answer.text, "the frame of the council stands around it"


def test_a_page_asked_for_in_another_way(world, client_of):
    answer = client_of(world.lead).post(address(world), {"comment": "All went well"})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert "All went well" in answer.text


def test_a_form_from_elsewhere_is_refused_with_its_words(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.lead.user)
    answer = client.post(address(world), {"comment": "All went well"})
    assert answer.status_code == 403
    assert "could not be accepted" in answer.text
    assert "All went well" in answer.text


def test_words_sent_after_the_session_ended_are_shown_back_but_no_password(world, client):
    answer = client.post(address(world), {"reason_words": "A partner withdrew", "password1": "a secret one"})
    assert answer.status_code == 403
    assert "Reason words" in answer.text
    assert "A partner withdrew" in answer.text
    assert "a secret one" not in answer.text
    assert f"/account/login/?next={address(world)}" in answer.text


def test_a_program_fault_is_a_plain_page(world, careful, monkeypatch):
    failing_with(monkeypatch, RuntimeError("a detail that is nobody’s business"))
    answer = careful.get(address(world))
    assert answer.status_code == 500
    assert "problem with the service" in answer.text
    assert "detail" not in answer.text


@pytest.mark.parametrize(
    ("said", "words", "wait"),
    [
        ("database or disk is full", "no room left", "300"),
        ("attempt to write a readonly database", "can only be read", "300"),
        ("database is locked", "Somebody else is saving", "10"),
        ("unable to open database file", "does not answer", "300"),
    ],
)
def test_a_database_that_cannot_save_says_so(said, words, wait, request):
    world, careful, monkeypatch = map(request.getfixturevalue, ("world", "careful", "monkeypatch"))
    failing_with(monkeypatch, OperationalError(said))
    answer = careful.get(address(world))
    assert answer.status_code == 503
    assert words in answer.text
    assert "Nothing of what you just sent was saved" in answer.text
    assert answer["Retry-After"] == wait


def test_other_faults_of_the_database_are_no_faults_of_its_storage():
    assert storage_fault(OperationalError("no such table: people")) is None
    assert storage_fault(ValueError("disk is full")) is None
    assert storage_fault(None) is None


def test_postgresql_is_understood_as_well():
    assert (
        storage_fault(OperationalError('could not extend file "base/1/2": No space left on device'))
        is StorageFault.FULL
    )
    assert (
        storage_fault(OperationalError("cannot execute INSERT in a read-only transaction"))
        is StorageFault.READ_ONLY
    )
    assert storage_fault(OperationalError("connection failed: Connection refused")) is StorageFault.AWAY


@pytest.mark.skipif(connection.vendor != "sqlite", reason="made read-only by SQLite’s own switch")
@pytest.mark.django_db(transaction=True)
def test_a_real_read_only_database_keeps_the_words(careful, world):
    careful.get(address(world))
    update = reverse(
        "monitoring:update", kwargs={"council": world.council.slug, "pk": world.action("3.1.1").pk}
    )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        answer = careful.post(update, {"comment": "All went well", "then": "save", "version": "0"})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")
    assert answer.status_code == 503
    assert "can only be read" in answer.text
    assert "All went well" in answer.text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="made full by SQLite’s own limit")
@pytest.mark.django_db(transaction=True)
def test_a_real_full_disk_keeps_the_words(careful, world):
    careful.get(address(world))
    update = reverse(
        "monitoring:update", kwargs={"council": world.council.slug, "pk": world.action("3.1.1").pk}
    )
    words = "All went well. " * 300  # more than the pages of the file that are there have room for
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA max_page_count = 1")
    try:
        answer = careful.post(update, {"comment": words, "then": "save", "version": "0"})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 503
    assert "no room left" in answer.text
    assert "All went well" in answer.text
    assert not world.period.updates.exists()
    careful.post(update, {"comment": words, "then": "save", "version": "0"})
    assert world.period.updates.get().typed["comment"] == words


def test_sqlite_says_what_we_listen_for(tmp_path):
    opened = sqlite3.connect(tmp_path / "full.sqlite3")
    try:
        opened.execute("PRAGMA page_size = 512")
        opened.execute("CREATE TABLE words (word TEXT)")
        opened.execute("PRAGMA max_page_count = 3")
        with pytest.raises(sqlite3.OperationalError) as raised:
            opened.execute("INSERT INTO words VALUES (?)", ["x" * 5000])
    finally:
        opened.close()
    assert storage_fault(OperationalError(*raised.value.args)) is StorageFault.FULL
