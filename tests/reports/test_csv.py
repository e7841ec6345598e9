"""CSV: UTF-8, tidy, and no text that a spreadsheet would run."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reports.renderers.csv import render_csv
from fingerpost.rules.formula_guard import guarded, unguarded
from tests.reports.some_documents import HOSTILE, a_document


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_there_is_a_file_for_each_kind_of_thing() -> None:
    assert list(render_csv(a_document())) == ["actions.csv", "figures.csv"]


def test_a_file_has_its_header_and_its_rows() -> None:
    rows = rows_of(render_csv(a_document())["actions.csv"])
    assert rows[0] == ["Ref", "Action", "Status", "Decided on", "Times moved", "Feb 2026"]
    assert rows[1] == ["4.2.1", "'=1+1", "Amber", "2026-01-12", "2", "P"]


def test_a_file_says_that_it_is_utf_8_and_ends_its_lines_as_the_standard_says() -> None:
    data = render_csv(a_document())["figures.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 6


def test_no_text_starts_as_a_formula_does() -> None:
    rows = rows_of(render_csv(a_document())["actions.csv"])
    texts = [row[1] for row in rows[2:]]
    assert [unguarded(each) for each in texts] == list(HOSTILE)
    assert not [each for each in texts if each[0] in "=+-@"]


@given(st.text() | st.text(alphabet="'=+-@\t\r\n＝x"))
def test_every_text_comes_back_from_its_guard(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r\n＝")
