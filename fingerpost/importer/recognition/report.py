"""A report to a committee: every part of it, found by what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.importer.recognition.changes import read_changes
from fingerpost.importer.recognition.covering import Covering, read_covering
from fingerpost.importer.recognition.endmatter import (
    appendices_of,
    consultees_of,
    contact_of,
    implications_of,
    papers_of,
    wards_of,
)
from fingerpost.importer.recognition.exceptions import find_exceptions
from fingerpost.importer.recognition.exceptions.header import header_of
from fingerpost.importer.recognition.exceptions.prose import exceptions_in_prose
from fingerpost.importer.recognition.exceptions.strip import Calendar
from fingerpost.importer.recognition.figures import read_figures
from fingerpost.importer.recognition.front import read_front
from fingerpost.importer.recognition.items import Item, furniture_of, items_of
from fingerpost.importer.recognition.key import meanings_of, read_key
from fingerpost.importer.recognition.periods import plan_year, report_period, start_of_plan_year
from fingerpost.importer.recognition.reported import (
    APPENDIX_TEXT,
    CELLS_SHIFTED,
    COMMENT_TAKEN,
    MONTHS_WITHOUT_YEAR,
    NO_PERIOD,
    NO_REF,
    NOT_AN_EXCEPTION,
    NOT_UNDERSTOOD,
    READ_FROM_TEXT,
    STATUS_DOUBTFUL,
)
from fingerpost.importer.recognition.risks import read_risks
from fingerpost.rules.draft import Draft, Kind, Source
from fingerpost.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import SourceDocument


def recognise_report(source: SourceDocument) -> Draft:
    """The draft of a report: its covering text, figures, changes, exceptions and risks, with every doubt.

    Tables are read before the text around them, since their cells must not be taken for paragraphs. The
    period and the plan year come first, for they give months their years.
    """
    items = items_of(source)
    furniture = furniture_of(items)
    read = tuple(item for item in items if item.index not in furniture)
    sketch = read_covering(read, frozenset(), frozenset())
    front = read_front(sketch.front, read)
    headers = [header for item in read if item.is_row and (header := header_of(item.cells)) is not None]
    start = start_of_plan_year(headers)
    period, period_findings = report_period(
        front.title,
        sketch.front,
        read,
        meeting_text=front.meeting_text,
        is_of_a_period=any(header.is_of_exceptions for header in headers)
        or _speaks_of_exceptions(front.title),
        year_starts=start[0] if start else None,
    )
    last = period.last if period else None
    year, year_findings = plan_year(front.title, read, last, start)

    taken: frozenset[int] = frozenset()
    risks = read_risks(read, taken)
    taken |= risks.taken
    key = read_key(read, taken)
    taken |= key.taken
    meanings = meanings_of(key.entries)
    figures = read_figures(read, taken, last, period.months if period else None, meanings)
    taken |= figures.taken
    changes = read_changes(read, taken)
    taken |= changes.taken
    calendar = Calendar(year.first if year else None, last, meanings, frozenset(key.original_marks))
    untold = taken
    exceptions = find_exceptions(read, calendar, taken)
    taken |= exceptions.taken
    if not exceptions.exceptions and not exceptions.actions and not risks.risks:
        prose, prose_findings = exceptions_in_prose(read, untold)
        exceptions.exceptions.extend(prose)
        exceptions.findings.extend(prose_findings)
    covering = read_covering(read, taken, furniture)
    front = read_front(covering.front, read)

    findings: list[Finding] = [
        *source.findings,
        *(period_findings if period else ()),
        *year_findings,
        *figures.findings,
        *risks.findings,
        *exceptions.findings,
    ]
    if period is None and (exceptions.exceptions or figures.pair):
        findings.append(
            NO_PERIOD.finding((source.name,), f"{source.name} does not say which period it reports.")
        )
    findings = _gathered(findings)
    findings.extend(_left_over(covering, taken | front.taken, front.title))
    return Draft(
        kind=Kind.REPORT,
        source=Source(source.name, source.sha256, source.reader),
        council=front.council,
        title=front.title,
        period=last,
        period_months=period.months if period else None,
        plan_year=year,
        decision_type=front.decision_type,
        meeting=front.meeting,
        responsible=tuple(front.responsible),
        sections=covering.as_sections(),
        key=tuple(key.entries),
        figures=figures.pair,
        changes=tuple(changes.named),
        changes_stated=changes.stated,
        exceptions=tuple(exceptions.exceptions),
        actions=tuple(exceptions.actions),
        risks=tuple(risks.risks),
        consultees=consultees_of(covering.sections),
        implications=implications_of(covering.sections),
        wards=wards_of(covering.sections, covering.front),
        appendices=appendices_of(covering.sections),
        background_papers=papers_of(covering.sections),
        contact=contact_of(covering.contact, covering.sections, covering.front),
        findings=tuple(findings),
    )


_GATHERED = {
    COMMENT_TAKEN.id: "In {count} rows, from {first} on, the {what} was taken as the {as}.",
    NOT_AN_EXCEPTION.id: "{count} rows, from {first} on, are green, complete or not due, so they are kept as actions.",
    CELLS_SHIFTED.id: "The cells of {count} rows, from {first} on, do not stand under their headings; they were read by content.",
    READ_FROM_TEXT.id: "{count} exceptions, from {first} on, were read from running text.",
    STATUS_DOUBTFUL.id: "In {count} rows, from {first} on: {doubt}",
    NO_REF.id: "{count} exceptions, from {first} on, have no ref.",
    MONTHS_WITHOUT_YEAR.id: "The months of {count} rows, from {first} on, have no year, and nothing gives one.",
}


def _gathered(findings: list[Finding]) -> list[Finding]:
    """The findings with those that say the same of many rows made into one, at the place of the first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        words = tuple(str(value) for value in finding.values.values())
        key = (
            (finding.id, *words)
            if finding.id in _GATHERED
            else (finding.id, finding.message, *finding.places)
        )
        groups.setdefault(key, []).append(finding)
    gathered: list[Finding] = []
    for group in groups.values():
        first = group[0]
        if len(group) == 1 or first.id not in _GATHERED:
            gathered.append(first)
            continue
        places = tuple(dict.fromkeys(place for finding in group for place in finding.places))
        values = {**first.values, "count": len(group)}
        message = _GATHERED[first.id].format(first=places[0], **{"what": "", "as": "", **values})
        gathered.append(Finding(first.id, first.severity, places, message, values))
    return gathered


def _speaks_of_exceptions(title: str | None) -> bool:
    return title is not None and any(
        word in title.lower()
        for word in ("exception", "highlight", "progress", "performance", "monitoring", "update")
    )


def _left_over(covering: Covering, taken: frozenset[int], title: str | None) -> list[Finding]:
    """What of the document found no place: rows of tables that nothing read, and text of the appendix."""
    findings: list[Finding] = []
    lost = [
        item
        for item in (*covering.front, *covering.appendix)
        if item.is_row and item.index not in taken and not item.text.casefold().startswith("ward")
    ]  # wards named at the front were read from there
    for section in covering.sections:
        known = any(
            word in section.plain
            for word in ("consult", "implication", "append", "background", "contact", "ward")
        )
        if not known:
            kept = {paragraph.place for paragraph in section.paragraphs}
            lost.extend(
                item
                for item in section.items
                if item.is_row and item.place not in kept and item.index not in taken
            )
    if lost:
        findings.append(
            NOT_UNDERSTOOD.finding(
                _places(lost),
                f"{_rows(len(lost))} not understood and not in the draft, from {lost[0].place} on.",
                {"rows": len(lost)},
            )
        )
    texts = [
        item
        for item in covering.appendix
        if not item.is_row and len(item.text) > 60 and item.text.casefold() != (title or "").casefold()
    ]
    if texts:
        findings.append(
            APPENDIX_TEXT.finding(
                _places(texts),
                f"{len(texts)} paragraph{'s' if len(texts) > 1 else ''} of the appendix, from {texts[0].place} on, found no place in the draft.",
                {"paragraphs": len(texts)},
            )
        )
    return findings


def _rows(count: int) -> str:
    return "One row of a table is" if count == 1 else f"{count} rows of tables are"


def _places(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.place for item in items[:20])
