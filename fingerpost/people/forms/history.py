"""The filter of the record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.choices import offer
from fingerpost.history.of import things
from fingerpost.people.forms.days import DayField


class HistoryFilter(forms.Form):
    """Who did what to which thing, from when to when; whatever is left empty does not filter."""

    who = forms.CharField(label=_("Who"), required=False, max_length=100)
    what = forms.CharField(label=_("What was done, or to what"), required=False, max_length=100)
    thing = forms.ChoiceField(label=_("Kind of thing"), required=False)
    first_day = DayField(label=_("From (31/3/2026)"), required=False, help_text="")
    last_day = DayField(label=_("To (31/3/2026)"), required=False, help_text="")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "thing", [("", _("Everything")), *things().items()])
