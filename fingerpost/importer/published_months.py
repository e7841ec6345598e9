"""The published months of a plan, from a CSV file with one row for each month as a meeting saw it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.importer.readers.encoding import decode
from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.months import Month, NotAMonth
from fingerpost.rules.published import PUBLISHED_CLASSES, PublishedMonth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    T = TypeVar("T")

SHARE_COLUMNS = {f"{each.value}_share": each for each in PUBLISHED_CLASSES}
REQUIRED = ("month", "highlighted", *SHARE_COLUMNS)
OPTIONAL = ("meeting_date", "body", "fourth_class_as_worded", "source")
MOST_ROWS = 2_000
MOST_ACTIONS = 100_000
_SHARE = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)


def read_published_months(name: str, data: bytes) -> tuple[PublishedMonth, ...]:
    """The months in the file, in its order. Refuses a file with wrong columns or values, naming every one."""
    text, _, _ = decode(data)
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise Unreadable(f"{name} is not a CSV file: {error}.") from error
    if not lines:
        raise Unreadable(f"{name} is empty.")
    columns = [each.strip().lower() for each in lines[0]]
    missing = [each for each in REQUIRED if each not in columns]
    if missing:
        raise Unreadable(
            f"{name}, line 1: missing column{'s' if len(missing) > 1 else ''} {', '.join(missing)}. "
            f"The first line must name {', '.join(REQUIRED)} (and may name {', '.join(OPTIONAL)})."
        )
    if len(lines) > MOST_ROWS:
        raise Unreadable(f"{name} has {len(lines):,} lines; at most {MOST_ROWS:,} are read.")
    problems: list[str] = []
    months = []
    for number, cells in enumerate(lines[1:], start=2):
        if any(each.strip() for each in cells):
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
            found = _month(row, f"line {number}", problems)
            if found is not None:
                months.append(found)
    if problems:
        raise Unreadable(f"{name}: " + "; ".join(problems) + ".")
    if not months:
        raise Unreadable(f"{name} has no months below its first line.")
    return tuple(months)


def _month(row: Mapping[str, str], place: str, problems: list[str]) -> PublishedMonth | None:
    before = len(problems)

    def value(column: str, read: Callable[[str], T], expected: str) -> T | None:
        text = row.get(column, "")
        if not text:
            return None
        try:
            return read(text)
        except (ValueError, NotAMonth):
            problems.append(f"{place}, {column}: {text[:40]!r} is not {expected}")
            return None

    month = value("month", Month.parse, "a month written YYYY-MM")
    if not row.get("month"):
        problems.append(f"{place}: the month is missing")
    n = value("highlighted", _count, f"a whole number up to {MOST_ACTIONS:,}")
    shares = {each: value(column, _share, "a share from 0 to 100") for column, each in SHARE_COLUMNS.items()}
    meeting_date = value("meeting_date", date.fromisoformat, "a day written YYYY-MM-DD")
    if len(problems) > before or month is None:
        return None
    return PublishedMonth(
        month=month,
        n=n,
        shares={each: share for each, share in shares.items() if share is not None},
        meeting_date=meeting_date,
        body=row.get("body") or None,
        fourth_class=row.get("fourth_class_as_worded") or None,
        source=row.get("source") or None,
    )


def _count(text: str) -> int:
    count = int(text)
    if not 0 <= count <= MOST_ACTIONS:
        raise ValueError(text)
    return count


def _share(text: str) -> str:
    share = text.removesuffix("%").strip()
    if not _SHARE.fullmatch(share) or float(share) > 100:
        raise ValueError(text)
    return share
