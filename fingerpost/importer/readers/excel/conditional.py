"""Conditional formats, as far as their outcome follows from the cells themselves (ECMA-376 part 1, 18.3.1.18).

Evaluated: a cell's value compared, text contained, begun or ended with, blanks, the formulas of `formulas`, and
traffic-light icons by value. Colour scales and data bars give no status and are passed over. A rule that
depends on today's date, or that is not understood, is counted, so that the reader can say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.readers.excel.formulas import (
    NotEvaluated,
    Value,
    ValueAt,
    column_number,
    compared,
    compiled,
    is_true,
)
from fingerpost.importer.readers.excel.styles import child, children
from fingerpost.importer.readers.source import Fill

if TYPE_CHECKING:
    from lxml import etree

MOST_EVALUATIONS = 3_000_000
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_MOVING_COLUMN = re.compile(r"(?<![$A-Za-z])[A-Za-z]{1,3}\$?\d")
_COMPARISONS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
_PASSED_OVER = frozenset({"colorScale", "dataBar"})
_RED, _AMBER, _GREEN = (Fill(colour, conditional=True) for colour in ("FF0000", "FFC000", "00B050"))
_ICONS = {"3": (_RED, _AMBER, _GREEN), "4TrafficLights": (None, _RED, _AMBER, _GREEN)}
_ICONS_WITHOUT_COLOUR = ("3Arrows", "3ArrowsGray", "4Arrows", "5", "4RedToBlack", "4Rating")

Fills = Callable[[int, int], Fill | None]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A conditional format: where it applies, how early, and the fill that it gives a cell, if any."""

    areas: tuple[Area, ...]
    priority: int
    fill_at: Fills


def areas_of(text: str | None) -> tuple[Area, ...]:
    """The rectangles that a list of ranges names; what is not a range is left out."""
    areas = []
    for part in (text or "").split():
        if match := _RANGE.fullmatch(part):
            top, left = int(match[2]), column_number(match[1])
            bottom, right = int(match[4] or top), column_number(match[3] or match[1])
            areas.append(Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
    return tuple(areas)


def rules_of(
    element: etree._Element,
    fills: tuple[Fill | None, ...],
    value_at: ValueAt,
    numbers: Callable[[tuple[Area, ...]], list[float]],
) -> Iterator[Rule | None]:
    """The rules of one conditional formatting element; None for each one that was not understood."""
    areas = areas_of(element.get("sqref"))
    if not areas:
        return
    home = (min(area.top for area in areas), min(area.left for area in areas))
    for rule in children(element, "cfRule"):
        kind = rule.get("type") or ""
        if kind in _PASSED_OVER:
            continue
        priority = int(rule.get("priority") or 0) if (rule.get("priority") or "").isdecimal() else 0
        if kind == "iconSet":
            lights = _lights(rule, value_at, numbers(areas))
            if lights is not None:
                yield Rule(areas, priority, lights)
            continue
        number = rule.get("dxfId") or ""
        fill = fills[int(number)] if number.isdecimal() and int(number) < len(fills) else None
        if fill is None:
            continue
        try:
            holds = _condition(rule, kind, value_at, home)
        except NotEvaluated:
            yield None
            continue
        yield Rule(areas, priority, _fill_where(holds, fill))


def _fill_where(holds: Callable[[int, int], bool], fill: Fill) -> Fills:
    return lambda row, column: fill if holds(row, column) else None


def _condition(
    rule: etree._Element, kind: str, value_at: ValueAt, home: tuple[int, int]
) -> Callable[[int, int], bool]:
    formulas = [each.text or "" for each in children(rule, "formula")]
    top, left = home
    if kind == "cellIs":
        limits = [compiled(each, value_at, home) for each in formulas]
        name = rule.get("operator") or ""
        if name in _COMPARISONS and limits:
            sign, limit = _COMPARISONS[name], limits[0]
            return lambda row, column: compared(sign, value_at(row, column), limit(row - top, column - left))
        if name in ("between", "notBetween") and len(limits) > 1:
            low, high, wanted = limits[0], limits[1], name == "between"
            return lambda row, column: (
                wanted
                is (
                    compared(">=", value_at(row, column), low(row - top, column - left))
                    and compared("<=", value_at(row, column), high(row - top, column - left))
                )
            )
        raise NotEvaluated(name)
    sought = (rule.get("text") or "").lower()
    if sought and kind in _TEXT_RULES:
        matches = _TEXT_RULES[kind]
        return lambda row, column: matches(_lower(value_at(row, column)), sought)
    if formulas and kind in (
        "expression", "containsText", "notContainsText", "beginsWith", "endsWith", "containsBlanks", "notContainsBlanks",
    ):  # fmt: skip
        body = compiled(formulas[0], value_at, home)
        if kind == "expression" and not _MOVING_COLUMN.search(formulas[0]):
            return _by_row(lambda row: is_true(body(row - top, 0)))
        return lambda row, column: is_true(body(row - top, column - left))
    raise NotEvaluated(kind)


def _by_row(holds: Callable[[int], bool]) -> Callable[[int, int], bool]:
    """A condition that is the same in all columns of a row, worked out once for each row."""
    known: dict[int, bool] = {}

    def condition(row: int, _column: int) -> bool:
        if row not in known:
            known[row] = holds(row)
        return known[row]

    return condition


_TEXT_RULES: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, sought: sought in text,
    "notContainsText": lambda text, sought: sought not in text,
    "beginsWith": lambda text, sought: text.startswith(sought),
    "endsWith": lambda text, sought: text.endswith(sought),
}


def _lower(value: Value) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value).lower()


def _lights(rule: etree._Element, value_at: ValueAt, numbers: list[float]) -> Fills | None:
    """Traffic lights: the icon of a number is the last whose threshold it reaches. None for other icons."""
    icons = child(rule, "iconSet")
    if icons is None:
        return None
    name = icons.get("iconSet") or "3TrafficLights1"
    colours = _ICONS.get("4TrafficLights" if name == "4TrafficLights" else name[:1])
    if colours is None or name.startswith(_ICONS_WITHOUT_COLOUR):
        return None
    if icons.get("reverse") in ("1", "true"):
        colours = colours[::-1]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    limits: list[tuple[float, bool]] = []
    for point in children(icons, "cfvo"):
        try:
            limit = float(point.get("val") or 0)
        except ValueError:
            return None
        kind = point.get("type")
        if kind == "percent":
            limit = low + (high - low) * limit / 100
        elif kind == "min":
            limit = low
        elif kind != "num":
            return None
        limits.append((limit, point.get("gte") not in ("0", "false")))
    if len(limits) != len(colours):
        return None

    def light(row: int, column: int) -> Fill | None:
        value = value_at(row, column)
        if not isinstance(value, float | int) or isinstance(value, bool):
            return None
        icon = colours[0]
        for (limit, reached), colour in zip(limits[1:], colours[1:], strict=True):
            if value > limit or (reached and value == limit):
                icon = colour
        return icon

    return light


def by_priority(rules: Iterable[Rule]) -> list[Rule]:
    """The rules in the order in which Excel applies them: the first that gives a fill decides."""
    return sorted(rules, key=lambda rule: rule.priority)
