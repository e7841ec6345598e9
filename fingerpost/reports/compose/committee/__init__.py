"""From a committee report and the record that it rests on to the document that every renderer takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder
from fingerpost.reports.compose.committee.appendix import add_appendices, sheets_of
from fingerpost.reports.compose.committee.filing import add_filing
from fingerpost.reports.compose.committee.front import add_front, front_lines, properties_of
from fingerpost.reports.compose.committee.text import add_parts
from fingerpost.reports.document import Document
from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.fields import fill_report
from fingerpost.rules.committee.report import digest, public_version
from fingerpost.rules.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fingerpost.rules.committee.mending import Fault
    from fingerpost.rules.committee.new_plan import DraftPlan
    from fingerpost.rules.committee.report import CommitteeReport
    from fingerpost.rules.snapshot import Snapshot


def compose_committee(
    report: CommitteeReport,
    record: Snapshot | DraftPlan | Draft,
    previous: Snapshot | None = None,
    *,
    public: bool = False,
    faults: Sequence[Fault] = (),
) -> Document:
    """The committee report as a document: front, numbered paragraphs, appendices, and what the file rests on.

    `record` is the closed period or draft plan on which it rests, or the old report that it was made of, with
    the `faults` found in that. With `public` what is exempt is absent. Refuses fields without a value, all at
    once (`fields.CannotFill`).
    """
    sources = Sources(report, None if isinstance(record, Draft) else record, previous)
    filled = fill_report(sources)
    typed = public_version(report) if public else report
    shown = public_version(filled) if public else filled
    builder = Builder()
    add_front(builder, shown, record, public=public)
    add_parts(builder, shown, record, previous, public=public)
    add_appendices(builder, shown, record, previous)
    add_filing(
        builder,
        typed,
        replace(sources, report=typed),
        record,
        fingerprint=digest(typed),
        public=public,
        faults=faults,
    )
    return Document(
        title=shown.title,
        council=shown.council,
        language="en-GB",
        dated=_dated(shown),
        blocks=tuple(builder.blocks),
        sheets=sheets_of(shown, record, previous),
        record=typed,
        properties=properties_of(shown, record),
        front=front_lines(shown),
        paper_contents=False,
    )


def _dated(report: CommitteeReport) -> date | None:
    """The day of the first meeting, else the last day of the period; from the data, never from a clock."""
    days = [each.date for each in report.meetings if each.date]
    if days:
        return min(days)
    return report.period.last.last_day if report.period else None
