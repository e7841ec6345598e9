"""Words that were taken out of what is public of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.monitoring.models import Period

if TYPE_CHECKING:
    from collections.abc import Iterable


def take_out(period: Period, phrases: Iterable[str]) -> None:
    """Keep these words out of every public paper on the month that is made from now on.

    For use within an operation, which records it. The closed record stands as it is.
    """
    held = Period.objects.select_for_update().get(pk=period.pk)
    held.redacted = list(dict.fromkeys((*held.redacted, *phrases)))
    held.save(update_fields=["redacted"])
