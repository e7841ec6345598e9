"""The styles of a workbook: for each style number the fill, the number format, bold and underlined.

A style is worked out once and shared by all its cells. Colours come as RGB, from the theme with a tint, or
from the indexed palette (ECMA-376 part 1, 18.3.1.15, 18.8.3, 18.8.27).
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.readers.excel.numbers import BUILT_IN, NumberFormat, number_format
from fingerpost.importer.readers.source import Fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_FIRST_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
PALETTE = tuple(
    f"""{_FIRST_EIGHT} {_FIRST_EIGHT}
    800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
    000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
    3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399
    333333""".split()
)
OFFICE_THEME = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31",
    "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72",
)  # fmt: skip
_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Style:
    """What a reader keeps of a cell's style."""

    fill: Fill | None
    format: NumberFormat
    bold: bool
    underlined: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a workbook by number, and the fills of its conditional formats by theirs."""

    cells: tuple[Style, ...]
    conditional: tuple[Fill | None, ...]

    def of(self, number: str | None) -> Style:
        """The style of this number; the plain style where the workbook has none such."""
        try:
            return self.cells[int(number)] if number else self.cells[0]
        except (ValueError, IndexError):
            return PLAIN


PLAIN = Style(None, number_format("General"), bold=False, underlined=False)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which differs between the two kinds of workbook."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """The elements reached by these names, one level each."""
    level = [] if element is None else [element]
    for name in path:
        level = [child for each in level for child in each if local(child) == name]
    return iter(level)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this name, if any."""
    return next(children(element, name), None)


def read_styles(sheet: etree._Element | None, theme: etree._Element | None) -> Styles:
    """The styles of a workbook from its style sheet and theme; without them every cell is plain."""
    if sheet is None:
        return Styles((PLAIN,), ())
    colours = _Colours(_theme(theme), _palette(sheet))
    fills = [colours.fill(each) for each in children(sheet, "fills", "fill")]
    fonts = [(_is_set(each, "b"), _is_set(each, "u")) for each in children(sheet, "fonts", "font")]
    codes = BUILT_IN | {
        _whole(each.get("numFmtId")): each.get("formatCode") or "General"
        for each in children(sheet, "numFmts", "numFmt")
    }
    formats: dict[int, NumberFormat] = {}
    cells = []
    for xf in children(sheet, "cellXfs", "xf"):
        code = _whole(xf.get("numFmtId"))
        if code not in formats:
            formats[code] = number_format(codes.get(code, "General"))
        fill, font = _whole(xf.get("fillId")), _whole(xf.get("fontId"))
        bold, underlined = fonts[font] if font < len(fonts) else (False, False)
        cells.append(Style(fills[fill] if fill < len(fills) else None, formats[code], bold, underlined))
    conditional = tuple(
        colours.fill(child(each, "fill"), conditional=True) for each in children(sheet, "dxfs", "dxf")
    )
    return Styles(tuple(cells) or (PLAIN,), conditional)


def _is_set(font: etree._Element, name: str) -> bool:
    mark = child(font, name)
    return mark is not None and mark.get("val") not in ("0", "false", "none")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _theme(theme: etree._Element | None) -> tuple[str, ...]:
    scheme = next(children(theme, "themeElements", "clrScheme"), None)
    if scheme is None:
        return OFFICE_THEME
    colours = list(OFFICE_THEME)
    for index, name in enumerate(_THEME_ORDER):
        for given in children(scheme, name):
            for colour in given:
                text = colour.get("lastClr") or colour.get("val") or ""
                if _HEX.fullmatch(text):
                    colours[index] = text.upper()
    return tuple(colours)


def _palette(sheet: etree._Element) -> tuple[str, ...]:
    own = [
        (each.get("rgb") or "")[-6:].upper()
        for each in children(sheet, "colors", "indexedColors", "rgbColor")
    ]
    return tuple(own) + PALETTE[len(own) :] if own else PALETTE


@dataclass(frozen=True, slots=True)
class _Colours:
    theme: tuple[str, ...]
    palette: tuple[str, ...]

    def fill(self, fill: etree._Element | None, *, conditional: bool = False) -> Fill | None:
        """The fill that an element describes; None for no fill, and for plain white."""
        for gradient in children(fill, "gradientFill", "stop", "color"):
            colour = self.colour(gradient)
            return Fill(colour, conditional=conditional) if colour else None
        pattern = child(fill, "patternFill")
        if pattern is None:
            return None
        kind = pattern.get("patternType") or ("solid" if conditional else "none")
        front, back = (self.colour(child(pattern, name)) for name in ("fgColor", "bgColor"))
        if kind == "none":
            return None
        if kind == "solid":
            # In a conditional format the background colour fills the cell, elsewhere the foreground does.
            colour = (back or front) if conditional else front
            return None if colour in (None, "FFFFFF") else Fill(colour, conditional=conditional)
        base = back if back not in (None, "FFFFFF") else front
        return Fill(base or "000000", pattern=True, conditional=conditional)

    def colour(self, element: etree._Element | None) -> str | None:
        """RRGGBB of a colour element, None where it is automatic or makes no sense."""
        if element is None or element.get("auto") in ("1", "true"):
            return None
        rgb, theme, indexed = element.get("rgb"), element.get("theme"), element.get("indexed")
        colour: str | None = None
        if rgb and _HEX.fullmatch(rgb[-6:]):
            colour = rgb[-6:].upper()
        elif theme is not None and _whole(theme) < len(self.theme):
            colour = self.theme[_whole(theme)]
        elif indexed is not None and _whole(indexed) < len(self.palette):
            colour = self.palette[_whole(indexed)]
        if colour is None or not _HEX.fullmatch(colour):
            return None
        return tinted(colour, element.get("tint"))


def tinted(colour: str, tint: str | None) -> str:
    """The colour made lighter (tint above 0) or darker (below 0), by the lightness of its HLS form."""
    try:
        amount = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return colour
    if not amount:
        return colour
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + amount) if amount < 0 else lightness * (1 - amount) + amount
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
