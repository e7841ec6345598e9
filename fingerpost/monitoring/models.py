"""The monthly round: periods, updates with their review, snapshots of closed periods, and what came after."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from fingerpost.files.models import StoredFile
from fingerpost.people.models import Person
from fingerpost.plans.fields import MonthField
from fingerpost.plans.models import Action, Plan
from fingerpost.rules import months


class Period(models.Model):
    """A period of a plan, open until `closed_at`. Leads report by `due_on`; it is to be closed on `close_on`.

    `redacted` are words that were taken out of what is public of it, so that no later public paper says them.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="periods")
    first = MonthField()
    last = MonthField()
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    close_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    redacted = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-first",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "first"], name="period_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(closed_at=None), name="one_open_period"),
        ]

    def __str__(self) -> str:
        return self.value.name

    @property
    def value(self) -> months.Period:
        """The period as the rules know it."""
        return months.Period(self.first, self.last)

    @property
    def is_open(self) -> bool:
        """Whether updates are still taken."""
        return self.closed_at is None


class UpdateState(StrEnum):
    """Where an update stands: typed, sent, sent back with a question, or accepted in review."""

    DRAFT = "draft"
    SENT = "sent"
    SENT_BACK = "sent back"
    ACCEPTED = "accepted"


class Update(models.Model):
    """What a lead reports on an action for a period.

    `typed` is the form as last typed and saved, whether or not it makes sense yet; `content` is the plain
    form of `rules.updates.Update` as last sent, None until it is, and `unsent` tells that something was typed
    since. `version` counts every save, so that two people who edit the same update find out; `saved_from` is the
    key of the page from which it was last saved, which may always save over itself.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    period = models.ForeignKey(Period, models.PROTECT, related_name="updates")
    state = models.CharField(max_length=20, default=UpdateState.DRAFT)
    typed = models.JSONField(default=dict, blank=True)
    content = models.JSONField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="updates")
    sent_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_from = models.CharField(max_length=32, blank=True)
    unsent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("period__first",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "period"], name="one_update_a_period"),
            models.CheckConstraint(
                condition=Q(state=UpdateState.DRAFT) | Q(content__isnull=False, sent_at__isnull=False),
                name="sent_with_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} in {self.period_id}: {self.state}"


class Evidence(models.Model):
    """A file or a link that shows what an update says."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="evidence_items")
    link = models.URLField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence_items")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(link="") ^ Q(file=None), name="evidence_is_link_or_file"),
        ]

    def __str__(self) -> str:
        return self.words or self.link


class Remark(models.Model):
    """A turn in the conversation on an update: a question, an answer, an acceptance, each with its words."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="remarks")
    at = models.DateTimeField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


class SnapshotStands(TypeError):
    """A snapshot is never altered or deleted."""


class Snapshot(models.Model):
    """A version of a closed period: the canonical JSON of `rules.snapshot.Snapshot` and its digest.

    `previous` is the snapshot that it stands on. `accepted` are the errors that were accepted at closing,
    each with its reason. It is written once and never altered.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="following")
    figures = models.JSONField()
    accepted = models.JSONField(default=list, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="closings")
    closed_at = models.DateTimeField()
    json = models.TextField()
    """The last column: SQLite reads a row from its beginning, and most pages need all but this."""

    class Meta:
        ordering = ("period__first", "version")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["period", "version"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period}, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the snapshot once. Refuses to write over it."""
        if not self._state.adding:
            raise SnapshotStands("A closed month is never altered; correct it by a new version.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise SnapshotStands("A closed month is never deleted.")


class ActionMonth(models.Model):
    """How an action stood in a closed period, for pages that show many actions or many months.

    Written with its snapshot, from it; the snapshot is the record, this is its index. A later version of the
    period takes the place of an earlier one here (`snapshot` tells which).
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="months")
    period = models.ForeignKey(Period, models.PROTECT, related_name="action_months")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="action_months")
    status = models.CharField(max_length=20)
    calculated = models.CharField(max_length=20)
    status_class = models.CharField(max_length=20, blank=True)
    highlight = models.CharField(max_length=40, blank=True)
    no_update = models.BooleanField(default=False)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "period"], name="action_month_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} in {self.period_id}: {self.status}"


class PendingCorrection(models.Model):
    """What is to take the place of an action's update in a closed period, put aside until its next version is closed.

    `content` is the plain form of `rules.updates.Update`.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="pending_corrections")
    action = models.ForeignKey(Action, models.PROTECT, related_name="pending_corrections")
    content = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("action__place",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["period", "action"], name="one_correction_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} in {self.period_id}"


class SinceNote(models.Model):
    """What happened to an action after its period was closed, kept apart from the frozen record."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="since_notes")
    action = models.ForeignKey(Action, models.PROTECT, related_name="since_notes")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.words
