"""Word files: every feature of the format that reports use, each shown by its mark-up."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from fingerpost.importer.readers.source import Fill, Paragraph, SourceDocument, Table, Unreadable
from fingerpost.importer.readers.text import read_text
from fingerpost.importer.readers.word import read_word
from fingerpost.importer.readers.word.numbering import written
from tests.importer.word_files import (
    SPACES,
    docx,
    lvl,
    num,
    numbered,
    numbering,
    p,
    shd,
    style,
    styled,
    styles,
    tbl,
    tc,
    tr,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1><a:accent2><a:srgbClr val="C0504D"/></a:accent2>'
    "</a:clrScheme></a:themeElements></a:theme>"
)


def read(body: str, **parts: str) -> SourceDocument:
    return read_word("report.docx", docx(body, **parts))


def paragraphs(body: str, **parts: str) -> list[Paragraph]:
    return list(read(body, **parts).paragraphs)


def only_table(body: str, **parts: str) -> Table:
    (table,) = read(body, **parts).tables
    return table


def fill_of(shading: str, **parts: str) -> Fill | None:
    return only_table(tbl(tr(tc("A", shading), tc("B"))), **parts).rows[0].cells[0].fill


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


class TestFills:
    @pytest.mark.parametrize(
        ("shading", "fill"),
        [
            (shd("FF0000"), Fill("FF0000")),
            (shd("auto"), None),
            (shd("FFFFFF"), None),
            (shd("00FF00", "nil"), None),
            (shd("auto", "solid", "00B050"), Fill("00B050")),
            (shd("FFFFFF", "diagStripe", "FF0000"), Fill("FF0000", pattern=True)),
            (shd("FFC000", "thinDiagCross", "auto"), Fill("FFC000", pattern=True)),
            (shd("auto", "pct50", "FF0000"), Fill("FF0000", pattern=True)),
            (shd("FFFFFF", "diagCross", "auto"), Fill("000000", pattern=True)),
            (shd("auto", "pct20", "auto"), Fill("CCCCCC")),
        ],
    )
    def test_direct_shading(self, shading, fill):
        assert fill_of(shading) == fill

    @pytest.mark.parametrize(
        ("more", "colour"),
        [
            ('w:themeFill="accent1"', "4F81BD"),
            ('w:themeFill="accent1" w:themeFillTint="99"', "95B3D7"),
            ('w:themeFill="accent1" w:themeFillTint="3F"', "D3DFEE"),
            ('w:themeFill="accent1" w:themeFillShade="BF"', "365F91"),
            ('w:themeFill="text1"', "000000"),
        ],
    )
    def test_theme_colours_are_tinted_and_shaded_as_word_does(self, more, colour):
        fill = fill_of(shd("ABCDEF", more=more), theme=THEME)
        assert fill is not None
        # Word works in 240 steps of lightness, so one step of 255 either way is the same colour.
        assert all(
            abs(a - b) <= 1 for a, b in zip(bytes.fromhex(fill.colour), bytes.fromhex(colour), strict=True)
        )

    def test_without_a_theme_the_stored_colour_counts(self):
        assert fill_of(shd("ABCDEF", more='w:themeFill="accent1"')) == Fill("ABCDEF")

    def test_a_table_style_shades_its_first_row_and_bands(self):
        def part(kind: str, fill: str) -> str:
            return f'<w:tblStylePr w:type="{kind}"><w:rPr><w:b/></w:rPr><w:tcPr>{shd(fill)}</w:tcPr></w:tblStylePr>'

        looks = styles(
            style("Base", "Base", part("firstRow", "111111"), "table"),
            style("Own", "Own", '<w:basedOn w:val="Base"/>' + part("band1Horz", "222222"), "table"),
        )
        rows = [tr(tc(str(at)), tc("x")) for at in range(4)]
        table = only_table(
            tbl(
                *rows,
                properties='<w:tblStyle w:val="Own"/><w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>',
            ),
            styles=looks,
        )
        assert [row.cells[0].fill for row in table.rows] == [
            Fill("111111"),
            Fill("222222"),
            None,
            Fill("222222"),
        ]
        assert [row.cells[0].bold for row in table.rows] == [True, True, False, True]

    def test_direct_shading_wins_over_the_style(self):
        looks = styles(style("T", "T", f"<w:tcPr>{shd('111111')}</w:tcPr>", "table"))
        table = only_table(
            tbl(tr(tc("a", shd("auto")), tc("b")), properties='<w:tblStyle w:val="T"/>'), styles=looks
        )
        assert [cell.fill for cell in table.rows[0].cells] == [None, Fill("111111")]

    @pytest.mark.parametrize(
        ("look", "text", "fill"),
        [
            ('<w:highlight w:val="red"/>', "Late", Fill("FF0000")),
            (shd("FFC000"), "Late", Fill("FFC000")),
            ('<w:color w:val="00B050"/>', "●", Fill("00B050")),
            ('<w:color w:val="00B050"/>', "Done", None),
            ('<w:highlight w:val="red"/>', "   ", Fill("FF0000")),
            (shd("FFC000"), "   ", Fill("FFC000")),
            ('<w:rFonts w:ascii="Wingdings"/><w:color w:val="00B050"/>', "l", Fill("00B050")),
        ],
    )
    def test_words_may_carry_the_colour(self, look, text, fill):
        assert only_table(tbl(tr(tc(inside=p(text, look=look)), tc("x")))).rows[0].cells[0].fill == fill

    @pytest.mark.parametrize(
        "drawn",
        [
            '<w:pict><v:oval xmlns:v="urn:schemas-microsoft-com:vml" fillcolor="#ff0000 [3200]"/></w:pict>',
            '<w:pict><v:oval xmlns:v="urn:schemas-microsoft-com:vml" fillcolor="red"/></w:pict>',
            (
                '<w:drawing><x:wsp xmlns:x="urn:x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><x:spPr>'
                '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></x:spPr></x:wsp></w:drawing>'
            ),
        ],
    )
    def test_a_light_drawn_in_a_cell_carries_its_colour(self, drawn: str):
        cells = only_table(tbl(tr(tc("1"), tc(inside=f"<w:p><w:r>{drawn}</w:r></w:p>")))).rows[0].cells
        assert cells[1].fill == Fill("FF0000")

    def test_a_filled_frame_without_words_fills_its_cell(self):
        frame = tbl(tr(tc("", shd("FFC000")))) + p("")
        assert only_table(tbl(tr(tc("1"), tc(inside=frame)))).rows[0].cells[1].fill == Fill("FFC000")

    def test_letters_in_a_symbol_font_are_the_signs_they_show(self):
        look = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
        table = only_table(
            tbl(tr(tc("1"), tc(inside=p("\u00fc", look=look)), tc(inside=p("\uf06c", look=look))))
        )
        assert [cell.text for cell in table.rows[0].cells] == ["1", "✓", "●"]


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
