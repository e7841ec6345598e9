"""Fills as Word stores them: direct, by theme with tint and shade, and as patterns."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Fill
from fingerpost.importer.readers.word.names import DRAWING, VAL, VML, W

if TYPE_CHECKING:
    from lxml import etree

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_THEME_NAMES = {
    "background1": "lt1",
    "light1": "lt1",
    "text1": "dk1",
    "dark1": "dk1",
    "background2": "lt2",
    "light2": "lt2",
    "text2": "dk2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_SCHEME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkblue": "000080",
    "darkcyan": "008080",
    "darkgreen": "008000",
    "darkmagenta": "800080",
    "darkred": "800000",
    "darkyellow": "808000",
    "darkgray": "808080",
    "lightgray": "C0C0C0",
    "black": "000000",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a document's theme by their names there (accent1, dk2, …), as RRGGBB."""

    colours: Mapping[str, str] = field(default_factory=dict)

    def colour(self, name: str | None, tint: str | None, shade: str | None) -> str | None:
        """A theme colour, made lighter by a tint or darker by a shade (two hexadecimal digits, FF is none)."""
        colour = self.colours.get(_THEME_NAMES.get(name, name)) if name else None
        if colour is None:
            return None
        for part, lighter in ((tint, True), (shade, False)):
            if part and re.fullmatch(r"[0-9A-Fa-f]{1,2}", part):
                colour = _moved(colour, int(part, 16) / 255, lighter=lighter)
        return colour


def theme_of(root: etree._Element | None) -> Theme:
    """The theme that a theme part holds; system colours are taken as last computed."""
    colours: dict[str, str] = {}
    scheme = None if root is None else root.find(f".//{DRAWING}clrScheme")
    for entry in () if scheme is None else scheme:
        for colour in entry:
            words = colour.get("lastClr") or colour.get("val") or ""
            if _HEX.fullmatch(words):
                colours[entry.tag.rpartition("}")[2]] = words.upper()
    return Theme(colours)


def fill_of_shading(shading: etree._Element | None, theme: Theme) -> Fill | None:
    """The fill that a w:shd element gives; None where it shows nothing (automatic, or white).

    A pattern keeps its own colour, or its ground's where only that is a colour. Percentages of black on
    white are how older Word writes grey, so a neutral percentage is the solid grey that it looks like.
    """
    if shading is None:
        return None
    pattern = shading.get(VAL, "clear")
    ground = _colour(shading, "fill", "themeFill", theme)
    front = _colour(shading, "color", "themeColor", theme)
    if pattern in {"nil", "clear"} or not pattern:
        return solid(ground)
    if pattern == "solid":
        return solid(front or "000000")
    percent = re.fullmatch(r"pct(\d{1,2})", pattern)
    if percent and not is_colourful(front) and not is_colourful(ground):
        return solid(_mixed(front or "000000", ground or "FFFFFF", int(percent[1]) / 100))
    colour = next((each for each in (front, ground) if is_colourful(each)), None) or front or "000000"
    return Fill(colour, pattern=True)


def fill_of_shape(drawing: etree._Element, theme: Theme) -> Fill | None:
    """The solid fill of the first shape in a drawing that has one: a traffic light is often drawn so."""
    for each in drawing.iter():
        parent = each.getparent()
        if each.tag == DRAWING + "solidFill" and parent is not None and parent.tag.endswith("}spPr"):
            colour = each.find(DRAWING + "srgbClr")
            if colour is not None:
                return solid(_hex(colour.get("val")))
            themed = each.find(DRAWING + "schemeClr")
            scheme = "" if themed is None else themed.get("val", "")
            return solid(theme.colour(_SCHEME.get(scheme, scheme), None, None))
        if each.tag.startswith(VML) and (said := each.get("fillcolor", "").split()):
            return solid(_hex(said[0]) or _HIGHLIGHTS.get(said[0].lower()))
    return None


def solid(colour: str | None) -> Fill | None:
    """A solid fill; None for no colour and for white, which nobody sees."""
    return None if colour is None or colour == "FFFFFF" else Fill(colour)


def highlight_colour(name: str) -> str | None:
    """The colour of a highlighter by Word's name for it."""
    return _HIGHLIGHTS.get(name.lower())


def colour_of_text(element: etree._Element | None, theme: Theme) -> str | None:
    """The colour that a w:color element gives to text, None where it is automatic."""
    if element is None:
        return None
    themed = theme.colour(
        element.get(W + "themeColor"), element.get(W + "themeTint"), element.get(W + "themeShade")
    )
    return themed or _hex(element.get(VAL))


def is_colourful(colour: str | None) -> bool:
    """Whether a colour is more than a grey."""
    if colour is None:
        return False
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) > 30


def _colour(shading: etree._Element, plain: str, themed: str, theme: Theme) -> str | None:
    by_theme = theme.colour(
        shading.get(W + themed),
        shading.get(f"{W}{themed}Tint" if plain == "fill" else W + "themeTint"),
        shading.get(f"{W}{themed}Shade" if plain == "fill" else W + "themeShade"),
    )
    return by_theme or _hex(shading.get(W + plain))


def _hex(words: str | None) -> str | None:
    words = (words or "").lstrip("#")
    return words.upper() if _HEX.fullmatch(words) else None


def _moved(colour: str, part: float, *, lighter: bool) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * part + (1 - part if lighter else 0)
    # Word cuts off rather than rounds, as the colours that it stores beside the theme's show.
    return "".join(f"{int(each * 255):02X}" for each in colorsys.hls_to_rgb(hue, min(1, light), saturation))


def _mixed(front: str, ground: str, part: float) -> str:
    pairs = ((int(front[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)
