"""Signing in with the council's own service, against a real OpenID Connect provider on the loopback address."""

import html
import re
import shutil
import subprocess
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from django.test import Client

from fingerpost.people.models import User
from fingerpost.people.operations.persons import account_for
from tests import build
from tests.conftest import REPOSITORY

CALLBACK = "http://testserver/account/oidc/staff/login/callback/"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="the provider runs on Node")


@pytest.fixture(scope="module")
def issuer():
    """The address of a provider that runs while these tests do."""
    provider = subprocess.Popen(
        ["node", "tests/oidc_provider.mjs", CALLBACK],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{int(provider.stdout.readline())}"
    finally:
        provider.terminate()
        provider.wait(timeout=10)
        provider.stdout.close()


@pytest.fixture
def staff(issuer, settings, world):
    settings.STAFF_SIGN_IN = "Harrow Vale account"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "staff",
                    "name": "Harrow Vale account",
                    "client_id": "fingerpost",
                    "secret": "a secret of the test",
                    "settings": {"server_url": issuer},
                }
            ],
        }
    }
    for each in (world.lead, world.other_lead):
        account_for(each.email)
    return world


def at_the_provider(address, who):
    """Signs in at the provider as somebody, agrees, and gives the address to which it sends them back."""
    session = requests.Session()
    while not address.startswith(CALLBACK):
        answer = session.get(address, allow_redirects=False, timeout=10)
        if answer.is_redirect:
            address = urljoin(address, answer.headers["Location"])
            continue
        assert answer.ok, answer.text
        form = re.search(r"<form.*?</form>", answer.text, re.DOTALL).group()
        action = html.unescape(re.search(r'action="([^"]+)"', form).group(1))
        prompt = re.search(r'name="prompt" value="(\w+)"', form).group(1)
        sent = session.post(
            urljoin(address, action),
            data={"prompt": prompt, "login": who, "password": "any"},
            allow_redirects=False,
            timeout=10,
        )
        address = urljoin(address, sent.headers["Location"])
    return address


def sign_in(client, who, following=""):
    began = client.post(f"/account/oidc/staff/login/{following}")
    assert began.status_code == 302
    asked = parse_qs(urlsplit(began.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    return client.get(at_the_provider(began.url, who).removeprefix("http://testserver"))


def test_the_sign_in_page_offers_the_councils_own_service(staff):
    assert "Sign in with Harrow Vale account" in Client().get("/account/login/").text


def test_without_one_it_is_not_offered(db):
    assert "Sign in with your council account" not in Client().get("/account/login/").text
    assert Client().post("/account/oidc/staff/login/").status_code == 404


def test_somebody_whose_verified_address_was_invited_is_signed_in_as_themselves(staff):
    client = Client()
    answer = sign_in(client, "leo", f"?next=/{staff.council.slug}/")
    assert answer.url == f"/{staff.council.slug}/"
    assert "Leo Brandt" in client.get(answer.url).text
    again = Client()
    sign_in(again, "leo")
    assert again.get(f"/{staff.council.slug}/").status_code == 200
    assert User.objects.filter(email="leo@harrow-vale.example").count() == 1


def test_a_stranger_gets_no_account(staff):
    before = User.objects.count()
    answer = sign_in(Client(), "stranger")
    assert answer.status_code == 403
    assert "nobody has invited this e-mail address" in answer.text
    assert User.objects.count() == before


def test_an_address_that_the_provider_did_not_verify_opens_nothing(staff):
    client = Client()
    assert sign_in(client, "unsure").status_code == 403
    assert client.get(f"/{staff.council.slug}/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(staff):
    answer = Client().get(f"{CALLBACK}?code=x&state=y")
    assert "The sign-in did not work" in answer.text


def test_a_leaver_does_not_come_in_by_the_councils_service(staff):
    staff.lead.left_on = build.NOW.date().replace(day=1)
    staff.lead.save()
    assert sign_in(Client(), "leo").url == "/account/inactive/"


def test_the_councils_service_counts_as_the_second_factor(staff):
    staff.council.settings = {"second_factor": "everyone"}
    staff.council.save()
    client = Client()
    sign_in(client, "leo")
    assert client.get(f"/{staff.council.slug}/").status_code == 200
