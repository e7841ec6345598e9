"""The record as files that other programs read: CSV, and one JSON value a line."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from fingerpost.rules.formula_guard import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.history.models import Entry

COLUMNS = ("number", "at", "by", "on_behalf_of", "event", "thing", "label", "before", "after", "why")


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.pk,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "on_behalf_of": entry.on_behalf_of,
        "event": entry.event,
        "thing": entry.subject,
        "label": entry.label,
        "before": entry.before,
        "after": entry.after,
        "why": entry.why,
    }


class _Line:
    """What a CSV writer writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries as lines of CSV, begun by a byte order mark, with the values before and after as JSON.

    No text is one that a spreadsheet takes for a formula (`rules.formula_guard`).
    """
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in entries:
        plain = _plain(entry)
        yield writer.writerow(
            [
                guarded(value)
                if isinstance(value, str)
                else value
                if isinstance(value, int)
                else json.dumps(value, ensure_ascii=False, sort_keys=True)
                for value in plain.values()
            ]
        )


def as_json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries, each as one line of JSON."""
    for entry in entries:
        yield json.dumps(_plain(entry), ensure_ascii=False, sort_keys=True) + "\n"
