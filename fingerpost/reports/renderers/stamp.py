"""The time that a file says it was made: the document's own day, so that the same report is the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

_UNDATED = date(1980, 1, 1)


def stamp(dated: date | None) -> datetime:
    """The first moment of the day, or of 1980 for a document that is not dated."""
    return datetime.combine(dated or _UNDATED, time(), tzinfo=UTC)
