"""An uploaded report or tracker on its way into the record."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

from fingerpost.files.models import StoredFile
from fingerpost.people.council_settings import settings_of
from fingerpost.people.disposal import years_before
from fingerpost.people.models import Council, Person
from fingerpost.plans.models import Plan
from fingerpost.rules.draft import Draft
from fingerpost.rules.months import Month
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from datetime import datetime


class UploadState(StrEnum):
    """Where an upload stands: kept and not read yet, read, and so on. Nothing of it is in a plan before it is accepted."""

    KEPT = "kept"
    READ = "read"
    FAILED = "failed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


OPEN = (UploadState.KEPT, UploadState.READ, UploadState.FAILED)
"""The states in which something may still be done with an upload."""


class Upload(models.Model):
    """A file that somebody uploaded, with what was read of it and every message about it.

    `draft` is the plain form of `rules.draft.Draft` as corrected so far, `findings` those of reader and
    checks, `mapping` pairs of the file's column headings and our fields, `columns` the plain form of what the
    columns were taken for, `choices` that of `intake.choices.Choices`.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="uploads")
    by = models.ForeignKey(Person, models.PROTECT, related_name="uploads")
    at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="uploads")
    state = models.CharField(max_length=12)
    draft = models.JSONField(null=True, blank=True)
    findings = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    columns = models.JSONField(default=list, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    problem = models.TextField(blank=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="uploads")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.file.name

    @property
    def is_open(self) -> bool:
        """Whether something may still be done with it."""
        return self.state in OPEN

    @classmethod
    def due_for_disposal(cls, council: Council, *, at: datetime) -> models.QuerySet[Upload]:
        """Uploads of which nothing came, and that the council has kept for as long as it chose."""
        before = years_before(at, settings_of(council).uploads_years)
        return cls.objects.filter(council=council, at__lt=before).exclude(state=UploadState.ACCEPTED)


class PublishedMonth(models.Model):
    """A period known only from an old report: `record` is the plain form of its `Draft`, as published.

    Only before a plan's first live close. Its figures are as printed, never invented.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="published_months")
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="published_month")
    month = models.CharField(max_length=7)
    record = models.JSONField()

    class Meta:
        ordering = ("month",)
        constraints = (models.UniqueConstraint(fields=["plan", "month"], name="published_month_once"),)

    def __str__(self) -> str:
        return f"{Month.parse(self.month).name}, as published"

    @property
    def draft(self) -> Draft:
        """What the old report says."""
        return from_plain(Draft, self.record)
