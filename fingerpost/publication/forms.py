"""The forms of publishing. They validate and never save."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.days import DayField

if TYPE_CHECKING:
    from datetime import date

_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*([ap])?\.?\s*m?\.?", re.IGNORECASE | re.ASCII)
_WHY = _("Residents read this in its place. Name nobody, and do not repeat what was wrong to publish.")


class TimeOfDayField(forms.CharField):
    """A time of day: 9am, 9.30 am, 09:30 or 17:00."""

    def clean(self, value: Any) -> time | None:
        """The time. Refuses words that are none."""
        words = super().clean(value).strip()
        if not words:
            return None
        if words.casefold() in ("noon", "midday"):
            return time(12)
        match = _TIME.fullmatch(words)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        half = (match[3] or "").casefold() if match else ""
        if half and not 1 <= hour <= 12:
            hour = 99
        elif half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 23 or minute > 59:
            raise ValidationError(
                gettext("“%(words)s” is not a time. Write it like 9am, 9:30 or 17:00.") % {"words": words}
            )
        return time(hour, minute)


class TimeForm(forms.Form):
    """From when something is public: now, or from a day and time."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(
        label=_("When is it public?"),
        widget=forms.RadioSelect,
        choices=[("now", _("Now")), ("later", _("From a day and time"))],
        error_messages={"required": _("Choose when it is public")},
    )
    day = DayField(label=_("Day"), required=False)
    time = TimeOfDayField(
        label=_("Time"),
        required=False,
        help_text=_("For example 9am or 17:00. Nothing of it can be seen before."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    conditional = ("day", "time")

    def clean(self) -> dict[str, Any]:
        """Refuse a later time without its day and time."""
        given = self.cleaned_data
        if given.get("when") == "later":
            if not given.get("day") and "day" not in self.errors:
                self.add_error("day", gettext("Give the day from which it is public"))
            if given.get("time") is None and "time" not in self.errors:
                self.add_error("time", gettext("Give the time from which it is public"))
        return given

    @property
    def until(self) -> datetime | None:
        """The end of the embargo that the valid form gives; None for now."""
        given = self.cleaned_data
        if given["when"] == "now":
            return None
        day: date = given["day"]
        return timezone.make_aware(datetime.combine(day, given["time"]))


class PublishForm(TimeForm):
    """From when a report is public, and why it takes the place of an edition before."""

    why = forms.CharField(
        label=_("What does it put right?"),
        help_text=_("Residents read this on the page of the month."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what it puts right, in words for residents")},
    )

    def __init__(self, *args: Any, another: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not another:
            del self.fields["why"]


class WithdrawForm(forms.Form):
    """Why something is withdrawn."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_WHY,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in words for residents")},
    )


class RedactForm(forms.Form):
    """Which words are taken out, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    phrases = forms.CharField(
        label=_("Words to take out"),
        help_text=_(
            "As they stand on the page; one phrase a line. “[redacted]” stands in their place wherever they are."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give the words to take out")},
    )
    why = forms.CharField(
        label=_("Why are they taken out?"),
        help_text=_WHY,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in words for residents")},
    )

    @property
    def lines(self) -> list[str]:
        """The phrases, one a line."""
        return [each for each in self.cleaned_data["phrases"].splitlines() if each.strip()]
