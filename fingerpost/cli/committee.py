"""`fingerpost committee`: a covering report with its appendix, from an old report or from a report's own data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.convert import previous_snapshot, render_each, write
from fingerpost.cli.files import Refused, read_bytes
from fingerpost.cli.load import load
from fingerpost.reports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.document import Document
    from fingerpost.rules.committee.mending import Fault
    from fingerpost.rules.committee.report import CommitteeReport
    from fingerpost.rules.snapshot import Snapshot

DESCRIPTION = """\
Write a committee report: front, numbered sections, appendix, and what the file rests on.

FILE is an old report in any form that can be read: its sections, figures, consultees and risks are taken
over, what it settles itself is mended, and what it does not is listed at the end of the file. Or FILE is the data
of a committee report (.json), and --record names the closed month that it rests on.
"""
_FORMAT = b'"fingerpost-committee-report/'
_USUAL = ("docx", "pdf", "html", "json")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "committee",
        help="write a report as a committee report, its faults mended where it settles them itself",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
    command.add_argument(
        "--to",
        action="append",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; without it {', '.join(_USUAL)}",
    )
    command.add_argument(
        "--template",
        type=Path,
        metavar="FILE.docx",
        help="a Word file whose styles and named fields the Word report takes",
    )
    command.add_argument(
        "--record", type=Path, metavar="FILE", help="the snapshot on which a report’s data rest"
    )
    command.add_argument("--previous", type=Path, metavar="FILE", help="the snapshot of the period before it")
    command.add_argument("--public", action="store_true", help="leave out what is exempt")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the files; say on standard error what was mended and what is open."""
    data = read_bytes(asked.file)
    if _FORMAT in data[:100_000] and asked.file.suffix.lower() == ".json":
        document, said = _of_data(data, asked)
    else:
        document, said = _of_old_report(asked)
    formats = tuple(dict.fromkeys(asked.to or _USUAL))
    write(asked, render_each(document, formats, stem=f"{asked.file.stem}-committee", template=asked.template))
    print(said, file=sys.stderr)
    return 0


def _of_old_report(asked: argparse.Namespace) -> tuple[Document, str]:
    from fingerpost.reports.compose.committee import compose_committee
    from fingerpost.rules.committee.from_draft import NotAReport, from_draft
    from fingerpost.rules.draft import Draft

    if asked.record or asked.previous:
        raise Refused(f"{asked.file}: --record and --previous go with the data of a committee report.")
    draft = load(asked.file)
    if not isinstance(draft, Draft):
        raise Refused(f"{asked.file}: this is a closed month; give the data of a committee report on it.")
    try:
        made = from_draft(draft)
    except NotAReport as refusal:
        raise Refused(f"{asked.file}: {refusal}") from refusal
    document = compose_committee(made.report, made.record, public=asked.public, faults=made.faults)
    return document, _faults_said(asked.file.name, made.faults)


def _of_data(data: bytes, asked: argparse.Namespace) -> tuple[Document, str]:
    from fingerpost.reports.compose.committee import compose_committee
    from fingerpost.reports.compose.snapshot_report import NotThePreviousPeriod
    from fingerpost.rules.committee.field_forms import Sources
    from fingerpost.rules.committee.fields import CannotFill
    from fingerpost.rules.committee.free_text import unaccepted
    from fingerpost.rules.committee.report import NotACommitteeReport, report_from_json
    from fingerpost.rules.numbers import count_words

    try:
        report = report_from_json(data)
        record, previous = _record(report, asked), previous_snapshot(asked.previous)
        document = compose_committee(report, record, previous, public=asked.public)
    except (NotACommitteeReport, CannotFill, NotThePreviousPeriod) as refusal:
        raise Refused(f"{asked.file}: {refusal}") from refusal
    left = unaccepted(Sources(report, record, previous))
    said = "".join(
        f"\n  {each.finding.id}  {each.finding.places[0]}: {each.finding.message}" for each in left
    )
    return (
        document,
        f"{asked.file.name}: {count_words(len(left), 'difference')} from the record not accepted.{said}",
    )


def _record(report: CommitteeReport, asked: argparse.Namespace) -> Snapshot:
    """The closed month on which the report rests. Refuses another."""
    from fingerpost.rules.snapshot import Snapshot, digest

    record = load(asked.record) if asked.record else None
    if not isinstance(record, Snapshot):
        raise Refused(
            f"{asked.file}: name with --record the closed month, as JSON, on which the report rests."
        )
    if report.record_digest is not None and report.record_digest != digest(record):
        raise Refused(
            f"{asked.record}: the report rests on another record, of digest {report.record_digest}."
        )
    return record


def _faults_said(name: str, faults: Sequence[Fault]) -> str:
    from fingerpost.rules.committee.mending import Outcome
    from fingerpost.rules.numbers import count_words

    counts = {outcome: sum(each.outcome is outcome for each in faults) for outcome in Outcome}
    return (
        f"{name}: {count_words(counts[Outcome.MENDED], 'fault')} mended, {counts[Outcome.PARTLY]} partly, "
        f"{counts[Outcome.UNRESOLVED]} unresolved; they are listed at the end of the report."
    )
