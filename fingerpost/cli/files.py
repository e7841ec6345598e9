"""Files at the edge: read whole within the limit, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(Exception):
    """What was asked cannot be done; the message says why and what to do."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Refuses a folder, a file that is not there, and one over the readers' limit."""
    from fingerpost.importer.limits import bytes_of
    from fingerpost.importer.readers.source import Unreadable

    try:
        return bytes_of(path)
    except Unreadable as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as error:
        raise Refused(f"{path}: {_words(error)}") from error


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write these files into a folder, made where missing; each appears whole or not at all."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".unfinished-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(unfinished).chmod(0o666 & ~_umask())
                written.append(Path(unfinished).replace(folder / name))
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Refused(f"{folder}: {_words(error)}") from error
    return tuple(written)


def write_one(path: Path, data: bytes) -> None:
    """Write one file; it appears whole or not at all. Refuses a path that is a folder."""
    if path.is_dir():
        raise Refused(f"{path}: this is a folder; name the file in it.")
    write_all(path.parent, {path.name: data})


def progress(message: str) -> None:
    """Say on a terminal's standard error what is being done; silent in a pipeline."""
    if sys.stderr.isatty():
        print(message, file=sys.stderr)


def _words(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder."
    if isinstance(error, IsADirectoryError):
        return "this is a folder; name the file in it."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "this is a file, where a folder is needed."
    if isinstance(error, PermissionError):
        return "you have no permission for it."
    return f"{error.strerror or error}."


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
