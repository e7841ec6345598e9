"""The covering report: its sections with every paragraph, and where the front ends and the appendix begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.headings import (
    is_capitals,
    is_covering_heading,
    is_known_title,
    is_title_like,
    plain_title,
)
from fingerpost.importer.recognition.items import Item
from fingerpost.rules.draft import ReportParagraph, ReportSection

if TYPE_CHECKING:
    from collections.abc import Sequence


_APPENDIX = re.compile(
    r"^(?:appendix|annex|schedule|attachment|enclosure)\s*(?:[A-Z]|\d{1,2}|[ivx]{1,4})?\b(?P<rest>.{0,110})$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:contacts?|contact officers?|report contact|officer contact|for further information.*|further information.*contact.*)$"
)
_CONTACT_LINE = re.compile(
    r"^(?:report\s+|officer\s+|for\s+further\s+information,?\s+)?(?:please\s+)?contacts?(?:\s+(?:officers?|details|name|person))?\s*(?::|\s[–—-]\s|\t)\s*\S",
    re.IGNORECASE,
)
_NUMBER_ROW = re.compile(r"^\d{1,2}(?:\.\d{1,3})*\.?$")


@dataclass(slots=True)
class OpenSection:
    """A section being filled; `items` are all that stand in it, tables included, in order."""

    number: str | None
    title: str
    place: str
    paragraphs: list[ReportParagraph] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The title for looking up."""
        return plain_title(self.title)


@dataclass(slots=True)
class Covering:
    """The parts of a report by place: front, sections, contact block, appendix."""

    front: list[Item] = field(default_factory=list)
    sections: list[OpenSection] = field(default_factory=list)
    contact: list[Item] = field(default_factory=list)
    appendix: list[Item] = field(default_factory=list)

    def as_sections(self) -> tuple[ReportSection, ...]:
        """The sections as values."""
        return tuple(ReportSection(each.number, each.title, tuple(each.paragraphs)) for each in self.sections)


def read_covering(items: Sequence[Item], taken: frozenset[int], furniture: frozenset[int]) -> Covering:
    """Part a report into front, sections, contact and appendix.

    `taken` items belong to tables that other parts read; they stand in their section without being its text.
    """
    covering = Covering()
    numbered = _is_numbered(items, taken)
    section: OpenSection | None = None
    where = "front"
    for position, item in enumerate(items):
        if item.index in furniture:
            continue
        if item.index in taken:
            if section is not None and where == "sections":
                section.items.append(item)
            continue
        heading = _heading(item, items, position, numbered=numbered, started=section is not None)
        if where != "appendix" and section is not None and _starts_appendix(item, section):
            where = "appendix"
        if where == "appendix":
            if heading is None or not _goes_on(heading, covering.sections):
                covering.appendix.append(item)
                continue
            where = "sections"
        if heading is not None:
            number, title = heading
            if number is None and _CONTACT.match(plain_title(title)):
                where, section = "contact", section or OpenSection(None, title, item.place)
                continue
            section = OpenSection(number, title, item.place)
            covering.sections.append(section)
            where = "sections"
            continue
        if section is not None and _CONTACT_LINE.match(item.text) and len(item.text) < 200:
            where = "contact"
        if where == "front":
            covering.front.append(item)
        elif where == "contact":
            covering.contact.append(item)
        elif section is not None:
            section.items.append(item)
            if not item.is_row:
                section.paragraphs.append(_paragraph(item, section))
            elif (paragraph := _paragraph_of_row(item)) is not None:
                section.paragraphs.append(paragraph)
    return covering


def _paragraph(item: Item, section: OpenSection) -> ReportParagraph:
    """A paragraph of a section; a number of another section is a ref, and stays in its words."""
    number = item.number
    if (
        number is not None
        and section.number is not None
        and re.fullmatch(r"\d+(?:\.\d+)+", number)
        and section.number.split(".")[0].isdigit()
        and number.split(".")[0] != section.number.split(".")[0]
    ):
        return ReportParagraph(None, f"{number} {item.text}", item.place)
    return ReportParagraph(number, item.text, item.place)


def _paragraph_of_row(item: Item) -> ReportParagraph | None:
    """A paragraph that was laid out as a row: its number in one cell, its words in the next."""
    texts = item.texts
    if len(texts) == 2 and _NUMBER_ROW.match(texts[0]) and len(texts[1]) > 25:
        return ReportParagraph(texts[0].rstrip("."), texts[1], item.place)
    if len(texts) == 1 and len(texts[0]) > 60:
        return ReportParagraph(None, texts[0], item.place)
    return None


def _is_numbered(items: Sequence[Item], taken: frozenset[int]) -> bool:
    """Whether the sections have numbers: at least two headings by themselves with a number of one level."""
    return (
        sum(
            1
            for item in items
            if item.index not in taken and item.number is not None and is_covering_heading(item)
        )
        >= 2
    )


def _heading(
    item: Item, items: Sequence[Item], position: int, *, numbered: bool, started: bool
) -> tuple[str | None, str] | None:
    """The number and title of a heading, None where the item is none."""
    number, text = item.number, item.text
    if item.is_row:
        texts = item.texts
        if (
            len(texts) == 2
            and _NUMBER_ROW.match(texts[0])
            and (is_known_title(texts[1]) or is_capitals(texts[1]))
        ):
            number, text = texts[0].rstrip("."), texts[1]
        elif len(texts) == 1 and is_known_title(texts[0]) and is_capitals(texts[0]):
            number, text = None, texts[0]
        else:
            return None
    title = text.rstrip(" :-–")
    if not title or not is_title_like(title):
        return None
    if number is not None:
        return (number, title) if _is_numbered_heading(number, title, item, items, position) else None
    if is_known_title(title):
        if numbered and not (item.level or item.bold or is_capitals(title)) and started:
            return (None, title) if _CONTACT.match(plain_title(title)) else None
        return None, title
    if numbered or not started:
        return None
    if item.level > 0 or (is_capitals(title) and len(title.split()) <= 10):
        return None, title
    return (None, title) if item.bold and len(title.split()) <= 9 and not text.endswith(":") else None


def _is_numbered_heading(number: str, title: str, item: Item, items: Sequence[Item], position: int) -> bool:
    parts = number.split(".")
    top = len(parts) == 1 or (len(parts) == 2 and parts[1] == "0")
    if not number[0].isdigit():
        return False
    if not top:
        return item.level > 0 and len(parts) == 2 and _has_paragraphs_below(number, items, position)
    if item.level > 0 or item.bold or is_capitals(title) or is_known_title(title):
        return True
    return len(title.split()) <= 9 and _has_paragraphs_below(parts[0], items, position)


def _has_paragraphs_below(number: str, items: Sequence[Item], position: int) -> bool:
    for item in items[position + 1 : position + 4]:
        if item.number is not None:
            return item.number.startswith(f"{number}.") and not item.number.endswith(".0")
    return False


def _starts_appendix(item: Item, section: OpenSection) -> bool:
    """Whether an appendix itself begins here, rather than the list of appendices."""
    match = _APPENDIX.match(item.text)
    if match is None or item.is_row or item.number is not None or item.text.endswith((".", ";")):
        return False
    if not re.search(r"\d|[A-Z]\b|^\W*$", item.text[8:14]) and item.text.strip().lower() not in (
        "appendix",
        "annex",
    ):
        return False
    if "append" in section.plain or "attachment" in section.plain:
        return item.level > 0 or (bool(section.items) and not match["rest"].strip(" :–-"))
    return item.level > 0 or item.bold or len(match["rest"].split()) <= 14


def _goes_on(heading: tuple[str | None, str], sections: list[OpenSection]) -> bool:
    """Whether a heading in the appendix is really the covering report's next numbered section."""
    number, title = heading
    last = next((each.number for each in reversed(sections) if each.number), None)
    if number is None or last is None or not is_known_title(title):
        return False
    return number.split(".")[0].isdigit() and int(number.split(".")[0]) == int(last.split(".")[0]) + 1
