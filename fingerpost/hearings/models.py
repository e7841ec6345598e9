"""One report before several meetings; call-in of what an executive decided; the forward plan."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fingerpost.changes.models import ChangeRequest, HeldDecision
from fingerpost.committee.models import CommitteeReport
from fingerpost.meetings.models import Body, Meeting
from fingerpost.people.models import Council, Person


class Hearing(models.Model):
    """A report on the agenda of a meeting: what the meeting is recommended, and what it resolved.

    `recommendation` and `resolution` hold one item a line. `outcome` is a value of `rules.meetings.bodies.Outcome`,
    empty until the minute is recorded. `in_force_on` is the day on which what was decided took effect; None for a
    decision that may still be called in, or fell. `no_call_in_why` is why a decision cannot wait for call-in.
    """

    report = models.ForeignKey(CommitteeReport, models.PROTECT, related_name="hearings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="hearings")
    came_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="led_to")
    place = models.PositiveSmallIntegerField()
    recommendation = models.TextField(blank=True)
    requests = models.ManyToManyField(ChangeRequest, blank=True, related_name="hearings")
    outcome = models.CharField(max_length=20, blank=True)
    resolution = models.TextField(blank=True)
    minute = models.CharField(max_length=40, blank=True)
    follows = models.TextField(blank=True)
    no_call_in_why = models.TextField(blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    held_decisions = models.ManyToManyField(HeldDecision, blank=True, related_name="hearings")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("meeting__day", "place", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "meeting"], name="report_once_before_a_meeting"),
            models.CheckConstraint(
                condition=Q(outcome="", minute="", recorded_by=None, recorded_at=None, in_force_on=None)
                | (~Q(outcome="") & ~Q(minute="") & Q(recorded_by__isnull=False, recorded_at__isnull=False)),
                name="outcome_with_its_minute",
            ),
            models.CheckConstraint(
                condition=Q(came_from=None) | ~Q(came_from=F("id")), name="hearing_came_from_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.title}, {self.meeting}"


class CallInOutcome(StrEnum):
    """What became of a decision that was called in."""

    STANDS = "the decision stands"
    BACK = "referred back"


class CallIn(models.Model):
    """A decision called in: on which day, by whom, why, and to which meeting. A decision is called in once.

    Until it is resolved the decision is not in force. `outcome` is a value of `CallInOutcome`.
    """

    hearing = models.OneToOneField(Hearing, models.PROTECT, related_name="call_in")
    called_in_on = models.DateField()
    by_whom = models.CharField(max_length=300)
    why = models.TextField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="call_ins")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    outcome = models.CharField(max_length=30, blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    minute = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="", resolved_on=None, minute="", resolved_by=None, resolved_at=None)
                | (
                    ~Q(outcome="")
                    & ~Q(minute="")
                    & Q(resolved_on__isnull=False, resolved_by__isnull=False, resolved_at__isnull=False)
                ),
                name="call_in_resolved_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"Call-in of {self.hearing}"


class LessNotice(StrEnum):
    """Why a key decision may be taken with less notice (SI 2012/2089, regulations 10 and 11)."""

    GENERAL = "general exception"
    URGENT = "special urgency"


class PlannedDecision(models.Model):
    """An entry of the forward plan: which decision is to be taken, by whom and when, and whether it is a key decision.

    `key_why` says why it is one; `private_why` why part of it is to be heard in private. `published_on` is the day
    from which notice counts; with too little of it, `exception` and `exception_why` say why it may be taken all the
    same. An entry is withdrawn, never deleted.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="planned_decisions")
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="planned_decisions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="planned_decisions"
    )
    expected_on = models.DateField()
    report = models.ForeignKey(
        CommitteeReport, models.PROTECT, null=True, blank=True, related_name="planned_decisions"
    )
    key = models.BooleanField(default=False)
    key_why = models.TextField(blank=True)
    private_why = models.TextField(blank=True)
    documents = models.TextField(blank=True)
    contact = models.ForeignKey(Person, models.PROTECT, related_name="planned_decisions")
    published_on = models.DateField(null=True, blank=True)
    exception = models.CharField(max_length=30, blank=True)
    exception_why = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("expected_on", "title", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(key=False) | ~Q(key_why=""), name="key_decision_says_why"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why="")),
                name="entry_withdrawn_with_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
