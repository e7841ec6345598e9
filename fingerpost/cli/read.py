"""`fingerpost read`: what a document holds, as a summary for people or as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import read_bytes
from fingerpost.cli.load import add_mapping, load_each, load_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.rules.draft import Draft
    from fingerpost.rules.snapshot import Snapshot

DESCRIPTION = """\
Read reports and trackers: Word, Excel, PDF with text, CSV, text copies, StratML, and our own JSON.

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
    mapping = load_mapping(asked.map)
    records = load_each(asked.files, mapping)
    if asked.json:
        from fingerpost.rules.plain import to_plain

        plain = [to_plain(each) for each in records.values()]
        print(json.dumps(plain if len(plain) > 1 else plain[0], ensure_ascii=False, indent=2))
        return 0
    from fingerpost.reports.summary import summary

    texts = [
        "\n\n".join([summary(record), *_mapping(path, record, mapping)]) for path, record in records.items()
    ]
    print("\n\n".join(texts))
    return 0


def _mapping(path: Path, record: Draft | Snapshot, mapping: Mapping[str, str] | None) -> list[str]:
    """What each column of a tracker was taken for; nothing for other documents."""
    from fingerpost.importer.read import columns
    from fingerpost.reports.summary import columns_text
    from fingerpost.rules.draft import Draft, Kind

    if not isinstance(record, Draft) or record.kind is not Kind.TRACKER:
        return []
    found = columns(path.name, read_bytes(path), mapping=mapping)
    return [columns_text(found)] if found else []
