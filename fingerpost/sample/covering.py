"""The covering reports of the sample council: January's issued, February's in sign-off with a part still unsigned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.committee.front import front_of
from fingerpost.committee.models import CommitteeReport
from fingerpost.committee.operations.approving import approve_report, send_for_sign_off
from fingerpost.committee.operations.consulting import add_consultee, edit_consultee
from fingerpost.committee.operations.issuing import issue_report
from fingerpost.committee.operations.parts import edit_part, give_part, sign_off
from fingerpost.committee.operations.reports import edit_front, start_month_report
from fingerpost.committee.rights import sign_right
from fingerpost.monitoring.models import Period
from fingerpost.sample.council.covering import CONSULTED, DECISION, PAPERS, PARTS, UNSIGNED, WARDS
from fingerpost.sample.council.life import LAST_CLOSED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Plan
    from fingerpost.rules.months import Month

LONDON = ZoneInfo("Europe/London")
ISSUED, IN_HAND = LAST_CLOSED + -1, LAST_CLOSED


class Covering:
    """How the covering reports of a plan came about."""

    def __init__(self, plan: Plan, people: Mapping[str, Person]) -> None:
        self.plan = plan
        self.people = people
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
            front = replace(front_of(self._report(month)), holder_consulted=True)
            edit_front(report=report, front=front, by=self.officer, at=at)

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
            left: Collection[str] = () if month == ISSUED else (UNSIGNED,)
            for part in self._report(month).parts.exclude(text="").select_related("owner"):
                if part.key not in left:
                    by = self.solicitor if part.clearance else part.owner or self.officer
                    sign_off(part=part, under=sign_right(part), by=by, at=at)

        return sign

    def _approving(self, at: datetime) -> None:
        approve_report(report=self._report(ISSUED), by=self.people["MT"], at=at)

    def _issuing(self, at: datetime) -> None:
        issue_report(report=self._report(ISSUED), by=self.officer, at=at)


def _after(month: Month, day: int) -> datetime:
    """A working hour of a day in the month after, after the month was closed."""
    return datetime.combine((month + 1).first_day.replace(day=day), time(11), tzinfo=LONDON)
