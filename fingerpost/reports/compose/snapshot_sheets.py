"""The data of a snapshot as tidy tables, one for each kind of thing, for spreadsheets and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, number_cell, table
from fingerpost.reports.compose.checked import findings_table
from fingerpost.reports.compose.month_grid import snapshot_grid, with_grid
from fingerpost.reports.compose.snapshot_exceptions import status_cell
from fingerpost.reports.compose.snapshot_movement import move_rows
from fingerpost.reports.document import DocumentCell, Sheet
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.exceptions_report import exceptions
from fingerpost.rules.labels import Label
from fingerpost.rules.movement import movement
from fingerpost.rules.wording import Part, Which, day_words, names_words, share_words, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.dates import ApproximateDate
    from fingerpost.rules.findings import Finding
    from fingerpost.rules.snapshot import ActionRecord, Snapshot


def snapshot_sheets(
    snapshot: Snapshot, previous: Snapshot | None, findings: Sequence[Finding], fingerprint: str
) -> tuple[Sheet, ...]:
    """The sheets of a snapshot that have anything in them; `fingerprint` is its digest."""
    found: list[tuple[str, DocumentTable | None]] = [
        ("Report", _report(snapshot, fingerprint)),
        ("Figures", _figures(snapshot, previous)),
        ("Figures split", _split(snapshot)),
        ("Movement", _movement(snapshot, previous)),
        ("Exceptions", _actions(snapshot, exceptions(snapshot), Part.EXCEPTIONS)),
        ("Actions", _actions(snapshot, snapshot.actions, Part.ACTIONS)),
        ("Revisions", _revisions(snapshot)),
        ("Months", _months(snapshot)),
        ("Sections", _sections(snapshot)),
        ("Findings", findings_table(findings)),
    ]
    data = tuple(Sheet(name, made.caption, made) for name, made in found if made is not None)
    return with_grid(data, snapshot_grid(snapshot))


def _report(snapshot: Snapshot, fingerprint: str) -> DocumentTable | None:
    correction = snapshot.correction
    pairs = [
        (Label.COUNCIL, cell(snapshot.council)),
        (Label.PLAN, cell(snapshot.plan.title)),
        (Label.PLAN_YEAR, cell(snapshot.plan.year.name)),
        (Label.PERIOD, cell(snapshot.period.name)),
        (Label.CLOSED_ON, _day(snapshot.closed_on)),
        (Label.VERSION, number_cell(snapshot.version)),
        (Label.CORRECTION, cell(correction.reason if correction else None)),
        (Label.DIGEST, cell(fingerprint)),
        (Label.PREVIOUS_DIGEST, cell(snapshot.previous_digest)),
    ]
    rows = ((cell(label), value) for label, value in pairs if value.text)
    return table(Part.ABOUT, (Label.FIELD, Label.VALUE), rows)


def _day(day: date | None) -> DocumentCell:
    return DocumentCell(day_words(day), value=day) if day else cell(None)


def _figures(snapshot: Snapshot, previous: Snapshot | None) -> DocumentTable | None:
    def rows() -> Iterator[tuple[DocumentCell, ...]]:
        for which, each in ((Which.PREVIOUS, previous), (Which.CURRENT, snapshot)):
            if each is None:
                continue
            whole = each.figures.whole
            for class_ in StatusClass:
                share = whole.shares.get(class_)
                yield (
                    cell(which),
                    cell(each.period.name),
                    number_cell(whole.n),
                    class_cell(class_),
                    number_cell(whole.counts.get(class_, 0)),
                    cell(None if share is None else share_words(share)),
                )

    header = (Label.PERIOD, Label.MONTH, Label.N, Label.CLASS, Label.COUNT, Label.SHARE)
    return table(Part.FIGURES, header, rows(), row_headers=False)


def _split(snapshot: Snapshot) -> DocumentTable | None:
    """A row for each class of each section, service, portfolio and priority that has any action."""
    splits = (
        (Label.SECTION, snapshot.figures.by_section),
        (Label.SERVICE, snapshot.figures.by_service),
        (Label.PORTFOLIO, snapshot.figures.by_portfolio),
        (Label.PRIORITY, snapshot.figures.by_priority),
    )
    return table(
        Part.FIGURES_BY,
        (Label.SPLIT, Label.NAME, Label.N, Label.CLASS, Label.COUNT, Label.SHARE),
        (
            (
                cell(label),
                cell(each.name),
                number_cell(each.figures.n),
                class_cell(class_),
                number_cell(each.figures.counts.get(class_, 0)),
                cell(share_words(each.figures.shares[class_]) if class_ in each.figures.shares else None),
            )
            for label, groups in splits
            for each in groups
            if each.figures.n
            for class_ in StatusClass
        ),
        row_headers=False,
    )


def _movement(snapshot: Snapshot, previous: Snapshot | None) -> DocumentTable | None:
    if previous is None:
        return None
    return table(
        Part.MOVEMENT,
        (Label.REF, Label.ACTION, Label.FROM, Label.TO, Label.WHY_JOINED, Label.WHY_LEFT, Label.NEXT_MONTH),
        move_rows(movement(previous, snapshot)),
    )


def _date(date: ApproximateDate | None) -> tuple[DocumentCell, DocumentCell]:
    """A date in its words, and the last day on which it can fall, to sort and filter by."""
    if date is None:
        return cell(None), cell(None)
    day = date.day or (date.latest.last_day if date.latest else None)
    return cell(date.text), DocumentCell(day.isoformat(), value=day) if day else cell(None)


def _date_columns(label: str) -> tuple[str, str]:
    return label, f"{label}: {Label.LATEST_DAY}"


def _actions(snapshot: Snapshot, actions: Sequence[ActionRecord], caption: str) -> DocumentTable | None:
    words = snapshot.plan.status_words
    header = (
        Label.SECTION,
        Label.REF,
        Label.ACTION,
        Label.LEAD,
        Label.SERVICE,
        Label.PRIORITY,
        Label.STATUS,
        Label.CLASS,
        Label.HIGHLIGHT,
        Label.WHY_STATUS,
        Label.CALCULATED,
        *_date_columns(Label.ORIGINAL),
        *_date_columns(Label.CURRENT),
        *_date_columns(Label.EXPECTED),
        Label.TIMES_MOVED,
        Label.MONTHS_MOVED,
        Label.COMPLETED,
        Label.NO_UPDATE,
        Label.REASON,
        Label.CORRECTIVE_ACTION,
        Label.COMMENT,
        Label.EVIDENCE,
        Label.BODY,
    )
    return table(
        caption,
        header,
        (
            (
                cell(each.section),
                cell(each.ref),
                cell(each.title),
                cell(names_words(lead.name for lead in each.leads)),
                cell(each.service),
                cell(each.priority),
                status_cell(each, snapshot),
                class_cell(each.class_),
                cell(each.highlight),
                cell(each.reason),
                cell(status_word(each.calculated, words)),
                *_date(each.ledger.original),
                *_date(each.ledger.current),
                *_date(each.expected),
                number_cell(each.ledger.times_moved),
                number_cell(each.ledger.months_moved),
                _day(each.standing.completed_on),
                cell("sent" if each.update else "none"),
                cell(each.update.reason if each.update else None),
                cell(each.update.corrective_action if each.update else None),
                cell(each.update.comment if each.update else None),
                cell(each.update.evidence if each.update else None),
                cell(names_words(each.outside_bodies)),
            )
            for each in actions
        ),
        row_headers=False,
    )


def _revisions(snapshot: Snapshot) -> DocumentTable | None:
    """A row for each entry of each date ledger, and for each decision approved since."""
    return table(
        Part.SCHEDULE,
        (
            Label.REF,
            Label.ACTION,
            Label.KIND_OF_CHANGE,
            *_date_columns(Label.NEW_DATE),
            Label.DECIDED_ON,
            Label.DECIDED_BY,
            Label.MEETING_BODY,
            Label.MINUTE,
            Label.REASON_CODE,
            Label.TEXT,
            Label.COUNTS,
        ),
        (
            (
                cell(each.ref),
                cell(each.title),
                cell(revision.kind),
                *_date(revision.new_date),
                _day(revision.decided_on),
                cell(revision.decision.by if revision.decision else None),
                cell(revision.decision.meeting if revision.decision else None),
                cell(revision.decision.minute if revision.decision else None),
                cell(revision.reason),
                cell(revision.words),
                cell("yes" if index < len(each.ledger.revisions) else "approved since"),
            )
            for each in snapshot.actions
            for index, revision in enumerate((*each.ledger.revisions, *each.approved_since))
        ),
    )


def _months(snapshot: Snapshot) -> DocumentTable | None:
    """A row for each month of each strip in which anything is marked."""
    words = snapshot.plan.status_words
    return table(
        "Months",
        (Label.REF, Label.MONTH, Label.STATUS, Label.ORIGINAL_MONTH, Label.REPROGRAMMED_MONTH),
        (
            (
                cell(each.ref),
                DocumentCell(month.short_name, value=month.first_day),
                cell(status_word(at.status, words) if at.status else None),
                cell("yes" if at.original else None),
                cell("yes" if at.reprogrammed else None),
            )
            for each in snapshot.actions
            for month, at in sorted(each.months.items())
            if at.status or at.original or at.reprogrammed
        ),
        row_headers=False,
    )


def _sections(snapshot: Snapshot) -> DocumentTable | None:
    return table(
        "Sections",
        (
            Label.CODE,
            Label.TITLE,
            Label.SECTION_NUMBER,
            Label.PART_OF,
            Label.OUTCOME,
            Label.HEAD_OF_SERVICE,
            Label.PORTFOLIO,
            Label.RISK,
        ),
        (
            (
                cell(each.code),
                cell(each.title),
                cell(each.number),
                cell(each.parent),
                cell(each.outcome),
                cell(each.head_of_service),
                cell(each.portfolio),
                cell(names_words(each.risks)),
            )
            for each in snapshot.sections
        ),
    )
