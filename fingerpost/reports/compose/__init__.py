"""From a draft or a snapshot to the document value that every renderer takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.draft_report import compose_draft
from fingerpost.reports.compose.snapshot_report import compose_snapshot
from fingerpost.rules.draft import Draft
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.document import Document
    from fingerpost.rules.findings import Finding
    from fingerpost.rules.scrutiny import AtIssue
    from fingerpost.rules.snapshot import Snapshot


class NothingToCompareWith(ValueError):
    """A previous snapshot was given beside a draft; a draft's figures are as published."""


def compose(
    record: Draft | Snapshot,
    *,
    previous: Snapshot | None = None,
    findings: Sequence[Finding] = (),
    requests: AtIssue | None = None,
    closed_digest: str | None = None,
) -> Document:
    """The report of a record, with the findings of the checks where any are given.

    From a draft everything is as printed in its source and nothing is invented; from a snapshot the
    contents are those of rules: Exceptions and the exception report. `previous` is the snapshot of the
    period before, for movement; it is refused beside a draft. `requests` are what Members
    asked, as at issue; None where they are not known, as from a file. `closed_digest` is printed as that of
    the closed record, where the snapshot given is what is public of it.
    """
    if isinstance(record, Draft):
        if previous is not None:
            raise NothingToCompareWith(
                said("A draft cannot be compared with the period before; give a snapshot.")
            )
        return compose_draft(record, findings)
    return compose_snapshot(record, previous, findings, requests, closed_digest)
