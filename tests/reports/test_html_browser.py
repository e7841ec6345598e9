"""The page in a real browser: axe finds nothing, nothing is wider than a narrow screen, it prints on A4."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.html import render_html
from fingerpost.sample.council import snapshots
from tests.reports.invented_drafts import REPORT, TRACKER

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

BROKEN_WORDS = """() => {
    const broken = [];
    for (const cell of document.querySelectorAll('table:not(.strip) th, table:not(.strip) td')) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            for (const found of texts.currentNode.data.matchAll(/(?<!\\S)[A-Za-z0-9.]{1,14}(?!\\S)/g)) {
                const range = document.createRange();
                range.setStart(texts.currentNode, found.index);
                range.setEnd(texts.currentNode, found.index + found[0].length);
                if (range.getClientRects().length > 1) broken.push(found[0]);
            }
        }
    }
    return broken;
}"""


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium")
    assert chromium, "the tests of pages need Chromium: make test installs it"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=["report", "tracker", "closed month alone"])
def file(request, tmp_path_factory):
    records = {"report": REPORT, "tracker": TRACKER, "closed month alone": snapshots()[-1]}
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(render_html(compose(records[request.param])))
    return path


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(browser, file, width):
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(file.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate("axe.run(document)")["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


def test_a_narrow_screen_scrolls_only_within_tables(browser, file):
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_short_word_is_broken_on_a_narrow_screen(browser, file):
    """A cell whose words are short is at least as wide as each of them: none is set letter under letter."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(file.as_uri())
    assert page.evaluate(BROKEN_WORDS) == []


def test_the_browser_complains_of_nothing_and_asks_for_nothing(browser, file):
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "32px", (
        "the style is blocked"
    )
    assert (said, asked) == ([], [file.as_uri()])


def test_cards_are_kept_on_one_page_in_print(browser, file):
    page = browser.new_page()
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    kept = page.evaluate(
        "[...document.querySelectorAll('.card, tr')].map(e => getComputedStyle(e).breakInside)"
    )
    assert set(kept) == {"avoid"}
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
