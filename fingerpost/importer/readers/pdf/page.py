"""What is drawn on a page: words with their boxes, ruled lines, filled shapes, pictures.

PDFium does the work: it reads a page some thirty times as fast as pdfplumber, which makes a dictionary of
every character, and it has met more broken files than any other reader. Coordinates are points from the
top left corner of the page as it is seen, page rotation included.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from fingerpost.importer.limits import TooBig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

MOST_CHARACTERS = 300_000
MOST_SHAPES = 300_000
_DEEPEST_FORM = 12
THIN = 2.5
_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi", re.IGNORECASE)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SOFT_HYPHEN_MARK = 2
_FEWEST_SPACES = 2
_RIGHT_ANGLE_SLACK = 0.1


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
    says whether the file itself has a space behind it.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    turn: int = 0
    artifact: bool = False
    spaced: bool = False

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

    @property
    def keeps_spaces(self) -> bool:
        """Whether the file keeps the space at which a line was wrapped, so that its lack means something."""
        return self.spaces_at_ends >= _FEWEST_SPACES


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


class _Look(NamedTuple):
    size: float
    bold: bool
    turn: int
    artifact: bool


def draw(page: PdfPage, number: int) -> Drawn:
    """What stands on a page."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation() // 90
    # To the page as seen, from its top left corner.
    to_page = (
        Matrix(1, 0, 0, -1, -left, top),
        Matrix(0, 1, 1, 0, -bottom, -left),
        Matrix(-1, 0, 0, 1, right, -bottom),
        Matrix(0, -1, -1, 0, top, right),
    )[turned]
    width, height = (right - left, top - bottom) if turned % 2 == 0 else (top - bottom, right - left)
    drawn = Drawn(number, width, height)
    _words(page, drawn, to_page)
    walk = _Shapes(drawn)
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for at in range(count):
        walk.take(pdfium.FPDFPage_GetObject(page.raw, at), to_page, 0)
    return drawn


def _words(page: PdfPage, drawn: Drawn, to_page: Matrix) -> None:
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    if not text_page:
        return
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count > MOST_CHARACTERS:
            raise TooBig(f"Page {drawn.number} has {count} characters. Save only the pages of the report.")
        gathering = _Gathering(drawn)
        looks: dict[int | None, _Look] = {}
        rectangle = pdfium.FS_RECTF()
        real_space = False
        for at in range(count):
            code = pdfium.FPDFText_GetUnicode(text_page, at)
            if code in (0, 9, 10, 13, 32, 160) or 0x2000 <= code <= 0x200B or code == 0x202F:
                generated = pdfium.FPDFText_IsGenerated(text_page, at) == 1
                gathering.end(spaced=not generated and code not in (0, 10, 13))
                if generated and code == 13 and real_space:
                    drawn.spaces_at_ends += 1
                real_space = not generated
                continue
            real_space = False
            handle = pdfium.FPDFText_GetTextObject(text_page, at)
            address = ctypes.cast(handle, ctypes.c_void_p).value if handle else None
            look = looks.get(address)
            if look is None:
                look = looks[address] = _look(handle, text_page, at, to_page)
            pdfium.FPDFText_GetLooseCharBox(text_page, at, rectangle)
            x0, y0 = to_page.point(rectangle.left, rectangle.top)
            x1, y1 = to_page.point(rectangle.right, rectangle.bottom)
            gathering.add(code, Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), look)
        gathering.end()
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _Gathering:
    """Characters become words: a space, a jump or another look ends one."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._text: list[str] = []
        self._boxes: list[Box] = []
        self._look: _Look | None = None

    def add(self, code: int, box: Box, look: _Look) -> None:
        drawn = self._drawn
        drawn.characters += 1
        if code != _SOFT_HYPHEN_MARK and (
            code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code <= 0xF8FF or code < 32
        ):
            drawn.unknown_characters += 1
        if box.x1 < 0 or box.y1 < 0 or box.x0 > drawn.width or box.y0 > drawn.height:
            return
        if self._boxes and (self._jumps(box, look) or self._look != look):
            same_place = (
                self._look is not None and not self._jumps(box, look) and self._look.turn == look.turn
            )
            if not same_place:
                self.end()
            elif self._look is not None and self._look.size < look.size:
                self._look = look
        if self._look is None:
            self._look = look
        self._text.append("-" if code in (_SOFT_HYPHEN_MARK, 0xAD) else _character(code))
        self._boxes.append(box)

    def _jumps(self, box: Box, look: _Look) -> bool:
        before = self._boxes[-1]
        slack = max(1.0, 0.22 * look.size)
        if look.turn in (1, 3):
            gap = before.y0 - box.y1 if look.turn == 1 else box.y0 - before.y1
            return (
                abs((box.x0 + box.x1) - (before.x0 + before.x1)) > look.size
                or gap > slack
                or gap < -look.size
            )
        middle = (box.y0 + box.y1) / 2
        if not (before.y0 - slack < middle < before.y1 + slack):
            return True
        return box.x0 - before.x1 > slack or box.x0 < before.x0 - slack

    def end(self, *, spaced: bool = False) -> None:
        if self._boxes and self._look is not None:
            text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), "".join(self._text))
            box = Box(
                min(each.x0 for each in self._boxes),
                min(each.y0 for each in self._boxes),
                max(each.x1 for each in self._boxes),
                max(each.y1 for each in self._boxes),
            )
            look = self._look
            self._drawn.words.append(Word(text, box, look.size, look.bold, look.turn, look.artifact, spaced))
        self._text, self._boxes, self._look = [], [], None


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code < 32:
        return "\ufffd"
    return chr(code)


def _look(handle: Any, text_page: Any, at: int, to_page: Matrix) -> _Look:
    if not handle:
        return _Look(pdfium.FPDFText_GetFontSize(text_page, at), False, 0, False)
    matrix = matrix_of(handle)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    whole = to_page.after(matrix)
    angle = math.atan2(-whole.b, whole.a)
    turn = round(angle / (math.pi / 2)) % 4
    scale = math.hypot(matrix.c, matrix.d) or 1
    font = pdfium.FPDFTextObj_GetFont(handle)
    bold = pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or _is_bold(
        font
    )
    marks = pdfium.FPDFPageObj_CountMarks(handle)
    artifact = any(
        _mark_name(pdfium.FPDFPageObj_GetMark(handle, each)) == "Artifact" for each in range(min(marks, 8))
    )
    return _Look(round(abs(size.value * scale), 1), bold, turn, artifact)


def _is_bold(font: Any) -> bool:
    if not font:
        return False
    if pdfium.FPDFFont_GetWeight(font) >= 600:
        return True
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    return bool(_BOLD_NAME.search(buffer.value.decode("latin-1")))


def _mark_name(mark: Any) -> str:
    buffer = (ctypes.c_ushort * 32)()
    length = ctypes.c_ulong()
    if not mark or not pdfium.FPDFPageObjMark_GetName(mark, buffer, 64, length):
        return ""
    return bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", errors="replace")


def matrix_of(handle: Any) -> Matrix:
    """The transformation of a page object."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return Matrix()
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


class _Shapes:
    """Paths sorted into rules across and down, slanted strokes and filled shapes; pictures beside them."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._seen = 0

    def take(self, handle: Any, to_page: Matrix, depth: int) -> None:
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
        colour = _colour(handle, pdfium.FPDFPageObj_GetFillColor) if filled else None
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
            abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in itertools.pairwise(points)
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
            stroke = _colour(handle, pdfium.FPDFPageObj_GetStrokeColor)
            for a, b in itertools.pairwise(points) if straight else ():
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


def _colour(handle: Any, getter: Any) -> str | None:
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
