"""Reports of closed months, read back as drafts: figures, changes and exceptions as they are printed.

A snapshot holds more than its report shows, so the draft is that of a reader of the report; the snapshot
itself is read from its JSON. The expected date of an exception is a draft's revised date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Paragraph
from fingerpost.importer.recognition.own.grid import grid_of, header_of
from fingerpost.importer.recognition.own.outline import (
    facts_of,
    paragraphs_in,
    parts_of,
    strip_header,
    tables_in,
)
from fingerpost.importer.recognition.own.strips import Readings, read_strip
from fingerpost.importer.recognition.own.values import Values, names
from fingerpost.importer.recognition.statuses import class_of_fill, status_of_words
from fingerpost.rules.classes import CLASS_OF_STATUS, LETTER_OF_STATUS, Status, StatusClass
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import (
    ChangesStated,
    CodeTitle,
    CountSource,
    Draft,
    DraftException,
    FiguresPair,
    KeyEntry,
    Kind,
    Mark,
    MonthCell,
    PlanRow,
    PrintedClass,
    PrintedDate,
    PrintedFigures,
    RefTitle,
    StatusSource,
)
from fingerpost.rules.labels import Label
from fingerpost.rules.months import MONTH_NAMES, Period
from fingerpost.rules.wording import (
    CLASS_OF_WORDS,
    NOT_GIVEN,
    NOTHING,
    ORIGINAL_LETTER,
    Part,
    plan_period,
    read_coded,
    read_month,
    read_plan_year,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.importer.readers.source import Cell, SourceDocument, Table
    from fingerpost.importer.recognition.own.front import Fact
    from fingerpost.importer.recognition.own.outline import Division
    from fingerpost.rules.draft import Source
    from fingerpost.rules.months import Month

RECORD_LABELS = frozenset({Label.CLOSED_ON, Label.VERSION, Label.DIGEST, Label.PLAN})
_COUNT = re.compile(r"(\d+)(?: \((\d+(?:\.\d+)?)%\))?", re.ASCII)
_STATED = re.compile(r"(\d+) of the [\d,]+ actions? \((\d+(?:\.\d+)?)%\) (?:is|are) [^:]+: (.*)", re.DOTALL)
_NAMED = re.compile(r"(?P<title>.+?) \((?P<ref>[^(),]+), [a-z ]+\)(?:; |\. )", re.DOTALL)
MARKS: dict[tuple[str, bool], MonthCell] = {
    (letter, underlined): MonthCell(
        Mark.ORIGINAL if underlined else None, CLASS_OF_STATUS[status], letter, StatusSource.WORDS
    )
    for status, letter in LETTER_OF_STATUS.items()
    for underlined in (False, True)
} | {
    (LETTER_OF_STATUS[Status.REPROGRAMMED], False): MonthCell(Mark.REPROGRAMMED, None, "P"),
    (ORIGINAL_LETTER, False): MonthCell(Mark.ORIGINAL, None, ORIGINAL_LETTER),
    (ORIGINAL_LETTER, True): MonthCell(Mark.ORIGINAL, None, ORIGINAL_LETTER),
}


def has_closed_record(source: SourceDocument) -> bool:
    """Whether a table of facts is that of a closed month."""
    return any({row.texts[0] for row in table.rows if row.texts} >= RECORD_LABELS for table in source.tables)


def draft_of_closed(document: SourceDocument, source: Source) -> Draft:
    """The draft of a report of a closed month with pages."""
    values = Values()
    parts = parts_of(document)
    record = next(
        facts for table in document.tables if (facts := facts_of(table)) and facts.keys() >= RECORD_LABELS
    )
    period = read_period(_said(record, Label.PERIOD) or "")
    plan_year = read_plan_year(_said(record, Label.PLAN_YEAR) or "")
    changes, stated = _changes(parts.get(Part.CHANGES))
    figures, key = _figures(values, parts.get(Part.FIGURES))
    plan = _said(record, Label.PLAN)
    return Draft(
        kind=Kind.REPORT,
        source=source,
        council=_said(record, Label.COUNCIL),
        title=f"{plan}: exception report for {period.name}" if plan and period else None,
        period=period.last if period else None,
        period_months=len(period) if period else None,
        plan_year=plan_year,
        key=key,
        figures=figures,
        changes=changes,
        changes_stated=stated,
        exceptions=tuple(_exceptions(parts.get(Part.EXCEPTIONS), plan_period(plan_year))),
        findings=tuple(values.findings),
    )


def read_period(words: str) -> Period | None:
    """The period as `Period.name` words it; None for other words."""
    first, _, last = words.rpartition(" to ")
    end = read_month(last)
    if end is None:
        return None
    if not first:
        return Period(end, end)
    start = read_month(f"{first} {end.year}" if first in MONTH_NAMES else first)
    return Period(start, end) if start and start <= end else None


def _said(facts: Mapping[str, Fact], label: str) -> str | None:
    return facts[label].said if label in facts else None


def _figures(values: Values, part: Division | None) -> tuple[FiguresPair | None, tuple[KeyEntry, ...]]:
    """The last two periods of the table of figures, and its meanings as a key."""
    for table in tables_in(part):
        header = header_of(table, (Label.CLASS,))
        if header is None:
            continue
        grid = grid_of(table, header)
        periods = [(label, period) for label in grid.labels if (period := read_period(label))]
        found = []
        for label, period in periods[-2:]:
            n: int | None = None
            classes = []
            for entry in grid.entries:
                said, class_ = entry.text(Label.CLASS), CLASS_OF_WORDS.get(entry.text(Label.CLASS) or "")
                match = _COUNT.fullmatch(entry.text(label) or "")
                if said == Label.N:
                    n = values.whole_number(entry, label)
                elif class_ and match:
                    classes.append(PrintedClass(said or "", class_, int(match[1]), match[2]))
                elif class_:
                    values.not_read(entry.place, label, entry.text(label) or "")
            found.append(
                PrintedFigures(
                    period.last,
                    n,
                    CountSource.PRINTED if n is not None else None,
                    {each.class_: each.count for each in classes if each.class_ and each.count is not None},
                    {each.class_: each.share for each in classes if each.class_ and each.share is not None},
                    tuple(classes),
                )
            )
        key = tuple(
            KeyEntry(entry.text(Label.CLASS), entry.text(Label.MEANING) or "")
            for entry in grid.entries
            if entry.text(Label.CLASS) in CLASS_OF_WORDS and entry.text(Label.MEANING)
        )
        if found:
            return FiguresPair(current=found[-1], previous=found[-2] if len(found) > 1 else None), key
    return None, ()


def _changes(part: Division | None) -> tuple[tuple[RefTitle, ...], ChangesStated | None]:
    for line in paragraphs_in(part):
        match = _STATED.match(line)
        if match:
            named = tuple(RefTitle(each["ref"], each["title"]) for each in _NAMED.finditer(match[3]))
            return named, ChangesStated(int(match[1]), match[2])
    return (), None


def _exceptions(part: Division | None, plan: Period | None) -> Iterator[DraftException]:
    """Each table of facts under a heading, with the strip that follows it."""
    heading = ""
    waiting: tuple[str, dict[str, Fact], Table] | None = None
    for block in part.blocks if part else ():
        if isinstance(block, Paragraph):
            heading = block.whole
            continue
        strip = strip_header(block)
        if strip is not None and waiting:
            months: dict[Month, MonthCell] = read_strip(Readings(MARKS, {}), "", strip, block.rows[-1])
            yield replace(_exception(*waiting, plan), plan_row=PlanRow(months=months))
            waiting = None
        elif {Label.STATUS, Label.WHY_STATUS} <= (facts := facts_of(block)).keys():
            if waiting:
                yield _exception(*waiting, plan)
            waiting = heading, facts, block
    if waiting:
        yield _exception(*waiting, plan)


def _exception(heading: str, facts: Mapping[str, Fact], table: Table, plan: Period | None) -> DraftException:
    def given(label: str) -> str | None:
        said = _said(facts, label)
        return None if said in (NOT_GIVEN, NOTHING) else said

    def date(label: str) -> PrintedDate | None:
        said = given(label)
        return None if said is None else PrintedDate(said, parse_date(said, plan_year=plan).edtf)

    ref, title = read_coded(heading)
    section, status = given(Label.SECTION), facts[Label.STATUS]
    return DraftException(
        ref=ref,
        action=title,
        section=CodeTitle(*read_coded(section)) if section else None,
        status=class_of_cell(status.said, status.cell),
        status_source=StatusSource.WORDS,
        printed=status.said,
        reason=given(Label.REASON),
        corrective_action=given(Label.CORRECTIVE_ACTION),
        who=names(given(Label.WHO)),
        original=date(Label.ORIGINAL),
        revised=date(Label.EXPECTED),
        place=table.place,
    )


def class_of_cell(said: str, cell: Cell | None) -> StatusClass | None:
    """The class of a status in the plan's own words, by its fill where the words have none."""
    class_ = CLASS_OF_WORDS.get(said) or status_of_words(said).class_
    if class_ is None and cell is not None and cell.fill is not None:
        return class_of_fill(cell.fill).class_
    return class_
