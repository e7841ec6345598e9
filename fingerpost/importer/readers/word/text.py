"""The words of a paragraph as a person sees them: insertions in, deletions out, fields by their result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from fingerpost.importer.readers.signs import SIGNS, sign_in
from fingerpost.importer.readers.source import Fill
from fingerpost.importer.readers.word.colours import (
    Theme,
    colour_of_text,
    fill_of_shading,
    fill_of_shape,
    highlight_colour,
)
from fingerpost.importer.readers.word.names import (
    ALTERNATE,
    MATHS,
    VAL,
    W,
    child,
    children_of,
    is_on,
    value,
    whole_number,
)
from fingerpost.importer.readers.word.styles import Styles

_CONTAINERS = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "bdo",
        "dir",
        "rubyBase",
    )
)
_PROPERTIES, _STYLE = W + "pPr", W + "pStyle"
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000\r\n]+")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffc]")
_LINES = re.compile(r" *\v[ \v]*")
_TABS = re.compile(r" *\t[ \t]*")


class Piece(NamedTuple):
    """A stretch of text of one look. `mark` is the colour behind it, `colour` its own; None where plain."""

    text: str
    bold: bool
    underlined: bool
    mark: str | None
    colour: str | None


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its text in pieces, text boxes anchored in it, notes, pictures and shapes.

    `properties` are its own by tag, `style` the style that it names or the document's default. `text` is its
    text: white space folded, tabs kept as one tab, line breaks as newlines. `tabbed` has every tab, those
    before and behind the words too; it is empty where the paragraph has no tab.
    """

    properties: dict[str, etree._Element] = field(default_factory=dict)
    style: str | None = None
    text: str = ""
    tabbed: str = ""
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    shapes: list[Fill] = field(default_factory=list)

    def all_of(self, name: str) -> bool:
        """Whether all text that shows has this look (bold, underlined), and there is some."""
        shown = [piece for piece in self.pieces if piece.text.strip()]
        return bool(shown) and all(getattr(piece, name) for piece in shown)

    def one(self, name: str, *, spaces: bool = False) -> str | None:
        """The one colour (mark, colour) that all text shown has, or its spaces; None for none or several."""
        found = {getattr(piece, name) for piece in self.pieces if spaces or piece.text.strip()}
        return found.pop() if len(found) == 1 else None


def tidy(text: str) -> str:
    """Text as seen: soft hyphens and zero widths out, spaces folded, vertical tabs as line breaks."""
    text = _SPACES.sub(" ", _NOTHING.sub("", text))
    if "\t" in text:
        text = _TABS.sub("\t", text)
    if "\v" in text:
        text = _LINES.sub("\n", text)
    return text.strip(" \t\n")


@dataclass(slots=True)
class Reading:
    """What is needed to read runs, and what was met on the way."""

    styles: Styles
    theme: Theme
    insertions: int = 0
    deletions: int = 0
    pictures: int = 0

    def words(self, paragraph: etree._Element) -> Words:
        """The words of a paragraph."""
        properties = children_of(paragraph.find(_PROPERTIES))
        style = value(properties.get(_STYLE)) or self.styles.default_paragraph
        words = Words(properties, style)
        # A field's instruction ends with its paragraph at the latest, so a damaged field loses no more.
        _Walk(self, words, style, []).into(paragraph)
        text = "".join(piece.text for piece in words.pieces)
        words.text = tidy(text)
        if "\t" in text:
            words.tabbed = _LINES.sub("\n", _SPACES.sub(" ", _NOTHING.sub("", text))).strip(" \n")
        return words


class _Walk:
    """One walk through a paragraph. `fields` says of each open field whether its instruction is running."""

    def __init__(self, reading: Reading, words: Words, style: str | None, fields: list[bool]) -> None:
        self.reading, self.words, self.style, self.fields = reading, words, style, fields

    def into(self, element: etree._Element) -> None:
        for each in element:
            tag = each.tag
            if tag == W + "r":
                self.run(each)
            elif tag in _CONTAINERS:
                if tag == W + "ins":
                    self.reading.insertions += 1
                if tag != W + "sdt" or is_on(child(each, "sdtPr", "showingPlcHdr")) is not True:
                    self.into(each)
            elif tag in (W + "del", W + "moveFrom"):
                self.reading.deletions += tag == W + "del"
            elif tag == ALTERNATE + "AlternateContent":
                self.into(chosen(each))
            elif tag in (MATHS + "oMath", MATHS + "oMathPara"):
                self.add("".join(part.text or "" for part in each.iter(MATHS + "t")), None)

    def run(self, run: etree._Element) -> None:
        look = run.find(W + "rPr")
        if look is not None and (is_on(look.find(W + "vanish")) or look.find(W + "del") is not None):
            return
        for each in run:
            self.content(each, look)

    def content(self, each: etree._Element, look: etree._Element | None) -> None:
        match each.tag.removeprefix(W):
            case "t":
                self.add(in_symbol_font(each.text or "", look), look)
            case "tab" | "ptab":
                self.add("\t", look)
            case "br" | "cr":
                self.add("\v", look)
            case "noBreakHyphen":
                self.add("-", look)
            case "sym":
                self.add(sign_in(each.get(W + "font", ""), each.get(W + "char", "")), look)
            case "fldChar":
                self.field(each, look)
            case "footnoteReference" | "endnoteReference" as kind:
                self.words.notes.append((kind.removesuffix("Reference"), each.get(W + "id", "")))
            case "drawing" | "pict" | "object":
                self.drawing(each)
            case "ruby":
                for base in each.iter(W + "rubyBase"):
                    self.into(base)
            case _ if each.tag == ALTERNATE + "AlternateContent":
                for inner in chosen(each):
                    self.content(inner, look)

    def field(self, mark: etree._Element, look: etree._Element | None) -> None:
        match mark.get(W + "fldCharType"):
            case "begin":
                self.fields.append(True)
                shown = form_field(mark)
                if shown and not any(self.fields[:-1]):
                    self.piece(shown, look)
            case "separate" if self.fields:
                self.fields[-1] = False
            case "end" if self.fields:
                self.fields.pop()

    def drawing(self, element: etree._Element) -> None:
        boxes = [each for each in element.iter(W + "txbxContent") if not _inside(each, element)]
        self.words.boxes.extend(boxes)
        if boxes:
            return
        self.reading.pictures += 1
        if (fill := fill_of_shape(element, self.reading.theme)) is not None:
            self.words.shapes.append(fill)
        for each in element.iter():
            if each.tag.endswith("}docPr"):
                self.words.pictures.append((each.get("descr") or each.get("title") or "").strip())

    def add(self, text: str, look: etree._Element | None) -> None:
        if text and not any(self.fields):
            self.piece(text, look)

    def piece(self, text: str, look: etree._Element | None) -> None:
        reading = self.reading
        if look is None or not len(look):
            bold = self.by_style("b", None) or False
            self.words.pieces.append(Piece(text, bold, self.by_style("u", None) or False, None, None))
            return
        style = value(look.find(W + "rStyle")) or None
        bold_here = is_on(look.find(W + "b"))
        under_here = is_on(look.find(W + "u"))
        mark = highlight_colour(value(look.find(W + "highlight")))
        if mark is None and (fill := fill_of_shading(look.find(W + "shd"), reading.theme)):
            mark = fill.colour
        self.words.pieces.append(
            Piece(
                text,
                (self.by_style("b", style) or False) if bold_here is None else bold_here,
                (self.by_style("u", style) or False) if under_here is None else under_here,
                mark,
                colour_of_text(look.find(W + "color"), reading.theme),
            ),
        )

    def by_style(self, name: str, style: str | None) -> bool | None:
        styles = self.reading.styles
        said = styles.switch(style, name)
        if said is None:
            said = styles.switch(self.style, name)
        return styles.bold_by_default if said is None and name == "b" else said


def chosen(alternate: etree._Element) -> etree._Element:
    """The one branch of alternate content to read: the first choice, or the fallback where that has no words.

    Both hold the same text box, the choice for new programs and the fallback for old ones.
    """
    branches = [each for each in alternate if each.tag in (ALTERNATE + "Choice", ALTERNATE + "Fallback")]
    for branch in branches:
        if any(each.text for each in branch.iter(W + "t")):
            return branch
    return branches[0] if branches else alternate


def in_symbol_font(text: str, look: etree._Element | None) -> str:
    """Letters set in a symbol font as the signs that they show: in Wingdings "l" is a filled circle."""
    fonts = None if look is None else look.find(W + "rFonts")
    if fonts is None or (table := SIGNS.get(fonts.get(W + "ascii", "").lower())) is None:
        return text
    return "".join(sign if sign.isspace() else table.get(ord(sign) & 0xFF, "▫") for sign in text)


def form_field(mark: etree._Element) -> str:
    """What an old form field shows by itself: a ticked or empty box, or the chosen entry of a list."""
    box = child(mark, "ffData", "checkBox")
    if box is not None:
        ticked = is_on(child(box, "checked"))
        return "☒" if (is_on(child(box, "default")) if ticked is None else ticked) else "☐"
    entries = child(mark, "ffData", "ddList")
    if entries is not None:
        choices = [each.get(VAL, "") for each in entries.findall(W + "listEntry")]
        at = whole_number(value(child(entries, "result"), "0"), 0)
        return choices[at] if 0 <= at < len(choices) else ""
    return ""


def _inside(box: etree._Element, top: etree._Element) -> bool:
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag == W + "txbxContent":
            return True
        parent = parent.getparent()
    return False
