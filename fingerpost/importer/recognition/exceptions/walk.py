"""The walk over a document that finds its exceptions, whatever form they are printed in.

A *block* begins with a header row and holds the rows under it. Three forms are read:

- a list: one header, one row for each exception;
- a box: an upper header (ref, action, colour, corrective action, who, dates), a strip header (ref, action,
  lead, twelve months), and under them, in any order that copies leave, the upper row, the parent's row and
  the plan's row;
- a card: labels and values, in a table of two or four columns or in lines (see cards).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Cell
from fingerpost.importer.recognition.exceptions.above import (
    NOT_A_SECTION,
    STATUS_HEADING,
    is_continuation,
    is_top_number,
    section_of_row,
    status_of_heading,
)
from fingerpost.importer.recognition.exceptions.boxes import (
    Block,
    Found,
    heading_of_box,
    read_box,
    repeats_heading,
    strip_lost,
)
from fingerpost.importer.recognition.exceptions.cards import Card, Cards, read_card
from fingerpost.importer.recognition.exceptions.header import Header, header_of, joined_header
from fingerpost.importer.recognition.exceptions.lists import keep, read_list
from fingerpost.importer.recognition.exceptions.rows import (
    Setting,
)
from fingerpost.importer.recognition.exceptions.unheaded import header_by_content
from fingerpost.importer.recognition.front import council_in
from fingerpost.importer.recognition.headings import (
    is_covering_heading,
    is_known_title,
    is_title_like,
    plain_title,
)
from fingerpost.importer.recognition.refs import (
    code_title,
    is_ref,
    is_structured_ref,
)
from fingerpost.importer.recognition.reported import (
    NO_HEADER,
)
from fingerpost.rules.draft import CodeTitle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Table
    from fingerpost.importer.recognition.exceptions.strip import Calendar
    from fingerpost.importer.recognition.items import Item


_SERVICES = frozenset(
    [
        "environment",
        "financial",
        "legal",
        "human resources",
        "community safety",
        "procurement",
        "staffing",
        "sustainability",
        "housing",
    ]
)
"""Titles of covering reports that are also names of services, and so of sections of a plan."""
_FEWEST_OF_BOX = 4
_APPENDIX = re.compile(r"^(?:appendix|annex|schedule)\b", re.IGNORECASE)


def find_exceptions(items: Sequence[Item], calendar: Calendar, taken: frozenset[int]) -> Found:
    """Every exception in the items that are not taken by other parts of the report, in order."""
    return _Walk(items, calendar, taken).walk()


class _Walk:
    def __init__(self, items: Sequence[Item], calendar: Calendar, taken: frozenset[int]) -> None:
        self.items = [item for item in items if item.index not in taken]
        self.found = Found()
        self.setting = Setting(calendar)
        self.block: Block | None = None
        self.cards = Cards(self.items)
        self.section_item: Item | None = None
        self.in_appendix = False
        self.last_number = 0
        self.table: Table | None = None
        self.named = False
        self.later: list[Header] | None = None
        self.by_content: dict[int, Header | None] = {}

    def walk(self) -> Found:
        skip = -1
        for position, item in enumerate(self.items):
            if position <= skip:
                continue
            if item.is_row:
                following = self.items[position + 1] if position + 1 < len(self.items) else None
                if self._row(item, following):
                    skip = position + 1
            else:
                following = self.items[position + 1] if position + 1 < len(self.items) else None
                self._paragraph(item, following)
        self._close()
        self._end_card()
        return self.found

    # Paragraphs

    def _paragraph(self, item: Item, following: Item | None) -> None:
        if self._heads_rows(item, following):
            return
        if following is not None and following.is_row and self._heading_in_one_line(item):
            return
        if _APPENDIX.match(item.text) and item.number is None and len(item.text) < 120:
            self.in_appendix = True
        if (section := self._section_of_appendix(item)) is not None:
            self._close()
            self._end_card()
            self.setting = replace(self.setting, section=section, status=None)
            self.section_item = item
            return
        if is_covering_heading(item):
            self._close()
            self._end_card()
            self.setting = Setting(self.setting.calendar, status=status_of_heading(item.text))
            self.section_item = None
            return
        if (status := status_of_heading(item.text)) is not None and is_top_number(item.number):
            self._close()
            self._end_card()
            self.setting = replace(self.setting, status=status)
            if item.number is None:
                self._use(item)
            return
        if self.cards.paragraph(item):
            self._close()
            self._finish_cards()
            return
        self._finish_cards()
        section = None if item.number else code_title(item.text)
        if (
            section is None
            and item.number is None
            and (item.level > 0 or item.bold)
            and len(item.text) <= 100
        ):
            section = None if NOT_A_SECTION.search(item.text) else CodeTitle(None, item.text.rstrip(": "))
        if section is not None:
            self._close()
            self._end_card()
            self.setting = replace(self.setting, section=section)
            self.section_item = item

    def _heading_in_one_line(self, item: Item) -> bool:
        """Begin a block with a line above rows in which the labels of a header were run together."""
        header = header_of((Cell(item.text, 0),))
        if header is None or not (header.is_of_exceptions or header.is_strip):
            return False
        if header.is_strip:
            self._strip(item, header)
            return True
        self._close()
        self._end_card()
        self.block = Block(header, None, item.place, self._with_section())
        self.found.headers.append(header)
        self._use(item)
        return True

    def _heads_rows(self, item: Item, following: Item | None) -> bool:
        """Take a short line directly above the rows of a table as their section; whether it was taken."""
        if following is None or not following.is_row or following.index != item.index + 1 or item.number:
            return False
        text = item.text.rstrip(": ")
        if not is_title_like(text) or len(text.split()) > 6 or NOT_A_SECTION.search(text) or code_title(text):
            return False
        if status_of_heading(text) is not None or council_in(text) is not None:
            return False
        if is_known_title(text) and plain_title(text) not in _SERVICES:
            return False
        header = header_of(following.cells)
        goes_on = (
            self.block is not None
            and self.block.strip is None
            and is_structured_ref(following.texts[0] if following.texts else "")
        )
        if not goes_on and (header is None or not header.is_of_exceptions):
            return False
        section = CodeTitle(None, text)
        if goes_on and self.block is not None:
            self.block.before.append(item)
        else:
            self._close()
        self._end_card()
        self.setting, self.section_item = replace(self.setting, section=section), item
        self._use(item)
        return True

    def _section_of_appendix(self, item: Item) -> CodeTitle | None:
        """The section that a numbered heading names where the covering report's own numbers have ended."""
        if not is_covering_heading(item) or item.number is None or STATUS_HEADING.match(item.text):
            return None
        number = int(item.number.split(".")[0])
        if self.in_appendix or number < self.last_number:
            if number == self.last_number + 1 and is_known_title(item.text):
                self.in_appendix, self.last_number = False, number
                return None
            return CodeTitle(item.number, item.text.rstrip(": "))
        self.last_number = number
        return None

    # Rows

    def _row(self, item: Item, following: Item | None) -> bool:
        """Take in one row; whether the row after it was taken in with it."""
        if item.table is not self.table:
            self._enter(item)
        header = header_of(item.cells)
        both = None
        if following is not None and following.is_row and following.table is item.table:
            both = joined_header(item.cells, following.cells)
            if both is not None and not (both.is_of_exceptions or both.is_strip):
                both = None
        if header is not None and self.block is not None and repeats_heading(self.block, header):
            self._use(item)
            return False
        if header is not None and header.is_strip and (both is None or both.is_strip):
            self._strip(item, both or header)
        elif (both is not None and both.is_of_exceptions) or (header is not None and header.is_of_exceptions):
            self._end_card()
            upper = both if both is not None and both.is_of_exceptions else header
            assert upper is not None
            if not self._heads_open_strip(upper):
                self._close()
                self.block = Block(upper, item.table, item.place, self._with_section())
            self.found.headers.append(upper)
            self._use(item)
        else:
            self._data(item)
            return False
        if both is not None and following is not None:
            self._use(following)
            return True
        return False

    def _headers(self) -> list[Header]:
        """The headers met, those that come later before them: the last is the nearest above."""
        if self.later is None:
            found = (header_of(item.cells) for item in self.items if item.is_row)
            self.later = [header for header in found if header is not None]
        return [*reversed(self.later), *self.found.headers]

    def _enter(self, item: Item) -> None:
        """Begin a table: the name of a sheet or a caption may give the status or the section of its rows."""
        before, self.table = self.table, item.table
        name = item.table.name if item.table is not None else None
        if before is not None and before.name and self.named:
            self.setting, self.named = replace(self.setting, status=None), False
        if name and (status := status_of_heading(name)) is not None:
            self.setting, self.named = replace(self.setting, status=status), True
        elif name and (section := code_title(name)) is not None:
            self.setting = replace(self.setting, section=section)

    def _heads_open_strip(self, upper: Header) -> bool:
        """Give an upper header to the open block where its strip header was copied before it; whether it was."""
        block = self.block
        if block is None or block.upper is not block.strip or block.after:
            return False
        block.upper = upper
        return True

    def _strip(self, item: Item, strip: Header) -> None:
        self._end_card()
        self._use(item)
        self.found.headers.append(strip)
        if self.block is None or self.block.strip is not None:
            self._close()
            self.block = Block(strip, item.table, item.place, self._with_section(), strip=strip)
        else:
            self.block.strip = strip

    def _data(self, item: Item) -> None:
        section = None if self.cards.expects(item) else section_of_row(item)
        if self.block is not None and self._belongs(item, section):
            rows = self.block.after if self.block.strip is not None else self.block.before
            rows.append(item)
            self._use(item)
            return
        if section is not None:
            if self.block is not None and self.block.strip is None and item.table is self.block.table:
                self.block.before.append(item)
                self._use(item)
            else:
                self._close()
            self._end_card()
            status = status_of_heading(item.text)
            if status is not None:
                self.setting = replace(self.setting, status=status)
            elif self.block is None or not (section.code and "." in section.code):
                self.setting = replace(self.setting, section=section)
            self.section_item = item
            return
        if self.cards.row(item):
            self._close()
        elif self._without_header(item):
            return
        self._finish_cards()

    def _without_header(self, item: Item) -> bool:
        """Begin a block with a row of a table that has no header, where its columns tell themselves."""
        if item.table is None or not item.texts or not is_structured_ref(item.texts[0]):
            return False
        if id(item.table) not in self.by_content:
            self.by_content[id(item.table)] = header_by_content(item.table)
        header = heading_of_box(self._headers()) or self.by_content[id(item.table)]
        if header is None or (self.by_content[id(item.table)] is None and len(item.texts) < _FEWEST_OF_BOX):
            return False
        self._close()
        self._end_card()
        self.block = Block(header, item.table, item.place, self._with_section(), before=[item])
        self._use(item)
        self.found.findings.append(
            NO_HEADER.finding(
                (item.place,),
                f"The table at {item.place} has no headings; its columns were read "
                + (
                    "as those of the boxes before it."
                    if header is not self.by_content[id(item.table)]
                    else "by what stands in them."
                ),
            )
        )
        return True

    def _belongs(self, item: Item, section: CodeTitle | None) -> bool:
        """Whether a row is data of the open block: one with its ref or text where the block has them."""
        block = self.block
        assert block is not None
        filled = [cell for cell in item.cells if cell.text]
        if not filled:
            return False
        if block.strip is not None and section is not None and section.code and "." in section.code:
            return item.table is block.table
        if section is not None and not is_structured_ref(filled[0].text):
            return len(filled) == 1 and bool(block.before or block.after) and is_continuation(item)
        if item.table is block.table:
            return True
        return is_ref(filled[0].text) and len(filled) > 1

    def _with_section(self) -> Setting:
        if self.section_item is not None:
            self._use(self.section_item)
        return self.setting

    # Blocks

    def _close(self) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        if block.strip is not None:
            read_box(block, self.found, self._headers)
        else:
            block.strip = strip_lost(block, self._headers())
            if block.strip is not None:
                block.before, block.after = block.before[:1], block.before[1:]
                read_box(block, self.found, self._headers)
            else:
                read_list(block, self.found)

    # Cards

    def _finish_cards(self) -> None:
        for card in self.cards.finished():
            self._keep_card(card)

    def _end_card(self) -> None:
        self.cards.end()
        self._finish_cards()

    def _keep_card(self, card: Card) -> None:
        read = read_card(card, self.setting)
        if read is None:
            return
        self.found.taken.update(card.items)
        self._with_section()
        keep(self.found, read.exception, read.findings)

    def _use(self, item: Item) -> None:
        self.found.taken.add(item.index)
