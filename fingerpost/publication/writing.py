"""A folder of files that is swapped whole: at every moment it holds all of the old site, or all of the new one."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MANIFEST = "manifest.json"
FORMAT = "fingerpost-site/1"
_EXCHANGE = 2
_HERE = -100
"""`RENAME_EXCHANGE` and `AT_FDCWD` of Linux."""


class NotASite(ValueError):
    """The folder holds something that no publication wrote; it is left alone."""


class Busy(ValueError):
    """Another publication is being written into the folder."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, how many stood as they were, and how many are gone."""

    written: int
    same: int
    gone: int


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """What a publication wrote into the folder, as it noted it; None where there is no folder or nothing in it.

    Refuses a folder that holds anything else.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        noted: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        noted = {}
    if noted.get("format") != FORMAT:
        raise NotASite(f"{folder} holds something else than a published site; give a folder of its own.")
    return noted


def write_site(folder: Path, files: Iterable[tuple[str, bytes]], about: Mapping[str, Any]) -> Written:
    """Write a site into a folder, whole or not at all. A file that stands as it is to be is not written again.

    Refuses a folder that holds something else, and one into which another publication is being written.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        before = manifest_of(folder)
        new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.new-"))
        try:
            new.chmod(0o755)
            listed, same = {}, 0
            for path, data in files:
                same += _place(new / path, data, folder / path)
                listed[path] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            noted = {"format": FORMAT, **about, "files": dict(sorted(listed.items()))}
            text = json.dumps(noted, indent=1, ensure_ascii=False) + "\n"
            _place(new / MANIFEST, text.encode(), folder / MANIFEST)
            _swap(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    gone = set() if before is None else set(before["files"]) - set(listed)
    return Written(len(listed) - same, same, len(gone))


def _place(path: Path, data: bytes, old: Path) -> bool:
    """Put a file in its place; the old one itself where it holds these very bytes. Tells whether it did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if old.stat().st_size == len(data) and old.read_bytes() == data:
            os.link(old, path)
            return True
    except OSError:
        pass  # no such file yet, or a file system without links: it is written
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return False


def _swap(new: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one, which is then where the new one was."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = new.with_name(f"{new.name}-old")
        folder.rename(old)
        new.rename(folder)
        old.rename(new)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, and take away what a publication that was stopped had left beside it."""
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"Another publication is being written into {folder}.") from None
        for left in folder.parent.glob(f".{folder.name}.new-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
