"""Word files: every feature of the format that reports use, each shown by its mark-up."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from fingerpost.importer.readers.source import Unreadable
from fingerpost.importer.readers.word import read_word
from fingerpost.importer.readers.word.numbering import written
from tests.importer.word_files import (
    SPACES,
    docx,
    lvl,
    num,
    numbered,
    numbering,
    only_table,
    p,
    paragraphs,
    read,
    style,
    styled,
    styles,
    tbl,
    tc,
    tr,
    zipped,
)


class TestHeadings:
    def test_built_in_headings_keep_their_level_whatever_the_id(self):
        part = styles(style("berschrift2", "heading 2"))
        (found,) = paragraphs(styled("Background", "berschrift2"), styles=part)
        assert (found.text, found.level) == ("Background", 2)

    @pytest.mark.parametrize("name", ["Überschrift 3", "Titre 3", "Pennawd 3"])
    def test_translated_heading_names_are_known(self, name):
        (found,) = paragraphs(styled("Background", "X"), styles=styles(style("X", name)))
        assert found.level == 3

    def test_a_custom_style_based_on_a_heading_is_a_heading(self):
        part = styles(
            style("Heading1", "heading 1"), style("House", "House head", '<w:basedOn w:val="Heading1"/>')
        )
        assert paragraphs(styled("Background", "House"), styles=part)[0].level == 1

    def test_an_outline_level_makes_a_heading(self):
        assert paragraphs(p("Background", '<w:outlineLvl w:val="1"/>'))[0].level == 2

    def test_a_style_based_on_itself_is_no_endless_search(self):
        part = styles(style("A", "a", '<w:basedOn w:val="B"/>'), style("B", "b", '<w:basedOn w:val="A"/>'))
        assert paragraphs(styled("Words", "A"), styles=part)[0].level == 0

    def test_a_whole_sentence_in_a_heading_style_is_text(self):
        sentence = "The council will open the pool in the spring, which the builder promised, " * 3
        part = styles(style("Heading2", "heading 2"))
        assert paragraphs(styled(sentence, "Heading2"), styles=part)[0].level == 0

    def test_a_bold_line_is_marked_bold_and_no_heading(self):
        (found,) = paragraphs(p("Background", look="<w:b/>"))
        assert (found.bold, found.level) == (True, 0)

    def test_bold_that_is_turned_off_is_not_bold(self):
        assert not paragraphs(p("Background", look='<w:b w:val="0"/>'))[0].bold

    def test_bold_comes_from_a_paragraph_style_and_its_ancestors(self):
        part = styles(style("A", "a", "<w:rPr><w:b/></w:rPr>"), style("B", "b", '<w:basedOn w:val="A"/>'))
        assert paragraphs(styled("Background", "B"), styles=part)[0].bold

    def test_a_heading_gives_up_its_typed_number(self):
        part = styles(style("Heading1", "heading 1"))
        (found,) = paragraphs(styled("4 Background to the plan", "Heading1"), styles=part)
        assert (found.number, found.text) == ("4", "Background to the plan")


class TestNumbering:
    LEVELS = lvl(0, "%1.") + lvl(1, "%1.%2") + lvl(2, "(%3)", "lowerLetter") + lvl(3, "%4", "lowerRoman")

    def test_levels_count_within_the_level_above(self):
        body = "".join(
            numbered(text, 1, level)
            for text, level in [("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 2), ("F", 0), ("G", 1)]
        )
        found = paragraphs(body, numbering=numbering(self.LEVELS, num(1)))
        assert [each.number for each in found] == ["1", "1.1", "1.2", "a", "b", "2", "2.1"]

    def test_text_between_does_not_stop_the_count(self):
        body = numbered("A", 1) + p("between") + numbered("B", 1)
        assert [each.number for each in paragraphs(body, numbering=numbering(self.LEVELS, num(1)))] == [
            "1",
            None,
            "2",
        ]

    def test_two_uses_of_one_list_go_on_unless_one_starts_anew(self):
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        body = numbered("A", 1) + numbered("B", 2) + numbered("C", 3) + numbered("D", 3)
        part = numbering(self.LEVELS, num(1) + num(2) + num(3, anew))
        assert [each.number for each in paragraphs(body, numbering=part)] == ["1", "2", "1", "2"]

    def test_a_level_that_never_restarts_goes_on(self):
        levels = lvl(0, "%1.") + lvl(1, "%2", more='<w:lvlRestart w:val="0"/>')
        body = numbered("A", 1) + numbered("B", 1, 1) + numbered("C", 1) + numbered("D", 1, 1)
        assert [each.number for each in paragraphs(body, numbering=numbering(levels, num(1)))] == [
            "1",
            "1",
            "2",
            "2",
        ]

    def test_a_style_numbers_its_paragraphs_by_the_level_linked_to_it(self):
        levels = lvl(0, "%1.", more='<w:pStyle w:val="H"/>') + lvl(1, "%1.%2", more='<w:pStyle w:val="N"/>')
        pr = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        part = styles(style("H", "heading 1", pr), style("N", "Numbered", pr))
        found = paragraphs(
            styled("Purpose", "H") + styled("That the report be noted.", "N"),
            styles=part,
            numbering=numbering(levels, num(1)),
        )
        assert [(each.number, each.level) for each in found] == [("1", 1), ("1.1", 0)]

    def test_bullets_have_no_number(self):
        part = numbering(lvl(0, "•", "bullet"), num(1))
        assert paragraphs(numbered("A", 1), numbering=part)[0].number is None

    def test_a_number_with_words_stays_in_the_text(self):
        part = numbering(lvl(0, "Appendix %1:", "upperLetter"), num(1))
        (found,) = paragraphs(numbered("The plan", 1), numbering=part)
        assert (found.number, found.text) == (None, "Appendix A: The plan")

    def test_legal_numbering_writes_digits(self):
        levels = lvl(0, "%1", "upperRoman") + lvl(1, "%1.%2", more="<w:isLgl/>")
        found = paragraphs(numbered("A", 1) + numbered("B", 1, 1), numbering=numbering(levels, num(1)))
        assert [each.number for each in found] == ["I", "1.1"]

    def test_a_list_that_points_at_a_style_takes_its_levels(self):
        part = (
            f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/>{lvl(0, "%1)")}</w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        )
        assert paragraphs(numbered("A", 1), numbering=part)[0].number == "1"

    def test_automatic_numbers_in_cells_are_part_of_their_text(self):
        part = numbering(self.LEVELS, num(1))
        table = only_table(
            tbl(
                tr(tc(inside=numbered("Mend the roof", 1)), tc("x")), tr(tc(inside=numbered("", 1)), tc("y"))
            ),
            numbering=part,
        )
        assert [row.cells[0].text for row in table.rows] == ["1. Mend the roof", "2."]

    def test_a_typed_number_is_parted_from_its_words(self):
        (found,) = paragraphs(p("2.2 That the report be noted."))
        assert (found.number, found.text) == ("2.2", "That the report be noted.")

    @pytest.mark.parametrize(
        ("count", "form", "text"),
        [
            (4, "lowerRoman", "iv"),
            (1999, "upperRoman", "MCMXCIX"),
            (27, "lowerLetter", "aa"),
            (2, "upperLetter", "B"),
            (7, "decimalZero", "07"),
            (22, "ordinal", "22nd"),
            (12, "ordinal", "12th"),
            (5, "cardinalText", "Five"),
            (0, "upperRoman", "0"),
            (3, "unheardOf", "3"),
            (3, "none", ""),
        ],
    )
    def test_counts_are_written_as_word_writes_them(self, count, form, text):
        assert written(count, form) == text


class TestWords:
    def text(self, runs: str, **parts: str) -> str:
        return paragraphs(f"<w:p>{runs}</w:p>", **parts)[0].text

    def test_insertions_are_kept_and_deletions_dropped_and_a_note_says_so(self):
        found = read(
            "<w:p><w:r><w:t>Due </w:t></w:r><w:del><w:r><w:delText>March</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>April</w:t></w:r></w:ins></w:p>"
        )
        assert next(found.paragraphs).text == "Due April"
        assert [(each.id, dict(each.values)) for each in found.findings] == [
            ("R82", {"insertions": 1, "deletions": 1})
        ]

    def test_a_field_shows_its_result(self):
        runs = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@</w:instrText></w:r>'
            '<w:r><w:t>not shown</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>3 March</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> 2026</w:t></w:r>'
        )
        assert self.text(runs) == "3 March 2026"

    def test_a_field_without_an_end_loses_no_later_paragraph(self):
        body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>x</w:t></w:r></w:p>' + p("Next")
        assert [each.text for each in paragraphs(body)] == ["Next"]

    def test_hidden_text_is_not_seen(self):
        assert (
            self.text("<w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r>")
            == "Seen"
        )

    def test_breaks_hyphens_and_soft_hyphens(self):
        runs = "<w:r><w:t>on</w:t><w:noBreakHyphen/><w:t>tar\u00adget</w:t><w:br/><w:t>next  line</w:t><w:softHyphen/></w:r>"
        assert self.text(runs) == "on-target\nnext line"

    @pytest.mark.parametrize(
        ("font", "char", "shown"),
        [
            ("Wingdings", "F0FC", "✓"),
            ("Wingdings", "F06C", "●"),
            ("Symbol", "F0B7", "•"),
            ("Arial", "0041", "A"),
            ("Odd", "F0FF", "▫"),
        ],
    )
    def test_symbols_are_signs(self, font, char, shown):
        assert self.text(f'<w:r><w:t>x</w:t><w:sym w:font="{font}" w:char="{char}"/></w:r>') == f"x{shown}"

    def test_links_and_content_controls_hold_text_and_placeholders_do_not(self):
        runs = (
            "<w:hyperlink><w:r><w:t>the plan</w:t></w:r></w:hyperlink>"
            "<w:sdt><w:sdtContent><w:r><w:t> of 2026</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>"
        )
        assert self.text(runs) == "the plan of 2026"

    def test_old_form_fields_show_their_choice(self):
        box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
        choice = (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/>'
            '<w:listEntry w:val="Amber"/></w:ddList></w:ffData></w:fldChar></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        assert self.text(f"{box}{end}<w:r><w:t> done, </w:t></w:r>{choice}{end}") == "☒ done, Amber"

    def test_a_text_box_is_read_once_after_its_paragraph(self):
        box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
        body = (
            "<w:p><w:r><w:t>Outside</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
        assert [each.text for each in paragraphs(body)] == ["Outside", "In the box"]

    def test_a_footnote_follows_its_paragraph(self):
        note = f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote><w:footnote w:id="2">{p("As agreed in May.")}</w:footnote></w:footnotes>'
        body = '<w:p><w:r><w:t>Late</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("After")
        assert [(each.text, each.place) for each in paragraphs(body, footnotes=note)] == [
            ("Late", "paragraph 1"),
            ("As agreed in May.", "footnote 1"),
            ("After", "paragraph 2"),
        ]

    def test_a_table_of_contents_is_left_out(self):
        part = styles(style("TOC1", "toc 1"))
        assert [each.text for each in paragraphs(styled("Purpose 3", "TOC1") + p("Words"), styles=part)] == [
            "Words"
        ]

    def test_headers_come_once_first_and_page_numbers_never(self):
        header = f"<w:hdr {SPACES}>{p('Brindle Vale Council')}{p('Words')}{p('Page 2 of 9')}</w:hdr>"
        body = p("Words") + '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/></w:sectPr>'
        found = paragraphs(body, header=header)
        assert [(each.text, each.place) for each in found] == [
            ("Brindle Vale Council", "page header"),
            ("Words", "paragraph 1"),
        ]

    def test_an_embedded_file_is_reported(self):
        found = read(p("Words") + "<w:altChunk r:id='x'/>")
        assert [each.id for each in found.findings] == ["R83"]

    def test_lines_parted_by_tabs_are_rows(self):
        body = (
            "<w:p><w:r><w:t>Ref</w:t><w:tab/><w:t>Action</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>1.1</w:t><w:tab/><w:t>Mend</w:t><w:tab/><w:t>Amber</w:t></w:r></w:p>"
        )
        table = only_table(body)
        assert [row.texts for row in table.rows] == [("Ref", "Action"), ("1.1", "Mend", "Amber")]
        assert table.place_of(table.rows[1], 1) == "paragraph 2, column 2"

    def test_strict_documents_are_read(self):
        usual = docx(p("Words"))
        with ZipFile(BytesIO(usual)) as package:
            files = {
                name: package.read(name).replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                for name in package.namelist()
            }
        assert [each.text for each in read_word("s.docx", zipped(files)).paragraphs] == ["Words"]


class TestTables:
    def test_merged_cells_keep_their_spans(self):
        table = only_table(
            tbl(
                tr(tc("Ref"), tc("When", '<w:gridSpan w:val="2"/>')),
                tr(tc("1.1", '<w:vMerge w:val="restart"/>'), tc("a"), tc("b")),
                tr(tc("", "<w:vMerge/>"), tc("c"), tc("d")),
            )
        )
        spans = [
            [(cell.text, cell.column, cell.columns, cell.rows) for cell in row.cells] for row in table.rows
        ]
        assert spans == [
            [("Ref", 0, 1, 1), ("When", 1, 2, 1)],
            [("1.1", 0, 1, 2), ("a", 1, 1, 1), ("b", 2, 1, 1)],
            [("c", 1, 1, 1), ("d", 2, 1, 1)],
        ]

    def test_text_hidden_under_a_merge_is_not_lost(self):
        table = only_table(
            tbl(tr(tc("1.1", '<w:vMerge w:val="restart"/>'), tc("a")), tr(tc("more", "<w:vMerge/>"), tc("b")))
        )
        assert table.rows[0].cells[0].text == "1.1\nmore"

    def test_old_horizontal_merges_are_spans(self):
        table = only_table(tbl(tr(tc("x", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("y"))))
        assert [(cell.text, cell.column, cell.columns) for cell in table.rows[0].cells] == [
            ("x", 0, 2),
            ("y", 2, 1),
        ]

    def test_a_row_may_begin_later_on_the_grid(self):
        table = only_table(tbl(tr(tc("a"), tc("b")), tr(tc("c"), properties='<w:gridBefore w:val="1"/>')))
        assert table.rows[1].cells[0].column == 1

    def test_places_count_cells_as_a_person_does(self):
        table = only_table(p("x") + tbl(tr(tc("wide", '<w:gridSpan w:val="5"/>'), tc("next"))))
        assert table.place == "table 1"
        assert table.place_of(table.rows[0], 5) == "table 1, row 1, column 2"
        assert table.place_of(table.rows[0], None) == "table 1, row 1"

    def test_a_deleted_row_is_left_out_and_an_inserted_one_kept(self):
        table = only_table(
            tbl(
                tr(tc("gone"), tc("x"), properties="<w:del/>"), tr(tc("kept"), tc("y"), properties="<w:ins/>")
            )
        )
        assert [row.texts for row in table.rows] == [("kept", "y")]

    def test_a_table_in_a_cell_follows_its_table(self):
        inner = tbl(tr(tc("a"), tc("b")))
        first, second = read(tbl(tr(tc(inside=f"{p('outer')}{inner}{p('')}"), tc("z")))).tables
        assert first.rows[0].texts == ("outer", "z")
        assert (second.rows[0].texts, second.place) == (("a", "b"), "table 1, inner table 1")

    def test_a_frame_around_text_is_no_table(self):
        body = tbl(tr(tc(inside=p("One") + p("Two") + p("Three") + p("Four"))))
        assert [each.text for each in paragraphs(body)] == ["One", "Two", "Three", "Four"]

    def test_content_controls_may_wrap_rows_and_cells(self):
        row = f"<w:sdt><w:sdtContent>{tr('<w:sdt><w:sdtContent>' + tc('a') + '</w:sdtContent></w:sdt>', tc('b'))}</w:sdtContent></w:sdt>"
        assert only_table(tbl(row)).rows[0].texts == ("a", "b")

    def test_bold_and_underlined_cells_are_marked(self):
        table = only_table(
            tbl(
                tr(
                    tc(inside=p("A", look='<w:b/><w:u w:val="single"/>')),
                    tc(inside=p("B", look='<w:u w:val="none"/>')),
                )
            )
        )
        assert [(cell.bold, cell.underlined) for cell in table.rows[0].cells] == [
            (True, True),
            (False, False),
        ]

    def test_lines_of_a_cell_keep_their_breaks(self):
        assert (
            only_table(tbl(tr(tc(inside=p("one") + p("") + p("two")), tc("x")))).rows[0].cells[0].text
            == "one\ntwo"
        )

    def test_a_picture_speaks_by_its_description_where_a_cell_has_no_words(self):
        picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Amber"/></wp:inline></w:drawing></w:r></w:p>'
        assert only_table(tbl(tr(tc(inside=picture), tc("x")))).rows[0].cells[0].text == "Amber"

    def test_a_caption_names_the_next_table(self):
        part = styles(style("Caption", "caption"))
        assert (
            only_table(
                styled("Table 1: late actions", "Caption") + tbl(tr(tc("a"), tc("b"))), styles=part
            ).name
            == "Table 1: late actions"
        )


class TestRefusals:
    def test_a_document_of_pictures_says_that_it_is_a_scan(self):
        with pytest.raises(Unreadable, match="only pictures"):
            read("<w:p><w:r><w:drawing/></w:r></w:p>")

    def test_an_empty_document_is_refused(self):
        with pytest.raises(Unreadable, match="no words"):
            read("<w:p/>")

    def test_a_package_without_a_document_is_refused(self):
        with pytest.raises(Unreadable, match="no Word document"):
            read_word("x.docx", zipped({"other.xml": b"<x/>"}))

    def test_nesting_without_end_is_refused_without_a_trace(self):
        with pytest.raises(Unreadable, match="damaged"):
            read("<w:sdt><w:sdtContent>" * 400 + p("x") + "</w:sdtContent></w:sdt>" * 400)
