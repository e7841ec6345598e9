"""The trend: a bar of counts and two lines of shares for each month, with their tables."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, number_cell, table
from fingerpost.reports.compose.insight.drawing import CLASS_COLOUR, drawn, words_layers
from fingerpost.reports.document import Chart, DocumentCell, Emphasis, Text
from fingerpost.reports.renderers.tones import INK
from fingerpost.rules.classes import LETTER_OF_CLASS, StatusClass
from fingerpost.rules.insight.series import Known
from fingerpost.rules.insight.trend import Trend, TrendPoint, trend_of
from fingerpost.rules.said import said
from fingerpost.rules.wording import CLASS_WORDS, NOTHING, share_words

if TYPE_CHECKING:
    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series

TITLE = "The figures month by month"
_LETTERS = " · ".join(f"{letter} {CLASS_WORDS[class_].lower()}" for class_, letter in LETTER_OF_CLASS.items())
_HEIGHT = 260
_ROOM_FOR_WORDS = 16
"""How high, in points, a part of a bar must be to hold its letter and number."""
_WIDE_BARS = 13
"""Up to how many bars there is room for a number beside the letter."""
_BASES = ("Of all highlighted", "Without the re-dated")


def trend_part(builder: Builder, series: Series, *, level: int = 1) -> None:
    """Add the trend over every month of the series."""
    trend = trend_of(series)
    builder.part(TITLE, Text(trend.sentence(), emphasis=Emphasis.LEAD), level=level)
    for note in trend.notes():
        builder.add(Text(note, emphasis=Emphasis.NOTE))
    counts, shares = _counts_table(trend), _shares_table(trend)
    if counts is not None and any(each.counts for each in trend.points):
        builder.add(
            Chart(
                counts_picture(trend),
                "A bar for each month is divided into the numbers of actions in each class, with the letter of the "
                "class and the number in it.",
                counts,
            )
        )
    if shares is not None and trend.known:
        builder.add(
            Chart(
                shares_picture(trend),
                said(
                    "Two lines over the months: the share of green of all actions highlighted, and without the re-dated. {sentence}",
                    sentence=trend.sentence(),
                ),
                shares,
            )
        )
    builder.add(
        Text(
            "A number of actions differs from month to month, since others are highlighted. “Without the re-dated” leaves "
            "out what is counted as reprogrammed, suspended or withdrawn, so that a new date cannot flatter it.",
            emphasis=Emphasis.SMALL,
        )
    )


def counts_picture(trend: Trend) -> str:
    """The counts of each class, month by month, as bars."""
    labels = _labels(trend)
    most = max((sum(each.counts.values()) for each in trend.points), default=0) or 1
    parts = [
        part
        for label, each in zip(labels, trend.points, strict=True)
        for part in _stacked(label, each, most, narrow=len(labels) > _WIDE_BARS)
    ]
    totals = [
        {"label": label, "top": sum(each.counts.values()), "words": _above(each)}
        for label, each in zip(labels, trend.points, strict=True)
    ]
    axis = _months_axis(labels)
    layers: list[Layer] = [
        {
            "data": {"values": parts},
            "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.6, "width": {"band": 0.82}},
            "encoding": {
                "x": axis,
                "y": {
                    "field": "start",
                    "type": "quantitative",
                    "title": "Actions highlighted",
                    "scale": {"domain": [0, most * 1.1], "nice": False},
                    "axis": {"tickCount": 6},
                },
                "y2": {"field": "end"},
                "color": CLASS_COLOUR,
            },
        },
        *words_layers(
            [each for each in parts if each["words"]],
            {"x": axis, "y": {"field": "middle", "type": "quantitative"}},
        ),
        *words_layers(totals, {"x": axis, "y": {"field": "top", "type": "quantitative"}}, dy=-9),
    ]
    return drawn(layers, title=_LETTERS, height=_HEIGHT)


def shares_picture(trend: Trend) -> str:
    """The share of green on both bases as two lines, broken where a month is not known."""
    labels = _labels(trend)
    axis = _months_axis(labels)
    points: list[dict[str, Any]] = []
    for basis, of in zip(_BASES, ("green", "green_settled"), strict=True):
        known = [(label, getattr(each, of)) for label, each in zip(labels, trend.points, strict=True)]
        for run, (is_known, those) in enumerate(groupby(known, key=lambda each: each[1] is not None)):
            points += [
                {"label": label, "share": float(share), "basis": basis, "run": f"{basis} {run}"}
                for label, share in those
                if is_known
            ]
    least = min(each["share"] for each in points)
    begins = max(0, least // 10 * 10 - 10)
    y = {
        "field": "share",
        "type": "quantitative",
        "title": said("Green, in per cent (from {begins})", begins=f"{begins:.0f}"),
        "scale": {"domain": [begins, 104], "nice": False, "zero": False},
        "axis": {"tickCount": 6},
    }
    layers: list[Layer] = []
    for basis, shape, filled, dash, dy in zip(
        _BASES, ("circle", "square"), (True, False), ([1, 0], [6, 3]), (15, -11), strict=True
    ):
        own = [each for each in points if each["basis"] == basis]
        layers += [
            {
                "data": {"values": own},
                "mark": {"type": "line", "color": INK, "strokeWidth": 1.6, "strokeDash": dash},
                "encoding": {"x": axis, "y": y, "detail": {"field": "run", "type": "nominal"}},
            },
            {
                "data": {"values": own},
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "size": 70,
                    "color": INK,
                    "fill": INK if filled else "white",
                    "opacity": 1,
                },
                "encoding": {"x": axis, "y": y},
            },
            *words_layers(
                [{**each, "words": f"{each['share']:.1f}"} for each in _ends(own)], {"x": axis, "y": y}, dy=dy
            ),
        ]
    return drawn(
        layers,
        title="Filled circle, solid line: green of all highlighted\nOpen square, broken line: green without the re-dated",
        height=_HEIGHT,
    )


def _ends(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points that are labelled: the first, the last, the lowest and the highest."""
    if not points:
        return []
    chosen = [
        points[0],
        points[-1],
        min(points, key=lambda each: each["share"]),
        max(points, key=lambda each: each["share"]),
    ]
    return [each for at, each in enumerate(chosen) if each not in chosen[:at]]


def _labels(trend: Trend) -> list[str]:
    """A name for each month's column; of two plans that report on one month, the earlier's with its code."""
    last_plan = next((each.plan for each in reversed(trend.points) if each.plan), None)
    names = []
    for each in trend.points:
        months: str = each.period.last.short_name
        if len(each.period) > 1:
            months = f"{each.period.first.short_name[:3]}–{months}"
        beside = {Known.DRAFT: " draft", Known.PUBLISHED: " printed", Known.MISSING: " none"}.get(
            each.known, ""
        )
        plan = f" {each.plan}" if each.plan not in {None, last_plan} else ""
        names.append(f"{months}{plan}{beside}")
    return names


def _months_axis(labels: list[str]) -> dict[str, Any]:
    return {
        "field": "label",
        "type": "ordinal",
        "sort": labels,
        "scale": {"domain": labels},
        "title": None,
        "axis": {
            "labelAngle": -40 if len(labels) > 8 or any(len(each) > 9 for each in labels) else 0,
            "labelLimit": 160,
            "ticks": False,
        },
    }


def _stacked(label: str, point: TrendPoint, most: int, *, narrow: bool) -> list[dict[str, Any]]:
    made, start = [], 0
    for class_ in StatusClass:
        count = point.counts.get(class_, 0)
        if count:
            room = count / (most * 1.1) * _HEIGHT >= _ROOM_FOR_WORDS
            letter = LETTER_OF_CLASS[class_]
            made.append(
                {
                    "label": label,
                    "class": class_.value,
                    "start": start,
                    "end": start + count,
                    "middle": start + count / 2,
                    "words": "" if not room else letter if narrow else f"{letter} {count}",
                }
            )
            start += count
    return made


def _above(point: TrendPoint) -> str:
    if point.known is Known.MISSING:
        return "no record"
    if point.n is None or not point.counts:
        return "not known"
    return str(point.n)


def _counts_table(trend: Trend) -> DocumentTable | None:
    return table(
        "Actions in each class, by month",
        ("Month", "Highlighted", *(CLASS_WORDS[each] for each in StatusClass)),
        (
            (
                cell(_month(each)),
                _number(each.n),
                *(_count(each, class_) for class_ in StatusClass),
            )
            for each in trend.points
        ),
        widths=(5, 4, 3, 3, 3, 5, 4),
        shown_caption=True,
    )


def _shares_table(trend: Trend) -> DocumentTable | None:
    return table(
        "Green by month, on both bases",
        ("Month", "Green", *_BASES, "Basis without", "Green, ever re-dated"),
        (
            (
                cell(_month(each)),
                _number(each.counts.get(StatusClass.GREEN)),
                cell(share_words(each.green) if each.green is not None else NOTHING),
                cell(share_words(each.green_settled) if each.green_settled is not None else NOTHING),
                _number(each.n_settled),
                _number(each.green_ever_redated),
            )
            for each in trend.points
        ),
        widths=(6, 3, 4, 4, 3, 4),
        shown_caption=True,
    )


def _month(point: TrendPoint) -> str:
    return point.period.name if point.known is Known.CLOSED else f"{point.period.name} ({point.known})"


def _number(value: int | None) -> DocumentCell:
    return cell(NOTHING) if value is None else number_cell(value)


def _count(point: TrendPoint, class_: StatusClass) -> DocumentCell:
    """A count with its share; the share alone where only that was printed."""
    count, printed = point.counts.get(class_), point.shares.get(class_)
    if count is None:
        return cell(NOTHING if printed is None else share_words(printed))
    return number_cell(count, f"{count} ({share_words(printed)})" if printed is not None else str(count))
