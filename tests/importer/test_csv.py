"""Delimited files: any delimiter and encoding, ragged rows, line breaks in quotes."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.source import SourceDocument, Unreadable


def texts(source: SourceDocument) -> list[list[str]]:
    (table,) = source.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_delimiter_in_every_encoding(delimiter, encoding):
    rows = [
        ["Ref", "Action", "Lead"],
        ["1", "Mow, sow; and reap – all", "Ann"],
        ["2", "Plough | harrow", "Bé"],
    ]
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert texts(read_csv("t.csv", out.getvalue().encode(encoding))) == rows


def test_rows_are_placed_by_the_line_on_which_they_begin():
    source = read_csv("t.csv", b'Ref,Action\n1,"two\nlines"\n2,one\n')
    (table,) = source.tables
    assert [row.number for row in table.rows] == [1, 2, 4]
    assert table.place_of(table.rows[1], None) == "line 2"
    assert table.place_of(table.rows[1], 1) == "line 2, field 2"
    assert table.rows[1].cells[1].text == "two\nlines"


def test_rows_of_different_length_and_titles_above_keep_their_columns():
    source = read_csv("t.csv", b"The plan\n\nRef,Action,Lead\n1,,Ann,extra\n2\n")
    (table,) = source.tables
    assert [[(cell.column, cell.text) for cell in row.cells] for row in table.rows] == [
        [(0, "The plan")],
        [(0, "Ref"), (1, "Action"), (2, "Lead")],
        [(0, "1"), (2, "Ann"), (3, "extra")],
        [(0, "2")],
    ]


def test_a_first_line_that_names_the_delimiter_decides():
    assert texts(read_csv("t.csv", b"sep=|\na,b|c\nd|e,f\n")) == [["a,b", "c"], ["d", "e,f"]]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_file():
    source = read_csv("t.csv", b'Ref,Action\n1,"open\n' + b"2,more\n" * 400)
    assert len(texts(source)) == 402
    assert [each.id for each in source.findings] == ["R103"]


def test_a_form_feed_or_line_separator_in_a_field_ends_no_row():
    assert len(texts(read_csv("t.csv", "Ref,Action\n1,a\x0bb\u2028c\n".encode()))) == 2


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\x00\x01\x02\x03binary\x00"])
def test_what_holds_no_text_is_refused_with_the_name_of_the_file(data):
    with pytest.raises(Unreadable, match=r"t\.csv"):
        read_csv("t.csv", data)


FIELDS = st.text("abc,;|'\"", min_size=1, max_size=8)


@given(st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;|\t"))
def test_what_a_writer_wrote_comes_back(rows, delimiter):
    out = StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert texts(read_csv("t.csv", f"sep={delimiter}\n{out.getvalue()}".encode())) == rows


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        source = read_csv("t.csv", data)
    except Unreadable:
        return
    assert all(all(line) for line in texts(source))
