"""What is written in a plan, as values: what forms, workbooks and last year's plan hand to the operations.

People, services, aims, risks and predecessors stand as the rows that they are; everything else is plain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from fingerpost.people.models import Person, Service
from fingerpost.plans.models import Action, Aim, Risk
from fingerpost.plans.values import policies_of
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.months import Month, Period
from fingerpost.rules.plain import to_plain
from fingerpost.rules.policies import Policies
from fingerpost.rules.schedule import Milestone

if TYPE_CHECKING:
    from fingerpost.plans.models import Plan, Section

MOST_LEVELS = 3


class NotAPlan(ValueError):
    """The settings do not make a plan."""


class NotAnAction(ValueError):
    """What is written of an action contradicts itself."""


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """The settings of a plan. Refuses no level or more than three, and a year that its cycle does not divide."""

    code: str
    title: str
    year: Period
    level_names: tuple[str, ...] = ("section",)
    cycle_months: int = 1
    status_words: Mapping[Status, str] = field(default_factory=dict)
    colours: Mapping[Status, str] = field(default_factory=dict)
    policies: Policies = field(default_factory=Policies)
    opening: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.level_names) <= MOST_LEVELS or not all(self.level_names):
            raise NotAPlan("A plan has one to three levels of sections, each with its name.")
        if self.cycle_months < 1 or len(self.year) % self.cycle_months:
            raise NotAPlan(
                f"A year of {len(self.year)} months cannot be divided into periods of {self.cycle_months} months."
            )
        if len({each.casefold() for each in self.level_names}) < len(self.level_names):
            raise NotAPlan("Each level of sections needs a name of its own.")


@dataclass(frozen=True, slots=True)
class MeasureDetails:
    """A measure of success: what is measured, its target and what it is."""

    title: str
    target: str
    actual: str = ""


@dataclass(frozen=True, slots=True)
class SectionDetails:
    """What is written of a section."""

    code: str
    title: str
    number: str = ""
    outcome: str = ""
    head: Person | None = None
    portfolio_holder: Person | None = None
    aims: tuple[Aim, ...] = ()
    risks: tuple[Risk, ...] = ()
    measures: tuple[MeasureDetails, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionDetails:
    """What is written of an action; `service` is that of its first lead where none is given.

    A draft may lack its dates; going live refuses that. Refuses programmed months out of order, the same person
    twice, and a milestone without a date.
    """

    ref: str
    title: str
    leads: tuple[Person, ...] = ()
    deputies: tuple[Person, ...] = ()
    service: Service | None = None
    resources: str = ""
    priority: str = ""
    outside_bodies: tuple[str, ...] = ()
    programmed: tuple[Month, ...] = ()
    original_day: date | None = None
    ongoing: bool = False
    recurring: bool = False
    milestones: tuple[Milestone, ...] = ()
    predecessors: tuple[Action, ...] = ()
    aims: tuple[Aim, ...] = ()
    risks: tuple[Risk, ...] = ()
    measures: tuple[MeasureDetails, ...] = ()

    def __post_init__(self) -> None:
        if list(self.programmed) != sorted(set(self.programmed)):
            raise NotAnAction("Programmed months must stand in order, each of them once.")
        people = (*self.leads, *self.deputies)
        if len(set(people)) < len(people):
            raise NotAnAction("Somebody is named twice among the leads and deputies.")
        if not all(each.due.is_known for each in self.milestones):
            raise NotAnAction("A milestone needs a date.")

    @property
    def service_or_leads(self) -> Service | None:
        """The service given, or the first lead's."""
        return self.service or (self.leads[0].service if self.leads else None)


def plan_details(plan: Plan) -> PlanDetails:
    """The settings of a plan as they stand."""
    return PlanDetails(
        code=plan.code,
        title=plan.title,
        year=plan.year,
        level_names=tuple(plan.level_names),
        cycle_months=plan.cycle_months,
        status_words={Status(code): words for code, words in plan.status_words.items()},
        colours={Status(code): colour for code, colour in plan.colours.items()},
        policies=policies_of(plan),
        opening=plan.opening,
    )


def section_details(section: Section) -> SectionDetails:
    """What is written of a section (select `head`, `portfolio_holder`; prefetch `aims`, `risks`, `measures`)."""
    return SectionDetails(
        code=section.code,
        title=section.title,
        number=section.number,
        outcome=section.outcome,
        head=section.head,
        portfolio_holder=section.portfolio_holder,
        aims=tuple(section.aims.all()),
        risks=tuple(section.risks.all()),
        measures=tuple(
            MeasureDetails(each.title, each.target, each.actual) for each in section.measures.all()
        ),
    )


ACTION_PARTS = ("people__person__service", "milestones", "predecessors", "aims", "risks", "measures")
"""What to prefetch with the actions that `action_details` reads; select `service` too."""


def action_details(action: Action) -> ActionDetails:
    """What is written of an action (prefetch `ACTION_PARTS`)."""
    people = action.people.all()
    return ActionDetails(
        ref=action.ref,
        title=action.title,
        leads=tuple(each.person for each in people if not each.deputy),
        deputies=tuple(each.person for each in people if each.deputy),
        service=action.service,
        resources=action.resources,
        priority=action.priority,
        outside_bodies=tuple(action.outside_bodies),
        programmed=action.programmed,
        original_day=action.original_day,
        ongoing=action.ongoing,
        recurring=action.recurring,
        milestones=tuple(
            Milestone(each.title, ApproximateDate(each.due_words, each.due_edtf), each.completed_on)
            for each in action.milestones.all()
        ),
        predecessors=tuple(action.predecessors.all()),
        aims=tuple(action.aims.all()),
        risks=tuple(action.risks.all()),
        measures=tuple(
            MeasureDetails(each.title, each.target, each.actual) for each in action.measures.all()
        ),
    )


def plain_details(details: PlanDetails | SectionDetails | ActionDetails) -> dict[str, Any]:
    """The details for the history: rows by what people call them."""
    return {each.name: _plain(getattr(details, each.name)) for each in fields(details)}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What changed between two plain details: as it was, and as it is."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return to_plain(value)
