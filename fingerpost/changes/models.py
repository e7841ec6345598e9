"""A change request, kept for ever as it was asked, and its decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fingerpost.meetings.models import Meeting
from fingerpost.people.models import Person
from fingerpost.plans.fields import MonthsField
from fingerpost.plans.models import Action, Plan, Section
from fingerpost.rules.changes import DECIDED, RequestState


class ChangeRequest(models.Model):
    """A request for a new date, a suspension, another title… `asked` is the plain form of `rules.changes.Asked`.

    `action` is None only while an action is yet to be added; `into` is the action that a merger goes into
    and `new_title` what an amended or re-scoped action is to be called.
    `decision` is the plain form of `rules.decisions.Decision`; it stands with its day, who recorded it and
    when, if, and only if, the request is decided. `version` counts every save, so that two people find out.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="change_requests")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="change_requests")
    into = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="mergers_asked")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=RequestState.DRAFT)
    asked = models.JSONField()
    new_title = models.CharField(max_length=400, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="change_requests")
    asked_on = models.DateField()
    decision = models.JSONField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    """What whoever decided wants the lead to know: a condition, or why not."""
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="decisions")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-asked_on", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["plan", "state"], name="requests_by_state"),
            models.Index(fields=["decided_at"], name="requests_by_decision"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    Q(
                        state__in=sorted(DECIDED),
                        decision__isnull=False,
                        decided_on__isnull=False,
                        decided_at__isnull=False,
                        recorded_by__isnull=False,
                    )
                    | Q(
                        ~Q(state__in=sorted(DECIDED)),
                        decision__isnull=True,
                        decided_on__isnull=True,
                        decided_at__isnull=True,
                        recorded_by__isnull=True,
                    )
                ),
                name="decided_with_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked.get('ref', '')}"

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The keys of the action's leads and deputies, and of whoever asked."""
        return (self.asked_by_id, *(self.action.owner_ids if self.action else ()))

    @property
    def owner_service_id(self) -> int | None:
        """The key of the action's service; for an action yet to be added, of the first lead proposed."""
        if self.action is not None:
            return self.action.service_id
        first = next(iter(self.new_actions.all()), None)
        return None if first is None or first.lead is None else first.lead.service_id


class NewLead(models.Model):
    """A person who is to lead on the action, in order."""

    request = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="new_leads")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "person"], name="new_lead_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class NewAction(models.Model):
    """An action that the request would make, by adding it or by a split."""

    request = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="new_actions")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    programmed = MonthsField(default=tuple)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resources = models.CharField(max_length=300, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "ref"], name="new_ref_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class HeldDecision(models.Model):
    """A decision on a request that a meeting took and that is not in force yet, because it may be called in or was.

    The request stays undecided, and nothing else decides it, until the decision comes into force or is set aside.
    `decision` is the plain form of `rules.decisions.Decision`; `seen` the mark of the action as whoever recorded it
    saw it; `waits_for` says in words what it waits for.
    """

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="held_decisions")
    approved = models.BooleanField()
    decision = models.JSONField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="held_decisions")
    words = models.TextField(blank=True)
    seen = models.CharField(max_length=40, blank=True)
    waits_for = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    set_aside_why = models.TextField(blank=True)

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at=None), name="one_held_decision_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{'Approval' if self.approved else 'Rejection'} of {self.request}, {self.waits_for}"
