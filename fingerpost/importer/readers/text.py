"""Text copies of documents: paragraphs, and tables whose cells are parted by tabs or upright strokes.

Text has no formats, so what a table is must be told from its marks alone: lines with tabs that follow one
another are a table, and the column is the number of tabs before the cell. A blank line ends a table.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from fingerpost.importer.readers.encoding import decode
from fingerpost.importer.readers.numbering import (
    has_bullet,
    heading_mark,
    split_number,
    without_bullet,
    without_markup,
)
from fingerpost.importer.readers.source import (
    Block,
    Paragraph,
    Row,
    SourceDocument,
    Unreadable,
)
from fingerpost.importer.readers.text_cells import tabbed
from fingerpost.importer.readers.text_tables import (
    RULE,
    Line,
    aligned_tables,
    cells_of,
    is_aligned,
    is_indented_heading,
    is_tabular,
    joined,
    labelled_table,
    pieces_of_a_row,
    row_of,
    table_of,
    tidy,
)
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OTHER_ENCODING = describe(
    "R40",
    Severity.NOTE,
    "The text is not UTF-8; another encoding was chosen.",
    """Text files do not say how their characters are stored. UTF-8 is tried first, strictly; then the marks that
    UTF-16 and UTF-32 files begin with; then Windows-1252, which British offices use. Where accents, dashes or
    pound signs look wrong, save the file as UTF-8 and read it again.""",
)
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_NUMBER_CELL = re.compile(r"^\s*(?:[-•*o·]|\d{1,2}(?:\.\d{1,3}){0,3}[.)]?|\(?(?:[a-z]|[ivx]{1,5})\))\s*$")
_FOOTNOTE_MARK = re.compile(r"\w\*(?!\*)")
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 50


def read_text(name: str, data: bytes) -> SourceDocument:
    """The paragraphs and tables of a text copy, each with the number of its line.

    UTF-8, with or without its mark, UTF-16, UTF-32, Windows-1252 and mixtures are read; a finding says which
    where it is not UTF-8. Refuses an empty file, and bytes that are no text.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{name} is empty: there is nothing in it to read.")
    try:
        text, encoding, findings = decode(data)
    except Unreadable as refusal:
        raise Unreadable(f"{name}: {refusal}") from refusal
    lines = tabbed([Line(number, line) for number, line in enumerate(_LINE_ENDS.split(text), 1)])
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        reader="text",
        blocks=tuple(_blocks(lines)),
        findings=(*_chosen(name, encoding), *findings),
    )


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    """The paragraphs and tables that lines of text make, wherever the lines come from; places count from 1."""
    return tuple(_blocks([Line(number, line) for number, line in enumerate(lines, 1)]))


def _chosen(name: str, encoding: str) -> Iterator[Finding]:
    """The note on which encoding was chosen; nothing for UTF-8, and for mixtures, which have their own."""
    if encoding != "utf-8" and not encoding.startswith("mixed"):
        named = encoding.removesuffix("-le").removesuffix("-be").upper().replace("WINDOWS", "Windows")
        yield OTHER_ENCODING.finding(
            (name,), f"{name} is not UTF-8; it was read as {named}.", {"encoding": named}
        )


def _blocks(lines: list[Line]) -> list[Block]:
    blocks: list[Block] = []
    footnotes = any("*" in line.text and _FOOTNOTE_MARK.search(line.text) for line in lines)
    widest = max(
        (
            len(line.text.strip())
            for line in lines
            if "\t" not in line.text and "   " not in line.text.strip()
        ),
        default=0,
    )
    wrap = widest if _NARROWEST_WRAP <= widest <= _WIDEST_WRAP else None
    run: list[Line] = []
    prose: list[Line] = []

    def end_prose() -> None:
        if prose:
            blocks.extend(_prose(prose, wrap, footnotes=footnotes))
            prose.clear()

    def end_run() -> None:
        if run:
            blocks.extend(_tabbed(run, footnotes=footnotes))
            run.clear()

    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.text.strip():
            if ("\t" in line.text and run) or (prose and _goes_on_aligned(prose, lines, at)):
                continue
            end_prose()
            end_run()
        elif (
            not (prose and is_aligned(prose[-1].text))
            and (labelled := labelled_table(lines, at - 1)) is not None
        ):
            end_prose()
            end_run()
            table, at = labelled
            blocks.append(table)
        elif is_tabular(line.text):
            end_prose()
            pieces = pieces_of_a_row(lines, at - 1, run[0].text.count("\t") if run else 0)
            run.append(joined(lines[at - 1 : at - 1 + pieces]) if pieces > 1 else line)
            at += pieces - 1
        elif run and RULE.match(line.text):
            continue
        else:
            end_run()
            prose.append(line)
    end_prose()
    end_run()
    return blocks


def _goes_on_aligned(prose: list[Line], lines: list[Line], at: int) -> bool:
    """Whether a table of aligned columns goes on after a blank line."""
    return is_aligned(prose[-1].text) and at < len(lines) and is_aligned(lines[at].text)


def _prose(lines: list[Line], wrap: int | None, *, footnotes: bool) -> list[Block]:
    """The paragraphs of lines that follow one another, and the table that aligned lines among them make."""
    first = next((index for index, line in enumerate(lines) if is_aligned(line.text)), None)
    while first and is_indented_heading(lines[first - 1].text):
        first -= 1
    if first is not None and (tables := aligned_tables(lines[first:])):
        return [*_paragraphs(lines[:first], wrap, footnotes=footnotes), *tables]
    return list(_paragraphs([line for line in lines if not RULE.match(line.text)], wrap, footnotes=footnotes))


def _tabbed(run: list[Line], *, footnotes: bool) -> list[Block]:
    """The table that a run of tabbed lines is, with numbered or lone indented lines given back as paragraphs."""
    blocks: list[Block] = []
    rows: list[Row] = []
    narrow = all(len([cell for cell in cells_of(line.text) if cell.strip()]) <= 2 for line in run)
    header = bool(run) and not _number_then_text(run[0]) and not _is_lone(run[0].text) and len(run) > 1

    def end_table() -> None:
        if rows:
            blocks.append(table_of(rows))
            rows.clear()

    for line in run:
        if RULE.match(line.text.replace("\t", " ")):
            continue
        numbered = _number_then_text(line) if narrow and not (header and rows) else None
        if numbered is not None:
            end_table()
            blocks.append(numbered)
        elif len(run) == 1 and _is_lone(line.text):
            blocks.extend(_paragraphs([line], None, footnotes=footnotes))
        elif (row := row_of(line)).cells:
            rows.append(row)
    end_table()
    return blocks


def _number_then_text(line: Line) -> Paragraph | None:
    """A number or bullet, one tab and words: a paragraph typed with a tab behind its number."""
    cells = line.text.rstrip(" ").lstrip().split("\t")
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) != 2 or not cells[-1].strip() or not _NUMBER_CELL.match(filled[0]):
        return None
    number = filled[0].strip(" ().") if re.search(r"\w", filled[0]) and filled[0] != "o" else None
    return Paragraph(tidy(without_markup(filled[1])), f"line {line.number}", 0, number)


def _is_lone(text: str) -> bool:
    return len([cell for cell in cells_of(text) if cell.strip()]) == 1


def _paragraphs(lines: list[Line], wrap: int | None, *, footnotes: bool) -> list[Paragraph]:
    """The paragraphs of lines without a blank line between them; wrapped lines are joined again."""
    paragraphs: list[Paragraph] = []
    pieces: list[tuple[int, str]] = []
    previous = ""
    for line in _labels_parted(lines):
        text = without_markup(line.text).strip()
        if pieces and _continues(previous, line.text, text, wrap):
            number, before = pieces[-1]
            glue = "" if before.endswith("-") and before[-2:-1].isalpha() and text[:1].islower() else " "
            pieces[-1] = (number, before + glue + text)
        else:
            pieces.append((line.number, text))
        previous = line.text.rstrip()
    for number, raw in pieces:
        if paragraph := _paragraph(number, raw, footnotes=footnotes):
            paragraphs.append(paragraph)
    return paragraphs


def _labels_parted(lines: list[Line]) -> Iterator[Line]:
    """The lines, with those parted that hold several labels and their values behind wide gaps."""
    for line in lines:
        if _LABEL.match(line.text.strip()):
            yield from (Line(line.number, piece) for piece in _NEXT_LABEL.split(line.text))
        else:
            yield line


def _paragraph(line: int, raw: str, *, footnotes: bool) -> Paragraph | None:
    level, text = heading_mark(raw)
    number, text = split_number(text)
    if number is None and has_bullet(text) and not (footnotes and text.startswith("*")):
        text = without_bullet(text)
    text = tidy(text)
    return Paragraph(text, f"line {line}", level, number) if text else None


def _continues(previous: str, raw: str, text: str, wrap: int | None) -> bool:
    """Whether a line goes on with the sentence of the line before rather than beginning a new one."""
    if not text or has_bullet(text) or split_number(text).number is not None or heading_mark(text)[0]:
        return False
    if previous.isupper() != text.isupper() and (previous.isupper() or text.isupper()):
        return False
    if _LABEL.match(text) and raw[:1] == " ":
        return False
    if _hangs(previous, raw) or previous.endswith(","):
        return True
    ended = previous.endswith((".", "!", "?", ":", ";", ": -"))
    if text[0].islower() and not ended:
        return True
    if wrap is None or _LABEL.match(text):
        return False
    return len(previous) + 1 + len(text.split(maxsplit=1)[0]) > wrap and len(previous) >= 0.6 * wrap


def _hangs(previous: str, raw: str) -> bool:
    """Whether a line stands under the words of the numbered line above it, as wrapped lines do."""
    depth = len(raw) - len(raw.lstrip(" "))
    before = len(previous) - len(previous.lstrip(" "))
    if depth < 2:
        return False
    match = re.match(r"^\s*(?:[-•*]|\(?[\w.]{1,6}[.)]?)\s+", previous)
    return (match is not None and abs(match.end() - depth) <= 1) or before == depth


_NEXT_LABEL = re.compile(r" {3,}(?=[A-Z][\w /&'()-]{1,40}:\s)")
_LABEL = re.compile(r"^[A-Z][\w /&'()-]{1,40}:(?:\s|$)")
