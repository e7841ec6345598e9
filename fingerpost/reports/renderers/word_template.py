"""A council's own Word file as the template of a report: opened with care, its named fields filled.

A field is `{{ name }}`. There is no logic in it and nothing is run: a template comes from outside.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from fingerpost.importer.limits import verify_package
from fingerpost.importer.readers.source import Unreadable
from fingerpost.reports.renderers.word_xml import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document as WordFile

REPORT_FIELD = "report"
FIELDS = (
    "title",
    "council",
    "period",
    "plan_year",
    "meeting",
    "meeting_date",
    "decision_type",
    "contact",
    "kind",
    "wards",
    "digest",
    "portfolio_holder",
    "responsible_officer",
    "key_decision",
    "forward_plan_ref",
    "cleared_by",
)
_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


class BadTemplate(ValueError):
    """The template cannot be used: it is no Word file, is unsafe, or names a field that there is not."""


def open_template(data: bytes) -> WordFile:
    """The template as a Word file, without its link to a template of its own.

    Refuses what is not a .docx, what would unpack beyond reason, and files that draw on others elsewhere.
    """
    try:
        verify_package("The template", data)
        file = docx.Document(BytesIO(data))
    except (Unreadable, PackageNotFoundError) as refusal:
        raise BadTemplate(str(refusal)) from refusal
    except (KeyError, ValueError, AttributeError, BadZipFile, etree.XMLSyntaxError) as refusal:
        raise BadTemplate("It is not a Word document. Save it in Word as .docx and try again.") from refusal
    if not len(file.sections) or file.element.nsmap.get("w") != MAIN:
        raise BadTemplate(
            "It has no page set-up that could be taken over. Save it in Word as .docx and try again."
        )
    for part in file.part.package.iter_parts():
        for key, relation in list(part.rels.items()):
            if not relation.is_external or relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
                continue
            if relation.reltype != _ATTACHED:
                raise BadTemplate(
                    "It draws on a file elsewhere (a linked picture or object). Put a copy into the template."
                )
            del part.rels[key]
            for link in file.settings.element.findall(qn("w:attachedTemplate")):
                file.settings.element.remove(link)
    return file


def fill_fields(file: WordFile, values: Mapping[str, str]) -> tuple[etree._Element | None, set[str]]:
    """Fill every named field in the body, headers and footers.

    Gives the paragraph that holds `{{ report }}`, if there is one, and the names of all fields found. A
    field without a value is left empty; one that there is not is refused, with the names that there are.
    """
    place = None
    found: set[str] = set()
    for paragraph in _paragraphs(file):
        texts = list(paragraph.iter(qn("w:t")))
        words = "".join(each.text or "" for each in texts)
        names = _FIELD.findall(words)
        if not names:
            continue
        for name in names:
            if name != REPORT_FIELD and name not in FIELDS:
                known = ", ".join((*FIELDS, REPORT_FIELD))
                raise BadTemplate(f"It has a field “{name}”, which there is not. The fields are {known}.")
        found.update(names)
        if REPORT_FIELD in names:
            if place is not None or paragraph.getparent() is not file.element.body:
                raise BadTemplate(
                    "The field “report” must stand once, in a paragraph of its own outside tables and headers."
                )
            place = paragraph
            continue
        _put(texts, _FIELD.sub(lambda match: values.get(match[1], ""), words))
    return place, found


def _paragraphs(file: WordFile) -> Iterator[etree._Element]:
    yield from list(file.element.body.iter(qn("w:p")))
    for part in file.part.package.iter_parts():
        if part.content_type.endswith(("header+xml", "footer+xml")):
            yield from list(part.element.iter(qn("w:p")))


def _put(texts: list[etree._Element], words: str) -> None:
    """Put words into the first of a paragraph's texts: Word splits a field over runs as it likes."""
    for each in texts:
        each.text = ""
    texts[0].text = words
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
