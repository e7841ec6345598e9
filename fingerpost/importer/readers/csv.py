"""CSV and its kin: one table, whatever the delimiter and the encoding.

The delimiter is the one of comma, semicolon, tab and bar that splits the most rows into the same number of
fields; a first line `sep=;` decides. Rows may differ in length, fields may hold line breaks in quotes.
"""

from __future__ import annotations

import csv
from collections import Counter
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING

from fingerpost.importer.limits import MOST_CELLS, TooBig, refuse_by_size
from fingerpost.importer.readers.encoding import decode
from fingerpost.importer.readers.source import Cell, Row, SourceDocument, Table, Unreadable
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = ",;\t|"
MOST_LINES_IN_A_FIELD = 200
_SAMPLE_LINES = 400

OPEN_QUOTE = describe(
    "R103",
    Severity.WARNING,
    "A quotation mark is never closed.",
    "The rest of the file would be one field, so quotation marks were read as ordinary characters. Fields with line "
    "breaks are then cut; save the file again from the program that holds the table.",
)


def read_csv(name: str, data: bytes) -> SourceDocument:
    """The one table of a delimited file. Refuses an empty file, one that is no text, and too many cells."""
    refuse_by_size(name, len(data))
    try:
        text, _, findings = decode(data)
    except Unreadable as refusal:
        raise Unreadable(f"{name}: {refusal}") from refusal
    skipped = 0
    delimiter = ""
    first, _, rest = text.partition("\n")
    first = first.rstrip("\r")
    if first.lower().startswith("sep=") and len(first) == 5:
        delimiter, text, skipped = first[4], rest, 1
    lines = list(StringIO(text, newline=""))
    if not any(line.strip() for line in lines):
        raise Unreadable(f"{name} is empty: there is no text in it.")
    delimiter = delimiter if delimiter and delimiter not in '"\r\n' else _delimiter(lines)
    rows = _rows(lines, delimiter, skipped, quotes=True)
    if rows is None:
        findings = (
            *findings,
            OPEN_QUOTE.finding(
                (),
                f"A quotation mark in {name} is never closed; quotation marks were read as ordinary characters.",
            ),
        )
        rows = _rows(lines, delimiter, skipped, quotes=False) or []
    if sum(len(row.cells) for row in rows) > MOST_CELLS:
        raise TooBig(
            f"{name} has more than {MOST_CELLS:,} cells. Save a copy with the table of actions only."
        )
    table = Table(tuple(rows), "the table", _place)
    return SourceDocument(name, sha256(data).hexdigest(), "csv", (table,), findings)


def _place(row: Row, column: int | None) -> str:
    return f"line {row.number}" if column is None else f"line {row.number}, field {column + 1}"


def _delimiter(lines: list[str]) -> str:
    """The delimiter that splits the most of the first lines into the same number of fields, more than one."""
    best, best_score = ",", 0.0
    sample = lines[:_SAMPLE_LINES]
    for candidate in DELIMITERS:
        counts: Counter[int] = Counter()
        if not any(candidate in line for line in sample):
            continue
        try:
            for fields in csv.reader(sample, delimiter=candidate):
                if any(map(str.strip, fields)):
                    counts[len(fields)] += 1
        except csv.Error:
            continue
        total = sum(counts.values())
        for fields_in_row, rows in counts.items():
            score = (1 - 1 / fields_in_row) * rows / total
            if score > best_score + 1e-9:
                best, best_score = candidate, score
    return best


def _rows(lines: list[str], delimiter: str, skipped: int, *, quotes: bool) -> list[Row] | None:
    """The rows that hold anything, numbered by their first line; None where a quotation mark stays open."""
    rows: list[Row] = []
    try:
        for number, fields in _records(lines, delimiter, quotes=quotes):
            cells = []
            for column, field in enumerate(fields):
                if not field:
                    continue
                if field.isprintable() and "  " not in field:  # nearly every field, so it is not a call away
                    text = field.strip()
                else:
                    text = _folded(field)
                    if quotes and text.count("\n") > MOST_LINES_IN_A_FIELD:
                        return None
                if text:
                    cells.append(Cell(text, column))
            if cells:
                rows.append(Row(number + skipped, tuple(cells)))
    except csv.Error:
        if quotes:
            return None
        raise Unreadable(
            "A field of the file is longer than any table's; it is perhaps no delimited file. Save it again as CSV."
        ) from None
    return rows


def _records(lines: list[str], delimiter: str, *, quotes: bool) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line."""
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)
    start = 1
    for fields in reader:
        yield start, fields
        start = reader.line_num + 1


def _folded(field: str) -> str:
    """White space folded, lines joined by a newline."""
    lines = (" ".join(line.split()) for line in field.splitlines())
    return "\n".join(line for line in lines if line)
