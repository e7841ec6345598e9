"""Workbooks and CSV sets of closed months, read back as drafts: what a reader of the exception report sees.

The sheet of all actions is left alone: a draft of it would be another document. Read its CSV file by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.own.closed import RECORD_LABELS, class_of_cell, read_period
from fingerpost.importer.recognition.own.grid import Grid, grid_of, header_of
from fingerpost.importer.recognition.own.values import Values, names, share_of_words
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import (
    CodeTitle,
    CountSource,
    Draft,
    DraftException,
    FiguresPair,
    Kind,
    Mark,
    MonthCell,
    PlanRow,
    PrintedClass,
    PrintedDate,
    PrintedFigures,
    StatusSource,
)
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import Which, plan_period, read_plan_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.importer.readers.source import Table
    from fingerpost.importer.recognition.own.grid import Entry
    from fingerpost.rules.draft import Source
    from fingerpost.rules.months import Month, Period

_REPORT = (Label.FIELD, Label.VALUE)
_ACTIONS = (Label.SECTION, Label.REF, Label.ACTION, Label.HIGHLIGHT, Label.WHY_STATUS)
_FIGURES = (Label.PERIOD, Label.MONTH, Label.N, Label.CLASS, Label.COUNT)
_MONTHS = (Label.REF, Label.MONTH, Label.STATUS, Label.ORIGINAL_MONTH, Label.REPROGRAMMED_MONTH)
_SECTIONS = (Label.CODE, Label.TITLE, Label.SECTION_NUMBER, Label.OUTCOME)


def closed_grids(tables: Iterable[Table], *, guarded: bool = False) -> dict[str, Grid]:
    """The tables of a closed month that are read back; the exceptions are the smaller table of actions."""
    found: dict[str, Grid] = {}
    wanted = (
        ("report", _REPORT),
        ("actions", _ACTIONS),
        ("months", _MONTHS),
        ("figures", _FIGURES),
        ("sections", _SECTIONS),
    )
    for table in tables:
        for name, labels in wanted:
            header = header_of(table, labels, guarded=guarded)
            if header is None:
                continue
            grid = grid_of(table, header, guarded=guarded)
            if name in found and name == "actions":
                both = sorted((found[name], grid), key=lambda each: len(each.entries))
                found["exceptions"], found["actions"] = both
            else:
                found.setdefault(name, grid)
            break
    return found


def is_closed(grids: Mapping[str, Grid]) -> bool:
    """Whether the report's own table is that of a closed month."""
    return "report" in grids and _facts(grids["report"]).keys() >= RECORD_LABELS


def draft_of_closed_grids(source: Source, grids: Mapping[str, Grid]) -> Draft:
    """The draft that the tables of a closed month hold together."""
    values = Values()
    facts = _facts(grids["report"])
    period = read_period(facts.get(Label.PERIOD, ""))
    plan_year = read_plan_year(facts.get(Label.PLAN_YEAR, ""))
    plan = plan_period(plan_year)
    titles = {
        each.text(Label.CODE): each.text(Label.TITLE)
        for each in (grids["sections"].entries if "sections" in grids else ())
    }
    months = _months(values, grids.get("months"))
    title = facts.get(Label.PLAN)
    return Draft(
        kind=Kind.REPORT,
        source=source,
        council=facts.get(Label.COUNCIL),
        title=f"{title}: exception report for {period.name}" if title and period else title,
        period=period.last if period else None,
        period_months=len(period) if period else None,
        plan_year=plan_year,
        figures=_figures(values, grids.get("figures")),
        exceptions=tuple(
            _exception(each, titles, plan, months)
            for each in (grids["exceptions"].entries if "exceptions" in grids else ())
        ),
        findings=tuple(values.findings),
    )


def _facts(grid: Grid) -> dict[str, str]:
    return {
        label: said
        for each in grid.entries
        if (label := each.text(Label.FIELD)) and (said := each.text(Label.VALUE))
    }


def _figures(values: Values, grid: Grid | None) -> FiguresPair | None:
    found: dict[str, PrintedFigures] = {}
    for entry in grid.entries if grid else ():
        which = entry.text(Label.PERIOD) or ""
        period = read_period(entry.text(Label.MONTH) or "")
        n = values.whole_number(entry, Label.N)
        before = found.get(which) or PrintedFigures(
            period.last if period else None, n, CountSource.PRINTED if n is not None else None
        )
        said = entry.text(Label.CLASS)
        class_ = values.class_of(entry.place, said)
        count, share = values.whole_number(entry, Label.COUNT), share_of_words(entry.text(Label.SHARE))
        counts, shares = dict(before.counts), dict(before.printed_shares)
        if class_ and count is not None:
            counts[class_] = count
        if class_ and share is not None:
            shares[class_] = share
        line = PrintedClass(said or "", class_, count, share)
        found[which] = replace(before, counts=counts, printed_shares=shares, classes=(*before.classes, line))
    if not found:
        return None
    return FiguresPair(current=found.get(Which.CURRENT), previous=found.get(Which.PREVIOUS))


def _months(values: Values, grid: Grid | None) -> dict[str, dict[Month, MonthCell]]:
    found: dict[str, dict[Month, MonthCell]] = {}
    for entry in grid.entries if grid else ():
        month, said = values.month(entry, Label.MONTH), entry.text(Label.STATUS)
        marks = {
            Mark.ORIGINAL: entry.text(Label.ORIGINAL_MONTH),
            Mark.REPROGRAMMED: entry.text(Label.REPROGRAMMED_MONTH),
        }
        mark = next((mark for mark, marked in marks.items() if marked), None)
        if month is not None:
            source = StatusSource.WORDS if said else StatusSource.NONE
            cell = MonthCell(mark, class_of_cell(said, None) if said else None, said, source)
            found.setdefault(entry.text(Label.REF) or "", {})[month] = cell
    return found


def _date(entry: Entry, label: str, plan: Period | None) -> PrintedDate | None:
    said = entry.text(label)
    return None if said is None else PrintedDate(said, parse_date(said, plan_year=plan).edtf)


def _exception(
    entry: Entry,
    titles: Mapping[str | None, str | None],
    plan: Period | None,
    months: Mapping[str, Mapping[Month, MonthCell]],
) -> DraftException:
    ref, section, status = entry.text(Label.REF), entry.text(Label.SECTION), entry.text(Label.STATUS)
    return DraftException(
        ref=ref,
        action=entry.text(Label.ACTION),
        section=CodeTitle(section, titles.get(section)) if section else None,
        status=class_of_cell(entry.text(Label.CLASS) or status or "", entry.cell(Label.STATUS)),
        status_source=StatusSource.WORDS,
        printed=status,
        reason=entry.text(Label.REASON),
        corrective_action=entry.text(Label.CORRECTIVE_ACTION),
        who=names(entry.text(Label.LEAD)),
        original=_date(entry, Label.ORIGINAL, plan),
        revised=_date(entry, Label.EXPECTED, plan),
        plan_row=PlanRow(months=months[ref]) if ref is not None and ref in months else None,
        place=entry.place,
    )
