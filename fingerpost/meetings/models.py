"""Bodies that decide, scrutinise or advise, and their meetings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fingerpost.people.models import Council
from fingerpost.rules.meetings.bodies import TRAITS, BodyKind, Traits


class Body(models.Model):
    """A body that meets: Cabinet, a board, the corporate management team.

    `kind` says what it does with a report. `authority` is the value of `rules.decisions.Authority` under which it
    decides on changes to a plan; empty where it does not.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, default=BodyKind.SCRUTINY)
    authority = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "bodies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="body_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def traits(self) -> Traits:
        """What follows from its kind."""
        return TRAITS[BodyKind(self.kind)]


class Meeting(models.Model):
    """A meeting of a body on a day, at a time and place where they are known.

    The days on which its agenda and its decisions were published; `short_notice_why` is the reason for an agenda
    that came later than the notice that the council gives.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    day = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    agenda_published_on = models.DateField(null=True, blank=True)
    short_notice_why = models.TextField(blank=True)
    decisions_published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("day",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["body", "day"], name="one_meeting_a_day"),
            models.CheckConstraint(
                condition=Q(agenda_published_on=None) | Q(agenda_published_on__lte=models.F("day")),
                name="agenda_before_the_meeting",
            ),
            models.CheckConstraint(
                condition=Q(decisions_published_on=None) | Q(decisions_published_on__gte=models.F("day")),
                name="decisions_after_the_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.name}, {self.day:%d %B %Y}"
