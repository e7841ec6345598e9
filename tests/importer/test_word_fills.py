"""Fills of Word tables: shading, themes, table styles, patterns, and signs that carry a colour."""

from __future__ import annotations

import pytest

from fingerpost.importer.readers.source import Fill
from tests.importer.word_files import (
    only_table,
    p,
    shd,
    style,
    styles,
    tbl,
    tc,
    tr,
)

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1><a:accent2><a:srgbClr val="C0504D"/></a:accent2>'
    "</a:clrScheme></a:themeElements></a:theme>"
)


def fill_of(shading: str, **parts: str) -> Fill | None:
    return only_table(tbl(tr(tc("A", shading), tc("B"))), **parts).rows[0].cells[0].fill


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
