"""Text that a spreadsheet would take for a formula, guarded and read back."""

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.formula_guard import guarded, unguarded


@given(st.text() | st.text(alphabet="'=+-@\t\r\n＝x"))
def test_every_text_comes_back_from_its_guard(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r\n＝")
