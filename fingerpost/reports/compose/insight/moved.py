"""Times moved and months moved: by action, section, service and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, number_cell, table
from fingerpost.reports.compose.insight.cells import refs_cell
from fingerpost.reports.compose.insight.drawing import (
    MOST_ROWS,
    drawn,
    row_axis,
    rows_note,
    words_layers,
)
from fingerpost.reports.compose.snapshot_lists import begun, revision_words
from fingerpost.reports.document import Chart, Emphasis, Text
from fingerpost.reports.renderers.tones import INK
from fingerpost.rules.insight.english import spoken, times_words
from fingerpost.rules.insight.moved import MovedActions, Moves, moves_of
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said
from fingerpost.rules.wording import months_moved_words

if TYPE_CHECKING:
    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series

TITLE = "How often dates were moved, and how far"
_PLAIN = "#C9CFD3"


def moved_part(builder: Builder, series: Series, *, level: int = 1) -> None:
    """Add every move of a date in the last plan, by section, service and reason, then one by one."""
    moves = moves_of(series)
    builder.part(TITLE, Text(moves.sentence(), emphasis=Emphasis.LEAD), level=level)
    if not moves.all.moves:
        return
    for name, groups in (
        ("reason", moves.by_reason),
        ("section", moves.by_section),
        ("service", moves.by_service),
    ):
        made = _groups_table(said("Moves by {name}", name=name), begun(name), groups)
        assert made is not None  # there are moves, so there are groups of them
        builder.part(said("By {name}", name=name), level=level + 1)
        builder.add(
            Chart(
                moved_picture(groups, name),
                said(
                    "A bar for each {name}: how often dates were moved, with the months moved beside it.{rows_note}",
                    name=name,
                    rows_note=rows_note(min(len(groups), MOST_ROWS), len(groups)),
                ),
                made,
            )
        )
    builder.table_part(level + 1, "Action by action", _moves_table(moves))


def moved_picture(groups: tuple[MovedActions, ...], name: str, most: int = MOST_ROWS) -> str:
    """How often dates were moved, a bar for each group."""
    bars: list[dict[str, Any]] = [
        {
            "row": _label(each, name),
            "times": each.times,
            "words": f"{times_words(each.times)}, {months_moved_words(each.months)}",
        }
        for each in groups[:most]
    ]
    axis = row_axis([each["row"] for each in bars], lines=False)
    longest = max((each["times"] for each in bars), default=1)
    x = {
        "field": "times",
        "type": "quantitative",
        "title": "Times moved",
        "scale": {"domain": [0, longest * 1.45], "nice": False},
        "axis": {"values": list(range(0, longest + 1, 1 + longest // 12)), "grid": False},
    }
    layers: list[Layer] = [
        {
            "data": {"values": bars},
            "mark": {
                "type": "bar",
                "stroke": INK,
                "strokeWidth": 0.6,
                "color": _PLAIN,
                "height": {"band": 0.7},
            },
            "encoding": {"y": axis, "x": x},
        },
        *words_layers(bars, {"y": axis, "x": x}, align="left", dx=6),
    ]
    return drawn(layers, title=said("Times moved by {name}", name=name), rows=len(bars))


def _label(group: MovedActions, name: str) -> str:
    return begun(group.name) if group.name is not None else said("No {name} given", name=name)


def _groups_table(caption: str, label: str, groups: tuple[MovedActions, ...]) -> DocumentTable | None:
    return table(
        caption,
        (label, "Actions moved", Label.TIMES_MOVED, Label.MONTHS_MOVED, "Refs"),
        (
            (
                cell(_label(each, label.lower())),
                number_cell(len(each.actions)),
                number_cell(each.times),
                number_cell(each.months),
                refs_cell(each.actions),
            )
            for each in groups
        ),
        widths=(6, 2, 2, 2, 6),
        shown_caption=True,
    )


def _moves_table(moves: Moves) -> DocumentTable | None:
    return table(
        "Every move of a date",
        (Label.REF, Label.ACTION, "From", "To", Label.MONTHS_MOVED, "Decision and reason"),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                cell(spoken(each.from_date)),
                cell(each.to_date.spoken),
                cell("not known") if each.months is None else number_cell(each.months),
                cell(revision_words(each.revision)),
            )
            for group in moves.by_action
            for each in group.moves
        ),
        widths=(2, 6, 3, 3, 2, 9),
        wide=True,
    )
