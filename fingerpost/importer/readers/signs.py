"""The signs that symbol fonts show in letters' places: ticks, boxes and traffic lights."""

from __future__ import annotations

import re

# Symbol fonts hold pictures at letters' places; these are the ones that reports use for ticks and lights.
SIGNS = {
    "wingdings": {
        0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x6E: "■", 0x6C: "●", 0xA7: "▪",
        0x71: "❑", 0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xDF: "←", 0xE1: "↑", 0xE9: "↑", 0xE2: "↓",
        0xEA: "↓", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x9F: "•",
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0xA3: "☐", 0x97: "●", 0x98: "●"},
    "wingdings 3": {0x70: "▲", 0x71: "▼", 0xA2: "▲", 0xA5: "▼", 0xC6: "►", 0x7D: "►", 0x93: "↔"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x6E: "●", 0x3C: "■", 0x67: "■"},
    "symbol": {0xB7: "•", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xAE: "→", 0xAD: "↑", 0xAF: "↓", 0xD6: "√"},
}  # fmt: skip
"""By font, in small letters, and character code: the sign as Unicode has it."""


def sign_in(font: str, code: str) -> str:
    """A symbol font's character as Unicode has it; a small square where it is not known."""
    at = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    table = SIGNS.get(font.strip().lower())
    if table is None and not 0xF000 <= at <= 0xF0FF:
        return chr(at) if at >= 32 and not 0xD800 <= at <= 0xDFFF else ""
    return (table or {}).get(at & 0xFF, "▫")


def sign_of(font: str, code: int) -> str | None:
    """The sign that a character of a known symbol font shows; None where it is not known."""
    return SIGNS[font].get(code & 0xFF) if code < 0x100 or 0xF000 <= code <= 0xF0FF else None
