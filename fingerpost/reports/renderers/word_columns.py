"""The columns of a Word table: which hold months, which figures, and how wide each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.renderers.texts import MOST_LETTERS_OF_MONTH, is_figure

if TYPE_CHECKING:
    from fingerpost.reports.document import DocumentTable

_MONTH_WIDTH = 640  # twentieths of a point: one letter and its header of four figures
_LETTER = 122  # twentieths of a point for a letter of a bold word in a cell, with something to spare
_MARGINS = 200
_LONGEST_WHOLE = 18
_PLAIN = 0.85  # the width of a letter in plain type, as a share of one in bold


def month_columns(table: DocumentTable) -> range:
    """The columns of a strip that hold letters: all at its end."""
    first = len(table.header)
    for index in range(len(table.header) - 1, (0 if table.row_headers else -1), -1):
        texts = [row[index].text for row in table.rows if len(row) == len(table.header)]
        if any(len(each) > MOST_LETTERS_OF_MONTH for each in texts):
            break
        first = index
    return range(first, len(table.header))


def figure_columns(table: DocumentTable) -> frozenset[int]:
    """The columns but the first that hold figures and nothing else: they stand under each other on the right."""
    found = []
    for column in range(1, len(table.header)):
        texts = [row[column].text for row in table.rows if len(row) == len(table.header)]
        if any(texts) and all(is_figure(each) for each in texts):
            found.append(column)
    return frozenset(found)


def column_widths(table: DocumentTable, width: int) -> list[int]:
    """The widths of the columns, together the whole width: months all alike, the others as the table asks,
    but none narrower than its longest word where there is room for all of them.
    """
    columns = len(table.header)
    months = month_columns(table) if table.strip else range(0)
    if months and not months.start:
        share = [6 + _longest(table, index, whole=False) for index in range(columns)]
        return [width * each // sum(share) for each in share]
    asked = list(table.widths) if len(table.widths) == columns else [1] * columns
    month = min(_MONTH_WIDTH, width // columns)
    words = [index for index in range(columns) if index not in months]
    rest = width - month * len(months)
    least = [_LETTER * _longest(table, index, whole=True) + _MARGINS for index in range(columns)]
    if sum(least[index] for index in words) >= rest:
        least = [_LETTER * _longest(table, index, whole=False) + _MARGINS for index in range(columns)]
    if sum(least[index] for index in words) >= rest:
        total = sum(least[index] for index in words)
        return [month if index in months else rest * least[index] // total for index in range(columns)]
    # Columns that would be too narrow for their words get what they need; the others share what is left.
    given: dict[int, int] = {}
    while True:
        free = [index for index in words if index not in given]
        left = rest - sum(given.values())
        total = sum(asked[index] for index in free)
        short = {index: least[index] for index in free if left * asked[index] // total < least[index]}
        if not short:
            given |= {index: left * asked[index] // total for index in free}
            return [month if index in months else given[index] for index in range(columns)]
        given |= short


def _longest(table: DocumentTable, index: int, *, whole: bool) -> int:
    """The letters of the longest word of a column, or of its longest text where all are as short as a date.

    A word beyond any column may break.
    """
    texts = [row[index].text for row in table.rows if len(row) == len(table.header)]
    longest_text = max(map(len, texts), default=0)
    if whole and longest_text <= _LONGEST_WHOLE:
        # Figures and plain words are narrower than the bold ones that the width of a letter allows for.
        texts.append("x" * round(longest_text * _PLAIN))
    return min(
        max((len(word) for text in (table.header[index], *texts) for word in text.split()), default=1),
        _LONGEST_WHOLE,
    )
