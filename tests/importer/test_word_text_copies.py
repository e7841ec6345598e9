"""Text copies typed or pasted into Word, cell after cell by tabs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from fingerpost.importer.readers.source import Table
from fingerpost.importer.readers.text import read_text
from tests.importer.word_files import (
    p,
)

if TYPE_CHECKING:
    from pathlib import Path

from tests.importer.word_files import read


def tabbed(line: str, look: str = "") -> str:
    """A paragraph with its tabs as Word stores them."""
    parts = f"<w:r>{look}<w:tab/></w:r>"
    return "<w:p>" + parts.join(f"<w:r>{look}<w:t>{part}</w:t></w:r>" for part in line.split("\t")) + "</w:p>"


COPY = (
    "HV2: Harbour\t\t\t\t\t",
    "Ref\tAction\tColour\tCorrective Action\t\tWho",
    "2.2\tRepair the quay\t\tTenders are back.\t\tAB",
    "2.2\tHarbour works\t\t\t\t",
    "\t\t2.3\tPaint the crane\t\t",
)


@pytest.mark.parametrize("look", ["", "<w:rPr><w:b/></w:rPr>"])
def test_rows_typed_with_tabs_keep_their_empty_columns(look: str) -> None:
    document = read("".join(tabbed(line, look) for line in COPY) + p("") + p("After."))
    (table,) = document.tables
    assert [[(cell.column, cell.text) for cell in row.cells] for row in table.rows] == [
        [(0, "HV2: Harbour")],
        [(0, "Ref"), (1, "Action"), (2, "Colour"), (3, "Corrective Action"), (5, "Who")],
        [(0, "2.2"), (1, "Repair the quay"), (3, "Tenders are back."), (5, "AB")],
        [(0, "2.2"), (1, "Harbour works")],
        [(2, "2.3"), (3, "Paint the crane")],
    ]
    assert table.place == "paragraphs 1 to 5"
    assert table.place_of(table.rows[2], 1) == "paragraph 3, column 2"
    assert [paragraph.text for paragraph in document.paragraphs] == ["After."]


def test_a_text_copy_pasted_into_word_reads_like_the_text() -> None:
    lines = [*COPY, "", "1. SUMMARY", "", "1.1 First.", "", "3.1\tA row broken", "over lines\t\tX\t\tCD"]
    copied = read_text("copy.txt", "\n".join(lines).encode())
    pasted = read("".join(tabbed(line) for line in lines))
    assert [block.rows if isinstance(block, Table) else block.text for block in pasted.blocks][1:3] == [
        block.rows if isinstance(block, Table) else block.text for block in copied.blocks
    ][1:3]
    assert [[row.cells for row in table.rows] for table in pasted.tables] == [
        [row.cells for row in table.rows] for table in copied.tables
    ]
    assert [paragraph.place for paragraph in pasted.paragraphs] == ["paragraph 6", "paragraph 7"]


def test_labels_with_values_behind_several_tabs_are_two_columns() -> None:
    document = read(
        p("Contact", look="<w:b/>") + tabbed("Name:\t\tA Bell") + tabbed("Telephone:\t01234 567") + p("End.")
    )
    (table,) = document.tables
    assert [[(cell.column, cell.text) for cell in row.cells] for row in table.rows] == [
        [(0, "Name:"), (1, "A Bell")],
        [(0, "Telephone:"), (1, "01234 567")],
    ]


def test_a_line_brought_in_by_tabs_is_a_paragraph() -> None:
    document = read(p("1.1 First.", look="<w:b/>") + tabbed("\t\t\t\tAppendix 1") + p("More."))
    assert [block.text for block in document.paragraphs] == ["First.", "Appendix 1", "More."]


def test_the_real_text_pasted_into_word_tab_for_tab_reads_the_same(real: Path) -> None:
    (source,) = real.glob("002*.txt")
    text = source.read_text(encoding="utf-8")
    copied = read_text(source.name, source.read_bytes())
    pasted = read("".join(tabbed(escape(line)) for line in text.splitlines()))
    assert [[row.cells for row in table.rows] for table in pasted.tables] == [
        [row.cells for row in table.rows] for table in copied.tables
    ]
    assert [paragraph.whole for paragraph in pasted.paragraphs] == [
        paragraph.whole for paragraph in copied.paragraphs
    ]
