"""`fingerpost check`: everything that is wrong with a document."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fingerpost.cli.files import Refused, progress, write_one
from fingerpost.cli.load import add_mapping, load_each, load_mapping

DESCRIPTION = """\
Check reports and trackers: their figures, refs, dates and words against each other.

Every finding has an id, explained in docs/reference/checks.md, a severity (error, warning or note), its
places and one sentence.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "check",
        help="say what is wrong with a report or tracker",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true", help="print the findings as JSON")
    command.add_argument(
        "--html", type=Path, metavar="OUT", help="write the findings as a page to hand round"
    )
    command.add_argument("--strict", action="store_true", help="exit with 1 where a finding is an error")
    add_mapping(command)
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Check each file and print its findings."""
    if asked.html and len(asked.files) > 1:
        raise Refused("--html takes one FILE: write a page for each.")
    from fingerpost.reports.findings_page import findings_object, findings_page
    from fingerpost.reports.summary import findings_text
    from fingerpost.rules.checks import check_record
    from fingerpost.rules.findings import Severity

    records = load_each(asked.files, load_mapping(asked.map))
    progress("Checking …")
    checked = [(path, record, check_record(record)) for path, record in records.items()]
    if asked.html:
        _, record, findings = checked[0]
        write_one(asked.html, findings_page(record, findings).encode())
        progress(f"Wrote {asked.html}")
    if asked.json:
        plain = [findings_object(record, findings) for _, record, findings in checked]
        print(json.dumps(plain if len(plain) > 1 else plain[0], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(findings_text(path.name, findings) for path, _, findings in checked))
    errors = any(each.severity is Severity.ERROR for _, _, findings in checked for each in findings)
    return 1 if errors and asked.strict else 0
