"""Tables without rules, told from words that keep to columns; and text set in two columns."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fingerpost.importer.readers.numbering import split_number
from fingerpost.importer.readers.pdf.grid import Grid, GridCell, GridRow
from fingerpost.importer.readers.pdf.lines import Line, line_of
from fingerpost.importer.readers.pdf.page import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_ROWS = 3
_FEWEST_PROSE = 6
_PROSE_LENGTH = 26
_LONG_LINE = 80
# Set text stretches its spaces to about six tenths of the letters' size at most.
_GAP = 0.75
_UNDER = 2.5


@dataclass(frozen=True, slots=True)
class _Parted:
    """A line in the stretches that wide gaps part."""

    line: Line
    parts: tuple[Line, ...]


def arranged(lines: Sequence[Line]) -> list[list[Line] | Grid]:
    """Lines of one region in reading order: runs of plain lines, and tables where words keep to columns."""
    found: list[list[Line] | Grid] = []
    plain: list[Line] = []
    parted = [_Parted(line, parts_of(line)) for line in lines]
    at = 0
    while at < len(parted):
        end = _run_end(parted, at)
        made = _made(parted[at:end]) if end > at else None
        if made is None:
            plain.append(parted[at].line)
            at += 1
            continue
        if plain:
            found.append(plain)
            plain = []
        at = end
        if isinstance(left := made[0], list):
            # The left column of set text may be the longer one.
            while at < len(parted) and _goes_on(left, parted[at].line):
                left.append(parted[at].line)
                at += 1
        found.extend(made)
    if plain:
        found.append(plain)
    return found


def _goes_on(column: Sequence[Line], line: Line) -> bool:
    right = max(each.box.x1 for each in column)
    return line.box.x1 <= right + 3 and line.box.y0 - column[-1].box.y0 < 1.6 * line.size


def parts_of(line: Line) -> tuple[Line, ...]:
    """The stretches of a line that wide gaps part."""
    groups = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.box.x0 - before.box.x1 > max(5.0, _GAP * line.size):
            groups.append([word])
        else:
            groups[-1].append(word)
    return tuple(line_of(group) for group in groups)


def _run_end(parted: Sequence[_Parted], start: int) -> int:
    """Where the run of lines ends that begins here with a parted line; `start` where none does."""
    if len(parted[start].parts) < 2:
        return start
    end = start + 1
    at = start + 1
    while at < len(parted):
        line = parted[at].line
        step = line.box.y0 - parted[at - 1].line.box.y0
        if step > 4 * max(line.size, 6) or step < 0:
            break
        if len(parted[at].parts) >= 2:
            end = at + 1
        elif at - end >= 3 or len(line.text) > _LONG_LINE:
            break
        at += 1
    # Lines after the last parted one belong to it while they stand under its later columns.
    second = min((each.parts[1].box.x0 for each in parted[start:end] if len(each.parts) > 1), default=0)
    while end < len(parted):
        line, before = parted[end].line, parted[end - 1].line
        if line.box.x0 < second - 2 or not 0 < line.box.y0 - before.box.y0 < 1.5 * line.size:
            break
        end += 1
    return end


def _made(run: Sequence[_Parted]) -> list[list[Line] | Grid] | None:
    several = [each for each in run if len(each.parts) > 1]
    columns = _columns(several)
    enough = len(several) >= _FEWEST_ROWS or (len(several) >= 2 and len(columns) >= 4)
    if len(columns) < 2 or not enough:
        return None
    placed = [[(_column_of(part, columns), part) for part in each.parts] for each in run]
    if any(at is None for row in placed if len(row) > 1 for at, _ in row):
        return None
    first = [part.text for row in placed for at, part in row if at == 0]
    if len(columns) == 2:
        if all(_is_only_number(text) for text in first):
            return None
        lengths = [len(part.text) for each in several for part in each.parts]
        if len(several) >= _FEWEST_PROSE and sum(lengths) / len(lengths) > _PROSE_LENGTH:
            return _two_columns(run, columns)
    return [_grid(run, columns)]


def _columns(several: Sequence[_Parted]) -> list[tuple[float, float]]:
    """The stretches of the page's width that words take up, where all lines leave the same gaps."""
    spans = sorted((part.box.x0, part.box.x1) for each in several for part in each.parts)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left - columns[-1][1] < 4:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _column_of(part: Line, columns: Sequence[tuple[float, float]]) -> int | None:
    touched = [at for at, (left, right) in enumerate(columns) if part.box.x0 < right and part.box.x1 > left]
    return touched[0] if len(touched) == 1 else None


def _is_only_number(text: str) -> bool:
    return split_number(f"{text} Words").number is not None or (len(text) <= 2 and not text[:1].isalpha())


def _two_columns(run: Sequence[_Parted], columns: Sequence[tuple[float, float]]) -> list[list[Line] | Grid]:
    left: list[Line] = []
    right: list[Line] = []
    middle = (columns[0][1] + columns[1][0]) / 2
    for each in run:
        for part in each.parts:
            (left if part.box.x0 < middle else right).append(part)
    return [left, right]


def _grid(run: Sequence[_Parted], columns: Sequence[tuple[float, float]], right: float | None = None) -> Grid:
    lefts = [left for left, _ in columns]
    right = max(end for _, end in columns) + 2 if right is None else right
    edges = [*lefts, right]
    groups = _rows(run, lefts)
    rows = []
    for at, group in enumerate(groups):
        top = group[0].line.box.y0
        bottom = groups[at + 1][0].line.box.y0 if at + 1 < len(groups) else group[-1].line.box.y1
        cells = [GridCell(Box(left, top, end, bottom)) for left, end in itertools.pairwise(edges)]
        for each in group:
            for part in each.parts:
                column = max((at for at, left in enumerate(lefts) if part.box.x0 >= left - 2), default=0)
                cells[column].words.extend(part.words)
        rows.append(GridRow(top, cells))
    box = Box(edges[0], rows[0].top, right, run[-1].line.box.y1)
    return Grid(box, rows)


def _rows(run: Sequence[_Parted], lefts: Sequence[float]) -> list[list[_Parted]]:
    """Lines gathered into rows: a wider step begins one; where all steps are alike, the first column does."""
    steps = [after.line.box.y0 - before.line.box.y0 for before, after in itertools.pairwise(run)]
    tight = min(steps, default=0.0)
    uneven = bool(steps) and max(steps) > 1.25 * tight
    rows = [[run[0]]]
    for each, step in zip(run[1:], steps, strict=True):
        in_first = each.parts[0].box.x0 < lefts[1] - 2
        begins = step > 1.25 * tight if uneven and tight < 1.35 * each.line.size else in_first
        if begins and (in_first or step > 1.6 * each.line.size):
            rows.append([each])
        else:
            rows[-1].append(each)
    return rows


def under_header(header: Grid, lines: Sequence[Line]) -> tuple[Grid | None, list[Line]]:
    """The rows that stand under a header whose cells alone are ruled or filled, and the lines left over.

    Lines belong to it as long as they follow closely and every stretch keeps to one of its columns.
    """
    lefts = header.lefts
    rows: list[_Parted] = []
    bottom = header.box.y1
    for line in lines:
        parted = _Parted(line, parts_of(line))
        close = line.box.y0 - bottom < _UNDER * line.size and line.box.y0 > header.box.y0
        if not close or not all(_within_one(part, lefts) for part in parted.parts):
            break
        rows.append(parted)
        bottom = line.box.y1
    while (
        rows
        and len(rows[-1].parts) == 1
        and rows[-1].parts[0].box.x0 < lefts[1]
        and len(rows[-1].line.text) > _LONG_LINE
    ):
        rows.pop()
    if sum(len(each.parts) > 1 for each in rows) < 1:
        return None, list(lines)
    columns = list(pairwise(lefts))
    return _grid(rows, columns, right=lefts[-1]), list(lines[len(rows) :])


def _within_one(part: Line, lefts: Sequence[float]) -> bool:
    return any(left - 3 <= part.box.x0 and part.box.x1 <= right + 3 for left, right in pairwise(lefts))
