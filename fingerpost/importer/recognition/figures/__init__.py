"""The figures of a report: how many actions are in each class, now and in the period before.

A table has the classes as rows or as columns; the periods stand beside, above or in front of them, or each
has a table of its own. Without a table, sentences serve.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.figures.labels import class_label
from fingerpost.importer.recognition.figures.sentences import classes_in, figures_in_words, n_in_words
from fingerpost.importer.recognition.figures.stream import Streamed, figures_in_order
from fingerpost.importer.recognition.figures.tables import (
    CURRENT,
    PREVIOUS,
    TablePeriod,
    is_period,
    periods_of,
)
from fingerpost.importer.recognition.periods import months_named, period_in, quarter_number
from fingerpost.importer.recognition.reported import CLASS_NOT_KNOWN, FIGURES_FROM_TEXT, PERIODS_LEFT_OUT
from fingerpost.rules.draft import CountSource, FiguresPair, PrintedClass, PrintedFigures
from fingerpost.rules.findings import Finding
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.importer.readers.source import Table
    from fingerpost.importer.recognition.items import Item
    from fingerpost.importer.recognition.statuses import Key
    from fingerpost.rules.classes import StatusClass


@dataclass(slots=True)
class FoundFigures:
    """The figures, the items that they take up, and what was doubtful."""

    pair: FiguresPair | None = None
    taken: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_figures(
    items: Sequence[Item],
    taken: frozenset[int],
    period: Month | None,
    period_months: int | None,
    key: Key | None = None,
) -> FoundFigures:
    """The figures of the report's period and of the one before, from the tables that have them.

    Without such a table they are taken from a sentence, and a finding says so. `key` is the document's own.
    """
    found = FoundFigures()
    periods: list[TablePeriod] = []
    place = ""
    streamed = _out_of_columns(items, taken, key)
    if streamed is not None:
        periods, place = list(streamed.periods), streamed.items[0].place
        found.taken.update(item.index for item in streamed.items)
        if not any(item.is_row for item in streamed.items):
            found.findings.append(
                FIGURES_FROM_TEXT.finding((place,), f"The figures were read from the words at {place}.")
            )
    for table, rows in _tables(items, taken) if streamed is None else ():
        here = [each for each in periods_of(rows, key) if each.classes]
        for each in here:
            each.words = each.words or _caption(table, rows[0], items)
            each.order = len(periods) + each.order
        if not here or (periods and not all(is_period(each.words) for each in here)):
            continue
        place = place or table.place
        known = {each.words.casefold() for each in periods}
        periods.extend(each for each in here if each.words.casefold() not in known)
        found.taken.update(item.index for item in rows if not _is_title(item, rows))
    texts = [item for item in items if not item.is_row and item.index not in taken]
    if periods:
        _choose(found, periods, period, period_months, place)
    if found.pair is None:
        _from_words(found, texts, period)
    elif found.pair.current is not None and (n := n_in_words(texts)) is not None:
        current = found.pair.current
        if current.n_source is not CountSource.PRINTED:
            found.pair = FiguresPair(_with_n(current, n, CountSource.PRINTED), found.pair.previous)
    return found


def _out_of_columns(items: Sequence[Item], taken: frozenset[int], key: Key | None) -> Streamed | None:
    """Figures that are no whole table: lines, pieces of a table, or a table whose columns do not tell the periods."""
    streamed = figures_in_order(items, taken, key)
    if streamed is None:
        return None
    tables = {id(item.table): item.table for item in streamed.items if item.table is not None}
    held = {item.index for item in streamed.items}
    cut = any(
        item.table is not None and id(item.table) in tables and item.index not in held for item in items
    )
    if cut or not streamed.periods:
        return None
    lines = any(not item.is_row for item in streamed.items)
    if tables and not lines and len(tables) == 1:
        repeated = any(_repeats_a_label(item, key) for item in streamed.items)
        return streamed if repeated else None
    apart = all(len(item.texts) == 1 and class_label(item.text, key) for item in streamed.items[-2:-1])
    return streamed if tables or len(streamed.periods) > 1 or apart else None


def _repeats_a_label(item: Item, key: Key | None) -> bool:
    labels = [
        label.printed.casefold() for text in item.texts if (label := class_label(text, key)) is not None
    ]
    return len(labels) > len(set(labels))


def _is_title(item: Item, rows: list[Item]) -> bool:
    """Whether a row at the top of a sheet is the document's title rather than part of the figures."""
    return len(item.texts) == 1 and len(item.text.split()) >= 4 and item.index < rows[0].index + 3


def _caption(table: Table, first: Item, items: Sequence[Item]) -> str:
    """The words that name the period of a table: its own name, or the short line before it."""
    if table.name and is_period(table.name):
        return table.name
    before = next((item for item in reversed(items) if item.index < first.index), None)
    if before is not None and not before.is_row and len(before.text) <= 80 and is_period(before.text):
        return before.text
    return ""


def _tables(items: Sequence[Item], taken: frozenset[int]) -> list[tuple[Table, list[Item]]]:
    tables: dict[int, tuple[Table, list[Item]]] = {}
    for item in items:
        if item.table is not None and item.index not in taken:
            tables.setdefault(id(item.table), (item.table, []))[1].append(item)
    return list(tables.values())


def _choose(
    found: FoundFigures, periods: list[TablePeriod], period: Month | None, months: int | None, place: str
) -> None:
    dated = [(_month_of(each, period), each) for each in periods if each.classes]
    current = next((each for month, each in dated if month is not None and month == period), None)
    if current is None:
        current = next((each for _, each in dated if CURRENT.search(each.words)), None)
    if current is None and dated:
        known = [(month, each.order, each) for month, each in dated if month is not None]
        current = max(known, key=lambda each: each[:2])[2] if known else dated[-1][1]
    at = next((month for month, each in dated if each is current), None)
    others = [(month, each) for month, each in dated if each is not current]
    previous = next((each for _, each in others if PREVIOUS.search(each.words)), None)
    if previous is None:
        before = [
            (month, each.order, each)
            for month, each in others
            if month is not None and (at is None or month < at)
        ]
        if before:
            previous = max(before, key=lambda each: each[:2])[2]
        elif others and all(month is None for month, _ in others):
            previous = others[-1][1]
    if current is None:
        return
    if len(dated) > 2:
        found.findings.append(
            PERIODS_LEFT_OUT.finding(
                (place,),
                f"The table at {place} has {len(dated)} periods; two of them were kept.",
                {"periods": len(dated)},
            )
        )
    pair = FiguresPair(
        _figures(current, at or (period if at is None else None)),
        _figures(previous, next((month for month, each in dated if each is previous), None), period, months)
        if previous
        else None,
    )
    unknown = {
        each.printed
        for side in (pair.current, pair.previous)
        if side
        for each in side.classes
        if each.class_ is None
    }
    found.findings.extend(
        CLASS_NOT_KNOWN.finding(
            (place,),
            f"“{printed}” in the figures at {place} is not one of our classes.",
            {"printed": printed},
        )
        for printed in sorted(unknown)
    )
    found.pair = pair


def _month_of(period: TablePeriod, reported: Month | None) -> Month | None:
    if (named := period_in(period.words)) is not None and not named.assumed:
        return named.last
    months = months_named(period.words)
    if months:
        number, year = months[-1]
        if year is not None:
            return Month(year, number)
        if reported is not None:
            month = Month(reported.year, number)
            return month if month <= reported else month + -12
    quarter = quarter_number(period.words)
    if quarter is not None:
        if named is not None:
            return named.last
        if reported is not None:
            month = Month(reported.year, (quarter * 3 + 2) % 12 + 1)
            return month if month <= reported else month + -12
    if CURRENT.search(period.words):
        return reported
    return None


def _figures(
    period: TablePeriod, month: Month | None, reported: Month | None = None, months: int | None = None
) -> PrintedFigures:
    if month is None and reported is not None and months is not None and PREVIOUS.search(period.words):
        month = reported + -months
    classes = tuple(period.classes.values())
    counts = _counts(classes)
    shares = _shares(classes)
    if period.total is not None:
        n: int | None = period.total
        source: CountSource | None = CountSource.PRINTED
    else:
        counted = [each.count for each in classes if each.count is not None]
        n, source = (sum(counted), CountSource.SUM) if counted else (None, None)
    return PrintedFigures(month, n, source, counts, shares, classes)


def _from_words(found: FoundFigures, texts: Sequence[Item], period: Month | None) -> None:
    words = figures_in_words(texts)
    if words is None:
        return
    classes = tuple(words.classes)
    counted = [each.count for each in classes if each.count is not None]
    n, source = words.n, CountSource.PRINTED if words.n is not None else None
    if n is None and len(counted) == len(classes):
        n, source = sum(counted), CountSource.SUM
    current = PrintedFigures(period, n, source, _counts(classes), _shares(classes), classes)
    found.pair = FiguresPair(current, _compared(words.compared, period))
    place = words.item.place
    found.findings.append(
        FIGURES_FROM_TEXT.finding((place,), f"The figures were read from the words at {place}.")
    )


def _compared(words: str | None, period: Month | None) -> PrintedFigures | None:
    """The figures of the period before that a sentence compares with, None where it names fewer than two."""
    classes = tuple(classes_in(words)) if words else ()
    if words is None or len({each.class_ for each in classes} - {None}) < 2:
        return None
    counted = [each.count for each in classes if each.count is not None]
    n, source = (sum(counted), CountSource.SUM) if len(counted) == len(classes) else (None, None)
    month = _month_of(TablePeriod(words, 0), period)
    month = month if month is None or period is None or month < period else None
    return PrintedFigures(month, n, source, _counts(classes), _shares(classes), classes)


def _counts(classes: Sequence[PrintedClass]) -> Mapping[StatusClass, int]:
    counts: dict[StatusClass, int] = {}
    for each in classes:
        if each.class_ is not None and each.count is not None:
            counts[each.class_] = counts.get(each.class_, 0) + each.count
    return counts


def _shares(classes: Sequence[PrintedClass]) -> Mapping[StatusClass, str]:
    """The printed share of each class; a class printed in several lines has none of its own."""
    shares: dict[StatusClass, str] = {}
    for each in classes:
        alone = sum(1 for other in classes if other.class_ is each.class_) == 1
        if each.class_ is not None and each.share is not None and alone:
            shares[each.class_] = each.share
    return shares


def _with_n(figures: PrintedFigures, n: int, source: CountSource) -> PrintedFigures:
    return PrintedFigures(figures.period, n, source, figures.counts, figures.printed_shares, figures.classes)
