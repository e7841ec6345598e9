"""Cells of text copies that are parted by other marks than tabs, made tabbed again: runs of spaces of one length,
bare upright strokes, cells of HTML.

Only a document without tabs is taken to have lost them to spaces, and only where the runs betray one length: in
columns that stand under one another by padding, the runs have all lengths.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.importer.readers.text_tables import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_RUN = re.compile(r"(?<=\S) {2,}(?=\S)")
_RUNS_OF_ALL = re.compile(r" {2,}")
_AFTER_SENTENCE = re.compile(r"[.!?:]$")
_ONLY_NUMBER = re.compile(r"\s*(?:\(?[\da-z]{1,2}(?:\.\d{1,3}){0,3}[.)]?|[-•*])$")
_WIDTHS = (8, 5, 4, 3, 2)
_TWO = 2
_FEWEST_CELLS = 3
_FEWEST_RUNS = 12
_NEARLY_ALL = 0.97
_STROKES = re.compile(r"\s?\|\s?")
_FEWEST_STROKES = 2
_FEWEST_ROWS = 5
_HTML_ROW = re.compile(r"^\s*(?:<tr[^>]*>)?\s*<t[dh][^>]*>.*</t[dh]>\s*(?:</tr>)?\s*$", re.IGNORECASE)
_HTML_EDGE = re.compile(r"^\s*(?:<tr[^>]*>)?\s*<t[dh][^>]*>|</t[dh]>\s*(?:</tr>)?\s*$", re.IGNORECASE)
_HTML_BETWEEN = re.compile(r"</t[dh]>\s*<t[dh][^>]*>", re.IGNORECASE)
_HTML_AROUND = re.compile(r"^\s*</?(?:table|tbody|thead|tr|html|body)[^>]*>\s*$", re.IGNORECASE)


def tabbed(lines: Sequence[Line]) -> list[Line]:
    """The lines with a tab wherever cells were parted by another mark."""
    plain = [Line(line.number, _of_html(line.text)) for line in lines]
    fewest = _FEWEST_STROKES
    if sum(1 for line in plain if _is_parted(line.text, fewest)) >= _FEWEST_ROWS:
        fewest = 1
    marked = [
        Line(line.number, _STROKES.sub("\t", line.text)) if _is_parted(line.text, fewest) else line
        for line in plain
    ]
    if any("\t" in line.text for line in marked):
        return marked
    width = _width_of_runs(marked)
    return marked if width is None else _of_runs(marked, width)


def _of_html(text: str) -> str:
    if "<" not in text:
        return text
    if _HTML_ROW.match(text):
        return _HTML_BETWEEN.sub("\t", _HTML_EDGE.sub("", text))
    return "" if _HTML_AROUND.match(text) else text


def _is_parted(text: str, fewest: int) -> bool:
    """Whether bare strokes part the cells of a line, which does not stand between strokes as a whole."""
    bare = text.strip()
    return (
        "\t" not in text and bare.count("|") >= fewest and not (bare.startswith("|") and bare.endswith("|"))
    )


def _width_of_runs(lines: Sequence[Line]) -> int | None:
    """How many spaces stand for one tab; None where the runs of spaces have lengths of all kinds."""
    runs = [
        len(match[0])
        for line in lines
        if "|" not in line.text
        for match in _RUN.finditer(line.text)
        if (len(match[0]) > _TWO or not _AFTER_SENTENCE.search(line.text[: match.start()]))
        and not _ONLY_NUMBER.match(line.text[: match.start()])
    ]
    if len(runs) < _FEWEST_RUNS:
        return None
    for width in _WIDTHS:
        if sum(1 for run in runs if run % width == 0) >= _NEARLY_ALL * len(runs) and min(runs) == width:
            return width
    return None


def _of_runs(lines: Sequence[Line], width: int) -> list[Line]:
    """The lines with a tab for every so many spaces, those at their start included."""
    made: list[Line] = []
    for line in lines:
        if "|" in line.text:
            made.append(line)
            continue
        runs = [len(match[0]) for match in _RUN.finditer(line.text)]
        prose = width == _TWO and len(runs) < _FEWEST_CELLS and max(runs, default=0) == width
        made.append(Line(line.number, _with_tabs(line.text, width, prose=prose)))
    return made


def _with_tabs(text: str, width: int, *, prose: bool) -> str:
    def tabs(run: re.Match[str]) -> str:
        if prose and _AFTER_SENTENCE.search(text[: run.start()]):
            return run[0]
        return "\t" * (len(run[0]) // width)

    return _RUNS_OF_ALL.sub(tabs, text)
