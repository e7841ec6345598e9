"""Where each finding on a month is mended: the page that its places lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from fingerpost.monitoring.closing import key_of
from fingerpost.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping


_ACTION = re.compile(r"action (\S+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the key under which a reason for it is given, and the links to what it speaks of."""

    finding: Finding
    key: str
    links: tuple[tuple[str, str], ...]


def shown(finding: Finding, keys: Mapping[str, int], council: str) -> Shown:
    """A finding with its links; `keys` are those of the plan's actions by ref."""
    links = []
    for place in finding.places:
        match = _ACTION.fullmatch(place)
        if match is not None and match[1] in keys:
            address = reverse("monitoring:update", kwargs={"council": council, "pk": keys[match[1]]})
            links.append((place, address))
    return Shown(finding, key_of(finding), tuple(links))
