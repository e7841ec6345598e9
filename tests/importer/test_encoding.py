"""The encoding of text is found from its bytes, and nothing is replaced unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.importer.readers.encoding import decode
from fingerpost.importer.readers.source import Unreadable

WORDS = "Café – the Mayor’s plan, £5\nsecond line\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_each_encoding_gives_the_same_text(encoding):
    text, _, findings = decode(WORDS.encode(encoding))
    assert text == WORDS
    assert not findings


def test_lines_of_two_encodings_are_each_read_as_what_they_are():
    text, name, findings = decode(
        "one é\n".encode() + "two é\n".encode("cp1252") + b"three\n" + "four é\n".encode()
    )
    assert text == "one é\ntwo é\nthree\nfour é\n"
    assert name == "mixed utf-8 and windows-1252"
    assert [(each.id, each.places) for each in findings] == [("R101", ("line 2",))]


def test_a_byte_that_is_no_letter_is_replaced_and_told():
    text, _, findings = decode(b"a\x81b\nfine\n")
    assert text == "a\ufffdb\nfine\n"
    assert [(each.id, each.places) for each in findings] == [("R102", ("line 1",))]


def test_many_lines_are_counted_and_the_first_named():
    _, _, findings = decode(b"\x81\n" * 25)
    assert findings[0].places[-1] == "and 15 lines more"


def test_a_cut_utf_16_file_is_read_as_far_as_it_goes():
    text, _, findings = decode("Ref\tAction\n".encode("utf-16")[:-1])
    assert text.startswith("Ref\tAction")
    assert findings


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00\x00\x01abc", b"\x01\x02\x03\x04\x05\x06\x07" * 20])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(Unreadable, match="not text"):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80))
def test_utf_8_comes_back_as_it_was(text):
    data = text.encode()
    try:
        found, name, _ = decode(data)
    except Unreadable:
        return
    if name == "utf-8" and not data.startswith(b"\xef\xbb\xbf"):
        assert found == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    try:
        text, _, _ = decode(data)
    except Unreadable:
        return
    assert isinstance(text, str)
