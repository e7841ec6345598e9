"""Plans, sections and actions, and how an action stands."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field

from fingerpost.api.shapes.common import DateShape, Key, MonthText, Paging, PersonShape, Shape
from fingerpost.people.models import Service
from fingerpost.plans.models import PlanState
from fingerpost.rules.classes import Status, StatusClass


class ServiceShape(Shape):
    """A service of the council."""

    id: int
    code: str = Field(examples=["HOU"])
    name: str = Field(examples=["Housing"])
    head: PersonShape | None = None

    @classmethod
    def of(cls, service: Service, *, head: PersonShape | None = None) -> Self:
        """The service; its head only where it is asked for."""
        return cls(id=service.pk, code=service.code, name=service.name, head=head)


class PlanShape(Shape):
    """An improvement plan."""

    id: int
    code: str = Field(examples=["IP25"])
    title: str = Field(examples=["Improvement Plan 2025/26"])
    state: PlanState
    first_month: MonthText
    last_month: MonthText
    level_names: list[str] = Field(description="What this plan calls its levels of sections, from the top.")
    cycle_months: int = Field(description="How many months its periods have.")
    status_words: dict[Status, str] = Field(description="What this plan calls each status.")
    live_on: date | None
    open_period: int | None = Field(description="The period that is open, by its id.")
    last_closed_period: int | None
    version: int


class SectionShape(Shape):
    """A heading of a plan. Sections nest: `parent` is the section above, `level` counts from 0."""

    id: int
    plan: int
    parent: int | None
    code: str = Field(examples=["CP3"])
    number: str
    title: str = Field(examples=["Housing"])
    level: int
    outcome: str = Field(description="The expected outcome or measure of success.")
    head: PersonShape | None
    portfolio_holder: PersonShape | None
    risks: list[str] = Field(description="Codes of corporate risks.")
    aims: list[str] = Field(description="Codes of objectives, priorities, enablers and recommendations.")


class StandingShape(Shape):
    """How an action stands in a period, and the sentence that says why."""

    period: int
    month: str = Field(examples=["February 2026"])
    final: bool = Field(description="Whether the period is closed; else as it would close today.")
    status: Status
    words: str = Field(description="The status as the plan words it.", examples=["One month behind"])
    calculated: Status = Field(description="What the dates give, where somebody declared another.")
    status_class: StatusClass | None = Field(description="The class in which it is counted, if it is.")
    reason: str = Field(
        examples=["Due February 2026, not complete at the end of February; expected April 2026."]
    )
    no_update: bool


class MilestoneShape(Shape):
    """A dated step of an action."""

    id: int
    title: str
    due: DateShape
    completed_on: date | None


class ActionShape(Shape):
    """An action of a plan, with the dates promised for it and how it stands."""

    id: int
    plan: int
    section: int
    section_code: str
    ref: str = Field(examples=["16.4.1"])
    title: str
    service: ServiceShape | None
    leads: list[PersonShape]
    deputies: list[PersonShape]
    priority: str
    resources: str
    outside_bodies: list[str]
    ongoing: bool
    recurring: bool
    programmed: list[MonthText] = Field(description="The months fixed when the plan went live.")
    reprogrammed: list[MonthText] = Field(description="The months to which decisions moved it.")
    original: DateShape | None = Field(description="The date first promised.")
    current: DateShape | None = Field(description="The date that holds now.")
    times_moved: int
    milestones: list[MilestoneShape]
    standing: StandingShape | None = Field(description="None while its plan has no period.")
    version: int


class ActionFilters(Paging):
    """Which actions."""

    plan: Key | None = Field(None, description="Of this plan, by its id.")
    section: Key | None = Field(None, description="In this section, or in one below it.")
    lead: Key | None = Field(None, description="Led by this person, by id.")
    service: Key | None = Field(None, description="Of this service, by id.")
    status: Status | None = Field(None, description="That stand so now.")
    text: str = Field("", max_length=100, description="With these words in ref, title or a lead’s name.")


class PlanFilters(Paging):
    """Which plans."""

    state: PlanState | None = Field(None, description="In this state.")


class SectionFilters(Paging):
    """Which sections."""

    level: int | None = Field(None, ge=0, le=2, description="Of this level, counted from 0.")


class PromiseKind(StrEnum):
    """Where a promised date comes from."""

    ORIGINAL = "original"
    REVISED = "revised"
    EXPECTED = "expected"


class PromiseShape(Shape):
    """A date that was promised for an action: first, by a revision, or expected now."""

    kind: PromiseKind
    when: DateShape
    minute: str = Field(description="The minute reference of the decision; empty where there is none.")
    months: int | None = Field(description="How many months later than the date before it.")
