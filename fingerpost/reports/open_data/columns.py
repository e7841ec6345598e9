"""What a table of open data is: its columns with their datatypes and meanings, its key, and whom it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fingerpost.reports.open_data.months import OpenMonth
from fingerpost.rules.months import Month

Value = str | int | bool | date | Month | None | tuple[str, ...] | tuple[Month, ...]


class Datatype(StrEnum):
    """The datatypes of cells, by their names in CSVW."""

    TEXT = "string"
    NUMBER = "integer"
    SHARE = "decimal"
    DAY = "date"
    MONTH = "gYearMonth"
    TRUTH = "boolean"
    ADDRESS = "anyURI"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, title and meaning, and where its value stands in a row's thing ("period.last").

    `required` cells are never empty. `several` cells hold a list.
    """

    name: str
    title: str
    meaning: str
    path: str
    datatype: Datatype = Datatype.TEXT
    required: bool = False
    several: bool = False

    def value(self, thing: object) -> Value:
        """The value in a row; None where anything on the way to it is."""
        found = thing
        for step in self.path.split("."):
            if found is None:
                return None
            found = getattr(found, step)
        assert found is None or isinstance(found, str | int | date | Month | tuple)
        return found


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand in the key of another table."""

    columns: tuple[str, ...]
    table: str
    referenced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a row for each thing that `rows` finds in a month. Its first column names the month."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[OpenMonth], Iterable[object]]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of its CSV file."""
        return f"{self.name}.csv"

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The column of the month, then its own."""
        return (MONTH, *self.columns)

    def values(self, months: Iterable[OpenMonth]) -> Iterator[tuple[Value, ...]]:
        """The values of its rows over these months."""
        for month in months:
            for thing in self.rows(month):
                yield (month.period.last, *(column.value(thing) for column in self.columns))


MONTH = Column(
    "month",
    "Month",
    "The last month of the period that the row is of",
    "",
    Datatype.MONTH,
    required=True,
)


def text(name: str, title: str, meaning: str, path: str = "") -> Column:
    """A column of text that may be empty."""
    return Column(name, title, meaning, path or name)


def required(
    name: str, title: str, meaning: str, path: str = "", datatype: Datatype = Datatype.TEXT
) -> Column:
    """A column that is never empty, of text unless another datatype is given."""
    return Column(name, title, meaning, path or name, datatype, required=True)


def typed(datatype: Datatype, name: str, title: str, meaning: str, path: str = "") -> Column:
    """A column of a datatype that may be empty."""
    return Column(name, title, meaning, path or name, datatype)


def several(
    name: str, title: str, meaning: str, path: str = "", datatype: Datatype = Datatype.TEXT
) -> Column:
    """A column of lists."""
    return Column(name, title, meaning, path or name, datatype, several=True)


def dates(name: str, title: str, meaning: str, path: str = "") -> tuple[Column, ...]:
    """The columns of an approximate date: its words, its EDTF value, and the last day on which it can fall."""
    path = path or name
    return (
        text(name, title, f"{meaning}, in its words", f"{path}.words"),
        text(
            f"{name}_edtf",
            f"{title}: EDTF",
            "The same as an EDTF value (ISO 8601-2); empty where the words hold no date",
            f"{path}.edtf",
        ),
        typed(
            Datatype.DAY,
            f"{name}_latest_day",
            f"{title}: latest day",
            "The last day on which it can fall; empty where it is open or unknown",
            f"{path}.latest_day",
        ),
    )
