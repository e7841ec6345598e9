"""Workbooks: values as people see them, fills of every kind, spans, and bounds."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from fingerpost.importer.limits import TooBig
from fingerpost.importer.readers.excel import column_letters, read_excel
from fingerpost.importer.readers.excel.numbers import general, number_format, serial_of
from fingerpost.importer.readers.source import Cell, Fill, SourceDocument, Unreadable
from tests.importer.workbooks import GREEN, C, S, workbook


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cells(source: SourceDocument, table: int = 0) -> dict[str, Cell]:
    chosen = list(source.tables)[table]
    return {f"{column_letters(cell.column)}{row.number}": cell for row in chosen.rows for cell in row.cells}


def with_part(data: bytes, name: str, change) -> bytes:
    """The package with one part changed, or left out where the change gives None."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == name:
                content = change(content)
            if content is not None:
                new.writestr(info.filename, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.5, "0%", "50%"),
        (0.123, "0.0%", "12.3%"),
        (1234.5, "£#,##0.00", "£1,234.50"),
        (-5, "0;(0)", "(5)"),
        (-5, "0.0", "-5.0"),
        (0, '0;-0;"none"', "none"),
        (7, "000", "007"),
        (5, '0" days"', "5 days"),
        (1234567, "#,##0,", "1,235"),
        (2.50, "0.##", "2.5"),
        (3, "@", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (39295, "mmm-yy", "Aug-07"),
        (39295, "dd/mm/yyyy", "01/08/2007"),
        (39295, "[$-809]d mmmm yyyy;@", "1 August 2007"),
        (39295, "dddd", "Wednesday"),
        (39295, "mmmmm", "A"),
        (39295.75, "dd/mm/yy hh:mm", "01/08/07 18:00"),
        (39295.75, "d-m-yy h:mm:ss AM/PM", "1-8-07 6:00:00 PM"),
        (-1, "dd/mm/yyyy", "-1"),
        (1e99, "dd/mm/yyyy", "1e+99"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value, code, text):
    assert number_format(code).shown(value)[0] == text


def test_the_typed_value_of_a_date_is_a_day_or_a_moment():
    shown = number_format("dd/mm/yyyy hh:mm").shown
    assert shown(39295)[1] == dt.date(2007, 8, 1)
    assert shown(39295.5)[1] == dt.datetime(2007, 8, 1, 12)  # noqa: DTZ001 - a sheet has no time zone
    assert number_format("h:mm").shown(0.5)[1] == 0.5


def test_days_of_1904_and_of_january_1900_are_counted_as_excel_does():
    assert number_format("d/m/yyyy").shown(0, since_1904=True)[1] == dt.date(1904, 1, 1)
    assert number_format("d/m/yyyy").shown(1)[1] == dt.date(1900, 1, 1)
    assert number_format("d/m/yyyy").shown(61)[1] == dt.date(1900, 3, 1)


@given(st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)), st.booleans())
def test_a_day_and_its_serial_number_are_the_same(day, since_1904):
    serial = serial_of(day, since_1904=since_1904)
    assert number_format("yyyy-mm-dd").shown(serial, since_1904=since_1904) == (day.isoformat(), day)


@given(st.text('0#?.,%@"\\[]$-;dmyhs/ Ee+_*', max_size=20), st.floats(-1e18, 1e18))
def test_any_format_shows_any_number(code, number):
    text, value = number_format(code).shown(number)
    assert isinstance(text, str)
    assert isinstance(value, int | float | dt.date)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_general_never_says_another_number(number):
    assert float(general(number)) == pytest.approx(number, rel=1e-5, abs=1e-5)


def test_real_dates_percentages_and_booleans_keep_value_and_words():
    source = read_excel(
        "t.xlsx",
        workbook(
            A=[
                [
                    C(dt.date(2026, 3, 31), format="dd/mm/yyyy"),
                    C(0.25, format="0%"),
                    True,
                    4,
                    2.5,
                    " two  words\nline ",
                ]
            ]
        ),
    )
    found = cells(source)
    assert (found["A1"].text, found["A1"].value) == ("31/03/2026", dt.date(2026, 3, 31))
    assert (found["B1"].text, found["B1"].value) == ("25%", 0.25)
    assert [found[place].text for place in ("C1", "D1", "E1", "F1")] == [
        "TRUE",
        "4",
        "2.5",
        "two words\nline",
    ]
    assert [found[place].value for place in ("C1", "D1", "E1", "F1")] == [None, 4, 2.5, None]


def test_a_workbook_of_1904_gives_the_same_days():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = dt.date(2026, 3, 31)
    book.active["B1"] = "x"
    assert cells(read_excel("t.xlsx", saved(book)))["A1"].value == dt.date(2026, 3, 31)


def test_merged_cells_span_and_cover():
    source = read_excel(
        "t.xlsx",
        workbook(A=S([["wide", None, "c"], ["tall", "b", "c"], [None, "b", "c"]], merge=["A1:B1", "A2:A3"])),
    )
    found = cells(source)
    assert (found["A1"].columns, found["A1"].rows) == (2, 1)
    assert (found["A2"].columns, found["A2"].rows) == (1, 2)
    assert "B1" not in found
    assert "A3" not in found


def test_fills_come_from_rgb_theme_tint_palette_and_pattern():
    book = Workbook()
    sheet = book.active
    fills = [
        PatternFill("solid", fgColor="FF92D050"),
        PatternFill("solid", fgColor=Color(theme=9)),
        PatternFill("solid", fgColor=Color(theme=9, tint=0.6)),
        PatternFill("solid", fgColor=Color(theme=4, tint=-0.5)),
        PatternFill("solid", fgColor=Color(indexed=10)),
        PatternFill("lightUp", fgColor="FF000000", bgColor="FF00B050"),
        PatternFill("gray125"),
        PatternFill("solid", fgColor="FFFFFFFF"),
    ]
    for column, fill in enumerate(fills, start=1):
        sheet.cell(1, column, "x").fill = fill
    found = cells(read_excel("t.xlsx", saved(book)))
    assert found["A1"].fill == Fill("92D050")
    assert found["B1"].fill is not None
    assert found["B1"].fill.colour == "F79646"  # accent 6 of openpyxl's theme
    assert found["C1"].fill is not None
    assert found["C1"].fill.colour in ("FCD5B4", "FCD5B5")
    assert found["D1"].fill is not None
    assert found["D1"].fill.colour in ("244062", "254061")
    assert found["E1"].fill == Fill("FF0000")
    assert found["F1"].fill == Fill("00B050", pattern=True)
    assert found["G1"].fill is not None
    assert found["G1"].fill.pattern
    assert found["H1"].fill is None


def test_a_coloured_cell_without_words_is_kept_only_inside_the_table():
    source = read_excel(
        "t.xlsx",
        workbook(
            A=[["a", "b", "c"], ["1", C(None, fill=GREEN), "x", C(None, fill=GREEN)], [C(None, fill=GREEN)]]
        ),
    )
    found = cells(source)
    assert found["B2"].fill == Fill(GREEN)
    assert "D2" not in found
    assert "A3" not in found


def test_bold_underlined_and_rich_text():
    book = Workbook()
    book.active["A1"] = CellRichText("Progress: ", TextBlock(InlineFont(b=True), "good"))
    book.active["B1"] = "x"
    book.active["B1"].font = Font(bold=True, underline="single")
    found = cells(read_excel("t.xlsx", saved(book)))
    assert found["A1"].text == "Progress: good"
    assert (found["B1"].bold, found["B1"].underlined) == (True, True)


def test_hidden_sheets_are_left_out_and_hidden_rows_are_read():
    book = Workbook()
    book.active["A1"] = "seen"
    book.active["A2"] = "filtered"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Secret")["A1"] = "hidden"
    book["Secret"].sheet_state = "veryHidden"
    source = read_excel("t.xlsx", saved(book))
    assert [table.name for table in source.tables] == ["Sheet"]
    assert cells(source)["A2"].text == "filtered"
    assert {each.id for each in source.findings} == {"R111", "R115"}


def test_a_formula_gives_its_stored_value_or_a_finding():
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Sums")
    sheet.write_formula("A1", "=1+1", None, 2)
    sheet.write_formula("B1", '="a"&"b"', None, "ab")
    sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    book.close()
    source = read_excel("t.xlsx", out.getvalue())
    assert [cell.text for cell in cells(source).values()] == ["2", "ab", "#DIV/0!"]
    assert [each.id for each in source.findings] == ["R113"]
    unsaved = Workbook()
    unsaved.active.append(["x", "=1+1"])
    (finding,) = read_excel("t.xlsx", saved(unsaved)).findings
    assert (finding.id, finding.places) == ("R112", ("sheet Sheet, cell B1",))


def test_comments_on_cells_are_named_and_not_read():
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A1"].comment = Comment("between us", "someone")
    source = read_excel("t.xlsx", saved(book))
    assert [each.id for each in source.findings] == ["R116"]
    assert "between us" not in str(source.blocks)


def test_places_name_sheet_row_and_cell():
    source = read_excel("t.xlsx", workbook(My_plan=[[], ["a", "b"]]))
    (table,) = source.tables
    assert table.place_of(table.rows[0], None) == "sheet My plan, row 2"
    assert table.place_of(table.rows[0], 27) == "sheet My plan, cell AB2"


def test_a_million_phantom_columns_and_rows_cost_nothing():
    row = "".join(f'<c r="{column_letters(at)}2" s="0"/>' for at in range(16_384))
    body = f'<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c></row><row r="2">{row}</row><row r="1048576"/>'

    def change(_: bytes) -> bytes:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return (
            f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/><sheetData>{body}</sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
        ).encode()

    source = read_excel("t.xlsx", with_part(workbook(A=[["x"]]), "xl/worksheets/sheet1.xml", change))
    (table,) = source.tables
    assert [[cell.text for cell in each.cells] for each in table.rows] == [["Ref"]]


def test_a_row_too_long_to_be_one_is_refused():
    def change(_: bytes) -> bytes:
        return (
            b'<worksheet xmlns="x"><sheetData><row r="1">'
            + b"<c/>" * 5_000_000
            + b"</row></sheetData></worksheet>"
        )

    with pytest.raises(TooBig, match="row"):
        read_excel("t.xlsx", with_part(workbook(A=[["x"]]), "xl/worksheets/sheet1.xml", change))


@pytest.mark.parametrize(
    "body", [b"<worksheet><sheetData><row></sheetData>", b"<!DOCTYPE a><worksheet><sheetData/></worksheet>"]
)
def test_broken_and_unsafe_sheets_are_refused_by_name(body):
    with pytest.raises(Unreadable, match=r"t\.xlsx"):
        read_excel("t.xlsx", with_part(workbook(A=[["x"]]), "xl/worksheets/sheet1.xml", lambda _: body))


def test_a_sheet_that_is_listed_and_absent_is_told():
    source = read_excel(
        "t.xlsx", with_part(workbook(A=[["x"]], B=[["y"]]), "xl/worksheets/sheet2.xml", lambda _: None)
    )
    assert [each.id for each in source.findings] == ["R117"]


def test_without_styles_or_theme_the_words_are_read():
    data = with_part(workbook(A=[[C("x", fill=GREEN)]]), "xl/theme/theme1.xml", lambda _: None)
    assert cells(read_excel("t.xlsx", data))["A1"].text == "x"
    data = with_part(data, "xl/styles.xml", lambda _: None)
    assert cells(read_excel("t.xlsx", data))["A1"] == Cell("x", 0)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(Unreadable):
        read_excel("t.xlsx", data)


def test_a_binary_workbook_and_another_package_are_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.bin", b"binary")
    with pytest.raises(Unreadable, match="xlsb"):
        read_excel("t.xlsb", out.getvalue())
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", b"<a/>")
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        read_excel("t.xlsx", out.getvalue())


BASE = workbook(
    A=S([["Ref", "Action", C("RAG", fill=GREEN)], ["1", "Mow", C("G", fill=GREEN)]], merge=["A1:A2"])
)


@settings(max_examples=60)
@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]),
    st.data(),
)
def test_a_damaged_workbook_is_read_or_refused(part, data):
    def change(content: bytes) -> bytes:
        start = data.draw(st.integers(0, len(content) - 1))
        end = data.draw(st.integers(start, min(len(content), start + 12)))
        return content[:start] + data.draw(st.binary(max_size=6)) + content[end:]

    try:
        source = read_excel("t.xlsx", with_part(BASE, part, change))
    except Unreadable:
        return
    assert isinstance(source, SourceDocument)


@settings(max_examples=60)
@given(st.integers(0, len(BASE) - 1), st.binary(max_size=4))
def test_a_damaged_package_is_read_or_refused(at, bytes_put):
    try:
        source = read_excel("t.xlsx", BASE[:at] + bytes_put + BASE[at + len(bytes_put) + 1 :])
    except Unreadable:
        return
    assert isinstance(source, SourceDocument)
