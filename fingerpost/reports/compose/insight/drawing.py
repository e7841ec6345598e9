"""What the pictures of insight share: their frame, axes of months, words that stand out from a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.charts import svg_of
from fingerpost.reports.patterns import patterned
from fingerpost.reports.renderers.tones import INK, PAPER_OF_CLASS
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.rules.insight.english import Named
    from fingerpost.rules.months import Month

WIDTH = 740
ROW = 26
MOST_ROWS = 24
"""How many rows a picture has; more do not fit on a page beside their table, which has them all."""
SOFT = "#6B757C"
_LONGEST_LABEL = 40

Layer = dict[str, Any]


def drawn(layers: Sequence[Layer], *, title: str, height: int | None = None, rows: int | None = None) -> str:
    """The picture of these layers as SVG, `height` high or with so many rows; its title is the key to its signs."""
    return patterned(
        svg_of(
            {
                "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
                "width": WIDTH,
                "autosize": {"type": "fit-x", "contains": "padding"},
                "height": ROW * max(rows, 1) if rows is not None else height,
                "background": "white",
                # Row labels that a reader's letters make longer than ours reach into the room at the left.
                "padding": {"left": 22, "right": 8, "top": 8, "bottom": 8},
                "title": {
                    "text": title.splitlines(),
                    "anchor": "start",
                    "fontSize": 13,
                    "fontWeight": "normal",
                },
                "config": {
                    "font": "Arial, Helvetica, sans-serif",
                    "axis": {
                        "labelFontSize": 12,
                        "titleFontSize": 12,
                        "titleFontWeight": "normal",
                        "labelColor": INK,
                        "titleColor": INK,
                        "gridColor": "#DADDDF",
                        "domainColor": INK,
                        "tickColor": INK,
                    },
                    "title": {"color": INK},
                    "view": {"stroke": None},
                },
                "layer": list(layers),
            }
        )
    )


CLASS_COLOUR: dict[str, Any] = {
    "field": "class",
    "type": "nominal",
    "scale": {
        "domain": [each.value for each in PAPER_OF_CLASS],
        "range": list(PAPER_OF_CLASS.values()),
    },
    "legend": None,
}
"""The colour of a field that names a class."""


def words_layers(values: list[dict[str, Any]], encoding: dict[str, Any], **mark: Any) -> list[Layer]:
    """Words on a picture, with a white edge so that they can be read over a pattern."""
    stated = {**encoding, "text": {"field": "words", "type": "nominal"}}
    common = {"type": "text", "fontSize": 12, **mark}
    return [
        {
            "data": {"values": values},
            "mark": {**common, "stroke": "white", "strokeWidth": 3, "strokeJoin": "round", "color": "white"},
            "encoding": stated,
        },
        {"data": {"values": values}, "mark": {**common, "color": INK}, "encoding": stated},
    ]


def short(month: Month) -> str:
    """A month as the label of a column: Feb 26."""
    return f"{month.short_name[:3]} {month.year % 100:02}"


def month_axis(first: Month, last: Month, title: str | None) -> dict[str, Any]:
    """A field `at` of months, counted from the first, on an axis with their names; half a month of room at each end."""
    steps = last - first
    every = 1 + steps // 14  # more names than these run into each other
    names = [short(first + step) for step in range(steps + 1)]
    return {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [-0.5, steps + 0.5], "nice": False, "zero": False},
        "title": title,
        "axis": {
            "values": list(range(0, steps + 1, every)),
            "labelExpr": f"{names}[datum.value]",
            "labelOverlap": False,
            "orient": "top",
        },
    }


def row_axis(labels: Sequence[str], *, lines: bool = True) -> dict[str, Any]:
    """A field `row` of the rows in the order given, each with its label, and with a line across unless told not to."""
    return {
        "field": "row",
        "type": "ordinal",
        "sort": list(labels),
        "scale": {"domain": list(labels)},
        "title": None,
        "axis": {"labelLimit": 300, "ticks": False, "domain": False, "labelPadding": 8, "grid": lines},
    }


def row_label(action: Named) -> str:
    """An action as the label of a row: its ref, and as much of its title as there is room for."""
    label = str(action)
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def rows_note(shown: int, found: int) -> str:
    """What is said where a picture leaves rows out; nothing where it does not."""
    return (
        said(
            " The picture shows the first {shown} of {found}; the table has them all.",
            shown=shown,
            found=found,
        )
        if found > shown
        else ""
    )
