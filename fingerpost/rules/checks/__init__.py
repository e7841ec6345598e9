"""The checks: numbered, pure, all findings at once (rules: Checks)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.checks.registry import Check, Description, described
from fingerpost.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from fingerpost.rules.draft import Draft

DOCUMENT_CHECKS: tuple[Check[Draft], ...] = ()

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_document(draft: Draft) -> tuple[Finding, ...]:
    """Everything that the document checks find, errors first, then by subject, then in document order.

    The reader's own findings are in the draft already and are not repeated here.
    """
    found = [finding for each in DOCUMENT_CHECKS for finding in each(draft)]
    return tuple(sorted(found, key=lambda finding: _WEIGHT[finding.severity]))


def all_checks() -> tuple[Description, ...]:
    """What every finding's id means: document checks, month checks, and the readers' where imported."""
    return described()
