"""The paths of a page become rules across and down, slanted strokes and filled shapes."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from fingerpost.importer.limits import TooBig
from fingerpost.importer.readers.pdf.page import THIN, Box, Drawn, Matrix, Shape, matrix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SHAPES = 300_000
_DEEPEST_FORM = 12


class Shapes:
    """Paths sorted into rules across and down, slanted strokes and filled shapes; pictures beside them."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._seen = 0

    def take(self, handle: Any, to_page: Matrix, depth: int) -> None:
        """Sort one object of the page; a drawing that holds others gives each of them."""
        self._seen += 1
        if self._seen > MOST_SHAPES:
            raise TooBig(
                f"Page {self._drawn.number} has more than {MOST_SHAPES} shapes. Save the report without its drawings."
            )
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(handle, to_page)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._drawn.pictures.append(_box_of(handle, to_page))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            self._drawn.shapes.append(Shape(_box_of(handle, to_page), None, True))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inside = to_page.after(matrix_of(handle))
            for at in range(max(0, pdfium.FPDFFormObj_CountObjects(handle))):
                self.take(pdfium.FPDFFormObj_GetObject(handle, at), inside, depth + 1)

    def _path(self, handle: Any, to_page: Matrix) -> None:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, mode, stroke)
        filled, stroked = mode.value != pdfium.FPDF_FILLMODE_NONE, bool(stroke.value)
        if not filled and not stroked:
            return
        colour = colour_of(handle, pdfium.FPDFPageObj_GetFillColor) if filled else None
        if filled and colour == "":
            filled = False
        matrix = to_page.after(matrix_of(handle))
        for points, straight in _subpaths(handle, matrix):
            self._subpath(
                points, straight=straight, filled=filled, stroked=stroked, colour=colour, handle=handle
            )

    def _subpath(
        self,
        points: list[tuple[float, float]],
        *,
        straight: bool,
        filled: bool,
        stroked: bool,
        colour: str | None,
        handle: Any,
    ) -> None:
        drawn = self._drawn
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        corners = straight and all(
            abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in pairwise(points)
        )
        rectangle = (
            corners
            and len(points) in (4, 5)
            and all(
                (abs(x - box.x0) < 0.5 or abs(x - box.x1) < 0.5)
                and (abs(y - box.y0) < 0.5 or abs(y - box.y1) < 0.5)
                for x, y in points
            )
        )
        if filled:
            if rectangle and box.height <= THIN < box.width:
                drawn.across.append(box)
            elif rectangle and box.width <= THIN < box.height:
                drawn.down.append(box)
            elif box.width > THIN and box.height > THIN:
                drawn.shapes.append(Shape(box, colour, rectangle))
        if stroked:
            stroke = colour_of(handle, pdfium.FPDFPageObj_GetStrokeColor)
            for a, b in pairwise(points) if straight else ():
                piece = Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
                if piece.height <= 0.7 < piece.width:
                    drawn.across.append(piece)
                elif piece.width <= 0.7 < piece.height:
                    drawn.down.append(piece)
                elif piece.width > 1 and piece.height > 1 and stroke:
                    drawn.slanted.append((piece, stroke))


def _subpaths(handle: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    points: list[tuple[float, float]] = []
    straight = True
    count = min(pdfium.FPDFPath_CountSegments(handle), MOST_SHAPES)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(0, count)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            straight = False
        points.append(matrix.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, straight


def colour_of(handle: Any, getter: Any) -> str | None:
    """RRGGBB; None where PDFium cannot say (patterns); "" for what is seen through."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(handle, red, green, blue, alpha):
        return None
    if alpha.value < 26:
        return ""
    # PDFium gives this grey for every coloured pattern.
    if (red.value, green.value, blue.value) == (0xBF, 0xBF, 0xBF):
        return None
    part = alpha.value / 255
    return "".join(f"{round(each.value * part + 255 * (1 - part)):02X}" for each in (red, green, blue))


def _box_of(handle: Any, to_page: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    x0, y0 = to_page.point(left.value, top.value)
    x1, y1 = to_page.point(right.value, bottom.value)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
