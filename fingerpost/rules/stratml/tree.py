"""An element as a value, arranged by the content model, written as XML, and checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from fingerpost.rules.stratml.model import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.rules.stratml.model import Child, Content, Model

# The name characters of XML 1.0 without the colon, which an xsd:ID must not have.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ID = re.compile(f"[{_START}][{_START}.0-9\u00b7\u0300-\u036f\u203f-\u2040-]*")
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class NotStratml(ValueError):
    """What was to be written is not StratML; `problems` names everything that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("This is not StratML: " + "; ".join(problems) + ".")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name without a namespace, and its text or its children. `line` is where it was read."""

    name: str
    text: str = ""
    children: tuple[Element, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None

    def all(self, name: str) -> tuple[Element, ...]:
        """The children of this name, in order."""
        return tuple(each for each in self.children if each.name == name)

    def first(self, *path: str) -> Element | None:
        """The first child of the first name, its first child of the second, and so on; None where there is none."""
        at: Element | None = self
        for name in path:
            at = None if at is None else next((each for each in at.children if each.name == name), None)
        return at

    def says(self, *path: str) -> str | None:
        """The text at the end of a path of children, with white space folded; None where there is nothing."""
        found = self.first(*path)
        return (" ".join(found.text.split()) or None) if found is not None else None

    def walk(self) -> Iterator[Element]:
        """The element and everything in it, in the order of the file."""
        yield self
        for each in self.children:
            yield from each.walk()


class Wrong(StrEnum):
    """What can be wrong with an element."""

    ROOT = "the outermost element is another"
    UNKNOWN_ELEMENT = "an element that cannot stand there"
    ORDER = "children out of order"
    MISSING = "an element is missing"
    TOO_MANY = "an element stands too often"
    LOOSE_TEXT = "text where only elements may stand"
    TEXT = "text that is not what it must be"
    SAME_ID = "an identifier is used twice"
    UNKNOWN_ATTRIBUTE = "an attribute that cannot stand there"
    MISSING_ATTRIBUTE = "an attribute is missing"
    ATTRIBUTE = "an attribute has a value that it cannot have"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the element in which it is, and what it is about: a child's or attribute's name, or a text."""

    wrong: Wrong
    element: Element
    about: str
    message: str


def problems_of(root: Element, model: Model) -> Iterator[Problem]:
    """Everything in which a tree differs from the content model; nothing for a valid file."""
    if root.name != model.root:
        yield Problem(Wrong.ROOT, root, root.name, f"the outermost element is {root.name}, not {model.root}")
    seen: set[str] = set()
    for element in root.walk():
        content = model.elements.get(element.name)
        if content is not None:  # an unknown element was named where it stands
            yield from _children(element, content)
            yield from _text(element, content, seen)
            yield from _attributes(element, content)


def arranged(
    name: str,
    children: Iterable[Element | None],
    model: Model,
    attributes: Mapping[str, str | None] | None = None,
) -> Element:
    """An element with these children in the order of the model, those that are None left out."""
    order = {each.name: place for place, each in enumerate(model.elements[name].children)}
    present = [each for each in children if each is not None]
    given = {key: value for key, value in (attributes or {}).items() if value is not None}
    return Element(name, children=tuple(sorted(present, key=lambda each: order[each.name])), attributes=given)


def to_xml(root: Element, model: Model) -> bytes:
    """The tree as an XML file in UTF-8. Refuses one that is not as the model says."""
    problems = [each.message for each in problems_of(root, model)]
    if problems:
        raise NotStratml(problems)
    opened = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{_written(root, 0, f" xmlns={quoteattr(model.namespace)}")}'
    )
    return opened.encode()


def _written(element: Element, depth: int, namespace: str = "") -> str:
    space = " " * depth
    given = "".join(f" {name}={quoteattr(value)}" for name, value in sorted(element.attributes.items()))
    opening = f"{space}<{element.name}{namespace}{given}"
    if element.children:
        within = "".join(_written(each, depth + 1) for each in element.children)
        return f"{opening}>\n{within}{space}</{element.name}>\n"
    text = escape(_NOT_XML.sub("\ufffd", element.text), {"\r": "&#13;"})
    return f"{opening}>{text}</{element.name}>\n" if text else f"{opening}/>\n"


def _children(element: Element, content: Content) -> Iterator[Problem]:
    counted = Counter(each.name for each in element.children)
    order = {each.name: place for place, each in enumerate(content.children)}
    for child in element.children:
        if child.name not in order:
            yield Problem(
                Wrong.UNKNOWN_ELEMENT, child, child.name, f"{element.name} cannot hold {child.name}"
            )
    for each in content.children:
        yield from _times(element, each, counted[each.name])
    places = [order[each.name] for each in element.children if each.name in order]
    if places != sorted(places):
        before = next(
            each
            for number, each in enumerate(element.children)
            if each.name in order
            and any(
                order.get(later.name, len(order)) < order[each.name] for later in element.children[number:]
            )
        )
        yield Problem(Wrong.ORDER, element, before.name, f"in {element.name}, {before.name} stands too early")


def _times(element: Element, child: Child, times: int) -> Iterator[Problem]:
    if times < child.least:
        yield Problem(Wrong.MISSING, element, child.name, f"{element.name} has no {child.name}")
    elif child.most is not None and times > child.most:
        yield Problem(Wrong.TOO_MANY, element, child.name, f"{element.name} has {times} times {child.name}")


def _text(element: Element, content: Content, seen: set[str]) -> Iterator[Problem]:
    if content.text is None:
        if element.text.strip():
            words = " ".join(element.text.split())
            yield Problem(Wrong.LOOSE_TEXT, element, words, f"text stands loose in {element.name}")
        return
    if not is_text_of(content.text, element.text, content.values):
        words = element.text.strip()
        yield Problem(Wrong.TEXT, element, words, f"{element.name} says {words!r}, not {content.text}")
    elif content.text is TextKind.ID:
        own = element.text.strip()
        if own in seen:
            yield Problem(Wrong.SAME_ID, element, own, f"the identifier {own} is used twice")
        seen.add(own)


def _attributes(element: Element, content: Content) -> Iterator[Problem]:
    known = {each.name: each for each in content.attributes}
    for name, value in element.attributes.items():
        if name not in known:
            yield Problem(
                Wrong.UNKNOWN_ATTRIBUTE, element, name, f"{element.name} cannot have an attribute {name}"
            )
        elif value not in known[name].values:
            yield Problem(Wrong.ATTRIBUTE, element, name, f"{name} of {element.name} cannot be {value!r}")
    for each in content.attributes:
        if each.required and each.name not in element.attributes:
            yield Problem(
                Wrong.MISSING_ATTRIBUTE, element, each.name, f"{element.name} has no attribute {each.name}"
            )


def is_text_of(kind: TextKind, text: str, values: tuple[str, ...] = ()) -> bool:
    """Whether a text is of a kind, as XML Schema reads it: only text and choices keep white space at their ends."""
    own = text.strip(" \t\r\n")
    if kind is TextKind.ANY:
        return True
    if kind is TextKind.CHOICE:
        return text in values
    if kind is TextKind.ID:
        return _ID.fullmatch(own) is not None
    if kind is TextKind.ADDRESS:
        return _ADDRESS.fullmatch(own) is not None
    if kind is TextKind.NUMBER_OR_NOTHING:
        return not text or _NUMBER.fullmatch(own) is not None
    return (kind is TextKind.DAY_OR_NOTHING and not text) or day_of(own) is not None


def day_of(text: str) -> date | None:
    """The day that a text is as XML Schema writes it, its time zone left aside; None for anything else."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def as_id(kind: str, name: str) -> str:
    """An identifier for a thing of a kind, that no other name of the kind gives: letters, digits, dots and hyphens."""
    kept = "".join(
        each if each.isascii() and (each.isalnum() or each in ".-") else f"_{ord(each):x}_" for each in name
    )
    return f"{kind}-{kept}"
