"""Plans and everything in them. Values for the rules are made of these rows in `plans.values`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from fingerpost.people.models import Council, Person, Service
from fingerpost.plans.fields import MonthField, MonthsField
from fingerpost.rules.months import Period
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlanState(StrEnum):
    """Where a plan stands in its life; `plans.states.ALLOWED_MOVES` says what may follow."""

    DRAFT = said("draft")
    CONSULTATION = said("in consultation")
    APPROVED = said("approved")
    LIVE = said("live")
    CLOSED = said("closed")


class Plan(models.Model):
    """An improvement plan of a council for a plan year.

    `cycle_months` is the length of its periods. `policies` is the plain form of `rules.policies.Policies`;
    `status_words` and `colours` hold only what differs from the product's own. `opening` marks a plan taken
    over in mid-year. `previous` is the plan that it was copied from. `approval` is the plain form of the
    `rules.decisions.Decision` that approved it.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="plans")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    first_month = MonthField()
    last_month = MonthField()
    state = models.CharField(max_length=20, default=PlanState.DRAFT)
    level_names = models.JSONField(default=list)
    cycle_months = models.PositiveSmallIntegerField(default=1)
    status_words = models.JSONField(default=dict, blank=True)
    colours = models.JSONField(default=dict, blank=True)
    policies = models.JSONField(default=dict, blank=True)
    opening = models.BooleanField(default=False)
    approval = models.JSONField(null=True, blank=True)
    live_on = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="following")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-first_month", "code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "code"], name="plan_code_once"),
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="plan_year_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_words(self) -> str:
        """Where it stands in its life, for a page."""
        return PlanState(self.state).value

    @property
    def year(self) -> Period:
        """The plan year."""
        return Period(self.first_month, self.last_month)


class AimKind(StrEnum):
    """What in the council plan, or outside it, a plan serves."""

    OBJECTIVE = said("objective")
    PRIORITY = said("priority")
    ENABLER = said("enabler")
    RECOMMENDATION = said("recommendation")


class Aim(models.Model):
    """An objective, priority or enabler of the council plan, or an external recommendation, by its code."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="aims")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ("code",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "code"], name="aim_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Risk(models.Model):
    """A corporate risk by its code (KO1). A merged risk keeps its record and names the one it went into."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="risks")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "code"], name="risk_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Section(models.Model):
    """A heading of a plan. Sections nest; `level` counts from 0, `place` is the order within the whole plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=20)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(default=0)
    place = models.PositiveIntegerField()
    outcome = models.TextField(blank=True)
    head = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="sections_headed")
    portfolio_holder = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="sections_held"
    )
    aims = models.ManyToManyField(Aim, blank=True, related_name="sections")
    risks = models.ManyToManyField(Risk, blank=True, related_name="sections")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "code"], name="section_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The keys of those who head it, or a section above it (select `parent__parent`)."""
        return tuple(each.head_id for each in self.path if each.head_id is not None)

    @property
    def owner_service_id(self) -> None:
        """None: a section belongs to its head, not to a service."""
        return

    @property
    def path(self) -> tuple[Section, ...]:
        """The sections from the top down to this one (select `parent__parent`)."""
        return (*self.parent.path, self) if self.parent else (self,)


class Action(models.Model):
    """An action of a plan. Programmed months are fixed when the plan goes live.

    `added` is the plain form of the `Decision` that added it to a live plan. `leads` and `deputies` come in
    order through `ActionPerson`. `carried_from` is the action of last year's plan that it continues.
    `known_original` is, in a plan taken over in mid-year, the original date as it was known then, where that
    is not simply the last programmed month: the plain form of an `ApproximateDate`.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    section = models.ForeignKey(Section, models.PROTECT, related_name="actions")
    ref = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    place = models.PositiveIntegerField()
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="actions")
    resources = models.CharField(max_length=300, blank=True)
    priority = models.CharField(max_length=40, blank=True)
    outside_bodies = models.JSONField(default=list, blank=True)
    programmed = MonthsField(default=tuple, blank=True)
    original_day = models.DateField(null=True, blank=True)
    ongoing = models.BooleanField(default=False)
    recurring = models.BooleanField(default=False)
    known_original = models.JSONField(null=True, blank=True)
    added = models.JSONField(null=True, blank=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="dependents")
    aims = models.ManyToManyField(Aim, blank=True, related_name="actions")
    risks = models.ManyToManyField(Risk, blank=True, related_name="actions")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    version = models.PositiveIntegerField(default=1)

    those_named: Sequence[ActionPerson] | None = None
    """Its leads and deputies in order, as whoever loads many actions set them: quicker than a prefetch."""

    class Meta:
        ordering = ("place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "ref"], name="ref_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def named(self) -> Sequence[ActionPerson]:
        """Its leads and deputies in order (prefetch `people`, where `those_named` was not set)."""
        return tuple(self.people.all()) if self.those_named is None else self.those_named

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The keys of its leads and deputies (prefetch `people`)."""
        return tuple(each.person_id for each in self.named)

    @property
    def owner_service_id(self) -> int | None:
        """The key of its service."""
        return self.service_id

    @classmethod
    def moving_with(cls, service: Service) -> models.QuerySet[Action]:
        """The actions that move with a service that is merged into another: those of plans that are not closed."""
        return cls.objects.filter(service=service).exclude(plan__state=PlanState.CLOSED)


class ActionPerson(models.Model):
    """Who leads on an action, and who deputises, in order; the first lead's service is the action's."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="action_links")
    deputy = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("deputy", "place", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "person"], name="person_once_on_an_action"),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.action_id}"


class Milestone(models.Model):
    """An optional dated step of an action; the date is words with an EDTF value."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=300)
    due_words = models.CharField(max_length=80)
    due_edtf = models.CharField(max_length=30)
    completed_on = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        return self.title


class LedgerEntry(models.Model):
    """One revision in an action's date ledger, in order: the plain form of `rules.dates.ledger.Revision`.

    Entries are added and never altered. An opening ledger may begin with the original date as it was known.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="ledger_entries")
    number = models.PositiveSmallIntegerField()
    revision = models.JSONField()
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "number"], name="ledger_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} no. {self.number}"


class Measure(models.Model):
    """A measure of success of a section or an action: what is measured, its target and what it is."""

    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="measures")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="measures")
    title = models.CharField(max_length=300)
    target = models.CharField(max_length=80)
    actual = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(section=None) ^ models.Q(action=None), name="measure_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Outcome(StrEnum):
    """What became of an action at the end of the plan year."""

    COMPLETED = said("completed")
    CARRIED = said("carried to the next plan")
    DROPPED = said("dropped")


class CloseOut(models.Model):
    """The final state of an action at year end: completed, carried on, or dropped by whose decision.

    Where it was carried to is the action whose `carried_from` is this one.
    """

    action = models.OneToOneField(Action, models.CASCADE, related_name="close_out")
    outcome = models.CharField(max_length=30)
    decision = models.JSONField(null=True, blank=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.action_id}: {self.outcome}"
