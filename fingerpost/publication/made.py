"""What answers a public address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer: its bytes, what they are, and whether they are there (200), gone (410) or not at all (404).

    `for_ever` marks bytes whose address holds their digest. `changed_at` is when they changed last. `file_name` has
    the browser save rather than show. `packed` are the bytes with gzip, where that is worth it.
    """

    body: bytes
    media_type: str = HTML
    status: int = 200
    for_ever: bool = False
    changed_at: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    packed: bytes | None = None
    tag: str = ""
