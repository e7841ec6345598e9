"""The highlight report on a theme, on one page; and the Members' bulletin as text that somebody may edit."""

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pikepdf
import pytest

from fingerpost.reports.compose.bulletin import bulletin_document, bulletin_text
from fingerpost.reports.compose.highlight import Chosen, NothingChosen, compose_highlight
from fingerpost.reports.compose.requests import asked_words
from fingerpost.reports.document import Bullets, DocumentTable, Emphasis, Facts, Heading, Text
from fingerpost.reports.formats import render
from fingerpost.rules.classes import LATE_CLASSES
from fingerpost.rules.exceptions_report import completed, exceptions
from fingerpost.rules.figures import all_figures
from fingerpost.rules.scrutiny import AtIssue, Printed, ScrutinyKind, ScrutinyState, Statement
from fingerpost.sample.council import snapshots

MONTH = snapshots()[-1]
MEETING = "Cabinet, 22 April 2026"
DAY = date(2026, 2, 24)
QUESTION = Printed(
    2, ScrutinyKind.QUESTION, ScrutinyState.ASKED, "What has it cost?", "Councillor Ruth Kestle", DAY,
    date(2026, 3, 24), ref="15.2.1", overdue=True,
)  # fmt: skip
ANSWERED = Printed(
    3, ScrutinyKind.RECOMMENDATION, ScrutinyState.ACCEPTED, "Publish it", "Overview and Scrutiny Committee", DAY,
    DAY, where="Overview and Scrutiny Committee, 24 February 2026", minute="38/26", answer="Each quarter",
)  # fmt: skip
KEPT = Printed(
    4, ScrutinyKind.UNDERTAKING, ScrutinyState.KEPT, "A note.", "Overview and Scrutiny Committee", DAY, DAY
)
ASKED = AtIssue(
    (QUESTION,), (ANSWERED, KEPT), (Statement("15.2.1", "Councillor Devinder Stroudley", "It must work.", DAY),)
)  # fmt: skip


def headings(document):
    return [each.text for each in document.blocks if isinstance(each, Heading)]


def words(document):
    found = []
    for each in document.blocks:
        if isinstance(each, Text):
            found.append(each.text)
        elif isinstance(each, Bullets):
            found += each.items
        elif isinstance(each, DocumentTable):
            found += [cell.text for row in each.rows for cell in row]
        elif isinstance(each, Facts):
            found += [cell.text for _label, cell in each.pairs]
    return "\n".join(found)


def test_a_theme_is_told_with_all_that_is_below_it():
    document = compose_highlight(MONTH, Chosen(("PR2",)), meeting=MEETING, requests=ASKED)
    assert document.title == f"Digital and ICT: highlight report for {MEETING}"
    said = words(document)
    for part in ("15.2.1", "15.1.4", "Councillor Devinder Stroudley", "It must work.", "What has it cost?"):
        assert part in said
    assert "3.1.3" not in said, "of another theme"
    assert headings(document)[0] == "What is late"


def test_chosen_actions_are_added_to_a_theme_or_stand_alone():
    both = words(compose_highlight(MONTH, Chosen(("CP1",), ("15.2.1",)), meeting=MEETING))
    assert "1.1.3 Submit the Market Square" in both
    assert "Launch the new website" in both
    alone = compose_highlight(MONTH, Chosen((), ("15.2.1",)), meeting=MEETING)
    assert alone.title.startswith("15.2.1: highlight report")
    with pytest.raises(NothingChosen):
        compose_highlight(MONTH, Chosen(("PR99",), ("99.1.1",)), meeting=MEETING)


def test_a_theme_without_anything_late_says_so():
    late = {each.ref for each in exceptions(MONTH)}
    calm = next(
        each
        for each in MONTH.sections
        if (own := [action for action in MONTH.actions if action.section == each.code])
        and late.isdisjoint({action.ref for action in own})
    )
    assert "Nothing is late." in words(compose_highlight(MONTH, Chosen((calm.code,)), meeting=MEETING))


def test_the_longest_theme_of_the_sample_is_one_page_of_pdf():
    def size(section):
        return sum(action.section.startswith(f"{section.number}.") for action in MONTH.actions)

    themes = sorted((each for each in MONTH.sections if each.level == 1), key=size)
    for theme in (themes[0], themes[-1]):
        document = compose_highlight(MONTH, Chosen((theme.code,)), meeting=MEETING, requests=ASKED)
        (data,) = render(document, "pdf", stem="highlight").values()
        assert len(pikepdf.open(io.BytesIO(data)).pages) == 1, theme.title
    for to in ("docx", "html"):
        (data,) = render(document, to, stem="highlight").values()
        assert render(document, to, stem="highlight") == {f"highlight.{to}": data}


def test_the_bulletin_tells_the_month_in_plain_words():
    text = bulletin_text(MONTH, ASKED, report="https://harrowmere.example/february")
    assert text.startswith("Improvement Plan 2025/26: February 2026\n=====")
    assert "122 of the 138 actions looked at in February 2026 are complete or on target." in text
    for each in (*completed(MONTH), *(one for one in exceptions(MONTH) if one.class_ in LATE_CLASSES)):
        assert f"- {each.ref} {each.title}" in text
    assert "What has it cost? (Councillor Ruth Kestle, 24 February 2026.) It is overdue." in text
    assert (
        "Publish it. (Overview and Scrutiny Committee, 24 February 2026, minute 38/26.) Accepted: Each quarter."
        in text
    )
    assert "A note. (Overview and Scrutiny Committee, 24 February 2026.) Kept." in text
    assert text.endswith("The whole report: https://harrowmere.example/february\n")
    assert asked_words(ANSWERED).count("Overview and Scrutiny") == 1


@pytest.mark.parametrize("month", snapshots(), ids=lambda each: each.period.name)
def test_every_month_reads_as_text_and_as_a_page(month):
    text = bulletin_text(month, AtIssue(), report="https://harrowmere.example")
    document = bulletin_document(text, month)
    assert document.title == f"Improvement Plan 2025/26: {month.period.name}"
    assert "is still to be answered" not in text
    lines = text.splitlines()
    underlined = [
        line for line, rule in pairwise(lines) if rule and set(rule) <= {"-"} and len(rule) == len(line)
    ]
    assert headings(document) == underlined
    items = [item for each in document.blocks if isinstance(each, Bullets) for item in each.items]
    assert items == [line[2:] for line in lines if line.startswith("- ")]
    assert ".." not in text


def test_a_month_of_other_tolerances_and_one_in_which_nothing_was_due():
    wider = replace(MONTH, policies=replace(MONTH.policies, amber_up_to=2))
    text = bulletin_text(wider, AtIssue(), report="x")
    assert "up to 2 months late" in text
    assert "15.2.1 Launch the new website: red." in text
    calm = replace(MONTH, actions=(), figures=all_figures((), MONTH.sections, MONTH.policies.rounding))
    assert "Nothing was due in February 2026." in bulletin_text(calm, AtIssue(), report="x")


def test_what_was_edited_by_hand_is_a_page_too():
    text = "Dear Members,\nall went well.\n\nGood news\n---\nThe pool is open.\n- one\n  goes on\n- two\nAfter the list\n\nOdd\n==\n"
    document = bulletin_document(text, MONTH)
    assert document.title == "Improvement Plan 2025/26: February 2026"
    assert headings(document) == ["Good news"]
    assert [each.text for each in document.blocks if isinstance(each, Text)] == [
        "Dear Members, all went well.",
        "The pool is open.",
        "Odd ==",
    ]
    assert document.blocks[0].emphasis is Emphasis.LEAD
    assert [each.items for each in document.blocks if isinstance(each, Bullets)] == [
        ("one goes on", "two After the list")
    ]
