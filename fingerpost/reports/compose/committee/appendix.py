"""The appendices: the exception report of the period, or the draft plan; others are attached by title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder, cell, table
from fingerpost.reports.compose.cards import exceptions_part
from fingerpost.reports.compose.draft_sheets import draft_sheets
from fingerpost.reports.compose.snapshot_exceptions import date_text
from fingerpost.reports.compose.snapshot_report import compose_snapshot
from fingerpost.reports.compose.snapshot_sheets import snapshot_sheets
from fingerpost.reports.document import Card, DocumentTable, Emphasis, Heading, Text
from fingerpost.rules.draft import Draft
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, said_n
from fingerpost.rules.snapshot import Snapshot, digest
from fingerpost.rules.wording import names_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fingerpost.reports.document import Block, Sheet
    from fingerpost.rules.committee.new_plan import DraftPlan, PlannedAction
    from fingerpost.rules.committee.report import CommitteeReport


ATTACHED = "Attached as a file of its own"
"""What is said of an appendix that is a file, before its name."""


def add_appendices(
    builder: Builder,
    report: CommitteeReport,
    record: Snapshot | DraftPlan | Draft,
    previous: Snapshot | None,
) -> None:
    """Add the appendix that the record makes, and name the files that are others, unless absent from this version."""
    for number, appendix in enumerate(report.appendices, start=1):
        if not appendix.generated and appendix.file is None:
            continue
        title = (
            appendix.title
            if appendix.title.startswith("Appendix ")
            else said("Appendix {number}: {appendix}", number=number, appendix=appendix.title)
        )
        builder.blocks.append(replace(builder.heading(1, title), new_page=True))
        if appendix.file is not None:
            builder.add(
                Text(f"{ATTACHED}: {appendix.file.name}"),
                Text(f"SHA-256 digest of the file: {appendix.file.sha256}", emphasis=Emphasis.NOTE),
            )
            continue
        if isinstance(record, Snapshot):
            blocks: Iterable[Block] = compose_snapshot(
                record, previous, (), closed_digest=report.record_digest
            ).blocks
        elif isinstance(record, Draft):
            apart = Builder()
            exceptions_part(apart, record)
            blocks = apart.blocks
        else:
            blocks = tuple(_plan(record))
        builder.add(*_within(builder, tuple(blocks)))


def sheets_of(
    report: CommitteeReport, record: Snapshot | DraftPlan | Draft, previous: Snapshot | None
) -> tuple[Sheet, ...]:
    """The data of the appendix that is made of the record, for spreadsheets; none where it is absent."""
    if not any(each.generated for each in report.appendices):
        return ()
    if isinstance(record, Snapshot):
        return snapshot_sheets(record, previous, (), report.record_digest or digest(record))
    return draft_sheets(record, ()) if isinstance(record, Draft) else ()


def _within(builder: Builder, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks of a report of its own as they stand in an appendix: one level down, under anchors of this report."""
    headings = {
        each.anchor: each
        for block in blocks
        if isinstance(each := block.heading if isinstance(block, Card) else block, Heading)
    }
    anchors: dict[str, Heading] = {
        anchor: replace(builder.heading(each.level + 1, each.text), apart=each.level == 1)
        for anchor, each in headings.items()
    }
    for block in blocks:
        if isinstance(block, Heading):
            yield anchors[block.anchor]
        elif isinstance(block, Card):
            yield replace(block, heading=anchors[block.heading.anchor])
        elif isinstance(block, DocumentTable):
            yield _relinked(block, anchors)
        else:
            yield block


def _relinked(made: DocumentTable, anchors: Mapping[str, Heading]) -> DocumentTable:
    if not any(each.link for row in made.rows for each in row):
        return made
    rows = tuple(
        tuple(replace(each, link=anchors[each.link].anchor) if each.link else each for each in row)
        for row in made.rows
    )
    return replace(made, rows=rows)


def _plan(record: DraftPlan) -> Iterator[Block]:
    """The draft plan, section by section, with what each is to achieve."""
    builder = Builder()
    builder.add(
        Text(
            said(
                "{count} in {count2}.",
                count=said_n("{count} action", "{count} actions", len(record.actions)),
                count2=said_n(
                    "{count} section",
                    "{count} sections",
                    sum(each.parent is None for each in record.sections),
                ),
            )
        )
    )
    for section in record.sections:
        own = [each for each in record.actions if each.section == section.code]
        stated = [
            section.outcome,
            said("Head of service: {head_of_service}.", head_of_service=section.head_of_service)
            if section.head_of_service
            else None,
            said("Portfolio: {portfolio}.", portfolio=section.portfolio) if section.portfolio else None,
        ]
        builder.part(f"{section.code}: {section.title}", level=min(1 + section.level, 4))
        builder.add(*(Text(each) for each in stated if each))
        made = _actions(section.title, own)
        builder.add(*([made] if made else []))
    yield from builder.blocks


def _actions(caption: str, actions: Iterable[PlannedAction]) -> DocumentTable | None:
    return table(
        caption,
        (Label.REF, Label.ACTION, Label.LEAD, Label.DUE, "Resources"),
        (
            (
                cell(each.ref),
                cell(each.title),
                cell(names_words(each.leads)),
                cell(date_text(each.due)),
                cell(each.resources),
            )
            for each in actions
        ),
        widths=(2, 9, 4, 3, 4),
    )
