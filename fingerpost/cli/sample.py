"""`fingerpost sample`: the documents of the fictional sample council, to try everything with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import write_all

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "sample",
        help="write the sample council's documents, to try everything with",
        description="Write the documents of a fictional council: old reports and trackers with their faults, and closed months.",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write every sample document and print its path."""
    from fingerpost.sample.documents import write_documents

    for path in write_all(asked.out, write_documents()):
        print(path)
    return 0
