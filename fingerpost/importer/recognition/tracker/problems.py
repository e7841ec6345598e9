"""What was not understood, or with a doubt, in one stretch of a table, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.recognition.columns import Field, MappedColumn, heading_words
from fingerpost.importer.recognition.tracker import reported
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fingerpost.importer.readers.source import Table
    from fingerpost.importer.recognition.tracker.cells import CellReader
    from fingerpost.importer.recognition.tracker.headers import Given
    from fingerpost.importer.recognition.tracker.layout import Layout
    from fingerpost.importer.recognition.tracker.rows import RowReader
    from fingerpost.rules.findings import Finding

_MOST_PLACES = 5
_MOST_NOTES = 25
_MOST_WORDS_NAMED = 20


def findings_of(
    table: Table, layout: Layout | None, rows: RowReader, cells: CellReader, columns: Sequence[MappedColumn]
) -> Iterator[Finding]:
    """Everything that recognition of this stretch has to say, the mapping first; no layout if it was told."""
    here = (table.place,)
    if layout is not None:
        yield from _about_columns(here, table, layout, columns)
    yield from _about_statuses(here, cells)
    yield from _about_rows(rows)
    yield from _about_cells(cells)


def _about_columns(
    here: tuple[str, ...], table: Table, layout: Layout, columns: Sequence[MappedColumn]
) -> Iterator[Finding]:
    yield reported.COLUMNS_MAPPED.finding(
        here,
        f"Columns of {table.place}: "
        + "; ".join(
            f"“{each.printed}” as {each.month or each.field.value}"
            for each in columns
            if each.field is not Field.OTHER
        )
        + ".",
        {each.printed: str(each.month or each.field.value) for each in columns},
    )
    unknown = [each for each in columns if each.by == "none"]
    for each in unknown[:_MOST_NOTES]:
        samples = ", ".join(f"“{_short(text)}”" for text in each.samples)
        yield reported.COLUMN_UNKNOWN.finding(
            here,
            f"The column “{each.printed}” was not understood{f' ({samples})' if samples else ''}; it is kept as printed.",
            {"column": each.printed},
        )
    if unknown[_MOST_NOTES:]:
        yield reported.COLUMN_UNKNOWN.finding(
            here,
            f"{len(unknown) - _MOST_NOTES} more columns were not understood; they are kept as printed: "
            f"{_listed(each.printed for each in unknown[_MOST_NOTES:])}.",
            {"columns": len(unknown) - _MOST_NOTES},
        )
    for wanted, chosen, others in layout.contending:
        yield reported.COLUMNS_CONTEND.finding(
            here,
            f"“{chosen}” was taken as {wanted.value}; {_listed(others)} could be it too and {'is' if len(others) == 1 else 'are'} kept as printed.",
            {"field": wanted.value, "taken": chosen},
        )
    for printed, wanted in layout.by_content:
        yield reported.TITLE_BY_CONTENT.finding(
            here,
            f"The column “{printed}” was taken as {wanted.value} by what stands in it.",
            {"field": wanted.value},
        )
    if layout.months_without_year:
        yield reported.MONTHS_WITHOUT_YEAR.finding(
            here,
            f"The month columns {_listed(layout.months_without_year)} carry no year and none is stated; their cells are kept as printed.",
        )
    if layout.strip is not None and layout.strip.year_from:
        months = sorted(layout.strip.months.values())
        yield reported.YEAR_INFERRED.finding(
            here,
            f"The month columns carry no year; by {layout.strip.year_from} they run from {months[0].name} to {months[-1].name}.",
        )


def _about_statuses(here: tuple[str, ...], cells: CellReader) -> Iterator[Finding]:
    if cells.month_first:
        yield reported.MONTH_FIRST.finding(
            here,
            "Dates such as 12/31/2025 are written with the month first; all dates of this table were read so.",
        )
    if cells.doubts.from_row:
        yield reported.STATUS_FROM_ROW.finding(
            here,
            f"There is no status column; {count_words(cells.doubts.from_row, 'action has', 'actions have')} the status of the row's colour.",
            {"actions": cells.doubts.from_row},
        )
    if cells.doubts.from_quarter:
        yield reported.STATUS_OF_QUARTER.finding(
            here,
            f"{count_words(cells.doubts.from_quarter, 'action has', 'actions have')} the status of the latest quarter in which "
            "one is printed.",
            {"actions": cells.doubts.from_quarter},
        )


def _about_rows(rows: RowReader) -> Iterator[Finding]:
    notes = rows.notes
    if notes.left_out:
        words = _listed([text for _, text in notes.left_out])
        yield reported.ROWS_LEFT_OUT.finding(
            _places([place for place, _ in notes.left_out]),
            f"{count_words(len(notes.left_out), 'row was', 'rows were')} left out as totals or notes: {words}.",
            {"rows": len(notes.left_out)},
        )
    if notes.continued:
        yield reported.COMMENT_CONTINUED.finding(
            _places(notes.continued),
            f"{count_words(len(notes.continued), 'row continues', 'rows continue')} the action above and "
            f"{'was' if len(notes.continued) == 1 else 'were'} joined to it.",
            {"rows": len(notes.continued)},
        )
    if rows.steps.from_rows:
        count = len(rows.steps.from_rows)
        yield reported.MILESTONES_IN_ROWS.finding(
            _places(rows.steps.from_rows),
            f"{count_words(count, 'row was', 'rows were')} read as {'a milestone' if count == 1 else 'milestones'} of the action above.",
            {"rows": count},
        )
    if rows.steps.undated:
        words = _listed([title for _, title in rows.steps.undated])
        count = len(rows.steps.undated)
        yield reported.MILESTONES_UNDATED.finding(
            _places([place for place, _ in rows.steps.undated]),
            f"{count_words(count, 'milestone has', 'milestones have')} no date that could be read: {words}.",
            {"milestones": count},
        )
    if notes.unknown:
        words = _listed([text for _, text in notes.unknown])
        yield reported.ROW_UNKNOWN.finding(
            _places([place for place, _ in notes.unknown]),
            f"{count_words(len(notes.unknown), 'row holds', 'rows hold')} neither a ref nor a title and could not be placed: {words}.",
            {"rows": len(notes.unknown)},
        )


def _about_cells(cells: CellReader) -> Iterator[Finding]:
    for description, notes in (
        (reported.STATUS_UNKNOWN, cells.doubts.unknown_statuses),
        (reported.STATUS_DOUBTFUL, cells.doubts.doubtful_statuses),
    ):
        told = list(notes.items())
        for note, places in told[:_MOST_NOTES]:
            yield description.finding(_places(places), _short(note, 300), {"actions": len(places)})
        if told[_MOST_NOTES:]:
            rest = [place for _, places in told[_MOST_NOTES:] for place in places]
            yield description.finding(
                _places(rest),
                f"The statuses of {len(rest)} more actions leave a like doubt.",
                {"actions": len(rest)},
            )
    by_field: dict[Field, list[tuple[str, list[str]]]] = {}
    for (of, text), places in cells.doubts.not_dates.items():
        by_field.setdefault(of, []).append((text, places))
    for of, found in by_field.items():
        count = sum(len(places) for _, places in found)
        yield reported.NOT_A_DATE.finding(
            _places([place for _, places in found for place in places]),
            f"{count_words(count, 'cell', 'cells')} of the column taken as {of.value} {'holds' if count == 1 else 'hold'} "
            f"words that are no date: {_listed([text for text, _ in found])}.",
            {"cells": count},
        )


def mapping_findings(given: Given, columns: Iterable[MappedColumn]) -> Iterator[Finding]:
    """The headings that a person's mapping names and no table has."""
    used = {heading_words(each.printed) for each in columns if each.by == "given"}
    used |= {name.rpartition(" ")[0] for name in used} | {
        heading_words(each.printed.rpartition(":")[2]) for each in columns if each.by == "given"
    }
    for name in given:
        if name not in used:
            yield reported.MAPPING_UNUSED.finding(
                ("the mapping",), f"The mapping names a column “{name}” that no table of actions has."
            )


def _places(places: list[str]) -> tuple[str, ...]:
    rest = len(places) - _MOST_PLACES
    return (*places[:_MOST_PLACES], f"and {rest} more") if rest > 0 else tuple(places)


def _listed(texts: Iterable[str]) -> str:
    unique = list(dict.fromkeys(texts))
    shown = ", ".join(f"“{_short(text)}”" for text in unique[:_MOST_WORDS_NAMED])
    return f"{shown} and {len(unique) - _MOST_WORDS_NAMED} more" if len(unique) > _MOST_WORDS_NAMED else shown


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
