"""Our words in StratML files: what descriptors, roles and lines of further information are called.

The standard leaves these to whoever writes a file. They are promises: our reader, and other people's programs, know a
value by them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Described(StrEnum):
    """The names of descriptors of an action's results."""

    ORIGINAL = "Original date"
    APPROVED = "Approved date"
    CURRENT = "Current date"
    STATUS = "Status"
    CLASS = "Class"
    EXPECTED = "Expected date"
    COMPLETED = "Completed"
    REASON = "Reason for slippage"
    CORRECTIVE = "Corrective action"
    COMMENT = "Comment"


class RoleName(StrEnum):
    """The roles of stakeholders."""

    LEAD = "Lead"
    SERVICE = "Service"
    HEAD = "Head of service"
    PORTFOLIO = "Portfolio holder"
    OUTSIDE = "Outside body"


class Line(StrEnum):
    """What begins a line of further information; a colon and the value follow."""

    CODE = "Code"
    LEVEL = "Level"
    PART_OF = "Part of"
    RISKS = "Corporate risks"
    RISK = "Corporate risk"
    PROGRAMMED = "Programmed months"
    PRIORITY = "Priority"
    RESOURCES = "Resources"
    WAITS_FOR = "Waits for"
    ONGOING = "Ongoing"
    PERIOD = "Period"
    VERSION = "Version"
    CORRECTION = "Correction"
    CLOSED_ON = "Closed on"
    DIGEST = "Digest"
    FIGURES = "Figures"
    LICENCE = "Licence"


DIMENSION = "Completion by its date"
"""The measurement dimension of an action's indicator."""
UNIT = "Date and status in words"
EDTF = "EDTF "
"""What begins the description of a date that is not one day: its EDTF value follows."""


def lines_of(text: str | None) -> dict[str, str]:
    """The lines of further information that we know, by what begins them; of several alike the last."""
    return dict(_known(text))


def all_lines(text: str | None, line: Line) -> tuple[str, ...]:
    """Every line that begins so, in order."""
    return tuple(value for name, value in _known(text) if name == line)


def without_lines(text: str | None) -> str | None:
    """Further information without the lines that we know; None where nothing else is said."""
    kept = [each for each in (text or "").splitlines() if each.strip() and not lines_of(each)]
    return "\n".join(each.strip() for each in kept) or None


def _known(text: str | None) -> Iterator[tuple[str, str]]:
    for line in (text or "").splitlines():
        name, colon, value = line.strip().partition(": ")
        if colon and name in _LINES:
            yield name, value.strip()


_LINES = frozenset(str(each) for each in Line)
