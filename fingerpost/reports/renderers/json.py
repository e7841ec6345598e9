"""The record from which a document was made, as JSON: a draft, or a snapshot in its canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.draft import Draft, to_json
from fingerpost.rules.snapshot import to_canonical_json

if TYPE_CHECKING:
    from fingerpost.reports.document import Document


def render_json(document: Document) -> bytes:
    """The record as JSON in UTF-8: `fingerpost-draft/1`, or the snapshot's canonical JSON."""
    if isinstance(document.record, Draft):
        return to_json(document.record).encode()
    return to_canonical_json(document.record)
