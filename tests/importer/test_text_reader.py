"""Text copies: encodings, tables of tabs, typed numbers, mark-up, wrapped lines."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.importer.readers.numbering import heading_mark, split_number, without_markup
from fingerpost.importer.readers.source import Paragraph, Table, Unreadable
from fingerpost.importer.readers.text import read_text

ENGLISH = "Café – “Mill Lane” £20’s worth"


def blocks(text):
    return read_text("copy.txt", text.encode()).blocks


def paragraphs(text):
    return [block.text for block in blocks(text) if isinstance(block, Paragraph)]


def cells(table):
    return [[(cell.column, cell.text) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ENGLISH.encode(), None),
        (codecs.BOM_UTF8 + ENGLISH.encode(), None),
        (ENGLISH.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "UTF-16"),
        (ENGLISH.encode("utf-32"), "UTF-32"),
        ((ENGLISH + " and more words").encode("utf-16-le"), "UTF-16"),
        ((ENGLISH + " and more words").encode("utf-16-be"), "UTF-16"),
        (ENGLISH.encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_words_are_the_same_in_every_encoding_and_a_finding_says_which(data, encoding):
    source = read_text("copy.txt", data)
    assert source.blocks[0].text.startswith(ENGLISH)
    assert [finding.values.get("encoding") for finding in source.findings] == ([encoding] if encoding else [])
    assert all(finding.id == "R40" for finding in source.findings)


def test_lines_in_different_encodings_are_read_line_by_line_and_named():
    source = read_text("copy.txt", "Café one.\n".encode() + "Café two.\n".encode("cp1252") + b"Plain.\n")
    assert [block.text for block in source.blocks] == ["Café one.", "Café two.", "Plain."]
    (finding,) = source.findings
    assert (finding.id, finding.places) == ("R101", ("line 2",))


def test_a_byte_that_is_no_character_is_shown_and_counted():
    source = read_text("copy.txt", b"Caf\xc3\xa9.\n" + b"Lost \x81 here and caf\xe9\n")
    assert "�" in source.blocks[1].text
    mixed, lost = source.findings
    assert (mixed.id, lost.id, lost.places, lost.values) == ("R101", "R102", ("line 2",), {"lines": 1})


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused_in_a_sentence(data):
    with pytest.raises(Unreadable, match=r"copy\.txt is empty"):
        read_text("copy.txt", data)


def test_bytes_that_are_no_text_are_refused_with_what_to_do():
    with pytest.raises(Unreadable, match=r"copy\.txt: The file is not text"):
        read_text("copy.txt", bytes(range(256)) * 8)


def test_lines_of_tabs_are_a_table_with_columns_by_tabs_and_places_by_lines():
    paragraph, table, after = blocks("Before\n\nRef\tAction\t\tWho\n2.2\tMend the clock\t\tPS\n\nAfter\n")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert cells(table) == [
        [(0, "Ref"), (1, "Action"), (3, "Who")],
        [(0, "2.2"), (1, "Mend the clock"), (3, "PS")],
    ]
    assert table.place == "lines 3 to 4"
    assert table.place_of(table.rows[1], None) == "line 4"
    assert table.place_of(table.rows[1], 3) == "line 4, column 4"
    assert after.place == "line 6"


def test_a_blank_line_ends_a_table_and_a_line_of_tabs_alone_does_not():
    (table,) = [block for block in blocks("A\tB\n\t\t\nC\tD\n") if isinstance(block, Table)]
    assert [row.number for row in table.rows] == [1, 3]
    assert len([block for block in blocks("A\tB\n\nC\tD\n") if isinstance(block, Table)]) == 2


def test_upright_strokes_part_cells_and_a_ruled_line_is_none():
    (table,) = blocks("| Ref | Action |\n|-----|:------:|\n| 1.1 | Mend the **clock** |\n")
    assert cells(table) == [[(0, "Ref"), (1, "Action")], [(0, "1.1"), (1, "Mend the clock")]]


def test_numbers_typed_with_a_tab_are_paragraphs_and_short_tables_stay_tables():
    found = blocks("1.\tPURPOSE\n\n1.1\tTo note the plan.\n(a)\tfirst\n\nRef\tAction\n2.1\tMend\n")
    assert [(block.number, block.text) for block in found[:3]] == [
        ("1", "PURPOSE"),
        ("1.1", "To note the plan."),
        ("a", "first"),
    ]
    assert isinstance(found[3], Table)
    assert len(found[3].rows) == 2


def test_a_lone_indented_line_is_a_paragraph():
    (found,) = blocks("\tThe clock is late.\n")
    assert (found.text, found.place) == ("The clock is late.", "line 1")


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("- 1.1 To ask the Cabinet", "1.1", "To ask the Cabinet"),
        ("4.1 Overall", "4.1", "Overall"),
        ("4.1. Overall", "4.1", "Overall"),
        ("1. SUMMARY", "1", "SUMMARY"),
        ("1.0 Purpose", "1.0", "Purpose"),
        ("1.1.1 Sub", "1.1.1", "Sub"),
        ("3 BACKGROUND", "3", "BACKGROUND"),
        ("3.1 July 2007 was wet", "3.1", "July 2007 was wet"),
        ("4.2 Out of 138 actions", "4.2", "Out of 138 actions"),
        ("(a) first", "a", "first"),
        ("(iv) fourth", "iv", "fourth"),
        ("2) Next", "2", "Next"),
        ("2.9 percent of actions", None, "2.9 percent of actions"),
        ("2.9% of actions", None, "2.9% of actions"),
        ("1.5 million pounds", None, "1.5 million pounds"),
        ("5 actions are late", None, "5 actions are late"),
        ("30TH APRIL 2008", None, "30TH APRIL 2008"),
        ("1 JULY 2009", None, "1 JULY 2009"),
        ("12 enablers", None, "12 enablers"),
        ("2008", None, "2008"),
        ("10.30am", None, "10.30am"),
    ],
)
def test_typed_numbers_are_told_from_words(text, number, rest):
    assert split_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2. <u>RECOMMENDATION</u>", "2. RECOMMENDATION"),
        ("see **Appendix 1**", "see Appendix 1"),
        ("__Note__ this", "Note this"),
        ("one<br>two", "one two"),
        ("Fish &amp; chips &#163;5", "Fish & chips £5"),
        ("a < b and c > d", "a < b and c > d"),
        ("2 ** 3", "2 ** 3"),
        ("file__name__here", "file__name__here"),
        ("<b class='x'>bold</b>", "bold"),
    ],
)
def test_markup_goes_and_no_word_is_lost(text, plain):
    assert without_markup(text) == plain


def test_number_signs_make_headings():
    assert heading_mark("## Key issues ##") == (2, "Key issues")
    assert heading_mark("#1 priority") == (0, "#1 priority")
    (found,) = blocks("# Delivery plan\n")
    assert (found.level, found.text) == (1, "Delivery plan")


def test_bullets_go_but_the_star_of_a_footnote_stays():
    assert paragraphs("• first\n- second\n") == ["first", "second"]
    assert paragraphs("* first\n") == ["first"]
    assert paragraphs("KO5*: Ready for floods\n\n* KO5 was merged\n") == [
        "KO5*: Ready for floods",
        "* KO5 was merged",
    ]


def test_wrapped_lines_are_one_paragraph_again():
    text = (
        "1.1  The board is asked to note the position of the plan and to\n"
        "     agree the new dates.\n"
        "1.2  A second paragraph.\n"
        "\n"
        "This paragraph was wrapped by an office program at some seventy\n"
        "Letters, and goes on with a capital.\n"
        "Name: somebody\n"
    )
    assert paragraphs(text) == [
        "The board is asked to note the position of the plan and to agree the new dates.",
        "A second paragraph.",
        "This paragraph was wrapped by an office program at some seventy Letters, and goes on with a capital.",
        "Name: somebody",
    ]


def test_lines_that_end_their_sentence_are_not_joined():
    assert paragraphs("Policy: see section 4.\nEnvironment: see section 8.\n") == [
        "Policy: see section 4.",
        "Environment: see section 8.",
    ]


def test_odd_spaces_and_invisible_marks_are_folded():
    assert paragraphs("A\u00a0plan\u200b  with\u00ad\u2003gaps\x0b\n") == ["A plan with gaps"]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_places_are_its_lines(text):
    data = text.encode("utf-8", errors="replace")
    try:
        source = read_text("any.txt", data)
    except Unreadable:
        return
    for block in source.blocks:
        if isinstance(block, Table):
            assert all(cell.text == cell.text.strip() != "" for row in block.rows for cell in row.cells)
        else:
            assert block.text
            assert int(block.place.removeprefix("line ")) <= text.count("\n") + text.count("\r") + 1


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        source = read_text("any.txt", data)
    except Unreadable:
        return
    assert source.reader == "text"
    assert len(source.sha256) == 64


@given(
    st.lists(
        st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), min_size=3, max_size=5), min_size=1, max_size=5
    )
)
def test_no_cell_of_a_table_is_lost(rows):
    text = "\n".join("\t".join(row) for row in rows)
    (table,) = read_text("any.txt", text.encode()).blocks
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows
