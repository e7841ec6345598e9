"""The one door for files: a name and its bytes in, a draft (or the record that a JSON file holds) out.

The content decides the format, the extension only where content cannot tell (text, CSV). Where they
differ, a finding says so. Each reader is imported when its format is met, so a text file never pays for
the PDF library.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from fingerpost.importer.limits import OLE_MAGIC, ole_refusal, open_package, refuse_by_size
from fingerpost.importer.readers.source import SourceDocument, Unreadable
from fingerpost.importer.stratml.kind import is_stratml
from fingerpost.rules import draft as drafts
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.draft import Draft
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.plain import NotThisValue
from fingerpost.rules.snapshot import OPEN_MONTH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fingerpost.importer.recognition.columns import MappedColumn
    from fingerpost.rules.snapshot import Snapshot

NOTHING_UNDERSTOOD = describe(
    "R86",
    Severity.WARNING,
    "Nothing of a report or a tracker was understood.",
    "The file holds no numbered sections, figures, exceptions, actions or risks that were recognised. Look whether "
    "it is the right file; a table can be read with --map, which says what its columns are.",
)
WRONG_EXTENSION = describe(
    "R81",
    Severity.NOTE,
    "A file's extension says another format than its content.",
    "The file was read as what it is. Rename it before it is handed on: other programs go by the extension.",
)


class Format(StrEnum):
    """The formats that are read."""

    WORD = "Word document"
    EXCEL = "Excel workbook"
    PDF = "PDF"
    CSV = "file of delimited text"
    TEXT = "plain text file"
    JSON = "JSON file"
    STRATML = "StratML file"


EXTENSIONS: dict[str, Format] = {
    ".docx": Format.WORD,
    ".docm": Format.WORD,
    ".dotx": Format.WORD,
    ".dotm": Format.WORD,
    ".xlsx": Format.EXCEL,
    ".xlsm": Format.EXCEL,
    ".xltx": Format.EXCEL,
    ".xltm": Format.EXCEL,
    ".pdf": Format.PDF,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".tab": Format.CSV,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".json": Format.JSON,
    ".xml": Format.STRATML,
}

_MARKUP_LOOKED_AT = 65_536
"""How far into an XML file its outermost element is looked for: a long comment may stand before it."""
_AS_TEXT = "Open it, copy all of it into a plain text file (.txt), and read that; or save it as .docx or PDF."

# What a file begins with, what it is, and what to do instead.
_REFUSED_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "a Rich Text document", "Open it in Word or LibreOffice, save it as .docx and read that."),
    (b"\x89PNG", "a picture", "Recognise its text first (OCR), or ask for the document that was pictured."),
    (
        b"\xff\xd8\xff",
        "a picture",
        "Recognise its text first (OCR), or ask for the document that was pictured.",
    ),
    (b"GIF8", "a picture", "Recognise its text first (OCR), or ask for the document that was pictured."),
    (b"II*\x00", "a picture", "Recognise its text first (OCR), or ask for the document that was pictured."),
    (b"MM\x00*", "a picture", "Recognise its text first (OCR), or ask for the document that was pictured."),
    (b"\x1f\x8b", "a compressed file", "Unpack it and read the report that is inside."),
    (b"7z\xbc\xaf", "a compressed folder", "Unpack it and read the report that is inside."),
    (b"Rar!", "a compressed folder", "Unpack it and read the report that is inside."),
    (b"\x7fELF", "a program", "Choose the report itself."),
    (b"MZ\x90\x00", "a program", "Choose the report itself."),
    (b"%!PS", "a PostScript file", "Convert it to PDF (ps2pdf) and read that."),
)


def read(name: str, data: bytes, *, mapping: Mapping[str, str] | None = None) -> Draft:
    """The draft that a file holds: what its reader and the recognition found, with every finding.

    `name` is the file's name, for its extension and for messages; `mapping` overrides how a tracker's
    columns are understood. Raises `Unreadable` with a sentence that says what to do. A snapshot is not a
    draft and is refused here: `load` gives either.
    """
    record = load(name, data, mapping=mapping)
    if isinstance(record, Draft):
        return record
    raise Unreadable(
        f"{name} is a closed month (a snapshot), not a document to be read. Report or compare it as it is."
    )


def load(name: str, data: bytes, *, mapping: Mapping[str, str] | None = None) -> Draft | Snapshot:
    """The record that a file holds: a draft from any document, or the draft or snapshot of our own JSON."""
    kind, finding = format_of(name, data)
    if kind is Format.JSON:
        return record_of_json(name, data)
    before: tuple[Finding, ...] = () if finding is None else (finding,)
    draft, of_source = _draft_of(name, data, kind, mapping)
    if not (draft.sections or draft.figures or draft.exceptions or draft.actions or draft.risks):
        before += (
            NOTHING_UNDERSTOOD.finding(
                (name,), f"Nothing of a report or a tracker was understood in {name}."
            ),
        )
    of_reader = tuple(each for each in of_source if each not in draft.findings)
    return replace(draft, findings=(*before, *of_reader, *draft.findings)) if before or of_reader else draft


def _draft_of(
    name: str, data: bytes, kind: Format, mapping: Mapping[str, str] | None
) -> tuple[Draft, tuple[Finding, ...]]:
    """The draft that was made of a file, and what its reader found."""
    if kind is Format.STRATML:
        from fingerpost.importer.stratml.reading import read_stratml

        return read_stratml(name, data), ()
    from fingerpost.importer.recognition.kind import recognise

    source = source_of(name, data, kind)
    try:
        return recognise(source, mapping=mapping), source.findings
    except (RecursionError, MemoryError) as error:
        raise Unreadable(
            f"{name} is nested or repeated too deeply to be understood. Save a plainer copy."
        ) from error


def columns(name: str, data: bytes, *, mapping: Mapping[str, str] | None = None) -> tuple[MappedColumn, ...]:
    """What each column of a tracker was taken for, with samples; nothing for JSON and StratML, which have none."""
    kind, _ = format_of(name, data)
    if kind in {Format.JSON, Format.STRATML}:
        return ()
    from fingerpost.importer.recognition.tracker import columns_of

    return columns_of(source_of(name, data, kind), mapping)


def source_of(name: str, data: bytes, kind: Format | None = None) -> SourceDocument:
    """The paragraphs and tables of a file, before anything is made of them."""
    if kind is None:
        kind, _ = format_of(name, data)
    try:
        return _reader(name, kind)(name, data)
    except (RecursionError, MemoryError) as error:
        raise Unreadable(
            f"{name} is nested or repeated too deeply to be read. Save a plainer copy."
        ) from error


def _reader(name: str, kind: Format) -> Callable[[str, bytes], SourceDocument]:
    # Imports stand here so that one format never pays for another's library.
    match kind:
        case Format.WORD:
            from fingerpost.importer.readers.word import read_word as reader
        case Format.EXCEL:
            from fingerpost.importer.readers.excel import read_excel as reader
        case Format.PDF:
            from fingerpost.importer.readers.pdf import read_pdf as reader
        case Format.CSV:
            from fingerpost.importer.readers.csv import read_csv as reader
        case Format.TEXT:
            from fingerpost.importer.readers.text import read_text as reader
        case Format.JSON:
            raise Unreadable(f"{name} is a JSON record and has no pages.")
        case Format.STRATML:
            raise Unreadable(f"{name} is a StratML file and has no pages.")
    return reader


@dataclass(frozen=True, slots=True)
class Told:
    """What the content tells: the format, and whether it does so beyond doubt (text is only a guess)."""

    format: Format
    surely: bool


def format_of(name: str, data: bytes) -> tuple[Format, Finding | None]:
    """The format to read a file as, and a finding where its extension says another.

    Raises `Unreadable` for what is not read, with what to do about it.
    """
    refuse_by_size(name, len(data))
    told = _told_by_content(name, data)
    said = EXTENSIONS.get(PurePath(name).suffix.lower())
    if not told.surely:
        if said in {Format.CSV, Format.TEXT}:
            return said, None
        if said is Format.JSON:
            return Format.JSON, None
        if said in {Format.WORD, Format.EXCEL, Format.PDF} and not _reads_as_text(data):
            raise Unreadable(
                f"{name} is not a {said}, or is damaged from its first byte. Download or copy it again."
            )
    if said is None or said is told.format:
        return told.format, None
    extension = PurePath(name).suffix
    return told.format, WRONG_EXTENSION.finding(
        (name,),
        f"The file is named {extension} but is {_with_article(told.format)}, and was read as that.",
        {"extension": extension, "content": told.format.value},
    )


def record_of_json(name: str, data: bytes) -> Draft | Snapshot:
    """The draft or snapshot that a JSON file holds, told apart by its `format`; all problems at once."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{name} is not UTF-8 (byte {error.start + 1}), which JSON has to be. Save it as UTF-8."
        ) from error
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"{name}, line {error.lineno}, column {error.colno}, is not JSON: {error.msg}."
        ) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable(f"{name} is not JSON that can be read: {error}.") from error
    said = plain.get("format") if isinstance(plain, dict) else None
    try:
        if said == drafts.FORMAT:
            return drafts.from_json(text)
        if isinstance(said, str) and said.startswith("fingerpost-snapshot/"):
            from fingerpost.rules.snapshot import snapshot_from_json

            return snapshot_from_json(text)
    except NotThisValue as error:
        shown = "; ".join(error.problems[:10])
        more = f"; and {len(error.problems) - 10} more" if len(error.problems) > 10 else ""
        raise Unreadable(
            f"{name} does not hold {_with_article(str(said))} as documented: {shown}{more}."
        ) from error
    except (ValueError, RecursionError, OverflowError) as error:
        raise Unreadable(f"{name} cannot be read as {said}: {error}") from error
    if said == OPEN_MONTH:
        raise Unreadable(
            f"{name} is a draft of an open month, which may still change. Close the month, and read what was closed."
        )
    raise Unreadable(
        f'{name} is JSON, but not ours: its "format" is {json.dumps(said)[:60]}, where "{drafts.FORMAT}" (a draft) or '
        '"fingerpost-snapshot/1" (a closed month) was expected.',
    )


def _told_by_content(name: str, data: bytes) -> Told:
    head = data[:4096]
    if data.startswith(b"PK"):
        return Told(_format_of_package(name, data), surely=True)
    # The PDF specification lets up to 1,024 bytes stand before the header, and mail programs put some there.
    if b"%PDF-" in head[:1029]:
        return Told(Format.PDF, surely=True)
    if data.startswith(OLE_MAGIC):
        raise Unreadable(ole_refusal(name, data))
    for beginning, what, instead in _REFUSED_BEGINNINGS:
        if data.startswith(beginning):
            raise Unreadable(f"{name} is {what}, which is not read. {instead}")
    if head[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"} or (
        head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    ):
        raise Unreadable(f"{name} is a picture, which is not read. Recognise its text first (OCR).")
    if not _reads_as_text(data):
        raise Unreadable(
            f"{name} is neither text nor a format that is read (.docx, .xlsx, .pdf, .csv, .txt, StratML or our own .json). "
            "Save the report in one of these.",
        )
    start = _text_start(head)
    if start.startswith("<") and is_stratml(_text_start(data[:_MARKUP_LOOKED_AT])):
        return Told(Format.STRATML, surely=True)
    _refuse_markup(name, start)
    return Told(Format.JSON if start.startswith("{") and _is_json(data) else Format.TEXT, surely=False)


def _format_of_package(name: str, data: bytes) -> Format:
    package = open_package(name, data)
    members = package.members
    if "word/document.xml" in members:
        return Format.WORD
    if "xl/workbook.xml" in members:
        return Format.EXCEL
    kinds = (package.part("[Content_Types].xml") or b"")[: 1 << 20]
    if b"wordprocessingml" in kinds:
        return Format.WORD
    if b"spreadsheetml" in kinds:
        return Format.EXCEL
    if "xl/workbook.bin" in members:
        raise Unreadable(
            f"{name} is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and read that."
        )
    kind = package.part("mimetype") or b""
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise Unreadable(
            f"{name} is an OpenDocument spreadsheet. Open it in LibreOffice or Excel, save it as .xlsx and read that."
        )
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise Unreadable(
            f"{name} is an OpenDocument text. Open it in LibreOffice or Word, save it as .docx and read that."
        )
    if b"presentationml" in kinds:
        raise Unreadable(f"{name} is a presentation. Save it as PDF and read that.")
    raise Unreadable(
        f"{name} is a zip file, but no Word or Excel document. Unpack it and read the report that is inside."
    )


def _refuse_markup(name: str, start: str) -> None:
    folded = start.lstrip().lower()
    if re.match(r"<!doctype html|<html|<head|<body|<table|<meta", folded) or re.search(
        r"<html[\s>]", folded[:2000]
    ):
        raise Unreadable(
            f"{name} is a web page. Open it in a browser and save it as PDF, or open it in Word or Excel and save it "
            "as .docx or .xlsx, and read that.",
        )
    if folded.startswith("mime-version:") or "content-type: multipart" in folded:
        raise Unreadable(
            f"{name} is an e-mail or a web archive. Save the attached report, or the page as PDF, and read that."
        )
    if folded.startswith(("<?xml", "<pkg:")):
        raise Unreadable(f"{name} is an XML file, and no StratML. {_AS_TEXT}")


def _text_start(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")


def _is_json(data: bytes) -> bool:
    """Whether the text opens as JSON does: a brace, then a quoted name or the closing brace."""
    return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|\})', data[:4096]) is not None


def _reads_as_text(data: bytes) -> bool:
    """Whether bytes can be text in any encoding: no NUL outside UTF-16 and UTF-32, few control characters."""
    sample = data[:65536]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return True
    if b"\x00" in sample:
        # UTF-16 without a mark: of English, nearly every second byte is NUL, all on one side.
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return max(even, odd) > len(sample) * 0.3 and min(even, odd) < len(sample) * 0.02 + 1
    control = sum(
        sample.count(bytes([code])) for code in range(32) if code not in {7, 8, 9, 10, 11, 12, 13, 26, 27}
    )
    return control <= len(sample) * 0.02


def _with_article(words: str) -> str:
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"
