"""A draft, a closed month or findings as plain lines for a terminal: what is there, at a glance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.tracker.reported import COLUMNS_MAPPED
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Draft
from fingerpost.rules.findings import Severity
from fingerpost.rules.months import Period, day_name
from fingerpost.rules.numbers import count_words
from fingerpost.rules.snapshot import digest
from fingerpost.rules.wording import CLASS_WORDS, NOT_STATED, names_words, plan_year_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fingerpost.importer.recognition.columns import MappedColumn
    from fingerpost.rules.draft import (
        DraftAction,
        DraftException,
        FiguresPair,
        PrintedDate,
        PrintedFigures,
    )
    from fingerpost.rules.findings import Finding
    from fingerpost.rules.snapshot import Snapshot

WIDTH = 100
MOST_ACTIONS_SHOWN = 20
MOST_PLACES_SHOWN = 3


def summary(record: Draft | Snapshot) -> str:
    """What a draft or a closed month holds."""
    return _draft_summary(record) if isinstance(record, Draft) else _snapshot_summary(record)


def _draft_summary(draft: Draft) -> str:
    # How the columns were taken is told by `columns_text`, with samples.
    parts = [
        _front(draft),
        _figures(draft.figures) if draft.figures else [],
        _exceptions(draft.exceptions),
        _actions(draft.actions),
        _findings([each for each in draft.findings if each.id != COLUMNS_MAPPED.id]),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _snapshot_summary(snapshot: Snapshot) -> str:
    whole = snapshot.figures.whole
    facts = {
        "Closed": f"{snapshot.period.name}, on {day_name(snapshot.closed_on)}, version {snapshot.version}",
        "Plan": snapshot.plan.title,
        "Council": snapshot.council,
        "Actions": f"{len(snapshot.actions)}, {whole.n} of them highlighted",
        "Figures": ", ".join(
            f"{CLASS_WORDS[each]} {whole.counts[each]} ({whole.shares[each]}%)"
            for each in StatusClass
            if whole.n
        ),
        "Digest": digest(snapshot),
        "Previous": snapshot.previous_digest or "none: this is the first closed month of the plan",
    }
    return "\n".join(_labelled(facts))


def found(name: str, findings: Sequence[Finding]) -> str:
    """How many findings of each severity a document has, in one line."""
    counts = ", ".join(
        count_words(sum(1 for each in findings if each.severity is severity), severity.value)
        for severity in Severity
    )
    return f"{name}: {counts if findings else 'nothing found'}"


def findings_text(name: str, findings: Sequence[Finding]) -> str:
    """The findings for a terminal, gravest first, each with its id, places and sentence."""
    lines = [found(name, findings)]
    for severity in Severity:
        of_severity = [each for each in findings if each.severity is severity]
        if of_severity:
            lines += ["", severity.value.upper()]
            for each in of_severity:
                lines += _wrapped(f"{each.id}  {_placed(each.message, each.places)}", indent=5)
    return "\n".join(lines)


def columns_text(columns: Sequence[MappedColumn]) -> str:
    """The mapping of a tracker's columns: their heading, our field, how that was learnt, samples.

    Tables that are mapped alike are named together and shown once.
    """
    tables: dict[str, list[MappedColumn]] = {}
    for each in columns:
        tables.setdefault(each.place, []).append(each)
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for table, mapped in tables.items():
        alike.setdefault(tuple((each.printed, each.field) for each in mapped), []).append(table)
    lines = ["Columns (their heading → our field; change one with --map)"]
    for places in alike.values():
        lines += [*_wrapped(f"  {', '.join(places)}", indent=4), *map(_column_line, tables[places[0]])]
    return "\n".join(lines)


def _column_line(column: MappedColumn) -> str:
    field = f"{column.field} {column.month}" if column.month else str(column.field)
    how = "" if column.by == "heading" else f" [{column.by}]"
    samples = "; ".join(textwrap.shorten(each, 24, placeholder="…") for each in column.samples if each)
    printed = textwrap.shorten(column.printed, 30, placeholder="…")
    return f"    {printed:<30} → {field}{how}{f': {samples}' if samples else ''}"


def _front(draft: Draft) -> list[str]:
    period = Period.ending(draft.period, draft.period_months or 1).name if draft.period else None
    meeting = draft.meeting
    when = day_name(meeting.date) if meeting and meeting.date else None
    paragraphs = sum(len(each.paragraphs) for each in draft.sections)
    holds = [
        count_words(number, *noun)
        for number, *noun in (
            (len(draft.sections), "section"),
            (paragraphs, "paragraph"),
            (len(draft.changes), "change named", "changes named"),
            (len(draft.exceptions), "exception"),
            (len(draft.actions), "action"),
            (len(draft.risks), "corporate risk"),
            (sum(len(each.links) for each in draft.risks), "risk link"),
            (len(draft.consultees), "consultee"),
        )
        if number
    ]
    facts = {
        "Document": draft.title or draft.source.name,
        "Kind": draft.kind.value,
        "Council": draft.council,
        "Period": period,
        "Plan year": plan_year_words(draft.plan_year) if draft.plan_year else None,
        "Meeting": ", ".join(each for each in ((meeting.body if meeting else None), when) if each) or None,
        "Holds": ", ".join(holds) or "nothing that was understood",
    }
    return _labelled(facts)


def _labelled(facts: Mapping[str, str | None]) -> list[str]:
    return [
        line
        for label, value in facts.items()
        if value
        for line in _wrapped(f"{label:<10} {value}", indent=11)
    ]


def _figures(figures: FiguresPair) -> list[str]:
    both = [each for each in (figures.current, figures.previous) if each]
    if not both:
        return []
    lines = [
        f"{'Figures':<16}"
        + "".join(f"{each.period.name if each.period else 'month unknown':>20}" for each in both)
    ]
    printed = [
        each for each in StatusClass if any(each in of.counts or each in of.printed_shares for of in both)
    ]
    lines += [
        f"  {CLASS_WORDS[each]:<14}" + "".join(f"{_count(figures, each):>20}" for figures in both)
        for each in printed
    ]
    lines.append(f"  {'Highlighted':<14}" + "".join(f"{_number(each.n):>20}" for each in both))
    return lines


def _count(figures: PrintedFigures, class_: StatusClass) -> str:
    share = figures.printed_shares.get(class_)
    return (
        f"{_number(figures.counts.get(class_))} ({share}%)" if share else _number(figures.counts.get(class_))
    )


def _number(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def _exceptions(exceptions: Sequence[DraftException]) -> list[str]:
    if not exceptions:
        return []
    lines = [f"Exceptions ({len(exceptions)})"]
    for each in exceptions:
        section = each.section.code or each.section.title if each.section else None
        dates = _dates(each.original, each.revised)
        about = [each.ref or "no ref", section, _status(each.status), names_words(each.who), dates]
        lines += _wrapped(f"  {' · '.join(filter(None, about))}: {each.action or 'no title'}", indent=4)
    return lines


def _actions(actions: Sequence[DraftAction]) -> list[str]:
    if not actions:
        return []
    counts = [
        f"{CLASS_WORDS[class_]} {number}"
        for class_ in StatusClass
        if (number := sum(1 for each in actions if each.status is class_))
    ]
    unknown = sum(1 for each in actions if each.status is None)
    lines = [
        f"Actions ({len(actions)}): {', '.join([*counts, *([f'not stated {unknown}'] if unknown else [])])}"
    ]
    for each in actions[:MOST_ACTIONS_SHOWN]:
        about = [
            each.ref or "no ref",
            _status(each.status),
            names_words(each.lead),
            _dates(each.due, each.revised),
        ]
        lines += _wrapped(f"  {' · '.join(filter(None, about))}: {each.title or 'no title'}", indent=4)
    if len(actions) > MOST_ACTIONS_SHOWN:
        lines.append(f"  … and {len(actions) - MOST_ACTIONS_SHOWN:,} more; --json prints them all")
    return lines


def _status(status: StatusClass | None) -> str:
    return CLASS_WORDS[status] if status else NOT_STATED


def _dates(first: PrintedDate | None, then: PrintedDate | None) -> str | None:
    return " → ".join(each.text for each in (first, then) if each) or None


def _findings(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    return [
        f"Noted while reading ({len(findings)})",
        *(
            line
            for each in findings
            for line in _wrapped(f"  {each.id} {_placed(each.message, _some(each.places))}", indent=4)
        ),
    ]


def _placed(message: str, places: Sequence[str]) -> str:
    """A sentence after its places, or alone where it is about no place."""
    return f"{'; '.join(places)}: {message}" if any(places) else message


def _some(places: Sequence[str]) -> Sequence[str]:
    """The first few places; `check` has them all."""
    rest = len(places) - MOST_PLACES_SHOWN
    return (*places[:MOST_PLACES_SHOWN], *([f"and {rest} more"] if rest > 0 else []))


def _wrapped(line: str, indent: int) -> Iterable[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]
