"""PDF files that would unpack without end are refused before PDFium opens them."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any

from fingerpost.importer.limits import MEGABYTE, TooBig
from fingerpost.importer.readers.source import Unreadable

MOST_STREAM = 150 * MEGABYTE
MOST_STREAMS = 600 * MEGABYTE
_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 4 * MEGABYTE
_DEEPEST = 3
# Forms are drawings kept once and drawn many times. Only forms inside forms can multiply without end.
_FORM = re.compile(rb"/Subtype\s*/(?:F|#46)(?:o|#6[fF])(?:r|#72)(?:m|#6[dD])\b")
_FEWEST_FORMS = 3
_MOST_DRAWN = 200_000
_MOST_NESTED = 30


def refuse_bombs(name: str, data: bytes) -> None:
    """Refuse a PDF whose compressed streams unpack to more than 150 MB each, or 600 MB in all.

    Streams compressed twice over are unpacked twice. Pictures in other compressions are not unpacked here,
    and PDFium does not unpack them for their words either.
    """
    total = 0
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[start : start + 1] != b"\x78":
            continue
        total += _unpacked(name, data, start, 0)
        if total > MOST_STREAMS:
            raise _bomb(name)
    if len(_FORM.findall(data)) >= _FEWEST_FORMS:
        _refuse_multiplying_forms(name, data)


def _refuse_multiplying_forms(name: str, data: bytes) -> None:
    import pikepdf  # noqa: PLC0415 - most files have no forms, and need not wait for it

    try:
        with pikepdf.open(BytesIO(data)) as document:
            for page in document.pages:
                resources: Any = page.obj.get("/Resources") or {}
                drawings: Any = resources.get("/XObject") or {}
                content = page.obj.get("/Contents")
                if _drawn(content, drawings, drawings, {}, 0) > _MOST_DRAWN:
                    raise _bomb(name)
    except pikepdf.PasswordError:
        return  # PDFium refuses it next, and says why
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, RuntimeError, MemoryError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            f"{name} is damaged, and its drawings cannot be counted. If it opens in a PDF program, print it to a new PDF.",
        ) from error


def _drawn(content: Any, drawings: Any, of_page: Any, known: dict[tuple[int, int], int], depth: int) -> int:
    """At most how many drawings this content makes: each call times the biggest of the forms that it can call."""
    calls = sum(len(re.findall(rb"\bDo\b", part)) for part in _contents(content))
    if not calls:
        return 1
    if depth > _MOST_NESTED:
        return _MOST_DRAWN + 1
    biggest = 0
    for form in drawings.values():
        if form.get("/Subtype") != "/Form":
            continue
        key = form.objgen
        if key not in known or key == (0, 0):
            known[key] = 1  # a form that calls itself is drawn once
            own = form.get("/Resources")
            inner = of_page if own is None else own.get("/XObject") or {}
            known[key] = _drawn(form, inner, of_page, known, depth + 1)
        biggest = max(biggest, known[key])
    return 1 + calls * max(1, biggest)


def _contents(content: Any) -> list[bytes]:
    import pikepdf  # noqa: PLC0415 - imported by the caller already

    if isinstance(content, pikepdf.Array):
        return [bytes(each.read_bytes()) for each in content]
    return [bytes(content.read_bytes())] if isinstance(content, pikepdf.Stream) else []


def _unpacked(name: str, data: bytes, start: int, depth: int) -> int:
    unpacking = zlib.decompressobj()
    waiting = memoryview(data)[start:]
    size = 0
    head = b""
    fed = 0
    try:
        while not unpacking.eof and fed < len(waiting):
            piece = waiting[fed : fed + 65536]
            fed += len(piece)
            out = unpacking.decompress(piece, _CHUNK)
            while True:
                head = head or out[:2]
                size += len(out)
                if size > MOST_STREAM:
                    raise _bomb(name)
                if not unpacking.unconsumed_tail:
                    break
                out = unpacking.decompress(unpacking.unconsumed_tail, _CHUNK)
    except zlib.error:
        return size
    if head[:1] == b"\x78" and depth < _DEEPEST and size <= 32 * MEGABYTE:
        inner = zlib.decompressobj().decompress(bytes(waiting[:fed]), 32 * MEGABYTE)
        return size + _unpacked(name, inner, 0, depth + 1)
    return size


def _bomb(name: str) -> TooBig:
    return TooBig(
        f"{name} unpacks to far more than it holds, as a bomb does, and was not opened. If you trust it, print it to a "
        "new PDF and read that.",
    )
