"""Charts as Vega-Lite definitions, drawn to SVG and PNG by vl-convert. Every chart has its table beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import vl_convert

from fingerpost.reports.renderers.tones import INK, PAPER_OF_CLASS
from fingerpost.rules.classes import LETTER_OF_CLASS
from fingerpost.rules.published import PUBLISHED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.rules.published import Inference

WIDEST_WITHOUT_LETTER = 2
WIDEST_WITHOUT_NUMBER = 6


def svg_of(chart: dict[str, Any]) -> str:
    """The chart as SVG text."""
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(chart))
    return drawn


def png_of(chart: dict[str, Any]) -> bytes:
    """The chart as a PNG picture at twice its size, for print."""
    drawn: bytes = vl_convert.vegalite_to_png(json.dumps(chart), scale=2)
    return drawn


def published_shares_chart(inferences: Sequence[Inference]) -> dict[str, Any]:
    """Shares as printed, a bar for each month in the order given, and green without the re-dated beside it.

    Every bar says its class with a letter and, where there is room, the share: it can be read in grey.
    """
    bars = _bars(inferences)
    segments = [segment for label, each in bars.items() for segment in _segments(label, each)]
    beside = [{"label": label, "words": _green_beside(each)} for label, each in bars.items()]
    rows = {
        "field": "label",
        "type": "ordinal",
        "sort": list(bars),
        "title": None,
        "axis": {"labelLimit": 260, "ticks": False, "domain": False, "labelPadding": 8},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 640,
        "height": {"step": 26},
        "background": "white",
        "padding": 10,
        "title": _TITLE,
        "config": _CONFIG,
        "layer": [
            {
                "data": {"values": segments},
                "mark": {"type": "bar", "height": 20, "stroke": INK, "strokeWidth": 0.6},
                "encoding": {
                    "y": rows,
                    "x": _SHARE_AXIS,
                    "x2": {"field": "end"},
                    "color": {"field": "class", "type": "nominal", "scale": _COLOURS, "legend": None},
                },
            },
            {
                "data": {"values": segments},
                "mark": {"type": "text", "fontSize": 12, "color": INK},
                "encoding": {
                    "y": rows,
                    "x": {"field": "middle", "type": "quantitative"},
                    "text": {"field": "words", "type": "nominal"},
                },
            },
            {
                "data": {"values": beside},
                "mark": {"type": "text", "fontSize": 13, "color": INK, "align": "left", "dx": 10},
                "encoding": {
                    "y": rows,
                    "x": {"datum": 100, "type": "quantitative"},
                    "text": {"field": "words", "type": "nominal"},
                },
            },
        ],
    }


_TITLE = {
    "text": "G green · A amber · R red · P reprogrammed, suspended or withdrawn",
    "subtitle": "At the right: green in per cent of the actions that were not re-dated",
    "anchor": "start",
    "fontSize": 14,
    "fontWeight": "normal",
    "subtitleFontSize": 13,
}
_CONFIG = {
    "font": "Arial, Helvetica, sans-serif",
    "axis": {"labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": INK},
    "title": {"color": INK, "subtitleColor": INK},
    "view": {"stroke": None},
}
_SHARE_AXIS = {
    "field": "start",
    "type": "quantitative",
    "scale": {"domain": [0, 100], "nice": False},
    "axis": {"tickCount": 5, "gridColor": "#d0d0d0"},
    "title": "Share of the actions highlighted, in per cent, as printed",
}
_COLOURS = {"domain": [each.value for each in PAPER_OF_CLASS], "range": list(PAPER_OF_CLASS.values())}


def _bars(inferences: Sequence[Inference]) -> dict[str, Inference]:
    """The months with shares, each under the label of its bar; the first of those with one label."""
    bars: dict[str, Inference] = {}
    for each in inferences:
        month, n = each.published.month.short_name, each.published.n
        if each.published.shares:
            bars.setdefault(f"{month} ({n} actions)" if n else month, each)
    return bars


def _segments(label: str, inference: Inference) -> Iterator[dict[str, Any]]:
    """The parts of a bar, end to end, each with as many words as fit in it."""
    start = 0.0
    for class_ in PUBLISHED_CLASSES:
        printed = inference.published.shares.get(class_)
        if printed is None:
            continue
        share, letter = float(printed), LETTER_OF_CLASS[class_]
        words = letter if share < WIDEST_WITHOUT_NUMBER else f"{letter} {printed}"
        yield {
            "label": label,
            "class": class_.value,
            "start": start,
            "end": start + share,
            "middle": start + share / 2,
            "words": words if share >= WIDEST_WITHOUT_LETTER else "",
        }
        start += share


def _green_beside(inference: Inference) -> str:
    return (inference.certain and inference.certain.green_share_not_reprogrammed) or "not known"
