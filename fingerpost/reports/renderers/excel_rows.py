"""The rows of a sheet as they stand in the file.

XlsxWriter takes each cell by a call of its own and builds its element of attributes later, which is two thirds of the
time that a workbook takes. The cells of a report are of three kinds only, so their elements are written here at once;
everything else of the sheet stays XlsxWriter's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from fingerpost.reports.renderers.texts import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fingerpost.reports.document import DocumentCell, DocumentTable

    StyleOf = Callable[[DocumentCell, bool, bool], int]

LONGEST_TEXT = 32_767
CUT = " [cut here: a cell holds no more; the other formats have the whole text]"
FIRST_ROW = 2  # counted from nought, as XlsxWriter does; the title and the header stand above
_NARROWEST, _WIDEST = 5, 60
_LONG_TEXT = 1_400
_DAY = 12  # letters
_LINE, _TALLEST = 15.0, 409.0  # points; Excel allows no more
_NEVER_WRAPS = 10  # letters; no column is so narrow that less than this and no line break takes a second line
_LARGEST = 10**15  # Excel keeps 15 figures
_DAY_NOUGHT = date(1899, 12, 31).toordinal()
_LEAP_DAY_THAT_NEVER_WAS = 59  # Excel has a 29 February 1900


class Known(NamedTuple):
    """What is worked out once of a text: its place among the shared strings, its longest line, whether it has several."""

    place: int
    letters: int
    lines: bool


class FilledSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """A worksheet to which rows can be given as XML, below those written in the usual way."""

    dim_rowmax: int
    dim_colmax: int

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__()
        self._filled: list[str] = []

    def fill(self, rows: list[str], last_row: int, last_column: int) -> None:
        """Take the rows that end in this one and reach to this column."""
        self._filled = rows
        self.dim_rowmax = max(self.dim_rowmax, last_row)
        self.dim_colmax = max(self.dim_colmax, last_column)

    def place_of(self, text: str) -> int:
        """The place of a text among the strings that the workbook's sheets share; counts its use."""
        place: int = self.str_table._get_shared_string_index(text)  # noqa: SLF001  # it has no public name
        return place

    def used_again(self, times: int) -> None:
        """Count texts that were used without asking for their place again."""
        self.str_table.count += times

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write("".join(self._filled))


class Filling:
    """The rows of a table, made in two steps: how wide the columns are is known when all cells are.

    `widths` are in letters: as the longest text up to 60, or up to 120 where it would not fit a row's height.
    `numbers` are the columns that hold numbers and nothing else.
    """

    def __init__(
        self, worksheet: FilledSheet, table: DocumentTable, style_of: StyleOf, known: dict[str, Known]
    ) -> None:
        """Make the cells; `style_of` gives the number of a cell's style, told whether it names its row or is a letter.

        `known` are the texts of the workbook's sheets so far, and is added to.
        """
        self._worksheet = worksheet
        self._style_of = style_of
        self._table = table
        self._names = [xl_col_to_name(each) for each in range(len(table.header))]
        self._longest = [max(map(len, [*title.split(), "x"])) + 3 for title in table.header]
        self._with_numbers: set[int] = set()
        self._with_texts: set[int] = set()
        self._known = known
        self._plain = 0  # the style of a cell without marks; none has the number nought
        self._rows = [self._row(number, row) for number, row in enumerate(table.rows, FIRST_ROW)]
        self.numbers = self._with_numbers - self._with_texts
        self.widths = [
            min(max(each, _NARROWEST), _WIDEST if each < _LONG_TEXT else 2 * _WIDEST)
            for each in self._longest
        ]

    def write(self) -> None:
        """Hand the rows to the worksheet, each as high as its texts need."""
        rows: list[str] = []
        widths = self.widths
        for number, (cells, long) in enumerate(self._rows, FIRST_ROW + 1):
            height = _LINE
            if long:
                height = height_of(
                    (text, sum(widths[column : column + columns]) or _NARROWEST)
                    for text, column, columns in long
                )
            high = "" if height == _LINE else f' ht="{height:.16g}" customHeight="1"'
            rows.append(f'<row r="{number}"{high}>{cells}</row>')
        self._worksheet.fill(rows, FIRST_ROW + len(rows) - 1, len(self._names) - 1)

    def _row(self, number: int, row: tuple[DocumentCell, ...]) -> tuple[str, list[tuple[str, int, int]]]:
        """The cells of a row, and its texts that may take several lines, each with its column and how many it spans."""
        longest, style_of, below = self._longest, self._style_of, str(number + 1)
        cells: list[str] = []
        long: list[tuple[str, int, int]] = []
        column = again = 0
        strong, strip = self._table.row_headers, self._table.strip
        names, known, numbers, texts = self._names, self._known, self._with_numbers, self._with_texts
        for cell in row:
            text, value, columns = cell.text, cell.value, cell.columns
            bare = value is None and not (cell.tone or cell.reprogrammed or cell.outlined)
            if bare and not text and columns == 1:
                column += 1
                strong = False
                continue
            if bare and not (strong or strip or cell.original):
                style = self._plain = self._plain or style_of(cell, False, False)
            else:
                style = style_of(cell, strong, strip and not strong and len(text) < 2)
            strong = False
            if column + columns > len(names):
                self._widen(column + columns)
            letters = len(text)
            figure = None if value is None else _figure(value)
            if value is not None and isinstance(value, int | float):
                numbers.add(column)
            elif text:
                texts.add(column)
            if figure is not None:
                cells.append(f'<c r="{names[column]}{below}" s="{style}"><v>{figure}</v></c>')
                if isinstance(value, date):
                    letters = _DAY - 2
            elif text:
                found = known.get(text)
                if found is None:
                    found = known[text] = self._know(text)
                else:
                    again += 1
                place, letters, lines = found
                cells.append(f'<c r="{names[column]}{below}" s="{style}" t="s"><v>{place}</v></c>')
                if lines:
                    long.append((text, column, columns))
            else:
                cells.append(f'<c r="{names[column]}{below}" s="{style}"/>')
            if columns > 1:
                cells += self._spanned(number, column, columns, style)
            elif column < len(longest) and letters + 2 > longest[column]:
                longest[column] = letters + 2
            column += columns
        self._worksheet.used_again(again)
        return "".join(cells), long

    def _know(self, text: str) -> Known:
        several = "\n" in text
        letters = max(map(len, text.split("\n"))) if several else len(text)
        place = self._worksheet.place_of(_cell_text(text))
        return Known(place, letters, several or letters >= _NEVER_WRAPS)

    def _widen(self, columns: int) -> None:
        self._names.extend(xl_col_to_name(each) for each in range(len(self._names), columns))

    def _spanned(self, number: int, column: int, columns: int, style: int) -> list[str]:
        """The empty cells that a cell spans besides its own."""
        last = column + columns - 1
        self._worksheet.merge.append([number, column, number, last])
        return [
            f'<c r="{self._names[each]}{number + 1}" s="{style}"/>' for each in range(column + 1, last + 1)
        ]


def _figure(value: date | float | None) -> str | None:
    """A day or a number as the file has it; None for what Excel cannot hold as either."""
    if value is None:
        return None
    if isinstance(value, date):
        days = value.toordinal() - _DAY_NOUGHT
        return None if value.year < 1900 else str(days + (days > _LEAP_DAY_THAT_NEVER_WAS))
    return f"{value:.16G}" if abs(value) < _LARGEST else None


def _cell_text(text: str) -> str:
    text = xml_text(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


def height_of(texts: Iterable[tuple[str, int]]) -> float:
    """The height of a row in points, for texts in columns of so many letters. LibreOffice does not work it
    out by itself when it opens a file.
    """
    lines = 1
    for text, width in texts:
        if len(text) * 11 >= width * 10 or "\n" in text:
            lines = max(lines, sum(len(line) * 11 // (width * 10) + 1 for line in text.split("\n")))
    return min(_LINE * lines, _TALLEST)
