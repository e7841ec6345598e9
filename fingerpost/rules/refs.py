"""The order of refs: by their numbers, so that 3.2.10 comes after 3.2.9."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")

RefOrder = tuple[tuple[tuple[int, int, str], ...], str]


def ref_order(ref: str) -> RefOrder:
    """A key that sorts refs and codes by their numbers and letters; 3.2 comes before 3.2.1."""
    return tuple(_part_order(part) for part in _PARTS.findall(ref)), ref


def _part_order(part: str) -> tuple[int, int, str]:
    if part[0] in "0123456789":
        digits = part.lstrip("0")
        return 0, len(digits), digits
    return 1, 0, part.casefold()
