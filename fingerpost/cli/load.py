"""From files named on the command line to what they hold: a draft, or a snapshot."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import Refused, progress, read_bytes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from fingerpost.rules.draft import Draft
    from fingerpost.rules.snapshot import Snapshot

MAIN_CSV = "-report.csv"


def add_mapping(command: argparse.ArgumentParser) -> None:
    """Give a command the option --map."""
    command.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        help="what a tracker's columns are, as pairs of their heading and our field, in JSON, TOML or CSV",
    )


def load_mapping(path: Path | None) -> Mapping[str, str] | None:
    """The column mapping that a person wrote, where one was named."""
    if path is None:
        return None
    from fingerpost.importer.recognition.tracker.mapping import NotAMapping, read_mapping

    try:
        return read_mapping(path.name, read_bytes(path))
    except NotAMapping as refusal:
        raise Refused(f"{path}: {refusal}") from refusal


def load(path: Path, mapping: Mapping[str, str] | None = None) -> Draft | Snapshot:
    """What one file holds. Refuses a file that cannot be read, with what to do about it.

    A CSV file of a set that we wrote is read with the rest of its set, and that is said.
    """
    from fingerpost.importer.csv_set import read_csv_set
    from fingerpost.importer.read import load as load_bytes
    from fingerpost.importer.readers.source import Unreadable

    progress(f"Reading {path.name} …")
    companions = csv_set(path)
    try:
        if mapping is None and len(companions) > 1:
            print(
                f"{path.name} is read with the {len(companions) - 1} other files of its set.", file=sys.stderr
            )
            return read_csv_set({each.name: read_bytes(each) for each in companions})
        return load_bytes(path.name, read_bytes(path), mapping=mapping)
    except Unreadable as refusal:
        raise Refused(str(refusal)) from refusal


def load_each(paths: Sequence[Path], mapping: Mapping[str, str] | None) -> dict[Path, Draft | Snapshot]:
    """What each file holds, a set of CSV files once; all files that cannot be read are named at once."""
    loaded: dict[Path, Draft | Snapshot] = {}
    refusals = []
    seen: set[Path] = set()
    for path in paths:
        if path in seen:
            continue
        try:
            loaded[path] = load(path, mapping)
        except Refused as refusal:
            refusals.append(str(refusal))
        seen.update(csv_set(path))
    if refusals:
        raise Refused("\n".join(refusals))
    return loaded


def csv_set(path: Path) -> tuple[Path, ...]:
    """The CSV files that `convert --to csv` wrote beside this one for the same report, itself among them.

    They are known by the one that ends in -report.csv; a file that has none beside it stands alone.
    """
    if path.suffix.lower() != ".csv":
        return (path,)
    stems = [each.name.removesuffix(MAIN_CSV) for each in path.parent.glob(f"*{MAIN_CSV}")]

    def stem_of(file: Path) -> str:
        return max((each for each in stems if file.name.startswith(f"{each}-")), key=len, default="")

    own = stem_of(path)
    return (
        tuple(sorted(each for each in path.parent.glob("*.csv") if stem_of(each) == own)) if own else (path,)
    )
