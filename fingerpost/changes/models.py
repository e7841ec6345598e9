"""A change request, kept for ever as it was asked, and its decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fingerpost.meetings.models import Meeting
from fingerpost.people.models import Person
from fingerpost.plans.models import Action, Plan
from fingerpost.rules.changes import DECIDED, RequestState


class ChangeRequest(models.Model):
    """A request for a new date, a suspension, another title… `asked` is the plain form of `rules.changes.Asked`.

    `action` is None only while an action is yet to be added. `decision` is the plain form of
    `rules.decisions.Decision`; it stands with the day, and only, when the request is decided.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="change_requests")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="change_requests")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=RequestState.DRAFT)
    asked = models.JSONField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="change_requests")
    asked_on = models.DateField()
    decision = models.JSONField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="decisions")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-asked_on", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["plan", "state"], name="requests_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    Q(state__in=sorted(DECIDED), decision__isnull=False, decided_on__isnull=False)
                    | (~Q(state__in=sorted(DECIDED)) & Q(decision__isnull=True, decided_on__isnull=True))
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
        """The key of the action's service."""
        return self.action.service_id if self.action else None
