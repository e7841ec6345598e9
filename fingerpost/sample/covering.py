"""The covering reports of the sample council: January's issued, February's in sign-off with a part still unsigned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.committee.front import front_of
from fingerpost.committee.models import CommitteeReport
from fingerpost.committee.operations.appendices import NewFile, add_appendix
from fingerpost.committee.operations.approving import approve_report, send_for_sign_off
from fingerpost.committee.operations.consulting import add_consultee, edit_consultee
from fingerpost.committee.operations.issuing import issue_report
from fingerpost.committee.operations.parts import ToSign, edit_part, give_part, sign_together
from fingerpost.committee.operations.reports import edit_front, start_month_report
from fingerpost.committee.rights import sign_right
from fingerpost.hearings.operations.agenda import put_before
from fingerpost.monitoring.models import Period
from fingerpost.reports.document import Document, Text
from fingerpost.reports.renderers.pdf import render_pdf
from fingerpost.sample.council.covering import (
    CONSULTED,
    DECISION,
    PAPERS,
    PARTS,
    READING,
    READING_TITLE,
    UNSIGNED,
    WARDS,
)
from fingerpost.sample.council.life import LAST_CLOSED
from fingerpost.sample.council.people import COUNCIL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Plan
    from fingerpost.rules.months import Month

SCRUTINY = "Overview and Scrutiny Committee"
MEETINGS = {
    LAST_CLOSED + -1: ((SCRUTINY, date(2026, 2, 24)),),
    LAST_CLOSED: ((SCRUTINY, date(2026, 4, 21)), ("Cabinet", date(2026, 4, 22))),
}
"""Before which meetings the report of each month goes."""

LONDON = ZoneInfo("Europe/London")
ISSUED, IN_HAND = LAST_CLOSED + -1, LAST_CLOSED


class Covering:
    """How the covering reports of a plan came about."""

    def __init__(
        self, plan: Plan, people: Mapping[str, Person], meetings: Mapping[tuple[str, date], Meeting]
    ) -> None:
        self.plan = plan
        self.people = people
        self.meetings = meetings
        self.officer = people["EL"]
        self.solicitor = people["ED"]

    def happenings(self) -> Iterator[tuple[datetime, Callable[[datetime], object]]]:
        """Everything, each at its moment."""
        for month in (ISSUED, IN_HAND):
            yield _after(month, 10), self._starting(month)
            yield _after(month, 12), self._writing(month)
            yield _after(month, 13), self._signing(month)
        yield _after(ISSUED, 16), self._approving
        yield _after(ISSUED, 17), self._issuing

    def _report(self, month: Month) -> CommitteeReport:
        rows = CommitteeReport.objects.select_related("officer", "portfolio_holder", "contact")
        return rows.get(plan=self.plan, period__first=month)

    def _starting(self, month: Month) -> Callable[[datetime], None]:
        def start(at: datetime) -> None:
            period = Period.objects.get(plan=self.plan, first=month)
            report = start_month_report(period=period, by=self.officer, at=at)
            if month == ISSUED:
                for key, written in PARTS.items():
                    owner = self.people[written.owner]
                    give_part(part=report.parts.get(key=key), owner=owner, by=self.officer, at=at)
                front = replace(
                    front_of(report),
                    portfolio_holder=self.people["WD"],
                    officer=self.people["KA"],
                    wards=WARDS,
                    decision_type=DECISION,
                    background_papers=PAPERS,
                    telephone="01632 960 118",
                )
                edit_front(report=report, front=front, by=self.officer, at=at)
                add_appendix(
                    report=report, title=READING_TITLE, exempt=None, file=_reading(), by=self.officer, at=at
                )
            front = replace(front_of(self._report(month)), holder_consulted=True)
            edit_front(report=report, front=front, by=self.officer, at=at)
            for meeting in MEETINGS[month]:
                put_before(report=report, meeting=self.meetings[meeting], by=self.officer, at=at)

        return start

    def _writing(self, month: Month) -> Callable[[datetime], None]:
        def write(at: datetime) -> None:
            report = self._report(month)
            for part in report.parts.filter(key__in=PARTS, text="").select_related("owner"):
                edit_part(
                    part=part,
                    heading=part.heading,
                    text=PARTS[part.key].text,
                    exempt=None,
                    by=part.owner or self.officer,
                    at=at,
                )
            there = {each.name: each for each in report.consultees.all()}
            for name, answer in CONSULTED:
                row = there.get(name) or add_consultee(
                    report=report, name=name, consulted_on=at.date(), answer="", by=self.officer, at=at
                )
                edit_consultee(
                    consultee=row, name=name, consulted_on=at.date(), answer=answer, by=self.officer, at=at
                )
            send_for_sign_off(report=report, by=self.officer, at=at)

        return write

    def _signing(self, month: Month) -> Callable[[datetime], None]:
        def sign(at: datetime) -> None:
            left = frozenset() if month == ISSUED else frozenset({UNSIGNED})
            rows = self._report(month).parts.exclude(text="").exclude(key__in=left).select_related("owner")
            by_signatory: dict[Person, list[ToSign]] = {}
            for part in rows:
                by = self.solicitor if part.clearance else part.owner or self.officer
                by_signatory.setdefault(by, []).append(ToSign(part, sign_right(part)))
            for by, these in by_signatory.items():
                sign_together(these=these, by=by, at=at)

        return sign

    def _approving(self, at: datetime) -> None:
        approve_report(report=self._report(ISSUED), by=self.people["MT"], at=at)

    def _issuing(self, at: datetime) -> None:
        issue_report(report=self._report(ISSUED), by=self.officer, at=at)


def _reading() -> NewFile:
    """A page that helps Members to read the report, as the performance team hands it out."""
    page = Document(
        title=READING_TITLE,
        council=COUNCIL,
        language="en-GB",
        dated=ISSUED.last_day,
        blocks=tuple(Text(each) for each in READING),
        sheets=(),
    )
    return NewFile("reading-the-report.pdf", "application/pdf", render_pdf(page))


def _after(month: Month, day: int) -> datetime:
    """A working hour of a day in the month after, after the month was closed."""
    return datetime.combine((month + 1).first_day.replace(day=day), time(11), tzinfo=LONDON)
