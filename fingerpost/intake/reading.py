"""What was read of an upload: its draft, as corrected so far, and what its columns were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.recognition.columns import MappedColumn
from fingerpost.rules.draft import Draft
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from fingerpost.intake.models import Upload


def draft_of(upload: Upload) -> Draft | None:
    """The draft of an upload, as corrected so far."""
    return from_plain(Draft, upload.draft) if upload.draft else None


def columns_of(upload: Upload) -> tuple[MappedColumn, ...]:
    """What each column of a tracker was taken for, with samples; nothing where the file has no list of actions."""
    if not (upload.draft or {}).get("actions"):
        return ()
    return tuple(from_plain(MappedColumn, each) for each in upload.columns)
