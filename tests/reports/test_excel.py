"""The workbook: typed, filled, ready to print, nothing run as a formula, the same every time."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from fingerpost.reports.compose import compose
from fingerpost.reports.document import DocumentCell, DocumentTable, Sheet
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.reports.renderers.excel import render_excel, sheet_names
from fingerpost.reports.renderers.excel_rows import LONGEST_TEXT
from fingerpost.reports.renderers.tones import PAPER_OF_CLASS
from fingerpost.rules.classes import StatusClass
from fingerpost.sample.council import snapshots
from tests.reports.invented_document import HOSTILE, a_document


def sheet_of(table: DocumentTable) -> Worksheet:
    document = replace(a_document(), sheets=(Sheet("Wide", "Wide", table),))
    return openpyxl.load_workbook(io.BytesIO(render_excel(document)))["Wide"]


@pytest.fixture(scope="module")
def made() -> bytes:
    return render_excel(a_document())


@pytest.fixture(scope="module")
def actions(made: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(made))["Actions"]


def test_each_sheet_has_its_title_its_header_and_its_rows(actions: Worksheet) -> None:
    assert actions["A1"].value == "Actions of the plan"
    assert [cell.value for cell in actions[2]] == [
        "Ref",
        "Action",
        "Status",
        "Decided on",
        "Times moved",
        "Feb 2026",
    ]
    assert actions.max_row == 3 + len(HOSTILE)


def test_the_header_is_frozen_filtered_and_printed_on_each_page(actions: Worksheet) -> None:
    assert actions.freeze_panes == "B3"
    assert actions.auto_filter.ref == f"A2:F{actions.max_row}"
    assert actions.print_title_rows == "$1:$2"
    assert actions.page_setup.orientation == "landscape"
    assert actions.sheet_properties.pageSetUpPr.fitToPage
    assert actions.oddFooter.right.text == "Page &P of &N"


def test_a_wide_sheet_is_printed_on_several_pages_across_each_with_the_refs() -> None:
    texts = tuple(DocumentCell("a corrective action of some forty letters") for _ in range(9))
    header = ("Section", "Ref", *"ABCDEFGHI")
    row = (DocumentCell("Housing"), DocumentCell("1.1"), *texts)
    sheet = sheet_of(DocumentTable("Wide", header, (row,), row_headers=False))
    assert sheet.page_setup.fitToWidth == 2
    assert not sheet.page_setup.fitToHeight  # as many down as it takes
    assert sheet.page_setup.pageOrder == "overThenDown"
    assert sheet.print_title_cols == "$A:$B"
    assert sheet.freeze_panes == "C3"
    without_refs = sheet_of(DocumentTable("Wide", header[2:], (texts,), row_headers=True))
    assert without_refs.print_title_cols == "$A:$A"


def test_numbers_stand_off_the_next_column_and_their_heading_above_them(actions: Worksheet) -> None:
    for cell in (actions["E2"], actions["E3"]):
        assert (cell.alignment.horizontal, cell.alignment.indent) == ("right", 1)
    assert actions["B2"].alignment.horizontal is None


def test_days_and_numbers_are_typed(actions: Worksheet) -> None:
    assert actions["D3"].value == datetime(2026, 1, 12)  # noqa: DTZ001 - Excel knows no zones
    assert actions["D3"].number_format == "d mmm yyyy"
    assert actions["E3"].value == 2


def test_a_day_before_excels_calendar_is_text_and_every_later_one_is_that_day() -> None:
    days = (date(1899, 12, 31), date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2026, 2, 28))
    rows = tuple((DocumentCell(str(each), value=each),) for each in days)
    sheet = sheet_of(DocumentTable("Days", ("Day",), rows, row_headers=False))
    first, *others = [cell.value for cell in sheet["A"][2:]]
    assert first == "1899-12-31"
    assert [each.date() for each in others] == list(days[1:])


def test_a_cell_may_span_columns_and_reach_beyond_the_header() -> None:
    row = (DocumentCell("Housing", columns=2), DocumentCell("beyond"))
    sheet = sheet_of(DocumentTable("Spans", ("A", "B"), (row,), row_headers=False))
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A3:B3"]
    assert (sheet["A3"].value, sheet["C3"].value) == ("Housing", "beyond")
    assert sheet.dimensions == "A1:C3"


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    rows = ((DocumentCell("one line"),), (DocumentCell("two\nlines"),), (DocumentCell("many words " * 30),))
    sheet = sheet_of(DocumentTable("Heights", ("Text",), rows, row_headers=False))
    assert [sheet.row_dimensions[each].height for each in (3, 4, 5)] == [None, 30.0, 105.0]


def test_a_status_is_in_words_with_a_fill_and_reprogrammed_is_hatched(actions: Worksheet) -> None:
    assert (actions["C3"].value, actions["C3"].fill.fill_type) == ("Amber", "solid")
    assert actions["C3"].fill.fgColor.rgb == "FFFFD88A"
    hatched = actions["F3"]
    assert (hatched.value, hatched.fill.fill_type) == ("P", "lightUp")
    assert hatched.font.underline == "single"


@pytest.mark.parametrize("row", range(len(HOSTILE)))
def test_text_stays_text(actions: Worksheet, row: int) -> None:
    cell = actions.cell(row=4 + row, column=2)
    assert (cell.value, cell.data_type, cell.hyperlink) == (HOSTILE[row], "s", None)


def test_no_formula_and_no_link_is_in_the_file(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in each or b"<hyperlink" in each for each in sheets)


def test_characters_that_xml_forbids_do_not_spoil_the_file() -> None:
    table = DocumentTable(
        "T", ("A", "\x00"), ((DocumentCell("a\x00b\ud800c\ufffe\x0b"), DocumentCell("x" * 40_000)),)
    )
    document = replace(a_document(), sheets=(Sheet("S", "\x01 title", table),), title="T & \x02 [file]")
    sheet = openpyxl.load_workbook(io.BytesIO(render_excel(document)))["S"]
    assert sheet["A3"].value == "a\ufffdb\ufffdc\ufffd\ufffd"
    assert len(sheet["B3"].value) == LONGEST_TEXT
    assert sheet["B3"].value.endswith("the other formats have the whole text]")


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_names_become_names_that_excel_takes(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len(names) == len(wanted)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.lower() != "history"


def test_its_times_come_from_the_document(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = openpyxl.load_workbook(io.BytesIO(made)).properties
    assert properties.created.replace(tzinfo=UTC) == datetime(2026, 2, 28, tzinfo=UTC)
    assert properties.title == "Exception report: February 2026"


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from fingerpost.reports.renderers.tones import PAPER_OF_CLASS
from fingerpost.rules.classes import StatusClass
from fingerpost.sample.council import snapshots
from tests.reports.invented_document import a_document
from fingerpost.reports.renderers.excel import render_excel
sys.stdout.buffer.write(render_excel(a_document()))
"""


def test_another_process_makes_the_same_bytes(made: bytes) -> None:
    again = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parents[2])], capture_output=True, check=True
    ).stdout
    assert again == made


def test_a_grid_of_months_shows_letters_fills_hatch_and_the_original_month():
    month = snapshots()[-1]
    book = openpyxl.load_workbook(io.BytesIO(render_excel(compose(month))))
    grid = book["Twelve months"]
    header = [cell.value for cell in grid[2]]
    assert header[:5] == ["Ref", "Action", "Lead", "Status", "Jul 2025"]
    assert len(header) == 16
    assert grid.max_row == 2 + len(month.actions)
    assert grid.freeze_panes == "C3"
    assert "C complete" in grid["A1"].value
    assert "underlined: original month" in grid["A1"].value
    rows = {row[0].value: dict(zip(header, row, strict=True)) for row in grid.iter_rows(min_row=3)}
    for action in month.actions:
        for each, at in action.months.items():
            cell = rows[action.ref][each.short_name]
            assert (cell.font.underline is not None) == at.original or cell.value is None
            if at.reprogrammed:
                assert cell.fill.fill_type not in (None, "solid")
    red = next(each for each in month.actions if each.class_ is StatusClass.RED)
    assert rows[red.ref]["Feb 2026"].value == "R"
    assert rows[red.ref]["Feb 2026"].fill.fgColor.rgb.endswith(PAPER_OF_CLASS[StatusClass.RED].lstrip("#"))


def test_the_grid_of_months_is_a_view_that_csv_leaves_out():
    document = compose(snapshots()[-1])
    assert "Twelve months" in [each.name for each in document.sheets]
    assert not any("twelve" in name for name in render_csv(document))
