"""Text in CSV files that no spreadsheet takes for a formula, and the text back.

Spreadsheets run a CSV field that starts with = + - or @ (or with white space before it, or the wide forms of
these) as a formula. Such a text gets an apostrophe before it, as does a text that starts with an apostrophe;
so one apostrophe is always taken off when it is read, and every text comes back as it was.
"""

from __future__ import annotations

import re

_GUARDED = re.compile(r"['=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text such that no spreadsheet takes it for a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text.removeprefix("'")
