"""From files named on the command line to what they hold: a draft, or a snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import Refused, progress, read_bytes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from fingerpost.rules.draft import Draft
    from fingerpost.rules.snapshot import Snapshot


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
    """What one file holds. Refuses a file that cannot be read, with what to do about it."""
    from fingerpost.importer.read import load as load_bytes
    from fingerpost.importer.readers.source import Unreadable

    progress(f"Reading {path.name} …")
    try:
        return load_bytes(path.name, read_bytes(path), mapping=mapping)
    except Unreadable as refusal:
        raise Refused(f"{path}: {refusal}") from refusal


def load_each(paths: Sequence[Path], mapping: Mapping[str, str] | None) -> list[Draft | Snapshot]:
    """What each file holds; all that cannot be read are named at once."""
    loaded: list[Draft | Snapshot] = []
    refusals = []
    for path in paths:
        try:
            loaded.append(load(path, mapping))
        except Refused as refusal:
            refusals.append(str(refusal))
    if refusals:
        raise Refused("\n".join(refusals))
    return loaded
