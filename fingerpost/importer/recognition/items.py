"""The paragraphs and table rows of a document in one line, as a person reads them.

Copies break tables where pages end and turn paragraphs into cells, so recognition walks over items and asks
what each one says, not where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.numbering import (
    is_month_first,
    split_number,
    without_bullet,
    without_markup,
)
from fingerpost.importer.readers.source import Paragraph, Row, SourceDocument, Table
from fingerpost.importer.recognition.headings import is_known_title, is_title_like
from fingerpost.importer.recognition.refs import code_title

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell

_NUMBER_APART = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,2}|\d{1,2}(?=\.))\.?$")
_BARE_NUMBER = re.compile(r"^(?P<number>\d{1,2})\s+(?P<title>[A-Z].*)$")
_SHARE = re.compile(r"^\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent)")
_FURNITURE = re.compile(
    r"^(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,3}\s+of\s+\d{1,3}|(?:-\s*)?\d{1,3}\s*-|\d{1,3}|agenda item(?:\s+no\.?)?\s*:?\s*\d*"
    r"|\(?continued\)?|not protectively marked|official|unclassified|draft)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, or a row of a table; `number` is a paragraph's own number, without its last dot."""

    index: int
    text: str
    place: str
    number: str | None = None
    level: int = 0
    bold: bool = False
    table: Table | None = None
    row: Row | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of a row that hold words or a fill; none for a paragraph."""
        return self.row.cells if self.row is not None else ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each cell, or of the paragraph."""
        return self.row.texts if self.row is not None else (self.text,)

    @property
    def is_row(self) -> bool:
        """Whether this is a row of a table."""
        return self.row is not None


def items_of(source: SourceDocument) -> tuple[Item, ...]:
    """Every paragraph and row with words or fills, in reading order, typed numbers told apart."""
    items: list[Item] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            number, text = block.number, block.text.strip()
            if number is None:
                number, text = split_number(without_markup(text))
                text = without_bullet(text) if number is None and not text.startswith("*") else text
            if text or number:
                clean = number.strip(" .):(") if number else None
                items.append(
                    Item(len(items), text.strip(), block.place, clean or None, block.level, block.bold)
                )
            continue
        for row in block.rows:
            if any(cell.text or cell.fill for cell in row.cells):
                text = " ".join(cell.text for cell in row.cells if cell.text)
                items.append(Item(len(items), text, block.place_of(row, None), table=block, row=row))
    return tuple(_with_bare_numbers(_with_numbers_apart(items)))


def _with_numbers_apart(items: list[Item]) -> list[Item]:
    """The items with a number that was copied as a line of its own given to the paragraph below: "1.1", "The Cabinet …"."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        match = (
            _NUMBER_APART.match(before.text) if before and not before.is_row and not before.number else None
        )
        if match and not item.is_row and item.number is None and item.text[:1].isalpha():
            joined[-1] = replace(item, number=match["number"])
        else:
            joined.append(item)
    return [replace(item, index=at) for at, item in enumerate(joined)] if len(joined) < len(items) else joined


def _with_bare_numbers(items: list[Item]) -> list[Item]:
    """The items with "1 Purpose of report" parted, where a usual title or numbers below prove it a heading."""
    numbered = {item.number for item in items if item.number is not None}
    parted: list[Item] = []
    for item in items:
        match = _BARE_NUMBER.match(item.text) if item.number is None and not item.is_row else None
        if (
            match is not None
            and not is_month_first(match["title"])
            and is_title_like(match["title"].rstrip(": "))
        ):
            proven = f"{match['number']}.1" in numbered and len(match["title"].split()) <= 9
            if proven or is_known_title(match["title"].rstrip(": ")):
                parted.append(replace(item, number=match["number"], text=match["title"]))
                continue
        parted.append(item)
    return parted


def _parts_rows(items: tuple[Item, ...], at: int, found: set[int]) -> bool:
    """Whether a line stands between two rows, other furniture left aside: there it is no title."""
    before = next((item for item in reversed(items[max(0, at - 4) : at]) if item.index not in found), None)
    following = items[at + 1] if at + 1 < len(items) else None
    return before is not None and before.is_row and following is not None and following.is_row


def furniture_of(items: tuple[Item, ...]) -> frozenset[int]:
    """The items that are page furniture: page numbers, and running heads that come back on three pages or more."""
    counts = Counter(item.text.casefold() for item in items if not item.is_row)
    found: set[int] = set()
    seen: set[str] = set()
    for at, item in enumerate(items):
        folded = item.text.casefold()
        if item.text.isdigit() and any(_SHARE.match(following.text) for following in items[at + 1 : at + 2]):
            continue
        if item.is_row or item.number is not None or code_title(item.text) is not None:
            continue
        if _FURNITURE.match(item.text) or (
            counts[folded] >= 3
            and 8 <= len(folded) < 90
            and (folded in seen or _parts_rows(items, at, found))
        ):
            found.add(item.index)
        seen.add(folded)
    return frozenset(found)
