"""Bodies that decide, and their meetings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fingerpost.people.models import Council


class Body(models.Model):
    """A body that meets: Cabinet, a board, the corporate management team.

    `authority` is the value of `rules.decisions.Authority` under which it decides; empty where it only advises.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=120)
    authority = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "bodies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="body_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A meeting of a body on a day."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    day = models.DateField()

    class Meta:
        ordering = ("day",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["body", "day"], name="one_meeting_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body.name}, {self.day:%d %B %Y}"
