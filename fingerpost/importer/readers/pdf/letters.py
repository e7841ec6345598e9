"""The characters of a page become words: each with its box, size and weight."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from fingerpost.importer.limits import TooBig
from fingerpost.importer.readers.pdf.page import Box, Drawn, Matrix, Word, matrix_of
from fingerpost.importer.readers.pdf.shapes import colour_of
from fingerpost.importer.readers.signs import SIGNS, sign_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_CHARACTERS = 300_000
_BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi", re.IGNORECASE)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SOFT_HYPHEN_MARK = 2
# Words at a slant are watermarks across the page ("DRAFT").
_LEVEL = 0.15
_SLANTED = -1
# Where Windows keeps the characters of its symbol fonts; copies of them under other names keep the places.
_FIRST_PRIVATE, _LAST_PRIVATE = 0xF000, 0xF0FF
# Longer names first: "Wingdings 2" is no "Wingdings".
_SIGN_FONTS = sorted(SIGNS, key=len, reverse=True)


class _Look(NamedTuple):
    size: float
    bold: bool
    turn: int
    artifact: bool
    colour: str | None = None
    signs: str = ""


def gather_words(page: PdfPage, drawn: Drawn, to_page: Matrix) -> None:
    """Add the words of a page to what is drawn on it."""
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
        last: int | None = None
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
            private = _FIRST_PRIVATE <= code <= _LAST_PRIVATE
            if (look.signs or private) and (sign := sign_of(look.signs or "wingdings", code)):
                code = ord(sign)
            if look.turn == _SLANTED:
                continue
            gathering.add(
                code, Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), look, anew=address != last
            )
            last = address
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
        self._seams: list[tuple[int, float]] = []

    def add(self, code: int, box: Box, look: _Look, *, anew: bool) -> None:
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
        elif anew and self._boxes:
            self._seams.append((len(self._text), box.x0))
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
            seams = tuple(self._seams) if self._seams and len(text) == len(self._text) else ()
            self._drawn.words.append(
                Word(text, box, look.size, look.bold, look.turn, look.artifact, spaced, seams, look.colour)
            )
        self._text, self._boxes, self._look, self._seams = [], [], None, []


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
    quarters = angle / (math.pi / 2)
    turn = round(quarters) % 4 if abs(quarters - round(quarters)) < _LEVEL else _SLANTED
    scale = math.hypot(matrix.c, matrix.d) or 1
    font = pdfium.FPDFTextObj_GetFont(handle)
    bold = pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or _is_bold(
        font
    )
    marks = pdfium.FPDFPageObj_CountMarks(handle)
    artifact = any(
        _mark_name(pdfium.FPDFPageObj_GetMark(handle, each)) == "Artifact" for each in range(min(marks, 8))
    )
    colour = colour_of(handle, pdfium.FPDFPageObj_GetFillColor) or None
    signs = _signs_of(_font_name(font))
    return _Look(round(abs(size.value * scale), 1), bold, turn, artifact, colour, signs)


def _is_bold(font: Any) -> bool:
    if not font:
        return False
    if pdfium.FPDFFont_GetWeight(font) >= 600:
        return True
    return bool(_BOLD_NAME.search(_font_name(font)))


def _signs_of(name: str) -> str:
    """The symbol font that a font's name is of, "" for others. OpenSymbol and the like have letters of Unicode."""
    bare = name.rpartition("+")[2].casefold().replace(" ", "").replace("-", "")
    if bare in ("symbol", "symbolmt"):
        return "symbol"
    return next(
        (font for font in _SIGN_FONTS if bare.startswith(font.replace(" ", "")) and font != "symbol"), ""
    )


def _font_name(font: Any) -> str:
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.decode("latin-1")


def _mark_name(mark: Any) -> str:
    buffer = (ctypes.c_ushort * 32)()
    length = ctypes.c_ulong()
    if not mark or not pdfium.FPDFPageObjMark_GetName(mark, buffer, 64, length):
        return ""
    return bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", errors="replace")
