"""Single values of our own layout, and findings where a person's edit left a value that is not one."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.statuses import status_of_words
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.draft import MonthCell, PrintedDate, StatusSource
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.labels import Label
from fingerpost.rules.months import Month
from fingerpost.rules.wording import (
    CLASS_OF_WORDS,
    LEARNT_OF_WORDS,
    MARK_OF_WORDS,
    NOT_STATED,
    NOTHING,
    other_label,
    read_day,
    read_month,
    read_names,
    read_status,
)

if TYPE_CHECKING:
    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.own.grid import Entry
    from fingerpost.rules.classes import StatusClass

NOT_READ_BACK = describe(
    "R90",
    Severity.WARNING,
    "A value in a report of ours could not be read back.",
    "The file is laid out as Fingerpost does it, but the value was changed to something that its place does not "
    "take, so it was left out. Correct it in the file, or in the draft.",
)
READ_OTHERWISE = describe(
    "R91",
    Severity.NOTE,
    "A value in a report of ours was changed in one place and not in another.",
    "A report says some things twice: in a table for people and in the tables of data at its end. Where they differ, "
    "the table for people was believed.",
)
_OTHER = other_label("")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"-?[\d,]+", re.ASCII)


class Values:
    """Reads values and gathers a finding for each that is none."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def not_read(self, place: str, label: str, said: str) -> None:
        """Note a value that was left out."""
        self.findings.append(
            NOT_READ_BACK.finding(
                (place,),
                f"{place}: “{said[:80]}” under “{label}” could not be understood and was left out.",
                {"label": label, "printed": said[:200]},
            )
        )

    def whole_number(self, entry: Entry, label: str) -> int | None:
        """A whole number, with or without commas."""
        said = entry.text(label)
        if said is None:
            return None
        value = _typed_number(entry.cell(label))
        if value is not None and value == int(value):
            return int(value)
        if _WHOLE.fullmatch(said) and said.strip("-,"):
            return int(said.replace(",", ""))
        self.not_read(entry.place, label, said)
        return None

    def percent(self, entry: Entry, label: str) -> int | float | None:
        """A number of per cent, with or without its sign."""
        said = entry.text(label)
        if said is None:
            return None
        value = _typed_number(entry.cell(label))
        if value is None or said.endswith("%"):
            try:
                value = float(said.removesuffix("%").strip())
            except ValueError:
                self.not_read(entry.place, label, said)
                return None
        return int(value) if value == int(value) else value

    def month(self, entry: Entry, label: str) -> Month | None:
        """A month, as a day, as YYYY-MM-DD or in words."""
        said, cell = entry.text(label), entry.cell(label)
        if said is None or cell is None:
            return None
        if isinstance(cell.value, date):
            return Month.of(cell.value)
        if _ISO_DAY.fullmatch(said):
            try:
                return Month.of(date.fromisoformat(said))
            except ValueError:
                pass
        month = read_month(said)
        if month is None:
            self.not_read(entry.place, label, said)
        return month

    def day(self, place: str, label: str, cell: Cell | None, said: str) -> date | None:
        """A day, typed or in words."""
        if cell is not None and isinstance(cell.value, date):
            return cell.value.date() if isinstance(cell.value, datetime) else cell.value
        day = read_day(said)
        if day is None:
            self.not_read(place, label, said)
        return day

    def class_of(self, place: str, said: str | None) -> StatusClass | None:
        """A class in our words, or in any words that mean one."""
        if said is None or said == NOT_STATED:
            return None
        class_ = CLASS_OF_WORDS.get(said) or status_of_words(said).class_
        if class_ is None:
            self.not_read(place, Label.STATUS, said)
        return class_

    def status(self, place: str, said: str | None) -> tuple[StatusClass | None, StatusSource, str | None]:
        """A status with how it was learnt; words of a person's own are read as in any document."""
        if said is None:
            return None, StatusSource.NONE, None
        found = read_status(said)
        if found is not None:
            return found
        class_ = self.class_of(place, said)
        return class_, StatusSource.WORDS, said

    def status_in_columns(self, entry: Entry) -> tuple[StatusClass | None, StatusSource, str | None]:
        """A status whose class, source and words stand in columns of their own."""
        said = entry.text(Label.LEARNT)
        source = LEARNT_OF_WORDS.get(said, StatusSource.NONE) if said else StatusSource.NONE
        if said and said not in LEARNT_OF_WORDS:
            self.not_read(entry.place, Label.LEARNT, said)
        return self.class_of(entry.place, entry.text(Label.STATUS)), source, entry.text(Label.PRINTED)

    def marked(self, entry: Entry, status: tuple[StatusClass | None, StatusSource, str | None]) -> MonthCell:
        """A month cell with this status and the mark that the entry names."""
        said = entry.text(Label.MARK)
        if said is not None and said not in MARK_OF_WORDS:
            self.not_read(entry.place, Label.MARK, said)
        class_, source, printed = status
        return MonthCell(MARK_OF_WORDS.get(said or ""), class_, printed, source)


def share_of_words(said: str | None) -> str | None:
    """A share without its sign."""
    return None if said is None else said.removesuffix("%").strip()


def date_in_columns(entry: Entry, label: str) -> PrintedDate | None:
    """A date whose words and EDTF value stand in columns of their own."""
    said = entry.text(label)
    return None if said is None else PrintedDate(said, entry.text(f"{label}: {Label.EDTF}"))


def other_columns(entry: Entry) -> dict[str, str]:
    """What stands in columns of the source's own, by the source's names for them."""
    return {
        label.removeprefix(_OTHER): said
        for label in entry.columns
        if label.startswith(_OTHER) and (said := entry.text(label)) is not None
    }


def names(said: str | None) -> tuple[str, ...]:
    """Names, codes or texts in one field."""
    return () if said is None else read_names(said)


def unless_dash(said: str | None) -> str | None:
    """The words, or None where only a dash stands for nothing."""
    return None if said == NOTHING else said


def _typed_number(cell: Cell | None) -> int | float | None:
    value = None if cell is None else cell.value
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
