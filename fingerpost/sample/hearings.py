"""What became of the sample council's reports at meetings: minutes, a decision called in, the forward plan, a list."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.circulation.files import of_committee
from fingerpost.circulation.operations import Wanted, add_list, circulate
from fingerpost.committee.models import CommitteeReport
from fingerpost.hearings.models import Hearing
from fingerpost.hearings.operations.agenda import edit_hearing
from fingerpost.hearings.operations.call_in import call_in
from fingerpost.hearings.operations.forward_plan import Entry, add_entry, publish_entry, withdraw_entry
from fingerpost.hearings.operations.minutes import record_minute
from fingerpost.hearings.recommended import recommended, resolution
from fingerpost.hearings.values import Minute
from fingerpost.meetings.operations import keep_meeting_rules, publish_agenda, publish_decisions
from fingerpost.rules.changes import RequestState
from fingerpost.rules.meetings.bodies import Outcome
from fingerpost.rules.meetings.deadlines import MeetingRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Plan

LONDON = ZoneInfo("Europe/London")
SCRUTINY = "Overview and Scrutiny Committee"
HEARD = (SCRUTINY, date(2026, 2, 24))
DECIDED = ("Cabinet", date(2026, 3, 18))
CALLED_TO = (SCRUTINY, date(2026, 4, 21))
NEXT = ("Cabinet", date(2026, 4, 22))
PAY = "20.1.2"
"""The action whose new date Cabinet approved, and whose decision is called in."""

TIMES = {
    "Cabinet": (time(18), "Council Chamber, Harrowmere House"),
    SCRUTINY: (time(18, 30), "Committee Room 1, Harrowmere House"),
    "Corporate Management Team": (time(9, 30), "Room 4, Harrowmere House"),
}
"""When and where each body meets."""


class Heard:
    """How the covering report of January went through its meetings, and what is to come."""

    def __init__(
        self, plan: Plan, people: Mapping[str, Person], meetings: Mapping[tuple[str, date], Meeting]
    ) -> None:
        self.plan = plan
        self.people = people
        self.meetings = meetings
        self.clerk = people["WH"]

    def happenings(self) -> Iterator[tuple[datetime, Callable[[datetime], object]]]:
        """Everything, each at its moment."""
        yield _at(2025, 9, 1, 10), self._rules
        yield _at(2026, 1, 6, 10), self._list
        yield _at(2026, 2, 17, 14), self._agenda_of_the_board
        yield _at(2026, 2, 17, 15), self._sending
        yield _at(2026, 2, 25, 10), self._minute_of_the_board
        yield _at(2026, 3, 2, 15), self._request_added
        yield _at(2026, 3, 10, 12), self._agenda_of_cabinet
        yield _at(2026, 3, 19, 10), self._minute_of_cabinet
        yield _at(2026, 3, 20, 9), self._decisions
        yield _at(2026, 3, 20, 11), self._forward_plan
        yield _at(2026, 3, 25, 16), self._called_in

    def _rules(self, at: datetime) -> None:
        keep_meeting_rules(
            council=self.plan.council, rules=MeetingRules(), confirmed=True, by=self.clerk, at=at
        )

    def _list(self, at: datetime) -> None:
        on_it = [self.people[each] for each in ("RK", "JM", "WD", "KA", "WH")]
        wanted = Wanted(
            SCRUTINY,
            people=on_it,
            outside=[("The Harrowmere Mercury", "newsdesk@mercury.example")],
            body=self.meetings[HEARD].body,
            plan=self.plan,
        )
        self.list = add_list(council=self.plan.council, wanted=wanted, by=self.clerk, at=at)

    def _sending(self, at: datetime) -> None:
        report = CommitteeReport.objects.select_related("plan__council").get(
            pk=self._hearing(HEARD).report_id
        )
        circulate(
            to_send=of_committee(report),
            to=self.list,
            formats=["pdf"],
            subject="Improvement Plan in January: report to the committee on 24 February",
            words="Here is the report for your meeting on Tuesday.",
            by=self.clerk,
            at=at,
        )

    def _hearing(self, meeting: tuple[str, date]) -> Hearing:
        return Hearing.objects.select_related("meeting__body").get(meeting=self.meetings[meeting])

    def _agenda_of_the_board(self, at: datetime) -> None:
        publish_agenda(
            meeting=self.meetings[HEARD],
            on=at.date(),
            why="The report was issued a day late; the Chairman agreed that it cannot wait until April.",
            by=self.clerk,
            at=at,
        )

    def _agenda_of_cabinet(self, at: datetime) -> None:
        publish_agenda(meeting=self.meetings[DECIDED], on=at.date(), by=self.clerk, at=at)

    def _minute_of_the_board(self, at: datetime) -> None:
        hearing = self._hearing(HEARD)
        minute = Minute(
            outcome=Outcome.REFERRED,
            resolution=f"{resolution(hearing)}\nThe report is referred to Cabinet, whose reasons for any new date "
            "are to be reported back.",
            reference="OSC 12/26",
            follows="The Head of Policy reports Cabinet’s reasons on 21 April.",
            next_meeting=self.meetings[DECIDED],
        )
        record_minute(hearing=hearing, minute=minute, by=self.clerk, at=at)
        publish_decisions(meeting=self.meetings[HEARD], on=at.date(), by=self.clerk, at=at)

    def _request_added(self, at: datetime) -> None:
        """The new date of the pay line goes to Cabinet with the report."""
        hearing = self._hearing(DECIDED)
        asked = self.plan.change_requests.get(asked__ref=PAY, state=RequestState.SUBMITTED)
        edit_hearing(
            hearing=hearing,
            recommendation=f"{recommended(hearing)}\nthe new date of action {PAY} is approved",
            requests=[asked],
            by=self.people["EL"],
            at=at,
        )

    def _minute_of_cabinet(self, at: datetime) -> None:
        hearing = self._hearing(DECIDED)
        minute = Minute(
            outcome=Outcome.AMENDED,
            resolution=f"{hearing.recommendation}, and the Head of Human Resources reports on it every month",
            reference="118/26",
            approved=list(hearing.requests.all()),
            follows="The Head of Human Resources reports to Cabinet from April.",
        )
        record_minute(hearing=hearing, minute=minute, by=self.clerk, at=at)

    def _decisions(self, at: datetime) -> None:
        publish_decisions(meeting=self.meetings[DECIDED], on=at.date(), by=self.clerk, at=at)

    def _called_in(self, at: datetime) -> None:
        call_in(
            hearing=self._hearing(DECIDED),
            on=at.date(),
            by_whom="Councillors Ruth Kestle and Jonas Merribank",
            why="Cabinet was not told how much is set aside for back pay if the pay line comes in June.",
            meeting=self.meetings[CALLED_TO],
            by=self.clerk,
            at=at,
        )

    def _forward_plan(self, at: datetime) -> None:
        cabinet = self.meetings[NEXT]
        contact = self.people["KA"]
        chargers = Entry(
            "Contract for charging points in six car parks",
            cabinet.body,
            cabinet.day,
            self.people["GM"],
            about="To let the contract for which tenders were received in February.",
            meeting=cabinet,
            key=True,
            key_why="It spends £410,000 and has effects in five wards.",
            private_why="The tenders hold what firms told us in confidence (Schedule 12A, Part 1, paragraph 3).",
            documents="Report of the Head of Environment; tender evaluation (exempt)",
        )
        made = add_entry(council=self.plan.council, entry=chargers, by=self.clerk, at=at)
        publish_entry(planned=made, on=at.date(), by=self.clerk, at=at)
        monthly = Entry(
            "Improvement Plan: report for February 2026", cabinet.body, cabinet.day, contact, meeting=cabinet
        )
        publish_entry(
            planned=add_entry(council=self.plan.council, entry=monthly, by=self.clerk, at=at),
            on=at.date(),
            by=self.clerk,
            at=at,
        )
        depot = Entry("Lease of the Brindlow depot", cabinet.body, date(2026, 5, 20), self.people["CW"])
        withdrawn = add_entry(council=self.plan.council, entry=depot, by=self.clerk, at=at)
        withdraw_entry(
            planned=withdrawn, why="The landlord has renewed the lease unchanged.", by=self.clerk, at=at
        )


def _at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)
