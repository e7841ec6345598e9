"""Our own reports with pages (Word, PDF), read back from their headings, tables and paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Paragraph
from fingerpost.importer.recognition.own.actions import ActionsRead
from fingerpost.importer.recognition.own.figures import read_figures, read_key, with_shown_figures
from fingerpost.importer.recognition.own.front import read_changes_stated, read_front
from fingerpost.importer.recognition.own.outline import (
    divisions_of,
    facts_in,
    facts_of,
    grid_in,
    items_in,
    paragraphs_in,
    parts_of,
    strip_header,
    under,
)
from fingerpost.importer.recognition.own.sheets import read_risks
from fingerpost.importer.recognition.own.strips import read_blank_run, read_readings, read_strip
from fingerpost.importer.recognition.own.values import Values, names, unless_dash
from fingerpost.rules.draft import (
    CodeTitle,
    Consultee,
    Draft,
    DraftException,
    Implication,
    Kind,
    PlanRow,
    PrintedDate,
    RefTitle,
    ReportParagraph,
    ReportSection,
    Responsible,
)
from fingerpost.rules.labels import Label
from fingerpost.rules.numbering import read_heading, read_numbered
from fingerpost.rules.wording import EXCEPTION_ENTRY, Part, plan_period, read_coded, read_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.importer.readers.source import SourceDocument
    from fingerpost.importer.recognition.own.front import Fact
    from fingerpost.importer.recognition.own.grid import Grid
    from fingerpost.importer.recognition.own.outline import Division
    from fingerpost.importer.recognition.own.strips import Readings
    from fingerpost.rules.draft import FiguresPair, Source
    from fingerpost.rules.months import Period

_CARD = frozenset(
    {
        Label.SECTION,
        Label.PART_OF,
        Label.STATUS,
        Label.REASON,
        Label.CORRECTIVE_ACTION,
        Label.WHO,
        Label.ORIGINAL,
        Label.REVISED,
        Label.PLAN_ROW,
        Label.PLAN_ACTION,
        Label.PLAN_LEAD,
        Label.PLAN_TEXT,
        Label.PLAN_MONTHS,
    }
)


def draft_of_pages(document: SourceDocument, source: Source) -> Draft:
    """The draft that a report of ours says, part by part."""
    values = Values()
    in_pdf = document.reader == "pdf"
    parts = parts_of(document)
    about, method, risks = parts.get(Part.ABOUT), parts.get(Part.METHOD), parts.get(Part.RISKS)
    front = read_front(values, facts_in(about))
    plan = plan_period(front.plan_year)
    readings = read_readings(
        values,
        grid_in(under(method, Part.MARKS_READ), Label.LETTER, Label.STATUS),
        grid_in(under(method, Part.MARKS_DIFFERING), Label.ROW, Label.MONTH),
    )
    changes = parts.get(Part.CHANGES)
    exceptions = _exceptions(values, parts.get(Part.EXCEPTIONS), readings, plan)
    actions = ActionsRead(values, method, readings, plan).read(parts.get(Part.ACTIONS))
    consulted = grid_in(parts.get(Part.CONSULTEES), Label.CONSULTEE, Label.ANSWER)
    implications = grid_in(parts.get(Part.IMPLICATIONS), Label.IMPLICATION, Label.TEXT)
    responsible = grid_in(about, Label.ROLE, Label.NAME)
    key = grid_in(parts.get(Part.FIGURES) or parts.get(Part.KEY), Label.MARK, Label.MEANING) or grid_in(
        parts.get(Part.KEY), Label.MARK, Label.MEANING
    )
    risk_rows = grid_in(risks, Label.RISK, Label.TITLE, Label.SECTIONS)
    links = grid_in(under(risks, Part.RISK_LINKS), Label.RISK, Label.CODE, Label.PRINTED)
    return Draft(
        kind=front.kind or (Kind.TRACKER if actions and not exceptions else Kind.REPORT),
        source=source,
        council=front.council,
        title=front.title,
        period=front.period,
        period_months=front.period_months,
        plan_year=front.plan_year,
        decision_type=front.decision_type,
        meeting=front.meeting,
        responsible=tuple(
            Responsible(each.text(Label.ROLE) or "", each.text(Label.NAME) or "")
            for each in (responsible.entries if responsible else ())
        ),
        sections=_sections(parts.get(Part.COVERING)),
        key=read_key(key) if key else (),
        figures=_figures(values, method, parts.get(Part.FIGURES)),
        changes=_changes(changes),
        changes_stated=read_changes_stated(values, facts_in(changes)),
        exceptions=exceptions,
        actions=actions,
        risks=read_risks(
            risk_rows.entries if risk_rows else (), _without_dashes(links).entries if links else ()
        ),
        consultees=tuple(
            Consultee(each.text(Label.CONSULTEE) or "", each.text(Label.ANSWER))
            for each in (consulted.entries if consulted else ())
        ),
        implications=tuple(
            Implication(each.text(Label.IMPLICATION) or "", each.text(Label.TEXT) or "")
            for each in (implications.entries if implications else ())
        ),
        wards=front.wards,
        appendices=tuple(items_in(parts.get(Part.APPENDICES), typed_bullets=in_pdf)),
        background_papers=tuple(items_in(parts.get(Part.BACKGROUND_PAPERS), typed_bullets=in_pdf)),
        contact=front.contact,
        findings=tuple(values.findings),
    )


def _figures(values: Values, method: Division | None, shown: Division | None) -> FiguresPair | None:
    figures = grid_in(under(method, Part.FIGURES_READ), Label.PERIOD, Label.N, Label.CLASS)
    lines = grid_in(under(method, Part.LINES_READ), Label.PERIOD, Label.PRINTED, Label.CLASS)
    pair = read_figures(values, figures, lines)
    people = grid_in(shown, Label.CLASS)
    return with_shown_figures(values, pair, people) if pair and people else pair


def _without_dashes(grid: Grid) -> Grid:
    """The grid with cells that hold only a dash, for nothing, emptied."""
    entries = []
    for entry in grid.entries:
        cells = tuple(cell for cell in entry.row.cells if unless_dash(cell.text) is not None)
        entries.append(entry._replace(row=entry.row._replace(cells=cells)))
    return grid._replace(entries=tuple(entries))


def _changes(part: Division | None) -> tuple[RefTitle, ...]:
    grid = grid_in(part, Label.REF, Label.ACTION)
    return tuple(
        RefTitle(unless_dash(each.text(Label.REF)), each.text(Label.ACTION))
        for each in (grid.entries if grid else ())
    )


def _sections(part: Division | None) -> tuple[ReportSection, ...]:
    sections = []
    for division in divisions_of(part):
        number, title = read_heading(division.heading)
        paragraphs = tuple(ReportParagraph(*read_numbered(line)) for line in paragraphs_in(division))
        sections.append(ReportSection(number, title, paragraphs))
    return tuple(sections)


def _exceptions(
    values: Values, part: Division | None, readings: Readings, plan: Period | None
) -> tuple[DraftException, ...]:
    """A table of facts under a heading is an exception; a strip after it holds its months."""
    found: list[DraftException] = []
    heading = ""
    for block in part.blocks if part else ():
        if isinstance(block, Paragraph):
            heading = block.whole
        elif block.rows and (header := strip_header(block)) is not None:
            if found:
                row = found[-1].plan_row or PlanRow()
                entry = f"{EXCEPTION_ENTRY} {len(found)}"
                months = read_strip(readings, entry, header, block.rows[-1])
                found[-1] = replace(found[-1], plan_row=replace(row, months=months))
        elif (facts := facts_of(block)) and _CARD.issuperset(facts):
            found.append(_exception(values, heading, facts, plan, block.place))
    return tuple(found)


def _exception(
    values: Values, heading: str, facts: Mapping[str, Fact], plan: Period | None, place: str
) -> DraftException:
    def said(label: str) -> str | None:
        return facts[label].said if label in facts else None

    ref, action = read_coded(heading)
    section, parent = said(Label.SECTION), said(Label.PART_OF)
    class_, source, printed = values.status(place, said(Label.STATUS))
    return DraftException(
        ref=ref,
        action=action,
        section=CodeTitle(*read_coded(section)) if section else None,
        status=class_,
        status_source=source,
        printed=printed,
        reason=said(Label.REASON),
        corrective_action=said(Label.CORRECTIVE_ACTION),
        who=names(said(Label.WHO)),
        original=_date(said(Label.ORIGINAL), plan),
        revised=_date(said(Label.REVISED), plan),
        parent=RefTitle(*read_coded(parent)) if parent else None,
        plan_row=_plan_row(values, facts),
        place=place,
    )


def _date(said: str | None, plan: Period | None) -> PrintedDate | None:
    return None if said is None else read_date(said, plan)


def _plan_row(values: Values, facts: Mapping[str, Fact]) -> PlanRow | None:
    labels = (Label.PLAN_ROW, Label.PLAN_ACTION, Label.PLAN_LEAD, Label.PLAN_TEXT, Label.PLAN_MONTHS)
    if not any(label in facts for label in labels):
        return None
    run = facts.get(Label.PLAN_MONTHS)
    months = read_blank_run(run.said) if run else {}
    if months is None and run:
        values.not_read(run.place, Label.PLAN_MONTHS, run.said)
    action, lead, text = (facts.get(label) for label in (Label.PLAN_ACTION, Label.PLAN_LEAD, Label.PLAN_TEXT))
    return PlanRow(
        action=action.said if action else None,
        lead=names(lead.said) if lead else (),
        months=months or {},
        corrective_action=text.said if text else None,
    )
