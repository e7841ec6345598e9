"""A decision as a form: who decided, when, under which authority, where the minutes say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.plans.forms.base import DetailsForm
from fingerpost.plans.forms.fields import DayField
from fingerpost.rules.decisions import Authority, Decision

if TYPE_CHECKING:
    from datetime import date


class DecisionForm(DetailsForm):
    """Who decided, on which day, under which authority, and where the minutes say so."""

    decided_by = forms.CharField(
        label=_("Who decided"), max_length=120, help_text=_("The body or the officer, such as Cabinet.")
    )
    authority = forms.ChoiceField(
        label=_("Under which authority"), choices=[(each.value, each.value) for each in Authority]
    )
    decided_on = DayField(label=_("Day of the decision"))
    meeting = forms.CharField(label=_("Meeting, if there was one"), max_length=120, required=False)
    minute = forms.CharField(label=_("Minute reference, if there is one"), max_length=40, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def make(self, values: dict[str, Any]) -> Decision:
        """The decision; refuses a day to come."""
        if values["decided_on"] > self.today:
            raise ValueError(gettext("The day of the decision is still to come."))
        return Decision(
            values["decided_on"],
            values["decided_by"],
            Authority(values["authority"]),
            values["meeting"] or None,
            values["minute"] or None,
        )
