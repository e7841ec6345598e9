"""What the checks found, as a part of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, table
from fingerpost.reports.document import Text
from fingerpost.rules.findings import Severity, gravest_first
from fingerpost.rules.labels import Label
from fingerpost.rules.numbers import count_words
from fingerpost.rules.said import said, together
from fingerpost.rules.wording import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.findings import Finding


def findings_part(builder: Builder, findings: Sequence[Finding]) -> None:
    """Add the findings, the gravest first, with how many there are of each severity."""
    found = findings_table(findings)
    if found is None:
        return
    builder.part(
        Part.FINDINGS,
        Text(
            said(
                "{severity_words}. An error is where the document contradicts itself or a rule.",
                severity_words=severity_words(findings),
            )
        ),
        found,
    )


def findings_table(findings: Sequence[Finding]) -> DocumentTable | None:
    """The findings in order of severity, as given within one; None where there are none."""
    return table(
        Part.FINDINGS,
        (Label.FINDING, Label.SEVERITY, Label.PLACES, Label.MESSAGE),
        (
            (
                cell(each.id),
                cell(each.severity.capitalize()),
                cell(together(each.places, "; ")),
                cell(each.message),
            )
            for each in gravest_first(findings)
        ),
        widths=(2, 2, 4, 10),
    )


def severity_words(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity: “2 errors, 1 warning and 3 notes”; nothing for none."""
    counts = [
        count_words(number, severity)
        for severity in Severity
        if (number := sum(each.severity is severity for each in findings))
    ]
    return " and ".join(filter(None, (together(counts[:-1], ", "), *counts[-1:])))
