"""The licence under which a council publishes, and the icon of its pages."""

import json

import pytest
from django.test import Client

from fingerpost.publication.operations import publish_report
from fingerpost.publication.static_site import answers
from fingerpost.publication.verifying import faults_of_council
from tests import build

PUBLIC = "/public/harrow-vale/"
OPEN = "Open Government Licence v3.0"


def get(address):
    return Client().get(address)


@pytest.fixture
def own(world):
    world.council.settings = {
        "licence_title": "Vale Licence",
        "licence_address": "https://vale.example/licence",
    }
    world.council.save()


def test_a_licence_of_the_councils_own_is_stated_everywhere(world, own, published):
    for page in ("", "about/", "ip25/data/", "ip25/2026-02/"):
        text = get(f"{PUBLIC}{page}").text
        assert 'rel="license" href="https://vale.example/licence"' in text
        assert OPEN not in text
    data = json.loads(get(f"{PUBLIC}ip25/2026-02/data/data.json").content)
    assert data["licence"]["name"] == "Vale Licence"
    dataset = json.loads(get(f"{PUBLIC}ip25/data/dataset.jsonld").content)
    assert dataset["license"] == "https://vale.example/licence"
    assert b"https://vale.example/licence" in get(f"{PUBLIC}feed.atom").content


def test_what_was_published_keeps_its_licence(world, report, own):
    publish_report(report=report, by=world.officer, at=build.NOW)
    world.council.settings = {}
    world.council.save()
    data = json.loads(get(f"{PUBLIC}ip25/2026-02/data/data.json").content)
    assert data["licence"]["name"] == "Vale Licence"
    assert OPEN in get(PUBLIC).text
    assert list(faults_of_council(world.council)) == []


def test_every_page_has_an_icon(world, published):
    for page in (PUBLIC, "/public/", "/account/login/"):
        text = get(page).text
        assert 'rel="icon"' in text
        assert 'rel="alternate icon"' in text
    for address in (f"{PUBLIC}icon.svg", "/public/icon.png"):
        assert get(address).status_code == 200
    assert get(f"{PUBLIC}icon.svg")["Content-Type"] == "image/svg+xml"
    assert get("/public/icon.png").content.startswith(b"\x89PNG")
    assert {"/public/icon.svg", f"{PUBLIC}icon.png"} <= {address for address, _made in answers(build.NOW)}


def test_the_sign_in_page_leads_to_what_is_public_and_back(world, published):
    assert 'href="/public/"' in get("/account/login/").text
    assert f'/{world.council.slug}/" rel="nofollow"' in get(PUBLIC).text
