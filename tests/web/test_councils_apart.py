"""Councils apart: for every page there is, nobody of another council gets anything, by address or by key.

The pages are found by walking the addresses of the whole application, so that a new page is in the test, or fails
it: a page whose address holds a key needs an entry in `page_keys.KEYS`.
"""

import pytest
from django.test import Client
from django.urls import reverse

from fingerpost.rules.roles import Act, Role
from tests import build
from tests.web.page_keys import KEYS, Things
from tests.web.pages import PAGES

PUBLIC = {
    "start:colour": "the colour of the header, for the pages that one sees before signing in",
}
"""Addresses below a council's short name that everybody may open, each with the reason."""


OPEN = [each for each in PAGES if each.name not in PUBLIC]
each_page = pytest.mark.parametrize("page", OPEN, ids=[each.name for each in OPEN])


def parts(page, world):
    assert page.keys == KEYS.get(page.name, {}).keys(), f"{page.name}: say in KEYS what {set(page.keys)} are"
    made = {name: make(Things(world)) for name, make in KEYS.get(page.name, {}).items()}
    return {name: getattr(value, "pk", value) for name, value in made.items()}


def asked_of(client, page, address):
    """What the page answers to each method that it takes."""
    return [getattr(client, each.lower())(address) for each in page.view.methods]


def asked(client, page, address):
    return [each.status_code for each in asked_of(client, page, address)]


def assert_lists_can_be_narrowed_and_sorted(text, name):
    for each in text.split('<div class="fp-list"')[1:]:
        if "<table" in each:
            assert 'role="search"' in each, f"{name}: a list without filters"
            assert "aria-sort=" in each, f"{name}: a list that cannot be sorted"
            assert 'class="fp-stack"' in each, f"{name}: a list that is no cards on a narrow screen"


def test_there_are_pages():
    assert len(PAGES) > 20


@each_page
def test_a_page_of_a_council_says_what_one_does_there(page):
    assert isinstance(page.view.act, Act), f"{page.name} is not made by people.access.page"
    assert page.view.methods


@each_page
def test_only_somebody_of_the_council_finds_something_there(page, world, client_of):
    keys = parts(page, world)
    address = reverse(page.name, kwargs={"council": world.council.slug, **keys})
    elsewhere = client_of(world.stranger)
    assert set(asked(elsewhere, page, address)) == {404}, "by address"
    if any(isinstance(each, int) for each in keys.values()):  # the key of a thing; a word is nobody's
        own = reverse(page.name, kwargs={"council": world.stranger.council.slug, **keys})
        assert set(asked(elsewhere, page, own)) == {404}, "by key"
    for answer in asked_of(Client(), page, address):
        assert answer.status_code == 302
        assert answer.url.startswith("/account/login/")
    # Somebody of the council does find it: or the above would pass for a page that nobody finds.
    insider = build.person(
        world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC)
    )
    shown = client_of(insider).get(address)
    assert shown.status_code != 404
    # Every page stands here with rows, so its lists are looked at in passing.
    if not shown.streaming and "html" in shown.get("Content-Type", ""):
        assert_lists_can_be_narrowed_and_sorted(shown.text, page.name)
