"""The log of messages as CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from fingerpost.rules.formula_guard import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.notices.models import Message

COLUMNS = (
    "written_at",
    "sent_at",
    "person",
    "address",
    "kind",
    "period",
    "subject",
    "state",
    "attempts",
    "problem",
)


class _Line:
    """What a CSV writer writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(messages: Iterable[Message]) -> Iterator[str]:
    """The messages as lines of CSV, begun by a byte order mark; no text is one that a spreadsheet takes for a
    formula.
    """
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for each in messages:
        yield writer.writerow(
            [
                each.written_at.isoformat(),
                each.sent_at.isoformat() if each.sent_at else "",
                guarded(each.person.shown if each.person else ""),
                guarded(each.address),
                each.kind,
                str(each.period or ""),
                guarded(each.subject),
                each.state,
                each.attempts,
                guarded(each.problem),
            ]
        )
