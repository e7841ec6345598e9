"""Verifying the files that are kept: whether their bytes are those whose digest was written down with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from fingerpost.files.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.people.models import Council

AT_ONCE = 20
"""How many files are read at a time: each may have 10 MB."""


def faults_of_files(council: Council) -> Iterator[str]:
    """Each file of a council whose bytes were altered, in a sentence."""
    for each in StoredFile.objects.filter(council=council).order_by("pk").iterator(chunk_size=AT_ONCE):
        content = bytes(each.content)
        if (len(content), hashlib.sha256(content).hexdigest()) != (each.size, each.sha256):
            yield f"The file {each.name}, kept on {each.stored_at:%-d %B %Y}, was altered."
