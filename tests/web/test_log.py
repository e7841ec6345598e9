"""What the server notes for whoever watches it."""

import io
import json
import logging

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from fingerpost.config.log import JsonLines
from tests import build
from tests.web.test_sign_in import LOGIN, give_password, sign_in


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def noted():
    """The lines that are written while a test runs, read back."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(each) for each in written.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_fault_of_ours_is_noted_with_the_way_to_it_and_the_person_sees_none_of_it(
    world, noted, monkeypatch
):
    def fail(*_, **__):
        raise RuntimeError("a detail that is nobody’s business")

    client = Client(raise_request_exception=False)
    client.force_login(world.lead.user)
    monkeypatch.setattr("fingerpost.start.views.links", fail)
    answer = client.get(f"/{world.council.slug}/more/?reason=private")
    assert "detail" not in answer.text
    [line] = [each for each in noted() if each["level"] == "error"]
    assert "a detail that is nobody’s business" in line["fault"]
    assert (line["status"], line["method"], line["path"]) == (500, "GET", f"/{world.council.slug}/more/")
    assert (line["account"], line["address"]) == (world.lead.user.pk, "127.0.0.1")
    assert line["at"].endswith("+00:00")
    assert "private" not in json.dumps(line)


def test_the_server_writes_what_django_says_is_wrong_where_it_can_be_read():
    """Django's own settings send faults to nobody where no administrators with e-mail addresses are set."""
    assert django_settings.LOGGING["root"]["handlers"] == ["watcher"]
    django = logging.getLogger("django.request")
    while not django.handlers:
        assert django.propagate
        django = django.parent
    formatters = {type(each.formatter) for each in django.handlers}
    assert JsonLines in formatters


def test_who_is_refused_a_page_is_noted_without_the_way_in_the_code(world, noted, client_of):
    client_of(world.member).get(f"/{world.council.slug}/people/settings/")
    [line] = [each for each in noted() if each.get("status") == 403]
    assert (line["account"], line["path"]) == (
        world.member.user.pk,
        f"/{world.council.slug}/people/settings/",
    )
    assert "fault" not in line


def test_signing_in_and_out_and_failing_to_are_noted_without_password_or_address(world, noted):
    lead = give_password(world.lead)
    client = Client()
    sign_in(client, lead, "a wrong one\nforged line")
    sign_in(client, lead)
    client.post("/account/logout/")
    said = [each["what"] for each in noted() if each["from"] == "fingerpost.sign_in"]
    account = lead.user.pk
    assert said == [
        "failed sign-in",
        f"signed in: account {account} by password",
        f"signed out: account {account}",
    ]
    everything = json.dumps(noted())
    assert build.PASSWORD not in everything
    assert "wrong one" not in everything
    assert lead.user.email not in everything


def test_a_line_end_in_what_is_noted_makes_no_second_line():
    record = logging.LogRecord("x", logging.WARNING, "", 0, 'Not Found: /x\n{"level":"info"}', None, None)
    assert len(JsonLines().format(record).splitlines()) == 1


def test_the_secret_of_a_link_to_a_password_is_not_noted(world, noted):
    Client().post("/account/password/reset/key/3-abcdef-0123456789/", {}, follow=True)
    Client().get("/account/password/reset/key/3-abcdef-0123456789/x/y/")
    assert "0123456789" not in json.dumps(noted())


def test_a_form_from_elsewhere_is_noted(world, noted):
    Client(enforce_csrf_checks=True).post(LOGIN, {"login": "x@example.org", "password": "y"})
    assert [each["from"] for each in noted()][:1] == ["django.security.csrf"]
