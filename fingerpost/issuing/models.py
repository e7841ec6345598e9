"""Reports as they were issued."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fingerpost.files.models import StoredFile
from fingerpost.monitoring.models import Snapshot
from fingerpost.people.models import Person
from fingerpost.rules.plain import from_plain
from fingerpost.rules.scrutiny import AtIssue


class Report(models.Model):
    """The frozen record of an issued report: the same record with the same release gives the same bytes.

    `notes` are the *since then* notes as at issue, by ref, `requests` what Members asked as at
    issue, with the statements of portfolio holders: the plain form of `rules.scrutiny.AtIssue`. `release` is the
    version of the product.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="reports")
    previous = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, related_name="reports_of_next"
    )
    kind = models.CharField(max_length=40)
    notes = models.JSONField(default=dict, blank=True)
    requests = models.JSONField(default=dict, blank=True)
    release = models.CharField(max_length=20)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="reports")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return f"{self.kind}, {self.snapshot}"

    @property
    def asked(self) -> AtIssue:
        """What Members asked, as at issue."""
        return from_plain(AtIssue, self.requests)


class IssuedFile(models.Model):
    """One file of an issued report, stored and served as issued."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    format = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="issued")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "file"], name="issued_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.format}"
