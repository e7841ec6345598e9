"""Tables of figures, whatever their layout: each number gets its class and period by the labels nearest to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.figures.labels import ClassLabel, Number, class_label, number_in
from fingerpost.importer.recognition.periods import months_named, quarter_number
from fingerpost.rules.draft import PrintedClass

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.items import Item
    from fingerpost.importer.recognition.statuses import Key

_SHARE_LABEL = re.compile(r"%|\bper\s?cent|\bpercentage|\bshare|\bproportion", re.IGNORECASE)
_TOTAL = re.compile(
    r"^(?:grand\s+|overall\s+)?total\b|^all(?:\s+actions)?$|^(?:total\s+)?(?:number|no\.?) of actions$|^overall$|^sum$|^actions$|^total\s+.*actions",
    re.IGNORECASE,
)
CURRENT = re.compile(r"\b(?:current|this|latest|now)\b", re.IGNORECASE)
PREVIOUS = re.compile(r"\b(?:previous|last|prior|before)\b", re.IGNORECASE)


_DEEPEST_HEADER = 12


@dataclass(slots=True)
class TablePeriod:
    """The figures of one period in a table: its words as printed, its classes, its total where printed."""

    words: str
    order: int
    classes: dict[str, PrintedClass] = field(default_factory=dict)
    total: int | None = None


def periods_of(rows: list[Item], key: Key | None = None) -> list[TablePeriod]:
    """The periods with their classes of a table of figures; none where the table is something else."""
    first_label = [label for item in rows if (label := _first_label(item, key)) is not None]
    by_rows = len({label.printed.casefold() for label in first_label}) >= 2
    header = next((item for item in rows[:_DEEPEST_HEADER] if len(_class_cells(item, key)) >= 2), None)
    if header is not None and not by_rows:
        return _by_columns(rows, header, key)
    return _by_rows(rows, key) if by_rows else []


def _first_label(item: Item, key: Key | None) -> ClassLabel | None:
    filled = [cell for cell in item.cells if cell.text]
    if len(filled) < 2 or not any(number_in(cell.text, share_column=False) for cell in filled[1:]):
        return None
    for cell in filled[:2]:
        if (label := class_label(cell.text, key)) is not None:
            return label
    return None


def _class_cells(item: Item, key: Key | None) -> list[tuple[int, ClassLabel]]:
    found: list[tuple[int, ClassLabel]] = []
    for cell in item.cells:
        label = class_label(cell.text, key) if cell.text else None
        if label is not None:
            found.append((cell.column, label))
    return found if len({label.printed.casefold() for _, label in found}) >= 2 else []


def _by_rows(rows: list[Item], key: Key | None) -> list[TablePeriod]:
    headers: list[Item] = []
    periods: dict[str, TablePeriod] = {}
    numeric = other = 0
    for item in rows:
        labelled = _first_label(item, key) is not None
        filled = [cell for cell in item.cells if cell.text]
        total = (
            bool(filled)
            and bool(_TOTAL.match(filled[0].text.strip()))
            and any(number_in(cell.text, share_column=False) for cell in filled[1:])
        )
        if not labelled and not total:
            if not periods:
                headers.append(item)
            elif len(filled) > 1:
                other += len(filled)
            continue
        label: ClassLabel | None = None
        for cell in filled:
            if (found := class_label(cell.text, key)) is not None and not cell.text.strip().isdigit():
                label = found
                continue
            number = number_in(cell.text, share_column=_is_share_column(headers, cell))
            if number is None:
                other += 0 if _TOTAL.match(cell.text.strip()) else 1
                continue
            numeric += 1
            words = _above(headers, cell.column)
            period = periods.setdefault(_key(words), TablePeriod(words, len(periods)))
            if total and number.count is not None:
                period.total = number.count if period.total is None else period.total
            elif label is not None:
                _put(period, label, number)
    return list(periods.values()) if numeric >= 2 and numeric >= other else []


def _by_columns(rows: list[Item], header: Item, key: Key | None) -> list[TablePeriod]:
    labels = [
        (cell.column, label) for cell in header.cells if cell.text and (label := class_label(cell.text, key))
    ]
    totals = [cell.column for cell in header.cells if _TOTAL.match(cell.text.strip())]
    below = rows[rows.index(header) + 1 :]
    periods: list[TablePeriod] = []
    measures: list[Item] = []
    numeric = other = 0
    for item in below:
        filled = [cell for cell in item.cells if cell.text]
        numbers = [
            (cell, number_in(cell.text, share_column=_is_share_column([header, *measures], cell)))
            for cell in filled
        ]
        if not any(number is not None and cell.column >= labels[0][0] for cell, number in numbers):
            measures.append(item)
            continue
        words = filled[0].text if filled and filled[0].column < labels[0][0] else ""
        period = TablePeriod(words, len(periods))
        for cell, number in numbers:
            if cell.column < min(labels[0][0], *(totals or [labels[0][0]])):
                continue
            if number is None:
                other += 1
                continue
            numeric += 1
            starts = [start for start, _ in labels if start <= cell.column]
            total_starts = [start for start in totals if start <= cell.column]
            if total_starts and (not starts or max(total_starts) > max(starts)):
                period.total = (
                    period.total if number.count is None or period.total is not None else number.count
                )
            elif starts:
                _put(period, next(label for start, label in labels if start == max(starts)), number)
        periods.append(period)
    if not numeric or numeric < other:
        return []
    return _overall(periods)


def _overall(periods: list[TablePeriod]) -> list[TablePeriod]:
    """The rows that are periods; where they are parts of the plan, the row of their total, or their sum."""
    if len(periods) == 1 or all(is_period(each.words) for each in periods):
        return periods
    dated = [each for each in periods if is_period(each.words)]
    if dated:
        return dated
    totals = [each for each in periods if _TOTAL.match(each.words.strip())]
    if totals:
        return totals[-1:]
    summed = TablePeriod("", 0)
    for each in periods:
        for printed, class_ in each.classes.items():
            before = summed.classes.get(printed)
            count = (class_.count or 0) + (before.count or 0 if before else 0)
            summed.classes[printed] = PrintedClass(class_.printed, class_.class_, count, None)
    return [summed]


def is_period(words: str) -> bool:
    """Whether words name a period: a month, a quarter, a year, "current" or "previous"."""
    return bool(
        months_named(words)
        or quarter_number(words)
        or CURRENT.search(words)
        or PREVIOUS.search(words)
        or re.search(r"\b(?:19|20)\d\d\b", words)
    )


def _put(period: TablePeriod, label: ClassLabel, number: Number) -> None:
    before = period.classes.get(label.printed)
    count = before.count if before and before.count is not None else number.count
    share = before.share if before and before.share is not None else number.share
    period.classes[label.printed] = PrintedClass(label.printed, label.class_, count, share)


def _is_share_column(headers: list[Item], cell: Cell) -> bool:
    for header in headers:
        above = header.row.cell_at(cell.column) if header.row is not None else None
        if above is not None and _SHARE_LABEL.search(above.text):
            return True
    return False


def _above(headers: list[Item], column: int) -> str:
    """The period's words above a column: of the nearest label at or left of it that names a period."""
    words = ""
    for header in headers:
        for cell in header.cells:
            if cell.column <= column and is_period(cell.text):
                words = cell.text
    return words


def _key(words: str) -> str:
    return re.sub(r"\b(?:number|no|percentage|actions?|count)\b|[^a-z0-9]+", " ", words.lower()).strip()
