"""Reading in a process of its own, with limits of time and memory: whatever a file does, the web server stays up.

The file's bytes go in by the child's standard input, what was read comes out as JSON. Run as a module it is that
child.
"""

from __future__ import annotations

import json
import logging
import resource
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.read import columns, load
from fingerpost.importer.readers.source import Unreadable
from fingerpost.importer.recognition.columns import MappedColumn
from fingerpost.rules.checks import check_record
from fingerpost.rules.draft import Draft
from fingerpost.rules.findings import Finding
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 60
"""How long the processor may work on one file; the biggest report that we know takes two."""
MEGABYTES = 2048
"""How much memory one file may take."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadApart:
    """What came of a file: its draft, what its reader and the checks found, and what its columns were taken for; or the
    sentence why there is none.
    """

    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    columns: tuple[MappedColumn, ...] = ()
    problem: str = ""


def read_apart(
    name: str,
    data: bytes,
    mapping: Mapping[str, str] | None = None,
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> ReadApart:
    """The draft that a file holds, read in another process that may take so much time and memory.

    Never raises for a file: a refusal, a failure of the reader and a limit that was reached are each a `problem`,
    a sentence with what to do.
    """
    header = {"name": name, "mapping": dict(mapping or {}), "seconds": seconds, "megabytes": megabytes}
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module; the file goes in by the pipe
            [sys.executable, "-m", __name__],
            input=json.dumps(header).encode() + b"\n" + data,
            capture_output=True,
            timeout=2 * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ReadApart(problem=_too_long(name, seconds))
    if done.returncode == 0:
        read = json.loads(done.stdout)
        return ReadApart(
            draft=from_plain(Draft, read["draft"]) if read["draft"] else None,
            findings=tuple(from_plain(Finding, each) for each in read["findings"]),
            columns=tuple(from_plain(MappedColumn, each) for each in read["columns"]),
            problem=read["problem"],
        )
    if done.returncode < 0 and -done.returncode in _STOPPED_BY_TIME:
        return ReadApart(problem=_too_long(name, seconds))
    _log.error("reading %s failed: %s", name, done.stderr.decode(errors="replace")[-4000:])
    return ReadApart(
        problem=f"{name} could not be read: the reader failed on it. Save a copy in another format (.docx, .xlsx, .csv or "
        "PDF) and read that; the fault is noted in the server’s log."
    )


_STOPPED_BY_TIME = {9, 24}
"""SIGKILL and SIGXCPU: what a process gets that worked longer than it may."""


def _too_long(name: str, seconds: int) -> str:
    return (
        f"{name} was given up after {seconds} seconds of work. Take out what is not the report or the tracker, and read "
        "the rest."
    )


def read_here(name: str, data: bytes, mapping: Mapping[str, str]) -> ReadApart:
    """What came of a file, within this process."""
    try:
        record = load(name, data, mapping=mapping or None)
        if not isinstance(record, Draft):
            return ReadApart(
                problem=f"{name} is a closed month of Fingerpost, not a report or tracker to be read."
            )
        return ReadApart(record, tuple(check_record(record)), columns(name, data, mapping=mapping or None))
    except (Unreadable, ValueError) as refusal:
        return ReadApart(problem=str(refusal))
    except MemoryError:
        return ReadApart(
            problem=f"{name} needs more memory than a file may take. Take out what is not the report or the tracker, "
            "and read the rest."
        )


def main() -> None:
    """Read the file from the standard input within its limits, and write what came of it."""
    header = json.loads(sys.stdin.buffer.readline())
    seconds, memory = header["seconds"], header["megabytes"] * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    read = read_here(header["name"], sys.stdin.buffer.read(), header["mapping"])
    sys.stdout.write(
        json.dumps(
            {
                "draft": to_plain(read.draft) if read.draft else None,
                "findings": [to_plain(each) for each in read.findings],
                "columns": [to_plain(each) for each in read.columns],
                "problem": read.problem,
            }
        )
    )


if __name__ == "__main__":
    main()
