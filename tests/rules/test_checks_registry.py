"""The registry of findings, and all checks together."""

import inspect
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.rules.checks import DOCUMENT_CHECKS, all_checks, check_document, check_record, registry
from fingerpost.rules.checks.manual import manual_of
from fingerpost.rules.checks.passages import listed, sentences, shortened
from fingerpost.rules.checks.registry import CheckTwice, Description, NotAnId, check, describe
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import (
    ChangesStated,
    CodeTitle,
    CountSource,
    Draft,
    DraftAction,
    DraftException,
    DraftRisk,
    FiguresPair,
    Implication,
    KeyEntry,
    Kind,
    Mark,
    Meeting,
    MonthCell,
    PlanRow,
    PlanYear,
    PrintedClass,
    PrintedDate,
    PrintedFigures,
    RefTitle,
    ReportParagraph,
    ReportSection,
    RiskLink,
    Source,
    StatusSource,
)
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.months import Month
from fingerpost.rules.numbers import count_words
from fingerpost.sample.council import snapshots
from tests.rules.faulty_drafts import REPORT, with_block, with_figures


def test_an_id_has_a_letter_and_two_or_three_digits():
    for wrong in ("D1", "X01", "D0001", "d01", "D٠١"):
        with pytest.raises(NotAnId, match="write R, D, M or T and two digits"):
            describe(wrong, Severity.NOTE, "A title.", "")


def test_an_id_never_means_two_things(monkeypatch):
    monkeypatch.setattr(registry, "_descriptions", {})
    first = describe("R999", Severity.NOTE, "A title.", "Why.")
    assert describe("R999", Severity.NOTE, "A title.", "Why.") == first
    with pytest.raises(CheckTwice, match=r"R999 is already “A title\.”"):
        describe("R999", Severity.NOTE, "Another title.", "Why.")


def test_a_description_makes_findings(monkeypatch):
    monkeypatch.setattr(registry, "_descriptions", {})
    made = describe("R998", Severity.WARNING, "A title.", "Why.").finding(["line 7"], "It is so.", {"n": 1})
    assert made == Finding("R998", Severity.WARNING, ("line 7",), "It is so.", {"n": 1})


def test_a_check_without_a_docstring_has_no_explanation(monkeypatch):
    monkeypatch.setattr(registry, "_descriptions", {})
    made = check("D999", Severity.NOTE, "A title.")(lambda _: ())
    assert made.description.explanation == ""
    assert made(REPORT) == ()


def test_every_document_check_is_described_and_says_where_its_rule_comes_from():
    assert len({each.description.id for each in DOCUMENT_CHECKS}) == len(DOCUMENT_CHECKS)
    for each in DOCUMENT_CHECKS:
        assert each.description in all_checks()
        assert each.description.id.startswith("D")
        assert each.description.title.endswith(".")
        assert "Source: rules" in " ".join(each.description.explanation.split())


def test_document_checks_take_only_a_draft():
    for each in DOCUMENT_CHECKS:
        assert list(inspect.signature(each.look).parameters) == ["draft"]


def test_findings_come_gravest_first_and_then_by_check():
    draft = with_block(original=None, revised=PrintedDate("later"), status=StatusClass.REPROGRAMMED)
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    severities = [order.index(each.severity) for each in check_document(draft)]
    assert severities == sorted(severities)
    assert len(set(severities)) > 1


def test_a_record_brings_what_its_reader_found():
    reader = Finding("R01", Severity.NOTE, ("line 1",), "It was so.", {})
    error = Finding("R02", Severity.ERROR, ("line 2",), "It was so.", {})
    draft = replace(with_figures(*REPORT.figures.current.classes, n=41), findings=(reader, error))
    assert [each.id for each in check_record(draft)] == ["R02", "D03", "D06", "R01"]


def test_the_manual_names_every_finding_once():
    page = manual_of(all_checks())
    for each in all_checks():
        assert page.count(f"### {each.id}: {each.title}\n") == 1
    assert "## On a document" in page
    assert manual_of([]).startswith("# Findings")
    two = Description("M01", Severity.NOTE, "T.", "One\nline.\n\nAnother.")
    assert "**Note.** One line.\n\nAnother." in manual_of([two])


def test_lists_and_counts_are_worded():
    assert [listed(()), listed("a"), listed("ab"), listed("abc")] == ["", "a", "a and b", "a, b and c"]
    assert listed("abcdefg") == "a, b, c, d, e, f and g"
    assert listed("abcdefgh") == "a, b, c, d, e, f and 2 more"
    assert [count_words(1, "block"), count_words(2, "block"), count_words(2, "is", "are")] == [
        "1 block",
        "2 blocks",
        "2 are",
    ]


def test_long_texts_are_cut_between_words():
    assert shortened("A short\n text.") == "A short text"
    assert shortened("word " * 50, longest=12) == "word word …"


def test_sentences_are_parted():
    assert list(sentences("It was. “Then” it is.. Now\nand 3.5 was. 2.9 is.")) == [
        "It was.",
        "“Then” it is.",
        "Now",
        "and 3.5 was. 2.9 is.",
    ]


WORDS = st.sampled_from(
    [
        "",
        " ",
        "7.3 percent is one month behind [amber], 2 (5%) actions are red.",
        "Out of the total of 40 actions for the month, 5 actions have been suspended.",
        "See sections 3.2 and FP1-FP4, Appendix 2. Equalities: see section 3",
        "Rescheduled date of Feb 08 was missed. Extended to June. This was completed in April 08.",
        "It will take place in May 2009. Mentoring commenced in January.",
        "3.1.2",
        "3.1",
        "K1",
        "FP1: Managing Budgets",
        "Housing",
        "On target",
        "Complete",
        "٣.٤ % ½ \ud83d\ude00",
    ]
) | st.text(max_size=30)
MAYBE = st.none() | WORDS
MONTHS = st.builds(Month, st.sampled_from([1, 2007, 2008, 9999]), st.integers(1, 12))
NUMBERS = st.none() | st.integers(-3, 50)
CLASSES = st.none() | st.sampled_from(StatusClass)
SHARES = st.none() | st.sampled_from(["7.3", "7.2%", "100", "x", "-1", "5 per cent"])
DATES = st.none() | st.builds(
    PrintedDate,
    st.sampled_from(["", "Feb-08", "Autumn-08", "Unknown", "29/02/2008", "June 2008 onwards"]),
    st.none() | st.sampled_from(["2008-02", "no", "2008-23", "2008-04/..", "9999-12", "0001-01"]),
)


def several(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


CELLS = st.dictionaries(
    MONTHS,
    st.builds(MonthCell, st.none() | st.sampled_from(Mark), CLASSES, MAYBE, st.sampled_from(StatusSource)),
    max_size=3,
)
FIGURES = st.none() | st.builds(
    PrintedFigures,
    period=st.none() | MONTHS,
    n=NUMBERS,
    n_source=st.none() | st.sampled_from(CountSource),
    counts=st.dictionaries(st.sampled_from(StatusClass), st.integers(-3, 50), max_size=4),
    printed_shares=st.dictionaries(st.sampled_from(StatusClass), st.sampled_from(["7.3", "x"]), max_size=4),
    classes=several(st.builds(PrintedClass, WORDS, CLASSES, NUMBERS, SHARES), 4),
)
REFS = st.builds(RefTitle, MAYBE, MAYBE)
EXCEPTIONS = st.builds(
    DraftException,
    ref=MAYBE,
    action=MAYBE,
    section=st.none() | st.builds(CodeTitle, MAYBE, MAYBE),
    status=CLASSES,
    status_source=st.sampled_from(StatusSource),
    printed=MAYBE,
    reason=MAYBE,
    corrective_action=MAYBE,
    who=several(WORDS),
    original=DATES,
    revised=DATES,
    parent=st.none() | REFS,
    plan_row=st.none() | st.builds(PlanRow, MAYBE, several(WORDS), CELLS, MAYBE),
    place=MAYBE,
)
ACTIONS = st.builds(
    DraftAction,
    ref=MAYBE,
    title=MAYBE,
    lead=several(WORDS),
    status=CLASSES,
    status_source=st.sampled_from(StatusSource),
    printed=MAYBE,
    start=DATES,
    due=DATES,
    revised=DATES,
    completed=DATES,
    percent=st.none() | st.sampled_from([0, 50.5, 100]),
    comment=MAYBE,
    months=CELLS,
)
DRAFTS = st.builds(
    Draft,
    kind=st.sampled_from(Kind),
    source=st.just(Source("any", "0" * 64, "text")),
    title=MAYBE,
    period=st.none() | MONTHS,
    period_months=st.none() | st.integers(-2, 30) | st.just(10**9),
    plan_year=st.none() | st.builds(PlanYear, st.none() | MONTHS, st.none() | MONTHS),
    meeting=st.none() | st.builds(Meeting, MAYBE, st.none() | st.dates()),
    sections=several(
        st.builds(ReportSection, MAYBE, WORDS, several(st.builds(ReportParagraph, MAYBE, WORDS, MAYBE)))
    ),
    key=several(st.builds(KeyEntry, MAYBE, WORDS)),
    figures=st.none() | st.builds(FiguresPair, FIGURES, FIGURES),
    changes=several(REFS),
    changes_stated=st.none() | st.builds(ChangesStated, NUMBERS, SHARES),
    exceptions=several(EXCEPTIONS),
    actions=several(ACTIONS),
    risks=several(
        st.builds(
            DraftRisk,
            WORDS,
            WORDS,
            several(WORDS),
            several(WORDS),
            several(st.builds(RiskLink, MAYBE, WORDS)),
        )
    ),
    implications=several(st.builds(Implication, WORDS, WORDS)),
    appendices=several(WORDS),
)


@given(DRAFTS)
@settings(max_examples=150, deadline=None)
def test_checks_never_raise_and_every_finding_is_whole(draft):
    known = {each.id: each for each in all_checks()}
    for finding in check_document(draft):
        assert finding.severity is known[finding.id].severity
        assert finding.places
        assert all(finding.places)
        assert finding.message.endswith((".", "”"))
        assert all(type(value) in (str, int) for value in finding.values.values())


def test_a_snapshot_has_no_document_findings():
    assert check_record(snapshots()[-1]) == ()
