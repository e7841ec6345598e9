"""What the file rests on: the record and its digest, who signed off what, and which differences were accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, facts, table
from fingerpost.rules.committee.fields import block_of, fields_in, fill, place_of
from fingerpost.rules.committee.mending import Outcome
from fingerpost.rules.draft import Draft
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, together
from fingerpost.rules.snapshot import Snapshot
from fingerpost.rules.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.committee.field_forms import Sources
    from fingerpost.rules.committee.mending import Fault
    from fingerpost.rules.committee.new_plan import DraftPlan
    from fingerpost.rules.committee.report import CommitteeReport, ReportPart

FILING = "About this file"
SIGNED = "Who signed off each section"
FIELDS = "Words taken from the record"
ACCEPTED = "Differences accepted"
MENDED = "Faults mended"
UNRESOLVED = "Faults not resolved"


def add_filing(
    builder: Builder,
    report: CommitteeReport,
    sources: Sources,
    record: Snapshot | DraftPlan | Draft,
    *,
    fingerprint: str,
    public: bool,
    faults: Sequence[Fault],
) -> None:
    """Add the record of the file. `report` is the one shown, its fields not yet filled."""
    builder.part(FILING)
    builder.add(
        facts(
            FILING,
            [
                (Label.AUDIENCE, _audience(report, public=public)),
                (Label.RESTS_ON, _rests_on(report, record)),
                (Label.RECORD_DIGEST, report.record_digest),
                (Label.PREVIOUS_RECORD_DIGEST, report.previous_digest),
                (Label.REPORT_DIGEST, fingerprint),
            ],
        )
    )
    _add_faults(builder, faults)
    builder.table_part(2, SIGNED, _signed(report))
    builder.table_part(
        2,
        ACCEPTED,
        _accepted(report),
        intro="Where the text says otherwise than the record, and a person accepted that.",
    )
    builder.table_part(
        2,
        FIELDS,
        _fields(report, sources),
        intro="These were not typed: they follow the record.",
    )


def _audience(report: CommitteeReport, *, public: bool) -> str:
    if public:
        return "For the public"
    return (
        "Not for publication: it holds exempt information"
        if report.is_exempt
        else "Complete; nothing in it is exempt"
    )


def _rests_on(report: CommitteeReport, record: Snapshot | DraftPlan | Draft) -> str:
    if isinstance(record, Snapshot):
        return said(
            "the closed record of {period}, version {version}, closed on {day_words}",
            period=record.period,
            version=record.version,
            day_words=record.closed_on,
        )
    if isinstance(record, Draft):
        return said("the file {source}, as read and mended", source=record.source.name)
    return said("the draft of {plan}", plan=report.plan)


def _add_faults(builder: Builder, faults: Sequence[Fault]) -> None:
    """What the checks found in the document that the report was made of: what was mended, and what is open."""
    mended = [each for each in faults if each.outcome is not Outcome.UNRESOLVED]
    unresolved = [each for each in faults if each.outcome is not Outcome.MENDED]
    builder.table_part(
        2,
        MENDED,
        table(
            MENDED,
            (Label.FINDING, Label.PLACES, "Was", "Is now", "Settled by"),
            (
                (
                    cell(each.finding.id),
                    cell(together(each.finding.places, "; ")),
                    cell(each.was),
                    cell(each.now),
                    cell(each.why),
                )
                for each in mended
            ),
            widths=(2, 5, 5, 5, 6),
            small=True,
        ),
        intro="The document itself has the right value in another place.",
    )
    builder.table_part(
        2,
        UNRESOLVED,
        table(
            UNRESOLVED,
            (Label.FINDING, Label.PLACES, Label.MESSAGE, Label.WHY),
            (
                (
                    cell(each.finding.id),
                    cell(together(each.finding.places, "; ")),
                    cell(each.finding.message),
                    cell(each.why),
                )
                for each in unresolved
            ),
            widths=(2, 5, 9, 6),
            small=True,
        ),
        intro="These stand as printed.",
    )


def _signed(report: CommitteeReport) -> DocumentTable | None:
    return table(
        SIGNED,
        (Label.SECTION_OF_REPORT, Label.OWNER, Label.SIGNED_OFF_BY, Label.SIGNED_OFF_ON),
        (
            (
                cell(_section(report, part)),
                cell(part.owner),
                cell(part.signed.by if part.signed else "Not signed off"),
                cell(day_words(part.signed.on) if part.signed else None),
            )
            for part in report.parts
            if part.owner or part.signed
        ),
        widths=(6, 4, 4, 3),
        small=True,
    )


def _section(report: CommitteeReport, part: ReportPart) -> str:
    number = report.numbers.get(part.key)
    return f"{number}. {part.heading}" if number and not part.within else part.heading


def _accepted(report: CommitteeReport) -> DocumentTable | None:
    def where(key: str) -> str:
        part = report.part(key)
        return _section(report, part) if part else key

    return table(
        ACCEPTED,
        (Label.SECTION_OF_REPORT, Label.MESSAGE, Label.ACCEPTED_BECAUSE, Label.ACCEPTED_BY),
        (
            (
                cell(where(each.part)),
                cell(each.message),
                cell(each.reason),
                cell(f"{each.by}, {day_words(each.on)}"),
            )
            for each in report.accepted
        ),
        widths=(4, 6, 6, 4),
        small=True,
    )


def _fields(report: CommitteeReport, sources: Sources) -> DocumentTable | None:
    """Every field of the text once, with where it stands first and its value."""
    rows: dict[str, tuple[str, str]] = {}
    for part in report.parts:
        for number, paragraph in enumerate(part.paragraphs, start=1):
            if block_of(paragraph) is None:
                for words in fields_in(paragraph):
                    field = f"{{{' '.join(words.split())}}}"
                    rows.setdefault(field, (place_of(report, part.key, number), fill(field, sources)))
    return table(
        FIELDS,
        (Label.FIELD, Label.VALUE, Label.PLACES),
        ((cell(field), cell(value), cell(place)) for field, (place, value) in rows.items()),
        widths=(4, 6, 5),
        small=True,
    )
