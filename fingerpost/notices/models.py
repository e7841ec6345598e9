"""The outbox: every message to a person, from when it is written to when it was sent."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from fingerpost.files.models import StoredFile
from fingerpost.monitoring.models import Period
from fingerpost.people.council_settings import settings_of
from fingerpost.people.disposal import years_before
from fingerpost.people.models import Council, Person

if TYPE_CHECKING:
    from datetime import datetime


class MessageState(StrEnum):
    """Where a message stands. `SENDING` is set before the mail server is called."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Message(models.Model):
    """A message to a person, or to an address outside the council (`person` is None). `kind` is a value of `rules.notices.NoticeKind`. `key` says what it is about
    ("due soon 3 2026-04-02"), so that it is written once; `message_id` is that of the e-mail, the same however
    often it is tried. While it is being sent, `next_try_at` is when it counts as left behind by a crash.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="notices")
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ("-written_at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "next_try_at"], name="outbox"),
            models.Index(fields=["council", "-written_at"], name="messages_by_council"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "person", "key"], name="message_once"),
        ]

    def __str__(self) -> str:
        return self.subject

    @classmethod
    def due_for_disposal(cls, council: Council, *, at: datetime) -> models.QuerySet[Message]:
        """Messages that went out, or never will, and that the council has kept for as long as it chose."""
        before = years_before(at, settings_of(council).messages_years)
        done = (MessageState.SENT, MessageState.FAILED)
        return cls.objects.filter(council=council, state__in=done, written_at__lt=before)


class Attachment(models.Model):
    """A file that goes with a message, in order."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attached")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "file"], name="file_attached_once"),
        ]

    def __str__(self) -> str:
        return self.file.name


class Told(models.Model):
    """That a person was told of something that happened once: a question ("question 5"), a decision ("decision 12").

    It is written with its message, so that nothing is told twice and nothing is forgotten.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="told")
    subject = models.CharField(max_length=60)
    message = models.ForeignKey(Message, models.CASCADE, related_name="told")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "subject"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.subject}"
