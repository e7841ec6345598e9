"""Builders of test data: a small council with a named cast and a plan, made by the real operations where there are.

Dates are explicit and nothing is random. The council is Harrow Vale; the month that is open is February 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.issuing.operations import issue_report
from fingerpost.meetings.models import Body, Meeting
from fingerpost.monitoring.closing import close_period, key_of, to_check
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.monitoring.operations.periods import next_period, open_period, usual_days
from fingerpost.people.models import Council, Person, Service, User
from fingerpost.plans.models import Action, ActionPerson, LedgerEntry, Plan, PlanState, Risk, Section
from fingerpost.plans.operations.decided import append_revision
from fingerpost.rules import months
from fingerpost.rules.checks.month import check_month
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority, ChangeKind, Decision, ReasonCode
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.months import Month
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from fingerpost.issuing.models import Report

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("Europe/London"))
FEBRUARY = months.Period(Month(2026, 2), Month(2026, 2))
PASSWORD = "a fingerpost at the crossroads"


@dataclass(repr=False)
class World:
    """A council with its cast: everything that most tests of pages need."""

    council: Council
    service: Service
    administrator: Person
    officer: Person
    head: Person
    lead: Person
    other_lead: Person
    cmt: Person
    portfolio_holder: Person
    member: Person
    democratic: Person
    auditor: Person
    stranger: Person
    """Of another council."""
    plan: Plan
    period: Period

    def action(self, ref: str) -> Action:
        return self.plan.actions.get(ref=ref)

    def __repr__(self) -> str:
        return "World()"

    def _repr_pretty_(self, printer, _cycle):
        """How Hypothesis prints it, in its last run of an example that fails.

        It would print every field of a dataclass. A period without months raises then, and the run that broke off is
        told as "inconsistent data generation" in place of the fault.
        """
        printer.text(repr(self))


def person(council: Council, name: str, *roles: Role, post: str = "", **fields) -> Person:
    (made,) = cast(_who(council, name, *roles, post=post, **fields))
    return made


def cast(*people: Person) -> list[Person]:
    """These people, each with an account by their address, in three queries however many they are."""
    accounts = {each.email: each for each in User.objects.filter(email__in=[who.email for who in people])}
    new = [User(email=who.email) for who in people if who.email not in accounts]
    for each in new:
        each.set_unusable_password()
    accounts |= {each.email: each for each in User.objects.bulk_create(new)}
    for who in people:
        who.user = accounts[who.email]
    return Person.objects.bulk_create(people)


def _who(council: Council, name: str, *roles: Role, post: str = "", **fields) -> Person:
    return Person(
        council=council,
        name=name,
        post=post,
        email=f"{name.split(maxsplit=1)[0].lower()}@{council.slug}.example",
        roles=[str(each) for each in roles],
        initials="".join(each[0] for each in name.split()),
        **fields,
    )


def action(
    plan: Plan,
    section: Section,
    ref: str,
    title: str,
    programmed: str,
    *leads: Person,
    service: Service | None = None,
    **fields,
) -> Action:
    """An action programmed in these months of the plan year, written "2025-09 2025-10"."""
    made = Action.objects.create(
        plan=plan,
        section=section,
        ref=ref,
        title=title,
        place=plan.actions.count(),
        service=service,
        programmed=tuple(Month.parse(each) for each in programmed.split()),
        **fields,
    )
    for place, lead in enumerate(leads):
        ActionPerson.objects.create(action=made, person=lead, place=place)
    return made


def world(slug: str = "harrow-vale", *, state: PlanState = PlanState.LIVE, opened: bool = True) -> World:
    """Harrow Vale with a live plan of six actions in two sections, and February 2026 open."""
    council = Council.objects.create(
        slug=slug,
        name=slug.replace("-", " ").title() + " District Council",
        settings={"second_factor": "nobody"},
    )
    service = Service.objects.create(council=council, code="HOU", name="Housing")
    other_service = Service.objects.create(council=council, code="ENV", name="Environment")
    elsewhere = Council.objects.create(
        slug=f"not-{slug}", name="Elsewhere District Council", settings={"second_factor": "nobody"}
    )
    people = cast(
        _who(council, "Hazel Marsh", Role.HEAD_OF_SERVICE, post="Head of Housing", service=service),
        _who(council, "Leo Brandt", Role.LEAD, post="Housing Manager", service=service),
        _who(council, "Olga Finch", Role.LEAD, post="Waste Manager", service=other_service),
        _who(council, "Petra Quince", Role.PORTFOLIO_HOLDER, portfolio="Housing"),
        _who(council, "Edith Lamb", Role.PERFORMANCE_OFFICER, post="Performance Officer"),
        _who(council, "Ada Norris", Role.ADMINISTRATOR, post="Systems Officer"),
        _who(council, "Cora Milton", Role.CMT, post="Chief Executive"),
        _who(council, "Milo Reeve", Role.MEMBER),
        _who(council, "Dora Stiles", Role.DEMOCRATIC_SERVICES, post="Democratic Services Officer"),
        _who(council, "Ines Audley", Role.AUDITOR, post="Auditor"),
        _who(elsewhere, "Stefan Elsewhere", *Role),
    )
    head, lead, other_lead, holder, officer, *others = people
    administrator, cmt, member, democratic, auditor, stranger = others
    service.head = head
    service.save()
    plan = Plan.objects.create(
        council=council,
        code="IP25",
        title="Improvement Plan 2025/26",
        first_month=Month(2025, 7),
        last_month=Month(2026, 6),
        level_names=["theme", "deliverable"],
        state=state,
        live_on=date(2025, 7, 1) if state is PlanState.LIVE else None,
    )
    theme = Section.objects.create(
        plan=plan,
        code="CP3",
        number="3",
        title="Housing",
        place=0,
        outcome="Fewer families wait.",
        head=head,
        portfolio_holder=holder,
    )
    homes = Section.objects.create(
        plan=plan, parent=theme, code="3.1", number="3.1", title="Homes", level=1, place=1
    )
    repairs = Section.objects.create(
        plan=plan, parent=theme, code="3.2", number="3.2", title="Repairs", level=1, place=2
    )
    green = Section.objects.create(plan=plan, code="CP4", number="4", title="Environment", place=3)
    waste = Section.objects.create(
        plan=plan, parent=green, code="4.1", number="4.1", title="Waste", level=1, place=4
    )
    risk = Risk.objects.create(council=council, code="KO4", title="Costs of temporary homes rise")
    theme.risks.add(risk)
    action(
        plan,
        homes,
        "3.1.1",
        "Let the homes contract",
        "2025-12 2026-01 2026-02",
        lead,
        service=service,
        priority="High",
    )
    action(plan, homes, "3.1.2", "Adopt the lettings policy", "2026-02 2026-03", lead, service=service)
    action(plan, homes, "3.1.10", "Open the tenants' portal", "2025-11 2025-12", lead, service=service)
    action(
        plan, repairs, "3.2.1", "Survey every roof", "2026-04 2026-05 2026-06", lead, head, service=service
    )
    action(
        plan, waste, "4.1.1", "Begin food waste rounds", "2026-01 2026-02", other_lead, service=other_service
    )
    action(
        plan, waste, "4.1.2", "Train the crews", "2026-02", other_lead, service=other_service,
        outside_bodies=["Tessing Waste Partnership"],
    )  # fmt: skip
    Body.objects.create(council=council, name="Overview and Scrutiny Committee")
    Body.objects.create(
        council=council, name="Corporate Management Team", kind=BodyKind.MANAGEMENT, authority="CMT"
    )
    cabinet = Body.objects.create(
        council=council, name="Cabinet", kind=BodyKind.EXECUTIVE, authority="Cabinet"
    )
    Meeting.objects.create(body=cabinet, day=date(2026, 2, 11))
    made = World(
        council=council,
        service=service,
        administrator=administrator,
        officer=officer,
        head=head,
        lead=lead,
        other_lead=other_lead,
        cmt=cmt,
        portfolio_holder=holder,
        member=member,
        democratic=democratic,
        auditor=auditor,
        stranger=stranger,
        plan=plan,
        period=Period(),
    )
    if state is PlanState.LIVE and opened:
        made.period = open_period(
            plan=plan,
            period=FEBRUARY,
            due_on=date(2026, 3, 6),
            close_on=date(2026, 3, 9),
            by=officer,
            at=NOW.replace(month=2, day=25),
        )
    return made


def many_actions(world: World, section: Section, count: int) -> None:
    """So many more actions in a section, all led by the world's lead: for counting queries."""
    place = world.plan.actions.count()
    made = Action.objects.bulk_create(
        Action(
            plan=world.plan,
            section=section,
            ref=f"{section.code}.{1000 + number}",
            title=f"Do thing {number}",
            place=place + number,
            service=world.service,
            programmed=(Month(2025, 9), Month(2026, 2)),
        )
        for number in range(count)
    )
    ActionPerson.objects.bulk_create(ActionPerson(action=each, person=world.lead) for each in made)


def closed(period: Period, by: Person, at: datetime = NOW) -> Snapshot:
    """The period closed, every error that stands accepted with a reason."""
    errors = check_month(to_check(period, on=at.date()))
    accepted = {key_of(each): "Known to the performance team." for each in errors}
    return close_period(period=period, by=by, at=at, accepted=accepted)


def issued(world: World, at: datetime = NOW) -> Report:
    """The open month closed, and its report issued."""
    closed(world.period, world.officer, at=at)
    return issue_report(period=world.period, by=world.officer, at=at)


def redated(world: World, ref: str, to: str, *, decided_on: date, minute: str = "CAB 12") -> LedgerEntry:
    """An action's date moved by a decision of Cabinet."""
    decision = Decision(decided_on, "Cabinet", Authority.CABINET, meeting="Cabinet", minute=minute)
    return append_revision(
        action=world.action(ref),
        revision=Revision(
            ChangeKind.REPROGRAMME,
            decision,
            new_date=parse_date(to),
            reason=ReasonCode.CAPACITY,
            words="The surveyors are too few.",
        ),
        by=world.officer,
        at=NOW,
    )


def next_open(world: World) -> Period:
    """The period after the last one opened, with its usual days; it is the world's from now on."""
    following = next_period(world.plan)
    assert following is not None
    due_on, close_on = usual_days(following, world.council)
    world.period = open_period(
        plan=world.plan, period=following, due_on=due_on, close_on=close_on, by=world.officer, at=NOW
    )
    return world.period
