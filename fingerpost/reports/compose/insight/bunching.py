"""Bunching: what falls due when, month by month, by lead and by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, number_cell, table
from fingerpost.reports.compose.insight.cells import names_cell
from fingerpost.reports.compose.insight.drawing import SOFT, drawn, month_axis, words_layers
from fingerpost.reports.document import Bullets, Chart, Emphasis, Text
from fingerpost.reports.renderers.tones import INK, PAPER_OF_CLASS
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.insight.bunching import Bunching, Load, bunching_of
from fingerpost.rules.insight.english import listed
from fingerpost.rules.said import said, said_n
from fingerpost.rules.wording import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series

TITLE = "What falls due when"
_HEIGHT = 220
_PLAIN = "#C9CFD3"
MOST_MONTHS = 18
"""Of how many months a table by lead or section has a column; what falls due later is in the table of months."""


def bunching_part(builder: Builder, series: Series, *, level: int = 1) -> None:
    """Add what falls due after the last period, as it stood at its end."""
    if series.last is None:
        builder.part(TITLE, Text("No month is closed yet.", emphasis=Emphasis.LEAD), level=level)
        return
    bunched_part(builder, bunching_of(series.last), level=level)


def bunched_part(builder: Builder, found: Bunching, *, level: int = 1) -> None:
    """Add what falls due when: of a closed month, or of a plan that is not approved yet."""
    builder.part(TITLE, Text(found.sentence(), emphasis=Emphasis.LEAD), level=level)
    months = _months_table(found)
    if months is not None:
        builder.add(
            Chart(
                bunching_picture(found),
                said(
                    "A bar for each month with the number of actions that fall due in it. {sentence}",
                    sentence=found.sentence(),
                ),
                months,
            )
        )
    warned = tuple(_warnings(found))
    if warned:
        builder.part("Leads with too much in one month", Bullets(warned), level=level + 1)
    builder.table_part(
        level + 1, "By lead", _loads_table("Actions due by lead and month", "Lead", found, found.by_lead)
    )
    builder.table_part(
        level + 1,
        "By section",
        _loads_table("Actions due by section and month", "Section", found, found.by_section),
    )
    for title, those, intro in (
        ("Should have been done before", found.past, "Open, and due in the last month shown or earlier."),
        ("Without a date", found.undated, None),
    ):
        if those:
            builder.part(
                title,
                *([Text(intro)] if intro else []),
                Bullets(tuple(f"{each.action}{_led(each.leads)}" for each in those)),
                level=level + 1,
            )


def bunching_picture(found: Bunching) -> str:
    """How many actions fall due in each month, with the line above which the plan's policy warns."""
    first, last = found.months[0].month, found.months[-1].month
    limit = found.policies.bunching_percent * found.whole / 100
    bars: list[dict[str, Any]] = [
        {
            "at": each.month - first - 0.4,
            "to": each.month - first + 0.4,
            "middle": each.month - first,
            "count": len(each.actions),
            "words": str(len(each.actions) or ""),
            "paper": PAPER_OF_CLASS[StatusClass.REPROGRAMMED] if each.too_much else _PLAIN,
        }
        for each in found.months
    ]
    most = max(limit, *(each["count"] for each in bars))
    x = month_axis(first, last, None)
    x["axis"] = {**x["axis"], "orient": "bottom", "grid": False}
    y = {
        "field": "count",
        "type": "quantitative",
        "title": "Actions due",
        "scale": {"domain": [0, most * 1.15], "nice": False},
        "axis": {"tickCount": 5},
    }
    layers: list[Layer] = [
        {
            "data": {"values": bars},
            "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.6},
            "encoding": {
                "x": x,
                "x2": {"field": "to"},
                "y": y,
                "y2": {"datum": 0},
                "color": {"field": "paper", "type": "nominal", "scale": None},
            },
        },
        {
            "data": {"values": [{"count": limit}]},
            "mark": {"type": "rule", "color": SOFT, "strokeDash": [6, 4], "strokeWidth": 1.5},
            "encoding": {"y": {"field": "count", "type": "quantitative"}},
        },
        *words_layers(bars, {"x": {"field": "middle", "type": "quantitative"}, "y": y}, dy=-9),
    ]
    percent = found.policies.bunching_percent
    title = said(
        "Broken line: {percent} per cent of the plan’s {whole} actions\nStriped bars reach it",
        percent=percent,
        whole=found.whole,
    )
    return drawn(layers, title=title, height=_HEIGHT)


def _months_table(found: Bunching) -> DocumentTable | None:
    return table(
        "Actions due, by month",
        ("Month", "Actions due", "Much at once", "Which"),
        (
            (
                cell(each.month.name),
                number_cell(len(each.actions)),
                cell("yes" if each.too_much else NOTHING),
                names_cell(due.action for due in each.actions),
            )
            for each in found.months
        ),
        widths=(4, 2, 2, 14),
        shown_caption=True,
    )


def _loads_table(caption: str, label: str, found: Bunching, loads: tuple[Load, ...]) -> DocumentTable | None:
    months = [each.month for each in found.months if each.actions][:MOST_MONTHS]
    return table(
        caption,
        (label, "All", *(month.short_name for month in months)),
        (
            (
                cell(each.name),
                number_cell(each.actions),
                *(number_cell(len(each.months.get(month, ())) or None) for month in months),
            )
            for each in loads
        ),
        widths=(7, 2, *(2 for _ in months)),
        wide=len(months) > 6,
    )


def _warnings(found: Bunching) -> Iterator[str]:
    for each in found.by_lead:
        if each.too_much:
            those = [
                said_n(
                    "{count} action in {month}",
                    "{count} actions in {month}",
                    len(each.months[month]),
                    month=month,
                )
                for month in each.too_much
            ]
            yield f"{each.name}: {listed(those)}"


def _led(leads: tuple[str, ...]) -> str:
    return f" ({listed(leads)})" if leads else ""
