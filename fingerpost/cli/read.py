"""`fingerpost read`: what a document holds, as a summary for people or as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fingerpost.cli.load import add_mapping, load_each, load_mapping

DESCRIPTION = """\
Read reports and trackers: Word, Excel, PDF with text, CSV, text copies, and our own JSON.

Without --json a summary is printed. With it, one JSON object (format fingerpost-draft/1); with several
files, a list of them.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "read",
        help="say what a report or tracker holds",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true", help="print the data as JSON")
    add_mapping(command)
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Read each file and print what it holds."""
    records = load_each(asked.files, load_mapping(asked.map))
    if asked.json:
        from fingerpost.rules.plain import to_plain

        plain = [to_plain(each) for each in records]
        print(json.dumps(plain if len(plain) > 1 else plain[0], ensure_ascii=False, indent=2))
        return 0
    from fingerpost.reports.summary import summary

    print("\n\n".join(summary(each) for each in records))
    return 0
