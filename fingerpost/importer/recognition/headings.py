"""Headings of a covering report, numbered or not, by the titles that councils give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.refs import code_title

if TYPE_CHECKING:
    from fingerpost.importer.recognition.items import Item

_TITLES = """summary|executive summary|purpose|purpose of report|purpose of the report|purpose of this report|report summary
|recommendation|recommendations|recommended|officer recommendation|officer recommendations|decision required
|decisions required|background|background information|introduction|introduction and background|context|main issues
|key issues|report|report detail|report details|details|the report|main report|proposals|proposal|body of report
|council objectives|council priorities|corporate priorities|corporate objectives|links to corporate priorities
|links to council priorities|link to corporate priorities|link to council priorities|risk management|risk|risks
|risk assessment|key risks|equalities|equality|equality and diversity|equalities and diversity|value for money
|consultation|consultations|consultees|others consulted on the report|others consulted|consultation undertaken
|wards affected|ward affected|wards|appendices|appendix list|list of appendices|attachments|background papers
|list of background papers|background documents|conclusion|conclusions|options|options considered|next steps
|alternative options|alternative options considered|alternatives considered|reason for recommendation
|reasons for recommendation|reasons for recommendations|reason for decision|reasons for decision|contact officer
|contact officers|contact|contacts|further information|for further information contact|exceptions|current position
|performance|overall performance|performance summary|progress|financial|legal|human resources|crime and disorder
|sustainability|environment|human rights|staffing|procurement|privacy|community safety|climate change
|monitoring|decision|timetable|summary of progress|summary of performance|issues|key points
|headlines|key messages|policy context|strategic context|why has this report come to the committee|considerations
|matters for consideration|financial and resource implications|implications|other implications|comments of officers
|evaluation|analysis|discussion|matters to consider|contribution to objectives"""
_KNOWN = frozenset(re.sub(r"\s+", " ", title).strip() for title in _TITLES.split("|"))
_ENDS = re.compile(
    r"(?:implications?|considerations?|objectives|priorities|affected|background papers|consulted.*|consultation"
    r"|appendices|recommendations?|summary|background|comments|management|diversity|value for money)$"
)
_TOP = re.compile(r"^\d{1,2}(?:\.0)?$")
_SENTENCE = re.compile(r"[.;,]$|\bis\b|\bare\b|\bwas\b|\bwere\b|\bhas\b|\bhave\b|\bthat\b|\bwill\b")
LONGEST = 14


def plain_title(text: str) -> str:
    """A heading's words in small letters without marks, for looking up."""
    words = re.sub(r"[^a-z0-9 ]+", " ", text.lower().replace("&", " and ").replace("’", "").replace("'", ""))
    return re.sub(r"\s+", " ", words).strip()


def is_known_title(text: str) -> bool:
    """Whether the words are a usual title of a section of a committee report."""
    if len(text.split()) > LONGEST or text.rstrip().endswith((".", ";", ",")):
        return False
    words = plain_title(text)
    return words in _KNOWN or (
        len(words.split()) <= 8 and bool(_ENDS.search(words)) and not _SENTENCE.search(words)
    )


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals and there are at least four."""
    return text.upper() == text and sum(1 for letter in text if letter.isalpha()) >= 4


def is_title_like(text: str) -> bool:
    """Whether words could be a heading: short, without the end or the verb of a sentence."""
    words = text.split()
    if not words or len(words) > LONGEST or len(text) > 110:
        return False
    if is_capitals(text):
        return not text.endswith((";", ","))
    return not _SENTENCE.search(text) and not re.search(r":\s*-?$", text) and words[0][:1].isupper()


def is_covering_heading(item: Item) -> bool:
    """Whether a paragraph is a heading of the covering report, judged by itself; "FP1: Value for Money" is one of the
    plan, though its title is usual in reports.
    """
    if item.is_row or not item.text or (item.number is None and code_title(item.text) is not None):
        return False
    if item.number is not None and _TOP.match(item.number):
        return is_title_like(item.text) and (
            is_capitals(item.text) or item.level > 0 or item.bold or is_known_title(item.text)
        )
    return item.number is None and is_known_title(item.text) and is_title_like(item.text)
