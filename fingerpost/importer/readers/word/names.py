"""The names of WordprocessingML elements and attributes, and how on/off and measures are written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# ISO strict documents use names of their own for the same things.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
W = f"{{{WORD}}}"
VAL = W + "val"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PACKAGE_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_OFF = frozenset({"0", "false", "off", "none"})


def value(element: etree._Element | None, default: str = "") -> str:
    """The w:val of an element, the default where there is no element or no value."""
    return default if element is None else element.get(VAL, default)


def is_on(element: etree._Element | None) -> bool | None:
    """An on/off property: None where it is not given, else whether it is on (on without a value)."""
    return None if element is None else element.get(VAL, "true").lower() not in _OFF


def whole_number(text: str | None, default: int) -> int:
    """A whole number, the default where there is none or it is no number."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child along a path of Word names, None where it ends early."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def children_of(element: etree._Element | None) -> dict[str, etree._Element]:
    """The children of a properties element by tag: one pass where several are asked for."""
    return {} if element is None else {each.tag: each for each in element}
