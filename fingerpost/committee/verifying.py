"""The digests that the files of issued committee reports print, worked out anew from what is kept."""

from __future__ import annotations

from fingerpost.committee.models import CommitteeReport
from fingerpost.committee.values import frozen_choices
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.committee.naming import report_for_the_public
from fingerpost.rules.committee.report import digest, public_version, report_from_json


def digests_of_reports() -> dict[str, CommitteeReport]:
    """Every digest of an issued report, of its public version, and of the draft plan on which one rests.

    A report whose kept value was altered has other digests than those that were printed in its files.
    """
    found = {}
    for report in CommitteeReport.objects.exclude(json="").select_related("plan__council"):
        value = report_from_json(report.json)
        choices = frozen_choices(report)
        public = value if choices is None else report_for_the_public(value, choices)
        for each in (digest(value), digest(public_version(public)), sha256_of(report.record.encode())):
            found[each] = report
    return found
