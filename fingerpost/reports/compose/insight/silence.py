"""Silence by service: how many updates were asked for in each month, and how many did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, number_cell, table
from fingerpost.reports.compose.insight.cells import names_cell
from fingerpost.reports.compose.insight.drawing import (
    MOST_ROWS,
    drawn,
    row_axis,
    rows_note,
    short,
    words_layers,
)
from fingerpost.reports.document import Chart, DocumentCell, Emphasis, Text
from fingerpost.reports.renderers.tones import INK, PAPER_OF_CLASS
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.insight.silence import Silence, silence_of
from fingerpost.rules.said import said
from fingerpost.rules.wording import NOTHING

if TYPE_CHECKING:
    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.insight.silence import Heard

TITLE = "Who said nothing"
_KEY = "Not sent of asked for\nStriped: nothing was sent · dotted: some was not · plain: all was sent"
_PAPER = {
    "nothing": PAPER_OF_CLASS[StatusClass.REPROGRAMMED],
    "some": PAPER_OF_CLASS[StatusClass.AMBER],
    "all": "#FFFFFF",
}


def silence_part(builder: Builder, series: Series, *, level: int = 1) -> None:
    """Add the silence of each service over the months of the last plan."""
    found = silence_of(series)
    builder.part(TITLE, Text(found.sentence(), emphasis=Emphasis.LEAD), level=level)
    made = _table(found)
    if made is not None:
        builder.add(
            Chart(
                silence_picture(found),
                said(
                    "A row for each service and a column for each month: how many updates were not sent of those asked for. {sentence}{rows_note}",
                    sentence=found.sentence(),
                    rows_note=rows_note(min(len(found.services), MOST_ROWS), len(found.services)),
                ),
                made,
            )
        )
        builder.table_part(
            level + 1,
            "The actions of which nothing was heard",
            table(
                "The actions of which nothing was heard",
                ("Month", "Service", "Not sent", "Which"),
                (
                    (
                        cell(period.name),
                        cell(each.service),
                        number_cell(len(heard.silent)),
                        names_cell(heard.silent),
                    )
                    for period in found.periods
                    for each in found.services
                    if (heard := each.heard.get(period)) is not None and heard.silent
                ),
                widths=(3, 5, 2, 12),
            ),
        )


def silence_picture(found: Silence, most: int = MOST_ROWS) -> str:
    """Each service in each month: how many updates were not sent of those asked for."""
    shown = found.services[:most]
    rows = [each.service for each in shown]
    labels = [short(each.last) for each in found.periods]
    squares: list[dict[str, Any]] = [
        {
            "row": each.service,
            "month": short(period.last),
            "paper": _PAPER[_how(heard)],
            "words": said("{count} of {count2}", count=len(heard.silent), count2=len(heard.asked)),
        }
        for each in shown
        for period, heard in each.heard.items()
    ]
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
    layers: list[Layer] = [
        {
            "data": {"values": squares},
            "mark": {"type": "rect", "stroke": INK, "strokeWidth": 0.6},
            "encoding": {"y": axis, "x": x, "color": {"field": "paper", "type": "nominal", "scale": None}},
        },
        *words_layers(squares, {"y": axis, "x": x}),
    ]
    return drawn(layers, title=_KEY, rows=len(rows))


def _how(heard: Heard) -> str:
    return "nothing" if heard.said_nothing else "some" if heard.silent else "all"


def _table(found: Silence) -> DocumentTable | None:
    return table(
        "Updates not sent, of those asked for",
        ("Service", *(each.last.short_name for each in found.periods), "Asked for", "Not sent"),
        (
            (
                cell(each.service),
                *(_heard_cell(each.heard.get(period)) for period in found.periods),
                number_cell(each.asked),
                number_cell(each.silent),
            )
            for each in found.services
        ),
        widths=(6, *(2 for _ in found.periods), 2, 2),
        shown_caption=True,
        wide=len(found.periods) > 4,
    )


def _heard_cell(heard: Heard | None) -> DocumentCell:
    if heard is None:
        return DocumentCell(NOTHING, spoken="nothing asked for")
    return DocumentCell(said("{count} of {count2}", count=len(heard.silent), count2=len(heard.asked)))
