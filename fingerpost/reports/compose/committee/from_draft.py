"""What an old report shows in its text: the figures with each share by its count, and the key as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, number_cell, table
from fingerpost.reports.compose.draft_figures import sides
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import share_words

if TYPE_CHECKING:
    from fingerpost.reports.document import DocumentCell, DocumentTable
    from fingerpost.rules.draft import Draft, PrintedFigures


def draft_figures_table(draft: Draft) -> DocumentTable | None:
    """The two periods side by side, as many classes as the document has."""
    shown = [figures for _, figures in sides(draft)]
    classes = [
        each
        for each in StatusClass
        if any(each in figures.counts or each in figures.printed_shares for figures in shown)
    ]
    rows: list[list[DocumentCell]] = [
        [class_cell(each), *(_count(figures, each) for figures in shown)] for each in classes
    ]
    if rows:
        rows.append([cell(Label.N), *(number_cell(figures.n) for figures in shown)])
    header = [Label.CLASS, *(each.period.name if each.period else Label.COUNT for each in shown)]
    return table("Figures", header, rows, widths=(3, *(2 for _ in shown)))


def draft_key(draft: Draft) -> DocumentTable | None:
    """The key as printed; a colour that the copy lost is left empty."""
    return table(
        "Key",
        (Label.MARK, Label.MEANING) if any(each.mark for each in draft.key) else (Label.MEANING,),
        (
            [*([cell(each.mark)] if any(one.mark for one in draft.key) else []), cell(each.meaning)]
            for each in draft.key
        ),
        row_headers=any(each.mark for each in draft.key),
    )


def _count(figures: PrintedFigures, class_: StatusClass) -> DocumentCell:
    count, share = figures.counts.get(class_), figures.printed_shares.get(class_)
    if count is None:
        return cell(share_words(share) if share is not None else None)
    return number_cell(count, f"{count} ({share_words(share)})" if share is not None else str(count))
