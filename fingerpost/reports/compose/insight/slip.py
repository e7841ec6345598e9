"""Slip: the dates of every action that moved, as dots on a line of months, and month by month for one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, facts, number_cell, table
from fingerpost.reports.compose.insight.cells import status_cell, status_words
from fingerpost.reports.compose.insight.drawing import (
    MOST_ROWS,
    SOFT,
    drawn,
    month_axis,
    row_axis,
    row_label,
    rows_note,
    short,
    words_layers,
)
from fingerpost.reports.compose.snapshot_lists import revision_words
from fingerpost.reports.document import Chart, DocumentCell, Emphasis, Text
from fingerpost.reports.renderers.tones import INK
from fingerpost.rules.classes import Status
from fingerpost.rules.insight.english import spoken
from fingerpost.rules.insight.promises import repeated_promises
from fingerpost.rules.insight.slip import Slip, Slips, slip_of, slips_of
from fingerpost.rules.labels import Label
from fingerpost.rules.months import Month
from fingerpost.rules.said import said
from fingerpost.rules.wording import NOTHING, day_words, months_moved_words, names_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.reports.compose.insight.drawing import Layer
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.insight.series import Series

TITLE = "How far dates have slipped"
_KEY = (
    "Circle: promised first · diamond: moved by a decision · triangle: expected\n"
    "Filled square: completed · broken line: end of the month reported"
)
_STORY_KEY = "Diamond: approved date · triangle: expected date · square: completed\nSlanting line: the month of the report itself"
_HEIGHT = 280


def slip_part(builder: Builder, series: Series, *, level: int = 1) -> None:
    """Add the slip of every action of the last plan that slipped, moved, or is suspended."""
    found = slips_of(series)
    builder.part(TITLE, Text(found.sentence(), emphasis=Emphasis.LEAD), level=level)
    made = _table(found, status_words(series))
    if made is None:
        return
    shown = _drawable(found.slips)
    if shown:
        builder.add(
            Chart(
                slips_picture(found),
                said(
                    "A row for each action with its dates on a line of months: the one promised first, each revision, and the one expected or the completion. {sentence}{rows_note}",
                    sentence=found.sentence(),
                    rows_note=rows_note(min(len(shown), MOST_ROWS), len(found.slips)),
                ),
                made,
            )
        )
    else:
        builder.add(made)


def story_part(builder: Builder, series: Series, ref: str, *, level: int = 1) -> None:
    """Add the slip of one action of the last plan, month by month; a line where no closed month holds it."""
    slip = slip_of(series, ref)
    if slip is None:
        builder.part(
            said("The dates of {ref}", ref=ref),
            Text("No closed month holds this action yet.", emphasis=Emphasis.LEAD),
            level=level,
        )
        return
    builder.part(
        said("The dates of {action}", action=slip.action),
        Text(slip.sentence(), emphasis=Emphasis.LEAD),
        level=level,
    )
    builder.add(
        facts(
            "Dates",
            [
                (Label.ORIGINAL, cell(spoken(slip.original))),
                (
                    Label.REVISIONS,
                    cell("\n".join(map(revision_words, slip.revisions))) if slip.revisions else None,
                ),
                (Label.CURRENT, cell(spoken(slip.current))),
                (Label.EXPECTED, cell(spoken(slip.expected)) if slip.expected else None),
                (Label.TIMES_MOVED, number_cell(slip.times_moved)),
                (Label.LEAD, cell(names_words(slip.leads)) if slip.leads else None),
                (Label.SERVICE, cell(slip.service) if slip.service else None),
            ],
        )
    )
    words = status_words(series)
    points = table(
        "What was promised and expected, month by month",
        ("Month reported", "Status", "Approved date", "Expected date"),
        (
            (
                cell(each.period.name),
                status_cell(each.status, words),
                cell(spoken(each.current)),
                cell(spoken(each.expected, NOTHING)),
            )
            for each in slip.points
        ),
        widths=(4, 3, 4, 4),
        shown_caption=True,
    )
    assert points is not None  # the last record holds it
    if _months_of_story(slip):
        builder.add(
            Chart(
                story_picture(slip),
                said(
                    "The approved and the expected date, as they stood in each month. {sentence}",
                    sentence=slip.sentence(),
                ),
                points,
            )
        )
    else:
        builder.add(points)
    for each in repeated_promises(series.only(lambda _, action: action.ref == ref)).found:
        builder.part("Promised again", Text(each.sentence()), level=level + 1)
    builder.table_part(
        level + 1,
        "Its milestones",
        table(
            "Its milestones",
            ("Milestone", "Due", "Reached"),
            (
                (
                    cell(each.title),
                    cell(each.due.spoken),
                    cell(day_words(each.completed_on) if each.completed_on else "not yet"),
                )
                for each in slip.milestones
            ),
            widths=(6, 3, 3),
        ),
    )


def slips_picture(found: Slips, most: int = MOST_ROWS) -> str:
    """The dates of each action on a line of months, the furthest slipped first."""
    shown = _drawable(found.slips)[:most]
    rows = [row_label(each.action) for each in shown]
    months = [month for each in shown for month in _months(each)]
    first, last = min(months), max(months)
    axis, at = row_axis(rows), month_axis(first, last, None)
    lines, dots, numbers = [], [], []
    for label, each in zip(rows, shown, strict=True):
        own = _months(each)
        lines.append({"row": label, "at": min(own) - first, "to": max(own) - first})
        for kind, month in _dots(each):
            dots.append({"row": label, "at": month - first, "kind": kind})
        if each.months:
            numbers.append(
                {"row": label, "at": max(own) - first, "words": f"{each.months:+d}".replace("-", "−")}
            )
    layers: list[Layer] = [
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 2},
            "encoding": {"y": axis, "x": at, "x2": {"field": "to"}},
        },
        *(_marks(dots, kind, axis, at) for kind in _SHAPES),
        *words_layers(numbers, {"y": axis, "x": at}, align="left", dx=10),
    ]
    if found.period is not None and first <= found.period.last <= last:
        layers.insert(0, _now(found.period.last - first))
    return drawn(layers, title=_KEY, rows=len(rows))


def story_picture(slip: Slip) -> str:
    """The approved and the expected date of one action (upwards) as they stood in each month (across)."""
    months = _months_of_story(slip)
    reported = [each.period.last for each in slip.points]
    done_in = [Month.of(slip.completed_on)] if slip.completed_on else []
    low, high = min([*months, *done_in]), max(*months, *reported, *done_in)
    first, last = reported[0], reported[-1]
    x = month_axis(first, last, "Month reported") | {}
    x["axis"] = {**x["axis"], "orient": "bottom"}
    names = [short(low + step) for step in range(high - low + 1)]
    y: dict[str, Any] = {
        "field": "date",
        "type": "quantitative",
        "title": "Date promised",
        "scale": {"domain": [-0.5, high - low + 0.5], "nice": False, "zero": False},
        "axis": {
            "values": list(range(0, high - low + 1, 1 + (high - low) // 14)),
            "labelExpr": f"{names}[datum.value]",
            "labelOverlap": False,
        },
    }
    layers: list[Layer] = [
        {
            "data": {"values": [{"at": month - first, "date": month - low} for month in (first, last)]},
            "mark": {"type": "line", "color": SOFT, "strokeDash": [2, 3], "clip": True},
            "encoding": {"x": x, "y": y},
        }
    ]
    for of, shape, dash in (("current", "diamond", [1, 0]), ("expected", "triangle-up", [6, 3])):
        values = [
            {"at": each.period.last - first, "date": latest - low}
            for each in slip.points
            if (latest := _latest(getattr(each, of))) is not None
        ]
        layers += [
            {
                "data": {"values": values},
                "mark": {"type": "line", "color": INK, "strokeDash": dash, "strokeWidth": 1.4},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": values},
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "size": 90,
                    "color": INK,
                    "fill": INK if of == "current" else "white",
                    "opacity": 1,
                },
                "encoding": {"x": x, "y": y},
            },
        ]
    if slip.completed_on is not None:
        done = next(each.period.last for each in slip.points if each.status is Status.COMPLETE)
        place = {"at": done - first, "date": Month.of(slip.completed_on) - low}
        layers.append(
            {
                "data": {"values": [place]},
                "mark": {
                    "type": "point",
                    "shape": "square",
                    "size": 90,
                    "color": INK,
                    "fill": INK,
                    "opacity": 1,
                },
                "encoding": {"x": x, "y": y},
            }
        )
    return drawn(layers, title=_STORY_KEY, height=_HEIGHT)


_SHAPES: dict[str, tuple[str, str, int]] = {
    "original": ("circle", "white", 90),
    "revised": ("diamond", INK, 110),
    "expected": ("triangle-up", "white", 110),
    "completed": ("square", INK, 80),
}
"""The shape of each kind of date, its filling and its size."""


def _marks(dots: list[dict[str, Any]], kind: str, axis: dict[str, Any], at: dict[str, Any]) -> Layer:
    shape, fill, size = _SHAPES[kind]
    return {
        "data": {"values": [each for each in dots if each["kind"] == kind]},
        "mark": {
            "type": "point",
            "shape": shape,
            "size": size,
            "color": INK,
            "fill": fill,
            "opacity": 1,
            "strokeWidth": 1.4,
        },
        "encoding": {"y": axis, "x": at},
    }


def _now(at: int) -> Layer:
    return {
        "data": {"values": [{"at": at + 0.5}]},
        "mark": {"type": "rule", "color": INK, "strokeDash": [4, 4]},
        "encoding": {"x": {"field": "at", "type": "quantitative"}},
    }


def _dots(slip: Slip) -> list[tuple[str, Month]]:
    found = [("original", _latest(slip.original))]
    found += [("revised", _latest(each.new_date)) for each in slip.revisions]
    expected = _latest(slip.expected)
    if not (slip.revisions and expected == _latest(slip.current)):  # else the diamond stands there already
        found.append(("expected", expected))
    found.append(("completed", Month.of(slip.completed_on) if slip.completed_on else None))
    return [(kind, month) for kind, month in found if month is not None]


def _months(slip: Slip) -> list[Month]:
    return [month for _, month in _dots(slip)]


def _months_of_story(slip: Slip) -> list[Month]:
    found = (_latest(date) for each in slip.points for date in (each.current, each.expected))
    return [each for each in found if each is not None]


def _latest(when: ApproximateDate | None) -> Month | None:
    return None if when is None else when.latest


def _drawable(slips: Sequence[Slip]) -> list[Slip]:
    """Those with a date at all: others are in the table only."""
    return [each for each in slips if _months(each)]


def _table(found: Slips, words: Mapping[Status, str]) -> DocumentTable | None:
    return table(
        "Original date, every revision, and when each action is expected",
        (Label.REF, Label.ACTION, Label.STATUS, "Original", "Revisions", "Expected or done", "Slip"),
        (
            (
                cell(each.action.ref),
                cell(each.action.title),
                status_cell(each.status, words),
                cell(spoken(each.original)),
                cell("\n".join(map(revision_words, each.revisions)) or NOTHING),
                cell(_end_words(each)),
                _slip_cell(each),
            )
            for each in found.slips
        ),
        widths=(3, 7, 5, 4, 9, 4, 4),
        shown_caption=True,
    )


def _end_words(slip: Slip) -> str:
    if slip.status in {Status.WITHDRAWN, Status.SUSPENDED}:
        return NOTHING
    return spoken(slip.ends)


def _slip_cell(slip: Slip) -> DocumentCell:
    if slip.months is None or slip.status is Status.SUSPENDED:
        return cell("not known" if slip.open_ended else NOTHING)
    return number_cell(slip.months, months_moved_words(slip.months) if slip.months else "within the month")
