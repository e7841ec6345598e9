"""Our own workbooks and sets of CSV files, read back from their tables of data."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.own.figures import read_figures, read_key
from fingerpost.importer.recognition.own.front import Fact, read_changes_stated, read_front
from fingerpost.importer.recognition.own.grid import grid_of, header_of
from fingerpost.importer.recognition.own.values import Values, date_in_columns, names, other_columns
from fingerpost.rules.draft import (
    CodeTitle,
    Consultee,
    Draft,
    DraftAction,
    DraftException,
    DraftMilestone,
    DraftRisk,
    Implication,
    Kind,
    PlanRow,
    RefTitle,
    ReportParagraph,
    ReportSection,
    Responsible,
    RiskLink,
)
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import ACTION_ENTRY, EXCEPTION_ENTRY, LAYOUT, Part, read_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fingerpost.importer.readers.source import Table
    from fingerpost.importer.recognition.own.grid import Entry, Grid
    from fingerpost.rules.draft import MonthCell, Source
    from fingerpost.rules.months import Month

# The labels by which each table of data is known, the most telling first.
KNOWN_BY: dict[str, tuple[str, ...]] = {
    "exceptions": (Label.REF, Label.ACTION, Label.REASON, Label.CORRECTIVE_ACTION, Label.LEARNT),
    "actions": (Label.SECTION, Label.REF, Label.ACTION, Label.LEARNT, Label.PRINTED),
    "milestones": (Label.ROW, Label.MILESTONE, Label.DUE),
    "months": (Label.ROW, Label.MONTH, Label.LEARNT, Label.MARK),
    "figures": (Label.PERIOD, Label.MONTH, Label.N, Label.CLASS, Label.COUNT),
    "lines": (Label.PERIOD, Label.PRINTED, Label.CLASS, Label.COUNT),
    "paragraphs": (Label.SECTION_NUMBER, Label.SECTION, Label.PARAGRAPH, Label.TEXT),
    "risks": (Label.RISK, Label.TITLE, Label.SECTIONS, Label.MERGED),
    "links": (Label.RISK, Label.CODE, Label.PRINTED),
    "findings": (Label.FINDING, Label.SEVERITY, Label.MESSAGE),
    "report": (Label.FIELD, Label.VALUE),
    "responsible": (Label.ROLE, Label.NAME),
    "key": (Label.MARK, Label.MEANING),
    "consultees": (Label.CONSULTEE, Label.ANSWER),
    "implications": (Label.IMPLICATION, Label.TEXT),
    "papers": (Label.KIND_OF_PAPER, Label.TEXT),
}
_CHANGES = (Label.REF, Label.ACTION)
_ENTRY = re.compile(rf"({EXCEPTION_ENTRY}|{ACTION_ENTRY}) (\d+)")


def grids_of(tables: Iterable[Table], *, guarded: bool = False) -> dict[str, Grid]:
    """Our tables of data by what they hold; tables that are none of ours are left out."""
    found: dict[str, Grid] = {}
    for table in tables:
        for name, labels in KNOWN_BY.items():
            header = header_of(table, labels, guarded=guarded)
            if header is not None:
                found.setdefault(name, grid_of(table, header, guarded=guarded))
                break
        else:
            header = header_of(table, _CHANGES, guarded=guarded)
            if header is not None and len(header.texts) == len(_CHANGES):
                found.setdefault("changes", grid_of(table, header, guarded=guarded))
    return found


def is_own(grids: Mapping[str, Grid]) -> bool:
    """Whether the report's own table says that the layout is ours."""
    return _facts(grids).get(Label.LAYOUT, Fact("", "")).said == LAYOUT


def draft_of_grids(source: Source, grids: Mapping[str, Grid]) -> Draft:
    """The draft that tables of data hold together."""
    values = Values()
    facts = _facts(grids)
    front = read_front(values, facts)
    exceptions = [_exception(values, each) for each in _entries(grids, "exceptions")]
    actions = [_action(values, each) for each in _entries(grids, "actions")]
    _add_months(values, _entries(grids, "months"), exceptions, actions)
    _add_milestones(values, _entries(grids, "milestones"), actions)
    kind = front.kind or (Kind.TRACKER if actions and not exceptions else Kind.REPORT)
    return Draft(
        kind=kind,
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
            for each in _entries(grids, "responsible")
        ),
        sections=_sections(_entries(grids, "paragraphs")),
        key=read_key(grids["key"]) if "key" in grids else (),
        figures=read_figures(values, grids.get("figures"), grids.get("lines")),
        changes=tuple(
            RefTitle(each.text(Label.REF), each.text(Label.ACTION)) for each in _entries(grids, "changes")
        ),
        changes_stated=read_changes_stated(values, facts),
        exceptions=tuple(exceptions),
        actions=tuple(actions),
        risks=read_risks(_entries(grids, "risks"), _entries(grids, "links")),
        consultees=tuple(
            Consultee(each.text(Label.CONSULTEE) or "", each.text(Label.ANSWER))
            for each in _entries(grids, "consultees")
        ),
        implications=tuple(
            Implication(each.text(Label.IMPLICATION) or "", each.text(Label.TEXT) or "")
            for each in _entries(grids, "implications")
        ),
        wards=front.wards,
        appendices=_papers(grids, Part.APPENDICES),
        background_papers=_papers(grids, Part.BACKGROUND_PAPERS),
        contact=front.contact,
        findings=tuple(values.findings),
    )


def _entries(grids: Mapping[str, Grid], name: str) -> Sequence[Entry]:
    return grids[name].entries if name in grids else ()


def _facts(grids: Mapping[str, Grid]) -> dict[str, Fact]:
    facts = {}
    for each in _entries(grids, "report"):
        label, said = each.text(Label.FIELD), each.text(Label.VALUE)
        if label is not None and said is not None:
            facts[label] = Fact(said, each.place, each.cell(Label.VALUE))
    return facts


def _exception(values: Values, entry: Entry) -> DraftException:
    class_, source, printed = values.status_in_columns(entry)
    code, title = entry.text(Label.SECTION_CODE), entry.text(Label.SECTION)
    parent, parent_title = entry.text(Label.PART_OF_REF), entry.text(Label.PART_OF)
    return DraftException(
        ref=entry.text(Label.REF),
        action=entry.text(Label.ACTION),
        section=CodeTitle(code, title) if code or title else None,
        status=class_,
        status_source=source,
        printed=printed,
        reason=entry.text(Label.REASON),
        corrective_action=entry.text(Label.CORRECTIVE_ACTION),
        who=names(entry.text(Label.WHO)),
        original=date_in_columns(entry, Label.ORIGINAL),
        revised=date_in_columns(entry, Label.REVISED),
        parent=RefTitle(parent, parent_title) if parent or parent_title else None,
        plan_row=_plan_row(entry),
        place=entry.place,
    )


def _plan_row(entry: Entry) -> PlanRow | None:
    labels = (Label.PLAN_ROW, Label.PLAN_ACTION, Label.PLAN_LEAD, Label.PLAN_TEXT)
    if all(entry.text(label) is None for label in labels):
        return None
    return PlanRow(
        action=entry.text(Label.PLAN_ACTION),
        lead=names(entry.text(Label.PLAN_LEAD)),
        corrective_action=entry.text(Label.PLAN_TEXT),
    )


def _action(values: Values, entry: Entry) -> DraftAction:
    class_, source, printed = values.status_in_columns(entry)
    path = entry.text(Label.SECTION)
    return DraftAction(
        ref=entry.text(Label.REF),
        title=entry.text(Label.ACTION),
        path=() if path is None else read_path(path),
        lead=names(entry.text(Label.LEAD)),
        status=class_,
        status_source=source,
        printed=printed,
        start=date_in_columns(entry, Label.START),
        due=date_in_columns(entry, Label.DUE),
        revised=date_in_columns(entry, Label.REVISED),
        completed=date_in_columns(entry, Label.COMPLETED),
        percent=values.percent(entry, Label.PERCENT),
        comment=entry.text(Label.COMMENT),
        other=other_columns(entry),
        place=entry.place,
    )


def _add_months(
    values: Values, entries: Sequence[Entry], exceptions: list[DraftException], actions: list[DraftAction]
) -> None:
    """Put each month cell into its exception or action, found by its number and its ref.

    Rows may have been sorted since: where the ref at that number is another, the only row of the ref is meant.
    """
    months: dict[tuple[str, int], dict[Month, MonthCell]] = {}
    refs: dict[str, list[str | None]] = {
        EXCEPTION_ENTRY: [each.ref for each in exceptions],
        ACTION_ENTRY: [each.ref for each in actions],
    }
    for entry in entries:
        said = entry.text(Label.ROW) or ""
        match = _ENTRY.fullmatch(said)
        month = values.month(entry, Label.MONTH)
        at = _position(refs[match[1]], int(match[2]) - 1, entry.text(Label.REF)) if match else None
        if match is None or at is None:
            values.not_read(entry.place, Label.ROW, said)
        elif month is not None:
            months.setdefault((match[1], at), {})[month] = values.marked(
                entry, values.status_in_columns(entry)
            )
    for (kind, at), cells in months.items():
        if kind == EXCEPTION_ENTRY:
            row = exceptions[at].plan_row or PlanRow()
            exceptions[at] = replace(exceptions[at], plan_row=replace(row, months=cells))
        else:
            actions[at] = replace(actions[at], months=cells)


def _add_milestones(values: Values, entries: Sequence[Entry], actions: list[DraftAction]) -> None:
    """Put each milestone into its action, found as for the months; a row without a title is left out."""
    found: dict[int, list[DraftMilestone]] = {}
    refs = [each.ref for each in actions]
    for entry in entries:
        said = entry.text(Label.ROW) or ""
        match = _ENTRY.fullmatch(said)
        at = _position(refs, int(match[2]) - 1, entry.text(Label.REF)) if match else None
        title = entry.text(Label.MILESTONE)
        if at is None or title is None:
            values.not_read(entry.place, Label.ROW, said)
            continue
        milestone = DraftMilestone(
            title, date_in_columns(entry, Label.DUE), date_in_columns(entry, Label.COMPLETED)
        )
        found.setdefault(at, []).append(milestone)
    for at, milestones in found.items():
        actions[at] = replace(actions[at], milestones=tuple(milestones))


def _position(refs: Sequence[str | None], at: int, ref: str | None) -> int | None:
    if at < len(refs) and refs[at] == ref:
        return at
    return refs.index(ref) if ref is not None and refs.count(ref) == 1 else None


def _sections(entries: Sequence[Entry]) -> tuple[ReportSection, ...]:
    sections: list[ReportSection] = []
    for entry in entries:
        number, title = entry.text(Label.SECTION_NUMBER), entry.text(Label.SECTION) or ""
        if not sections or (sections[-1].number, sections[-1].title) != (number, title):
            sections.append(ReportSection(number, title))
        text = entry.text(Label.TEXT)
        paragraph_number = entry.text(Label.PARAGRAPH)
        if text is not None or paragraph_number is not None:
            added = ReportParagraph(paragraph_number, text or "", entry.place)
            sections[-1] = replace(sections[-1], paragraphs=(*sections[-1].paragraphs, added))
    return tuple(sections)


def read_risks(entries: Sequence[Entry], links: Sequence[Entry]) -> tuple[DraftRisk, ...]:
    """The corporate risks with their links; a code without a link of its own stands in `sections` alone."""
    by_risk: dict[str | None, list[RiskLink]] = {}
    for each in links:
        code = each.text(Label.CODE)
        by_risk.setdefault(each.text(Label.RISK), []).append(RiskLink(code, each.text(Label.PRINTED) or ""))
    return tuple(
        DraftRisk(
            code=each.text(Label.RISK) or "",
            title=each.text(Label.TITLE) or "",
            sections=names(each.text(Label.SECTIONS)),
            merged=names(each.text(Label.MERGED)),
            links=tuple(by_risk.get(each.text(Label.RISK), ())),
        )
        for each in entries
    )


def _papers(grids: Mapping[str, Grid], part: str) -> tuple[str, ...]:
    return tuple(
        each.text(Label.TEXT) or ""
        for each in _entries(grids, "papers")
        if each.text(Label.KIND_OF_PAPER) == part
    )
