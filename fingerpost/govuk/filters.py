"""How values are written on pages: months, days, moments, statuses. British, as councils write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from fingerpost.rules.months import Month, day_name

if TYPE_CHECKING:
    from collections.abc import Callable


def day(value: date | datetime | None) -> str:
    """A day written out: 28 February 2008. A dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = localtime(value).date()
    return day_name(value)


def moment(value: datetime) -> str:
    """A moment: 28 February 2008, 5:02 pm."""
    local = localtime(value)
    hour = local.hour % 12 or 12
    return f"{day_name(local.date())}, {hour}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"


def month(value: Month | None) -> str:
    """A month written out: February 2008."""
    return "–" if value is None else value.name


def short_month(value: Month | None) -> str:
    """A month for a table: Feb 2008."""
    return "–" if value is None else value.short_name


FILTERS: dict[str, Callable[[Any], str]] = {
    "day": day,
    "moment": moment,
    "month": month,
    "short_month": short_month,
}
