"""The fill of a cell: by the shapes drawn under it, by slanted strokes, or by looking at the page itself."""

from __future__ import annotations

import colorsys
import ctypes
from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

import pypdfium2.raw as pdfium

from fingerpost.importer.readers.pdf.grid import visible_shapes
from fingerpost.importer.readers.source import Fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from fingerpost.importer.readers.pdf.grid import Grid, GridCell
    from fingerpost.importer.readers.pdf.page import Box, Drawn, Shape

T = TypeVar("T")
_COVERED = 0.55
_STROKES = 3
_BUCKET = 36.0
_MOST_PIXELS = 8_000_000
_SAMPLES = 40


def fill_cells(page: PdfPage, drawn: Drawn, grids: Sequence[Grid]) -> None:
    """Give every cell its fill: the last shape drawn that covers most of it, or the marks drawn inside it."""
    if not grids:
        return
    shapes = _Buckets([(shape.box, shape) for shape in visible_shapes(drawn)])
    strokes = _Buckets(drawn.slanted)
    pictures = _Buckets([(box, box) for box in drawn.pictures])
    sight = _Sight(page, drawn)
    for grid in grids:
        for cell in grid.cells:
            cell.fill = _fill_of(cell, shapes, strokes, pictures, sight)


def fill_from_shapes(shapes: Sequence[Shape], grids: Sequence[Grid]) -> None:
    """Give the cells of tables without rules the fills that are known without another look at the page."""
    near = _Buckets([(shape.box, shape) for shape in shapes])
    for grid in grids if shapes else ():
        for cell in grid.cells:
            cell.fill = cell.fill or _fill_of(cell, near, _Buckets(()), _Buckets(()), None)


def _fill_of(
    cell: GridCell,
    shapes: _Buckets[Shape],
    strokes: _Buckets[str],
    pictures: _Buckets[Box],
    sight: _Sight | None,
) -> Fill | None:
    slanted = [
        colour
        for box, colour in strokes.near(cell.box)
        if cell.box.holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    ]
    if len(slanted) >= _STROKES:
        return Fill(Counter(slanted).most_common(1)[0][0], pattern=True)
    covering = [shape for box, shape in shapes.near(cell.box) if _share(box, cell.box) > _COVERED]
    if covering:
        last = covering[-1]
        if last.colour is None:
            return None if sight is None else sight.fill_at(cell)
        return None if last.colour == "FFFFFF" else Fill(last.colour)
    if any(
        _share(box, cell.box) > _COVERED and box.width < 3 * cell.box.width
        for box, _ in pictures.near(cell.box)
    ):
        return None if sight is None else sight.fill_at(cell)
    # A traffic light is a coloured dot or box inside its cell.
    lights = {
        shape.colour
        for box, shape in shapes.near(cell.box)
        if shape.colour
        and _is_colourful(shape.colour)
        and _within(box, cell.box)
        and box.width < 4 * box.height
    }
    if len(lights) == 1:
        return Fill(lights.pop())
    return None if lights else _fill_of_signs(cell)


def _fill_of_signs(cell: GridCell) -> Fill | None:
    """A cell without a fill whose only words are signs, such as a coloured dot, shows their colour."""
    if not cell.words or any(letter.isalnum() for word in cell.words for letter in word.text):
        return None
    colours = {word.colour for word in cell.words}
    colour = colours.pop()
    return None if colours or colour is None or not _is_colourful(colour) else Fill(colour)


def _share(inner: Box, cell: Box) -> float:
    across = min(inner.x1, cell.x1) - max(inner.x0, cell.x0)
    down = min(inner.y1, cell.y1) - max(inner.y0, cell.y0)
    area = cell.width * cell.height
    return across * down / area if across > 0 and down > 0 and area > 0 else 0.0


def _within(inner: Box, cell: Box) -> bool:
    return (
        inner.x0 >= cell.x0 - 1
        and inner.x1 <= cell.x1 + 1
        and inner.y0 >= cell.y0 - 1
        and inner.y1 <= cell.y1 + 1
    )


def _is_colourful(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 60


class _Buckets(Generic[T]):
    """Things by the height at which they stand on the page, in the order in which they were drawn."""

    def __init__(self, things: Sequence[tuple[Box, T]]) -> None:
        self._buckets: dict[int, list[int]] = {}
        self._things = things
        for at, (box, _) in enumerate(things):
            first, last = int(box.y0 // _BUCKET), int(box.y1 // _BUCKET)
            for bucket in range(first, min(last, first + 300) + 1):
                self._buckets.setdefault(bucket, []).append(at)

    def near(self, box: Box) -> list[tuple[Box, T]]:
        """The things that touch this box."""
        found: set[int] = set()
        first, last = int(box.y0 // _BUCKET), int(box.y1 // _BUCKET)
        for bucket in range(first, min(last, first + 300) + 1):
            found.update(self._buckets.get(bucket, ()))
        return [
            self._things[at]
            for at in sorted(found)
            if self._things[at][0].x1 > box.x0
            and self._things[at][0].x0 < box.x1
            and self._things[at][0].y1 > box.y0
            and self._things[at][0].y0 < box.y1
        ]


class _Sight:
    """The page as it looks, drawn once and only if a fill cannot be told otherwise."""

    def __init__(self, page: PdfPage, drawn: Drawn) -> None:
        self._page = page
        self._drawn = drawn
        self._pixels: bytes | None = None
        self._scale = 2.0
        self._stride = 0
        self._size = (0, 0)

    def fill_at(self, cell: GridCell) -> Fill | None:
        """The colour that most of a cell has between its words, or a pattern where two share it."""
        if self._pixels is None:
            self._draw()
        counts = Counter(self._samples(cell))
        total = sum(counts.values())
        if not total:
            return None
        colour, count = counts.most_common(1)[0]
        if count >= 0.85 * total:
            return None if colour == "FFFFFF" else Fill(colour)
        return Fill(
            max(counts, key=lambda each: (counts[each] > 0.03 * total, _strength(each))), pattern=True
        )

    def _samples(self, cell: GridCell) -> list[str]:
        pixels = self._pixels or b""
        width, height = self._size
        box, scale = cell.box, self._scale
        words = [word.box for word in cell.words]
        found = []
        steps_across = max(1, min(_SAMPLES, int(box.width * scale)))
        steps_down = max(1, min(_SAMPLES, int(box.height * scale)))
        for down in range(1, steps_down):
            y = box.y0 + 1.5 + (box.height - 3) * down / steps_down
            for across in range(1, steps_across):
                x = box.x0 + 1.5 + (box.width - 3) * across / steps_across
                if any(each.x0 - 1 <= x <= each.x1 + 1 and each.y0 - 1 <= y <= each.y1 + 1 for each in words):
                    continue
                px, py = int(x * scale), int(y * scale)
                if 0 <= px < width and 0 <= py < height:
                    at = py * self._stride + px * 4
                    blue, green, red = pixels[at : at + 3]
                    found.append(f"{red:02X}{green:02X}{blue:02X}")
        return [
            "FFFFFF" if min(int(each[at : at + 2], 16) for at in (0, 2, 4)) >= 0xF8 else each
            for each in found
        ]

    def _draw(self) -> None:
        drawn = self._drawn
        self._scale = min(2.0, (_MOST_PIXELS / max(1.0, drawn.width * drawn.height)) ** 0.5)
        width, height = max(1, int(drawn.width * self._scale)), max(1, int(drawn.height * self._scale))
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        if not bitmap:
            self._pixels = b""
            return
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page.raw, 0, 0, width, height, 0, 0)
            self._stride = pdfium.FPDFBitmap_GetStride(bitmap)
            self._size = (width, height)
            self._pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self._stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _strength(colour: str) -> float:
    """How much a colour stands out: full and dark ones before pale ones."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    _, light, _ = colorsys.rgb_to_hls(red, green, blue)
    return max(red, green, blue) - min(red, green, blue) + 0.5 * (1 - light)
