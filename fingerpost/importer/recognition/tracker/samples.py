"""What stands in the columns of a table, by which they are told where their headings do not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from fingerpost.importer.readers.source import Cell
from fingerpost.importer.recognition.columns import Field, heading_meaning
from fingerpost.importer.recognition.statuses import class_of_fill, status_of_words
from fingerpost.rules.dates import parse_date

SAMPLED = 60
"""How many rows of a table are looked at."""
_REF_LIKE = re.compile(r"(?=.*\d)[A-Za-z]{0,8}[-./ ]{0,2}\d{0,4}(?:[-./ ]?[A-Za-z0-9]{1,4}){0,6}")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s*%")
YES, NO = frozenset({"yes", "y"}), frozenset({"no", "n"})


@dataclass
class Samples:
    """What stands in a column in the first rows."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words, where there are any."""
        return [cell.text for cell in self.cells if cell.text]

    def share(self, count: int) -> float:
        """This many of the cells with words."""
        texts = len(self.texts)
        return count / texts if texts else 0.0

    @property
    def length(self) -> float:
        """The mean length of the words."""
        texts = self.texts
        return sum(map(len, texts)) / len(texts) if texts else 0.0

    @property
    def dates(self) -> float:
        """The share that is a date."""
        return self.share(
            sum(
                isinstance(cell.value, date) or parse_date(cell.text).edtf is not None
                for cell in self.cells
                if cell.text
            )
        )

    @property
    def statuses(self) -> float:
        """The share that is words of a status."""
        return self.share(sum(is_status(cell) for cell in self.cells if cell.text))

    @property
    def fills(self) -> float:
        """The share of all cells whose fill has a class."""
        coloured = sum(
            cell.fill is not None and class_of_fill(cell.fill).class_ is not None for cell in self.cells
        )
        return coloured / len(self.cells) if self.cells else 0.0

    @property
    def classes(self) -> float:
        """The share of all cells whose words or fill give a class."""
        told = sum(
            (cell.fill is not None and class_of_fill(cell.fill).class_ is not None)
            or (0 < len(cell.text) <= 60 and status_of_words(cell.text).class_ is not None)
            for cell in self.cells
        )
        return told / len(self.cells) if self.cells else 0.0

    @property
    def yes_or_no(self) -> float:
        """The share that is a bare yes or no."""
        return self.share(sum(text.strip(" .").lower() in YES | NO for text in self.texts))

    @property
    def percents(self) -> float:
        """The share that is a percentage."""
        return self.share(sum(bool(_PERCENT.fullmatch(text)) for text in self.texts))

    @property
    def refs(self) -> float:
        """The share that looks like a ref."""
        return self.share(sum(len(text) <= 16 and bool(_REF_LIKE.fullmatch(text)) for text in self.texts))


def is_status(cell: Cell) -> bool:
    """Whether the words of a cell are a status."""
    if len(cell.text) > 60 or isinstance(cell.value, date):
        return False
    words = status_of_words(cell.text)
    return words.known and not (words.class_ is None and words.note and not words.printed.strip().isalpha())


def asks_whether_complete(heading: str) -> bool:
    """Whether a column headed so says of each action that it is complete, or not: "Complete?", "Done Y/N"."""
    meaning = heading_meaning(re.sub(r"\by ?/ ?n\b|\byes ?/ ?no\b", " ", heading, flags=re.IGNORECASE))
    return meaning is not None and meaning.field is Field.COMPLETED
