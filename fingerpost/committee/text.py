"""The text of a part as typed in one box, and as the paragraphs that the rules know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN = re.compile(r"\n\s*\n")


def tidy(text: str) -> str:
    """A text as it is kept: lines end in one way, and nothing trails."""
    return "\n".join(each.rstrip() for each in text.replace("\r\n", "\n").strip().split("\n"))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: an empty line stands between them; other line ends are spaces."""
    return tuple(" ".join(each.split()) for each in _BETWEEN.split(tidy(text)) if each.strip())


def text_of(paragraphs: Iterable[str]) -> str:
    """The text that has these paragraphs."""
    return "\n\n".join(paragraphs)
