"""Building blocks of a document: anchors, cells and tables."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fingerpost.reports.document import DocumentCell, DocumentTable, Facts, Heading, Text
from fingerpost.rules.wording import CLASS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.reports.document import Block
    from fingerpost.rules.classes import StatusClass


class Builder:
    """Collects the blocks of a document and gives each heading an anchor of its own."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._anchors: set[str] = set()
        self._numbers: dict[str, int] = {}  # for words used before, the number to try next

    def heading(self, level: int, text: str) -> Heading:
        """A heading with an anchor made from its words, unique in this document; not added yet."""
        anchor = base = slug(text)
        number = self._numbers.get(base, 2)
        while anchor in self._anchors:
            anchor, number = f"{base}-{number}", number + 1
        self._anchors.add(anchor)
        self._numbers[base] = number
        return Heading(level, str(text), anchor)

    def part(self, text: str, *blocks: Block, level: int = 1) -> None:
        """Add a part: its heading and its blocks."""
        self.blocks.append(self.heading(level, text))
        self.blocks.extend(blocks)

    def add(self, *blocks: Block) -> None:
        """Add blocks under the last heading."""
        self.blocks.extend(blocks)

    def table_part(
        self, level: int, text: str, table: DocumentTable | None, intro: str | None = None
    ) -> None:
        """Add a part that holds one table, with a sentence before it; nothing where there is no table."""
        if table is not None:
            self.part(text, *([Text(intro)] if intro else []), table, level=level)


_EMPTY = DocumentCell("")


def slug(text: str) -> str:
    """An anchor from words: lower-case ASCII letters, digits and hyphens; short, as Word's bookmarks must be."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:34].rstrip("-") or "part"


def cell(text: str | None) -> DocumentCell:
    """A cell of words; None is empty."""
    return DocumentCell(str(text)) if text else _EMPTY


def number_cell(value: float | None, text: str | None = None) -> DocumentCell:
    """A whole number, for a spreadsheet too; None is empty."""
    return DocumentCell("" if value is None else (text or str(value)), value=value)


def class_cell(status: StatusClass | None) -> DocumentCell:
    """A class in words, with its tone; None is empty."""
    return DocumentCell(CLASS_WORDS[status], status) if status else DocumentCell("")


def table(
    caption: str,
    header: Sequence[str],
    rows: Iterable[Sequence[DocumentCell]],
    *,
    widths: Sequence[int] = (),
    row_headers: bool = True,
    shown_caption: bool = False,
    strip: bool = False,
    wide: bool = False,
    small: bool = False,
) -> DocumentTable | None:
    """A table, or None where it would have no rows."""
    found = tuple(tuple(row) for row in rows)
    if not found:
        return None
    return DocumentTable(
        str(caption),
        tuple(str(each) for each in header),
        found,
        tuple(widths),
        row_headers=row_headers,
        shown_caption=shown_caption,
        strip=strip,
        wide=wide,
        small=small,
    )


def facts(
    caption: str, pairs: Iterable[tuple[str, DocumentCell | str | None]], *, beside: Sequence[str] = ()
) -> Facts:
    """Pairs of label and value; those without a value are left out."""
    return Facts(
        str(caption),
        tuple(
            (str(label), DocumentCell(value) if isinstance(value, str) else value)
            for label, value in pairs
            if value is not None
        ),
        tuple(str(label) for label in beside),
    )
