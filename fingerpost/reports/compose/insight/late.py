"""Late for so many months in a row: a strip of months for each late action, with why and what is being done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, number_cell, table
from fingerpost.reports.compose.insight.cells import letter_cell, status_cell, status_words
from fingerpost.reports.compose.insight.drawing import (
    CLASS_COLOUR,
    MOST_ROWS,
    drawn,
    row_axis,
    row_label,
    rows_note,
    short,
    words_layers,
)
from fingerpost.reports.document import Chart, Emphasis, Text
from fingerpost.reports.renderers.tones import INK
from fingerpost.rules.classes import CLASS_OF_STATUS, LETTER_OF_STATUS, Status
from fingerpost.rules.insight.english import spoken
from fingerpost.rules.insight.lateness import LONG, LateRun, lateness_of
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, said_n
from fingerpost.rules.wording import NOT_GIVEN, NOTHING, names_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series

TITLE = "Late month after month"
_NO_CLASS = "#FFFFFF"


def late_part(builder: Builder, series: Series, *, at_least: int = LONG, level: int = 1) -> None:
    """Add the actions of the last plan that have been late for at least so many months in a row."""
    found = lateness_of(series)
    builder.part(TITLE, Text(found.sentence(at_least), emphasis=Emphasis.LEAD), level=level)
    runs = found.for_at_least(at_least)
    words = status_words(series)
    if any(each.at_least for each in runs):
        builder.add(
            Text(
                "“At least” stands where there is no closed record of the month before: it may have been late in that too.",
                emphasis=Emphasis.NOTE,
            )
        )
    made = _table(runs, words)
    if made is not None:
        builder.add(
            Chart(
                late_picture(runs, words),
                said(
                    "A row for each action with the letter of its status in every month of the plan. {sentence}{rows_note}",
                    sentence=found.sentence(at_least),
                    rows_note=rows_note(min(len(runs), MOST_ROWS), len(runs)),
                ),
                made,
            )
        )
        strip = _strip(runs, words)
        builder.add(*([strip] if strip else []))


def late_picture(
    runs: Sequence[LateRun], words: Mapping[Status, str] | None = None, most: int = MOST_ROWS
) -> str:
    """The status of each action in every month, as a letter in a square."""
    shown = runs[:most]
    rows = [row_label(each.action) for each in shown]
    periods = sorted({period for each in shown for period, _ in each.path})
    labels = [short(period.last) for period in periods]
    squares: list[dict[str, Any]] = []
    for label, each in zip(rows, shown, strict=True):
        for period, status in each.path:
            class_ = CLASS_OF_STATUS[status]
            squares.append(
                {
                    "row": label,
                    "month": short(period.last),
                    "class": class_.value if class_ else "none",
                    "words": LETTER_OF_STATUS[status],
                }
            )
    axis = row_axis(rows, lines=False)
    x = {
        "field": "month",
        "type": "ordinal",
        "scale": {"domain": labels},
        "sort": labels,
        "title": None,
        "axis": {
            "orient": "top",
            "labelAngle": 0 if len(labels) <= 9 else -40,
            "ticks": False,
            "domain": False,
        },
    }
    colour = {
        **CLASS_COLOUR,
        "scale": {
            "domain": [*CLASS_COLOUR["scale"]["domain"], "none"],
            "range": [*CLASS_COLOUR["scale"]["range"], _NO_CLASS],
        },
    }
    layers: list[Layer] = [
        {
            "data": {"values": squares},
            "mark": {"type": "rect", "stroke": INK, "strokeWidth": 0.6},
            "encoding": {"y": axis, "x": x, "color": colour},
        },
        *words_layers(squares, {"y": axis, "x": x}),
    ]
    used = dict.fromkeys(status for each in shown for _, status in each.path)
    key = " · ".join(
        f"{LETTER_OF_STATUS[status]} {(words or {}).get(status, status.value)}" for status in used
    )
    return drawn(layers, title=key, rows=len(rows))


def _table(runs: Sequence[LateRun], words: Mapping[Status, str]) -> DocumentTable | None:
    return table(
        "Late, and for how long",
        (
            Label.REF,
            Label.ACTION,
            Label.STATUS,
            "Late for",
            "Of these red",
            "Promised for",
            Label.EXPECTED,
            Label.LEAD,
            Label.REASON,
            Label.CORRECTIVE_ACTION,
        ),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                status_cell(each.status, words),
                number_cell(each.months, each.months_words),
                number_cell(each.red),
                cell(spoken(each.current)),
                cell(spoken(each.expected, NOTHING)),
                cell(names_words(each.leads) or NOTHING),
                cell(each.why or NOT_GIVEN),
                cell(each.corrective_action or NOT_GIVEN),
            )
            for each in runs
        ),
        widths=(2, 5, 2, 2, 2, 3, 3, 3, 6, 6),
        shown_caption=True,
        wide=True,
    )


def _strip(runs: Sequence[LateRun], words: Mapping[Status, str]) -> DocumentTable | None:
    periods = sorted({period for each in runs for period, _ in each.path})
    return table(
        said_n("The months of {count} late action", "The months of {count} late actions", len(runs)),
        (Label.REF, Label.ACTION, *(each.last.short_name for each in periods)),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                *(letter_cell(dict(each.path).get(period), words) for period in periods),
            )
            for each in runs
        ),
        strip=True,
        shown_caption=True,
    )
