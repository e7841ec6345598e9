"""PDF files: words into paragraphs, headings and furniture."""

from __future__ import annotations

import pytest

from tests.importer.pdf_files import pdf, read, read_typst, text, texts


class TestParagraphs:
    @pytest.mark.parametrize(
        ("first", "second", "whole"),
        [
            ("Work on imple-", "mentation goes on.", "Work on implementation goes on."),
            ("A review of co-", "ordination begins.", "A review of co-ordination begins."),
            ("The decision-", "making is shared.", "The decision-making is shared."),
        ],
    )
    def test_a_hyphen_at_a_line_end_goes_where_the_word_has_none(self, first: str, second: str, whole: str):
        assert texts(read(pdf(text(72, 700, first) + text(72, 687, second)))) == [whole]

    def test_wrapped_lines_are_one_paragraph_and_a_gap_begins_another(self):
        source = read_typst("#lorem(40)\n\n#lorem(30)")
        first, second = texts(source)
        assert (len(first.split()), len(second.split())) == (40, 30)
        assert [each.place for each in source.paragraphs] == ["page 1, paragraph 1", "page 1, paragraph 2"]

    def test_larger_letters_are_headings_by_size(self):
        found = read_typst("= Report\n\n#lorem(30)\n\n== Background\n\n#lorem(30)").paragraphs
        assert [(each.text[:10], each.level) for each in found] == [
            ("Report", 1),
            ("Lorem ipsu", 0),
            ("Background", 2),
            ("Lorem ipsu", 0),
        ]

    def test_bold_lines_are_marked(self):
        found = read_typst("*BACKGROUND*\n\nPlain words here.").paragraphs
        assert [each.bold for each in found] == [True, False]

    def test_a_typed_number_is_parted_from_its_words(self):
        (found,) = read_typst("2.2 That the report be noted.").paragraphs
        assert (found.number, found.text) == ("2.2", "That the report be noted.")

    def test_numbers_that_hang_beside_their_text_are_no_table(self):
        source = read_typst(
            "#for n in (1, 2, 3, 4) [#grid(columns: (40pt, 1fr), row-gutter: 8pt, [1.#n], lorem(25))\n]"
        )
        assert not list(source.tables)
        assert [each.number for each in source.paragraphs] == ["1.1", "1.2", "1.3", "1.4"]

    def test_centred_lines_that_had_room_stay_apart(self):
        source = read_typst("#align(center)[BRINDLE VALE COUNCIL \\ CABINET \\ 30 APRIL 2026]\n\n#lorem(40)")
        assert texts(source)[:3] == ["BRINDLE VALE COUNCIL", "CABINET", "30 APRIL 2026"]

    def test_two_columns_are_read_one_after_the_other(self):
        source = read_typst("#set page(height: 300pt)\n#columns(2)[#lorem(190)]")
        assert " ".join(texts(source)) == _lorem(190)

    def test_ligatures_are_letters(self):
        assert texts(
            read(pdf(text(72, 700, "of\ufb01ce".encode("cp1252", "ignore").decode("cp1252") + "x")))
        ) == ["ofcex"]
        assert texts(read_typst("The office of fine affairs")) == ["The office of fine affairs"]

    def test_a_turned_page_reads_level(self):
        climbing = b"BT /F1 11 Tf 0 1 -1 0 300 100 Tm (Level words) Tj ET\n"
        assert texts(read(pdf(climbing, rotate=90))) == ["Level words"]
        assert texts(read(pdf(climbing))) == ["Level words"]

    def test_words_outside_the_page_are_not_seen(self):
        assert texts(read(pdf(text(72, 700, "Seen") + text(72, 2000, "Unseen")))) == ["Seen"]

    def test_a_paragraph_may_go_on_over_a_page(self):
        first = text(72, 100, "This sentence begins at the foot of one page and")
        second = text(72, 700, "goes on at the head of the next.")
        assert texts(read(pdf(first, second))) == [
            "This sentence begins at the foot of one page and goes on at the head of the next."
        ]


def _lorem(count: int) -> str:
    (found,) = texts(read_typst(f"#set page(width: 2000pt, height: 2000pt)\n#lorem({count})"))
    return found


class TestFurniture:
    SOURCE = (
        "#set page(header: [Brindle Vale Council], footer: context [Page #counter(page).display() of 3])\n"
        "#for n in (1, 2, 3) [Words of part #(n * 7). #pagebreak(weak: true)\n]"
    )

    def test_headers_are_kept_once_and_page_numbers_never(self):
        assert texts(read_typst(self.SOURCE)) == [
            "Brindle Vale Council",
            "Words of part 7.",
            "Words of part 14.",
            "Words of part 21.",
        ]

    def test_one_page_has_no_repetition_to_go_by(self):
        assert texts(read(pdf(text(72, 800, "Brindle Vale Council") + text(72, 600, "Words")))) == [
            "Brindle Vale Council",
            "Words",
        ]
