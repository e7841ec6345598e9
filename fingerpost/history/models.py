"""Entries of the record. Nothing in them points to another table, so nothing can be pulled from under them."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class RecordStands(TypeError):
    """An entry of the history is never altered or deleted."""


class Entries(models.QuerySet["Entry"]):
    """Entries can be added and read, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("Entries of the history are never altered.")

    def delete(self) -> NoReturn:
        """Refused, always."""
        raise RecordStands("Entries of the history are never deleted.")

    def _raw_delete(self, *_: Any) -> NoReturn:
        raise RecordStands("Entries of the history are never deleted.")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("Entries of the history are never altered.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Entry]:
        """Add several entries. Refuses to write over entries that stand."""
        if kwargs.get("update_conflicts"):
            raise RecordStands("Entries of the history are never altered.")
        return super().bulk_create(*args, **kwargs)


class Entry(models.Model):
    """One write: who did what to which thing, when, and what it was before and after.

    Names stand as text, as they were then; `on_behalf_of` names whoever was away while somebody acted for them.
    `subject` is the thing's table and key (`plans.action:12`), and `label` what people call it
    ("Action 16.4.1"). `before` and `after` hold the plain values that changed.
    """

    council_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=160)
    by_id = models.BigIntegerField(null=True)
    on_behalf_of = models.CharField(max_length=320, blank=True)
    event = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)

    objects = Entries.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ("-at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council_id", "-at", "-id"], name="history_by_council"),
            models.Index(fields=["council_id", "subject", "-at"], name="history_by_subject"),
            models.Index(fields=["council_id", "by_id", "-at"], name="history_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.event} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry once. Refuses to write over it."""
        if not self._state.adding:
            raise RecordStands("An entry of the history is never altered.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("An entry of the history is never deleted.")

    @property
    def table(self) -> str:
        """The table of the thing, as `history.of.THINGS` names them for people."""
        return self.subject.partition(":")[0]
