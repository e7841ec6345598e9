"""An exception from the cells of its row, and its plan row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.columns import is_level
from fingerpost.importer.recognition.exceptions.align import Placed, is_date_like, place_cells
from fingerpost.importer.recognition.exceptions.strip import Calendar, cells_of, months_of
from fingerpost.importer.recognition.fields import Field
from fingerpost.importer.recognition.lateness import status_in_cell, status_in_words
from fingerpost.importer.recognition.people import people_of
from fingerpost.importer.recognition.refs import clean_ref, code_title, is_ref, split_ref
from fingerpost.importer.recognition.reported import (
    CELLS_SHIFTED,
    COMMENT_TAKEN,
    MONTHS_MAY_BE_SHIFTED,
    MONTHS_WITHOUT_YEAR,
    NO_REF,
    STATUS_DOUBTFUL,
)
from fingerpost.importer.recognition.statuses import ReadStatus, class_of_fill
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import (
    CodeTitle,
    DraftException,
    PlanRow,
    PrintedDate,
    RefTitle,
    StatusSource,
)
from fingerpost.rules.findings import Finding
from fingerpost.rules.months import Period

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.exceptions.header import Column, Header
    from fingerpost.importer.recognition.items import Item

_TWO_DATES = re.compile(r"\s*(?:\n|\s/\s|;|→|->|\s[–—-]\s)\s*")

_REVISED_TO = re.compile(
    r"^(?P<before>.*?)[\s,;/(–-]*\b(?:(?:now\s+)?(?:revised|moved|extended|changed|re-?scheduled|slipped|deferred|amended|forecast|expected)(?:\s+(?:date|to|until|by|is|target))*|now|new\s+date)\s*[:–-]?\s+(?P<after>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ORIGINAL_IS = re.compile(
    r"^(?:original(?:ly)?|target|due|planned|was|baseline)(?:\s+(?:date|target|due))*\s*[:–-]?\s*",
    re.IGNORECASE,
)
_A_VALUE = re.compile(
    r"^[£$€]?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|k|m|days?|weeks?)$|^[£$€]\s*\d[\d,.]*$", re.IGNORECASE
)
_LEAD_IN_TITLE = re.compile(
    r"\s*[(\[](?:lead(?: officer)?|owner|responsible officer|officer|responsible)\s*[:–-]\s*(?P<who>[^)\]]{2,60})[)\]]",
    re.IGNORECASE,
)
_COLOUR_BESIDE = re.compile(
    r"^(?:(?P<before>\[(?:red|amber|green|hatched|blue)\])\s+(?P<words>\S.*)|(?P<more>\S.*?)\s*(?P<behind>\[(?:red|amber|green|hatched|blue)\]))$",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE = frozenset({Field.REF, Field.ACTION, Field.REASON, Field.CORRECTIVE, Field.REASON_AND_CORRECTIVE})


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands above a row: the section and status that headings give, and the calendar of the plan."""

    calendar: Calendar = field(default_factory=Calendar)
    section: CodeTitle | None = None
    status: ReadStatus | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """An exception with the findings that reading it made."""

    exception: DraftException
    findings: tuple[Finding, ...] = ()


def printed_date(cells: tuple[Cell, ...], calendar: Calendar) -> PrintedDate | None:
    """A date as printed with its EDTF value: a typed date of a spreadsheet, or words."""
    words = " ".join(cell.text for cell in cells if cell.text).strip()
    if not words or _A_VALUE.match(words):
        return None
    for cell in cells:
        value = cell.value
        if value is not None and not isinstance(value, int | float):
            day: date = getattr(value, "date", lambda value=value: value)()
            return PrintedDate(words, day.isoformat())
    return date_of(words, calendar)


def date_of(words: str, calendar: Calendar) -> PrintedDate:
    """A date in words with its EDTF value, if it has one."""
    year = Period(calendar.first, calendar.first + 11) if calendar.first is not None else None
    return PrintedDate(words, parse_date(words, plan_year=year).edtf)


def read_row(header: Header, item: Item, setting: Setting) -> Read:
    """The exception that a row under this header is; doubts are findings with the row's place."""
    placed = place_cells(header, item.cells)
    findings: list[Finding] = []
    place = item.place
    if placed.moved:
        findings.append(
            CELLS_SHIFTED.finding(
                (place,),
                f"The cells at {place} do not stand under their headings; they were read by content.",
            )
        )
    placed, beside = _colour_apart(placed)
    ref, action = _ref_and_action(placed)
    who = people_of(placed.text(Field.WHO))
    if not who and action is not None and (lead := _LEAD_IN_TITLE.search(action)):
        who, action = people_of(lead["who"]), _LEAD_IN_TITLE.sub("", action).strip()
    status = _status(placed, item, setting, findings)
    if status.source is StatusSource.NONE and beside is not None:
        status = status_in_cell(beside, key=setting.calendar.key)
    said = Said(
        placed.text(Field.REASON),
        placed.text(Field.CORRECTIVE),
        placed.text(Field.REASON_AND_CORRECTIVE),
        placed.text(Field.COMMENT),
    )
    reason, corrective = texts_of(said, place, findings)
    original, revised = _dates(placed, setting.calendar)
    exception = DraftException(
        ref=ref,
        action=action,
        section=_section(placed, setting),
        status=status.class_,
        status_source=status.source,
        printed=status.printed,
        reason=reason,
        corrective_action=corrective,
        who=who,
        original=original,
        revised=revised,
        parent=_parent(placed),
        plan_row=_own_strip(header, placed, setting.calendar, place, findings),
        place=place,
    )
    if ref is None:
        findings.append(NO_REF.finding((place,), f"The exception at {place} has no ref."))
    return Read(exception, tuple(findings))


def read_plan_row(header: Header, item: Item, calendar: Calendar) -> tuple[PlanRow, RefTitle, list[Finding]]:
    """The plan row that a row under a strip header is, the ref and title printed in it, and any findings."""
    placed = place_cells(header, item.cells)
    findings: list[Finding] = []
    texts = [
        text
        for each in (Field.CORRECTIVE, Field.COMMENT, Field.REASON_AND_CORRECTIVE, Field.REASON)
        if (text := placed.text(each))
    ]
    ref, action = _ref_and_action(placed)
    months = cells_of(header, placed, calendar)
    if header.months and None in months_of(header, calendar):
        findings.append(
            MONTHS_WITHOUT_YEAR.finding(
                (item.place,), f"The months at {item.place} have no year, and nothing gives one."
            )
        )
    last = header.columns[-1]
    if months and any(
        cell.column != column.start for column, cell in placed.cells if column is last and cell.text
    ):
        findings.append(
            MONTHS_MAY_BE_SHIFTED.finding(
                (item.place,),
                f"The text at {item.place} does not stand under its heading, so its months "
                f"({', '.join(month.short_name for month in months)}) may be a column out.",
            )
        )
    row = PlanRow(action, people_of(placed.text(Field.WHO)), months, "\n".join(texts) or None)
    return row, RefTitle(ref, action), findings


class Said(NamedTuple):
    """The texts that a form has about an exception, by its labels."""

    reason: str | None
    corrective: str | None
    both: str | None
    comment: str | None


def texts_of(said: Said, place: str, findings: list[Finding]) -> tuple[str | None, str | None]:
    """The reason and the corrective action, with texts that serve for both given the place that is free.

    A form with one field for both keeps it as the corrective action; its reason stays None.
    """
    reason, corrective, both, comment = said
    for text, what in ((both, "one text for reason and corrective action"), (comment, "comment")):
        if text is None:
            continue
        if corrective is None:
            corrective, as_what = text, "corrective action"
        elif reason is None:
            reason, as_what = text, "reason"
        else:
            corrective, as_what = f"{corrective}\n{text}", "end of the corrective action"
        findings.append(
            COMMENT_TAKEN.finding(
                (place,), f"The {what} at {place} was taken as the {as_what}.", {"what": what, "as": as_what}
            )
        )
    return reason, corrective


def _ref_and_action(placed: Placed) -> tuple[str | None, str | None]:
    ref, action = placed.text(Field.REF), placed.text(Field.ACTION)
    if ref is None and action is not None:
        found = split_ref(action)
        return found.ref, found.title
    if ref is not None and not is_ref(ref):
        found = split_ref(ref)
        if found.ref is not None:
            return found.ref, action if action is not None else found.title
    if ref is not None and action is not None:
        found = split_ref(action)
        if found.ref is not None and found.ref == clean_ref(ref):
            action = found.title
    return (clean_ref(ref) if ref is not None else None), action


def _section(placed: Placed, setting: Setting) -> CodeTitle | None:
    named = [cell.text for cell in placed.of(Field.SECTION) if cell.text and not is_level(cell.text)]
    if not named:
        return setting.section
    printed = " ".join(named)
    return code_title(printed) or CodeTitle(None, printed)


def _parent(placed: Placed) -> RefTitle | None:
    printed = placed.text(Field.PARENT)
    if printed is None:
        return None
    found = split_ref(printed)
    return RefTitle(found.ref, found.title)


def _colour_apart(placed: Placed) -> tuple[Placed, Cell | None]:
    """The cells without a colour in square brackets before or behind the words of one, and that colour as a cell.

    Copies write a lost fill so: "[Amber] Delayed by frost", "3.2.4 [Red]".
    """
    apart: list[tuple[Column, Cell]] = []
    colour: Cell | None = None
    for column, cell in placed.cells:
        match = _COLOUR_BESIDE.match(cell.text) if column.field in _BESIDE else None
        if match is not None and colour is None:
            colour = cell._replace(text=match["before"] or match["behind"])
            cell = cell._replace(text=match["words"] or match["more"])  # noqa: PLW2901 - the cell without its colour
        apart.append((column, cell))
    return Placed(tuple(apart), placed.moved), colour


def _status(placed: Placed, item: Item, setting: Setting, findings: list[Finding]) -> ReadStatus:
    key = setting.calendar.key
    column = placed.of(Field.STATUS)
    read = ReadStatus(None, StatusSource.NONE, None)
    for cell in column:
        read = status_in_cell(cell, key=key)
        if read.class_ is not None or read.printed:
            break
    if read.class_ is None and not read.printed and not column:
        read = _status_of_any_fill(placed, item, setting) or read
    if read.class_ is None and not read.printed and setting.status is not None:
        read = setting.status
    if read.note is not None:
        findings.append(
            STATUS_DOUBTFUL.finding((item.place,), f"At {item.place}: {read.note}", {"doubt": read.note})
        )
    return read


def _status_of_any_fill(placed: Placed, item: Item, setting: Setting) -> ReadStatus | None:
    """The one status that fills in a row without a status column give, None where they give none or several."""
    months = {id(cell) for column, cell in placed.cells if column.field is Field.MONTH}
    found = {
        (read.class_, read.source): read
        for cell in item.cells
        if cell.fill is not None and id(cell) not in months
        for read in (class_of_fill(cell.fill, key=setting.calendar.key),)
        if read.class_ is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _dates(placed: Placed, calendar: Calendar) -> tuple[PrintedDate | None, PrintedDate | None]:
    original = printed_date(placed.of(Field.ORIGINAL), calendar)
    revised = printed_date(placed.of(Field.REVISED), calendar)
    both = placed.text(Field.ORIGINAL_AND_REVISED)
    alone = original.text if original is not None and revised is None else None
    first, second = two_dates(both or alone, calendar)
    if second is not None or both is not None:
        original, revised = (original if both and original else first), revised or second
    return original, revised


def two_dates(words: str | None, calendar: Calendar) -> tuple[PrintedDate | None, PrintedDate | None]:
    """The original and the revised date that one text holds: "Dec 2010 (revised to Mar 2011)", "Feb-08 / Jun-08".

    Where it holds one date, it is the original, unless words before it call it revised.
    """
    if not words:
        return None, None
    if match := _REVISED_TO.match(words):
        before, after = match["before"].strip(" ,;(–-"), match["after"].strip(" ).;")
        first = date_of(_ORIGINAL_IS.sub("", before), calendar) if before else None
        if is_date_like(after):
            return first, date_of(after, calendar)
    parts = [part for part in _TWO_DATES.split(words) if part]
    if len(parts) == 2:
        first, second = date_of(_ORIGINAL_IS.sub("", parts[0]), calendar), date_of(parts[1], calendar)
        if first.edtf and is_date_like(parts[1]):
            return first, second
    return date_of(_ORIGINAL_IS.sub("", words) or words, calendar), None


def _own_strip(
    header: Header, placed: Placed, calendar: Calendar, place: str, findings: list[Finding]
) -> PlanRow | None:
    """The plan row of an exception whose months stand in the same row; None without month columns."""
    if not header.months:
        return None
    if None in months_of(header, calendar):
        findings.append(
            MONTHS_WITHOUT_YEAR.finding(
                (place,), f"The months at {place} have no year, and nothing gives one."
            )
        )
    return PlanRow(months=cells_of(header, placed, calendar))


def is_kept_as_exception(exception: DraftException) -> bool:
    """Whether a row of a list belongs with the exceptions: not what is green or has no class by its words."""
    if exception.status is StatusClass.GREEN:
        return False
    if exception.status is None and exception.printed:
        words = status_in_words(exception.printed)
        return not words.known or words.note is not None
    return True


def joined(before: DraftException, more: Placed) -> DraftException:
    """The exception with the texts of a continuation row added to its own."""

    def longer(old: str | None, field_: Field) -> str | None:
        new = more.text(field_)
        return f"{old} {new}" if old and new else old or new

    return replace(
        before,
        action=longer(before.action, Field.ACTION),
        reason=longer(before.reason, Field.REASON),
        corrective_action=longer(before.corrective_action, Field.CORRECTIVE),
        who=before.who or people_of(more.text(Field.WHO)),
    )
