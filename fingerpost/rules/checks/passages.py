"""The words of a draft that checks read, each with its place as people would say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.dates import ApproximateDate, NotEdtf, parse_date
from fingerpost.rules.draft import DraftException

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.rules.draft import (
        Draft,
        DraftAction,
        PrintedDate,
        ReportParagraph,
        ReportSection,
    )

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"'’%][.;!?])\s+(?=[A-Z“\"(])|\n+|(?<=\.)\.\s+")
LONGEST_TEXT = 10_000
"""Characters of one text that are checked: no paragraph is longer, only a file gone wrong."""
_LONGEST_QUOTE = 140
_FIGURES_FROM_A_SENTENCE = "R63"  # what the reader of a report notes
_NAMED_IN_A_SENTENCE = 6


class Passage(NamedTuple):
    """Some words of the draft and their place. `title` is that of the section or action they stand under."""

    place: str
    text: str
    title: str = ""


class Texts(NamedTuple):
    """The two texts of one exception: its box, and its row in the plan."""

    ref: str
    box: Passage
    row: Passage


def report_passages(draft: Draft) -> Iterator[Passage]:
    """The paragraphs of the covering report."""
    for section in draft.sections:
        for paragraph in section.paragraphs:
            yield Passage(paragraph_place(section, paragraph), paragraph.text[:LONGEST_TEXT], section.title)


def exception_texts(draft: Draft) -> Iterator[Texts]:
    """What is written in the box of each exception, and in its plan row."""
    for each in draft.exceptions:
        row = each.plan_row
        box = _joined(each.reason, each.corrective_action)
        lower = "" if row is None or row.corrective_action is None else row.corrective_action
        title = each.action or ""
        yield Texts(
            named(each),
            Passage(exception_place(each), box[:LONGEST_TEXT], title),
            Passage(exception_place(each, "plan row"), lower[:LONGEST_TEXT], title),
        )


def action_passages(draft: Draft) -> Iterator[Passage]:
    """What is written about single actions: boxes and plan rows of exceptions, comments of a tracker."""
    for texts in exception_texts(draft):
        yield from (each for each in (texts.box, texts.row) if each.text)
    for action in draft.actions:
        if action.comment:
            yield Passage(action_place(action), action.comment[:LONGEST_TEXT], action.title or "")


def paragraph_place(section: ReportSection, paragraph: ReportParagraph) -> str:
    """A paragraph's place: paragraph 2.2 (line 18)."""
    if paragraph.number:
        return with_source(f"paragraph {paragraph.number}", paragraph.place)
    return with_source(f"section {section.number or section.title}", paragraph.place)


def exception_place(each: DraftException, part: str = "") -> str:
    """An exception's place: exception 4.3.1 (line 90); exception 4.3.1, plan row (line 90)."""
    words = f"exception {each.ref}" if each.ref else "exception without a ref"
    return with_source(f"{words}, {part}" if part else words, each.place)


def action_place(each: DraftAction) -> str:
    """A tracker row's place: action 3.1 (Plan, row 7)."""
    return with_source(f"action {each.ref}" if each.ref else "action without a ref", each.place)


def with_source(words: str, place: str | None) -> str:
    """A place in the document, with the place in the file behind it where it is known."""
    return f"{words} ({place})" if place else words


def figures_named(draft: Draft) -> str:
    """Where the figures stand: in a table, or in a sentence where the reader says that it read them from one."""
    said = any(each.id == _FIGURES_FROM_A_SENTENCE for each in draft.findings)
    return "sentence of figures" if said else "figures table"


def named(each: DraftException | DraftAction) -> str:
    """What to call an exception or action in a sentence: its ref, or else its title."""
    title = each.action if isinstance(each, DraftException) else each.title
    return each.ref or (f"“{shortened(title)}”" if title else "an action without a ref")


def read(printed: PrintedDate | None) -> ApproximateDate | None:
    """The date behind what was printed: by its EDTF value if it has one, else by its words."""
    if printed is None or not printed.text.strip():
        return None
    if printed.edtf is not None:
        try:
            return ApproximateDate(printed.text, printed.edtf)
        except NotEdtf:
            return ApproximateDate(printed.text)
    return parse_date(printed.text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, roughly: abbreviations before a capital letter may part one in two."""
    return (part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def shortened(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """The text on one line, without a full stop at its end, cut between words where it is long."""
    folded = " ".join(text.split()).rstrip(".")
    if len(folded) <= longest:
        return folded
    return folded[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def listed(names: Iterable[str], longest: int = _NAMED_IN_A_SENTENCE) -> str:
    """Names in a sentence: 1.2, 4.3.1 and 10.2.5; a long list says how many more there are."""
    names = list(names)
    if len(names) > longest + 1:
        return f"{', '.join(names[:longest])} and {len(names) - longest} more"
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)
