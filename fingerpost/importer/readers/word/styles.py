"""What a document's styles say: heading levels, numbering, bold, and the shading of table styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from fingerpost.importer.readers.word.names import VAL, W, child, is_on, value, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

# Word itself stores built-in names in English whatever its language; other programs translate them.
_HEADING_NAME = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nadpis|nagłówek|pennawd|tytuł)\s*([1-9])",
)
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class NumberOfStyle:
    """The numbering that a style carries; the level is None where only the numbering's own link tells it."""

    number: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id, and the defaults of its paragraphs and tables."""

    by_id: Mapping[str, etree._Element] = field(default_factory=dict)
    default_paragraph: str | None = None
    default_table: str | None = None
    bold_by_default: bool = False
    _levels: dict[str, int] = field(default_factory=dict)
    _numberings: dict[str | None, NumberOfStyle | None] = field(default_factory=dict)
    _switches: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    def ancestry(self, style: str | None) -> Iterator[etree._Element]:
        """A style, then what it is based on, and so on; a style based on itself ends there."""
        for _ in range(_MOST_ANCESTORS):
            element = self.by_id.get(style) if style else None
            if element is None:
                return
            yield element
            style = value(child(element, "basedOn")) or None

    def heading_level(self, style: str | None) -> int:
        """The heading level of a paragraph style, 1 to 9; 0 for text. A title counts as level 1."""
        if not style:
            return 0
        if style not in self._levels:
            self._levels[style] = self._heading_level(style)
        return self._levels[style]

    def _heading_level(self, style: str) -> int:
        for element in self.ancestry(style):
            outline = child(element, "pPr", "outlineLvl")
            if outline is not None:
                level = whole_number(outline.get(VAL), 9)
                return level + 1 if 0 <= level < 9 else 0
            name = value(child(element, "name")).strip().lower()
            if match := _HEADING_NAME.fullmatch(name):
                return int(match[1])
            if name in {"title", "titel"}:
                return 1
        return 0

    def switch(self, style: str | None, name: str) -> bool | None:
        """Whether a style turns on a property of text (b, u, vanish); None where it says nothing."""
        if not style:
            return None
        key = (style, name)
        if key not in self._switches:
            found = (is_on(child(element, "rPr", name)) for element in self.ancestry(style))
            self._switches[key] = next((each for each in found if each is not None), None)
        return self._switches[key]

    def numbering(self, style: str | None) -> NumberOfStyle | None:
        """The numbering of a paragraph style, its own or inherited."""
        if style not in self._numberings:
            self._numberings[style] = self._numbering(style)
        return self._numberings[style]

    def _numbering(self, style: str | None) -> NumberOfStyle | None:
        for element in self.ancestry(style):
            numbering = child(element, "pPr", "numPr")
            if numbering is not None and (number := value(child(numbering, "numId"))):
                level = child(numbering, "ilvl")
                return NumberOfStyle(number, None if level is None else whole_number(level.get(VAL), 0))
        return None


def styles_of(root: etree._Element | None) -> Styles:
    """The styles that a styles part holds."""
    if root is None:
        return Styles()
    by_id: dict[str, etree._Element] = {}
    defaults: dict[str, str] = {}
    for element in root.findall(W + "style"):
        identity = element.get(W + "styleId")
        if identity is None:
            continue
        by_id.setdefault(identity, element)
        if element.get(W + "default") in {"1", "true", "on"}:
            defaults.setdefault(element.get(W + "type", ""), identity)
    bold = is_on(child(root, "docDefaults", "rPrDefault", "rPr", "b"))
    return Styles(by_id, defaults.get("paragraph"), defaults.get("table"), bold or False)
