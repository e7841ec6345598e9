"""The published figures of a draft: as printed, with the correct share beside a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, number_cell, table
from fingerpost.reports.document import DocumentCell, Text
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import NoShare, share
from fingerpost.rules.labels import Label
from fingerpost.rules.published import decimals
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import CLASS_WORDS, N_SOURCE_WORDS, Part, Which, share_words, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.draft import Draft, FiguresPair, PrintedFigures


def sides(draft: Draft) -> list[tuple[Which, PrintedFigures]]:
    """The periods that have figures, the previous one first, as they are read."""
    if draft.figures is None:
        return []
    return [(which, figures) for which, (figures, _) in sides_of(draft.figures).items()]


def correct_share(figures: PrintedFigures, class_: StatusClass) -> str | None:
    """The share by the count, where it is not the printed one; rounded half up, to as many decimals."""
    count, printed = figures.counts.get(class_), figures.printed_shares.get(class_)
    if count is None or printed is None or not figures.n:
        return None
    try:
        correct = share(count, figures.n, decimals(printed))
    except NoShare:
        return None
    return None if correct == printed else correct


def as_published(figures: PrintedFigures) -> str:
    """The figures of a period in a sentence; empty where there are none."""
    stated = []
    for class_ in StatusClass:
        count, printed = figures.counts.get(class_), figures.printed_shares.get(class_)
        if count is None and printed is None:
            continue
        correct = correct_share(figures, class_)
        beside = said(", by the count {share}", share=share_words(correct)) if correct else ""
        in_brackets = (
            f" ({share_words(printed)}{beside})" if printed is not None and count is not None else ""
        )
        number = str(count) if count is not None else share_words(printed or "")
        stated.append(f"{number} {CLASS_WORDS[class_].lower()}{in_brackets}")
    if not stated:
        return ""
    when = said(" for {period}", period=figures.period) if figures.period else ""
    of = (
        said_n("of {count} action highlighted", "of {count} actions highlighted", figures.n)
        if figures.n
        else "of the actions highlighted"
    )
    return said("As published{when}, {of}: {join}.", when=when, of=of, join=together(stated, ", "))


def figures_part(builder: Builder, draft: Draft) -> None:
    """Add the two-period table for people, and the key as printed."""
    shown = draft.figures if sides(draft) else None
    if shown:
        builder.part(Part.FIGURES, Text("As published in the source."))
        found = _two_period_table(shown)
        if found:
            builder.add(found)
    if draft.key:
        builder.table_part(
            2 if shown else 1,
            Part.KEY,
            table(
                Part.KEY,
                (Label.MARK, Label.MEANING),
                ((cell(each.mark), cell(each.meaning)) for each in draft.key),
                widths=(1, 3),
                row_headers=all(each.mark for each in draft.key),
            ),
        )


def _two_period_table(pair: FiguresPair) -> DocumentTable | None:
    headed = sides_of(pair)
    shown = [(which, figures) for which, (figures, _) in headed.items()]
    header: list[str] = [Label.CLASS]
    differing: set[Which] = set()
    for which, (figures, when) in headed.items():
        header += [said("{when}: actions", when=when), said("{when}: share as published", when=when)]
        if any(correct_share(figures, class_) for class_ in StatusClass):
            differing.add(which)
            header.append(said("{when}: share by the count", when=when))
    rows = []
    for class_ in StatusClass:
        if not any(class_ in figures.counts or class_ in figures.printed_shares for _, figures in shown):
            continue
        row = [class_cell(class_)]
        for which, figures in shown:
            printed = figures.printed_shares.get(class_)
            row += [
                number_cell(figures.counts.get(class_)),
                cell(share_words(printed) if printed is not None else ""),
            ]
            if which in differing:
                correct = correct_share(figures, class_)
                row.append(cell(share_words(correct) if correct else ""))
        rows.append(row)
    basis = [DocumentCell(Label.N)]
    for which, figures in shown:
        basis += [number_cell(figures.n), cell("")]
        if which in differing:
            basis.append(cell(""))
    rows.append(basis)
    return table("Figures as published", header, rows, widths=(3, *(2 for _ in header[1:])))


def figures_read_parts(builder: Builder, draft: Draft) -> None:
    """Add the figures once more, in small print: every value as it was read, and every line as printed."""
    builder.table_part(2, Part.FIGURES_READ, figures_table(draft))
    builder.table_part(2, Part.LINES_READ, lines_table(draft))


def figures_table(draft: Draft) -> DocumentTable | None:
    """The figures as data: a row for each class of each period; a row without a class where it has none."""
    return table(
        Part.FIGURES_READ,
        (Label.PERIOD, Label.MONTH, Label.N, Label.N_SOURCE, Label.CLASS, Label.COUNT, Label.SHARE),
        _figure_rows(draft),
        widths=(3, 3, 2, 3, 3, 2, 2),
        small=True,
    )


def _figure_rows(draft: Draft) -> Iterator[tuple[DocumentCell, ...]]:
    for which, figures in sides(draft):
        front = (
            cell(which),
            cell(figures.period.name if figures.period else None),
            number_cell(figures.n),
            cell(N_SOURCE_WORDS[figures.n_source] if figures.n_source else None),
        )
        classes = [c for c in StatusClass if c in figures.counts or c in figures.printed_shares]
        if not classes:
            yield (*front, cell(None), cell(None), cell(None))
        for class_ in classes:
            printed = figures.printed_shares.get(class_)
            yield (
                *front,
                class_cell(class_),
                number_cell(figures.counts.get(class_)),
                cell(None if printed is None else share_words(printed)),
            )


def lines_table(draft: Draft) -> DocumentTable | None:
    """The lines of the figures as printed, as data."""
    return table(
        Part.LINES_READ,
        (Label.PERIOD, Label.PRINTED, Label.CLASS, Label.COUNT, Label.SHARE),
        (
            (
                cell(which),
                cell(line.printed),
                class_cell(line.class_),
                number_cell(line.count),
                cell(None if line.share is None else share_words(line.share)),
            )
            for which, figures in sides(draft)
            for line in figures.classes
        ),
        widths=(3, 6, 3, 2, 2),
        small=True,
    )
