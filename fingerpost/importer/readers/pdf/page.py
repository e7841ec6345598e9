"""What stands on a page, as values: words with their boxes, ruled lines, filled shapes, pictures.

Coordinates are points from the top left corner of the page as it is seen, page rotation included.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

THIN = 2.5


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed. `turn` is 0 for level text, 1 for text that climbs, 3 for text that falls; `spaced`
    says whether the file itself has a space behind it. `seams` are where the file begins to write anew within
    it: how many letters stand before, and the place. `colour` is that of its letters.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    turn: int = 0
    artifact: bool = False
    spaced: bool = False
    seams: tuple[tuple[int, float], ...] = ()
    colour: str | None = None

    def parted(self, borders: Sequence[float], slack: float) -> list[Word]:
        """The words that it is where a column begins at a seam: clipped words touch those of the next cell."""
        cuts = [seam for seam in self.seams if any(-1 <= seam[1] - border <= slack for border in borders)]
        if not cuts:
            return [self]
        letters = [0, *(at for at, _ in cuts), len(self.text)]
        places = [self.box.x0, *(x for _, x in cuts), self.box.x1]
        return [
            replace(
                self,
                text=self.text[start:end],
                box=Box(left, self.box.y0, right, self.box.y1),
                spaced=self.spaced and end == len(self.text),
                seams=(),
            )
            for (start, end), (left, right) in zip(pairwise(letters), pairwise(places), strict=True)
        ]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.box.x0 + self.box.x1) / 2, (self.box.y0 + self.box.y1) / 2


class Shape(NamedTuple):
    """A filled shape. `colour` is RRGGBB, None where only a picture of the page can tell it."""

    box: Box
    colour: str | None
    is_rectangle: bool


@dataclass(slots=True)
class Drawn:
    """Everything drawn on one page that matters."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    slanted: list[tuple[Box, str]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    unknown_characters: int = 0
    characters: int = 0
    spaces_at_ends: int = 0


class Matrix(NamedTuple):
    """A PDF transformation: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """The transformation that does `first`, then this one."""
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            self.a * first.e + self.c * first.f + self.e,
            self.b * first.e + self.d * first.f + self.f,
        )


def matrix_of(handle: Any) -> Matrix:
    """The transformation of a page object."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return Matrix()
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
