"""Passkeys in a real browser, with a virtual authenticator: added, signed in with, used as second factor, removed."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from playwright.sync_api import expect

from tests import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium):
    cache.clear()
    opened = chromium.new_page()
    said = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    devices = opened.context.new_cdp_session(opened)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield opened
    assert not [each for each in said if "Content Security Policy" in each]


@pytest.fixture
def lead():
    person = build.world().lead
    person.user.set_password(build.PASSWORD)
    person.user.save()
    EmailAddress.objects.create(user=person.user, email=person.user.email, verified=True, primary=True)
    return person


def sign_in(page, site, person):
    page.goto(f"{site}/account/login/")
    page.get_by_label("E-mail address").fill(person.user.email)
    page.get_by_label("Password").fill(build.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_a_key(page, site, *, alone):
    page.goto(f"{site}/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(build.PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("A name by which you know it").fill("work laptop")
    if alone:
        page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def sign_out(page, site):
    page.goto(f"{site}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_passkey_signs_in_without_a_password_until_it_is_removed(page, live_server, lead):
    site = live_server.url
    sign_in(page, site, lead)
    add_a_key(page, site, alone=True)
    sign_out(page, site)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{site}/harrow-vale/")
    page.goto(f"{site}/account/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("work laptop")
    page.get_by_role("link", name="Remove work laptop").click()
    if page.get_by_role("heading", name="Confirm that it is you").is_visible():
        page.get_by_label("Password").fill(build.PASSWORD)
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("main")).to_contain_text("You have none.")


def test_a_security_key_is_the_second_factor(page, live_server, lead):
    site = live_server.url
    sign_in(page, site, lead)
    add_a_key(page, site, alone=False)
    sign_out(page, site)
    sign_in(page, site, lead)
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    page.get_by_role("button", name="Use a passkey or security key").click()
    page.wait_for_url(f"{site}/harrow-vale/")


def test_a_refused_passkey_says_so_and_the_password_still_works(page, live_server, lead):
    site = live_server.url
    page.goto(f"{site}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey was not used.")).to_be_visible()
    sign_in(page, site, lead)
    page.wait_for_url(f"{site}/harrow-vale/")
