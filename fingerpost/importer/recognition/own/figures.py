"""The figures, their lines and the key, read back from the tables of data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from fingerpost.importer.recognition.own.values import READ_OTHERWISE, share_of_words
from fingerpost.rules.draft import FiguresPair, KeyEntry, PrintedClass, PrintedFigures
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import CLASS_OF_WORDS, N_SOURCE_OF_WORDS, Which, sides_of

if TYPE_CHECKING:
    from fingerpost.importer.recognition.own.grid import Grid
    from fingerpost.importer.recognition.own.values import Values

T = TypeVar("T", int, str)


def read_figures(values: Values, figures: Grid | None, lines: Grid | None) -> FiguresPair | None:
    """The two periods, from the figures as read and the lines as printed."""
    found = _periods(values, figures) if figures else {}
    if lines:
        for which, classes in _lines(values, lines).items():
            found[which] = replace(found.get(which, PrintedFigures()), classes=classes)
    if not found:
        return None
    return FiguresPair(current=found.get(Which.CURRENT), previous=found.get(Which.PREVIOUS))


def _periods(values: Values, grid: Grid) -> dict[str, PrintedFigures]:
    found: dict[str, PrintedFigures] = {}
    for entry in grid.entries:
        which = entry.text(Label.PERIOD)
        if which not in (Which.CURRENT, Which.PREVIOUS):
            values.not_read(entry.place, Label.PERIOD, which or "")
            continue
        source = entry.text(Label.N_SOURCE)
        before = found.get(which) or PrintedFigures(
            period=values.month(entry, Label.MONTH),
            n=values.whole_number(entry, Label.N),
            n_source=N_SOURCE_OF_WORDS.get(source or ""),
        )
        class_ = values.class_of(entry.place, entry.text(Label.CLASS))
        counts, shares = dict(before.counts), dict(before.printed_shares)
        if class_:
            count, share = values.whole_number(entry, Label.COUNT), share_of_words(entry.text(Label.SHARE))
            if count is not None:
                counts[class_] = count
            if share is not None:
                shares[class_] = share
        found[which] = replace(before, counts=counts, printed_shares=shares)
    return found


def _lines(values: Values, grid: Grid) -> dict[str, tuple[PrintedClass, ...]]:
    found: dict[str, tuple[PrintedClass, ...]] = {}
    for entry in grid.entries:
        which = entry.text(Label.PERIOD) or ""
        line = PrintedClass(
            entry.text(Label.PRINTED) or "",
            values.class_of(entry.place, entry.text(Label.CLASS)),
            values.whole_number(entry, Label.COUNT),
            share_of_words(entry.text(Label.SHARE)),
        )
        found[which] = (*found.get(which, ()), line)
    return found


def read_key(grid: Grid) -> tuple[KeyEntry, ...]:
    """The key as printed."""
    return tuple(KeyEntry(each.text(Label.MARK), each.text(Label.MEANING) or "") for each in grid.entries)


def with_shown_figures(values: Values, pair: FiguresPair, shown: Grid) -> FiguresPair:
    """The figures with what the table for people says, where that was edited; a finding names each."""
    sides = {which: _shown(values, figures, shown, when) for which, (figures, when) in sides_of(pair).items()}
    return FiguresPair(current=sides.get(Which.CURRENT), previous=sides.get(Which.PREVIOUS))


def _shown(values: Values, figures: PrintedFigures, shown: Grid, when: str) -> PrintedFigures:
    count_label, share_label = f"{when}: actions", f"{when}: share as published"
    if count_label not in shown.labels or share_label not in shown.labels:
        return figures
    counts, shares, n = dict(figures.counts), dict(figures.printed_shares), figures.n
    for entry in shown.entries:
        said = entry.text(Label.CLASS)
        count = values.whole_number(entry, count_label)
        if said == Label.N:
            n = _believed(values, entry.place, f"{when}, {said}", figures.n, count)
            continue
        class_ = CLASS_OF_WORDS.get(said or "")
        if class_ is None:
            continue
        share = share_of_words(entry.text(share_label))
        where = f"{when}, {said}"
        count = _believed(values, entry.place, where, counts.pop(class_, None), count)
        share = _believed(values, entry.place, where, shares.pop(class_, None), share)
        if count is not None:
            counts[class_] = count
        if share is not None:
            shares[class_] = share
    return replace(figures, counts=counts, printed_shares=shares, n=n)


def _believed(values: Values, place: str, where: str, data: T | None, shown: T | None) -> T | None:
    """What the table for people says; a finding where the table of data says otherwise."""
    if data != shown:
        values.findings.append(
            READ_OTHERWISE.finding(
                (place,),
                f"{place}: “{where}” is {_said(shown)} in the table of figures and {_said(data)} in the figures as read.",
                {"shown": str(shown), "data": str(data)},
            )
        )
    return shown


def _said(value: str | int | None) -> str:
    return "blank" if value is None else str(value)
