"""How a document value is laid out on paper: column widths, pages turned, cards, and words that must break.

typst knows the height of everything and Python the words; so widths are decided here from the words, and
page breaks there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from fingerpost.reports.document import (
    Bullets,
    Card,
    Chart,
    DocumentCell,
    DocumentTable,
    Facts,
    Heading,
    Text,
)
from fingerpost.reports.renderers.texts import MOST_LETTERS_OF_MONTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.reports.document import Block, Document

PORTRAIT = 504.0
LANDSCAPE = 751.0
LINES_ON_A_PAGE = 26
_EM = 0.56  # the width of a letter of Roboto in text, as a share of its size, with something to spare
_BOLD = 1.08
_LONGEST_KEPT_WHOLE = 14  # letters; a longer word may break rather than widen its column
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")


class TableShape(NamedTuple):
    """What the structure tree of the PDF must still be told about a table."""

    caption: str
    row_headers: bool
    spoken: dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The data for `report.typ`, and the tables in the order in which they come."""

    data: dict[str, Any]
    tables: tuple[TableShape, ...]


def lay_out(document: Document) -> Layout:
    """The whole document as plain data, in pages upright and turned."""
    shapes: list[TableShape] = []
    split = _by_heading(document.blocks)
    groups = [_group(blocks, shapes) for blocks in split]
    for blocks, group, following in reversed(list(zip(split, groups, groups[1:], strict=False))):
        if all(isinstance(each, Heading) for each in blocks):  # never left behind on the page before
            group["landscape"] = following["landscape"]
    parts: list[dict[str, Any]] = []
    for group in groups:
        landscape = group.pop("landscape")
        if not parts or parts[-1]["landscape"] != landscape:
            parts.append({"landscape": landscape, "groups": []})
        parts[-1]["groups"].append(group)
    language, _, region = document.language.partition("-")
    data = {
        "title": printable(document.title),
        "author": printable(document.council or ""),
        "description": printable(document.properties.get("description", "")),
        "keywords": printable(document.properties.get("keywords", "")),
        "lang": language.lower() or "en",
        "region": region.lower() or None,
        "fonts": ["Roboto"],
        "running-head": printable(document.council or ""),
        "running-note": printable(document.properties.get("draft", "Draft")) if document.draft_mark else "",
        "running-foot": printable(document.title),
        "front": [printable(each) for each in document.front],
        "parts": parts,
    }
    return Layout(data, tuple(shapes))


def printable(text: str) -> str:
    """The text without control characters, which no font can show."""
    return _NOT_PRINTED.sub(" ", text)


def _by_heading(blocks: Iterable[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = [[]]
    for block in blocks:
        apart = isinstance(block, Heading | Card) or (groups[-1] and isinstance(groups[-1][-1], Card))
        if apart and groups[-1]:
            groups.append([])
        groups[-1].append(block)
    return [group for group in groups if group]


def _group(blocks: Sequence[Block], shapes: list[TableShape]) -> dict[str, Any]:
    """A heading or a card with what follows it."""
    landscape = any(_needs_landscape(table) for table in _tables(blocks))
    room = LANDSCAPE if landscape else PORTRAIT
    card = isinstance(blocks[0], Card)
    laid = [each for block in blocks for each in _block(block, room, shapes)]
    for each, following in pairwise(laid):
        # A sentence that leads to a table or list is not left behind on the page before.
        each["leads"] = each["kind"] == "text" and following["kind"] != "text"
    fits = _fits(sum(each.pop("lines", 3) for each in laid), landscape=landscape)
    new_page = isinstance(blocks[0], Heading) and blocks[0].new_page
    return {"landscape": landscape, "card": card, "fits": fits, "new-page": new_page, "blocks": laid}


def _fits(lines: int, *, landscape: bool) -> str:
    """Whether so many lines stand on one page: yes, no, or by measure."""
    page = LINES_ON_A_PAGE * (1 if landscape else 1.6)
    return "yes" if lines < page * 0.7 else "no" if lines > page * 2.5 else "measure"


def _tables(blocks: Iterable[Block]) -> Iterable[DocumentTable]:
    for block in blocks:
        if isinstance(block, DocumentTable):
            yield block
        elif isinstance(block, Chart):
            yield block.table
        elif isinstance(block, Card) and block.strip:
            yield block.strip


def _block(block: Block, room: float, shapes: list[TableShape]) -> list[dict[str, Any]]:
    match block:
        case Heading():
            words = _words(block.text, 60)
            return [{"kind": "heading", "level": block.level, "words": words, "anchor": block.anchor}]
        case Text():
            return [
                {
                    "kind": "text",
                    "words": _words(block.text, 60),
                    "number": None if block.number is None else printable(block.number),
                    "emphasis": str(block.emphasis),
                }
            ]
        case Bullets():
            return [{"kind": "bullets", "items": [_words(each, 60) for each in block.items]}]
        case DocumentTable():
            return [_table(block, room, shapes)]
        case Facts():
            return [_facts(block, room, shapes)]
        case Card():
            inside: tuple[Block, ...] = (block.heading, block.facts)
            inside += (block.strip,) if block.strip else ()
            return [laid for each in inside for laid in _block(each, room, shapes)]
        case Chart():
            chart = {"kind": "chart", "svg": block.svg, "alternative": printable(block.alternative)}
            return [chart, _table(block.table, room, shapes)]


def _words(text: str, room: int) -> Any:
    """The text; where a word has more letters than fit in the room, in parts, those words marked to break."""
    text = printable(text)
    if len(text) <= room or max(map(len, text.split()), default=0) <= room:
        return text
    parts = re.split(r"(\S+)", text)
    return [[each] if len(each) > room else each for each in parts if each]


def _table(table: DocumentTable, room: float, shapes: list[TableShape]) -> dict[str, Any]:
    shapes.append(TableShape(table.caption, table.row_headers, _spoken(table.rows)))
    widths, size, inset = _widths(table, room)
    capacity = [max(1, int((width - 2 * inset) / (size * _EM * _BOLD))) for width in widths]
    narrow = _narrow(table) if table.strip else []
    return {
        "kind": "table",
        "caption": _words(table.caption, 60),
        "shown-caption": table.shown_caption,
        "header": [_words(each, capacity[index]) for index, each in enumerate(table.header)],
        "rows": [_row(row, capacity) for row in table.rows],
        "lines": 4 + sum(_lines(row, capacity) for row in table.rows),
        "row-headers": table.row_headers,
        "widths": [round(width, 1) for width in widths],
        "size": size,
        "inset": inset,
        "inset-y": 3 if table.strip else 4,
        "strip": table.strip,
        "first-narrow": min(narrow, default=0),
        "last-narrow": max(narrow, default=-1),
    }


def _spoken(rows: Sequence[Sequence[DocumentCell]]) -> dict[tuple[int, int], str]:
    """What letters stand for, by row (the header not counted) and cell."""
    return {
        (number, index): printable(cell.spoken)
        for number, row in enumerate(rows)
        for index, cell in enumerate(row)
        if cell.spoken
    }


def _narrow(table: DocumentTable) -> list[int]:
    """The columns of a strip that hold months: no cell has more than a letter or two."""
    wide: set[int] = set()
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.columns == 1 and len(cell.text) > MOST_LETTERS_OF_MONTH:
                wide.update(range(column, column + cell.columns))
            column += cell.columns
    return [index for index in range(len(table.header)) if index not in wide]


def _facts(facts: Facts, room: float, shapes: list[TableShape]) -> dict[str, Any]:
    shapes.append(TableShape(facts.caption, row_headers=True, spoken={}))
    label = min(0.3 * room, max((len(key) for key, _ in facts.pairs), default=0) * 9 * _EM + 12)
    widths = [label, room - label]
    rows = [(DocumentCell(key), cell) for key, cell in facts.pairs]
    capacity = [max(1, int((width - 10) / (9 * _EM * _BOLD))) for width in widths]
    return {
        "kind": "table",
        "caption": "",
        "shown-caption": False,
        "header": [],
        "rows": [_row(row, capacity) for row in rows],
        "lines": 3 + sum(_lines(row, capacity) for row in rows),
        "row-headers": True,
        "widths": [round(width, 1) for width in widths],
        "size": 9,
        "inset": 5,
        "inset-y": 3,
        "strip": False,
        "first-narrow": 0,
        "last-narrow": -1,
    }


def _row(row: Sequence[DocumentCell], capacity: Sequence[int]) -> list[Any]:
    """The cells of a row, and whether it may break over pages: only one longer than a page may."""
    column = 0
    laid: list[Any] = [_lines(row, capacity) > LINES_ON_A_PAGE]
    for cell in row:
        laid.append(_cell(cell, sum(capacity[column : column + cell.columns]) or 1))
        column += cell.columns
    return laid


def _lines(row: Sequence[DocumentCell], capacity: Sequence[int]) -> int:
    """How many lines a row takes, about."""
    column = 0
    lines = 1
    for cell in row:
        room = sum(capacity[column : column + cell.columns]) or 1
        column += cell.columns
        lines = max(lines, sum(len(line) // room + 1 for line in cell.text.split("\n")))
    return lines


def _cell(cell: DocumentCell, room: int) -> Any:
    words = _words(cell.text, room)
    marks: dict[str, Any] = {}
    if cell.tone is not None:
        marks["tone"] = str(cell.tone)
    if cell.columns != 1:
        marks["columns"] = cell.columns
    if cell.link is not None:
        marks["link"] = cell.link
    for name, marked in (
        ("original", cell.original),
        ("hatched", cell.reprogrammed),
        ("outlined", cell.outlined),
    ):
        if marked:
            marks[name] = True
    return {"words": words, **marks} if marks else words


def _needed(table: DocumentTable, size: float, inset: float) -> list[float]:
    """The least width of each column: its longest word, or fourteen letters where that may break."""
    longest = [max(map(len, title.split()), default=1) for title in table.header]
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.columns == 1 and column < len(longest):
                longest[column] = max(longest[column], max(map(len, cell.text.split()), default=1))
            column += cell.columns
    return [min(each, _LONGEST_KEPT_WHOLE) * size * _EM * _BOLD + 2 * inset + 1 for each in longest]


def _needs_landscape(table: DocumentTable) -> bool:
    return table.wide or sum(_needed(table, 8, 3)) > PORTRAIT


def _widths(table: DocumentTable, room: float) -> tuple[list[float], float, float]:
    """Column widths in points that fill the room, the size of the words, and the white beside them."""
    sizes = ((9.0, 5.0), (8.0, 3.0), (7.0, 2.0), (6.0, 1.5))
    for size, inset in sizes[1:] if table.small else sizes:
        needed = _needed(table, size, inset)
        if sum(needed) <= room:
            break
    else:
        scale = room / sum(needed)
        return [each * scale for each in needed], size, inset
    wanted = list(map(float, table.widths)) if len(table.widths) == len(needed) else _wanted(table)
    return _shared_out(room, needed, wanted), size, inset


def _wanted(table: DocumentTable) -> list[float]:
    """Shares of the room by the words that each column holds; long texts count by their root."""
    totals = [len(title) for title in table.header]
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.columns == 1 and column < len(totals):
                totals[column] += len(cell.text)
            column += cell.columns
    return [(total / (len(table.rows) + 1)) ** 0.7 + 1 for total in totals]


def _shared_out(room: float, needed: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Each column its share of the room, but never less than it needs."""
    fixed: dict[int, float] = {}
    while True:
        free = [index for index in range(len(needed)) if index not in fixed]
        left = room - sum(fixed.values())
        total = sum(wanted[index] for index in free) or 1.0
        short = [index for index in free if left * wanted[index] / total < needed[index]]
        if not short or len(short) == len(free):
            break
        fixed.update({index: needed[index] for index in short})
    widths = dict(fixed)
    for index in free:
        widths[index] = max(left * wanted[index] / total, needed[index] if len(short) == len(free) else 0)
    return [widths[index] for index in range(len(needed))]
