"""`fingerpost compare`: movement between two months, action by action."""

from __future__ import annotations

import argparse
from pathlib import Path

from fingerpost.cli.files import Refused, progress, write_one
from fingerpost.cli.load import add_mapping, load, load_mapping

DESCRIPTION = """\
Say what moved between two months: A is the earlier, B the later.

Two closed months (snapshots) are compared over all actions highlighted in either; two trackers over all their
actions; two exception reports over their exceptions only, and it says so.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "compare",
        help="say what moved between two months, action by action",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "before", type=Path, metavar="A", help="the earlier month's report, tracker or snapshot"
    )
    command.add_argument(
        "after", type=Path, metavar="B", help="the later month's report, tracker or snapshot"
    )
    command.add_argument("--json", action="store_true", help="print the comparison as JSON")
    command.add_argument("--html", type=Path, metavar="OUT", help="write the comparison as a page")
    add_mapping(command)
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Compare the two and print what moved."""
    from fingerpost.reports.comparison import comparison_document, comparison_json, comparison_text
    from fingerpost.rules.draft_comparison import NotComparable

    mapping = load_mapping(asked.map)
    before, after = load(asked.before, mapping), load(asked.after, mapping)
    try:
        if asked.html:
            from fingerpost.reports.renderers.html import render_html

            write_one(asked.html, render_html(comparison_document(before, after)))
            progress(f"Wrote {asked.html}")
        if asked.json:
            print(comparison_json(before, after), end="")
        elif not asked.html:
            print(comparison_text(before, after))
    except NotComparable as refusal:
        raise Refused(str(refusal)) from refusal
    return 0
