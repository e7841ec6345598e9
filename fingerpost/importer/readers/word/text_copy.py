"""A text copy that was pasted into Word: plain paragraphs, and rows whose cells are parted by tabs.

Such a document has nothing of Word's own to go by, so it is read by the rules for text copies, which know
how rows break over lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Block, Paragraph, Row, Table
from fingerpost.importer.readers.text import blocks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.word.text import Words

_ROW_TABS = 3
_FEWEST_ROWS = 3
_FEWEST_NARROW_ROWS = 10


class TextCopy:
    """The lines of a document as long as it may be a text copy, with the paragraph that each stands in."""

    def __init__(self) -> None:
        self._lines: list[str] | None = []
        self._paragraphs: list[int] = []

    def refuse(self) -> None:
        """Say that something was met which no text copy has: a table, a text box, a note."""
        self._lines = None

    def take(self, words: Words, paragraph: int, *, plain: bool) -> None:
        """Take a paragraph; `plain` says that it is no heading and has no automatic number."""
        if self._lines is None:
            return
        looks = any(
            piece.bold or piece.underlined or piece.mark or piece.colour
            for piece in words.pieces
            if piece.text.strip()
        )
        if not plain or looks or words.pictures:
            self.refuse()
            return
        # Spaces as typed: rows that go on in the next line end or begin with them.
        for line in re.split(r"[\v\n]", "".join(piece.text for piece in words.pieces)):
            self._lines.append(line)
            self._paragraphs.append(paragraph)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text copy; none where the document is no such copy."""
        lines = self._lines or ()
        wide = sum(line.count("\t") >= _ROW_TABS for line in lines)
        if wide < _FEWEST_ROWS and sum("\t" in line for line in lines) < _FEWEST_NARROW_ROWS:
            return ()
        return tuple(_placed(block, self._paragraphs) for block in blocks_of(lines))


def _placed(block: Block, paragraphs: Sequence[int]) -> Block:
    """The block with its place in Word's terms instead of line numbers."""
    if isinstance(block, Paragraph):
        return replace(block, place=f"paragraph {paragraphs[int(block.place.split()[1]) - 1]}")
    first, last = (paragraphs[row.number - 1] for row in (block.rows[0], block.rows[-1]))
    place = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
    rows = tuple(row._replace(number=paragraphs[row.number - 1]) for row in block.rows)
    return Table(rows, place, place_of_tabbed, block.name)


def place_of_tabbed(row: Row, column: int | None) -> str:
    """The place of a row typed with tabs, whose number is its paragraph's."""
    return f"paragraph {row.number}" if column is None else f"paragraph {row.number}, column {column + 1}"
