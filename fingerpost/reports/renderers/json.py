"""The record from which a document was made, as JSON: a draft, or a snapshot or report in its canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.canonical import canonical_json
from fingerpost.rules.committee.report import CommitteeReport
from fingerpost.rules.committee.report import to_canonical_json as report_json
from fingerpost.rules.draft import Draft, to_json
from fingerpost.rules.plain import to_plain
from fingerpost.rules.snapshot import OPEN_MONTH, Snapshot, to_canonical_json

if TYPE_CHECKING:
    from fingerpost.reports.document import Document


class NoRecord(ValueError):
    """The document was made from none of the records that there are, so there is no record to write."""


def render_json(document: Document) -> bytes:
    """The record as JSON in UTF-8: `fingerpost-draft/1`, or the canonical JSON of a snapshot or committee report.

    An open month is marked as a draft, and is no snapshot: it stands within `fingerpost-open-month/1`. Refuses a
    document that was made from none of them.
    """
    if document.record is None:
        raise NoRecord(f"“{document.title}” was not made from a draft or a closed month; it has no record.")
    if document.draft_mark and isinstance(document.record, Snapshot):
        return canonical_json(
            {
                "format": OPEN_MONTH,
                "draft": f"DRAFT. {document.properties.get('draft', '')}",
                "month": to_plain(document.record),
            }
        )
    if isinstance(document.record, Draft):
        return to_json(document.record).encode()
    if isinstance(document.record, CommitteeReport):
        return report_json(document.record)
    return to_canonical_json(document.record)
