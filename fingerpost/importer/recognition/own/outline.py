"""The parts of a report of ours under their headings, and the tables in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.readers.numbering import without_bullet
from fingerpost.importer.readers.source import Block, Paragraph, Table
from fingerpost.importer.recognition.own.front import Fact
from fingerpost.importer.recognition.own.grid import grid_of, header_of
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import LAYOUT, Part, read_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fingerpost.importer.readers.source import Row, SourceDocument
    from fingerpost.importer.recognition.own.grid import Grid

_PARTS = frozenset(part.value for part in Part)
_SUB = 2


class Division(NamedTuple):
    """A heading and what stands under it, up to the next heading of its level."""

    heading: str
    blocks: tuple[Block, ...]


def has_our_layout(source: SourceDocument) -> bool:
    """Whether a table of facts says that the layout is ours."""
    return any(
        row.texts[:2] == (Label.LAYOUT, LAYOUT) for table in source.tables for row in reversed(table.rows)
    )


def parts_of(source: SourceDocument) -> dict[str, Division]:
    """The parts by their headings."""
    found: dict[str, Division] = {}
    for division in _divided(_levelled(source.blocks), lambda each: each.level == 1):
        found.setdefault(division.heading, division)
    return found


def _levelled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the parts' headings on the first level, whatever level the format gave them.

    Where a format told no headings apart, their words decide, and there is no second level.
    """
    top = min(
        (
            block.level
            for block in blocks
            if isinstance(block, Paragraph) and block.level and block.whole in _PARTS
        ),
        default=0,
    )
    if top == 1:
        return list(blocks)
    levelled: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            level = int(block.whole in _PARTS) if top == 0 else max(block.level - top + 1, 0)
            levelled.append(replace(block, level=level))
        else:
            levelled.append(block)
    return levelled


def divisions_of(division: Division | None) -> tuple[Division, ...]:
    """The divisions of a part under headings of the second level; what stands before them is left out."""
    if division is None:
        return ()
    return tuple(each for each in _divided(division.blocks, lambda each: each.level == _SUB) if each.heading)


def under(part: Division | None, heading: str) -> Division | None:
    """What stands under a heading within a part, whatever the heading's level."""
    if part is None:
        return None
    starts = [
        index
        for index, block in enumerate(part.blocks)
        if isinstance(block, Paragraph) and block.whole == heading
    ]
    if not starts:
        return None
    rest = part.blocks[starts[-1] + 1 :]
    ends = (
        index
        for index, block in enumerate(rest)
        if isinstance(block, Paragraph) and (block.level == _SUB or block.whole in _PARTS)
    )
    return Division(heading, rest[: next(ends, len(rest))])


def _divided(blocks: Sequence[Block], starts: Callable[[Paragraph], bool]) -> Iterator[Division]:
    heading, inside = "", list[Block]()
    for block in blocks:
        if isinstance(block, Paragraph) and starts(block):
            yield Division(heading, tuple(inside))
            heading, inside = block.whole, []
        else:
            inside.append(block)
    yield Division(heading, tuple(inside))


def tables_in(division: Division | None) -> Iterator[Table]:
    """The tables of a division in order."""
    return (block for block in (division.blocks if division else ()) if isinstance(block, Table))


def items_in(division: Division | None, *, typed_bullets: bool) -> Iterator[str]:
    """The items of a list in order, without bullets where the format has them as characters."""
    return (without_bullet(line) if typed_bullets else line for line in paragraphs_in(division))


def paragraphs_in(division: Division | None) -> Iterator[str]:
    """The lines of a division in order; lines that a tab made into a table are lines again."""
    for block in division.blocks if division else ():
        if isinstance(block, Paragraph):
            yield block.whole
        else:
            yield from (" ".join(row.texts) for row in block.rows)


def grid_in(division: Division | None, *labels: str) -> Grid | None:
    """The first table of a division that has these labels in its header, pieces of it on later pages joined."""
    found: Grid | None = None
    for table in tables_in(division):
        header = header_of(table, labels)
        if header is None:
            continue
        grid = grid_of(table, header)
        if found is None:
            found = grid
        elif found.labels == grid.labels:
            found = found._replace(entries=found.entries + grid.entries)
    return found


def facts_of(table: Table) -> dict[str, Fact]:
    """What stands beside each label of a table of facts."""
    facts: dict[str, Fact] = {}
    for row in table.rows:
        label = row.cell_at(0)
        said = [cell for cell in row.cells if cell.text and cell is not label]
        if label is not None and label.text and said:
            facts.setdefault(label.text, Fact(said[0].text, table.place_of(row, None), said[0]))
    return facts


def facts_in(division: Division | None) -> dict[str, Fact]:
    """The facts of the first table of a division."""
    return next((facts_of(table) for table in tables_in(division)), {})


def strip_header(table: Table) -> Row | None:
    """The header of a strip: a ref, then months; None for any other table."""
    return next(
        (row for row in table.rows[:2] if row.texts[:1] == (Label.REF,) and month_columns(row)),
        None,
    )


def month_columns(header: Row) -> dict[int, str]:
    """The grid columns of a header that are months, with their words."""
    return {cell.column: cell.text for cell in header.cells if read_month(cell.text) is not None}
