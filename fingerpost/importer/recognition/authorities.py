"""Bodies that plan and report as councils do but are not called so: fire authorities, national parks, Welsh names."""

from __future__ import annotations

import re

_AUTHORITY = re.compile(
    r"\b(?:[A-Z][\w'’-]+\s+(?:(?:and|&|of|the|upon|on)\s+)*){1,6}?"
    r"(?:(?:Combined\s+)?Fire(?:\s+(?:and|&)\s+Rescue)?|National\s+Park|Combined|Waste(?:\s+Disposal)?|Transport)\s+Authority\b"
)
_NOT_ENGLISH = re.compile(r"\b(?:Cyngor|Comhairle)(?:\s+(?:[A-Z][\w'’-]+|nan|na|a'r|y|yr)){1,4}\b")


def authority_in(text: str) -> str | None:
    """The authority that words name, as printed; asked only where they name no council in English."""
    match = _AUTHORITY.search(text) or _NOT_ENGLISH.search(text)
    return re.sub(r"^(?:The|Of|For|At|By|To|In|And|Report)\s+", "", match[0]) if match else None
