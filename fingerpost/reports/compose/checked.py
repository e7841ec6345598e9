"""What the checks found, as a part of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, table
from fingerpost.reports.document import Text
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words
from fingerpost.rules.wording import Label, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.findings import Finding

_ORDER = tuple(Severity)


def findings_part(builder: Builder, findings: Sequence[Finding]) -> None:
    """Add the findings, the gravest first, with how many there are of each severity."""
    found = findings_table(findings)
    if found is None:
        return
    counts = [
        count_words(number, severity)
        for severity in _ORDER
        if (number := sum(each.severity is severity for each in findings))
    ]
    words = ", ".join(counts[:-1]) + " and " + counts[-1] if len(counts) > 1 else counts[0]
    builder.part(
        Part.FINDINGS,
        Text(f"{words}. An error is where the document contradicts itself or a rule."),
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
                cell("; ".join(each.places)),
                cell(each.message),
            )
            for each in sorted(findings, key=lambda each: _ORDER.index(each.severity))
        ),
        widths=(2, 2, 4, 10),
    )
