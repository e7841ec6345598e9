"""Covering reports to committee: the council's standard, a report with its parts and sign-offs, and what was issued."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from fingerpost.files.models import StoredFile
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.people.models import Council, Person
from fingerpost.plans.models import Plan


class Standard(models.Model):
    """What a council's covering reports are made of: its standard parts by kind, and its Word template.

    `parts` holds for each kind of report that the council arranged the plain forms of `standards.Arranged`, in
    order, and `recommendations` those of `rules.committee.recommendations.RecommendationTemplate`; a kind that is not
    there has the product's own. `template` is a Word file in which the report is set.
    """

    council = models.OneToOneField(Council, models.PROTECT, related_name="committee_standard")
    parts = models.JSONField(default=dict, blank=True)
    recommendations = models.JSONField(default=dict, blank=True)
    template = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="templates_of"
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Standard report of {self.council}"


class ReportState(StrEnum):
    """Where a report stands; `committee.states.ALLOWED_MOVES` says what may follow."""

    DRAFT = "draft"
    IN_SIGN_OFF = "in sign-off"
    APPROVED = "approved"
    ISSUED = "issued"


class CommitteeReport(models.Model):
    """A covering report: on a closed month (`period`, `snapshot`), or on a new plan (neither).

    `kind` is a value of `rules.committee.standard.ReportKind`. `left_out` are the keys of the standard parts that this report does without. `record` is the canonical text of the snapshot or draft plan that an issued report
    rests on, where no row holds it. `json` is the canonical text of the value that was issued,
    with its `digest`; until then the value is made of the rows. `version` counts every change of the report
    itself; each part counts its own. `public_choices` is the plain form of the `rules.publishing.PublicChoices` by
    which officers stand in its public files, as it was when it was issued; None where it was issued before they did.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="committee_reports")
    kind = models.CharField(max_length=40)
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="committee_reports"
    )
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, related_name="committee_reports"
    )
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default=ReportState.DRAFT)
    officer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="reports_to_committee"
    )
    portfolio_holder = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="reports_held"
    )
    holder_consulted = models.BooleanField(null=True, blank=True)
    contact = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="reports_as_contact"
    )
    telephone = models.CharField(max_length=40, blank=True)
    wards = models.CharField(max_length=300, blank=True)
    decision_type = models.CharField(max_length=120, blank=True)
    background_papers = models.JSONField(default=list, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    json = models.TextField(blank=True)
    record = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    public_choices = models.JSONField(null=True, blank=True)
    release = models.CharField(max_length=20, blank=True)
    template = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="reports_set_in"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-started_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["period"], condition=~Q(state=ReportState.ISSUED), name="one_report_in_hand_a_period"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(period=None) & ~Q(state=ReportState.ISSUED),
                name="one_new_plan_report_in_hand",
            ),
            models.CheckConstraint(
                condition=Q(period=None, snapshot=None) | Q(period__isnull=False, snapshot__isnull=False),
                name="report_of_a_month_has_its_snapshot",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.APPROVED, ReportState.ISSUED])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="report_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.ISSUED)
                | (Q(issued_by__isnull=False, issued_at__isnull=False) & ~Q(digest="")),
                name="report_issued_with_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_hand(self) -> bool:
        """Whether its text may still be written."""
        return self.state in (ReportState.DRAFT, ReportState.IN_SIGN_OFF)


class Part(models.Model):
    """A section of a report, with whoever writes it and the sign-off of its text as filled.

    `key` is that of the standard part it comes from, or its own; `within` that of the part it is a heading of.
    `exempt` is the plain form of the `rules.committee.exempt.Exemption` by which it is kept from the public, None
    where it is public. `clearance` names whoever else must clear it ("finance", "legal"), empty where its owner signs. `signed_digest` is that of the filled text that was signed:
    another text, typed or filled, is not signed.
    """

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    within = models.CharField(max_length=60, blank=True)
    numbered = models.BooleanField(default=True)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="committee_parts")
    clearance = models.CharField(max_length=20, blank=True)
    exempt = models.JSONField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "key"], name="part_once_in_a_report"),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None, signed_digest="")
                | (Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(signed_digest="")),
                name="part_signed_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """Whose part it is."""
        return () if self.owner_id is None else (self.owner_id,)

    @property
    def owner_service_id(self) -> None:
        """A part belongs to its owner, never to a service."""
        return


class FurtherAppendix(models.Model):
    """An appendix of a report beside the one that is made of the record, with its file where one is attached.

    `exempt` is as a part's: it is kept from the public, its title with it.
    """

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="further")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="appendices_of_reports"
    )
    exempt = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        return self.title


class Acceptance(models.Model):
    """A difference between the text and the record that was accepted, with its reason.

    `words` are those that differ, so that it is the same difference only while they are the same; `finding` is the
    digest of check, part and words together.
    """

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="acceptances")
    finding = models.CharField(max_length=64)
    check_id = models.CharField(max_length=60)
    part = models.CharField(max_length=60)
    words = models.TextField()
    message = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "finding"], name="difference_accepted_once"),
        ]

    def __str__(self) -> str:
        return self.message


class Consultee(models.Model):
    """Somebody who was consulted on a report, with what they answered."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="consultees")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    consulted_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("place", "pk")

    def __str__(self) -> str:
        return self.name


class Audience(StrEnum):
    """For whom a file of a report is."""

    PUBLIC = "public"
    FULL = "full"


class ReportFile(models.Model):
    """One file of an issued report, stored and served as issued. What the public may have stands apart from the whole."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="files")
    audience = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    format = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="committee_files")

    class Meta:
        ordering = ("audience", "-kind", "format")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "audience", "kind", "format"], name="report_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.audience} {self.kind} as {self.format}"
