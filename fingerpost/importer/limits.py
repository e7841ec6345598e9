"""What a file may cost before it is refused: bytes, zip members, unpacked size, XML entities.

Files come from strangers. Every limit is far above a council's biggest report and far below what harms
the machine, and each refusal says what to do. Readers of zipped formats start with `open_package`.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from fingerpost.importer.readers.source import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_MEMBERS = 5_000
MOST_UNPACKED = 400 * MEGABYTE
MOST_XML_PART = 200 * MEGABYTE
# Deflate cannot do better than about 1,030 to 1; real sheets of repeated cells reach 60 to 1.
MOST_RATIO = 300
RATIO_MATTERS_FROM = 20 * MEGABYTE
MOST_PAGES = 1_000
MOST_BLOCKS = 200_000
MOST_CELLS = 2_000_000
# What the zip library raises on damaged packages: ValueError for a member before the file's start,
# NotImplementedError for an unknown compression, RuntimeError for a password.
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class TooBig(Unreadable):
    """The file, or what it unpacks to, is beyond what we read."""


class DamagedPackage(Unreadable):
    """A Word or Excel file whose zip container is cut short or altered."""


class UnsafeXml(Unreadable):
    """An XML part that declares a document type: entity bombs and outside files come that way."""


def refuse_by_size(name: str, size: int) -> None:
    """Refuse a file of no bytes, or of more than 50 MB."""
    if size == 0:
        raise Unreadable(f"{name} is empty. Save or download it again, then try that copy.")
    if size > MOST_BYTES:
        raise TooBig(
            f"{name} has {size / MEGABYTE:.0f} MB; files up to {MOST_BYTES // MEGABYTE} MB are read. Save a copy "
            "without pictures and attachments, or only the sheets or pages of the report.",
        )


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, refused by its size before any are read."""
    refuse_by_size(path.name, path.stat().st_size)
    with path.open("rb") as file:
        # A pipe or a growing file has no true size: read one byte more than is allowed, and judge again.
        data = file.read(MOST_BYTES + 1)
    refuse_by_size(path.name, len(data))
    return data


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a Word or Excel file that passed the limits, by name, unpacked when asked for."""

    name: str
    members: frozenset[str]
    _zip: zipfile.ZipFile

    def part(self, member: str) -> bytes | None:
        """The bytes of one member, None where the package has none of that name."""
        if member not in self.members:
            return None
        try:
            return self._zip.read(member)
        except _UNPACKING as error:
            raise _damaged(self.name, f"its part {member} cannot be unpacked") from error

    def xml(self, member: str) -> etree._Element | None:
        """One member as an XML tree, None where there is none; document types are refused."""
        data = self.part(member)
        return None if data is None else parse_xml(f"{self.name} ({member})", data)


def open_package(name: str, data: bytes) -> Package:
    """The zip package of a .docx or .xlsx, after every limit was checked against its directory.

    Sizes are those that the directory states; unpacking never gives more than was stated, and a part
    that would is refused as damaged. A library that unpacks for itself needs `verify_package` first.
    """
    refuse_by_size(name, len(data))
    if data.startswith(OLE_MAGIC):
        raise Unreadable(ole_refusal(name, data))
    try:
        opened = zipfile.ZipFile(BytesIO(data))
        infos = opened.infolist()
    except _UNPACKING as error:
        reason = "it is cut short" if data.startswith(b"PK") else "it is not a zip package"
        raise _damaged(name, reason) from error
    if len(infos) > MOST_MEMBERS:
        raise TooBig(
            f"{name} holds {len(infos)} parts; up to {MOST_MEMBERS} are read. Save a plain copy of it."
        )
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    # Overlapping members make the packed sizes lie, so the file's own length counts too.
    ratio = total / min(packed, len(data))
    if total > MOST_UNPACKED or (total > RATIO_MATTERS_FROM and ratio > MOST_RATIO):
        raise TooBig(
            f"{name} unpacks from {len(data) / MEGABYTE:.1f} to {total / MEGABYTE:.0f} MB, as a zip bomb does, "
            "and was not opened. If you trust it, open it in Word or Excel, remove the empty rows and columns "
            "and the pictures, and save it again.",
        )
    for info in infos:
        if info.flag_bits & 0x1:
            raise Unreadable(f"{name} is protected by a password. Open it, remove the password, save a copy.")
        if info.filename.endswith((".xml", ".rels", ".vml")) and info.file_size > MOST_XML_PART:
            raise TooBig(
                f"{name} has a part of {info.file_size / MEGABYTE:.0f} MB, {info.filename}. Save a smaller copy."
            )
    return Package(name, frozenset(info.filename for info in infos), opened)


def verify_package(name: str, data: bytes) -> Package:
    """The package, after each XML part was unpacked once within its stated size and has no document type.

    For libraries that unpack and parse for themselves (python-docx): what they open afterwards is
    what was measured here.
    """
    package = open_package(name, data)
    for member in sorted(package.members):
        if member.endswith("/"):
            continue
        content = package.part(member) or b""
        if member.endswith((".xml", ".rels", ".vml")):
            refuse_document_type(f"{name} ({member})", content)
    return package


def refuse_document_type(name: str, data: bytes) -> None:
    """Refuse XML that declares a document type, in UTF-8 or UTF-16."""
    for words in ("<!DOCTYPE", "<!ENTITY"):
        if any(words.encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise UnsafeXml(
                f"{name} declares a document type or entities, which no Word or Excel file needs; it was not "
                "opened. Open it in Word or Excel and save it again.",
            )


def parse_xml(name: str, data: bytes) -> etree._Element:
    """An XML tree without entities, network or unlimited depth."""
    refuse_document_type(name, data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(name, f"its XML is broken ({error})") from error


def ole_refusal(name: str, data: bytes) -> str:
    """What to do with an old Office file, or with a new one that a password encrypts; both are OLE files."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            f"{name} is protected by a password. Open it in Word or Excel, remove the password "
            "(File, Info, Protect), save a copy and read that."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return f"{name} is an old Word document (.doc). Open it in Word or LibreOffice, save it as .docx and read that."
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return f"{name} is an old Excel workbook (.xls). Open it in Excel or LibreOffice, save it as .xlsx and read that."
    return f"{name} is an old Office file. Open it and save it as .docx, .xlsx or PDF, and read that."


def _damaged(name: str, reason: str) -> DamagedPackage:
    return DamagedPackage(
        f"{name} is damaged: {reason}. Download or copy it again; if it opens in Word or Excel, save it from there "
        "under a new name and read that.",
    )
