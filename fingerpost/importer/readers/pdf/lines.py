"""Words become lines, and lines become paragraphs or the text of a cell."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.numbering import has_bullet, split_number
from fingerpost.importer.readers.pdf.page import Box, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.importer.readers.pdf.wraps import Wraps

_TELLING_LINES = 8
_LETTER_GAP = 0.1
_LABEL = re.compile(r"[A-Z][\w /&'()-]{1,90}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of level words, from left to right."""

    words: tuple[Word, ...]
    box: Box
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """Its words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def artifact(self) -> bool:
        """Whether the file itself marks all of it as page furniture."""
        return all(word.artifact for word in self.words)


def line_of(words: Sequence[Word]) -> Line:
    """The line that these words are."""
    box = Box(
        min(word.box.x0 for word in words),
        min(word.box.y0 for word in words),
        max(word.box.x1 for word in words),
        max(word.box.y1 for word in words),
    )
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    return Line(tuple(words), box, sizes.most_common(1)[0][0], all(word.bold for word in words))


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Level words in lines, from top to bottom: words whose middles stand at one height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle[1], each.box.x0)):
        if rows:
            last = rows[-1]
            height = min(word.box.height, last[0].box.height)
            middle = sum(each.middle[1] for each in last) / len(last)
            if abs(word.middle[1] - middle) < max(1.0, 0.45 * height) or _stands_in(word, last):
                last.append(word)
                continue
        rows.append([word])
    return [line_of(sorted(row, key=lambda each: each.box.x0)) for row in rows]


def _stands_in(word: Word, line: list[Word]) -> bool:
    """A small raised or lowered word (a note's mark) belongs to the line whose height it stands in."""
    biggest = max(line, key=lambda each: each.size)
    small, big = sorted((word, biggest), key=lambda each: each.size)
    return small.size < 0.8 * big.size and big.box.y0 - 1 < small.middle[1] < big.box.y1 + 1


def turned(words: Sequence[Word]) -> list[Line]:
    """Words that climb or fall, as lines in the order in which they are read."""
    lines: list[Line] = []
    for turn in (1, 3):
        chosen = [word for word in words if word.turn == turn]
        sign = 1 if turn == 1 else -1
        rows: list[list[Word]] = []
        for word in sorted(chosen, key=lambda each: sign * each.middle[0]):
            if rows and abs(word.middle[0] - rows[-1][0].middle[0]) < 0.6 * word.size:
                rows[-1].append(word)
            else:
                rows.append([word])
        lines.extend(line_of(_closed_up(sorted(row, key=lambda each: -sign * each.box.y0))) for row in rows)
    return lines


def _closed_up(words: Sequence[Word]) -> list[Word]:
    """Standing words whose letters the file places one by one, as whole words."""
    found = [words[0]]
    for word in words[1:]:
        before = found[-1]
        gap = max(word.box.y0 - before.box.y1, before.box.y0 - word.box.y1)
        if before.spaced or gap > _LETTER_GAP * word.size:
            found.append(word)
            continue
        box = Box(
            min(before.box.x0, word.box.x0),
            min(before.box.y0, word.box.y0),
            max(before.box.x1, word.box.x1),
            max(before.box.y1, word.box.y1),
        )
        found[-1] = replace(word, text=before.text + word.text, box=box)
    return found


def text_in(words: Sequence[Word], box: Box, wraps: Wraps) -> str:
    """The text of a cell: lines that end only because the cell ends are joined, others keep their break."""
    level = [word for word in words if word.turn in (0, 2)]
    lines = lines_of(level)
    room = box.width - 2 * max(0.0, min((line.box.x0 - box.x0 for line in lines), default=0))
    text = wraps.text_of(lines, room, box.width)
    standing = turned(words)
    if standing:
        text = " ".join([text, *(line.text for line in standing)]).strip()
    return text


def paragraphs_of(lines: Sequence[Line], margin: float = 0.0) -> list[list[Line]]:
    """Lines gathered into paragraphs by spacing, size, weight, numbers, indents and short last lines.

    `margin` is where full lines end on the page: a few short lines do not tell that by themselves.
    """
    if not lines:
        return []
    right = _usual_right(lines)
    sides = (
        min(line.box.x0 for line in lines),
        right if len(lines) >= _TELLING_LINES else max(right, margin),
    )
    pitch = _usual_pitch(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _begins(before, line, groups[-1], sides, pitch):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _begins(before: Line, line: Line, group: list[Line], sides: tuple[float, float], pitch: float) -> bool:
    left, right = sides
    step = line.box.y0 - before.box.y0
    if step < 0 or step > max(1.3 * pitch + 0.1 * line.size, 1.35 * line.size) or step > 2 * line.size:
        return True
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size) or line.bold != before.bold:
        return True
    if has_bullet(line.text) or split_number(line.text).number is not None:
        return True
    if _LABEL.match(line.text) and before.text.endswith((".", "?", "!")):
        return True
    # A line that had room for the next word was the last of its paragraph.
    word = 0.3 * line.size + line.words[0].box.width
    if _is_centred(before, line):
        return before.box.width + word < (right - left) - 6 * line.size
    edge = max([right, *(each.box.x1 for each in group)])
    if before.box.x1 + word < edge - 2.5 * line.size:
        return True
    indent = line.box.x0 - group[-1].box.x0
    return len(group) > 1 and indent > 1.5 * line.size


def _is_centred(before: Line, line: Line) -> bool:
    return (
        abs((before.box.x0 + before.box.x1) - (line.box.x0 + line.box.x1)) < 4
        and abs(before.box.x0 - line.box.x0) > 6
    )


def _usual_right(lines: Sequence[Line]) -> float:
    """Where full lines end: the place that a tenth of the lines pass or reach."""
    ends = sorted((line.box.x1 for line in lines), reverse=True)
    return ends[len(ends) // 10]


def _usual_pitch(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next, relative to nothing: the commonest small step."""
    steps = Counter(
        round(2 * (line.box.y0 - before.box.y0)) / 2
        for before, line in itertools.pairwise(lines)
        if 0 < line.box.y0 - before.box.y0 < 2 * line.size
    )
    if not steps:
        return 1.3 * lines[0].size
    best = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.6 * best)
