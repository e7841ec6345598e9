"""The sample council publishes its closed months: each about a week after Cabinet has had its report."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.committee.models import CommitteeReport, ReportState
from fingerpost.issuing.models import Report
from fingerpost.issuing.operations import issue_report
from fingerpost.monitoring.models import Period
from fingerpost.people.models import Person
from fingerpost.publication.operations import publish_report, withdraw_file
from fingerpost.publication.papers import publish_paper
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Collection

    from fingerpost.people.models import Council

LONDON = ZoneInfo("Europe/London")
_ISSUED, _PUBLISHED = 11, 18
"""Days of the month after, at nine and at noon."""
_WITHDRAWN = Month(2026, 1)
_WHY = "Its document properties named a bidder. The other files of the month say the same and are unchanged."


def publish_all(council: Council) -> None:
    """Publish the closed months of the council, and the reports to committees that it has issued."""
    publish_months(council)
    officer = Person.objects.get(council=council, initials="EL")
    issued = CommitteeReport.objects.filter(plan__council=council, state=ReportState.ISSUED)
    for each in issued.exclude(issued_at=None).order_by("issued_at"):
        assert each.issued_at is not None
        publish_paper(paper=each, by=officer, at=each.issued_at + timedelta(days=1))


def publish_months(council: Council, *, months: Collection[Month] | None = None) -> None:
    """Issue and publish the closed months of the council, or these of them; of one a file is withdrawn afterwards."""
    officer = Person.objects.get(council=council, initials="EL")
    closed = Period.objects.filter(plan__council=council).exclude(closed_at=None).order_by("first")
    for period in closed:
        if months is not None and period.last not in months:
            continue
        after = (period.last + 1).first_day
        issued_at = datetime.combine(after.replace(day=_ISSUED), time(9), tzinfo=LONDON)
        report = Report.objects.filter(snapshot__period=period).first() or issue_report(
            period=period, by=officer, at=issued_at
        )
        published_at = datetime.combine(after.replace(day=_PUBLISHED), time(12), tzinfo=LONDON)
        made = publish_report(report=report, by=officer, at=published_at)
        if period.last == _WITHDRAWN:
            file = made.files.get(format="docx")
            withdraw_file(file=file, why=_WHY, by=officer, at=published_at.replace(day=_PUBLISHED + 1))
