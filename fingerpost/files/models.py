"""A file that is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fingerpost.people.models import Council


class StoredFile(models.Model):
    """A file of a council, with the SHA-256 of its bytes. It is written once and served as it is."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    stored_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "sha256"], name="file_by_digest")
        ]

    def __str__(self) -> str:
        return self.name
