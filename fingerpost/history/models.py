"""Entries of the record. Nothing in them points to another table, so nothing can be pulled from under them."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class RecordStands(TypeError):
    """An entry of the history is never altered or deleted."""


class Entry(models.Model):
    """One write: who did what to which thing, when, and what it was before and after.

    Names stand as text, as they were then. `subject` is the thing's table and key (`plans.action:12`), and
    `label` what people call it ("Action 16.4.1"). `before` and `after` hold the plain values that changed.
    """

    council_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=160)
    by_id = models.BigIntegerField(null=True)
    event = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council_id", "-at"], name="history_by_council"),
            models.Index(fields=["council_id", "subject", "-at"], name="history_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.event} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry once. Refuses to write over it."""
        if not self._state.adding:
            raise RecordStands("An entry of the history is never altered.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, always."""
        raise RecordStands("An entry of the history is never deleted.")
