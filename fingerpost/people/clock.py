"""The one place in the web application that reads the clock; everything else is given `at`."""

from __future__ import annotations

import time
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


def seconds_since(moment: float) -> float:
    """The seconds since a moment of the system's clock: sign-ins are dated by it, also where ours stands still."""
    return time.time() - moment  # noqa: TID251  # the edge
