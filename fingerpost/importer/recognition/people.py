"""Who stands in a cell: initials, names or posts, one or several."""

from __future__ import annotations

import re

_POSTS = re.compile(
    r"\b(?:head|director|manager|officer|leader|chief|service|services|team|assistant|deputy|portfolio|housing|"
    r"finance|planning|leisure|environment|policy|council|development|resources)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s*(?:;|\n|\s/\s|(?<=[A-Z])/(?=[A-Z]{1,4}\b)|\+|(?<=[a-z]),(?=[A-Z]))\s*")
_WEAK = re.compile(r"\s*(?:,|(?<![A-Z])&|&(?![A-Z])|(?<=[A-Z]{2})&(?=[A-Z]{2})|\band\b|/)\s*")
"""What parts people where nothing says that it is a post; "L&D" is one team and "PS&AC" are two people."""


def people_of(text: str | None) -> tuple[str, ...]:
    """The people that a cell names, as printed: "PS/AC" is two, "Head of Housing and Planning" is one."""
    if not text or not text.strip(" -–—"):
        return ()
    people: list[str] = []
    for part in _STRONG.split(text.strip()):
        if not part:
            continue
        if _POSTS.search(part):
            people.append(part)
        else:
            people.extend(each for each in _WEAK.split(part) if each)
    return tuple(dict.fromkeys(each.strip(" ,;") for each in people if each.strip(" ,;")))
