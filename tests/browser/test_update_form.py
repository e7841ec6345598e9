"""The update form in a browser: it says what the answers give, saves as one types, and loses no word."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from fingerpost.monitoring.models import Update, UpdateState
from tests import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WORDS = "The builder’s drawings came three weeks late."


@pytest.fixture(autouse=True)
def still_clock(settings):
    settings.FIXED_NOW = build.NOW


@pytest.fixture
def world(db):
    return build.world()


def sign_in(context, server, person):
    client = Client()
    client.force_login(person.user)
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])


@pytest.fixture
def page_of(chromium, live_server):
    """Gives a page on which this person is signed in."""

    def opened(person, **options):
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        sign_in(context, live_server, person)
        return context.new_page()

    return opened


def address(world, ref="3.1.1"):
    return f"/{world.council.slug}/months/action/{world.action(ref).pk}/update/"


def saved(page):
    expect(page.locator("[data-saved]")).to_contain_text("Saved at 10:00")


def say_late(page):
    page.get_by_label("No", exact=True).check()
    page.get_by_label("On another date").check()
    page.get_by_label("Which date?").fill("March 2026")


def test_the_line_under_the_form_says_what_the_answers_give(world, page_of):
    page = page_of(world.lead)
    page.goto(address(world))
    expect(page.get_by_label("Why is it late?")).to_be_hidden()
    expect(page.get_by_label("On which day was it completed?")).to_be_hidden()
    say_late(page)
    expect(page.locator("#outcome")).to_contain_text("This will show as Amber")
    expect(page.get_by_label("Why is it late?")).to_be_visible()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("On which day was it completed?").fill("20/2/2026")
    expect(page.locator("#outcome")).to_contain_text("This will show as Complete")
    expect(page.get_by_label("Why is it late?")).to_be_hidden()


def test_what_is_typed_is_saved_by_itself_and_sent_after(world, page_of):
    page = page_of(world.lead)
    page.goto(address(world))
    say_late(page)
    page.get_by_label("Why is it late?").fill(WORDS)
    saved(page)
    page.reload()
    expect(page.get_by_label("Why is it late?")).to_have_value(WORDS)
    page.get_by_label("What kind of reason is it?").select_option("partner")
    page.get_by_label("What is being done about it?").fill("Weekly meetings.")
    page.get_by_role("button", name="Send and next").click()
    page.wait_for_url(f"**{address(world, '3.1.2')}")
    sent = Update.objects.get(action=world.action("3.1.1"))
    assert (sent.state, sent.content["reason"]) == (UpdateState.SENT, WORDS)


def test_words_outlive_a_session_that_ends(world, page_of, live_server):
    page = page_of(world.lead)
    page.goto(address(world))
    page.get_by_label("Comment").fill("First words.")
    saved(page)
    Session.objects.all().delete()
    page.get_by_label("Comment").fill(WORDS)
    expect(page.locator("[data-saved]")).to_contain_text("You have been signed out.")
    page.get_by_role("link", name="sign in again").click()
    page.wait_for_url("**/account/login/**")
    sign_in(page.context, live_server, world.lead)
    page.goto(address(world))
    expect(page.get_by_label("Comment")).to_have_value(WORDS)
    expect(page.locator("[data-saved]")).to_contain_text("has been put back")
    page.get_by_label("Comment").press("End")
    page.get_by_label("Comment").press_sequentially(" More.")
    saved(page)
    assert Update.objects.get().typed["comment"] == f"{WORDS} More."


def test_a_form_sent_after_the_session_ended_comes_back_too(world, page_of, live_server):
    page = page_of(world.lead)
    page.goto(address(world))
    Session.objects.all().delete()
    page.get_by_label("Comment").fill(WORDS)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("main")).to_contain_text(WORDS)
    sign_in(page.context, live_server, world.lead)
    page.goto(address(world))
    expect(page.get_by_label("Comment")).to_have_value(WORDS)
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_label("Comment")).to_have_value("")


def test_without_a_connection_the_words_wait_for_it(world, page_of):
    page = page_of(world.lead)
    page.goto(address(world))
    page.context.set_offline(True)
    page.get_by_label("Comment").fill(WORDS)
    expect(page.locator("[data-saved]")).to_contain_text("You are offline.")
    page.context.set_offline(False)
    saved(page)
    assert Update.objects.get().typed["comment"] == WORDS


def test_two_at_once_are_told_and_see_both_texts(world, page_of):
    lead, officer = page_of(world.lead), page_of(world.officer)
    for each in (lead, officer):
        each.goto(address(world))
    officer.get_by_label("Comment").fill("What Edith was told.")
    saved(officer)
    lead.get_by_label("Comment").fill(WORDS)
    expect(lead.locator("[data-saved]")).to_contain_text("Somebody else has saved this update")
    lead.get_by_role("button", name="Save draft").click()
    expect(lead.locator("main")).to_contain_text("What Edith was told.")
    expect(lead.get_by_label("Comment")).to_have_value(WORDS)
    lead.get_by_role("button", name="Save draft").click()
    expect(lead.locator("main")).to_contain_text("Saved as a draft.")
    assert Update.objects.get().typed["comment"] == WORDS


def test_the_form_is_filled_in_and_sent_with_the_keyboard_alone(world, page_of):
    page = page_of(world.lead)
    page.goto(address(world, "3.2.1"))
    page.get_by_label("Yes", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#outcome")).to_contain_text("On target")
    page.get_by_role("button", name="Send and next").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(address(world, "3.2.1")))
    assert Update.objects.get().state == UpdateState.SENT


def test_several_on_one_page_each_save_by_themselves_and_are_sent_together(world, page_of):
    page = page_of(world.lead)
    page.goto(f"/{world.council.slug}/months/mine/all/")
    first, second = (page.get_by_role("region", name=each) for each in ("3.1.1 Let", "3.1.2 Adopt"))
    expect(second.get_by_label("Why is it late?")).to_be_hidden()
    first.get_by_label("Comment").fill(WORDS)
    saved(first)
    expect(second.locator("[data-saved]")).to_be_empty()
    second.get_by_label("No", exact=True).check()
    second.get_by_label("As promised").check()
    expect(second).to_contain_text("This will show as On target")
    first.get_by_label("Yes", exact=True).check()
    first.get_by_label("On which day was it completed?").fill("20/2/2026")
    page.get_by_role("button", name="Send these updates").click()
    page.wait_for_url("**/months/mine/")
    states = dict(Update.objects.values_list("action__ref", "state"))
    assert states == {"3.1.1": UpdateState.SENT, "3.1.2": UpdateState.SENT}


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(world, page_of, width):
    page = page_of(world.officer, viewport={"width": width, "height": 900}, bypass_csp=True)
    slug, period = world.council.slug, world.period.pk
    client = page_of(world.lead, viewport={"width": width, "height": 900}, bypass_csp=True)
    client.goto(address(world))
    client.get_by_role("button", name="Send and next").click()
    pages = {
        "months": (page, f"/{slug}/months/"),
        "month": (page, f"/{slug}/months/{period}/"),
        "days": (page, f"/{slug}/months/{period}/days/"),
        "forms": (page, f"/{slug}/months/{period}/forms/"),
        "mine": (client, f"/{slug}/months/mine/"),
        "all": (client, f"/{slug}/months/mine/all/"),
        "update": (client, address(world)),
    }
    for name, (on, where) in pages.items():
        on.goto(where)
        on.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        found = on.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        assert [(name, each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert on.evaluate("document.documentElement.scrollWidth") <= width, name
