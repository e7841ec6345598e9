"""The report of a draft: everything as its source has it, nothing invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.about import about_facts, source_facts
from fingerpost.reports.compose.actions import actions_part, statuses_table
from fingerpost.reports.compose.building import Builder, cell, facts, table
from fingerpost.reports.compose.cards import exceptions_part, marks_parts
from fingerpost.reports.compose.checked import findings_part
from fingerpost.reports.compose.draft_figures import as_published, figures_part, figures_read_parts
from fingerpost.reports.compose.draft_sheets import draft_sheets
from fingerpost.reports.compose.risks import risks_part
from fingerpost.reports.document import Bullets, Document, Emphasis, Text
from fingerpost.rules.draft import Kind
from fingerpost.rules.labels import Label
from fingerpost.rules.numbering import heading_words, numbered_words
from fingerpost.rules.said import said_n, together
from fingerpost.rules.wording import KIND_WORDS, NOTHING, Part, day_words, plan_year_words, share_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.draft import Draft
    from fingerpost.rules.findings import Finding


def compose_draft(draft: Draft, findings: Sequence[Finding]) -> Document:
    """The document of a draft. The findings of its reader are listed with those given."""
    found = (*findings, *(each for each in draft.findings if each not in findings))
    builder = Builder()
    for sentence in _opening(draft, found):
        builder.add(sentence)
    builder.part(Part.ABOUT, about_facts(draft))
    builder.table_part(2, Part.RESPONSIBLE, _responsible(draft))
    figures_part(builder, draft)
    _changes(builder, draft)
    exceptions_part(builder, draft)
    actions_part(builder, draft)
    _covering(builder, draft)
    risks_part(builder, draft)
    _lists(builder, draft)
    findings_part(builder, found)
    _method(builder, draft)
    return Document(
        title=draft.title or KIND_WORDS[draft.kind],
        council=draft.council,
        language="en-GB",
        dated=_dated(draft),
        blocks=tuple(builder.blocks),
        sheets=draft_sheets(draft, found),
        record=draft,
        properties=_properties(draft),
    )


def _dated(draft: Draft) -> date | None:
    if draft.meeting and draft.meeting.date:
        return draft.meeting.date
    return draft.period.last_day if draft.period else None


def _properties(draft: Draft) -> dict[str, str]:
    """What a template's named fields and a file's properties may say."""
    meeting = draft.meeting
    contact = draft.contact
    named = {
        "title": draft.title,
        "council": draft.council,
        "period": draft.period.name if draft.period else None,
        "plan_year": plan_year_words(draft.plan_year) if draft.plan_year else None,
        "meeting": meeting.body if meeting else None,
        "meeting_date": day_words(meeting.date) if meeting and meeting.date else None,
        "decision_type": draft.decision_type,
        "contact": contact.name if contact else None,
        "kind": KIND_WORDS[draft.kind],
        "wards": draft.wards,
    }
    return {name: words for name, words in named.items() if words}


def _opening(draft: Draft, findings: Sequence[Finding]) -> Iterator[Text]:
    """What the report comes to, before everything else."""
    sentences = []
    figures = draft.figures.current if draft.figures else None
    if figures and (words := as_published(figures)):
        sentences.append(words)
    if draft.exceptions:
        are = "is" if len(draft.exceptions) == 1 else "are"
        sentences.append(
            said_n(
                "{count} exception {are} reported.",
                "{count} exceptions {are} reported.",
                len(draft.exceptions),
                are=are,
            )
        )
    if draft.actions:
        sections = len({each.path for each in draft.actions if each.path})
        where = said_n(" in {count} section", " in {count} sections", sections) if sections else ""
        sentences.append(
            said_n(
                "The plan holds {count} action{where}.",
                "The plan holds {count} actions{where}.",
                len(draft.actions),
                where=where,
            )
        )
    if draft.risks:
        are = "is" if len(draft.risks) == 1 else "are"
        sentences.append(
            said_n(
                "{count} corporate risk {are} mapped to the plan.",
                "{count} corporate risks {are} mapped to the plan.",
                len(draft.risks),
                are=are,
            )
        )
    if sentences:
        yield Text(together(sentences), emphasis=Emphasis.LEAD)
    if findings:
        yield Text(
            said_n(
                "The checks found {count} thing to look at in the source: see “{findings}”.",
                "The checks found {count} things to look at in the source: see “{findings}”.",
                len(findings),
                findings=Part.FINDINGS,
            ),
            emphasis=Emphasis.NOTE,
        )


def _responsible(draft: Draft) -> DocumentTable | None:
    return table(
        Part.RESPONSIBLE,
        (Label.ROLE, Label.NAME),
        ((cell(each.role), cell(each.name)) for each in draft.responsible),
        widths=(2, 3),
    )


def _changes(builder: Builder, draft: Draft) -> None:
    """The actions that the source names as re-dated, suspended or withdrawn, and what it states of them."""
    if not draft.changes and not draft.changes_stated:
        return
    builder.part(Part.CHANGES)
    stated = draft.changes_stated
    if stated:
        builder.add(
            facts(
                Part.CHANGES,
                [
                    (Label.CHANGES_COUNT, str(stated.count) if stated.count is not None else None),
                    (Label.CHANGES_SHARE, share_words(stated.share) if stated.share is not None else None),
                ],
            )
        )
    named = table(
        "Actions named as re-dated, suspended or withdrawn",
        (Label.REF, Label.ACTION),
        ((cell(each.ref or NOTHING), cell(each.title)) for each in draft.changes),
        widths=(1, 6),
    )
    if named:
        builder.add(
            Text(
                said_n(
                    "The source names {count} action, with these titles:",
                    "The source names {count} actions, with these titles:",
                    len(draft.changes),
                )
            ),
            named,
        )
    else:
        builder.add(Text("The source names none of them."))


def _covering(builder: Builder, draft: Draft) -> None:
    """The covering report, section by section and paragraph by paragraph, as printed."""
    if not draft.sections:
        return
    builder.part(Part.COVERING, Text("As printed in the source.", emphasis=Emphasis.SMALL))
    for section in draft.sections:
        builder.part(heading_words(section.number, section.title), level=2)
        for paragraph in section.paragraphs:
            number, text = numbered_words(paragraph.number, paragraph.text)
            builder.add(Text(text, number))


def _lists(builder: Builder, draft: Draft) -> None:
    """What was read out of the covering report as data: who was consulted, implications, papers."""
    builder.table_part(
        1,
        Part.CONSULTEES,
        table(
            Part.CONSULTEES,
            (Label.CONSULTEE, Label.ANSWER),
            ((cell(each.who), cell(each.answer)) for each in draft.consultees),
            widths=(3, 2),
        ),
    )
    builder.table_part(
        1,
        Part.IMPLICATIONS,
        table(
            Part.IMPLICATIONS,
            (Label.IMPLICATION, Label.TEXT),
            ((cell(each.title), cell(each.text)) for each in draft.implications),
            widths=(2, 4),
        ),
    )
    for part, items in (
        (Part.APPENDICES, draft.appendices),
        (Part.BACKGROUND_PAPERS, draft.background_papers),
    ):
        if items:
            builder.part(part, Bullets(items))


def _method(builder: Builder, draft: Draft) -> None:
    builder.part(Part.METHOD, Bullets(tuple(_notes(draft))))
    figures_read_parts(builder, draft)
    builder.table_part(2, Part.STATUSES_READ, statuses_table(draft))
    marks_parts(builder, draft)
    builder.part(Part.SOURCE, source_facts(draft), level=2)


def _notes(draft: Draft) -> Iterator[str]:
    """What a reader must know of where this comes from, and what its source does not say."""
    yield (
        "This report says again what its source says, in the source’s own words; words in brackets after a status "
        "say how it was learnt. Dates are as printed."
    )
    if draft.figures:
        yield (
            "Figures are as published in the source. Where a share is not the count divided by the number of "
            "actions highlighted, rounded half up, the correct one stands beside it. Shares are rounded, so they "
            "need not add to 100."
        )
    if draft.exceptions and not any(each.reason for each in draft.exceptions):
        yield "The source gives no reasons for slippage apart from corrective actions."
    if draft.kind is Kind.REPORT and bool(draft.exceptions) != bool(draft.figures):
        yield "The source gives no figures." if draft.exceptions else "The source lists no exceptions."
    yield (
        "Movement between periods, what was completed, the schedule of re-dated actions with every revision, "
        "services without an update, outside bodies and Members’ requests need the council’s own record of the "
        "period. A document does not hold them, so they are left out."
    )
