"""The numbers of paragraphs and headings of a report, as they are printed and read back (see `wording`)."""

from __future__ import annotations

import re

_NUMBER = r"\d+(?:\.\d+)+\.?|\d+[.)]|\(\d+\)|\(?[A-Za-z]{1,4}\)|[A-Z]\."
_NUMBERED = re.compile(rf"(?:({_NUMBER})|\[([^\]]*)\]|(\(unnumbered\)))\s+(.*)", re.DOTALL)
_HEADING = re.compile(r"(?:(\d+(?:\.\d+)*|[A-Z])\.|\[([^\]]*)\]|(\(unnumbered\)))\s+(.*)", re.DOTALL)


def numbered_words(number: str | None, text: str) -> tuple[str | None, str]:
    """The number and text of a paragraph as they are printed beside each other, such that joined by a space
    they are read back as they were.
    """
    if number is None:
        return None, f"(unnumbered) {text}" if _NUMBERED.match(text) else text
    return (number if re.fullmatch(_NUMBER, number) else f"[{number}]"), text


def read_numbered(words: str) -> tuple[str | None, str]:
    """The number and text of a paragraph that `numbered_words` prints, joined by white space."""
    return _read_number(_NUMBERED, words)


def heading_words(number: str | None, title: str) -> str:
    """The heading of a section of the covering report: “5. FINANCIAL IMPLICATIONS”."""
    if number is None:
        return f"(unnumbered) {title}" if _HEADING.match(title) else title
    return f"{number}. {title}" if re.fullmatch(r"\d+(?:\.\d+)*|[A-Z]", number) else f"[{number}] {title}"


def read_heading(words: str) -> tuple[str | None, str]:
    """The number and title of a section that `heading_words` prints."""
    return _read_number(_HEADING, words)


def _read_number(form: re.Pattern[str], words: str) -> tuple[str | None, str]:
    match = form.fullmatch(words)
    if match is None:
        return None, words
    typed, bracketed, _, text = match.groups()
    return (typed if typed is not None else bracketed), text
