"""The walk through a Word document's body: what follows what, how it is numbered, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.limits import MOST_BLOCKS, MOST_CELLS, TooBig
from fingerpost.importer.readers.numbering import has_bullet, split_number, without_bullet
from fingerpost.importer.readers.source import Block, Cell, Paragraph, Row, Table, Unreadable
from fingerpost.importer.readers.word.names import ALTERNATE, VAL, W, child, children_of, value, whole_number
from fingerpost.importer.readers.word.numbering import Counters
from fingerpost.importer.readers.word.tables import WRAPPERS, Content, table_of, unwrapped
from fingerpost.importer.readers.word.text import Reading, Words, chosen
from fingerpost.importer.readers.word.text_copy import TextCopy, place_of_tabbed
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml import etree

    from fingerpost.importer.readers.word.colours import Theme
    from fingerpost.importer.readers.word.numbering import Numbering
    from fingerpost.importer.readers.word.styles import Styles

TRACKED = describe(
    "R82",
    Severity.NOTE,
    "The Word document has tracked changes that nobody has accepted or rejected.",
    "Insertions were read as if accepted, and deletions left out. Accept or reject them in Word if that is wrong.",
)
NOT_READ = describe(
    "R83",
    Severity.WARNING,
    "A part of the document is kept as another file inside it and was not read.",
    "Word can hold whole web pages or documents as one block. Open and save it in Word, which takes them apart.",
)

_NUMBER = re.compile(r"[(\[]?((?:[A-Z]{1,2}\.?)?\d+(?:\.\d+)*|[A-Za-z]|[ivxlc]{1,7}|[IVXLC]{1,7})[.:)\]]*")
_HEADING_NUMBER = re.compile(r"(\d{1,2})[\s]+(?=[A-Z])")
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?[\s\-–|/]*\d*(?:\s*(?:of|/)\s*\d*)?[\s\-–|]*", re.IGNORECASE)
_LONGEST_HEADING = 180
_LONGEST_TABBED = 200
_ROW_TABS = 3
_LONGEST_LABEL = 100
_BOX_LINES = 3


class Body:
    """The blocks of a document, gathered in one walk."""

    def __init__(
        self,
        name: str,
        *,
        styles: Styles,
        theme: Theme,
        numberings: Mapping[str, Numbering],
        notes: Mapping[str, Mapping[str, etree._Element]],
    ) -> None:
        self._name = name
        self._styles = styles
        self._theme = theme
        self._reading = Reading(styles, theme)
        self._counters = Counters(numberings)
        self._notes = notes
        self._blocks: list[Block] = []
        self._furniture: list[Paragraph] = []
        self._tabbed: list[_Tabbed] = []
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self._notes_read = 0
        self._not_read = 0
        self._caption: str | None = None
        self._copy = TextCopy()

    def read(self, content: etree._Element) -> None:
        """Read everything in an element that holds paragraphs and tables."""
        self._read(content)
        self._end_tabbed()
        copied = self._copy.blocks()
        if copied:
            self._blocks = list(copied)

    def furniture(self, content: etree._Element, place: str) -> None:
        """Read a page header or footer: each line once, without page numbers and what the body says too."""
        said = {block.text.casefold() for block in self._blocks if isinstance(block, Paragraph)}
        said.update(paragraph.text.casefold() for paragraph in self._furniture)
        for paragraph in content.iter(W + "p"):
            words = self._reading.words(paragraph)
            for text in words.text.split("\t"):
                line = " ".join(text.split())
                if line and line.casefold() not in said and not _PAGE_NUMBER.fullmatch(line):
                    said.add(line.casefold())
                    self._furniture.append(Paragraph(line, place, bold=words.all_of("bold")))

    def all_blocks(self) -> tuple[Block, ...]:
        """The blocks in reading order; refuses a document without any words."""
        if not self._blocks:
            if self._reading.pictures:
                raise Unreadable(
                    f"{self._name} holds only pictures, probably of scanned pages. Recognise the text first (OCR), or ask "
                    "for the document that was scanned.",
                )
            raise Unreadable(f"{self._name} has no words in it. Check that it is the right file.")
        return (*self._furniture, *self._blocks)

    def findings(self) -> tuple[Finding, ...]:
        """What a person should know about how the document was read."""
        found = []
        tracked = self._reading.insertions + self._reading.deletions
        if tracked:
            found.append(
                TRACKED.finding(
                    (self._name,),
                    f"The document has tracked changes ({self._reading.insertions} insertions, {self._reading.deletions} "
                    "deletions); it was read as if all were accepted.",
                    {"insertions": self._reading.insertions, "deletions": self._reading.deletions},
                ),
            )
        if self._not_read:
            found.append(
                NOT_READ.finding(
                    (self._name,),
                    f"{self._not_read} embedded part(s) of the document were not read. Open it in Word and save it again.",
                    {"parts": self._not_read},
                ),
            )
        return tuple(found)

    def _read(self, content: etree._Element) -> None:
        for each in content:
            if each.tag == W + "p":
                self._paragraph(each)
            elif each.tag == W + "tbl":
                self._table(each)
            elif each.tag == ALTERNATE + "AlternateContent":
                self._read(chosen(each))
            elif each.tag in WRAPPERS:
                self._read(each)
            elif each.tag in (W + "altChunk", W + "subDoc"):
                self._not_read += 1

    def _add(self, block: Block) -> None:
        self._blocks.append(block)
        if len(self._blocks) > MOST_BLOCKS:
            raise TooBig(f"{self._name} has more than {MOST_BLOCKS} paragraphs. Save only the report itself.")

    def _paragraph(self, element: etree._Element) -> None:
        words = self._reading.words(element)
        automatic = self._number(words)
        style_name = self._style_name(words.style)
        if words.text and not style_name.startswith("toc "):
            self._paragraphs += 1
            paragraph = self._made(words, automatic)
            if style_name == "caption":
                self._caption = paragraph.text
            cells = words.tabbed.split("\t")
            if "\t" in paragraph.text or _may_be_row(paragraph, cells):
                self._tabbed.append(
                    _Tabbed(self._paragraphs, paragraph, tuple([automatic, *cells] if automatic else cells))
                )
            else:
                self._end_tabbed()
                self._add(paragraph)
        else:
            self._end_tabbed()
        self._copy.take(words, self._paragraphs, plain=automatic is None and not self._level(words))
        if words.boxes or words.notes:
            self._copy.refuse()
            self._end_tabbed()
            self._boxes_and_notes([words])

    def _made(self, words: Words, automatic: str | None) -> Paragraph:
        text, number = words.text, None
        level = self._level(words)
        bold = words.all_of("bold")
        # Councils number whole paragraphs with heading styles: a long sentence is no heading.
        if len(text) > _LONGEST_HEADING or (
            text.endswith((".", ";")) and len(text) > _LONGEST_HEADING / 2 and not bold
        ):
            level = 0
        if automatic and (match := _NUMBER.fullmatch(automatic)):
            number = match[1]
        elif automatic:
            text = f"{automatic} {text}"
        else:
            number, text = split_number(text)
            if number is None and level and (match := _HEADING_NUMBER.match(text)):
                number, text = match[1], text[match.end() :]
            if number is None and has_bullet(text):
                text = without_bullet(text)
        cells = text.split("\t")
        prose = max(map(len, cells)) > _LONGEST_TABBED and words.tabbed.count("\t") < _ROW_TABS
        if level or prose:
            text = " ".join(cells)
        typed = " ".join(words.text.split("\t")) if not automatic and text != words.text else None
        return Paragraph(text, f"paragraph {self._paragraphs}", level, number, bold, typed)

    def _level(self, words: Words) -> int:
        outline = words.properties.get(W + "outlineLvl")
        if outline is None:
            return self._styles.heading_level(words.style)
        level = whole_number(outline.get(VAL), 9) + 1
        return level if 1 <= level <= 9 else 0

    def _number(self, words: Words) -> str | None:
        """Count this paragraph in its list, and give its number as printed."""
        style = words.style
        direct = children_of(words.properties.get(W + "numPr"))
        number = value(direct.get(W + "numId"))
        at = direct.get(W + "ilvl")
        level = None if at is None else whole_number(value(at), 0)
        if not number:
            inherited = self._styles.numbering(style)
            if inherited is None:
                return None
            number = inherited.number
            level = inherited.level if level is None else level
        if not words.text and child(words.properties.get(W + "rPr"), "del") is not None:
            return None
        if level is None:
            numbering = self._counters.get(number)
            level = 0 if numbering is None else numbering.level_of_style(style)
        return self._counters.next(number, level)

    def _style_name(self, style: str | None) -> str:
        element = self._styles.by_id.get(style) if style else None
        return value(child(element, "name")).lower() if element is not None else ""

    def _end_tabbed(self) -> None:
        """Lines parted by tabs are a table that was typed; the lines that follow one another are its rows."""
        if not self._tabbed:
            return
        run, self._tabbed = self._tabbed, []
        if len(run) == 1 and "\t" not in run[0].paragraph.text:
            self._add(run[0].paragraph)
            return
        # Labels with values behind as many tabs as bring them under one another are two columns.
        wide = any(len([cell for cell in each.cells if cell.strip()]) > 2 for each in run)
        rows = tuple(_tabbed_row(each, every_tab=wide) for each in run)
        first, last = run[0].at, run[-1].at
        place = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
        self._add(Table(rows, place, place_of_tabbed))

    def _table(self, element: etree._Element) -> None:
        self._end_tabbed()
        self._copy.refuse()
        self._tables += 1
        self._one_table(element, f"table {self._tables}")

    def _one_table(self, element: etree._Element, place: str) -> None:
        if (lone := _lone_cell(element)) is not None:
            self._read(lone)
            self._end_tabbed()
            return
        met: list[Words] = []
        table, inner = table_of(
            element,
            styles=self._styles,
            theme=self._theme,
            content_of=lambda cell: self._content(cell, met),
            place=place,
            name=value(child(element, "tblPr", "tblCaption")).strip() or self._caption,
            budget=MOST_CELLS - self._cells,
        )
        self._caption = None
        self._cells += sum(len(row.cells) for row in table.rows)
        if any(row.texts or any(cell.fill for cell in row.cells) for row in table.rows):
            self._add(table)
        self._boxes_and_notes(met)
        for at, each in enumerate(inner, 1):
            self._one_table(each, f"{place}, inner table {at}")

    def _content(self, cell: etree._Element, met: list[Words]) -> Content:
        content = Content([], [], [])
        self._gather(cell, content)
        met.extend(words for words in content.lines if words.boxes or words.notes)
        return content

    def _gather(self, element: etree._Element, content: Content) -> None:
        for each in element:
            if each.tag == W + "p":
                words = self._reading.words(each)
                content.lines.append(words)
                content.numbers.append(self._number(words))
            elif each.tag == W + "tbl":
                rows = [list(unwrapped(row, "tc")) for row in unwrapped(each, "tr")]
                if all(len(row) <= 1 for row in rows):
                    for row in rows:
                        for inner in row:
                            shading = child(inner, "tcPr", "shd")
                            if shading is not None:
                                content.shading.append(shading)
                            self._gather(inner, content)
                else:
                    content.tables.append(each)
            elif each.tag == ALTERNATE + "AlternateContent":
                self._gather(chosen(each), content)
            elif each.tag in WRAPPERS:
                self._gather(each, content)

    def _boxes_and_notes(self, met: Iterable[Words]) -> None:
        for words in met:
            for box in words.boxes:
                self._read(box)
                self._end_tabbed()
            for kind, identity in words.notes:
                note = self._notes.get(kind, {}).get(identity)
                if note is None:
                    continue
                self._notes_read += 1
                lines = [self._reading.words(each).text for each in note.iter(W + "p")]
                text = " ".join(" ".join(lines).split())
                if text:
                    self._add(Paragraph(text, f"{kind} {self._notes_read}"))


def _lone_cell(table: etree._Element) -> etree._Element | None:
    """The only cell of a table that is a frame around text or other tables, rather than a table."""
    rows = list(unwrapped(table, "tr"))
    cells = [cell for row in rows for cell in unwrapped(row, "tc")]
    if len(cells) != 1:
        return None
    lines = [each for each in cells[0].iter(W + "p") if any(part.text for part in each.iter(W + "t"))]
    return cells[0] if len(lines) > _BOX_LINES or cells[0].find(W + "tbl") is not None else None


def _may_be_row(paragraph: Paragraph, cells: Sequence[str]) -> bool:
    """Whether a paragraph with tabs only before or behind its words may be a row beside other rows."""
    if paragraph.level or len(cells) < 2:
        return False
    return len(cells) > _ROW_TABS or (
        not cells[0].strip() and paragraph.number is None and len(paragraph.text) <= _LONGEST_LABEL
    )


class _Tabbed(NamedTuple):
    """A line typed with tabs: the number of its paragraph, the words with one tab for several, and its cells."""

    at: int
    paragraph: Paragraph
    cells: tuple[str, ...]


def _tabbed_row(line: _Tabbed, *, every_tab: bool) -> Row:
    paragraph = line.paragraph
    texts = list(line.cells)
    if not every_tab:
        texts = paragraph.text.split("\t")
        if paragraph.number is not None:
            texts = [paragraph.number, *texts]
        elif not line.cells[0].strip():
            texts = ["", *texts]
    cells = (Cell(" ".join(text.split()), column, bold=paragraph.bold) for column, text in enumerate(texts))
    return Row(line.at, tuple(cell for cell in cells if cell.text))
