"""Which kind of document a file is, by what it holds; and the one door of recognition."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.exceptions.header import header_of
from fingerpost.importer.recognition.fields import Field
from fingerpost.importer.recognition.headings import is_covering_heading
from fingerpost.importer.recognition.items import Item, items_of
from fingerpost.importer.recognition.lateness import status_in_cell
from fingerpost.importer.recognition.report import recognise_report
from fingerpost.importer.recognition.reported import KIND_DOUBTFUL
from fingerpost.rules.classes import LATE_CLASSES, StatusClass
from fingerpost.rules.draft import Draft, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.importer.readers.source import SourceDocument

_REPORT_TITLE = re.compile(
    r"\b(?:exceptions?\s+report|highlight\s+report|exceptions?|report\s+to|amber\s+actions|red\s+actions|covering\s+report)\b",
    re.IGNORECASE,
)
_TRACKER_TITLE = re.compile(r"\b(?:trackers?|action (?:plan|log|list)|actions? register)\b", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"\b(?:recommend\w*|cabinet|committee|portfolio holder|members are asked|background papers|wards affected)\b",
    re.IGNORECASE,
)
_ONLY_EXCEPTIONS = frozenset({Field.REASON, Field.CORRECTIVE, Field.REASON_AND_CORRECTIVE})
_MANY_ROWS = 40
_FEWEST_HEADINGS = 3


class Judgement(NamedTuple):
    """The kind of a document, and whether the other would have been nearly as likely."""

    kind: Kind
    doubtful: bool


def kind_of(source: SourceDocument) -> Judgement:
    """Report or tracker, by content.

    Headings of a covering report, words of committees, titles such as "exception report", and columns that
    only exceptions have (reason, corrective action) speak for a report; long tables of actions with little
    text around them for a tracker.
    """
    items = items_of(source)
    paragraphs = [item for item in items if not item.is_row]
    rows = [item for item in items if item.is_row]
    headers = [header for item in rows if (header := header_of(item.cells)) is not None]
    headings = sum(1 for item in paragraphs if is_covering_heading(item))
    report = min(headings, 6) * 1.0
    report += (
        min(sum(1 for item in paragraphs if item.number and "." in item.number and len(item.text) > 40), 6)
        * 0.5
    )
    # A heading such as "Exception commentary" is no title.
    opening = [item.text for item in items[:12] if len(item.texts) < _FEWEST_HEADINGS]
    opening.extend(table.name or "" for table in source.tables)
    report += 4.0 if any(_REPORT_TITLE.search(text) for text in opening if len(text) < 160) else 0.0
    report += 1.0 if any(_COMMITTEE.search(item.text) for item in paragraphs) else 0.0
    report += 2.0 if any(header.fields & _ONLY_EXCEPTIONS for header in headers) else 0.0
    report += 3.0 if headers and _all_late(rows) else 0.0
    tracker = 2.0 if any(header.is_of_exceptions or header.is_strip for header in headers) else 0.0
    if not tracker and not headings:
        tracker = 2.0 if _has_tracker_table(source) else 0.0
    tracker += 1.0 if any(_TRACKER_TITLE.search(text) for text in opening if len(text) < 160) else 0.0
    tracker += 2.0 if len(rows) > _MANY_ROWS and len(rows) > 3 * len(paragraphs) else 0.0
    tracker += 1.5 if len(rows) > 2 * len(paragraphs) else 0.0
    tracker += 1.5 if source.reader in ("excel", "csv") else 0.0
    kind = Kind.REPORT if report >= tracker else Kind.TRACKER
    return Judgement(kind, abs(report - tracker) < 1.0 and min(report, tracker) > 1.0)


def _has_tracker_table(source: SourceDocument) -> bool:
    """Whether a table has headings that trackers have and lists of exceptions have not: minutes, positions."""
    from fingerpost.importer.recognition.tracker import is_tracker_table  # noqa: PLC0415 - see _tracker

    return any(is_tracker_table(table) for table in source.tables)


def _all_late(rows: list[Item]) -> bool:
    """Whether every status cell of the tables is amber, red or re-dated: nobody lists only those but in exceptions."""
    column: tuple[object, int] | None = None
    late = 0
    for item in rows:
        header = header_of(item.cells)
        if header is not None and Field.STATUS in header.fields:
            column = (item.table, next(each.start for each in header.columns if each.field is Field.STATUS))
            continue
        if column is None or item.table is not column[0] or item.row is None:
            continue
        status = status_in_cell(item.row.cell_at(column[1]))
        said = status.class_ is None and status.printed is not None and status.known
        if status.class_ is StatusClass.GREEN or said:
            return False  # "in progress" and "not started" are in no list of exceptions
        late += status.class_ in LATE_CLASSES
    return late > 0


def recognise(source: SourceDocument, mapping: Mapping[str, str] | None = None) -> Draft:
    """The draft of any document: our own layout, a report, or a tracker.

    `mapping` says how a tracker's columns are to be understood; giving one says that it is a tracker. A report
    in which nothing of a report was found is read as a tracker where that finds actions, and the other way
    round.
    """
    if mapping:
        return _tracker(source, mapping)
    from fingerpost.importer.recognition.own import recognise_own  # noqa: PLC0415 - see _tracker

    own = recognise_own(source)
    if own is not None:
        return own
    judged = kind_of(source)
    draft = recognise_report(source) if judged.kind is Kind.REPORT else _tracker(source, None)
    if judged.kind is Kind.REPORT and _is_empty(draft):
        other = _tracker(source, None)
        if other.actions:
            return other
    elif judged.kind is Kind.TRACKER and not draft.actions:
        other = recognise_report(source)
        if not _is_empty(other):
            return other
    if not judged.doubtful:
        return draft
    finding = KIND_DOUBTFUL.finding(
        (source.name,),
        f"{source.name} was read as a {draft.kind}; it could be the other kind.",
        {"kind": str(draft.kind)},
    )
    return replace(draft, findings=(*draft.findings, finding))


def _tracker(source: SourceDocument, mapping: Mapping[str, str] | None) -> Draft:
    from fingerpost.importer.recognition.tracker import (  # noqa: PLC0415 - a report never pays for it
        recognise_tracker,
    )

    return recognise_tracker(source, mapping)


def _is_empty(draft: Draft) -> bool:
    return not (draft.exceptions or draft.risks or draft.figures or draft.actions or len(draft.sections) >= 2)
