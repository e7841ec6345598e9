"""The one place in the web application that reads the clock; everything else is given `at`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime


def now() -> datetime:
    """This moment in the council's own time; in a demonstration, the moment at which it stands still."""
    fixed: datetime | None = settings.FIXED_NOW
    if fixed is not None:
        return fixed if timezone.is_aware(fixed) else timezone.make_aware(fixed)
    return timezone.localtime()
