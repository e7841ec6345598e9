"""`fingerpost report`: the one command: data, findings, and the report in every format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fingerpost.cli.convert import add_writing, rendered, write
from fingerpost.cli.load import load, load_mapping
from fingerpost.reports.formats import FORMATS

DESCRIPTION = """\
Read a report or tracker, check it, and write it again, clear and accessible, in every format.

In DIR, under the name of FILE: its data (.json, .csv), what is wrong with it (-findings.html,
-findings.json), and the report (.html, .pdf, .docx, .xlsx).
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "report",
        help="do it all: data, findings, and the report in every format",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--strict", action="store_true", help="exit with 1 where a finding is an error")
    add_writing(command)
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Read, check and write everything; print the files written and a summary on standard error."""
    from fingerpost.reports.findings_page import findings_json, findings_page
    from fingerpost.reports.summary import found
    from fingerpost.rules.checks import check_record
    from fingerpost.rules.findings import Severity

    record = load(asked.file, load_mapping(asked.map))
    findings = check_record(record)
    files = rendered(record, findings, asked, FORMATS)
    files[f"{asked.file.stem}-findings.html"] = findings_page(record, findings).encode()
    files[f"{asked.file.stem}-findings.json"] = findings_json(record, findings).encode()
    write(asked, files)
    page = asked.out / f"{asked.file.stem}-findings.html"
    print(f"{found(asked.file.name, findings)}{f'; see {page}' if findings else ''}.", file=sys.stderr)
    errors = any(each.severity is Severity.ERROR for each in findings)
    return 1 if errors and asked.strict else 0
