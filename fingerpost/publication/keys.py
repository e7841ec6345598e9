"""What stands in an address for a ref or a code: the thing itself, but for characters that an address cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def keys_of(names: Iterable[str]) -> dict[str, str]:
    """For each ref or code what stands in its address, each another: `16.4.1` is itself, `CP/2` is `CP-2`."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in found:
            continue
        key = base = _NOT_PLAIN.sub("-", name).strip("-.") or "x"
        number = 2
        while key in taken:
            key, number = f"{base}~{number}", number + 1
        taken.add(key)
        found[name] = key
    return found
