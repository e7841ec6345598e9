"""One sheet as rows of cells, read straight from its XML, a row at a time.

Memory and time follow the cells that hold something. Styled cells without text are kept only inside the part of
the sheet that has text, so a workbook that claims a million columns costs what its text costs.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from fingerpost.importer.limits import MOST_CELLS, TooBig, refuse_document_type
from fingerpost.importer.readers.excel.conditional import (
    MOST_EVALUATIONS,
    Area,
    Rule,
    areas_of,
    by_priority,
    rules_of,
)
from fingerpost.importer.readers.excel.formulas import column_number
from fingerpost.importer.readers.excel.numbers import serial_of
from fingerpost.importer.readers.excel.styles import Styles
from fingerpost.importer.readers.source import Cell, Fill, Row, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.importer.readers.excel.styles import Style

MOST_FILLED_COLUMNS = 1_024
"""Cells without text are looked at up to this column; text is read in all 16,384."""
MOST_EMPTY_ROWS = 2_000
"""Coloured rows without text are kept between rows with text up to this many."""
LONGEST_ROW = 16 * 1024 * 1024
MOST_MERGED_ROWS = 2_000_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROW_START = re.compile(rb"<(?:\w+:)?row[\s>/]")
_NAMED = 5


@dataclass
class SheetNotes:
    """What a sheet held that the rows do not show."""

    formulas_without_value: list[str] = field(default_factory=list)
    error_values: list[str] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    rules_not_evaluated: int = 0
    merges_left_out: bool = False


@dataclass
class _Sheet:
    """A sheet while it is read."""

    name: str
    styles: Styles
    strings: list[str]
    since_1904: bool
    numbered: dict[tuple[str, str | None, int], Cell] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    empty: list[tuple[int, list[Cell]]] = field(default_factory=list)
    cells: int = 0
    notes: SheetNotes = field(default_factory=SheetNotes)


def folded(text: str) -> str:
    """Text as a person sees it: white space folded, lines joined by a newline, Excel's escapes undone."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if (
        text.isprintable()
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
        and "\xa0" not in text
    ):
        return text
    lines = (" ".join(line.split()) for line in text.splitlines())
    # A lone half of a pair is no letter and could not be written out again.
    return "\n".join(line for line in lines if line).encode("utf-8", "replace").decode("utf-8")


def read_sheet(
    workbook: str, name: str, data: bytes, styles: Styles, strings: list[str], *, since_1904: bool
) -> tuple[tuple[Row, ...], SheetNotes]:
    """The rows of a sheet with spans, fills, conditional formats and typed values; and notes on it.

    Refuses broken XML, and more cells than `MOST_CELLS`, by name of the sheet.
    """
    refuse_document_type(f"{workbook} (sheet {name})", data)
    _refuse_long_row(workbook, name, data)
    sheet = _Sheet(name, styles, strings, since_1904)
    merges: list[Area] = []
    formats: list[etree._Element] = []
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=("{*}row", "{*}mergeCell", "{*}conditionalFormatting", "{*}col"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            kind = str(element.tag).rpartition("}")[2]
            if kind == "row":
                _read_row(workbook, sheet, element)
            elif kind == "mergeCell":
                merges.extend(areas_of(element.get("ref")))
            elif kind == "conditionalFormatting":
                formats.append(element)
                continue
            elif element.get("hidden") in ("1", "true"):
                sheet.notes.hidden_columns += 1
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"{workbook} is damaged: the XML of its sheet “{name}” is broken ({error}). Open it in Excel or "
            "LibreOffice, save it under a new name and read that."
        ) from error
    _merge(sheet, merges)
    _apply_formats(sheet, formats)
    return _finished(sheet), sheet.notes


def _refuse_long_row(workbook: str, name: str, data: bytes) -> None:
    start = 0
    for match in _ROW_START.finditer(data):
        if match.start() - start > LONGEST_ROW:
            break
        start = match.start()
    else:
        if len(data) - start <= LONGEST_ROW:
            return
    raise TooBig(
        f"{workbook}: a row of the sheet “{name}” takes more than {LONGEST_ROW // 1024 // 1024} MB, which no table of "
        "actions does. Copy the table into a new workbook and read that."
    )


def _read_row(workbook: str, sheet: _Sheet, element: etree._Element) -> None:
    number = element.get("r")
    last = sheet.empty[-1][0] if sheet.empty else sheet.rows[-1][0] if sheet.rows else 0
    row = int(number) if number and number.isdecimal() and len(number) < 9 else last + 1
    if row <= last:
        row = last + 1
    if element.get("hidden") in ("1", "true"):
        sheet.notes.hidden_rows += 1
    cells: list[Cell] = []
    has_text = False
    column = -1
    of = sheet.styles.of
    places = sheet.columns
    for each in _worth_reading(element):
        place = each.get("r")
        if place is None:
            column += 1
        else:
            letters = place.rstrip("0123456789")
            found = places.get(letters)
            if found is None:
                found = places[letters] = _column(letters)
            column = found if found > column else column + 1
        style = each.get("s")
        if len(each):
            cell = _cell(sheet, each, style, row, column)
            if cell is not None:
                has_text = True
                cells.append(cell)
                continue
        fill = of(style).fill
        if fill is not None:
            cells.append(Cell("", column, fill=fill))
    if not cells:
        return
    sheet.cells += len(cells)
    if sheet.cells > MOST_CELLS:
        raise TooBig(
            f"{workbook}: the sheet “{sheet.name}” has more than {MOST_CELLS:,} cells. Copy the table of actions into a "
            "new workbook and read that."
        )
    if has_text:
        sheet.rows.extend(sheet.empty)
        sheet.empty.clear()
        sheet.rows.append((row, cells))
    elif len(sheet.empty) < MOST_EMPTY_ROWS and sheet.rows:
        sheet.empty.append((row, cells))


def _worth_reading(element: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row; beyond `MOST_FILLED_COLUMNS` only those that hold something."""
    if len(element) <= MOST_FILLED_COLUMNS:
        return iter(element)
    return (each for at, each in enumerate(element) if at < MOST_FILLED_COLUMNS or len(each))


def _column(letters: str) -> int:
    letters = letters.replace("$", "")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        return -1
    return column_number(letters) - 1


def _cell(sheet: _Sheet, element: etree._Element, number: str | None, row: int, column: int) -> Cell | None:
    """The cell of an element that holds something; None where it shows nothing."""
    kind = element.get("t")
    last = element[-1]
    tag = last.tag
    if not tag.endswith(("}v", "}is", "}f")):  # something added after the value
        last = next((each for each in element if str(each.tag).endswith(("}v", "}is"))), last)
        tag = last.tag
    if kind == "s" and tag.endswith("}v"):
        text = _string(sheet.strings, last.text)
        return _worded(text, sheet.styles.of(number), column) if text else None
    if kind == "inlineStr":
        text = folded(rich_text(last))
        return _worded(text, sheet.styles.of(number), column) if text else None
    raw = last.text if tag.endswith("}v") else None
    if raw is None or not raw.strip():
        if kind != "str" and any(str(each.tag).endswith("}f") for each in element):
            _note(sheet.notes.formulas_without_value, element.get("r") or f"row {row}")
        return None
    if kind is None or kind == "n":
        return _numbered(sheet, raw, number, column)
    if kind == "b":
        return _worded("TRUE" if raw.strip() in ("1", "true") else "FALSE", sheet.styles.of(number), column)
    if kind == "e":
        _note(sheet.notes.error_values, element.get("r") or f"row {row}")
    text = folded(raw)
    return _worded(text, sheet.styles.of(number), column) if text else None


def _note(places: list[str], place: str) -> None:
    """Keep the first places; the rest only count."""
    places.append(place if len(places) < _NAMED else "")


def _string(strings: list[str], index: str | None) -> str:
    try:
        return strings[int(index or "")]
    except (ValueError, IndexError):
        return ""


def rich_text(element: etree._Element) -> str:
    """The text of a string item: its runs joined, without the phonetic guide."""
    parts = []
    for each in element:
        name = str(each.tag).rpartition("}")[2]
        if name == "t":
            parts.append(each.text or "")
        elif name == "r":
            parts.extend(run.text or "" for run in each if str(run.tag).endswith("}t"))
    return "".join(parts)


def _worded(text: str, style: Style, column: int) -> Cell:
    return Cell(text, column, 1, 1, style.fill, style.bold, style.underlined)


def _numbered(sheet: _Sheet, raw: str, number: str | None, column: int) -> Cell:
    """A number in its format. The same number in the same style and column is one cell."""
    known = sheet.numbered.get((raw, number, column))
    if known is not None:
        return known
    style = sheet.styles.of(number)
    try:
        value = float(raw)
    except ValueError:
        return _worded(folded(raw), style, column)
    if not math.isfinite(value):
        return _worded(folded(raw), style, column)
    text, typed = style.format.shown(value, since_1904=sheet.since_1904)
    cell = Cell(folded(text), column, 1, 1, style.fill, style.bold, style.underlined, typed)
    if len(sheet.numbered) < 100_000:
        sheet.numbered[raw, number, column] = cell
    return cell


def _merge(sheet: _Sheet, merges: list[Area]) -> None:
    """Give merged cells their spans and drop the positions that they cover."""
    if not merges or not sheet.rows:
        return
    index = {number: at for at, (number, _) in enumerate(sheet.rows)}
    last_row = sheet.rows[-1][0]
    width = max(cell.column for _, cells in sheet.rows for cell in cells) + 1
    covered: dict[int, set[int]] = {}
    spans: dict[int, dict[int, tuple[int, int]]] = {}
    touched = 0
    for area in merges:
        bottom, right = min(area.bottom, last_row), min(area.right, max(width, area.left))
        touched += max(0, bottom - area.top + 1) * max(1, right - area.left + 1)
        if touched > MOST_MERGED_ROWS:
            sheet.notes.merges_left_out = True
            break
        if area.top not in index:
            continue
        spans.setdefault(index[area.top], {})[area.left - 1] = (right - area.left + 1, bottom - area.top + 1)
        for number in range(area.top, bottom + 1):
            if number in index:
                hidden = covered.setdefault(index[number], set())
                hidden.update(range(area.left - 1, right))
                if number == area.top:
                    hidden.discard(area.left - 1)
    for at, hidden in covered.items():
        number, cells = sheet.rows[at]
        wide = spans.get(at, {})
        kept = []
        for cell in cells:
            if cell.column in hidden:
                continue
            columns, rows = wide.get(cell.column, (1, 1))
            kept.append(cell._replace(columns=columns, rows=rows) if columns > 1 or rows > 1 else cell)
        sheet.rows[at] = (number, kept)


def _apply_formats(sheet: _Sheet, formats: list[etree._Element]) -> None:
    """Give cells the fill of the first conditional format that holds for them."""
    if not formats or not sheet.rows:
        return
    index = {number: at for at, (number, _) in enumerate(sheet.rows)}
    by_place = {(number, cell.column + 1): cell for number, cells in sheet.rows for cell in cells}

    def value_at(row: int, column: int) -> str | float | bool | None:
        cell = by_place.get((row, column))
        if cell is None or not cell.text:
            return None
        if cell.value is None:
            return cell.text
        if isinstance(cell.value, int | float):
            return float(cell.value)
        return serial_of(cell.value, since_1904=sheet.since_1904)

    def numbers(areas: tuple[Area, ...]) -> list[float]:
        values = (value_at(*place) for area in areas for place in _places(area, index, by_place))
        return [value for value in values if isinstance(value, float)]

    rules: list[Rule] = []
    for element in formats:
        for rule in rules_of(element, sheet.styles.conditional, value_at, numbers):
            if rule is None:
                sheet.notes.rules_not_evaluated += 1
            else:
                rules.append(rule)
    given: dict[tuple[int, int], Fill] = {}
    evaluations = 0
    for rule in by_priority(rules):
        for area in rule.areas:
            for place in _places(area, index, by_place):
                evaluations += 1
                if evaluations > MOST_EVALUATIONS:
                    sheet.notes.rules_not_evaluated += 1
                    break
                if place not in given and (fill := rule.fill_at(*place)) is not None:
                    given[place] = fill
    if given:
        sheet.rows = [
            (
                number,
                [
                    cell._replace(fill=given[number, cell.column + 1])
                    if (number, cell.column + 1) in given
                    else cell
                    for cell in cells
                ],
            )
            for number, cells in sheet.rows
        ]


def _places(
    area: Area, index: dict[int, int], by_place: dict[tuple[int, int], Cell]
) -> Iterator[tuple[int, int]]:
    """The places of an area at which the sheet has a cell."""
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > len(by_place):
        for row, column in by_place:
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                yield row, column
        return
    for row in range(area.top, area.bottom + 1):
        if row in index:
            for column in range(area.left, area.right + 1):
                if (row, column) in by_place:
                    yield row, column


def _finished(sheet: _Sheet) -> tuple[Row, ...]:
    """The rows as values, without coloured cells to the right of all text."""
    width = max(
        (cell.column + cell.columns for _, cells in sheet.rows for cell in cells if cell.text), default=0
    )
    rows = []
    for number, cells in sheet.rows:
        beyond = bool(cells) and cells[-1].column >= width
        kept = [cell for cell in cells if cell.column < width] if beyond else cells
        if kept:
            rows.append(Row(number, tuple(kept)))
    return tuple(rows)
