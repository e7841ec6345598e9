"""What renderers ask of a text: whether XML can hold it, whether it is a figure, whether it is a month's letter."""

from __future__ import annotations

import re

MOST_LETTERS_OF_MONTH = 2
"""The most letters in a cell of a month, as "A*"."""
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIGURE = re.compile(r"[-+−]?[\d,]+(?:\.\d+)?%?(?: of \d+)?(?: \([\d.]+%\))?|–?", re.ASCII)


def xml_text(text: str) -> str:
    """The text with � for every character that no XML file can hold."""
    return _NOT_XML.sub("\ufffd", text)


def is_figure(text: str) -> bool:
    """Whether the text is a figure and nothing else, as "12", "7 of 138" or "66 (81.5%)", or stands for none."""
    return _FIGURE.fullmatch(text) is not None
