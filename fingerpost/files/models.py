"""A file that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from fingerpost.people.council_settings import settings_of
from fingerpost.people.disposal import years_before
from fingerpost.people.models import Council

if TYPE_CHECKING:
    from datetime import datetime


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

    @classmethod
    def due_for_disposal(cls, council: Council, *, at: datetime) -> models.QuerySet[StoredFile]:
        """Files to which nothing points any more, kept as long as the council keeps uploads."""
        rows = cls.objects.filter(
            council=council, stored_at__lt=years_before(at, settings_of(council).uploads_years)
        )
        for relation in cls._meta.related_objects:
            rows = rows.filter(**{f"{relation.field.related_query_name()}__isnull": True})
        return rows
