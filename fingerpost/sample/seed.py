"""The sample council in the database: founded, and its year lived through the operations of the application.

Eight months are closed, with the very digests of `sample.council.snapshots()`; March 2026 is open and half
updated, with requests that nobody has decided. The clock of the demonstration stands at `NOW`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fingerpost.changes.operations.asking import ask
from fingerpost.changes.operations.deciding import approve, reject
from fingerpost.changes.values import ProposedAction, Wanted, at_meeting
from fingerpost.meetings.operations import add_body, add_meeting
from fingerpost.monitoring.closing import NotAccepted, close_period, key_of
from fingerpost.monitoring.models import Period, Update, UpdateState
from fingerpost.monitoring.operations.periods import open_period
from fingerpost.monitoring.operations.review import accept_all, agree, send_back
from fingerpost.monitoring.operations.updates import save_draft, send_update
from fingerpost.people.council_settings import CouncilSettings, SecondFactor
from fingerpost.people.models import Council, Person, Service, User
from fingerpost.people.operations.council import change_settings, found_council
from fingerpost.people.operations.persons import add_person, edit_person
from fingerpost.people.operations.services import add_service, edit_service
from fingerpost.plans.operations.decided import amend_action, reach_milestone
from fingerpost.plans.values import added_by
from fingerpost.rules import months, updates
from fingerpost.rules.changes import RequestState
from fingerpost.rules.decisions import Authority, ChangeKind, ReasonCode
from fingerpost.rules.meetings.working_days import SATURDAY
from fingerpost.rules.months import Month
from fingerpost.sample.council.changes import CHANGES, REQUESTS
from fingerpost.sample.council.life import AUTHORITIES, LAST_CLOSED, updates_of, when
from fingerpost.sample.council.people import COUNCIL, MEMBERS, OFFICERS, SERVICES
from fingerpost.sample.council.plan import PlannedAction, months_of, plan_data
from fingerpost.sample.council.year import year_data
from fingerpost.sample.covering import Covering
from fingerpost.sample.drafted import drafted_plan
from fingerpost.sample.hearings import TIMES, Heard
from fingerpost.sample.programs import Programs
from fingerpost.sample.roles import HEADS, STAFF, email_of, roles_of
from fingerpost.sample.scrutiny import Members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fingerpost.meetings.models import Meeting
    from fingerpost.plans.models import Action, Plan
    from fingerpost.sample.council.changes import Asked

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 4, 2, 10, tzinfo=LONDON)
"""The moment at which the demonstration stands: March 2026 is over, and its updates are coming in."""

SLUG = "harrowmere"
PASSWORD = "a fingerpost at every junction"  # noqa: S105  # of invented people, printed by `make demo`
FOUNDED = datetime(2025, 5, 6, 9, tzinfo=LONDON)
_ACCEPTED = "Known to the performance team, and told to the Corporate Management Team."
_TO_COME = (
    ("Cabinet", date(2026, 3, 18)),
    ("Overview and Scrutiny Committee", date(2026, 4, 21)),
    ("Cabinet", date(2026, 4, 22)),
)


class Event(NamedTuple):
    """Something that happens at a moment."""

    at: datetime
    do: Callable[[datetime], object]


@transaction.atomic
def seed(*, slug: str = SLUG) -> Council:
    """Found Harrowmere District Council and live its year up to `NOW`. Refuses a short name that is taken."""
    council, people = _council(slug)
    _let_in(council)
    plan = drafted_plan(council, people, by=people["EL"], at=FOUNDED)
    life = _Life(plan, people, _meetings(council, people["WH"]))
    members = Members(plan, people, life.meetings)
    covering = Covering(plan, people, life.meetings)
    heard = Heard(plan, people, life.meetings)
    others = (members, covering, heard, Programs(people))
    happenings = (Event(at, do) for each in others for at, do in each.happenings())
    for event in sorted((*life.events(), *happenings), key=lambda each: each.at):
        event.do(event.at)
    return council


def _council(slug: str) -> tuple[Council, dict[str, Person]]:
    administrator, *others = STAFF
    founder = found_council(
        slug=slug,
        name=COUNCIL,
        administrator=administrator.name,
        email=email_of(administrator.name),
        at=FOUNDED,
    )
    council = change_settings(
        council=founder.council,
        name=COUNCIL,
        colour=founder.council.colour,
        chosen=CouncilSettings(second_factor=SecondFactor.NOBODY),
        by=founder,
        at=FOUNDED,
    )
    services = {
        code: add_service(council=council, code=code, name=name, by=founder, at=FOUNDED)
        for code, name in SERVICES.items()
    }
    founder = edit_person(
        person=founder,
        name=founder.name,
        email=founder.email,
        initials=administrator.initials,
        post=administrator.post,
        service=services[administrator.service],
        by=founder,
        at=FOUNDED,
    )
    people = {administrator.initials: founder}
    for officer in (*OFFICERS, *others):
        people[officer.initials] = add_person(
            council=council,
            name=officer.name,
            email=email_of(officer.name),
            initials=officer.initials,
            post=officer.post,
            service=services[officer.service],
            roles=roles_of(officer.initials),
            by=founder,
            at=FOUNDED,
        )
    for member in MEMBERS:
        people[member.initials] = add_person(
            council=council,
            name=member.name,
            email=email_of(member.name),
            initials=member.initials,
            post="" if member.portfolio else "Councillor",
            portfolio=member.portfolio or "",
            roles=roles_of(member.initials),
            by=founder,
            at=FOUNDED,
        )
    for code, head in HEADS.items():
        edit_service(
            service=services[code], code=code, name=SERVICES[code], head=people[head], by=founder, at=FOUNDED
        )
    _know_their_services(people, council)
    return council, people


def _know_their_services(people: dict[str, Person], council: Council) -> None:
    """Read everybody anew, so that nobody holds a service without its head."""
    services = {each.pk: each for each in Service.objects.filter(council=council)}
    for person in people.values():
        if person.service_id is not None:
            person.service = services[person.service_id]


def _let_in(council: Council) -> None:
    """Give every account the password of the demonstration. Elsewhere people set their own, by a link."""
    User.objects.filter(people__council=council).update(password=make_password(PASSWORD))


def _meetings(council: Council, by: Person) -> dict[tuple[str, date], Meeting]:
    bodies = {
        name: add_body(council=council, name=name, authority=authority, by=by, at=FOUNDED)
        for name, authority in (*AUTHORITIES.items(), ("Overview and Scrutiny Committee", None))
    }
    days = {(each.decided.by, each.decided.on) for each in CHANGES if each.decided is not None}
    days |= {(each.meeting, each.on) for each in REQUESTS} | set(_TO_COME)
    meetings = {}
    for body, day in sorted(days):
        starts_at, place = TIMES[body]
        meetings[body, day] = add_meeting(
            body=bodies[body], day=day, starts_at=starts_at, place=place, by=by, at=FOUNDED
        )
    return meetings


class _Life:
    """What happened to the plan, as events in time."""

    def __init__(
        self, plan: Plan, people: dict[str, Person], meetings: dict[tuple[str, date], Meeting]
    ) -> None:
        self.plan = plan
        self.people = people
        self.meetings = meetings
        self.officer = people["EL"]
        self.actions = {each.ref: each for each in plan.actions.prefetch_related("milestones")}
        self.periods: dict[Month, Period] = {}

    def events(self) -> Iterator[Event]:
        """Everything that happened up to `NOW`, in no order."""
        for month_data in year_data():
            month = month_data.month
            yield Event(_moment(month.first_day.replace(day=20), 9), self._opening(month))
            if month <= LAST_CLOSED:
                after = (month + 1).first_day
                yield Event(_moment(after.replace(day=6), 14), self._accepting(month))
                yield Event(_moment(after.replace(day=9), 15), self._closing(month))
        for asked in CHANGES:
            yield from self._change(asked)
        for planned in plan_data().actions:
            yield from self._milestones(planned)
            yield from self._updates(planned)
        yield Event(NOW.replace(hour=9, minute=20), self._questions)
        yield Event(NOW.replace(hour=9, minute=30), self._half_typed)

    def _opening(self, month: Month) -> Callable[[datetime], None]:
        def open_it(at: datetime) -> None:
            period = months.Period(month, month)
            due_on, close_on = _weekday_after(month, 5), _weekday_after(month, 7)
            self.periods[month] = open_period(
                plan=self.plan, period=period, due_on=due_on, close_on=close_on, by=self.officer, at=at
            )

        return open_it

    def _accepting(self, month: Month) -> Callable[[datetime], None]:
        def accept_them(at: datetime) -> None:
            sent = Update.objects.filter(period=self.periods[month], state=UpdateState.SENT)
            accept_all(updates=sent, by=self.officer, at=at)

        return accept_them

    def _closing(self, month: Month) -> Callable[[datetime], None]:
        def close_it(at: datetime) -> None:
            period = self.periods[month]
            try:
                close_period(period=period, by=self.officer, at=at)
            except NotAccepted as refusal:
                accepted = {key_of(each): _ACCEPTED for each in refusal.findings}
                close_period(period=period, by=self.officer, at=at, accepted=accepted)

        return close_it

    def _change(self, asked: Asked) -> Iterator[Event]:
        def decide(at: datetime) -> None:
            assert asked.decided is not None
            request = self.plan.change_requests.get(
                asked__ref=asked.ref, kind=asked.kind, state=RequestState.SUBMITTED
            )
            ruling = at_meeting(self.meetings[asked.decided.by, asked.decided.on], asked.decided.minute)
            by = self.people["WH"] if ruling.authority is Authority.CABINET else self.officer
            if not asked.decided.approved:
                reject(request=request, ruling=ruling, by=by, at=at)
                return
            decided = approve(request=request, ruling=ruling, by=by, at=at)
            if asked.kind == ChangeKind.ADD and decided.action is not None:
                self._complete(decided.action, by=by, at=at)

        yield Event(_moment(asked.on, 11), lambda at: self._ask(asked, at))
        if asked.decided is not None:
            yield Event(_moment(asked.decided.on, 17), decide)

    def _ask(self, asked: Asked, at: datetime) -> None:
        """Draft and submit a request, in the words of the data."""
        kind = ChangeKind(asked.kind)
        planned = plan_data().action(asked.ref)
        suspended = kind is ChangeKind.SUSPEND
        wanted = Wanted(
            kind=kind,
            reason=ReasonCode(asked.reason),
            why=asked.why,
            to_date=when(asked.to) if asked.to and not suspended else None,
            months=months_of(asked.months) if asked.months else (),
            review_month=Month.parse(asked.to) if asked.to and suspended else None,
            leads=[self.people[asked.lead]] if asked.lead else (),
            new_actions=[self._proposed(planned)] if kind is ChangeKind.ADD else (),
        )
        ask(
            plan=self.plan,
            action=None if kind is ChangeKind.ADD else self.actions[asked.ref],
            wanted=wanted,
            by=self.people[asked.by],
            at=at,
            and_submit=True,
        )

    def _proposed(self, planned: PlannedAction) -> ProposedAction:
        return ProposedAction(
            section=self.plan.sections.get(code=planned.deliverable),
            ref=planned.ref,
            title=planned.title,
            programmed=planned.months,
            lead=self.people[planned.leads[0]],
            resources=planned.resources,
        )

    def _complete(self, action: Action, *, by: Person, at: datetime) -> None:
        """What the minute says of a new action beyond the request: its priority and everybody who leads."""
        planned = plan_data().action(action.ref)
        decision = added_by(action)
        assert decision is not None
        self.actions[action.ref] = amend_action(
            action=action,
            priority=planned.priority,
            leads=[self.people[each] for each in planned.leads],
            decision=decision,
            by=by,
            at=at,
        )

    def _milestones(self, planned: PlannedAction) -> Iterator[Event]:
        """Each step on the day it was reached; one of a month's first days is recorded once the month before is closed."""
        for place, each in enumerate(planned.milestones):
            if each.reached is not None:
                day = max(each.reached, each.reached.replace(day=_CLOSING_DAY))
                yield Event(_moment(day, 17), self._reaching(planned, place, each.reached))

    def _reaching(self, planned: PlannedAction, place: int, on: date) -> Callable[[datetime], None]:
        def reach_it(at: datetime) -> None:
            milestone = self.actions[planned.ref].milestones.get(place=place)
            reach_milestone(milestone=milestone, completed_on=on, by=self.people[planned.leads[0]], at=at)

        return reach_it

    def _updates(self, planned: PlannedAction) -> Iterator[Event]:
        """Each update on the day it was sent; a status better than the dates give is agreed the day after the last."""
        for content in updates_of(planned):
            assert content.sent_on is not None
            at = min(_moment(content.sent_on, 9), NOW.replace(hour=9))
            yield Event(at, self._sending(planned, content))
            if content.declared is not None and content.declared.agreed_by:
                day = (content.period.last + 1).first_day.replace(day=5)
                by = next(each for each in self.people.values() if each.name == content.declared.agreed_by)
                yield Event(_moment(day, 10), self._agreeing(planned.ref, content.period.last, by))

    def _sending(self, planned: PlannedAction, content: updates.Update) -> Callable[[datetime], None]:
        def send_it(at: datetime) -> None:
            declared = content.declared and replace(content.declared, agreed_by=None)
            send_update(
                action=self.actions[planned.ref],
                period=self.periods[content.period.last],
                content=replace(content, sent_on=at.date(), declared=declared),
                by=self.people[planned.leads[0]],
                at=at,
            )

        return send_it

    def _agreeing(self, ref: str, month: Month, by: Person) -> Callable[[datetime], None]:
        def agree_to_it(at: datetime) -> None:
            agree(update=self._update(ref, month), by=by, at=at)

        return agree_to_it

    def _update(self, ref: str, month: Month) -> Update:
        return Update.objects.get(action__ref=ref, period=self.periods[month])

    def _questions(self, at: datetime) -> None:
        """The performance team has begun to look at March: most updates accepted, one question asked."""
        month = LAST_CLOSED + 1
        send_back(
            update=self._update("15.2.1", month),
            question="The opening has moved three times. What makes 8 April certain?",
            by=self.officer,
            at=at,
        )
        sent = Update.objects.filter(period=self.periods[month], state=UpdateState.SENT)
        of_green = [each for each in sent.order_by("pk") if (each.content or {}).get("expected") is None]
        accept_all(updates=of_green[: len(of_green) // 2], by=self.officer, at=at)

    def _half_typed(self, at: datetime) -> None:
        """A lead has begun an update and not sent it."""
        ref = next(
            each.ref
            for each in plan_data().actions
            if each.leads[0] == "FD" and LAST_CLOSED + 1 in each.months and each.ref != "3.1.3"
        )
        save_draft(
            action=self.actions[ref],
            period=self.periods[LAST_CLOSED + 1],
            typed={"complete": "no", "comment": "The figures of the last week of March are still to come."},
            by=self.people["FD"],
            at=at,
        )


_CLOSING_DAY = 9


def _weekday_after(month: Month, number: int) -> date:
    """The weekday of this number after a month: Harrowmere keeps its round on weekdays, bank holidays or not."""
    after = (month.last_day + timedelta(days=days) for days in range(1, 15))
    return [day for day in after if day.weekday() < SATURDAY][number - 1]


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)
