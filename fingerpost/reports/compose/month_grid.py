"""The plan as councils know it: a row for each action, a narrow cell for each month, for spreadsheets.

It shows what the sheet of months holds one row for each mark, so it is a view: CSV leaves it out, and reading
a workbook back does not ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, table
from fingerpost.reports.compose.marks import BLANK, month_cell
from fingerpost.reports.compose.snapshot_exceptions import status_cell, strip_cell
from fingerpost.reports.document import DocumentCell, Sheet
from fingerpost.rules.classes import LETTER_OF_CLASS, LETTER_OF_STATUS
from fingerpost.rules.draft import Mark
from fingerpost.rules.labels import Label
from fingerpost.rules.said import together
from fingerpost.rules.wording import CLASS_WORDS, MARK_WORDS, ORIGINAL_LETTER, Part, names_words, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.classes import StatusClass
    from fingerpost.rules.draft import Draft, MonthCell
    from fingerpost.rules.months import Month
    from fingerpost.rules.snapshot import Snapshot

NAME = "Twelve months"
_MARKS = "* other mark; underlined: original month; outlined: month reported"
_LEADING = (Label.REF, Label.ACTION, Label.LEAD, Label.STATUS)


def snapshot_grid(snapshot: Snapshot) -> Sheet | None:
    """The grid of every action of the plan."""
    months = sorted({month for each in snapshot.actions for month in each.months})
    return _sheet(
        months,
        (
            (
                cell(each.ref),
                cell(each.title),
                cell(names_words(lead.name for lead in each.leads)),
                status_cell(each, snapshot),
                *(
                    strip_cell(month, each, snapshot) if month in each.months else cell(None)
                    for month in months
                ),
            )
            for each in snapshot.actions
        ),
        {
            **{
                letter: status_word(status, snapshot.plan.status_words)
                for status, letter in LETTER_OF_STATUS.items()
            },
            ORIGINAL_LETTER: MARK_WORDS[Mark.ORIGINAL],
        },
    )


def draft_grid(draft: Draft) -> Sheet | None:
    """The grid of every action or exception of which any month is marked."""
    marked = [
        (ref, title, lead, status, cells)
        for ref, title, lead, status, cells in _rows_of(draft)
        if any(each != BLANK for each in cells.values())
    ]
    months = sorted({month for *_, cells in marked for month in cells})
    return _sheet(
        months,
        (
            (
                cell(ref),
                cell(title),
                cell(names_words(lead)),
                class_cell(status),
                *(month_cell(cells.get(month, BLANK), month, draft.period) for month in months),
            )
            for ref, title, lead, status, cells in marked
        ),
        {
            **{letter: CLASS_WORDS[class_] for class_, letter in LETTER_OF_CLASS.items()},
            ORIGINAL_LETTER: MARK_WORDS[Mark.ORIGINAL],
        },
    )


def with_grid(sheets: tuple[Sheet, ...], grid: Sheet | None) -> tuple[Sheet, ...]:
    """The sheets with the grid after the first, which is about the report; unchanged where there is none."""
    return (*sheets[:1], grid, *sheets[1:]) if grid else sheets


def _rows_of(
    draft: Draft,
) -> Iterator[tuple[str | None, str | None, tuple[str, ...], StatusClass | None, Mapping[Month, MonthCell]]]:
    for exception in draft.exceptions:
        if exception.plan_row:
            yield exception.ref, exception.action, exception.who, exception.status, exception.plan_row.months
    for action in draft.actions:
        yield action.ref, action.title, action.lead, action.status, action.months


def _sheet(
    months: list[Month], rows: Iterator[tuple[DocumentCell, ...]], letters: Mapping[str, str]
) -> Sheet | None:
    header = (*_LEADING, *(month.short_name for month in months))
    made: DocumentTable | None = table(Part.MONTH_GRID, header, rows, strip=True) if months else None
    key = together([f"{letter} {words.lower()}" for letter, words in letters.items()], ", ")
    return Sheet(NAME, f"{Part.MONTH_GRID}: {key}, {_MARKS}", made, view=True) if made else None
