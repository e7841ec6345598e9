"""The month cells of a draft: the letter that each shows, and what the letters stand for.

A strip shows one letter. How each status was learnt, and what was printed, would drown it, so that stands
in a table of readings: for each letter, as it shows, the reading that most of its cells have; and a list of
the cells that were read otherwise. Together they say everything that the draft holds.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.reports.document import DocumentCell, DocumentTable
from fingerpost.rules.classes import LETTER_OF_CLASS, StatusClass
from fingerpost.rules.draft import Draft, Mark, MonthCell
from fingerpost.rules.said import said, together
from fingerpost.rules.wording import (
    ACTION_ENTRY,
    CLASS_WORDS,
    EXCEPTION_ENTRY,
    MARK_WORDS,
    ORIGINAL_LETTER,
    OTHER_LETTER,
    letter_of_month,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.rules.months import Month

BLANK = MonthCell()


class Shown(NamedTuple):
    """What a month cell shows: its letter, and whether it is underlined as the original month."""

    letter: str
    original: bool


class PlacedCell(NamedTuple):
    """A month cell with its row: "Exception 3" or "Action 17", counted from 1 in the order of the record."""

    row: str
    ref: str | None
    month: Month
    cell: MonthCell


def shown(cell: MonthCell) -> Shown:
    """The letter of a cell, and the underline of the original month."""
    return Shown(letter_of_month(cell), original=cell.mark is Mark.ORIGINAL)


def month_cell(cell: MonthCell, month: Month, reported: Month | None) -> DocumentCell:
    """The cell of a strip, with the month reported outlined."""
    letter, original = shown(cell)
    words: list[str] = [CLASS_WORDS[cell.status]] if cell.status else []
    if cell.mark:
        words.append(MARK_WORDS[cell.mark])
    if not words and letter:
        words.append(cell.printed or said("marked"))
    return DocumentCell(
        letter,
        cell.status or (StatusClass.REPROGRAMMED if cell.mark is Mark.REPROGRAMMED else None),
        original=original,
        reprogrammed=cell.mark is Mark.REPROGRAMMED or cell.status is StatusClass.REPROGRAMMED,
        outlined=month == reported,
        spoken=together(words, ", ") or None,
    )


def key_to_months() -> DocumentTable:
    """The key to the strips: each kind of cell under its meaning."""
    letters = [
        (CLASS_WORDS[class_], DocumentCell(letter, class_, reprogrammed=class_ is StatusClass.REPROGRAMMED))
        for class_, letter in LETTER_OF_CLASS.items()
    ]
    marks = [
        (MARK_WORDS[Mark.ORIGINAL].capitalize(), DocumentCell(ORIGINAL_LETTER, original=True)),
        ("Other mark", DocumentCell(OTHER_LETTER)),
        ("Month reported", DocumentCell("", outlined=True)),
    ]
    shown = [*letters, *marks]
    return DocumentTable(
        "Key to the months: the letter is underlined in the original month",
        tuple(words for words, _ in shown),
        (tuple(cell for _, cell in shown),),
        tuple(1 for _ in shown),
        row_headers=False,
        strip=True,
    )


def cells_of(draft: Draft) -> Iterator[PlacedCell]:
    """Every month cell of a draft, blank ones too, in order."""
    for number, exception in enumerate(draft.exceptions, 1):
        if exception.plan_row:
            yield from _placed(f"{EXCEPTION_ENTRY} {number}", exception.ref, exception.plan_row.months)
    for number, action in enumerate(draft.actions, 1):
        yield from _placed(f"{ACTION_ENTRY} {number}", action.ref, action.months)


def _placed(row: str, ref: str | None, months: Mapping[Month, MonthCell]) -> Iterator[PlacedCell]:
    for month in sorted(months):
        yield PlacedCell(row, ref, month, months[month])


def usual_readings(draft: Draft) -> dict[Shown, MonthCell]:
    """For each letter as it shows, the reading that most of its cells have (the first of equals)."""
    counts: dict[Shown, Counter[MonthCell]] = {}
    for each in cells_of(draft):
        if each.cell != BLANK:
            counts.setdefault(shown(each.cell), Counter())[each.cell] += 1
    return {letter: readings.most_common(1)[0][0] for letter, readings in counts.items()}


def read_otherwise(draft: Draft, usual: Mapping[Shown, MonthCell]) -> Iterator[PlacedCell]:
    """The cells whose reading is not the usual one of their letter."""
    return (each for each in cells_of(draft) if each.cell != BLANK and usual[shown(each.cell)] != each.cell)


def all_blank(months: Mapping[Month, MonthCell]) -> bool:
    """Whether the months are a run without a gap in which nothing is marked: printed in words, not as a strip."""
    ordered = sorted(months)
    return (
        bool(ordered)
        and all(each == BLANK for each in months.values())
        and ordered[-1] - ordered[0] + 1 == len(ordered)
    )
