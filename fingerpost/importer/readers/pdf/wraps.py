"""What stands between two lines of one text: a space, nothing where a word was cut, or a line break.

A narrow cell cuts words that are too wide for it, and programs drop the space at which they wrapped a line
where there is no room for it. The document's own words then decide: what it has elsewhere as one word is one
here too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from fingerpost.importer.readers.numbering import has_bullet, split_number
from fingerpost.importer.readers.pdf.usual_words import LINKING, PREFIXES, SUFFIXES, USUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.importer.readers.pdf.lines import Line
    from fingerpost.importer.readers.pdf.page import Word

_CUT_REF = re.compile(r"\d+(?:\.\d+)*\.")
_EDGES = re.compile(r"^\W+|\W+$")
_ONSET = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[bcfgps]l|[bcdfgpt]r|wr|s[cfkmnpqtw]|s[cpt]r|spl|squ|[cpstw]h|ph|thr|shr|chr|kn|gn|"
    r"tw|dw|ps|qu)?[aeiouy]"
)
_HYPHEN = re.compile(r"[a-z]-$")
_SPACE = 0.32
_SLACK = 0.2
_LONG = 4
_LONG_START = 7


class Wraps:
    """The whole words of a document, and whether its file keeps the spaces at which lines were wrapped."""

    def __init__(self, words: Iterable[str] = (), *, keeps_spaces: bool = False) -> None:
        self._words = {bare for word in words if len(bare := _bare(word)) > 1} | USUAL
        self._sorted = sorted(self._words)
        self._keeps_spaces = keeps_spaces

    def joined(self, before: str, after: str) -> str:
        """Two lines of one paragraph. A word parted by a hyphen closes up.

        It keeps the hyphen where it belongs there: the document has the word so elsewhere, or its parts are
        words by themselves.
        """
        if not (before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower()):
            return f"{before} {after}"
        first, second = before.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
        return f"{before if self._keeps_hyphen(first, second) else before[:-1]}{after}"

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        start, end = _bare(first), _bare(second)
        if f"{start}-{end}" in self._words or "-" in start:
            return True
        if start + end in self._words:
            return False
        return start in self._words or start in PREFIXES or end in self._words

    def text_of(self, lines: Sequence[Line], room: float, width: float) -> str:
        """The text of a cell's lines; `room` is what the cell has for words, `width` how wide it is."""
        if not lines:
            return ""
        limit = min(room, width - 2)
        betweens = [self._between(before, line, limit, width) for before, line in pairwise(lines)]
        text = lines[0].text
        for at, (between, line) in enumerate(zip(betweens, lines[1:], strict=True)):
            if between is None:
                rest, whole = _rest(lines[at + 1 :], betweens[at + 1 :])
                cut = self._is_cut(text.rsplit(maxsplit=1)[-1], rest, whole=whole)
                text = f"{text}{'' if cut else ' '}{line.text}"
            elif between == " ":
                text = self.joined(text, line.text)
            else:
                text = f"{text}{between}{line.text}"
        return text

    def _between(self, previous: Line, line: Line, limit: float, width: float) -> str | None:
        """What stands between two lines; None where only the words can tell whether one was cut."""
        if _HYPHEN.search(previous.text) and line.text[:1].islower():
            return " "
        if not _wrapped(previous, line, limit, width):
            return "\n"
        before, after = previous.words[-1], line.words[0]
        # A ref that a narrow column cut: "12.2." and "1".
        if _CUT_REF.fullmatch(before.text) and after.text[:1].isdigit() and not before.spaced:
            return ""
        if before.spaced:
            return " "
        if before.text.endswith(("-", "/", "–")) and self._keeps_spaces:
            return ""
        letter = after.box.width / max(1, len(after.text))
        # Only a word that has a line to itself is ever cut, where its next letter does not fit.
        if (
            len(previous.words) > 1
            or before.box.width + letter <= limit - _SLACK * line.size
            or not self._keeps_spaces
        ):
            return " "
        return "" if before.box.width + _SPACE * line.size <= limit else None

    def _is_cut(self, left: str, right: str, *, whole: bool) -> bool:
        """Whether two pieces are one word. `right` is all of the second word if `whole`, else its start."""
        start, end = _bare(left), _bare(right)
        if not end:
            return True
        if left[-1] in ",;:.!?)" or not start:
            return False
        if left[-1].isdigit() or right[0].isdigit():
            return left[-1].isdigit() == right[0].isdigit() or left.isupper()
        if right[0].isupper():
            return left.isupper() and right.isupper() and start not in self._words
        if start + end in self._words or _ONSET.match(end) is None or (len(end) == 1 and end != "a"):
            return True
        known = self._is_known(start)
        if self._is_known(end) or (not whole and len(end) >= _LONG - 1 and self._begins_word(end)):
            if known:
                return False
            linking = end in LINKING and len(start) >= _LONG_START and not (end == "on" and start[-1] in "it")
            return len(end) < _LONG and not linking
        if not whole and self._begins_word(start + end):
            return True
        return not known or end.startswith(SUFFIXES)

    def _is_known(self, word: str) -> bool:
        """Whether the document or usage has a word, with or without an ending of its own."""
        if word in self._words:
            return True
        return any(
            word.endswith(ending) and len(word) - len(ending) >= _LONG and word[: -len(ending)] in self._words
            for ending in ("s", "es", "d", "ed", "ing", "ly")
        )

    def _begins_word(self, text: str) -> bool:
        at = bisect_left(self._sorted, text)
        return at < len(self._sorted) and self._sorted[at].startswith(text)


def _rest(lines: Sequence[Line], betweens: Sequence[str | None]) -> tuple[str, bool]:
    """The first word of these lines through surely cut lines, and whether it is known where that word ends."""
    text = lines[0].words[0].text
    for at, between in enumerate(betweens):
        if len(lines[at].words) > 1 or between not in ("", None):
            return text, True
        if between is None:
            return text, False
        text += lines[at + 1].words[0].text
    return text, True


def _bare(word: str) -> str:
    return _EDGES.sub("", word).casefold()


def _wrapped(previous: Line, line: Line, limit: float, width: float) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    if has_bullet(line.text) or split_number(line.text).number is not None:
        return False
    needed = previous.box.width + 0.25 * line.size + line.words[0].box.width
    return needed > min(limit, width - 4) - 0.5 * line.size


def whole_words(words: Iterable[Word]) -> Iterable[str]:
    """The words that surely are whole, in the order of the file: those with a space on either side."""
    after_space = False
    for word in words:
        if word.spaced and after_space:
            yield word.text
        after_space = word.spaced
