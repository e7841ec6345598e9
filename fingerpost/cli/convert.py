"""`fingerpost convert`: a clear, accessible report in the formats asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import Refused, progress, read_bytes, write_all
from fingerpost.cli.load import add_mapping, load, load_mapping
from fingerpost.reports.formats import FORMATS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from fingerpost.reports.document import Document
    from fingerpost.rules.draft import Draft
    from fingerpost.rules.findings import Finding
    from fingerpost.rules.snapshot import Snapshot


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "convert",
        help="write a report again, clear and accessible, in the formats asked for",
        description="Write a report again, clear and accessible. The files take the name of FILE.",
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument(
        "--to", action="append", required=True, choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS)
    )
    add_writing(command)
    command.set_defaults(run=run)


def add_writing(command: argparse.ArgumentParser) -> None:
    """Give a command the options of whatever writes a report."""
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
    command.add_argument(
        "--template",
        type=Path,
        metavar="FILE.docx",
        help="a Word file whose styles and named fields the Word report takes",
    )
    command.add_argument(
        "--previous",
        type=Path,
        metavar="FILE",
        help="the snapshot of the period before, to compare a snapshot with",
    )
    add_mapping(command)


def run(asked: argparse.Namespace) -> int:
    """Write the report in each format asked for, all or none."""
    record = load(asked.file, load_mapping(asked.map))
    write(asked, rendered(record, (), asked, tuple(dict.fromkeys(asked.to))))
    return 0


def rendered(
    record: Draft | Snapshot, findings: Sequence[Finding], asked: argparse.Namespace, formats: Sequence[str]
) -> dict[str, bytes]:
    """The report's files by name, in the formats asked for."""
    from fingerpost.reports.compose import NothingToCompareWith, compose
    from fingerpost.reports.compose.snapshot_report import NotThePreviousPeriod

    try:
        document = compose(record, previous=previous_snapshot(asked.previous), findings=findings)
    except (NothingToCompareWith, NotThePreviousPeriod) as refusal:
        raise Refused(f"{asked.file}: {refusal}") from refusal

    return render_each(document, formats, stem=asked.file.stem, template=asked.template)


def render_each(
    document: Document, formats: Sequence[str], *, stem: str, template: Path | None
) -> dict[str, bytes]:
    """The files of a document by name, in these formats; the Word file by the template, where one is named."""
    from concurrent.futures import ThreadPoolExecutor

    from fingerpost.reports.formats import render

    def made(to: str) -> dict[str, bytes]:
        progress(f"Writing {to} …")
        if to == "docx" and template:
            return {f"{stem}.docx": _word_by_template(document, template)}
        return render(document, to, stem=stem)

    # typst sets the PDF outside Python, so the other formats are written beside it.
    with ThreadPoolExecutor(max_workers=2) as beside:
        return {name: data for files in beside.map(made, formats) for name, data in files.items()}


def _word_by_template(document: Document, path: Path) -> bytes:
    from fingerpost.reports.renderers.word import render_word
    from fingerpost.reports.renderers.word_template import BadTemplate

    try:
        return render_word(document, template=read_bytes(path))
    except BadTemplate as refusal:
        raise Refused(f"{path}: {refusal}") from refusal


def write(asked: argparse.Namespace, files: Mapping[str, bytes]) -> None:
    """Write the files and say which. Refuses to write over the file that was read."""
    for name in files:
        if (asked.out / name).exists() and (asked.out / name).samefile(asked.file):
            raise Refused(f"{asked.out / name} is the file that was read; name another folder.")
    for path in write_all(asked.out, files):
        print(path)


def previous_snapshot(path: Path | None) -> Snapshot | None:
    """The snapshot of the period before, where one was named. Refuses a file that holds anything else."""
    if path is None:
        return None
    from fingerpost.rules.snapshot import Snapshot

    previous = load(path)
    if not isinstance(previous, Snapshot):
        raise Refused(f"{path}: --previous takes the snapshot of the period before, as JSON.")
    return previous
