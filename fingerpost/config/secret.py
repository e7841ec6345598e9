"""The secret key: from the environment, or made once and kept beside the data, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def secret_key(data: Path) -> str:
    """The key with which sessions are signed: `FINGERPOST_SECRET`, or that of the file `secret` in the data folder."""
    given = os.environ.get("FINGERPOST_SECRET")
    if given:
        return given
    file = data / "secret"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii")
