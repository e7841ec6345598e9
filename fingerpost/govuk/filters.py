"""How values are written on pages: months, days, moments, statuses. British, as councils write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from fingerpost.rules import wording
from fingerpost.rules.classes import CLASS_OF_STATUS, LETTER_OF_CLASS, LETTER_OF_STATUS, Status, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import time

    from fingerpost.rules.months import Month

MONTH_NAMES = (
    gettext_lazy("January"),
    gettext_lazy("February"),
    gettext_lazy("March"),
    gettext_lazy("April"),
    pgettext_lazy("month", "May"),
    gettext_lazy("June"),
    gettext_lazy("July"),
    gettext_lazy("August"),
    gettext_lazy("September"),
    gettext_lazy("October"),
    gettext_lazy("November"),
    gettext_lazy("December"),
)
SHORT_MONTH_NAMES = (
    gettext_lazy("Jan"),
    gettext_lazy("Feb"),
    gettext_lazy("Mar"),
    gettext_lazy("Apr"),
    pgettext_lazy("short month", "May"),
    gettext_lazy("Jun"),
    gettext_lazy("Jul"),
    gettext_lazy("Aug"),
    gettext_lazy("Sep"),
    gettext_lazy("Oct"),
    gettext_lazy("Nov"),
    gettext_lazy("Dec"),
)


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
    parts = {"day": value.day, "month": MONTH_NAMES[value.month - 1], "year": value.year}
    return gettext("%(day)s %(month)s %(year)s") % parts


def moment(value: datetime) -> str:
    """A moment: 28 February 2008, 5:02 pm."""
    local = localtime(value)
    parts = {"day": day(local), "hour": local.hour % 12 or 12, "minute": f"{local.minute:02}"}
    words = gettext("%(day)s, %(hour)s:%(minute)s am") if local.hour < 12 else gettext("%(day)s, %(hour)s:%(minute)s pm")  # fmt: skip
    return words % parts


def clock(value: time) -> str:
    """A time of the day: 6:30 pm."""
    parts = {"hour": value.hour % 12 or 12, "minute": f"{value.minute:02}"}
    return (
        gettext("%(hour)s:%(minute)s am") if value.hour < 12 else gettext("%(hour)s:%(minute)s pm")
    ) % parts


def when(value: date | datetime | None) -> str:
    """A day or a moment, as it is known."""
    return moment(value) if isinstance(value, datetime) else day(value)


def month(value: Month | None) -> str:
    """A month written out: February 2008."""
    if value is None:
        return "–"
    return gettext("%(month)s %(year)s") % {"month": MONTH_NAMES[value.number - 1], "year": value.year}


def short_month(value: Month | None) -> str:
    """A month for a table: Feb 2008."""
    if value is None:
        return "–"
    return gettext("%(month)s %(year)s") % {"month": SHORT_MONTH_NAMES[value.number - 1], "year": value.year}


def month_letter(value: Month) -> str:
    """The first letter of a month, for a strip of twelve."""
    return str(MONTH_NAMES[value.number - 1])[0]


def days_left(value: date, today: date) -> str:
    """How far off a day is: today, tomorrow, in 4 days, 2 days ago."""
    days = (value - today).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}


def status_word(status: str, plan: HasStatusWords | None = None) -> str:
    """A status in the words of its plan, or else in our own."""
    words = {} if plan is None else {Status(code): word for code, word in plan.status_words.items()}
    return wording.status_word(Status(status), words)


def letter(status: str) -> str:
    """The letter of a status, or of a class, for tight places."""
    return LETTER_OF_STATUS[Status(status)] if status in set(Status) else LETTER_OF_CLASS[StatusClass(status)]


def tone(status: str) -> str:
    """The end of the style's name for a status or a class: on-target, not-updated."""
    known = Status(status) if status in set(Status) else StatusClass(status)
    return known.replace(" ", "-")


def class_of(status: str) -> str:
    """The class of a status as the end of a style's name; empty where it is not counted."""
    class_ = CLASS_OF_STATUS[Status(status)]
    return class_.replace(" ", "-") if class_ else ""


def class_word(class_: str) -> str:
    """A class of the figures in words."""
    return wording.CLASS_WORDS[StatusClass(class_)]


def class_meaning(class_: str, amber_up_to: int = 1) -> str:
    """What a class means, with the plan's tolerance in months."""
    return wording.meaning_of(StatusClass(class_), amber_up_to)


FILTERS: dict[str, Callable[..., str]] = {
    "class_meaning": class_meaning,
    "class_of": class_of,
    "class_word": class_word,
    "clock": clock,
    "day": day,
    "days_left": days_left,
    "letter": letter,
    "moment": moment,
    "month": month,
    "month_letter": month_letter,
    "short_month": short_month,
    "tone": tone,
    "when": when,
}
