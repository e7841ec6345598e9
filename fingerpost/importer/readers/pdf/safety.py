"""PDF files that would unpack without end are refused before PDFium opens them."""

from __future__ import annotations

import re
import zlib

from fingerpost.importer.limits import MEGABYTE, TooBig

MOST_STREAM = 150 * MEGABYTE
MOST_STREAMS = 600 * MEGABYTE
_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 4 * MEGABYTE
_DEEPEST = 3


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
