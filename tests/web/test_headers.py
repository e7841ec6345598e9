"""What every answer tells the browser."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from tests.conftest import REPOSITORY

OURS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(answer):
    return dict(each.strip().split(" ", 1) for each in answer["Content-Security-Policy"].split(";"))


@pytest.fixture
def style_sheet(tmp_path, settings):
    """A file as the server hands it out, found by the middleware that hands files out."""
    (tmp_path / "page.css").write_text("p { color: black }", encoding="utf-8")
    settings.STATIC_ROOT = tmp_path
    return "/static/page.css"


@pytest.mark.parametrize(
    "kind", ["page", "refused", "missing", "not signed in", "public", "file", "style sheet"]
)
def test_every_answer_is_held_to_the_strict_policy(world, client_of, style_sheet, kind):
    slug = world.council.slug
    address, who = {
        "page": (f"/{slug}/", world.member),
        "refused": (f"/{slug}/people/settings/", world.member),
        "missing": (f"/{slug}/nothing/", world.member),
        "not signed in": (reverse("account_login"), None),
        "public": (f"/public/{slug}/", None),
        "file": (f"/{slug}/plans/{world.plan.pk}/excel/", world.member),
        "style sheet": (style_sheet, None),
    }[kind]
    answer = (client_of(who) if who else Client()).get(address)
    rules = policy(answer)
    assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules.get("script-src", "'none'") in ("'self'", "'none'")
    assert "unsafe" not in answer["Content-Security-Policy"]
    sent = {name: answer.get(name) for name in OURS}
    assert sent == (OURS | {"X-Frame-Options": None} if kind == "style sheet" else OURS)
    answer.close()


def test_no_script_reads_a_cookie(client, world):
    cookie = client.get(reverse("account_login")).cookies[django_settings.CSRF_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_address_with_https_holds_cookies_and_browsers_to_it(tmp_path):
    program = "from fingerpost.config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            "FINGERPOST_ADDRESS": "https://plans.harrow-vale.example",
            "FINGERPOST_DATA": str(tmp_path),
        },
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == ["__Host-session", "__Host-csrf", "True", "True", "31536000", "True"]
