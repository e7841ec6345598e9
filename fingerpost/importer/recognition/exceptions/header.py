"""Header rows of exception tables: what each column holds, by its label."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.fields import Field, exact_field_of, field_of, month_of_label
from fingerpost.importer.recognition.refs import is_structured_ref
from fingerpost.importer.recognition.statuses import status_of_words
from fingerpost.importer.recognition.tracker.strips import runs_of_initials
from fingerpost.rules.dates import parse_date
from fingerpost.rules.months import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Cell

FEWEST_MONTHS = 6
"""So many month columns or more are a strip of the plan year."""

_TELLING = frozenset(
    {
        Field.STATUS,
        Field.REASON,
        Field.CORRECTIVE,
        Field.REASON_AND_CORRECTIVE,
        Field.ORIGINAL,
        Field.REVISED,
        Field.ORIGINAL_AND_REVISED,
        Field.COMMENT,
    }
)
_INDICATOR = re.compile(
    r"^(?:(?:pi|kpi|ni|bvpi|lpi|indicator|measure)(?:\s+(?:ref|no|number|code|id))?\.?|(?:key )?(?:performance )?indicators?(?:\s+\w+)?"
    r"|(?:current |latest |year to date )?(?:actual|value|out-?turn)(?:\s+(?:value|figure|performance|result))?(?:\s+(?:19|20)\d\d.*)?|(?:ytd|numerator|denominator))$",
    re.IGNORECASE,
)
_NUMBERS_OF_MONTHS = [str(number) for number in range(1, 13)]
_FEWEST_RUN_TOGETHER = 6
_MOST_RUN_TOGETHER = 30
_IN_PERIOD = re.compile(
    rf"^(?:(?:19|20)\d\d|(?:{'|'.join(name[:3] for name in MONTH_NAMES)})[a-z]*\.?)$", re.IGNORECASE
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exception table; `end` is the grid column after its last, by the next label's start."""

    start: int
    end: int
    field: Field
    label: str
    month: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, in order."""

    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that the columns hold."""
        return frozenset(column.field for column in self.columns)

    @property
    def months(self) -> tuple[Column, ...]:
        """The month columns, in order."""
        return tuple(column for column in self.columns if column.month is not None)

    @property
    def is_strip(self) -> bool:
        """Whether this heads a row of the plan with its months, and nothing that only an exception has."""
        return len(self.months) >= FEWEST_MONTHS and not self.fields & {
            Field.STATUS,
            Field.REASON,
            Field.REASON_AND_CORRECTIVE,
            Field.ORIGINAL,
            Field.REVISED,
            Field.ORIGINAL_AND_REVISED,
        }

    @property
    def is_of_exceptions(self) -> bool:
        """Whether rows under it can be read as exceptions: an action or a ref, and something said about it."""
        if len(self.columns) < 2 or not self.fields & _TELLING or self.is_of_indicators:
            return False
        if Field.ACTION in self.fields:
            return len(self.columns) >= 3 or bool(
                self.fields & {Field.STATUS, Field.REASON, Field.CORRECTIVE, Field.REASON_AND_CORRECTIVE}
            )
        return Field.REF in self.fields and bool(
            self.fields & {Field.REASON, Field.CORRECTIVE, Field.REASON_AND_CORRECTIVE}
        )

    @property
    def is_of_indicators(self) -> bool:
        """Whether rows under it are performance indicators, which have values where actions have dates."""
        return any(_INDICATOR.match(column.label.strip()) for column in self.columns)

    def column_at(self, position: int) -> Column | None:
        """The column in whose range a grid column lies."""
        for column in self.columns:
            if column.start <= position < column.end:
                return column
        return None


def header_of(cells: tuple[Cell, ...]) -> Header | None:
    """The header that a row is, None where it is none."""
    filled = [cell for cell in cells if cell.text]
    if len(filled) == 1:
        together = enumerate(_labels_run_together(filled[0].text))
        return _header([(at, at + 1, text) for at, text in together])
    if len(filled) < 2 or is_structured_ref(filled[0].text):
        return None
    labels = [(cell.column, cell.column + cell.columns, cell.text) for cell in filled]
    return _header(labels)


def _labels_run_together(text: str) -> list[str]:
    """The labels of a header whose cells were run together into one; none unless every word is part of one."""
    words = text.split()
    if not _FEWEST_RUN_TOGETHER <= len(words) <= _MOST_RUN_TOGETHER or field_of(words[0]) is not Field.REF:
        return []
    labels: list[str] = []
    while words:
        for length in (3, 2, 1):
            label = " ".join(words[:length])
            ends_in_period = length > 1 and _IN_PERIOD.match(words[min(length, len(words)) - 1])
            if (exact_field_of(label) and not ends_in_period) or month_of_label(label):
                labels.append(label)
                words = words[length:]
                break
        else:
            return []
    return labels


def joined_header(top: tuple[Cell, ...], bottom: tuple[Cell, ...]) -> Header | None:
    """The header of two rows, the second of which names the columns under a wide label of the first.

    None where the second row is no such row: a header of its own, or data.
    """
    below = [cell for cell in bottom if cell.text]
    if len(below) < 2 or any(len(cell.text) > 40 or _is_data(cell.text) for cell in below):
        return None
    alone = header_of(bottom)
    if alone is not None and alone.fields & {Field.REF, Field.ACTION} and not _halves(top, below):
        return None
    starts = sorted({cell.column for cell in (*top, *bottom) if cell.text})
    labels: list[tuple[int, int, str]] = []
    for start in starts:
        over, under = _covering(top, start), _covering(bottom, start)
        if over and under and field_of(under) is Field.MONTH and (year := _YEAR.search(over)):
            text = f"{under} {year[1]}"
        elif over and under and exact_field_of(f"{over} {under}"):
            text = f"{over} {under}"
        elif under and (exact_field_of(under) or not over or field_of(under) is Field.MONTH):
            text = under
        else:
            text = f"{over} {under}".strip()
        labels.append((start, start + 1, text))
    return _header(labels)


def _halves(top: tuple[Cell, ...], below: Sequence[Cell]) -> bool:
    """Whether every label of the second row ends a label right above it: "Original" over "Date"."""
    above = {cell.column: cell.text for cell in top if cell.text}
    return all(
        cell.column in above and exact_field_of(f"{above[cell.column]} {cell.text}") is not None
        for cell in below
    )


def _covering(cells: tuple[Cell, ...], column: int) -> str:
    for cell in cells:
        if cell.column <= column < cell.column + cell.columns:
            return cell.text
    return ""


def _is_data(text: str) -> bool:
    if is_structured_ref(text):
        return True
    if field_of(text) is not None:
        return False
    return parse_date(text).edtf is not None or status_of_words(text).known


def _header(labels: list[tuple[int, int, str]]) -> Header | None:
    if len(labels) < 2 or any(len(text) > 90 for _, _, text in labels):
        return None
    if len(labels) == 2 and not all(exact_field_of(text) and not text.endswith(":") for _, _, text in labels):
        return None
    labels = _with_initials_named(labels)
    labels = _months_named(labels)
    fields = [field_of(text) for _, _, text in labels]
    known = [field for field in fields if field is not None and field is not Field.OTHER]
    if len(known) < 2 or len(known) < 0.55 * len(labels):
        return None
    if any(_is_data(text) for _, _, text in labels):
        return None
    columns: list[Column] = []
    for index, ((start, _, text), field) in enumerate(zip(labels, fields, strict=True)):
        end = labels[index + 1][0] if index + 1 < len(labels) else 10_000
        columns.append(Column(start, end, field or Field.OTHER, text, month_of_label(text)))
    return Header(tuple(_settled(columns)))


def _with_initials_named(labels: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The labels with the months that initials stand for (J A S O N D J F M A M J) by their names."""
    months = runs_of_initials([(start, text) for start, _, text in labels])
    if len(months) < FEWEST_MONTHS:
        return labels
    return [
        (start, end, MONTH_NAMES[months[start] - 1] if start in months else text)
        for start, end, text in labels
    ]


def _months_named(labels: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The labels with twelve in a row that are the months' numbers given the months' names."""
    texts = [text.strip(" .") for _, _, text in labels]
    if "12" not in texts:
        return labels
    for at in range(len(texts) - 11):
        for first in range(12):
            if texts[at : at + 12] == [*_NUMBERS_OF_MONTHS[first:], *_NUMBERS_OF_MONTHS[:first]]:
                named = [MONTH_NAMES[(first + step) % 12] for step in range(12)]
                return [
                    (start, end, named[index - at] if at <= index < at + 12 else text)
                    for index, (start, end, text) in enumerate(labels)
                ]
    return labels


def _parents_told(columns: list[Column]) -> list[Column]:
    """The columns with an action right before another action made its parent: "Recommendation", then "Action"."""
    told = list(columns)
    for at, (before, after) in enumerate(itertools.pairwise(columns)):
        if before.field is Field.ACTION and after.field is Field.ACTION:
            told[at] = Column(before.start, before.end, Field.PARENT, before.label, before.month)
    return told


def _settled(columns: list[Column]) -> list[Column]:
    """The columns with doubles told apart: a second "Action" is the corrective one, and so on."""
    settled: list[Column] = []
    columns = _parents_told(columns)
    fields = {column.field for column in columns}
    original = [column for column in columns if column.field is Field.ORIGINAL]
    named = [
        column
        for column in original
        if "original" in column.label.lower() or "baseline" in column.label.lower()
    ]
    for column in columns:
        field = column.field
        before = {each.field for each in settled}
        if field is Field.ACTION and (
            Field.ACTION in before or (Field.REASON in before and Field.REF not in before)
        ):
            field = Field.CORRECTIVE if Field.CORRECTIVE not in fields else Field.OTHER
        elif (field is Field.ORIGINAL and named and column not in named) or (
            field is Field.ORIGINAL and Field.ORIGINAL in before
        ):
            field = Field.REVISED if Field.REVISED not in fields else Field.OTHER
        elif field in (Field.REF, Field.STATUS) and field in before:
            field = Field.OTHER
        settled.append(Column(column.start, column.end, field, column.label, column.month))
    if Field.ACTION not in fields:
        for wanted in (Field.PARENT, Field.SECTION):
            if wanted in fields:
                return [
                    Column(each.start, each.end, Field.ACTION, each.label, each.month)
                    if each.field is wanted
                    else each
                    for each in settled
                ]
    return settled
