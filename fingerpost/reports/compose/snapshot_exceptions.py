"""The exceptions of a closed period, one card each, with the strip of the plan year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, facts, table
from fingerpost.reports.compose.marks import key_to_months
from fingerpost.reports.compose.requests import statement_words
from fingerpost.reports.document import Card, DocumentCell, Text
from fingerpost.rules.classes import CLASS_OF_STATUS, LETTER_OF_STATUS, Status, StatusClass
from fingerpost.rules.draft import Mark
from fingerpost.rules.exceptions_report import exceptions
from fingerpost.rules.labels import Label
from fingerpost.rules.request_words import RequestLabel
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import (
    MARK_WORDS,
    NOT_GIVEN,
    NOTHING,
    ORIGINAL_LETTER,
    Part,
    coded_words,
    months_moved_words,
    names_words,
    status_word,
)

if TYPE_CHECKING:
    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable, Facts, Heading
    from fingerpost.rules.dates import ApproximateDate
    from fingerpost.rules.months import Month
    from fingerpost.rules.scrutiny import AtIssue
    from fingerpost.rules.snapshot import ActionRecord, Snapshot, StripMonth


def exceptions_part(builder: Builder, snapshot: Snapshot, requests: AtIssue | None = None) -> None:
    """Add a table of all exceptions, the key to the months, and a card for each, with the statement of the portfolio
    holder where there was one.
    """
    found = exceptions(snapshot)
    if not found:
        builder.part(Part.EXCEPTIONS, Text("Nothing to report by exception."))
        return
    builder.part(Part.EXCEPTIONS)
    headings = [builder.heading(2, coded_words(each.ref, each.title)) for each in found]
    overview = _overview(snapshot, found, headings)
    are = "exception is" if len(found) == 1 else "exceptions are"
    builder.add(
        Text(
            said(
                "{count} {are} reported, in the order of the plan; each has its own entry below.",
                count=len(found),
                are=are,
            )
        )
    )
    builder.add(*([overview] if overview else []), key_to_months())
    for each, heading in zip(found, headings, strict=True):
        builder.add(Card(heading, _facts(heading.text, each, snapshot, requests), strip(each, snapshot)))


def _overview(
    snapshot: Snapshot, found: tuple[ActionRecord, ...], headings: list[Heading]
) -> DocumentTable | None:
    return table(
        "All exceptions",
        (Label.REF, Label.ACTION, Label.STATUS, Label.WHO, Label.ORIGINAL, Label.CURRENT, Label.EXPECTED),
        (
            (
                DocumentCell(each.ref, link=heading.anchor),
                cell(each.title),
                status_cell(each, snapshot),
                cell(names_words(lead.name for lead in each.leads)),
                cell(date_text(each.ledger.original)),
                cell(date_text(each.ledger.current)),
                cell(date_text(each.expected)),
            )
            for each, heading in zip(found, headings, strict=True)
        ),
        widths=(2, 8, 3, 4, 3, 3, 3),
    )


def _facts(caption: str, each: ActionRecord, snapshot: Snapshot, requests: AtIssue | None) -> Facts:
    section = snapshot.section(each.section)
    update = each.update
    ledger = each.ledger
    moved = said_n("{count} time", "{count} times", ledger.times_moved)
    if ledger.times_moved and ledger.months_moved is not None:
        moved = together((moved, months_moved_words(ledger.months_moved)), ", ")
    declared = each.standing.declared
    return facts(
        caption,
        [
            (Label.SECTION, coded_words(section.code, section.title) if section else None),
            (Label.STATUS, status_cell(each, snapshot)),
            (Label.WHY_STATUS, each.reason),
            (
                Label.CALCULATED,
                status_word(each.calculated, snapshot.plan.status_words)
                if each.calculated is not each.status
                else None,
            ),
            (Label.DECLARED, declared.reason if declared and each.calculated is not each.status else None),
            (Label.NO_UPDATE, "No update was sent for this period" if each.no_update else None),
            (Label.REASON, (update.reason if update else None) or NOT_GIVEN),
            (Label.CORRECTIVE_ACTION, (update.corrective_action if update else None) or NOT_GIVEN),
            (Label.COMMENT, update.comment if update else None),
            (RequestLabel.STATEMENT, statement_words(requests.statements_on(each.ref)) if requests else None),
            (Label.WHO, names_words(lead.name for lead in each.leads) or NOT_GIVEN),
            (Label.ORIGINAL, date_text(ledger.original)),
            (Label.CURRENT, date_text(ledger.current)),
            (Label.TIMES_MOVED, moved),
            (Label.EXPECTED, date_text(each.expected)),
        ],
        beside=(Label.WHO, Label.ORIGINAL, Label.CURRENT, Label.TIMES_MOVED, Label.EXPECTED),
    )


def status_cell(each: ActionRecord, snapshot: Snapshot) -> DocumentCell:
    """The status in the plan's words, on its colour."""
    return DocumentCell(status_word(each.status, snapshot.plan.status_words), CLASS_OF_STATUS[each.status])


def date_text(date: ApproximateDate | None) -> str:
    """A date in its own words; a dash where there is none."""
    return date.text if date else NOTHING


def strip(each: ActionRecord, snapshot: Snapshot) -> DocumentTable | None:
    """The months of the plan year under the row of the action's section."""
    if not each.months:
        return None
    section = snapshot.section(each.section)
    months = sorted(each.months)
    rows: list[tuple[DocumentCell, ...]] = []
    if section:
        rows.append((DocumentCell(coded_words(section.code, section.title), columns=1 + len(months)),))
    rows.append((cell(each.ref), *(strip_cell(month, each, snapshot) for month in months)))
    return table(
        said("The months of {ref}", ref=each.ref),
        (Label.REF, *(month.short_name for month in months)),
        rows,
        widths=(2, *(2 for _ in months)),
        strip=True,
    )


def strip_cell(month: Month, action: ActionRecord, snapshot: Snapshot) -> DocumentCell:
    """A month: the status with which it was closed, else P where it is reprogrammed, O where it was promised."""
    at = action.months[month]
    stated = [status_word(at.status, snapshot.plan.status_words)] if _is_shown(at) and at.status else []
    if at.original:
        stated.append(MARK_WORDS[Mark.ORIGINAL])
    if at.reprogrammed:
        stated.append(MARK_WORDS[Mark.REPROGRAMMED])
    reprogrammed = LETTER_OF_STATUS[Status.REPROGRAMMED]
    if _is_shown(at) and at.status:
        letter, tone = LETTER_OF_STATUS[at.status], CLASS_OF_STATUS[at.status]
    elif at.reprogrammed:
        letter, tone = reprogrammed, StatusClass.REPROGRAMMED
    else:
        letter, tone = (ORIGINAL_LETTER if at.original else ""), None
    return DocumentCell(
        letter,
        tone,
        original=at.original,
        reprogrammed=at.reprogrammed or tone is StatusClass.REPROGRAMMED,
        outlined=month in snapshot.period,
        spoken=together(stated, ", ") or None,
    )


def _is_shown(at: StripMonth) -> bool:
    """A month in which nothing was due says nothing, unless it was promised then."""
    return at.status is not None and (at.status is not Status.NOT_DUE or at.original)
