"""The page: one safe file, sound in structure, with a word for every colour."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from lxml import html

from fingerpost.reports.compose import compose
from fingerpost.reports.document import Bullets, Chart, Document, DocumentCell, DocumentTable, Text
from fingerpost.reports.renderers.html import render_html
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Mark, MonthCell
from tests.reports.invented_drafts import REPORT, TRACKER


def page_of(document):
    return html.document_fromstring(render_html(document).decode())


def document_of(*blocks, **more):
    values = {"title": "A report", "council": None, "language": "en-GB", "dated": date(2026, 2, 28)}
    return Document(**(values | more), blocks=blocks, sheets=())


@pytest.fixture(scope="module")
def page():
    return page_of(compose(REPORT))


def test_it_states_its_language_title_and_landmarks(page):
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == f"{REPORT.title} – {REPORT.council}"
    assert [len(page.findall(f".//{each}")) for each in ("main", "nav", "header", "h1")] == [1, 1, 1, 1]
    assert page.find(".//a[@class='skip']").get("href") == "#content"


def test_it_fetches_and_runs_nothing(page):
    assert page.xpath("//script | //link | //iframe | //object") == []
    assert all(link.startswith(("#", "data:")) for _, _, link, _ in page.iterlinks())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.xpath("//@style") == []


def test_words_of_the_source_are_never_markup():
    hostile = '<script>alert(1)</script> & "quotes" {{ title }}'
    page = page_of(document_of(Text(hostile), Bullets((hostile,)), title=hostile))
    assert page.xpath("//script") == []
    assert page.findtext(".//p[last()]") is not None
    assert hostile in page.text_content()


def test_control_characters_are_shown_and_line_breaks_kept():
    written = render_html(document_of(Text("a\x00b\x1bc\nd"))).decode()
    assert "a\ufffdb\ufffdc<br>d" in written


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(now <= before + 1 for before, now in pairwise(levels))


def test_every_link_leads_to_an_anchor_that_is_there_once(page):
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(anchors)


def test_tables_have_captions_and_scoped_headers(page):
    for table in page.iter("table"):
        assert table.findtext("caption")
        assert all(each.get("scope") == "col" for each in table.findall("thead/tr/th"))
        assert all(each.get("scope") == "row" for each in table.findall("tbody/tr/th"))


def test_scrolling_tables_are_named_apart_and_can_be_focused(page):
    regions = page.xpath("//*[@role='region']")
    names = [each.get("aria-label") for each in regions]
    assert len(names) == len(set(names)) > 0
    assert all(each.get("tabindex") == "0" for each in regions)


def test_a_month_says_its_status_in_words_beside_the_letter():
    page = page_of(compose(REPORT))
    months = page.xpath("//article//td[contains(@class, 'month')][span]")
    said = [(each.findtext("span[1]"), each.findtext("span[2]")) for each in months]
    assert said == [
        ("G", "Green, original month"),
        ("A", "Amber"),
        ("P", "Reprogrammed, reprogrammed month"),
        ("P", "Reprogrammed, reprogrammed month"),
        ("P", "reprogrammed month"),
    ]
    classes = [each.get("class") for each in months]
    assert "original" in classes[0]
    assert "now" in classes[1]
    assert "hatched" in classes[2]


def test_a_status_is_a_word_on_its_colour(page):
    tags = page.xpath("//strong[contains(@class, 'tag')]")
    assert {each.text_content() for each in tags} >= {"Amber", "Red", "Reprogrammed"}


def test_a_chart_is_a_picture_with_words_and_its_table():
    table = DocumentTable(
        "Counts", ("Class", "Actions"), ((DocumentCell("Green", StatusClass.GREEN), DocumentCell("2")),)
    )
    page = page_of(document_of(Chart("<svg xmlns='http://www.w3.org/2000/svg'/>", "Two green.", table)))
    assert page.find(".//img").get("alt") == "Two green."
    assert page.find(".//img").get("src").startswith("data:image/svg+xml;base64,")
    assert page.findtext(".//caption") == "Counts"


def test_the_tracker_shows_every_column_of_its_source():
    shown = page_of(compose(TRACKER)).text_content()
    for words in ("+44 1632", "@risk", "Budget code", "Waiting for the survey", "12.5%", "Spring 26", "TBC"):
        assert words in shown


def test_the_same_document_gives_the_same_bytes():
    assert render_html(compose(REPORT)) == render_html(compose(REPORT))


def test_a_draft_copy_says_so():
    assert "DRAFT" in page_of(replace(compose(REPORT), draft_mark=True)).text_content()


def test_an_unknown_mark_is_spoken_as_printed():
    months = {
        month: MonthCell(printed="✓✓") if month.number == 2 else MonthCell(Mark.ORIGINAL)
        for month in list(REPORT.exceptions[1].plan_row.months)[:9]
    }
    exception = replace(REPORT.exceptions[1], plan_row=replace(REPORT.exceptions[1].plan_row, months=months))
    written = render_html(compose(replace(REPORT, exceptions=(exception,)))).decode()
    assert re.search(r"\*</span><span class=\"hidden\">✓✓", written)
