"""The frame of every page: the council's name and colour, the navigation, the way out."""

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from fingerpost.govuk.colour import BLACK, DEFAULT, ENOUGH, WHITE, contrast, paper_and_ink
from fingerpost.govuk.navigation import ENTRIES, links
from fingerpost.rules.roles import MAY, Act


class Visitor:
    def __init__(self, *acts):
        self.acts = acts

    def may(self, act):
        return act in self.acts


def test_the_frame_shows_the_council_who_is_signed_in_and_the_way_out(world, client_of):
    text = client_of(world.lead).get(f"/{world.council.slug}/").text
    assert world.council.name in text
    assert world.lead.name in text
    assert 'action="/account/logout/"' in text


@pytest.mark.parametrize(
    "chosen", ["#1d4f5c", "#ffdd00", "#808080", "#777777", "#000000", "#ffffff", "#ff4040"]
)
def test_every_colour_has_an_ink_that_can_be_read_on_it(chosen):
    paper, ink = paper_and_ink(chosen)
    assert contrast(paper, ink) >= ENOUGH


def test_what_is_no_colour_falls_back_to_our_own():
    assert paper_and_ink("red; } body { display: none") == (DEFAULT, WHITE)
    assert paper_and_ink("#ffdd00") == ("#ffdd00", BLACK)


def test_the_style_sheet_carries_the_councils_colour(world, client):
    world.council.colour = "#ffdd00"
    world.council.save()
    assert "--council-ink: #0b0c0c" in client.get(f"/{world.council.slug}/colour.css").text


def test_the_navigation_offers_only_what_one_may_open(world):
    everything = {each.address for each in links(Visitor(*Act), world.council.slug, "/", first=False)}
    assert f"/{world.council.slug}/people/settings/" in everything
    reader = {each.address for each in links(Visitor(Act.READ_PLAN), world.council.slug, "/", first=False)}
    assert f"/{world.council.slug}/people/settings/" not in reader
    assert reader < everything


def test_the_navigation_marks_the_page_and_the_part_that_it_is_in(world):
    start, below = f"/{world.council.slug}/", f"/{world.council.slug}/plans/7/grid/"
    here = [each for each in links(Visitor(Act.READ_PLAN), world.council.slug, start) if each.here]
    assert [each.address for each in here] == [start]
    inside = [each for each in links(Visitor(Act.READ_PLAN), world.council.slug, below) if each.inside]
    assert [each.address for each in inside] == [f"/{world.council.slug}/plans/"]


def test_every_page_of_everything_else_says_what_it_is_for():
    assert all(each.words for each in ENTRIES if not each.first)


@pytest.mark.parametrize("entry", ENTRIES, ids=[each.url_name for each in ENTRIES])
def test_what_the_navigation_offers_may_be_opened(entry):
    try:
        address = reverse(entry.url_name, kwargs={"council": "any"})
    except NoReverseMatch:
        pytest.skip("this page is not there yet")
    asked = resolve(address).func.act
    assert all(asked in may for may in MAY.values() if entry.act in may)


def test_more_lists_the_other_pages(world, client_of):
    text = client_of(world.administrator).get(f"/{world.council.slug}/more/").text
    assert "Council settings" in text


@pytest.mark.parametrize("name", ["accessibility", "privacy", "cookies", "components"])
def test_the_pages_of_no_council_are_open_to_anybody(name, client, db):
    answer = client.get(f"/{name}/")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
