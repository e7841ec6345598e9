"""PDF files: rules, fills and aligned words into tables, pages into one document."""

from __future__ import annotations

import pytest

from fingerpost.importer.readers.source import Fill, SourceDocument, Unreadable
from tests.importer.pdf_files import only_table, pdf, read, read_typst, rows, text, texts


class TestRuledTables:
    def test_cells_are_told_by_rules_and_merged_cells_keep_their_spans(self):
        table = only_table(
            read_typst(
                "#table(columns: 3, table.cell(colspan: 2)[When], [Who], table.cell(rowspan: 2)[2026], [March], [AB], [April], [CD])"
            )
        )
        spans = [
            [(cell.text, cell.column, cell.columns, cell.rows) for cell in row.cells] for row in table.rows
        ]
        assert spans == [
            [("When", 0, 2, 1), ("Who", 2, 1, 1)],
            [("2026", 0, 1, 2), ("March", 1, 1, 1), ("AB", 2, 1, 1)],
            [("April", 1, 1, 1), ("CD", 2, 1, 1)],
        ]
        assert table.place_of(table.rows[1], 1) == "page 1, table 1, row 2, column 2"

    def test_lines_wrapped_by_a_cell_are_joined_and_others_kept(self):
        table = only_table(
            read_typst("#table(columns: (90pt, 120pt), [Mend the roof of the town hall], [First \\ second])")
        )
        assert rows(table) == [("Mend the roof of the town hall", "First\nsecond")]

    def test_words_cut_by_a_narrow_cell_are_whole_again(self):
        cut = b"BT /F1 10 Tf 102 700 Td (12.2.) Tj 0 -12 Td (1) Tj ET\n"
        frame = b"100 680 30 35 re S 130 680 100 35 re S\n"
        table = only_table(read(pdf(frame + cut + text(135, 700, "Mend"))))
        assert rows(table) == [("12.2.1", "Mend")]

    @pytest.mark.parametrize(
        ("width", "lines", "whole"),
        [
            # A space is kept where there is room for it: a line without one is cut.
            (32, ("alte", "rnate ", "week"), "alternate week"),
            (37, ("in ", "progr", "ess"), "in progress"),
            # Without room for a space only the words tell.
            (44, ("Private", "sector ", "survey"), "Private sector survey"),
            (38, ("transf", "erring ", "staff"), "transferring staff"),
            (53, ("quayside", "works ", "and"), "quayside works and"),
            (47.5, ("[Hatche", "d]"), "[Hatched]"),
        ],
    )
    def test_a_narrow_cell_parts_words_and_cuts_them(self, width: float, lines: tuple[str, ...], whole: str):
        frame = f"100 640 {width} 70 re S {100 + width} 640 100 70 re S\n".encode()
        words = b"".join(text(106, 695 - 12 * at, line, 10) for at, line in enumerate(lines))
        spaced = text(72, 500, "These lines ") + text(72, 488, "keep their ") + text(72, 476, "spaces.")
        table = only_table(read(pdf(frame + words + text(110 + width, 695, "X") + spaced)))
        assert rows(table) == [(whole, "X")]

    def test_words_that_a_cell_clips_do_not_run_into_the_next(self):
        frame = b"100 680 51 35 re S 151 680 100 35 re S\n"
        table = only_table(read(pdf(frame + text(102, 700, "Glass colle", 10) + text(152, 700, "IM", 10))))
        assert rows(table) == [("Glass colle", "IM")]

    def test_a_row_that_a_page_end_parts_is_one(self):
        sides = b"60 %d 40 %d re S 100 %d 60 %d re S 160 %d 200 %d re S\n"
        first = (
            sides % (100, 700, 100, 700, 100, 700)
            + text(65, 780, "4.1")
            + text(105, 780, "Waste")
            + text(165, 780, "Services go to")
            + text(165, 110, "another council in July and")
        )
        second = sides % (760, 60, 760, 60, 760, 60) + text(165, 800, "August.")
        table = only_table(read(pdf(first, second)))
        assert len(table.rows) == 1
        assert table.rows[0].texts[2].endswith("in July and August.")

    def test_letters_of_symbol_fonts_are_the_signs_they_show(self):
        wingdings = pdf(
            b"100 680 40 35 re S 140 680 100 35 re S\n" + text(110, 690, "l") + text(150, 690, "l", font="F2")
        )
        table = only_table(read(wingdings.replace(b"/Helvetica-Bold", b"/Wingdings")))
        assert rows(table) == [("l", "●")]

    def test_standing_words_are_read(self):
        table = only_table(
            read_typst(
                "#table(columns: 2, rotate(-90deg, reflow: true)[July], rotate(90deg, reflow: true)[Next month], [a], [b])"
            )
        )
        assert rows(table) == [("July", "Next month"), ("a", "b")]

    def test_a_frame_around_text_is_no_table(self):
        source = read_typst("#rect[#lorem(30)]")
        assert not list(source.tables)
        assert len(texts(source)) == 1

    def test_a_page_border_hides_no_table(self):
        source = read_typst("#rect(width: 100%, height: 100%)[Before #table(columns: 2, [a], [b], [c], [d])]")
        assert rows(only_table(source)) == [("a", "b"), ("c", "d")]

    def test_underlined_and_bold_cells_are_marked(self):
        table = only_table(read_typst("#table(columns: 3, underline[Due], [*Due*], [Due])"))
        assert [(cell.underlined, cell.bold) for cell in table.rows[0].cells] == [
            (True, False),
            (False, True),
            (False, False),
        ]

    def test_rows_under_a_header_that_alone_is_filled_keep_its_columns(self):
        table = only_table(
            read_typst(
                "#table(columns: (40pt, 1fr, 60pt), stroke: none, fill: (x, y) => if y == 0 {gray} else if x == 2 and y == 1 {red},"
                "[Ref], [Action], [Status], [1.1], [Mend the roof], [Late], [1.2], [Open the pool], [Done])"
            )
        )
        assert rows(table) == [
            ("Ref", "Action", "Status"),
            ("1.1", "Mend the roof", "Late"),
            ("1.2", "Open the pool", "Done"),
        ]
        assert table.rows[1].cells[2].fill == Fill("FF4136")


def printed_sheet() -> bytes:
    """A sheet printed without lines: headings in two rows, a filled group row, coloured cells."""
    places = {"Ref": 40, "Action": 80, "Start": 220, "Target": 280, "Update": 340, "BRAG": 480}
    content = text(220, 756, "Timescale", 9)
    content += b"".join(text(x, 744, label, 9) for label, x in places.items())
    content += b"0.75 g 38 728 480 12 re f 0 g\n" + text(40, 731, "Theme 1: Our People", 9)
    rows = (
        ("1.1", "Launch a survey", "01/04/2022", "30/09/2022", "Closed in May", "0 0.69 0.31"),
        ("1.2", "Write a strategy", "01/06/2022", "31/01/2023", "Draft is out", "1 0 0"),
        ("1.3", "Sell the depot", "01/07/2022", "31/12/2022", "No buyer", "1 0 0"),
    )
    for at, (ref, action, start, target, update, colour) in enumerate(rows):
        y = 719 - 12 * at
        words = ((40, ref), (80, action), (231, start), (291, target), (340, update))
        content += f"{colour} rg 478 {y - 3} 40 12 re f 0 g\n".encode()
        content += b"".join(text(x, y, each, 9) for x, each in words)
    return content


class TestPagesOfTables:
    def test_what_stands_over_tables_is_a_heading_though_no_text_is_smaller(self):
        source = read_typst(
            "#set text(9pt)\n#text(14pt)[Our Place]\n#table(columns: 2, [Ref], [Action], [1], [Mend the roof of the hall])\n"
            "#text(14pt)[Our People]\n#table(columns: 2, [Ref], [Action], [2], [Train all the staff of the pool])"
        )
        assert [(each.text, each.level) for each in source.paragraphs] == [
            ("Our Place", 1),
            ("Our People", 1),
        ]

    def test_a_watermark_across_the_page_is_left_out(self):
        slanted = b"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 400 Tm (DRAFT) Tj ET\n"
        assert texts(read(pdf(text(72, 700, "Words of the report.") + slanted))) == ["Words of the report."]

    def test_a_hyphen_before_a_break_in_a_cell_is_closed_up(self):
        table = only_table(
            read_typst("#table(columns: (90pt, 200pt), [1], [The imple- \\ mentation team meets.])")
        )
        assert rows(table) == [("1", "The implementation team meets.")]


class TestHeadingsWithoutLines:
    def test_headings_in_two_rows_head_the_columns_below(self):
        table = only_table(read(pdf(printed_sheet())))
        assert rows(table) == [
            ("Timescale",),
            ("Ref", "Action", "Start", "Target", "Update", "BRAG"),
            ("Theme 1: Our People",),
            ("1.1", "Launch a survey", "01/04/2022", "30/09/2022", "Closed in May"),
            ("1.2", "Write a strategy", "01/06/2022", "31/01/2023", "Draft is out"),
            ("1.3", "Sell the depot", "01/07/2022", "31/12/2022", "No buyer"),
        ]
        assert [table.rows[at].cell_at(5).fill for at in (3, 4)] == [Fill("00B04F"), Fill("FF0000")]
        assert table.rows[2].cells[0].columns == 6

    def test_columns_printed_on_a_page_of_their_own_stand_beside_the_others(self):
        second = [text(40, 744, "Status", 9), text(120, 744, "Notes", 9), text(40, 707, "R", 9)]
        second += [text(120, 719 - 12 * at, f"note {at}", 9) for at in range(3)]
        table = only_table(read(pdf(printed_sheet(), b"".join(second))))
        assert rows(table)[1:5] == [
            ("Ref", "Action", "Start", "Target", "Update", "BRAG", "Status", "Notes"),
            ("Theme 1: Our People",),
            ("1.1", "Launch a survey", "01/04/2022", "30/09/2022", "Closed in May", "note 0"),
            ("1.2", "Write a strategy", "01/06/2022", "31/01/2023", "Draft is out", "R", "note 1"),
        ]

    def test_ruled_columns_printed_on_a_page_of_their_own_stand_beside_the_others(self):
        def ruled(*labels: str, width: int) -> str:
            cells = ", ".join(
                f"[{label}{'' if row == 0 else f' {row}'}]" for row in range(4) for label in labels
            )
            return f"#table(columns: ({width}pt,) * {len(labels)}, {cells})"

        source = (
            ruled("Ref", "Action", "Lead", width=120) + "\n#pagebreak()\n" + ruled("Due", "Status", width=90)
        )
        table = only_table(read_typst(source))
        assert rows(table)[:2] == [
            ("Ref", "Action", "Lead", "Due", "Status"),
            ("Ref 1", "Action 1", "Lead 1", "Due 1", "Status 1"),
        ]

    def test_columns_beside_go_on_downwards_on_the_pages_after(self):
        def ruled(first: int, *labels: str, width: int) -> str:
            header = [] if first else [f"[{label}]" for label in labels]
            cells = [f"[{label.lower()} {row}]" for row in range(first, first + 30) for label in labels]
            return f"#table(columns: ({width}pt,) * {len(labels)}, rows: 20pt, {', '.join(header + cells)})"

        parts = [
            ruled(first, *labels, width=width)
            for labels, width in (
                (("Ref", "Action", "Lead"), 120),
                (("Due", "Status"), 90),
                (("Notes",), 200),
            )
            for first in (0, 30)
        ]
        table = only_table(read_typst("#set page(margin: 30pt)\n" + "\n#pagebreak()\n".join(parts)))
        assert [row.texts for row in table.rows[::30]] == [
            ("Ref", "Action", "Lead", "Due", "Status", "Notes"),
            *(
                tuple(f"{label} {at}" for label in ("ref", "action", "lead", "due", "status", "notes"))
                for at in (29, 59)
            ),
        ]

    def test_alike_tables_of_two_pages_stay_two(self):
        one = "#table(columns: (60pt, 90pt, 120pt), [Ref], [Action], [Due], [1], [Mend], [May], [2], [Sell], [June])"
        other = "#table(columns: (80pt, 90pt, 120pt), [Ref], [Action], [Lead], [3], [Open], [AB], [4], [Close], [CD])"
        assert len(list(read_typst(one + "\n#pagebreak()\n" + other).tables)) == 2


class TestFills:
    def fills(self, *cells: str) -> list[Fill | None]:
        inner = ", ".join(cells)
        table = only_table(
            read_typst(
                '#let hatch = tiling(size: (4pt, 4pt))[#place(line(start: (0%, 100%), end: (100%, 0%), stroke: 1pt + rgb("FF0000")))]\n'
                f"#table(columns: {len(cells)}, rows: 24pt, {inner}, {', '.join(['[x]'] * len(cells))})"
            )
        )
        return [
            next((cell.fill for cell in table.rows[0].cells if cell.column == at), None)
            for at in range(len(cells))
        ]

    def test_filled_cells_have_their_colour(self):
        assert self.fills('table.cell(fill: rgb("00B050"))[a]', "[b]", "table.cell(fill: white)[c]") == [
            Fill("00B050"),
            None,
            None,
        ]

    def test_a_sign_alone_in_its_cell_shows_its_colour(self):
        assert self.fills('text(fill: rgb("FF0000"))[●]', 'text(fill: rgb("FF0000"))[Late]', "[●]") == [
            Fill("FF0000"),
            None,
            None,
        ]

    def test_a_tiling_is_a_pattern_of_its_own_colour(self):
        found, under_words = self.fills("table.cell(fill: hatch)[]", "table.cell(fill: hatch)[R]")
        assert found == under_words == Fill("FF0000", pattern=True)

    def test_the_grey_that_stands_for_patterns_is_still_a_grey(self):
        assert self.fills('table.cell(fill: rgb("BFBFBF"))[a]', "[b]") == [Fill("BFBFBF"), None]

    def test_slanted_strokes_are_a_pattern(self):
        strokes = b"".join(f"{x} 680 m {x + 20} 700 l S\n".encode() for x in range(100, 140, 8))
        frame = b"0 0 1 RG 100 680 60 20 re S 160 680 100 20 re S\n"
        table = only_table(read(pdf(frame + strokes + text(105, 685, "a") + text(165, 685, "b"))))
        assert [cell.fill for cell in table.rows[0].cells] == [Fill("0000FF", pattern=True), None]

    def test_a_coloured_dot_is_a_traffic_light(self):
        assert self.fills("circle(radius: 4pt, fill: red)", "[a]", "[b]") == [Fill("FF4136"), None, None]

    def test_the_last_colour_drawn_is_the_one_seen(self):
        drawn = b"1 0 0 rg 100 680 60 20 re f 0 1 0 rg 100 680 60 20 re f 0 0 0 rg 100 680 60 20 re S 160 680 60 20 re S\n"
        table = only_table(read(pdf(drawn + text(105, 685, "a") + text(165, 685, "b"))))
        assert table.rows[0].cells[0].fill == Fill("00FF00")


class TestTablesWithoutRules:
    def test_words_that_keep_to_columns_are_a_table(self):
        table = only_table(
            read_typst(
                "#table(columns: (40pt, 150pt, 60pt), stroke: none, column-gutter: 6pt, [Ref], [Action], [Status],"
                "[1.1], [Mend the roof of the old town hall before winter], [Late], [1.2], [Open the pool], [Done], [1.3], [Plant trees], [Done])"
            )
        )
        assert rows(table)[1:] == [
            ("1.1", "Mend the roof of the old town hall before winter", "Late"),
            ("1.2", "Open the pool", "Done"),
            ("1.3", "Plant trees", "Done"),
        ]

    def test_plain_text_is_no_table(self):
        assert not list(read_typst("#set par(justify: true)\n#lorem(300)").tables)


class TestTablesOverPages:
    def test_a_table_goes_on_without_its_repeated_header(self):
        table = only_table(
            read_typst(
                "#set page(height: 200pt)\n#table(columns: 2, table.header([Ref], [Action]), ..range(1, 21).map(n => ([1.#n], [Action #n])).flatten())"
            )
        )
        assert rows(table) == [("Ref", "Action"), *((f"1.{n}", f"Action {n}") for n in range(1, 21))]
        last = table.rows[-1]
        assert table.place_of(last, None).startswith("page ")
        assert table.place_of(last, None) != table.place_of(table.rows[0], None)

    def test_tables_of_other_columns_stay_apart(self):
        source = read_typst(
            "#set page(height: 200pt)\n#table(columns: (60pt, 60pt), ..range(14).map(n => [a#n]).flatten())\n#pagebreak(weak: true)"
            "#table(columns: (90pt, 90pt, 30pt), [x], [y], [z])"
        )
        assert len(list(source.tables)) == 2


class TestFindings:
    def test_pages_that_are_pictures_are_named(self):
        picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
        source = read(pdf(text(72, 700, "Words"), picture))
        assert [(each.id, each.places) for each in source.findings] == [("R84", ("page 2",))]

    def test_a_file_without_letters_is_refused(self):
        with pytest.raises(Unreadable, match="letters"):
            read(pdf(b"BT /F1 12 Tf 72 700 Td (\x01\x03\x04\x05\x06\x07) Tj ET"))


class TestPrintedSheets:
    """A tracker printed without lines: a filled header, coloured status cells, group rows, nothing else."""

    def sheet(self, rows_: int, height: int) -> SourceDocument:
        cells = ", ".join(
            f"[1.{n}], [Mend the roof of house {n}], [AB], [Apr-26], table.cell(fill: {'red' if n % 2 else 'green'})[], [Words about {n}]"
            for n in range(1, rows_ + 1)
        )
        return read_typst(
            f"#set page(width: 600pt, height: {height}pt)\n#set text(size: 8pt)\n"
            "#table(columns: (40pt, 150pt, 40pt, 60pt, 40pt, 150pt), stroke: none, fill: (x, y) => if y == 0 {gray},"
            "table.header([Ref], [Action], [Lead], [Due], [Status], [Comment]),"
            f"table.cell(colspan: 6, fill: aqua)[CP1: Cleaner streets and parks], {cells})"
        )

    def test_the_headers_columns_hold_for_all_below_it(self):
        table = only_table(self.sheet(6, 400))
        assert table.rows[0].texts == ("Ref", "Action", "Lead", "Due", "Status", "Comment")
        assert table.rows[1].texts == ("CP1: Cleaner streets and parks",)
        assert [row.texts for row in table.rows[2:]] == [
            (f"1.{n}", f"Mend the roof of house {n}", "AB", "Apr-26", f"Words about {n}") for n in range(1, 7)
        ]
        fills = [cell.fill for row in table.rows[2:] for cell in row.cells if cell.column == 4]
        assert fills == [Fill("FF4136"), Fill("2ECC40")] * 3

    def test_a_sheet_goes_on_over_pages(self):
        table = only_table(self.sheet(40, 400))
        assert [row.texts[0] for row in table.rows if row.texts[0].startswith("1.")] == [
            f"1.{n}" for n in range(1, 41)
        ]

    def test_whole_tables_that_follow_one_another_stay_apart(self):
        one = "#table(columns: 4, [Ref], [Action], [Who], [Due], [1.1], [Mend], [AB], [Apr-26])\n"
        assert len(list(read_typst(f"{one}Words between.\n{one}Words after.").tables)) == 2

    def test_headings_that_nothing_rules_or_fills_head_what_is_filled_below(self):
        table = only_table(
            read_typst(
                "#let cols = (40pt, 110pt, 70pt, 60pt, 50pt)\n"
                "#table(columns: cols, stroke: none, [Ref], [Action], [Lead], [Due], [RAG])\n#v(-8pt)\n"
                "#table(columns: cols, stroke: none, fill: (x, y) => if calc.rem(y, 3) == 0 {silver} else if x == 4 {red},"
                "table.cell(colspan: 5)[Theme 1], [1.1], [Mend roofs], [AB], [May-24], [], [1.2], [Open pools], [CD], [Jun-24], [],"
                "table.cell(colspan: 5)[Theme 2], [2.1], [Plant trees], [EF], [Jul-24], [], [2.2], [Clean up], [GH], [Aug-24], [])"
            )
        )
        assert ("Ref", "Action", "Lead", "Due", "RAG") in rows(table)
        assert [row.texts[:3] for row in table.rows if len(row.texts) > 3][1:] == [
            ("1.1", "Mend roofs", "AB"),
            ("1.2", "Open pools", "CD"),
            ("2.1", "Plant trees", "EF"),
            ("2.2", "Clean up", "GH"),
        ]

    def test_a_first_cell_of_two_lines_in_a_ruled_table_is_one_cell(self):
        table = only_table(
            read_typst(
                "#table(columns: (60pt, 110pt, 60pt, 60pt, 60pt), [Theme], [Action], [Lead], [Due], [RAG],"
                "table.cell(rowspan: 2)[Strong and able scrutiny], [Train], [AB], [May-24], [Red],"
                "[Review], [CD], [Jun-24], [Amber], [Money], [Save], [EF], [Jul-24], [Red])"
            )
        )
        assert [row.texts[-1] for row in table.rows] == ["RAG", "Red", "Amber", "Red"]
        assert table.rows[1].cells[0].text.split() == ["Strong", "and", "able", "scrutiny"]
