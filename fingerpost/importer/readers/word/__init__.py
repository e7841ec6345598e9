"""Word documents (.docx, .docm): paragraphs and tables in reading order, from the parts of the package."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.limits import open_package, parse_xml
from fingerpost.importer.readers.source import SourceDocument, Unreadable
from fingerpost.importer.readers.word.body import Body
from fingerpost.importer.readers.word.colours import theme_of
from fingerpost.importer.readers.word.names import PACKAGE_RELATIONSHIP, RELATIONSHIP, STRICT, W
from fingerpost.importer.readers.word.numbering import numberings_of
from fingerpost.importer.readers.word.styles import styles_of

if TYPE_CHECKING:
    from lxml import etree

    from fingerpost.importer.limits import Package

_MAIN = "word/document.xml"


def read_word(name: str, data: bytes) -> SourceDocument:
    """The paragraphs and tables of a Word document, with places counted as a person counts them in Word.

    Paragraphs with words are counted outside tables ("paragraph 12"), and tables from the top ("table 4, row
    2, column 3"). Tracked insertions are read as accepted and deletions left out. A table of contents is left
    out, since it repeats the headings. What stands in the first section's page headers and footers and nowhere
    else comes first, once. Refuses what is no Word document, and one that holds only pictures.
    """
    parts = _Parts(open_package(name, data))
    document = parts.xml(parts.main)
    content = None if document is None else document.find(W + "body")
    if document is None or content is None:
        raise Unreadable(
            f"{name} has no Word document in it. Open it in Word or LibreOffice, save it as .docx and read that.",
        )
    body = Body(
        name,
        styles=styles_of(parts.of_kind("styles")),
        theme=theme_of(parts.of_kind("theme")),
        numberings=numberings_of(parts.of_kind("numbering")),
        notes={kind: _notes(parts.of_kind(f"{kind}s"), kind) for kind in ("footnote", "endnote")},
    )
    body.read(content)
    for kind in ("header", "footer"):
        for each in parts.of_first_section(content, kind):
            body.furniture(each, f"page {kind}")
    return SourceDocument(name, hashlib.sha256(data).hexdigest(), "word", body.all_blocks(), body.findings())


class _Parts:
    """The XML parts of a document, found by their relationships rather than by their usual names."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = (
            each.target for each in self._relationships("", "_rels/.rels") if each.kind == "officeDocument"
        )
        self.main = next(main, _MAIN)
        if self.main not in package.members:
            self.main = _MAIN
        folder, _, file = self.main.rpartition("/")
        self._related = self._relationships(folder, f"{folder}/_rels/{file}.rels")

    def _relationships(self, folder: str, member: str) -> list[_Relationship]:
        root = self._package.xml(member)
        found = []
        for each in () if root is None else root.iter(PACKAGE_RELATIONSHIP):
            if each.get("TargetMode") == "External":
                continue
            target = each.get("Target", "")
            path = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found.append(_Relationship(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], path))
        return found

    def xml(self, member: str) -> etree._Element | None:
        """A part as a tree, with the names of ISO strict documents made the usual ones."""
        data = self._package.part(member)
        if data is None:
            return None
        if b"purl.oclc.org" in data:
            for strict, usual in STRICT.items():
                data = data.replace(strict, usual)
        return parse_xml(f"{self._package.name} ({member})", data)

    def of_kind(self, kind: str) -> etree._Element | None:
        """The part of a kind (styles, theme, numbering), None where there is none."""
        return next((self.xml(each.target) for each in self._related if each.kind == kind), None)

    def of_first_section(self, content: etree._Element, kind: str) -> list[etree._Element]:
        """The page headers or footers of the first section: its first page's, then the usual ones.

        Later sections are appendices as a rule, and what runs along them says nothing of the report.
        """
        section = next(content.iter(W + "sectPr"), None)
        references = [] if section is None else section.findall(f"{W}{kind}Reference")
        wanted = [
            each.get(RELATIONSHIP, "")
            for each in sorted(references, key=lambda each: each.get(W + "type") != "first")
        ]
        by_id = {each.id: each.target for each in self._related}
        trees = (self.xml(by_id[identity]) for identity in dict.fromkeys(wanted) if identity in by_id)
        return [tree for tree in trees if tree is not None]


class _Relationship(NamedTuple):
    id: str
    kind: str
    target: str


def _notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        each.get(W + "id", ""): each
        for each in root.findall(W + kind)
        # Separators are stored as notes too.
        if each.get(W + "type", "normal") == "normal"
    }
