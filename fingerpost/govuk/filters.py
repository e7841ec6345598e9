"""How values are written on pages: months, days, moments, statuses. British, as councils write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.timezone import localtime

from fingerpost.rules import wording
from fingerpost.rules.classes import Status
from fingerpost.rules.months import Month, day_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class HasStatusWords(Protocol):
    """A plan, which may have its own words for statuses, by their codes."""

    @property
    def status_words(self) -> Mapping[Any, str]:
        """The words that differ from the product's own."""


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


def status_word(status: str, plan: HasStatusWords | None = None) -> str:
    """A status in the words of its plan, or else in our own."""
    words = {} if plan is None else {Status(code): word for code, word in plan.status_words.items()}
    return wording.status_word(Status(status), words)


FILTERS: dict[str, Callable[[Any], str]] = {
    "day": day,
    "moment": moment,
    "month": month,
    "short_month": short_month,
}
