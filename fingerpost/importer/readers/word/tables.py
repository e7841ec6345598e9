"""Tables as a grid: merged cells with their spans, and the fill that each cell shows.

The parts of the XML are walked directly: python-docx builds objects cell by cell, works out the grid again
for every cell that is asked for, and knows neither fills nor table styles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from fingerpost.importer.limits import MOST_CELLS, TooBig
from fingerpost.importer.readers.source import Cell, Fill, Row, Table
from fingerpost.importer.readers.word.colours import fill_of_shading, solid
from fingerpost.importer.readers.word.names import VAL, W, child, children_of, is_on, value, whole_number
from fingerpost.importer.readers.word.text import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fingerpost.importer.readers.word.colours import Theme
    from fingerpost.importer.readers.word.styles import Styles

_MOST_COLUMNS = 500
_PROPERTIES = W + "tcPr"
WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
"""What holds paragraphs, rows or cells that stand as if it were not there."""
_LOOK = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_NO_LETTERS = re.compile(r"[^\w]+")
_LONGEST_ALT = 40


@dataclass(slots=True)
class Content:
    """What stands in a cell: its lines in words, the tables inside it, and the shading of frames around words."""

    lines: list[Words]
    numbers: list[str | None]
    tables: list[etree._Element]
    shading: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    column: int
    columns: int
    rows: int
    shading: etree._Element | None
    text: str
    words: list[Words]
    frames: list[etree._Element]


def unwrapped(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this name, through content controls and insertions that wrap them."""
    for each in element:
        if each.tag == W + name:
            yield each
        elif each.tag in WRAPPERS:
            yield from unwrapped(each, name)


def table_of(
    element: etree._Element,
    *,
    styles: Styles,
    theme: Theme,
    content_of: Callable[[etree._Element], Content],
    place: str,
    name: str | None,
    budget: int = MOST_CELLS,
) -> tuple[Table, list[etree._Element]]:
    """The table, and the tables that stand inside its cells, in order.

    Deleted rows are left out. A cell that a vertical merge goes on into is covered by the cell above.
    """
    inner: list[etree._Element] = []
    rows: list[list[_Draft]] = []
    ordinals: list[list[int]] = []
    open_merges: dict[int, _Draft] = {}
    cells_seen = 0
    for row in unwrapped(element, "tr"):
        if child(row, "trPr", "del") is not None:
            continue
        drafts: list[_Draft] = []
        starts: list[int] = []
        merges: dict[int, _Draft] = {}
        column = min(max(0, whole_number(value(child(row, "trPr", "gridBefore"), "0"), 0)), _MOST_COLUMNS)
        for cell in unwrapped(row, "tc"):
            cells_seen += 1
            properties = children_of(cell.find(_PROPERTIES))
            span = min(max(1, whole_number(value(properties.get(W + "gridSpan"), "1"), 1)), _MOST_COLUMNS)
            across = properties.get(W + "hMerge")
            if across is not None and across.get(VAL, "continue") != "restart":
                if drafts:
                    drafts[-1].columns += span
                column += span
                continue
            starts.append(column)
            vertical = properties.get(W + "vMerge")
            above = open_merges.get(column)
            content = content_of(cell)
            inner.extend(content.tables)
            if (
                vertical is not None
                and vertical.get(VAL, "continue") != "restart"
                and above
                and above.columns == span
            ):
                above.rows += 1
                merges[column] = above
                hidden = _text(content)
                if hidden and hidden not in above.text:
                    above.text = f"{above.text}\n{hidden}".strip()
            else:
                shading = properties.get(W + "shd")
                draft = _Draft(column, span, 1, shading, _text(content), content.lines, content.shading)
                drafts.append(draft)
                if vertical is not None:
                    merges[column] = draft
            column += span
        open_merges = merges
        rows.append(drafts)
        ordinals.append(starts)
        if cells_seen > budget:
            raise TooBig(f"A table has more than {budget} cells. Save only the part that is needed.")
    width = max((draft.column + draft.columns for row in rows for draft in row), default=0)
    looks = TableLooks(element, styles, theme)
    made = tuple(
        Row(
            at + 1,
            tuple(
                _cell(draft, looks.at(at, draft.column, draft.columns, len(rows), width), theme)
                for draft in drafts
            ),
        )
        for at, drafts in enumerate(rows)
    )
    return Table(made, place, _places(place, ordinals), name), inner


def _places(place: str, ordinals: list[list[int]]) -> Callable[[Row, int | None], str]:
    def place_of(row: Row, column: int | None) -> str:
        words = f"{place}, row {row.number}"
        if column is None or not 0 < row.number <= len(ordinals):
            return words
        # A person counts the cells of the row, not the hidden grid behind all rows.
        return f"{words}, column {max(1, sum(1 for start in ordinals[row.number - 1] if start <= column))}"

    return place_of


def _text(content: Content) -> str:
    lines = []
    for words, number in zip(content.lines, content.numbers, strict=True):
        text = " ".join(words.text.split("\t"))
        line = f"{number} {text}".strip() if number else text
        if line:
            lines.append(line)
    if not lines:
        # A traffic light drawn as a picture speaks only by its description.
        alts = [alt for words in content.lines for alt in words.pictures if alt and len(alt) <= _LONGEST_ALT]
        return " ".join(alts)
    return "\n".join(lines)


def _cell(draft: _Draft, look: tuple[bool, Fill | None], theme: Theme) -> Cell:
    bold_by_table, fill = look
    direct = draft.shading
    if direct is not None and direct.get(VAL) != "nil":
        fill = fill_of_shading(direct, theme)
    shown = [words for words in draft.words if words.text]
    return Cell(
        draft.text,
        draft.column,
        draft.columns,
        draft.rows,
        fill or _fill_of_words(draft, shown, theme),
        bool(shown) and (bold_by_table or all(words.all_of("bold") for words in shown)),
        bool(shown) and all(words.all_of("underlined") for words in shown),
    )


def _fill_of_words(draft: _Draft, shown: list[Words], theme: Theme) -> Fill | None:
    """A cell without a fill may show its colour by its words: highlighted, shaded, or coloured signs.

    Without words it may by what they would stand on: highlighted spaces, a frame, a shape.
    """
    spaced = [words for words in draft.words if words.pieces]
    marks = {words.one("mark", spaces=not shown) for words in shown or spaced}
    if len(marks) == 1 and (mark := marks.pop()):
        return solid(mark)
    shaded = [
        fill
        for each in draft.words
        if (fill := fill_of_shading(each.properties.get(W + "shd"), theme)) is not None
    ]
    if shaded and len(set(shaded)) == 1 and len(shaded) >= len(shown):
        return shaded[0]
    drawn = {fill for each in draft.words for fill in each.shapes}
    drawn.update(fill for each in draft.frames if (fill := fill_of_shading(each, theme)) is not None)
    if len(drawn) == 1:
        return drawn.pop()
    if shown and _NO_LETTERS.fullmatch(draft.text):
        colours = {words.one("colour") for words in shown}
        if len(colours) == 1 and (colour := colours.pop()):
            return solid(colour)
    return None


class TableLooks:
    """What a table's style gives to its cells by where they stand: first row, bands, and so on."""

    def __init__(self, table: etree._Element, styles: Styles, theme: Theme) -> None:
        properties = child(table, "tblPr")
        style = value(child(properties, "tblStyle")) or styles.default_table
        self._parts: dict[str, tuple[bool | None, tuple[Fill | None] | None]] = {}
        self._band = 1
        self._theme = theme
        for ancestor in styles.ancestry(style):
            self._take("wholeTable", ancestor)
            for part in ancestor.findall(W + "tblStylePr"):
                self._take(part.get(W + "type", ""), part)
            size = child(ancestor, "tblPr", "tblStyleRowBandSize")
            if size is not None and self._band == 1:
                self._band = max(1, whole_number(size.get(VAL), 1))
        look = child(properties, "tblLook")
        self._on = {name: _look(look, name) for name in _LOOK}

    def _take(self, part: str, element: etree._Element) -> None:
        bold, fill = self._parts.get(part, (None, None))
        shading = child(element, "tcPr", "shd")
        if fill is None and shading is not None:
            fill = (fill_of_shading(shading, self._theme),)
        if bold is None:
            bold = is_on(child(element, "rPr", "b"))
        self._parts[part] = (bold, fill)

    def at(self, row: int, column: int, columns: int, height: int, width: int) -> tuple[bool, Fill | None]:
        """Whether text is bold there, and the fill; parts later in Word's order win."""
        if not self._parts:
            return False, None
        bold, fill = False, None
        for part in self._parts_at(row, column, columns, height, width):
            part_bold, part_fill = self._parts.get(part, (None, None))
            bold = bold if part_bold is None else part_bold
            fill = fill if part_fill is None else part_fill[0]
        return bold, fill

    def _parts_at(self, row: int, column: int, columns: int, height: int, width: int) -> Iterator[str]:
        on = self._on
        top, left = on["firstRow"] and row == 0, on["firstColumn"] and column == 0
        bottom, right = on["lastRow"] and row == height - 1, on["lastColumn"] and column + columns == width
        yield "wholeTable"
        if not on["noVBand"]:
            yield f"band{1 + (column - on['firstColumn']) % 2}Vert"
        if not on["noHBand"] and not top:
            yield f"band{1 + (row - on['firstRow']) // self._band % 2}Horz"
        if top:
            yield "firstRow"
        if bottom:
            yield "lastRow"
        if left:
            yield "firstCol"
        if right:
            yield "lastCol"
        for corner, here in (
            ("nwCell", top and left),
            ("neCell", top and right),
            ("swCell", bottom and left),
            ("seCell", bottom and right),
        ):
            if here:
                yield corner


def _look(look: etree._Element | None, name: str) -> bool:
    if look is None:
        return False
    said = look.get(W + name)
    if said is not None:
        return said.lower() in {"1", "true", "on"}
    try:
        return bool(int(look.get(VAL, "0"), 16) & _LOOK[name])
    except ValueError:
        return False
