"""What the rules say, said to the reader of a page: through gettext, with months and days as pages write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.messages.storage.fallback import FallbackStorage
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from fingerpost.govuk import filters
from fingerpost.rules.months import Month
from fingerpost.rules.said import Language, in_words

if TYPE_CHECKING:
    from datetime import date


def _month(year: int, number: int) -> str:
    return filters.month(Month(year, number))


def _day(day: date) -> str:
    return filters.day(day)


def _short_month(year: int, number: int) -> str:
    return filters.short_month(Month(year, number))


def _is_english() -> bool:
    return (get_language() or "en").startswith("en")


READERS = Language(
    text=gettext,
    plural=ngettext,
    month=_month,
    short_month=_short_month,
    day=_day,
    is_english=_is_english,
    count=lambda count: number_format(count, use_l10n=True, force_grouping=True),
)
"""The language that Django has for the request: of whoever reads the page."""


def words(value: str) -> str:
    """Text for a reader beyond a template: an e-mail, JSON, the value of a message of `gettext`."""
    return in_words(value, READERS)


class Notes(FallbackStorage):
    """What a page says once after something was done: kept as text, so said in the reader's language at once."""

    def add(self, level: int, message: str, extra_tags: str | None = "") -> None:
        """Keep a message for the next page."""
        super().add(level, words(str(message)), extra_tags)
