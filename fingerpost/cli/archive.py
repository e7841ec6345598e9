"""A backup: one zip file of the database as it was at a moment, with a manifest of digests."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fingerpost.cli.files import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = "fingerpost-backup-1"
MANIFEST = "manifest.json"
SQLITE, POSTGRESQL = "database.sqlite3", "database.pgdump"
_PIECE = 2**20


class Damaged(Refused):
    """The backup is not as it was written."""


def write(path: Path, manifest: Mapping[str, Any], database: Path, name: str) -> dict[str, Any]:
    """Write a backup, whole or not at all, readable by its owner only; gives its manifest."""
    whole = {
        "format": FORMAT,
        **manifest,
        "files": {name: {"sha256": _sha256(database), "size": database.stat().st_size}},
    }
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(whole, indent=2, ensure_ascii=False) + "\n")
                archive.write(database, name)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return whole


def unpacked(path: Path, folder: Path) -> tuple[dict[str, Any], Path]:
    """The manifest of a backup, and its database unpacked into a folder. Refuses a file that is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise Damaged(f"{path} is not a backup that this release can read.")
            ((name, kept),) = manifest["files"].items()
            if name not in (SQLITE, POSTGRESQL):
                raise Damaged(f"{path} holds {name}, which no backup has.")
            archive.extract(name, folder)
    except FileNotFoundError:
        raise Refused(f"{path}: there is no such file.") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, EOFError, OSError) as problem:
        raise Damaged(f"{path} is damaged, or not a backup: {problem}") from problem
    database = folder / name
    if (database.stat().st_size, _sha256(database)) != (kept["size"], kept["sha256"]):
        raise Damaged(f"{path} is damaged: the database in it is not the one that was backed up.")
    return manifest, database


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy an SQLite database as it is at one moment, while others read and write it."""
    with _opened(source) as one, _opened(target) as other:
        one.backup(other)
    with _opened(target) as copy:
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise Damaged(f"The database is damaged: {answer}")


class _opened:  # noqa: N801  # reads as a verb where it is used
    """An SQLite database that is closed afterwards, which the module's own context manager does not do."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, timeout=30)

    def __enter__(self) -> sqlite3.Connection:
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def dump_postgresql(settings: Mapping[str, Any], target: Path) -> None:
    """Dump a PostgreSQL database as it is at one moment."""
    _run(settings, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load_postgresql(settings: Mapping[str, Any], source: Path) -> None:
    """Put a dump in the place of what is in a PostgreSQL database, whole or not at all."""
    _run(
        settings,
        "pg_restore",
        f"--dbname={settings['NAME']}",
        "--single-transaction",
        "--exit-on-error",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        str(source),
    )


def _run(settings: Mapping[str, Any], *command: str) -> None:
    """Run a client of PostgreSQL; the password goes by its environment, where nobody else sees it."""
    given = dict(_environment(settings))
    try:
        done = subprocess.run(  # noqa: S603  # PostgreSQL's own clients, by name
            command, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise Refused(f"{command[0]} is not installed (Debian: postgresql-client).") from None
    if done.returncode:
        raise Refused(f"{command[0]} says: {done.stderr.strip()}")


def _environment(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    for name, variable in names.items():
        if settings.get(name):
            yield variable, str(settings[name])


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
