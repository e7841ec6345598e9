"""What is public: editions of a month's report, each frozen as published, and the files of each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from fingerpost.committee.models import CommitteeReport
from fingerpost.files.models import StoredFile
from fingerpost.issuing.models import Report
from fingerpost.monitoring.models import Period
from fingerpost.people.models import Council, Person
from fingerpost.plans.fields import MonthField
from fingerpost.rules.plain import from_plain
from fingerpost.rules.publishing import PublicChoices
from fingerpost.rules.said import said
from fingerpost.rules.scrutiny import AtIssue

if TYPE_CHECKING:
    from datetime import datetime


class Why(StrEnum):
    """Why there is an edition: the first of its month, or what it puts right in the one before."""

    FIRST = "first"
    CORRECTION = "correction"
    REDACTION = "redaction"
    AGAIN = "published again"


class Publications(models.QuerySet["Publication"]):
    """Editions as a moment sees them."""

    def public(self, at: datetime) -> Publications:
        """What the public may know of at this moment: published, its time come, and not withdrawn before it came.

        An edition that was withdrawn later is among these: its page says so.
        """
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("public_from")), public_from__lte=at)

    def standing(self, at: datetime) -> Publications:
        """What is public at this moment and was not withdrawn."""
        return self.public(at).filter(withdrawn_at=None)


class Publication(models.Model):
    """An edition of the report of a month, frozen as it was published.

    `json` is the canonical JSON of what is public of the closed month and `digest` its SHA-256; `record_digest` is
    that of the closed record from which it was made, in the way that `made_with` says (the plain form of
    `rules.publishing.PublicChoices`). `notes` are the public *since then* notes and `requests` what Members asked. `compared_with` is the edition of
    the month before that it speaks of. It is public from `public_from`, which an embargo puts later than
    `published_at`; a page then says `why` it takes the place of the edition before. `plan_slug`, `month` and `edition`
    stand in its address and never change. `site_address` is that of the site as its open data name it.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="publications")
    period = models.ForeignKey(Period, models.PROTECT, related_name="publications")
    report = models.ForeignKey(Report, models.PROTECT, related_name="publications")
    plan_slug = models.CharField(max_length=40)
    plan_title = models.CharField(max_length=160)
    month = MonthField()
    edition = models.PositiveSmallIntegerField()
    json = models.TextField()
    digest = models.CharField(max_length=64)
    record_digest = models.CharField(max_length=64)
    figures = models.JSONField()
    made_with = models.JSONField()
    notes = models.JSONField(default=dict, blank=True)
    requests = models.JSONField(default=dict, blank=True)
    release = models.CharField(max_length=20)
    site_address = models.CharField(max_length=200, blank=True)
    compared_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="compared_by"
    )
    public_from = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="publications")
    published_at = models.DateTimeField()
    kind = models.CharField(max_length=20, default=Why.FIRST)
    why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Publications.as_manager()

    class Meta:
        ordering = ("-month", "-edition")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "plan_slug", "month", "edition"], name="edition_once"),
            models.CheckConstraint(
                condition=Q(public_from__gte=F("published_at")), name="public_once_published"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(kind=Why.FIRST) | ~Q(why=""), name="another_edition_says_why"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: “February 2026, edition 1”."""
        return said("{month}, edition {number}", month=self.period.value.name, number=self.edition)

    @property
    def choices(self) -> PublicChoices:
        """How it was made from the closed record."""
        return from_plain(PublicChoices, self.made_with)

    @property
    def asked(self) -> AtIssue:
        """What Members asked, as the public sees it."""
        return from_plain(AtIssue, self.requests)

    def is_public(self, at: datetime) -> bool:
        """Whether its time has come."""
        return self.public_from <= at and not self.was_never_public

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    @property
    def was_never_public(self) -> bool:
        """Whether it was withdrawn before its time came, so that the public never knew of it."""
        return self.withdrawn_at is not None and self.withdrawn_at < self.public_from


class PublishedFile(models.Model):
    """A file of an edition, as published. One that was withdrawn is kept, and nobody outside gets it."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    format = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="published")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "format"], name="published_format_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="file_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.format}"


class Papers(models.QuerySet["PublishedPaper"]):
    """Reports to committee as a moment sees them."""

    def public(self, at: datetime) -> Papers:
        """What the public may know of at this moment, what was withdrawn later included."""
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("public_from")), public_from__lte=at)


class PublishedPaper(models.Model):
    """A report to committee that is public from `public_from`: its files for the public, as issued, nothing else of it.

    `number` stands in its address and never changes.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="published_papers")
    paper = models.ForeignKey(CommitteeReport, models.PROTECT, related_name="published")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    public_from = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="published_papers")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Papers.as_manager()

    class Meta:
        ordering = ("-public_from", "-number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "number"], name="published_paper_once"),
            models.CheckConstraint(
                condition=Q(public_from__gte=F("published_at")), name="paper_public_once_published"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="paper_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_public(self, at: datetime) -> bool:
        """Whether its time has come."""
        return self.public_from <= at and not self.was_never_public

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None

    @property
    def was_never_public(self) -> bool:
        """Whether it was withdrawn before its time came, so that the public never knew of it."""
        return self.withdrawn_at is not None and self.withdrawn_at < self.public_from
