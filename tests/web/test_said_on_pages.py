"""Every word of a page can be said in another language: all pages are walked in a made-up one.

What is let through stands here: what people typed and what was frozen, as whole texts of the database, unless such
a text is itself a message of ours; and names that are the same in every language.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fingerpost.rules.roles import Role
from tests import build
from tests.web.marked_language import ENGLISH, LANGUAGE, left_of, marked, stored, texts_of, write_language
from tests.web.page_keys import KEYS, Things
from tests.web.pages import NO_PAGES, PAGES

NAMES = {
    "Fingerpost",
    "SHA",
    "JSON",
    "CSV",
    "HTML",
    "PDF",
    "EDTF",
    "Excel",
    "Word",
    "CMT",
    "GOV.UK",
    "kB",
    "https://www.gov.uk/bank-holidays",
    "news@gazette.example",
}
"""The same in every language."""

TYPED_TOO = {"Cabinet", "theme", "deliverable"}
"""Messages of ours that the council of these tests typed as a name as well."""

SHOWN_OTHERWISE = {"Theme", "Deliverable"}
"""What the council of these tests typed, as pages show it: the levels of its plan with a capital."""

A_RECORD = "shows a document, which is in the language of its council"
PARTS = "standard parts, fields and their explanations"
STATES = "states and outcomes of a plan as their codes"
A_NAME = "a meeting or edition named with its day by the model"
PROGRAMMERS = "for programmers, in English"
NOT_YET = {
    "api:reference": PROGRAMMERS,
    "committee:add_standard": PARTS,
    "committee:appendices": PARTS,
    "committee:appendix": PARTS,
    "committee:arrange": PARTS,
    "committee:differences": PARTS,
    "committee:fields": PARTS,
    "committee:kind": PARTS,
    "committee:part": PARTS,
    "committee:preview": A_RECORD,
    "committee:recommendations": PARTS,
    "committee:report": PARTS,
    "committee:sign": PARTS,
    "committee:standard_part": PARTS,
    "committee:template": PARTS,
    "insight:action": A_RECORD,
    "insight:overview": A_RECORD,
    "insight:question": A_RECORD,
    "insight:report": A_RECORD,
    "intake:published": A_RECORD,
    "intake:review": "what the readers found in a file",
    "issuing:further": A_RECORD,
    "issuing:month": A_RECORD,
    "issuing:version": A_RECORD,
    "publishing:edition_preview": A_RECORD,
    "publishing:preview": A_RECORD,
    "scrutiny:bulletin": A_RECORD,
}
"""Pages that still hold English, each with what it is. One that holds none any more must leave this list."""


pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def language(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale")
    return folder, write_language(folder)


@pytest.fixture
def own(language, settings):
    """The messages of our own, while pages speak the made-up language."""
    folder, messages = language
    settings.LOCALE_PATHS = [str(folder)]
    with translation.override(LANGUAGE):
        yield messages


def test_a_message_is_marked_and_its_values_change_places():
    assert not ENGLISH.search(marked("Due soon"))
    assert marked("{a}; %(b)s") == "%(b)s; {a}"


def test_english_that_nobody_typed_is_found():
    assert english("<p>Due Homes</p>", {"Homes"}) == ["Due Homes"]
    assert english(f"<p>{marked('Due')} Homes</p>", {"Homes"}) == []
    assert english('<p title="Due">1</p>', {"Homes"}) == ["Due"]


def test_pages_have_no_word_that_cannot_be_translated(own, world):
    insider = build.person(
        world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC)
    )
    client = Client()
    client.force_login(insider.user)
    own = own - TYPED_TOO
    typed = stored() - own | NAMES | SHOWN_OTHERWISE
    found = {}
    for page in PAGES:
        if page.name in NO_PAGES:
            continue
        with transaction.atomic():
            keys = {name: make(Things(world)) for name, make in KEYS.get(page.name, {}).items()}
            keys = {name: getattr(made, "pk", made) for name, made in keys.items()}
            answer = client.get(reverse(page.name, kwargs={"council": world.council.slug, **keys}))
            html = "" if answer.streaming or "html" not in answer["Content-Type"] else answer.content.decode()
            left = english(html, typed) and english(html, stored() - own | NAMES | SHOWN_OTHERWISE)
            if left:
                found[page.name] = left
            transaction.set_rollback(True)
    assert {name: left for name, left in found.items() if name not in NOT_YET} == {}
    assert NOT_YET.keys() == found.keys(), "a page without English leaves the list"


def english(html, let_through):
    """The pieces of a page that hold English of which nothing let through is the reason."""
    return [
        text
        for text in texts_of(html)
        if text not in let_through and ENGLISH.search(left_of(text, let_through))
    ]
