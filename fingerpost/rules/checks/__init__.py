"""The checks: numbered, pure, all findings at once (rules: Checks)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.checks.blocks import BLOCK_CHECKS
from fingerpost.rules.checks.cross_references import CROSS_REFERENCE_CHECKS
from fingerpost.rules.checks.definitions import DEFINITION_CHECKS
from fingerpost.rules.checks.figures import FIGURES_CHECKS
from fingerpost.rules.checks.month import MONTH_CHECKS as MONTH_CHECKS
from fingerpost.rules.checks.month import check_month as check_month
from fingerpost.rules.checks.outside import DATE_CHECKS
from fingerpost.rules.checks.periods import PERIOD_CHECKS
from fingerpost.rules.checks.references import REFERENCE_CHECKS
from fingerpost.rules.checks.registry import Check, Description, described
from fingerpost.rules.checks.risks import RISK_CHECKS
from fingerpost.rules.checks.tenses import TENSE_CHECKS
from fingerpost.rules.checks.tracker import TRACKER_CHECKS
from fingerpost.rules.draft import Draft
from fingerpost.rules.findings import Finding, gravest_first

if TYPE_CHECKING:
    from fingerpost.rules.snapshot import Snapshot

DOCUMENT_CHECKS: tuple[Check[Draft], ...] = (
    *FIGURES_CHECKS,
    *DEFINITION_CHECKS,
    *REFERENCE_CHECKS,
    *BLOCK_CHECKS,
    *DATE_CHECKS,
    *TENSE_CHECKS,
    *PERIOD_CHECKS,
    *CROSS_REFERENCE_CHECKS,
    *RISK_CHECKS,
    *TRACKER_CHECKS,
)


def check_document(draft: Draft) -> tuple[Finding, ...]:
    """Everything that the document checks find, errors first, then by subject, then in document order.

    The reader's own findings are in the draft already and are not repeated here.
    """
    return gravest_first(finding for each in DOCUMENT_CHECKS for finding in each(draft))


def check_record(record: Draft | Snapshot) -> tuple[Finding, ...]:
    """Everything that is known to be wrong with a record: what its reader found and what the checks find.

    Sorted as by `check_document`, the reader's findings first within each severity. A snapshot was checked
    before its month closed, so nothing is found in it.
    """
    if not isinstance(record, Draft):
        return ()
    return gravest_first((*record.findings, *check_document(record)))


def all_checks() -> tuple[Description, ...]:
    """What every finding's id means: document checks, month checks, and the readers' where imported."""
    return described()
