"""The document value: what a report says and shows, before any format. Every renderer takes only this.

Composed once by `compose`; a renderer adds nothing to what it says and leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.committee.report import CommitteeReport
from fingerpost.rules.draft import Draft
from fingerpost.rules.snapshot import Snapshot


class Emphasis(StrEnum):
    """How a paragraph stands out, always in words too."""

    PLAIN = "plain"
    LEAD = "lead"
    NOTE = "note"
    WARNING = "warning"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the report (the title stands above). `anchor` is unique.

    `apart` makes a part of what stands under a heading of another level, so that its pages may be turned by
    themselves; `new_page` begins a page.
    """

    level: int
    text: str
    anchor: str
    apart: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with its number where it has one."""

    text: str
    number: str | None = None
    emphasis: Emphasis = Emphasis.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """A cell: what it says in words, and what colour and pattern underline it.

    `value` is the typed value for a spreadsheet; `original` underlines the original month of a strip;
    `reprogrammed` hatches it; `outlined` marks the month reported; `spoken` is what a screen reader says
    where the text is only a letter. `columns` is the number of columns that the cell spans; `link` is the
    anchor of the heading that it leads to; on a web page it may be the address of another, which begins with “/”.
    """

    text: str
    tone: StatusClass | None = None
    value: date | int | float | None = None
    original: bool = False
    reprogrammed: bool = False
    outlined: bool = False
    columns: int = 1
    spoken: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table with one header row; the first column names its row where `row_headers` is set.

    `widths` are relative column widths, one for each column, or none. `shown_caption` is False where a
    heading just above already says it; the caption is then for screen readers only. `strip` says that cells
    with a tone are month cells: a letter, filled. `wide` asks for a landscape page; `small` is small print.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[DocumentCell, ...], ...]
    widths: tuple[int, ...] = ()
    row_headers: bool = True
    shown_caption: bool = True
    strip: bool = False
    wide: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what it says: the front of the report, the body of an exception.

    `beside` are labels of short values that follow each other and may stand side by side.
    """

    caption: str
    pairs: tuple[tuple[str, DocumentCell], ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One exception: a heading, what is said about it, and the strip of its months. Kept on one page."""

    heading: Heading
    facts: Facts
    strip: DocumentTable | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its words: `svg` is drawn from `table`, which always stands beside it."""

    svg: str
    alternative: str
    table: DocumentTable


Block = Heading | Text | Bullets | DocumentTable | Facts | Card | Chart


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of data for spreadsheets and CSV: one for each kind of thing, tidy, one row each.

    A `view` shows for people what other sheets hold; CSV leaves it out.
    """

    name: str
    title: str
    table: DocumentTable
    view: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `dated` comes from the data, never from a clock; `record` is what it was made from.

    `front` are lines above the title: the meeting that it goes to, and its day. `paper_contents` is False for a
    report that has no list of contents on paper.
    """

    title: str
    council: str | None
    language: str
    dated: date | None
    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...]
    record: Draft | Snapshot | CommitteeReport | None = None
    draft_mark: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    front: tuple[str, ...] = ()
    paper_contents: bool = True


def parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in runs that each begin with a heading of level 1, or one set apart: the parts of a report."""
    run: list[Block] = []
    for block in blocks:
        if run and isinstance(block, Heading) and (block.level == 1 or block.apart):
            yield run
            run = []
        run.append(block)
    if run:
        yield run
