"""Conditional formats are evaluated where their outcome follows from the cells, and named where it does not."""

from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.importer.readers.excel import column_letters, read_excel
from fingerpost.importer.readers.excel.conditional import areas_of
from fingerpost.importer.readers.excel.formulas import NotEvaluated, compared, compiled, is_true
from fingerpost.importer.readers.source import Fill

RED, GREEN = Fill("FF0000", conditional=True), Fill("00B050", conditional=True)


def read(rows, *rules, area="A1:C9"):
    """The fills by place of a sheet with these rows under these rules, each with its colour."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("A")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    for rule, colour in rules:
        given_format = {"format": book.add_format({"bg_color": f"#{colour}"})} if colour else {}
        sheet.conditional_format(rule.pop("area", area), {**rule, **given_format})
    book.close()
    source = read_excel("t.xlsx", out.getvalue())
    fills = {
        f"{column_letters(cell.column)}{row.number}": cell.fill
        for table in source.tables
        for row in table.rows
        for cell in row.cells
        if cell.fill
    }
    return fills, source.findings


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "cell", "criteria": "==", "value": '"Late"'},
        {"type": "text", "criteria": "containing", "value": "late"},
        {"type": "text", "criteria": "begins with", "value": "La"},
        {"type": "text", "criteria": "ends with", "value": "ate"},
        {"type": "formula", "criteria": '=A1="late"'},
        {"type": "formula", "criteria": '=ISNUMBER(SEARCH("LATE",A1))'},
        {"type": "formula", "criteria": '=OR(LEFT(A1,2)="La",A1="x")'},
        {"type": "formula", "criteria": '=AND(LEN(TRIM(A1))=4,NOT(A1="Done"))'},
    ],
)
def test_rules_on_words_colour_the_cells_that_fit(rule):
    fills, findings = read([["Late"], ["Done"]], (rule, "FF0000"), area="A1:A9")
    assert fills == {"A1": RED}
    assert not findings


def test_a_formula_may_colour_a_row_by_one_of_its_cells():
    fills, _ = read(
        [["1", "Mow", "Red"], ["2", "Sow", "Green"]],
        ({"type": "formula", "criteria": '=$C1="Red"'}, "FF0000"),
    )
    assert fills == dict.fromkeys(("A1", "B1", "C1"), RED)


def test_numbers_are_compared_and_the_first_rule_that_fits_decides():
    fills, _ = read(
        [[1], [5], [9]],
        ({"type": "cell", "criteria": "<", "value": 4}, "FF0000"),
        ({"type": "cell", "criteria": "between", "minimum": 0, "maximum": 6}, "00B050"),
        area="A1:A3",
    )
    assert fills == {"A1": RED, "A2": GREEN}


def test_a_rule_may_compare_with_another_cell():
    fills, _ = read(
        [[1, 5], [9, 5]], ({"type": "cell", "criteria": ">", "value": "$B1"}, "FF0000"), area="A1:A2"
    )
    assert fills == {"A2": RED}


def test_traffic_lights_give_a_colour_by_value():
    lights = {
        "type": "icon_set",
        "icon_style": "3_traffic_lights",
        "icons": [{"type": "number", "value": 3}, {"type": "number", "value": 2}],
    }
    fills, _ = read([[1], [2], [3]], (lights, None), area="A1:A3")
    assert [fills[place].colour for place in ("A1", "A2", "A3")] == ["FF0000", "FFC000", "00B050"]
    assert all(fill.conditional for fill in fills.values())


def test_what_depends_on_today_is_not_evaluated_and_is_told():
    fills, findings = read([[40000]], ({"type": "formula", "criteria": "=A1<TODAY()"}, "FF0000"))
    assert fills == {}
    assert [each.id for each in findings] == ["R114"]


def test_data_bars_and_colour_scales_give_no_fill_and_no_finding():
    fills, findings = read([[1], [2]], ({"type": "data_bar"}, None), ({"type": "3_color_scale"}, None))
    assert (fills, findings) == ({}, ())


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3", 7.0),
        ('="a"&"b"&1', "ab1"),
        ("=-(2-5)", 3.0),
        ("=6/3>=2", True),
        ('=IF(1>2,"x","y")', "y"),
        ('=IFERROR(SEARCH("z","abc"),9)', 9.0),
        ('=MID("abcd",2,2)', "bc"),
        ('=RIGHT("abcd")', "d"),
        ('=UPPER("ab")<>LOWER("AB")', False),
        ('=EXACT("a","A")', False),
        ('=ISERROR(FIND("A","abc"))', True),
        ("=1/0", None),
        ("=TRUE", True),
        ("=ISBLANK(Z99)", True),
        ('=B2="six"', True),
        ("=$B$2", "six"),
    ],
)
def test_formulas_are_worked_out_as_excel_does(formula, value):
    def cell(row: int, column: int) -> str | None:
        return "six" if (row, column) == (2, 2) else None

    assert compiled(formula, cell, (1, 1))(0, 0) == value


def test_references_move_with_the_cell_unless_they_are_fixed():
    def place(row: int, column: int) -> str:
        return f"{row},{column}"

    assert compiled("=A1&$A1&A$1&$A$1", place, (1, 1))(2, 3) == "3,43,11,41,1"


@pytest.mark.parametrize(
    "formula",
    ["=TODAY()", "=Sheet2!A1", "=A1:B2", "=(", "=1+", "=A1 B1", "=VLOOKUP(A1,B1,2)", "(" * 99, "=AND("],
)
def test_what_is_not_understood_is_refused(formula):
    with pytest.raises(NotEvaluated):
        compiled(formula, lambda _row, _column: None, (1, 1))


def test_text_is_compared_without_case_and_stands_above_numbers():
    assert compared("=", "RED", "red")
    assert compared(">", "a", 5.0)
    assert compared("=", None, "")
    assert compared("=", None, 0.0)
    assert not is_true("text")


def test_areas_are_read_however_they_are_written():
    assert [
        (area.top, area.left, area.bottom, area.right) for area in areas_of("B2 $A$1:C3 nonsense C3:A1")
    ] == [
        (2, 2, 2, 2),
        (1, 1, 3, 3),
        (1, 1, 3, 3),
    ]


@settings(max_examples=200)
@given(st.text('A1$=<>()"&+-*/,ANDORNOTIF .', max_size=25))
def test_any_formula_is_worked_out_or_refused(formula):
    try:
        body = compiled(formula, lambda row, column: f"{row}{column}", (1, 1))
    except NotEvaluated:
        return
    assert body(0, 0) is None or isinstance(body(1, 1), str | float | bool | None)
