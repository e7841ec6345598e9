"""The document value as a tagged PDF, made by typst and completed with pikepdf.

Words reach typst as data (JSON in `sys.inputs`), never as markup; `report.typ` beside this file is the look.
The fonts come from the `font-roboto` package and from typst itself, never from the machine, and the time
from the document, so the same document gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from fingerpost.reports.renderers.pdf_layout import Layout, lay_out
from fingerpost.reports.renderers.pdf_tags import complete_tags
from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.tones import PAPER_OF_CLASS

if TYPE_CHECKING:
    from fingerpost.reports.document import Document

FONT = "Roboto"
_MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class CannotTypeset(RuntimeError):
    """typst refused a document; the message is its own."""


def render_pdf(document: Document) -> bytes:
    """The document as PDF, tagged for PDF/UA-1 as far as typst's own check goes.

    A character for which no bundled font has a shape is printed as its code, like [U+1F600].
    """
    unprintable: dict[int, str] = {}
    layout = lay_out(document)
    while True:
        try:
            return complete_tags(_typeset(document, layout, unprintable), layout.tables)
        except typst.TypstError as refusal:
            missing = _missing_characters(str(refusal.diagnostic)) - unprintable.keys()
            if not missing:
                raise CannotTypeset(f"The PDF could not be made: {refusal.message}") from refusal
            unprintable.update({each: f"[U+{each:04X}]" for each in missing})


def _typeset(document: Document, layout: Layout, unprintable: dict[int, str]) -> bytes:
    data = json.dumps(layout.data, ensure_ascii=False).translate(unprintable)
    made = typst.compile(
        str(files("fingerpost.reports.renderers") / "report.typ"),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"document": data, "tones": json.dumps(PAPER_OF_CLASS)},
        pdf_standards=["ua-1"],
        timestamp=stamp(document.dated),
    )
    if not isinstance(made, bytes):
        raise CannotTypeset("typst gave no PDF.")
    return made


def font_folder() -> Path:
    """Where the `font-roboto` package keeps its fonts."""
    return Path(str(files("font_roboto") / "files"))


def _missing_characters(diagnostic: str) -> set[int]:
    found: set[int] = set()
    for text in _MISSING_GLYPH.findall(diagnostic):
        shown = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
        found.update(ord(each) for each in shown)
    return found
