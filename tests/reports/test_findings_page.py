"""The findings as a page to hand round and as JSON."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from fingerpost.reports.findings_page import MOST_OF_AN_ID, findings_document, findings_json, findings_page
from fingerpost.rules.checks import check_record
from fingerpost.rules.findings import Finding, Severity
from fingerpost.sample.council import snapshots
from tests.rules.faulty_drafts import AMBER, REPORT, block, with_block, with_figures

FAULTY = replace(
    with_figures(*REPORT.figures.current.classes, n=41),
    exceptions=(*REPORT.exceptions[1:], block("3.1.2", AMBER, who=(), corrective_action="<b>&")),
)


class Text(HTMLParser):
    """The words of a page, outside its style sheet, and its headings."""

    def __init__(self, page):
        super().__init__()
        self.words, self.headings, self._within = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br", "link"):
            self._within.append(tag)

    def handle_endtag(self, tag):
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self._within:
            self.words.append(data)
            if self._within and re.fullmatch("h[1-6]", self._within[-1]):
                self.headings.append((self._within[-1], data))


def test_the_page_counts_on_top_and_groups_by_severity_and_id():
    findings = check_record(with_block(who=(), revised=None))
    page = Text(findings_page(REPORT, findings))
    assert "The checks found 1 error." in page.words
    assert ("h1", "Findings: Improvement Plan Exception Report February 2026") in page.headings
    assert ("h2", "Errors (1)") in page.headings
    assert ("h3", "D33: An exception lacks who, its date, or what is being done") in page.headings


def test_every_finding_has_its_sentence_place_and_values():
    findings = check_record(FAULTY)
    words = " ".join(Text(findings_page(FAULTY, findings)).words)
    assert findings
    for each in findings:
        assert each.message in words
        assert all(place in words for place in each.places)
        assert all(f"{name}: {value}" in words for name, value in each.values.items() if value != "")


def test_the_page_is_whole_and_titled_and_fetches_nothing():
    page = findings_page(FAULTY, check_record(FAULTY))
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in page
    assert re.search("<title>Findings: [^<]+</title>", page)
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_page_escapes_everything():
    nasty = "<script>alert('&\"')</script>"
    finding = Finding("D01", Severity.ERROR, (nasty,), nasty, {nasty: nasty})
    record = replace(REPORT, title=nasty, council=nasty, source=replace(REPORT.source, name=nasty))
    page = findings_page(record, (finding,))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 7


def test_a_record_in_which_nothing_was_found_says_so():
    page = Text(findings_page(REPORT, ()))
    assert "The checks found nothing wrong." in page.words
    assert [each for each in page.headings if each[0] == "h2"] == []


def test_a_long_list_of_places_or_findings_is_cut():
    many = tuple(f"row {number}" for number in range(20))
    findings = [Finding("D71", Severity.WARNING, many, "None.", {})] * (MOST_OF_AN_ID + 2)
    words = " ".join(Text(findings_page(REPORT, findings)).words)
    assert "row 11; and 8 more places" in words
    assert words.count("and 8 more places") == MOST_OF_AN_ID
    assert "2 more findings of this kind." in words
    assert "The checks found 102 warnings." in words


def test_findings_of_readers_and_without_places_are_told_too():
    findings = [
        Finding("R00", Severity.NOTE, (), "It was so.", {}),
        Finding("R00", Severity.ERROR, ("here",), "It was wrong.", {"n": 0}),
    ]
    words = " ".join(Text(findings_page(replace(REPORT, title=None, period=None), findings)).words)
    assert "The checks found 1 error and 1 note." in words
    assert "R00: Found while reading" in words
    assert "Where: the whole document." in words
    assert "Values: n: 0." in words
    assert "Findings: report.txt" in words


def test_a_snapshot_was_checked_before_its_month_closed():
    snapshot = snapshots()[-1]
    assert check_record(snapshot) == ()
    document = findings_document(snapshot, ())
    assert document.title == "Findings: February 2026"
    assert "nothing wrong" in findings_page(snapshot, ())
    assert json.loads(findings_json(snapshot, ()))["source"] is None


def test_the_json_holds_format_source_and_findings():
    findings = check_record(FAULTY)
    plain = json.loads(findings_json(FAULTY, findings))
    assert plain["format"] == "fingerpost-findings/1"
    assert plain["source"]["name"] == "report.txt"
    assert [each["id"] for each in plain["findings"]] == [each.id for each in findings]
    assert plain["findings"][0]["severity"] == "error"
