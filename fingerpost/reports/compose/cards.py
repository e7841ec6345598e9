"""The exceptions of a draft, one card each, and how the marks in their months were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, facts, table
from fingerpost.reports.compose.marks import (
    all_blank,
    key_to_months,
    month_cell,
    read_otherwise,
    usual_readings,
)
from fingerpost.reports.document import Card, DocumentCell, Text
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said
from fingerpost.rules.wording import (
    MARK_WORDS,
    NONE_MARKED,
    NOTHING,
    UNDERLINED,
    Part,
    coded_words,
    date_words,
    names_words,
    plan_period,
    status_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable, Facts, Heading
    from fingerpost.rules.draft import Draft, DraftException, MonthCell, PlanRow, PrintedDate
    from fingerpost.rules.months import Month, Period


def exceptions_part(builder: Builder, draft: Draft) -> None:
    """Add a table of all exceptions, which fits on a page, and then a card for each."""
    if not draft.exceptions:
        return
    plan = plan_period(draft.plan_year)
    builder.part(Part.EXCEPTIONS)
    headings = [builder.heading(2, coded_words(each.ref, each.action)) for each in draft.exceptions]
    strips = [_strip(each, draft.period) for each in draft.exceptions]
    if len(draft.exceptions) > 1:
        overview = _overview(draft, plan, headings)
        builder.add(Text("All of them in one table; each has its own entry below."))
        builder.add(*([overview] if overview else []))
    if any(strips):
        builder.add(key_to_months())
    for each, heading, strip in zip(draft.exceptions, headings, strips, strict=True):
        builder.add(Card(heading, _facts(heading.text, each, plan), strip))


def _overview(draft: Draft, plan: Period | None, headings: Sequence[Heading]) -> DocumentTable | None:
    columns: tuple[tuple[str, Callable[[DraftException], str | None]], ...] = (
        (Label.WHO, lambda each: names_words(each.who)),
        (Label.ORIGINAL, lambda each: _date(each.original, plan)),
        (Label.REVISED, lambda each: _date(each.revised, plan)),
    )
    return table(
        "All exceptions",
        (Label.REF, Label.ACTION, Label.STATUS, *(label for label, _ in columns)),
        (
            (
                DocumentCell(each.ref or NOTHING, link=heading.anchor),
                cell(each.action or (each.plan_row.action if each.plan_row else None)),
                _short_status(each),
                *(cell(words(each)) for _, words in columns),
            )
            for each, heading in zip(draft.exceptions, headings, strict=True)
        ),
        widths=(2, 8, 3, 2, 3, 3),
    )


def _short_status(each: DraftException) -> DocumentCell:
    return DocumentCell(
        status_words(each.status, each.status_source, each.printed).partition(" (")[0], each.status
    )


def _date(date: PrintedDate | None, plan: Period | None) -> str | None:
    return None if date is None else date_words(date, plan)


def _facts(caption: str, each: DraftException, plan: Period | None) -> Facts:
    status = DocumentCell(status_words(each.status, each.status_source, each.printed), each.status)
    pairs: list[tuple[str, DocumentCell | str | None]] = [
        (Label.SECTION, coded_words(each.section.code, each.section.title) if each.section else None),
        (Label.PART_OF, coded_words(each.parent.ref, each.parent.title) if each.parent else None),
        (Label.STATUS, status),
        (Label.REASON, each.reason),
        (Label.CORRECTIVE_ACTION, each.corrective_action),
        (Label.WHO, names_words(each.who) or None),
        (Label.ORIGINAL, _date(each.original, plan)),
        (Label.REVISED, _date(each.revised, plan)),
    ]
    if each.plan_row:
        pairs += _plan_row(each.plan_row)
    return facts(caption, pairs, beside=(Label.WHO, Label.ORIGINAL, Label.REVISED))


def _plan_row(row: PlanRow) -> list[tuple[str, DocumentCell | str | None]]:
    """The lower text of the block; a line of its own where the row is there but says nothing."""
    months = sorted(row.months)
    none_marked = (
        said(
            "{short_name} to {short_name2}, {none_marked}",
            short_name=months[0].short_name,
            short_name2=months[-1].short_name,
            none_marked=NONE_MARKED,
        )
        if all_blank(row.months)
        else None
    )
    pairs: list[tuple[str, DocumentCell | str | None]] = [
        (Label.PLAN_ACTION, row.action),
        (Label.PLAN_LEAD, names_words(row.lead) or None),
        (Label.PLAN_TEXT, row.corrective_action),
        (Label.PLAN_MONTHS, none_marked),
    ]
    if not months and all(words is None for _, words in pairs):
        return [(Label.PLAN_ROW, NOTHING)]
    return pairs


def _strip(each: DraftException, reported: Month | None) -> DocumentTable | None:
    """The months of the plan row under the row of its section, where anything in them is marked."""
    row = each.plan_row
    if row is None or not row.months or all_blank(row.months):
        return None
    rows: list[tuple[DocumentCell, ...]] = []
    if each.parent:
        rows.append(
            (DocumentCell(coded_words(each.parent.ref, each.parent.title), columns=1 + len(row.months)),)
        )
    rows.append((cell(each.ref or NOTHING), *strip_cells(row.months, reported)))
    return table(
        said("The months of {what}", what=each.ref or "this action"),
        (Label.REF, *(month.short_name for month in sorted(row.months))),
        rows,
        widths=(2, *(2 for _ in row.months)),
        strip=True,
    )


def strip_cells(months: Mapping[Month, MonthCell], reported: Month | None) -> Iterator[DocumentCell]:
    """The month cells of a row in order."""
    return (month_cell(months[month], month, reported) for month in sorted(months))


def marks_parts(builder: Builder, draft: Draft) -> None:
    """Add what the letters in the months stand for, and the cells that were read otherwise."""
    usual = usual_readings(draft)
    builder.table_part(
        2,
        Part.MARKS_READ,
        table(
            Part.MARKS_READ,
            (Label.LETTER, Label.ORIGINAL_MONTH, Label.STATUS, Label.MARK),
            (
                (
                    cell(letter.letter),
                    cell(UNDERLINED if letter.original else None),
                    _reading(reading),
                    cell(MARK_WORDS[reading.mark] if reading.mark else None),
                )
                for letter, reading in usual.items()
            ),
            widths=(1, 2, 5, 3),
            small=True,
        ),
    )
    builder.table_part(
        2,
        Part.MARKS_DIFFERING,
        table(
            Part.MARKS_DIFFERING,
            (Label.ROW, Label.REF, Label.MONTH, Label.STATUS, Label.MARK),
            (
                (
                    cell(each.row),
                    cell(each.ref),
                    cell(each.month.short_name),
                    _reading(each.cell),
                    cell(MARK_WORDS[each.cell.mark] if each.cell.mark else None),
                )
                for each in read_otherwise(draft, usual)
            ),
            widths=(2, 1, 2, 5, 3),
            small=True,
        ),
    )


def _reading(each: MonthCell) -> DocumentCell:
    return DocumentCell(status_words(each.status, each.status_source, each.printed), each.status)
