"""The colours that underline the words of a status, the same in every format.

Dark ink on each has a contrast above 7 to 1 (WCAG AAA). Colour never stands alone: the words say the same,
and reprogrammed is hatched as well.
"""

from __future__ import annotations

from fingerpost.rules.classes import StatusClass

INK = "#1D2327"
HATCH = "#5B6770"
HEADER_PAPER = "#E3E6E8"

PAPER_OF_CLASS: dict[StatusClass, str] = {
    StatusClass.GREEN: "#BFE3C4",
    StatusClass.AMBER: "#FFD88A",
    StatusClass.RED: "#F4A9A3",
    StatusClass.REPROGRAMMED: "#D9E2F3",
    StatusClass.NOT_UPDATED: "#E6E6E6",
}
