"""The CSV files of one report, given together: a folder of them is one draft."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.source import Unreadable
from fingerpost.importer.recognition.own import own_of_set
from fingerpost.rules.draft import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.rules.draft import Draft


def read_csv_set(files: Mapping[str, bytes]) -> Draft:
    """The draft that the CSV files of a report of ours hold together, by name and bytes, in any order.

    Its source is named for the files, with a digest over all of them. Refuses files that are not a set of
    ours (`Unreadable`), and any that cannot be read.
    """
    names = sorted(files)
    sources = [read_csv(name, files[name]) for name in names]
    digest = sha256("".join(f"{each.name} {each.sha256}\n" for each in sources).encode()).hexdigest()
    draft = own_of_set(sources, Source(", ".join(names), digest, "csv"))
    if draft is None:
        raise Unreadable(
            f"{', '.join(names) or 'Nothing'}: not a set of CSV files that Fingerpost wrote. Read them one by one."
        )
    findings = tuple(finding for source in sources for finding in source.findings)
    return replace(draft, findings=(*findings, *draft.findings)) if findings else draft
