"""Recognition of reports never fails, whatever the document: doubts are findings."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.importer.readers.source import Cell, Fill, Paragraph, Row, SourceDocument, Table
from fingerpost.importer.readers.text import Unreadable, read_text
from fingerpost.importer.recognition.kind import kind_of
from fingerpost.importer.recognition.report import recognise_report
from fingerpost.rules.draft import Draft, from_json, to_json

WORDS = """Ref|Action|Status|RAG|Reason for slippage|Corrective Action|Who|Lead officer|Original Date|Revised Date
|Ref: 2.1|Action: Mend the clock|Status: Red|Why?|2.2|3.2.4|EN/4|16.4.10|1|CP2: Town|KO1: Money|KO5*|Red|Amber|GREEN
|[Hatched]|R|122|88.4%|10 (7.2%)|7.2|Total|January 2008|February 2008|Q2 2010/11|Jul|Aug|Sep.|Oct|Nov|Dec|Jan|Feb
|Mar|Apr|May|June|Sept-07|Autumn-08|TBC|31/10/2011|Unknown at this stage|PS|JB/AC|Dilys Ormerod|1. SUMMARY
|2.2 That the board notes that of the 138 actions 88.4 percent are green and 7.3 percent amber.|Where: -|Key
|Green – on target|5 actions have been deleted; these actions are: Mend the clock (3.2.4); and Sweep (5.1).|CABINET
|MARLBURY BOROUGH COUNCIL|30TH APRIL 2008|Exception Report for February 2008|Appendix 1|Contact officer|Name: A. Person
|Portfolio Holder|Yes|Wards affected|All|* KO5 and KO18 have been merged|Corporate Risk Title|Improvement Plan Reference
|3.2.1 Replace the boiler – RED|Red actions|- |:|(|–|0|%|nil|12 months from July 2009|2009-10|Quarter 5|32/13/2010"""
TEXT = st.one_of(
    st.sampled_from([word.strip() for word in WORDS.replace("\n", "").split("|")]),
    st.text(max_size=12),
    st.just(""),
)
FILL = st.one_of(
    st.none(), st.builds(Fill, st.sampled_from(["FF0000", "FFC000", "00B050", "123456"]), st.booleans())
)


@st.composite
def rows(draw):
    """Rows of cells in rising columns, some of them wide."""
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        cells, at = [], 0
        for _ in range(draw(st.integers(0, 9))):
            at += draw(st.integers(0, 2))
            wide = draw(st.sampled_from([1, 1, 1, 3]))
            cells.append(Cell(draw(TEXT), at, wide, 1, draw(FILL)))
            at += wide
        made.append(Row(number, tuple(cells)))
    return tuple(made)


PARAGRAPHS = st.builds(
    Paragraph,
    TEXT.filter(bool),
    st.just("line 1"),
    st.sampled_from([0, 0, 0, 1, 2]),
    st.sampled_from([None, None, "1", "4.2", "1.0", "a"]),
    st.booleans(),
)
TABLES = st.builds(
    Table, rows(), st.just("table 1"), st.just(lambda row, _column: f"table 1, row {row.number}"), st.none()
)
DOCUMENTS = st.builds(
    lambda blocks: SourceDocument("any.docx", "0" * 64, "word", tuple(blocks)),
    st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=14),
)


def judged(draft: Draft) -> None:
    assert from_json(to_json(draft)) == draft
    assert json.loads(to_json(draft))["kind"] == "report"
    for finding in draft.findings:
        assert finding.id.startswith("R")
        assert finding.places
        assert finding.message.endswith((".", ":", "?")) or "“" in finding.message
    for exception in draft.exceptions:
        assert exception.place
        assert exception.ref is not None or exception.action is not None
    if draft.figures is not None and draft.figures.current is not None:
        counts = draft.figures.current.counts
        assert sum(counts.values()) == sum(
            each.count for each in draft.figures.current.classes if each.class_ and each.count is not None
        )


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_any_document_gives_a_draft_that_holds_together(source):
    kind_of(source)
    judged(recognise_report(source))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXT, max_size=8), max_size=20))
def test_any_text_gives_a_draft_that_holds_together(lines):
    try:
        source = read_text("any.txt", "\n".join("\t".join(line) for line in lines).encode("utf-8", "replace"))
    except Unreadable:
        return
    judged(recognise_report(source))


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_the_same_document_gives_the_same_draft(source):
    assert recognise_report(source) == recognise_report(source)
