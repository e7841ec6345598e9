"""Distribution lists, and what was sent to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fingerpost.committee.models import CommitteeReport
from fingerpost.files.models import StoredFile
from fingerpost.issuing.models import Report
from fingerpost.meetings.models import Body
from fingerpost.notices.models import Message
from fingerpost.people.models import Council, Person
from fingerpost.plans.models import Plan


class DistributionList(models.Model):
    """Who gets reports, perhaps those of one plan or for one body. A list that is no longer used is closed."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="distribution_lists")
    name = models.CharField(max_length=120)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="distribution_lists")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="distribution_lists")
    people = models.ManyToManyField(Person, blank=True, related_name="distribution_lists")
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="distribution_list_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OutsideAddress(models.Model):
    """An address of somebody outside the council, who gets public files only."""

    list = models.ForeignKey(DistributionList, models.CASCADE, related_name="outside")
    name = models.CharField(max_length=120)
    address = models.EmailField()

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "address"], name="outside_address_once_in_a_list"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


class Circulation(models.Model):
    """An issued report sent to a list: what was said, by whom and when. `list_name` is the list's name as at sending."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="circulations")
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="circulations")
    committee_report = models.ForeignKey(
        CommitteeReport, models.PROTECT, null=True, blank=True, related_name="circulations"
    )
    title = models.CharField(max_length=200)
    list = models.ForeignKey(DistributionList, models.PROTECT, related_name="circulations")
    list_name = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="circulations")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(report__isnull=False, committee_report=None)
                | Q(report=None, committee_report__isnull=False),
                name="circulation_of_one_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} to {self.list_name}"


class Recipient(models.Model):
    """Somebody to whom a report was sent, with the address of then. `outside` the council they get public files only.

    `message` is that of the outbox, which the council may dispose of after some years; the log stays.
    """

    circulation = models.ForeignKey(Circulation, models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    address = models.EmailField()
    outside = models.BooleanField(default=False)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="recipients")

    class Meta:
        ordering = ("outside", "name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["circulation", "address"], name="address_once_in_a_circulation"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


class SentFile(models.Model):
    """A file as it went to a recipient, with its digest. `attached` where it went with the message, not as a link."""

    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="sent")
    sha256 = models.CharField(max_length=64)
    attached = models.BooleanField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recipient", "file"], name="file_sent_once"),
        ]

    def __str__(self) -> str:
        return self.file.name
