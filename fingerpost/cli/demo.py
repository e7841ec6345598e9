"""`fingerpost demo`: the main job on the sample council, from an old document to the accessible report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

DEMONSTRATION = "exception-report-2026-02-faults.txt"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "demo",
        help="try the main job on the sample council",
        description="Write the sample council's old documents, then read, check and rewrite its February report.",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the documents, run the whole job on one of them, and say where everything is."""
    from fingerpost.cli.files import progress, write_all
    from fingerpost.cli.main import main
    from fingerpost.sample.documents import write_documents

    documents, results = asked.out / "documents", asked.out / "results"
    progress("Writing the sample council's documents …")
    write_all(documents, write_documents())
    print(f"Read {documents / DEMONSTRATION}, an old report with faults in it, and wrote:")
    code = main(["report", str(documents / DEMONSTRATION), "--out", str(results)])
    stem = Path(DEMONSTRATION).stem
    print(
        f"\nOpen {results / stem}.html for the report and {results / stem}-findings.html for what was wrong."
    )
    print(f"More documents to try are in {documents}.")
    return code
