"""The text that bytes hold: the encoding is found from the bytes alone, strictest first.

A byte order mark decides. Without one, UTF-16 is told by its NUL bytes and UTF-8 by being valid throughout.
Everything else is Windows-1252, the encoding of old Western Windows, unless some lines are valid UTF-8: such a
file was pasted together from two, and each line is read as what it is. Nothing further is guessed: statistics
take a stray byte in English text for Korean. Nothing is replaced unseen: a byte that
no encoding explains becomes U+FFFD and a finding names its line.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from fingerpost.rules.findings import Finding

MIXED = describe(
    "R101",
    Severity.NOTE,
    "The text is in two encodings.",
    "Some lines are UTF-8 and others Windows-1252; each was read as what it is. Look at the lines named.",
)
LOST_BYTES = describe(
    "R102",
    Severity.WARNING,
    "Some bytes are no letters in any encoding that fits.",
    "Each was replaced by �; the original must be looked at where that matters.",
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MOST_LINES_NAMED = 10


def decode(data: bytes) -> tuple[str, str, tuple[Finding, ...]]:
    """The text of a file, the name of its encoding ("utf-8", "mixed utf-8 and windows-1252") and findings.

    Refuses bytes that are no text: NUL bytes outside UTF-16, or mostly control characters.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict_or_replaced(data[len(bom) :], encoding)
    wide = _wide(data)
    if wide is not None:
        return _strict_or_replaced(data, wide)
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _by_line(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text is NUL, the other hardly ever."""
    sample = data[:65_536]
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:65_536]
    controls = sum(sample.count(each) for each in range(32) if each not in (9, 10, 12, 13, 26, 27))
    if 0 in data or controls > max(4, len(sample) // 50):
        raise Unreadable(
            "The file is not text: it holds bytes that no text has. If it is a Word, Excel or PDF file, give it "
            "its own ending (.docx, .xlsx, .pdf) and try again."
        )


def _strict_or_replaced(data: bytes, encoding: str) -> tuple[str, str, tuple[Finding, ...]]:
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        lines = [number for number, line in enumerate(text.splitlines(), start=1) if "\ufffd" in line]
        return text, encoding, (_lost(lines, encoding),)


def _by_line(data: bytes) -> tuple[str, str, tuple[Finding, ...]]:
    """Windows-1252, or line by line where some lines with letters beyond ASCII are valid UTF-8."""
    parts: list[str] = []
    utf8: list[int] = []
    western: list[int] = []
    lost: list[int] = []
    for number, match in enumerate(_LINE.finditer(data), start=1):
        line = match[0]
        if line.isascii():
            parts.append(line.decode("ascii"))
            continue
        try:
            parts.append(line.decode("utf-8"))
            utf8.append(number)
        except UnicodeDecodeError:
            parts.append(line.decode("cp1252", errors="replace"))
            western.append(number)
            if _UNDEFINED_1252.search(line):
                lost.append(number)
    findings = []
    if utf8:
        fewer, name = (western, "Windows-1252") if len(western) <= len(utf8) else (utf8, "UTF-8")
        findings.append(
            MIXED.finding(
                _places(fewer),
                f"The file mixes two encodings: {count_words(len(western), 'line')} in Windows-1252 and "
                f"{count_words(len(utf8), 'line')} in UTF-8 have letters beyond ASCII. Each was read as what it is; those in {name} are named.",
                {"utf8_lines": len(utf8), "windows_1252_lines": len(western)},
            )
        )
    if lost:
        findings.append(_lost(lost, "Windows-1252"))
    return "".join(parts), "mixed utf-8 and windows-1252" if utf8 else "windows-1252", tuple(findings)


def _lost(lines: list[int], encoding: str) -> Finding:
    return LOST_BYTES.finding(
        _places(lines),
        f"{count_words(len(lines), 'line holds', 'lines hold')} bytes that are no letters in "
        f"{encoding.upper() if 'utf' in encoding else encoding}; each was replaced by �.",
        {"lines": len(lines)},
    )


def _places(lines: list[int]) -> tuple[str, ...]:
    named = tuple(f"line {number}" for number in lines[:_MOST_LINES_NAMED])
    rest = len(lines) - len(named)
    return (*named, f"and {count_words(rest, 'line')} more") if rest else named
