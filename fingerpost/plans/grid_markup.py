"""The markup of the grid's cells: made once for each kind of cell, and joined for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from fingerpost.rules.classes import LETTER_OF_STATUS, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from fingerpost.plans.grid import CellKind, GridRow
    from fingerpost.rules.months import Month

CLASS_OF_STATUS = {
    Status.COMPLETE: "complete",
    Status.ON_TARGET: "green",
    Status.NOT_DUE: "none",
    Status.NOT_UPDATED: "silent",
    Status.REPROGRAMMED: "moved",
    Status.AMBER: "amber",
    Status.RED: "red",
    Status.SUSPENDED: "rest",
    Status.WITHDRAWN: "rest",
}
"""The class of a cell with this status, after `fp-cell--`."""


def status_words(own: Mapping[str, str]) -> dict[Status, str]:
    """The words for statuses: the plan's own where it has some."""
    return {status: own.get(status.value) or status.value for status in Status}


def cells_markup(words: Mapping[Status, str]) -> Callable[[GridRow], Markup]:
    """A function that gives the cells of a row, each with its letter and, for screen readers, its words."""
    made: dict[CellKind, str] = {}
    programmed, reprogrammed = escape(_("programmed")), escape(_("reprogrammed"))

    def cell(kind: CellKind) -> str:
        classes = [
            name
            for name, applies in (
                ("fp-cell--original", kind.original),
                ("fp-cell--moved", kind.reprogrammed),
                ("fp-cell--now", kind.now),
                (f"fp-cell--{CLASS_OF_STATUS[kind.status]}" if kind.status else "", bool(kind.status)),
            )
            if applies
        ]
        said = [
            word
            for word, applies in (
                (escape(words[kind.status]) if kind.status else "", bool(kind.status)),
                (programmed, kind.original),
                (reprogrammed, kind.reprogrammed),
            )
            if applies
        ]
        letter = (
            LETTER_OF_STATUS[kind.status]
            if kind.status
            else "■"
            if kind.original
            else "▨"
            if kind.reprogrammed
            else ""
        )
        if kind.status is Status.NOT_DUE and not (kind.original or kind.reprogrammed):
            letter, said = "", []
        opening = f'<td class="{" ".join(classes)}">' if classes else "<td>"
        if not letter:
            return f"{opening}</td>"
        return (
            f'{opening}<span aria-hidden="true">{letter}</span>'
            f'<span class="govuk-visually-hidden">{", ".join(said)}</span></td>'
        )

    def cells(row: GridRow) -> Markup:
        for kind in row.cells:
            if kind not in made:
                made[kind] = cell(kind)
        return Markup("".join([made[kind] for kind in row.cells]))  # noqa: S704  # made of escaped words above

    return cells


def boxes_markup(months: Sequence[Month]) -> Callable[[GridRow, Collection[Month]], Markup]:
    """A function that gives the cells of a row as checkboxes, ticked for these months."""
    names = [(each, str(each), escape(each.name)) for each in months]

    def boxes(row: GridRow, ticked: Collection[Month]) -> Markup:
        ref = escape(row.ref)
        return Markup(  # noqa: S704  # made of escaped words
            "".join(
                [
                    f'<td class="fp-cell--box"><label><input type="checkbox" name="m" value="{row.pk}.{key}"'
                    f"{' checked' if month in ticked else ''}>"
                    f'<span class="govuk-visually-hidden">{ref}, {name}</span></label></td>'
                    for month, key, name in names
                ]
            )
        )

    return boxes
