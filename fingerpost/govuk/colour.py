"""A council's colour in the header, and the ink that can be read on it (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

DEFAULT = "#1d4f5c"
WHITE = "#ffffff"
BLACK = "#0b0c0c"
ENOUGH = 4.5
"""The least contrast of text that WCAG's level AA accepts."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written #rrggbb, from 1 (the same) to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def paper_and_ink(chosen: str) -> tuple[str, str]:
    """The colour as chosen with white or black ink, whichever can be read on it; our own where neither can,
    or where the choice is no colour.
    """
    if _COLOUR.fullmatch(chosen):
        for ink in (WHITE, BLACK):
            if contrast(chosen, ink) >= ENOUGH:
                return chosen, ink
    return DEFAULT, WHITE
