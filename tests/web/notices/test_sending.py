"""The outbox: sent once, tried again, given up, never by two; and where mail goes."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from fingerpost.config.mail import NotAMailAddress, mail_settings
from fingerpost.notices.letters import Letter
from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.operations import NotFailed, try_again
from fingerpost.notices.sending import GIVEN_UP_AFTER, PAUSES, send_waiting, take, waiting
from fingerpost.notices.writing import write
from fingerpost.rules.notices import NoticeKind
from tests import build
from tests.conftest import REPOSITORY


def queued(world, key="due soon 1 2026-03-03"):
    return write(
        Letter("Two updates", "Dear Leo,\n"),
        council=world.council,
        person=world.lead,
        kind=NoticeKind.BEFORE,
        key=key,
        at=build.NOW,
    )


class Unreachable(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody answers")


class Killed(BaseEmailBackend):
    """Takes the mail, and dies before it can say so."""

    def send_messages(self, messages):
        mail.outbox.extend(messages)
        raise KeyboardInterrupt


def backend(settings, kind):
    settings.EMAIL_BACKEND = f"{kind.__module__}.{kind.__qualname__}"


def test_a_message_is_sent_once_with_its_message_id(world, mailoutbox):
    message = queued(world)
    assert send_waiting(at=build.NOW) == (1, 0)
    assert send_waiting(at=build.NOW) == (0, 0)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.sent_at) == (MessageState.SENT, 1, build.NOW)
    assert [each.message()["Message-ID"] for each in mailoutbox] == [message.message_id]
    assert mailoutbox[0].message()["Auto-Submitted"] == "auto-generated"
    assert mailoutbox[0].to == ["leo@harrow-vale.example"]


def test_a_failure_is_tried_again_after_longer_and_longer_pauses_and_then_given_up(world, monkeypatch):
    monkeypatch.setattr("fingerpost.notices.sending.EmailMessage.send", lambda _self: 1 / 0)
    message, at = queued(world), build.NOW
    for pause in PAUSES:
        assert send_waiting(at=at) == (0, 1)
        assert send_waiting(at=at + pause - timedelta(seconds=1)) == (0, 0)
        at += pause
    assert send_waiting(at=at) == (0, 1)
    message.refresh_from_db()
    assert message.state == MessageState.FAILED
    assert message.problem == "ZeroDivisionError: division by zero"
    assert send_waiting(at=at + timedelta(days=9)) == (0, 0)
    monkeypatch.undo()
    try_again(message=message, by=world.officer, at=at)
    assert send_waiting(at=at) == (1, 0)
    with pytest.raises(NotFailed):
        try_again(message=message, by=world.officer, at=at)


def test_a_mail_server_that_does_not_answer_is_a_failure_with_its_words(world, settings):
    backend(settings, Unreachable)
    message = queued(world)
    assert send_waiting(at=build.NOW) == (0, 1)
    message.refresh_from_db()
    assert (message.state, message.problem) == (
        MessageState.QUEUED,
        "ConnectionRefusedError: nobody answers",
    )


def test_a_crash_in_mid_send_is_mended_with_the_same_message_id(world, settings, mailoutbox):
    sends = settings.EMAIL_BACKEND
    backend(settings, Killed)
    message = queued(world)
    with pytest.raises(KeyboardInterrupt):
        send_waiting(at=build.NOW)
    message.refresh_from_db()
    assert message.state == MessageState.SENDING
    settings.EMAIL_BACKEND = sends
    assert send_waiting(at=build.NOW + GIVEN_UP_AFTER - timedelta(seconds=1)) == (0, 0)
    assert send_waiting(at=build.NOW + GIVEN_UP_AFTER) == (1, 0)
    assert {each.message()["Message-ID"] for each in mailoutbox} == {message.message_id}
    assert len(mailoutbox) == 2


def test_of_two_workers_one_takes_the_message(world):
    queued(world)
    one, other = waiting(build.NOW).get(), waiting(build.NOW).get()
    assert take(one, at=build.NOW)
    assert not take(other, at=build.NOW)
    late = build.NOW + GIVEN_UP_AFTER
    one, other = waiting(late).get(), waiting(late).get()
    assert take(other, at=late)
    assert not take(one, at=late)


def test_a_message_is_written_once(world):
    from django.db import IntegrityError, transaction

    queued(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        queued(world)
    assert Message.objects.count() == 1


SCRIPT = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "fingerpost.config.settings"
django.setup()
from django.conf import settings
from fingerpost.notices.models import Message
step = sys.argv[1]
if step == "build":
    from tests import build
    build.world()
else:
    import django.core.mail.backends.filebased as filebased
    send = filebased.EmailBackend.send_messages
    if step == "kill":
        def die(self, messages):
            send(self, messages)
            os._exit(9)
        filebased.EmailBackend.send_messages = die
    from fingerpost.cli.main import main
    code = main(["worker", "--every", "1"] if step == "loop" else ["worker", "--once"])
    sys.exit(code)
"""


def run(folder, step, now, **options):
    """A step of the script in a process of its own, on a database and a mail folder of its own."""
    options = {"capture_output": True, "text": True, "check": False, **options}
    start = subprocess.Popen if options.pop("beside", False) else subprocess.run
    if start is subprocess.Popen:
        options = {"stderr": subprocess.PIPE, "text": True}
    return start(
        [sys.executable, "-c", SCRIPT, step],
        env={
            **os.environ,
            "FINGERPOST_DATA": str(folder),
            "FINGERPOST_NOW": now,
            "DATABASE_URL": f"sqlite:///{folder / 'worker.sqlite3'}",
            "PYTHONPATH": str(REPOSITORY),
        },
        cwd=REPOSITORY,
        **options,
    )


def test_a_worker_killed_in_mid_send_loses_nothing_and_repeats_only_what_was_in_hand(tmp_path, migrated):
    shutil.copy(migrated, tmp_path / "worker.sqlite3")
    assert run(tmp_path, "build", "2026-03-03T09:00").returncode == 0
    assert run(tmp_path, "kill", "2026-03-06T09:00").returncode == 9
    again = run(tmp_path, "go on", "2026-03-06T09:20")
    assert again.returncode == 0, again.stderr
    assert "0 written, 2 sent, 0 to be tried again" in again.stdout
    ids = [
        line
        for path in Path(tmp_path / "mail").iterdir()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("Message-ID:")
    ]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_a_worker_runs_until_it_is_told_to_stop(tmp_path, migrated):
    shutil.copy(migrated, tmp_path / "worker.sqlite3")
    assert run(tmp_path, "build", "2026-03-03T09:00").returncode == 0
    worker = run(tmp_path, "loop", "2026-03-06T09:00", beside=True)
    try:
        assert "2 written, 2 sent" in worker.stderr.readline()
        worker.terminate()
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.stderr.close()
    assert len(list((tmp_path / "mail").iterdir())) >= 1


def test_where_mail_goes_is_one_address(tmp_path):
    assert mail_settings("file:", tmp_path)["EMAIL_FILE_PATH"] == tmp_path
    assert mail_settings("file:///var/mail", tmp_path)["EMAIL_FILE_PATH"] == "/var/mail"
    assert mail_settings("console:", tmp_path)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    smtp = mail_settings("smtp://anna:p%40ss@mail.example:587?tls=yes", tmp_path)
    assert (smtp["EMAIL_HOST"], smtp["EMAIL_PORT"], smtp["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert (smtp["EMAIL_HOST_USER"], smtp["EMAIL_HOST_PASSWORD"]) == ("anna", "p@ss")
    assert mail_settings("smtp://mail.example", tmp_path)["EMAIL_PORT"] == 25
    secure = mail_settings("smtps://mail.example", tmp_path)
    assert (secure["EMAIL_PORT"], secure["EMAIL_USE_SSL"], secure["EMAIL_USE_TLS"]) == (465, True, False)
    notify = mail_settings(f"notify://{TEMPLATE}?key=abc", tmp_path)
    assert notify["GOVUK_NOTIFY_PLAIN_EMAIL_TEMPLATE_ID"] == TEMPLATE
    for wrong in ("", "smtp:", "notify://x", "pigeon://x"):
        with pytest.raises(NotAMailAddress):
            mail_settings(wrong, tmp_path)


TEMPLATE = "11111111-2222-4333-8444-555555555555"
KEY = f"test-{TEMPLATE}-{TEMPLATE}"


def test_gov_uk_notify_gets_subject_body_and_the_message_id_as_reference(world, settings, monkeypatch):
    asked = []

    def request(_self, method, url, *, headers, timeout, data):
        asked.append((method, url, data))
        import requests

        answer = requests.Response()
        answer.status_code = 201
        answer._content = b"{}"
        return answer

    monkeypatch.setattr("requests.Session.request", request)
    settings.EMAIL_BACKEND = "fingerpost.notices.notify.NotifyBackend"
    settings.GOVUK_NOTIFY_API_KEY = KEY
    settings.GOVUK_NOTIFY_PLAIN_EMAIL_TEMPLATE_ID = TEMPLATE
    message = queued(world)
    assert send_waiting(at=build.NOW) == (1, 0)
    method, url, data = asked[0]
    assert (method, url.endswith("/v2/notifications/email")) == ("POST", True)
    for words in (message.message_id, TEMPLATE, "leo@harrow-vale.example", "Two updates"):
        assert words in data


def test_what_gov_uk_notify_refuses_is_tried_again(world, settings, monkeypatch):
    def request(_self, method, url, **_options):
        import requests

        raise requests.ConnectionError("no route")

    monkeypatch.setattr("requests.Session.request", request)
    settings.EMAIL_BACKEND = "fingerpost.notices.notify.NotifyBackend"
    settings.GOVUK_NOTIFY_API_KEY = KEY
    settings.GOVUK_NOTIFY_PLAIN_EMAIL_TEMPLATE_ID = TEMPLATE
    queued(world)
    assert send_waiting(at=build.NOW) == (0, 1)
