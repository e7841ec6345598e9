"""What a reader or a check reports: one sentence for people, its places and its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fingerpost.rules.said import said


class Severity(StrEnum):
    """How much a finding weighs: an error is where the record contradicts itself or a rule."""

    ERROR = said("error")
    WARNING = said("warning")
    NOTE = said("note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, true when read beside the document.

    `id` names the check that found it, `places` say where in words ("paragraph 2.2", "line 57"),
    `values` hold what was compared, as text or whole numbers.
    """

    id: str
    severity: Severity
    places: tuple[str, ...]
    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by severity, errors first; those of one severity in the order given."""
    order = tuple(Severity)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))
