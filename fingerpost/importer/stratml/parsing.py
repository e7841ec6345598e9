"""From the bytes of a StratML file to a tree of elements by the standard's names, with what was put right.

Files come from strangers: no document type, no entities, no network, no unlimited depth or number of elements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.entities import html5
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lxml import etree

from fingerpost.importer.limits import MOST_BLOCKS, TooBig, UnsafeXml
from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.stratml.model import MODELS, Model
from fingerpost.rules.stratml.tree import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.stratml.model import Attribute

_OTHER_NAMES = {"organisation": "Organization", "performanceplan": "PerformancePlanOrReport", "performancereport": "PerformancePlanOrReport"}  # fmt: skip
_OTHER_ATTRIBUTES = {
    "indicatortype": "performanceindicatortype",
    "stakeholdertype": "stakeholdertypetype",
}
"""What attributes were called in earlier drafts of the standard."""
_MOST_ERRORS = 5
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?P<reference>(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);|)",
    re.DOTALL,
)
_KNOWN_ENTITIES = frozenset({b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"})


class Repair(NamedTuple):
    """A name or value that was put right: what it was, what it was taken for, and the line."""

    was: str
    taken_for: str
    line: int | None


@dataclass(slots=True)
class Parsed:
    """The tree, the model that it follows, and what was put right on the way."""

    root: Element
    model: Model
    broken: tuple[tuple[int, str], ...] = ()
    namespace: str | None = None
    """The namespace, where it is not the model's."""
    within: str | None = None
    """The outermost element, where it is not the model's."""
    renamed: list[Repair] = field(default_factory=list)
    worded: list[Repair] = field(default_factory=list)
    """Values of attributes that were put right."""


def parse_stratml(name: str, data: bytes) -> Parsed:
    """The elements of a file. Broken XML is read as far as it goes, entities of HTML's as what they are there; what
    cannot be read is refused (`Unreadable`).
    """
    _refuse_document_type(name, data)
    broken: tuple[tuple[int, str], ...] = ()
    try:
        top = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError:
        mended, ampersands = _mended(data)
        top, others = _recovered(name, mended)
        broken = (*ampersands, *others)
    except ValueError as error:
        raise Unreadable(f"{name} is not XML that can be read: {error}.") from error
    if top.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name)
    if sum(1 for _ in top.iter()) > MOST_BLOCKS:
        raise TooBig(
            f"{name} has more than {MOST_BLOCKS:,} elements. Save a smaller plan, or one part of it."
        )
    found = _root_of(top)
    if found is None:
        raise Unreadable(
            f"{name} is XML, but no StratML: there is no PerformancePlanOrReport or StrategicPlan in it."
        )
    root, model = found
    parsed = Parsed(Element(model.root), model, broken)
    namespace = etree.QName(root).namespace
    parsed.namespace = None if namespace == model.namespace else (namespace or "none")
    parsed.within = None if root is top else etree.QName(top).localname
    parsed.root = _Reading(parsed, {each.casefold(): each for each in model.elements}).element(root)
    return parsed


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _mended(data: bytes) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """The bytes with every ampersand written as XML asks, and those that were not, by line.

    A parser that goes on past an unknown entity loses the known ones behind it.
    """
    wrong: dict[tuple[int, str], None] = {}

    def mend(match: re.Match[bytes]) -> bytes:
        reference = match["reference"]
        if reference is None or reference in _KNOWN_ENTITIES or reference.startswith(b"#"):
            return match[0]
        name = reference.decode()
        wrong[data.count(b"\n", 0, match.start()) + 1, f"{match[0].decode()} is not known in XML"] = None
        if not name:
            return b"&amp;"
        return "".join(f"&#{ord(each)};" for each in html5.get(name, f"&{name}")).encode()

    mended = _AMPERSAND.sub(mend, data)
    return mended, tuple(wrong)[:_MOST_ERRORS]


def _recovered(name: str, data: bytes) -> tuple[etree._Element, tuple[tuple[int, str], ...]]:
    """The elements of broken XML as far as they can be told, and what is wrong with it, by line."""
    parser = _parser(recover=True)
    try:
        top = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{name} is not XML that can be read: {error}.") from error
    if top is None:
        raise Unreadable(f"{name} is not XML that can be read. Save it again from the program that wrote it.")
    wrong = dict.fromkeys((each.line, each.message.strip()) for each in parser.error_log)
    return top, tuple(wrong)[:_MOST_ERRORS]


def _refuse_document_type(name: str, data: bytes) -> None:
    for words in ("<!DOCTYPE", "<!ENTITY"):
        if any(words.encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise _unsafe(name)


def _unsafe(name: str) -> UnsafeXml:
    return UnsafeXml(
        f"{name} declares a document type or entities, which no StratML file needs; it was not opened. Take the "
        "declaration out and read the file again."
    )


def _line(element: etree._Element) -> int | None:
    line: int | None = cast("Any", element).sourceline  # the stubs of lxml give it no type
    return line


def _root_of(top: etree._Element) -> tuple[etree._Element, Model] | None:
    """The outermost element of StratML in the file, and the model that it follows."""
    models = {each.root.casefold(): each for each in MODELS}
    for each in top.iter(etree.Element):
        local = etree.QName(each).localname.casefold()
        model = models.get(_OTHER_NAMES.get(local, local).casefold())
        if model is not None:
            return each, model
    return None


@dataclass(slots=True)
class _Reading:
    """One file on its way from XML to our elements."""

    parsed: Parsed
    names: dict[str, str]

    def element(self, source: etree._Element) -> Element:
        """The element with the standard's name, its text and its children."""
        local = etree.QName(source).localname
        line = _line(source)
        name = self.named(local, line)
        content = self.parsed.model.elements.get(name)
        children: tuple[Element, ...]
        if content is not None and content.text is not None:
            # Markup within a text, such as bold words: the words count.
            text, children = "".join(self.words(source)), ()
        else:
            children = tuple(self.element(each) for each in source.iterchildren(etree.Element))
            text = "".join([source.text or "", *(each.tail or "" for each in source)])
        made = Element(name, text, children, line=line)
        known = content.attributes if content else ()
        return replace(made, attributes=dict(self.attributes(source, known)))

    def words(self, source: etree._Element) -> Iterator[str]:
        """The words of a text; an entity that means nothing is kept as it was written."""
        yield source.text or ""
        for each in source:
            if cast("Any", each).tag is etree.Entity:  # the stubs of lxml know only names
                yield each.text or ""
            else:
                self.parsed.renamed.append(Repair(etree.QName(each).localname, "plain words", _line(each)))
                yield from self.words(each)
            yield each.tail or ""

    def named(self, local: str, line: int | None) -> str:
        """The standard's name for an element: as it is, or however it is capitalised."""
        if local in self.parsed.model.elements:
            return local
        folded = local.replace("_", "").replace("-", "").casefold()
        name = self.names.get(folded) or _OTHER_NAMES.get(folded)
        if name is None or name not in self.parsed.model.elements:
            return local
        self.parsed.renamed.append(Repair(local, name, line))
        return name

    def attributes(self, source: etree._Element, known: tuple[Attribute, ...]) -> Iterator[tuple[str, str]]:
        """The attributes without those of XML itself; names and values however they are capitalised."""
        by_name = {each.name.casefold(): each for each in known}
        for given, stated in source.attrib.items():
            value = str(stated)
            name = etree.QName(str(given))
            if name.namespace:
                continue
            local = name.localname.casefold()
            attribute = by_name.get(_OTHER_ATTRIBUTES.get(local, local))
            if attribute is None:
                yield name.localname, value
                continue
            wanted = re.sub(r"[\s_-]+", "_", value.strip()).casefold()
            right = next((each for each in attribute.values if each.casefold() == wanted), value)
            if (right, attribute.name) != (value, name.localname):
                was = f'{name.localname}="{value}"'
                self.parsed.worded.append(Repair(was, f'{attribute.name}="{right}"', _line(source)))
            yield attribute.name, right
