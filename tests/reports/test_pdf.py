"""The PDF: tagged, embedded, unclipped, the same every time. What pdfua and typst check is a part of PDF/UA-1."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pdfua
import pikepdf
import pytest

from fingerpost.reports.document import Card, DocumentCell, DocumentTable, Heading, Text
from fingerpost.reports.renderers.pdf import render_pdf
from tests.reports.invented_document import HOSTILE, a_document, card, wide_table


@pytest.fixture(scope="module")
def made() -> bytes:
    return render_pdf(a_document())


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting.extend(reversed(inside(element)))
    return found


def inside(element: pikepdf.Object) -> list[pikepdf.Object]:
    inner = element.get("/K", [])
    listed = list(inner) if isinstance(inner, pikepdf.Array) else [inner]
    return [each for each in listed if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def attribute(element: pikepdf.Object, name: str) -> object:
    given = element.get("/A", [])
    for each in list(given) if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(each, pikepdf.Dictionary) and name in each:
            return each[name]
    return None


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "".join(
            char["text"] for page in opened.pages for char in page.chars if not char["text"].isspace()
        )


def joined(text: str) -> str:
    return "".join(text.split())


def test_what_pdfua_checks_passes(made: bytes, tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(made)
    report = pdfua.validate(str(place))
    assert [finding for outcome in report.outcomes for finding in outcome.findings] == []
    # Its rule on empty headings fails inside pikepdf; the test after this one looks at headings itself.
    assert {outcome.rule_id for outcome in report.outcomes if outcome.skipped_reason} <= {"UA-14-001"}


def test_no_heading_is_empty(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        headings = [each for each in elements(pdf) if str(each.get("/S", ""))[1:2] == "H"]
        assert len(headings) == sum(isinstance(each, Heading | Card) for each in a_document().blocks)
        assert all("/K" in each for each in headings)


def test_a_cell_that_leads_somewhere_is_a_link() -> None:
    linked = DocumentTable(
        "All", ("Ref", "Action"), ((DocumentCell("4.2.1", link="exception-1"), DocumentCell("Limes")),)
    )
    document = a_document()
    pdf = render_pdf(replace(document, blocks=(linked, *document.blocks)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [each for each in elements(opened) if each.get("/S") == "/Link"]
        assert [each for page in opened.pages for each in page.get("/Annots", []) if each.Subtype == "/Link"]


def test_it_says_its_title_language_and_that_it_is_tagged(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Exception report: February 2026"
            assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260228")


def test_its_headings_are_its_bookmarks(made: bytes) -> None:
    document = a_document()
    wanted = {block.text for block in document.blocks if isinstance(block, Heading)}
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        found, waiting = set(), list(outline.root)
        while waiting:
            each = waiting.pop()
            found.add(each.title)
            waiting.extend(each.children)
    assert wanted <= found


def test_rows_and_columns_of_tables_have_headers(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        tables = [each for each in elements(pdf) if each.get("/S") == "/Table"]
        figures = next(each for each in tables if attribute(each, "/Summary") == "Figures of two months")
        rows = [each for each in elements_of(figures) if each.get("/S") == "/TR"]
        assert [[str(cell.S) for cell in inside(row)] for row in rows[:2]] == [
            ["/TH", "/TH", "/TH"],
            ["/TH", "/TD", "/TD"],
        ]
        assert attribute(inside(rows[0])[1], "/Scope") == "/Column"
        assert attribute(inside(rows[1])[0], "/Scope") == "/Row"


def test_every_label_of_a_table_of_facts_heads_its_row() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(a_document(cards=1)))) as pdf:
        facts = next(each for each in elements(pdf) if attribute(each, "/Summary") == "4.2.0")
        rows = [each for each in elements_of(facts) if each.get("/S") == "/TR"]
        assert [[str(cell.S) for cell in inside(row)] for row in rows] == [["/TH", "/TD"]] * 3
        assert [attribute(inside(row)[0], "/Scope") for row in rows] == ["/Row"] * 3


def elements_of(root: pikepdf.Object) -> list[pikepdf.Object]:
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop(0)
        found.append(element)
        waiting = inside(element) + waiting
    return found


def test_a_letter_says_the_word_that_it_stands_for(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        expanded = [str(each.E) for each in elements(pdf) if "/E" in each]
    assert expanded[:5] == ["green", "amber", "red", "reprogrammed", "not updated"]


def test_a_chart_has_its_alternative(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        figures = [each for each in elements(pdf) if each.get("/S") == "/Figure"]
        assert [str(each.Alt) for each in figures] == ["Most actions are green."]


def test_every_font_is_embedded(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        descriptors = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        ]
        assert descriptors
        assert all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in descriptors)


def test_no_word_is_lost_and_none_is_read_as_markup(made: bytes) -> None:
    found = words_of(made)
    document = a_document()
    wanted = [document.title, *HOSTILE, card(1).heading.text]
    for block in document.blocks:
        if isinstance(block, Text | Heading):
            wanted.append(block.text)
        if isinstance(block, DocumentTable):
            wanted += [cell.text for row in block.rows for cell in row]
    assert [each for each in wanted if joined(each) not in found] == []


def test_nothing_stands_outside_its_page_and_long_words_break() -> None:
    long_word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4
    narrow = DocumentTable(
        "Narrow", ("A", "B", "C", "D"), (tuple(DocumentCell(long_word) for _ in range(4)),)
    )
    document = a_document(extra=long_word)
    pdf = render_pdf(replace(document, blocks=(*document.blocks, narrow)))
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        outside = [
            char["text"]
            for page in opened.pages
            for char in page.chars
            if char["x0"] < 20 or char["x1"] > page.width - 20 or char["bottom"] > page.height - 15
        ]
    assert outside == []
    assert words_of(pdf).count(long_word) == 5


def test_a_wide_table_stands_on_turned_pages_and_repeats_its_header(made: bytes) -> None:
    with pdfplumber.open(io.BytesIO(made)) as opened:
        turned = [page for page in opened.pages if page.width > page.height]
        assert len(turned) > 1
        assert len(turned) < len(opened.pages)
        assert all("Minute" in page.extract_text() for page in turned)
        assert f"Page {len(opened.pages)} of {len(opened.pages)}" in turned[-1].extract_text()


def test_a_heading_goes_with_the_wide_table_under_its_subheading() -> None:
    blocks = (
        Text("An opening."),
        Heading(1, "All promises", "all"),
        Heading(2, "Housing", "housing"),
        wide_table(),
    )
    with pdfplumber.open(io.BytesIO(render_pdf(replace(a_document(), blocks=blocks)))) as pdf:
        pages = [(page.width > page.height, page.extract_text()) for page in pdf.pages]
    assert [turned for turned, text in pages if "All promises" in text] == [True]
    assert [turned for turned, text in pages if "An opening" in text] == [False]


def test_a_card_that_fits_a_page_stands_on_one() -> None:
    pdf = render_pdf(a_document(cards=9, words=60))
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        pages = [page.extract_text() for page in opened.pages]
    for number in range(9):
        (page,) = [each for each in pages if f"4.2.{number} Plant" in each]
        after = page.split(f"4.2.{number} Plant")[1]
        assert "Carys" in after
        assert "Jul Aug" in after


def test_a_card_longer_than_a_page_is_whole() -> None:
    pdf = render_pdf(a_document(cards=1, words=900))
    assert words_of(pdf).count("frost") == 900


@pytest.mark.parametrize(
    "text", ["سلام", "漢字 😀", "\x07 bell \ud800 half", "a\u0301\u200d\ufeff", "\U000e0041"]
)
def test_characters_without_a_glyph_do_not_stop_it(text: str) -> None:
    assert render_pdf(a_document(cards=0, extra=text)).startswith(b"%PDF")


def test_a_character_that_no_font_has_is_printed_as_its_code() -> None:
    assert "[U+1F600]" in words_of(render_pdf(a_document(cards=0, extra="😀")))


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.reports.invented_document import a_document
from fingerpost.reports.renderers.pdf import render_pdf
sys.stdout.buffer.write(render_pdf(a_document()))
"""


def test_another_process_makes_the_same_bytes(made: bytes) -> None:
    again = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parents[2])], capture_output=True, check=True
    ).stdout
    assert again == made
