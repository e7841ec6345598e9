"""The page in a real browser: axe finds nothing, nothing is wider than a narrow screen, it prints on A4."""

from pathlib import Path

import pytest

from fingerpost.importer.published_months import read_published_months
from fingerpost.reports.charts import published_shares_chart, svg_of
from fingerpost.reports.comparison import comparison_document
from fingerpost.reports.compose import compose
from fingerpost.reports.findings_page import findings_page
from fingerpost.reports.published_months import published_document
from fingerpost.reports.renderers.html import render_html
from fingerpost.rules.checks import check_record
from fingerpost.rules.published import infer
from fingerpost.sample.council import snapshots
from tests.reports.invented_drafts import REPORT, TRACKER

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

MONTHS = """\
month,meeting_date,body,highlighted,green_share,amber_share,red_share,reprogrammed_share
2026-01,2026-03-18,Performance Board,140,84.3,11.4,1.4,2.9
2026-02,2026-04-29,Cabinet,138,88.4,7.3,1.4,2.9
"""
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


def _months():
    months = read_published_months("months.csv", MONTHS.encode())
    inferences = [infer(each) for each in months]
    svg = svg_of(published_shares_chart(inferences))
    return render_html(published_document(inferences, title="Published months", svg=svg))


PAGES = {
    "report": lambda: render_html(compose(REPORT)),
    "tracker": lambda: render_html(compose(TRACKER)),
    "closed month alone": lambda: render_html(compose(snapshots()[-1])),
    "findings": lambda: findings_page(REPORT, check_record(REPORT)).encode(),
    "comparison": lambda: render_html(comparison_document(*snapshots()[-2:])),
    "published months": _months,
}


@pytest.fixture(scope="module", params=PAGES)
def file(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(PAGES[request.param]())
    return path


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(chromium, file, width):
    page = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(file.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate("axe.run(document)")["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


def test_a_narrow_screen_scrolls_only_within_tables(chromium, file):
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_short_word_is_broken_on_a_narrow_screen(chromium, file):
    """A cell whose words are short is at least as wide as each of them: none is set letter under letter."""
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(file.as_uri())
    assert page.evaluate(BROKEN_WORDS) == []


def test_the_browser_complains_of_nothing_and_asks_for_nothing(chromium, file):
    page = chromium.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "32px", (
        "the style is blocked"
    )
    assert (said, asked) == ([], [file.as_uri()])


def test_cards_are_kept_on_one_page_in_print(chromium, file):
    page = chromium.new_page()
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    kept = page.evaluate(
        "[...document.querySelectorAll('.card, tr')].map(e => getComputedStyle(e).breakInside)"
    )
    assert set(kept) <= {"avoid"}
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
