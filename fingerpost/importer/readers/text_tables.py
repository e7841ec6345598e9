"""Tables in text: cells parted by tabs, by upright strokes, or by spaces under one another.

A row may be broken over lines, where a cell held a line break or the page was narrow; it is joined again
where the number of its cells proves it.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.readers.numbering import without_markup
from fingerpost.importer.readers.source import Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

PIPED = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^[\s|:+=_-]*[-=_]{3,}[\s|:+=_-]*$")
_REF = re.compile(r"^\s*(?:[A-Z&]{0,6}[-./ ]?\d{1,3}(?:[./-]\d{1,3})*[a-z]?\.?)\s*$")
_HEADING_REF = re.compile(r"^\s*Ref(?:erence)?\.?(?:\s+No\.?)?\s*$", re.IGNORECASE)
_FIRST_CELL = re.compile(f"{_REF.pattern}|{_HEADING_REF.pattern}", re.IGNORECASE)
_LONGEST_LABEL = 20
_DASHES = ("-", "–", "—", "--")
_FEWEST_DASHES = 3
"""So many cells of a row that hold only a dash show that the dash stands for an empty cell."""
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_SEGMENT = re.compile(r"\S+(?: {1,2}\S+)*")
_WHOLE = re.compile(r"\S(?:.*\S)?")
_MARKUP = re.compile(r"[<&]|\*\*|__")
_FEWEST_TABS = 3
_MONTH_LIKE = re.compile(
    r"(?:ja|fe|ma|ap|ju|au|se|oc|no|de)(?:n|b|r|y|l|g|p|t|v|c|ne|ly|pt|rch|ril|uary|ruary|ust|tember|ober|ember)?\.?",
    re.IGNORECASE,
)
_FEWEST_LABELS = 2
_TOLERANCE = 3
_LABELLED = re.compile(r"(?P<label>[A-Z][^\s:]*(?: [^\s:]+){0,6}:?) {3,}(?P<value>\S+(?: {1,2}\S+)*)")
_REF_FIRST = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,3}){1,3}[a-z]?|[A-Z]{1,4}[-/]?\d{1,3})\s+\S")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


class Line(NamedTuple):
    """A line of a text with its number, from 1."""

    number: int
    text: str


def tidy(text: str) -> str:
    """The words with their white space folded and without invisible characters."""
    if text.isprintable() and "  " not in text:  # nearly every cell: there is nothing to fold or to take out
        return text.strip()
    return _SPACES.sub(" ", _NOTHING.sub("", _BREAKS.sub(" ", text))).strip()


def is_tabular(text: str) -> bool:
    """Whether a line has a tab between or before words, or stands between upright strokes."""
    return "\t" in text.strip(" \r\n") or ("|" in text and bool(PIPED.match(text)))


def cells_of(text: str) -> list[str]:
    """The cells of a tabular line, empty ones included."""
    if "\t" not in text and PIPED.match(text):
        return re.split(r"(?<!\\)\|", text.strip()[1:-1])
    return text.split("\t")


def row_of(line: Line) -> Row:
    """The row that a tabular line is; the column is the number of tabs before the cell."""
    cells = cells_of(line.text)
    texts = tuple(map(str.strip, cells) if _is_plain(line.text) else map(tidy, map(without_markup, cells)))
    dashes = sum(1 for text in texts if text in _DASHES)
    empty = _DASHES if dashes >= _FEWEST_DASHES else ()
    return Row(
        line.number,
        tuple(Cell(text, column) for column, text in enumerate(texts) if text and text not in empty),
    )


def _is_plain(text: str) -> bool:
    """Whether there is no mark-up in a line, no white space to fold and nothing invisible, as in nearly all."""
    return "  " not in text and text.replace("\t", " ").isprintable() and not _MARKUP.search(text)


def table_of(rows: Sequence[Row]) -> Table:
    """The table of these rows, placed by its lines."""
    first, last = rows[0].number, rows[-1].number
    return Table(tuple(rows), f"line {first}" if first == last else f"lines {first} to {last}", _place_of)


def _place_of(row: Row, column: int | None) -> str:
    return f"line {row.number}" if column is None else f"line {row.number}, column {column + 1}"


# Rows that were broken over several lines


def pieces_of_a_row(lines: Sequence[Line], at: int, tabs: int) -> int:
    """How many lines from this one on are pieces of one row with so many tabs; 1 where it is whole or unclear.

    A piece may have no tab at all. Only an exact sum proves that the pieces belong together, and no piece
    after the first may begin with a ref, as a row of its own would.
    """
    have = lines[at].text.count("\t")
    if tabs >= _FEWEST_TABS and have >= tabs:
        return _with_its_rest(lines, at, 1)
    if tabs < _FEWEST_TABS or not _FIRST_CELL.match(cells_of(lines[at].text)[0]):
        return 1
    for further, line in enumerate(lines[at + 1 : at + 12], 2):
        if not line.text.strip() or _REF.match(cells_of(line.text)[0]):
            return 1
        have += line.text.count("\t")
        if have >= tabs:
            return _with_its_rest(lines, at, further) if have == tabs else 1
    return 1


def _with_its_rest(lines: Sequence[Line], at: int, pieces: int) -> int:
    """The pieces of a row with the lines on which its last cell goes on, in the middle of a sentence or label."""
    while at + pieces < len(lines):
        before, following = lines[at + pieces - 1].text, lines[at + pieces].text.strip()
        if not following or "\t" in following or before.endswith(("\t", ".", ":", ";")):
            break
        if not following[0].islower() and not (
            len(following) <= _LONGEST_LABEL and _HEADING_REF.match(cells_of(lines[at].text)[0])
        ):
            break
        pieces += 1
    return pieces


def joined(lines: Sequence[Line]) -> Line:
    """One line of the pieces of a row: the last cell of each goes on with the first of the next."""
    return Line(lines[0].number, " ".join(line.text.strip(" ") for line in lines))


# Columns made of spaces


def is_aligned(text: str) -> bool:
    """Whether a line has three pieces of words or more with wide gaps between them."""
    return "   " in text and "\t" not in text and len(_GAP.findall(text.strip())) >= 2


def is_indented_heading(text: str) -> bool:
    """Whether a line above aligned columns heads some of them: deep in the line, or with a wide gap."""
    return bool(text.strip()) and (len(text) - len(text.lstrip(" ")) >= 6 or bool(_GAP.search(text.strip())))


def aligned_tables(lines: Sequence[Line]) -> list[Table]:
    """The tables that lines with wide gaps make: one, or several where headings of another kind come between.

    A form of two headings ("Ref, Action, Colour …", "Ref., Action, Lead, July …") begins both with one word.
    """
    first = _first_word(lines[0].text)
    heads = [at for at, line in enumerate(lines) if is_aligned(line.text) and _first_word(line.text) == first]
    if len(heads) > 1 and heads[0] == 0:
        parts = [lines[start:end] for start, end in itertools.pairwise([*heads, len(lines)])]
        if (over_pages := _over_pages(parts)) is not None:
            return [over_pages]
        tables = [table for part in parts if (table := aligned_table(part)) is not None]
        if len(tables) == len(parts):
            return tables
    whole = aligned_table(lines)
    return [] if whole is None else [whole]


def _over_pages(parts: Sequence[Sequence[Line]]) -> Table | None:
    """The one table whose headings come again word for word at the top of each page; None where they do not.

    The line under a repeated heading may still belong to the row that the page broke.
    """
    heading = min(_alike(parts[0], part) for part in parts[1:])
    if not heading:
        return None
    pages = [aligned_table(part, heading) for part in parts]
    rows: list[Row] = []
    for page in pages:
        if page is None or (rows and page.rows[0].texts != rows[0].texts):
            return None
        for row in page.rows[1:] if rows else page.rows:
            if len(rows) > 1 and row is page.rows[1] and not any(cell.column == 0 for cell in row.cells):
                rows[-1] = _with_more(rows[-1], row)
            else:
                rows.append(row)
    return table_of(rows)


def _alike(first: Sequence[Line], other: Sequence[Line]) -> int:
    """With how many lines that are the same, but for their spaces, two parts begin."""
    pairs = itertools.takewhile(
        lambda pair: pair[0].text.split() == pair[1].text.split(), zip(first, other, strict=False)
    )
    return sum(1 for _ in pairs)


def _first_word(text: str) -> str:
    words = text.split(maxsplit=1)
    return re.sub(r"\W", "", words[0]).casefold() if words else ""


def _heading_starts(text: str) -> list[int]:
    """Where the headings of a line begin; names of months that stand close together are one column each."""
    starts: list[int] = []
    for match in _SEGMENT.finditer(text):
        tokens = list(re.finditer(r"\S+", match[0]))
        months = len(tokens) > 1 and all(_MONTH_LIKE.fullmatch(token[0]) for token in tokens)
        starts.extend(match.start() + token.start() for token in (tokens if months else tokens[:1]))
    return starts


def aligned_table(lines: Sequence[Line], heading: int = 0) -> Table | None:
    """The table that lines with wide gaps make, None where the gaps do not stand under one another.

    A line that leaves the first column empty goes on with the row above it; `heading` is how many lines the
    heading takes, where that is known, and no further line goes on with it.
    """
    parted = [line for line in lines if is_aligned(line.text)]
    if len(parted) < 2:
        return None
    starts = _starts([line.text for line in parted])
    headed = _heading_starts(parted[0].text)
    by_heading = len(starts) < len(headed) and _all_part(parted, headed)
    if by_heading:
        starts = headed
    if len(starts) < 3:
        return None
    rows: list[Row] = []
    for line in lines:
        if RULE.match(line.text):
            continue
        cells: dict[int, str] = {}
        text = line.text.rstrip()
        if by_heading:
            cells = _parted_near(text, starts) or {}
        for match in () if cells else _segments(text, starts):
            column = max(
                (index for index, start in enumerate(starts) if start <= match.start() + 1), default=0
            )
            cells[column] = f"{cells[column]} {match[0]}" if column in cells else match[0]
        row = Row(
            line.number, tuple(Cell(tidy(without_markup(text)), at) for at, text in sorted(cells.items()))
        )
        under = bool(heading) and len(rows) == 1 and line.number >= lines[0].number + heading
        if rows and not under and _goes_on(cells):
            rows[-1] = _with_more(rows[-1], row)
        elif rows and not under and cells.get(0, "")[:1].islower():
            # The first cell goes on with the row above while the rest begins a row of its own.
            rows[-1] = _with_more(rows[-1], Row(row.number, row.cells[:1]))
            rows.append(Row(row.number, row.cells[1:]))
        elif cells:
            rows.append(row)
    return table_of(rows) if len(rows) >= 2 else None


def _all_part(lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether nearly every line has a space near each of these starts."""
    parted = sum(_parted_near(line.text.rstrip(), starts) is not None for line in lines)
    return parted * 10 >= len(lines) * 9


def _parted_near(text: str, starts: Sequence[int]) -> dict[int, str] | None:
    """The cells of a line by columns that begin near these starts; None where words stand across one of them.

    Pages of one table may stand a few characters further left or right, and long cells touch the next.
    """
    cuts = [0]
    for start in starts[1:]:
        near = [
            at
            for at in range(max(1, start - _TOLERANCE), min(len(text), start + _TOLERANCE) + 1)
            if text[at - 1] == " " and (at == len(text) or text[at] != " ")
        ]
        blank = start >= len(text) or not text[max(0, start - 1) : start + 1].strip()
        if not near and not blank:
            return None
        cuts.append(min((abs(at - start), at) for at in near)[1] if near else start)
    ends = [*cuts[1:], len(text)]
    pieces = {at: text[cut:end].strip() for at, (cut, end) in enumerate(zip(cuts, ends, strict=True))}
    return {at: piece for at, piece in pieces.items() if piece}


def _goes_on(cells: dict[int, str]) -> bool:
    """Whether a line goes on with the row above: it leaves the first column empty, or stands in small letters
    there; a ref further right begins a row whose first cell is merged with the one above.
    """
    first = cells.get(0, "")
    if not cells or (first and not first[:1].islower()):
        return False
    return not any(_REF_FIRST.match(text) for at, text in cells.items() if at > 0)


def labelled_table(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The table of two columns that begins at this line, label and value, and the index of the line after it.

    Values stand under one another behind wide gaps; a value's further lines stand under its first, and a blank
    line may part the rows. None where fewer than two labels stand so.
    """
    start = _value_start(lines[at].text)
    if start is None:
        return None
    rows: list[Row] = []
    end = at
    while end < len(lines):
        text = lines[end].text.rstrip()
        following = lines[end + 1].text if end + 1 < len(lines) else ""
        if not text.strip():
            if _value_start(following) != start:
                break
        elif _value_start(text) == start:
            label, value = text[:start], text[start:]
            rows.append(Row(lines[end].number, (Cell(tidy(label), 0), Cell(tidy(value), 1))))
        elif len(text) - len(text.lstrip(" ")) == start:
            rows[-1] = _with_more(rows[-1], Row(rows[-1].number, (Cell(tidy(text), 1),)))
        else:
            break
        end += 1
    return (table_of(rows), end) if len(rows) >= _FEWEST_LABELS else None


def _value_start(text: str) -> int | None:
    """Where the value begins in a line that is a label, a wide gap and a value; None for any other line."""
    match = _LABELLED.fullmatch(text.rstrip()) if "   " in text else None
    return match.start("value") if match else None


def _segments(text: str, starts: Sequence[int]) -> list[re.Match[str]]:
    """The pieces of a line: by the columns where their starts follow a space, else by its own wide gaps."""
    if all(start >= len(text) or start == 0 or text[start - 1] == " " for start in starts):
        ends = [*starts[1:], len(text)]
        return [
            match
            for start, end in zip(starts, ends, strict=True)
            if (match := _WHOLE.search(text, start, end)) is not None
        ]
    return list(_SEGMENT.finditer(text))


def _starts(texts: Sequence[str]) -> list[int]:
    """Where columns begin: after two positions or more that are blank in every line."""
    width = max(len(text) for text in texts)
    blank = [all(len(text) <= at or text[at] == " " for text in texts) for at in range(width)]
    return [
        at
        for at in range(width)
        if not blank[at] and (at == 0 or (blank[at - 1] and (at < 2 or blank[at - 2])))
    ]


def _with_more(row: Row, more: Row) -> Row:
    texts = {cell.column: cell.text for cell in row.cells}
    for cell in more.cells:
        texts[cell.column] = f"{texts[cell.column]} {cell.text}" if cell.column in texts else cell.text
    return Row(row.number, tuple(Cell(text, column) for column, text in sorted(texts.items())))
