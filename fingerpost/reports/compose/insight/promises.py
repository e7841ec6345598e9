"""Repeated promises: date after date on a line of months, and the words that were said again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, number_cell, table
from fingerpost.reports.compose.insight.cells import status_cell, status_words
from fingerpost.reports.compose.insight.drawing import (
    MOST_ROWS,
    SOFT,
    drawn,
    month_axis,
    row_axis,
    row_label,
    rows_note,
    words_layers,
)
from fingerpost.reports.compose.snapshot_lists import begun
from fingerpost.reports.document import Chart, Emphasis, Text
from fingerpost.reports.renderers.tones import INK
from fingerpost.rules.insight.english import listed
from fingerpost.rules.insight.promises import OFTEN, RepeatedPromise, repeated_promises
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said
from fingerpost.rules.wording import NOTHING, names_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.classes import Status
    from fingerpost.rules.insight.series import Series

TITLE = "Promised again and again"
_KEY = "1 the date promised first, 2 the one that took its place, and so on"


def promises_part(builder: Builder, series: Series, *, level: int = 1) -> None:
    """Add the repeated promises of the last plan: dates, then words."""
    found = repeated_promises(series)
    words = status_words(series)
    builder.part(TITLE, Text(found.sentence(), emphasis=Emphasis.LEAD), level=level)
    often = [each for each in found.found if each.times >= OFTEN]
    dates = _dates_table(often, words)
    if dates is not None:
        builder.part("Date after date", level=level + 1)
        drawable = _drawable(often)
        picture = (
            [
                Chart(
                    promises_picture(often),
                    said(
                        "A row for each action with the dates for which it was promised, numbered in their order. {sentence}{rows_note}",
                        sentence=found.sentence(),
                        rows_note=rows_note(min(len(drawable), MOST_ROWS), len(often)),
                    ),
                    dates,
                )
            ]
            if drawable
            else [dates]
        )
        builder.add(*picture)
    builder.table_part(
        level + 1,
        "The same words again",
        _words_table(found.found),
        intro="The same but for dates, capitals and signs, in the updates of more than one month.",
    )


def promises_picture(often: Sequence[RepeatedPromise], most: int = MOST_ROWS) -> str:
    """The dates promised one after the other, numbered, on a line of months."""
    shown = _drawable(often)[:most]
    rows = [row_label(each.action) for each in shown]
    months = [each.date.latest for action in shown for each in action.promises if each.date.latest]
    first, last = min(months), max(months)
    axis, at = row_axis(rows), month_axis(first, last, None)
    dots: list[dict[str, Any]] = []
    lines = []
    for label, each in zip(rows, shown, strict=True):
        own = [
            (number, promise.date.latest - first)
            for number, promise in enumerate(each.promises, start=1)
            if promise.date.latest
        ]
        lines.append({"row": label, "at": own[0][1], "to": own[-1][1]})
        dots += [{"row": label, "at": place, "words": str(number)} for number, place in own]
    layers: list[Layer] = [
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 2},
            "encoding": {"y": axis, "x": at, "x2": {"field": "to"}},
        },
        {
            "data": {"values": dots},
            "mark": {
                "type": "point",
                "shape": "circle",
                "size": 260,
                "color": INK,
                "fill": "white",
                "opacity": 1,
            },
            "encoding": {"y": axis, "x": at},
        },
        *words_layers(dots, {"y": axis, "x": at}),
    ]
    return drawn(layers, title=_KEY, rows=len(rows))


def _drawable(often: Sequence[RepeatedPromise]) -> list[RepeatedPromise]:
    return [each for each in often if any(promise.date.latest for promise in each.promises)]


def _dates_table(often: Sequence[RepeatedPromise], words: Mapping[Status, str]) -> DocumentTable | None:
    return table(
        "The dates promised one after the other",
        (Label.REF, Label.ACTION, Label.STATUS, Label.LEAD, "Put off", "Dates gone by", "Promised for"),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                status_cell(each.status, words),
                cell(names_words(each.leads) or NOTHING),
                number_cell(each.times),
                number_cell(each.passed),
                cell(
                    "\n".join(
                        f"{number} {promise.date.spoken} ({promise.source}, {promise.said.name})"
                        for number, promise in enumerate(each.promises, start=1)
                    )
                ),
            )
            for each in often
        ),
        widths=(3, 6, 5, 4, 2, 3, 8),
    )


def _words_table(found: Sequence[RepeatedPromise]) -> DocumentTable | None:
    return table(
        "The same words again",
        (Label.REF, Label.ACTION, "Where", "Months", "Words, as last said"),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                cell(begun(stated.field)),
                cell(listed([period.name for period in stated.periods])),
                cell(stated.text),
            )
            for each in found
            for stated in each.words
        ),
        widths=(2, 5, 3, 4, 8),
    )
