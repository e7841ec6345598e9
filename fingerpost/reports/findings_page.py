"""What the checks found in a document, as a page to hand round and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell
from fingerpost.reports.compose.checked import severity_words
from fingerpost.reports.document import Bullets, Document, Emphasis, Facts, Text
from fingerpost.reports.renderers.html import render_html
from fingerpost.rules.checks import all_checks
from fingerpost.rules.draft import Draft
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.rules.findings import Finding
    from fingerpost.rules.snapshot import Snapshot

FORMAT = "fingerpost-findings/1"
MOST_PLACES = 12
MOST_OF_AN_ID = 100
"""Findings of one id shown on the page; a long tracker can have thousands, which the JSON holds."""

_MEANING = {
    Severity.ERROR: "The document contradicts itself or a rule. Put these right before the document is used.",
    Severity.WARNING: "Somebody who knows the document should look at these.",
    Severity.NOTE: "Good to know; nothing need be wrong.",
}
_HEADINGS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.NOTE: "Notes"}


def findings_page(record: Draft | Snapshot, findings: Sequence[Finding]) -> str:
    """The findings as one self-contained accessible HTML page, rendered like every report."""
    return render_html(findings_document(record, findings)).decode()


def findings_object(record: Draft | Snapshot, findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings as a plain object: the format, the source of the record where it has one, the findings."""
    return {
        "format": FORMAT,
        "source": to_plain(record.source) if isinstance(record, Draft) else None,
        "findings": [to_plain(each) for each in findings],
    }


def findings_json(record: Draft | Snapshot, findings: Sequence[Finding]) -> str:
    """The findings as JSON: `findings_object`, indented, with a newline at its end."""
    return json.dumps(findings_object(record, findings), ensure_ascii=False, indent=2) + "\n"


def findings_document(record: Draft | Snapshot, findings: Sequence[Finding]) -> Document:
    """The page as a document value: counts on top, then the findings by severity and id."""
    builder = Builder()
    builder.add(Text(_summary(findings), emphasis=Emphasis.LEAD))
    if isinstance(record, Draft):
        builder.add(_about(record))
    titles = {each.id: each.title for each in all_checks()}
    for severity in Severity:
        of_severity = [each for each in findings if each.severity is severity]
        if of_severity:
            builder.part(f"{_HEADINGS[severity]} ({len(of_severity)})", Text(_MEANING[severity]))
        for finding_id in dict.fromkeys(each.id for each in of_severity):
            title = titles.get(finding_id, "Found while reading.").removesuffix(".")
            of_id = [each for each in of_severity if each.id == finding_id]
            shown = tuple(map(_told, of_id[:MOST_OF_AN_ID]))
            builder.part(f"{finding_id}: {title}", Bullets(shown), level=2)
            if len(of_id) > len(shown):
                more = count_words(len(of_id) - len(shown), "more finding")
                builder.add(Text(f"{more} of this kind.", emphasis=Emphasis.NOTE))
    return Document(
        title=_title(record),
        council=record.council,
        language="en-GB",
        dated=None,
        blocks=tuple(builder.blocks),
        sheets=(),
        record=record,
    )


def _title(record: Draft | Snapshot) -> str:
    if isinstance(record, Draft):
        return f"Findings: {record.title or record.source.name}"
    return f"Findings: {record.period.name}"


def _summary(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, in words."""
    return f"The checks found {severity_words(findings) or 'nothing wrong'}."


def _about(record: Draft) -> Facts:
    pairs = [
        ("File", cell(record.source.name)),
        ("SHA-256 digest", cell(record.source.sha256)),
        *([("Period", cell(record.period.name))] if record.period else []),
    ]
    return Facts("What was checked", tuple(pairs))


def _told(finding: Finding) -> str:
    """A finding in lines: its sentence, where, and what was compared."""
    return "\n".join([finding.message, f"Where: {_places(finding)}.", *_compared(finding)])


def _places(finding: Finding) -> str:
    shown = list(finding.places[:MOST_PLACES])
    if len(finding.places) > MOST_PLACES:
        shown.append(f"and {len(finding.places) - MOST_PLACES} more places")
    return "; ".join(shown) or "the whole document"


def _compared(finding: Finding) -> list[str]:
    """What was compared, in one line; nothing where there are no values."""
    pairs = [f"{name}: {value}" for name, value in finding.values.items() if value not in ("", None)]
    return [f"Values: {'; '.join(pairs)}."] if pairs else []
