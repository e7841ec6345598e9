"""Keeping a file: the bytes are written once, with their digest; who may see them is asked of what they belong to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from fingerpost.files.models import StoredFile

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Council

LARGEST = 10 * 2**20
"""The most bytes of an uploaded file."""


class TooLarge(ValueError):
    """The file is larger than a file may be."""


class EmptyFile(ValueError):
    """The file holds nothing."""


def keep_file(*, council: Council, name: str, media_type: str, content: bytes, at: datetime) -> StoredFile:
    """Keep a file; for use within an operation, which records it. Refuses an empty file and one above `LARGEST`."""
    if not content:
        raise EmptyFile(f"{name} is empty.")
    if len(content) > LARGEST:
        raise TooLarge(f"{name} is larger than {LARGEST // 2**20} MB.")
    return StoredFile.objects.create(
        council=council,
        name=name.replace("/", "_").replace("\\", "_")[-200:],
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content=content,
        stored_at=at,
    )


def served(file: StoredFile) -> HttpResponse:
    """The file as a download, never shown within our own pages."""
    answer = HttpResponse(bytes(file.content), content_type=file.media_type)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    )
    answer["ETag"] = f'"{file.sha256}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
