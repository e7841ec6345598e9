"""The form of an API token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.days import DayField
from fingerpost.people.operations.tokens import LONGEST

if TYPE_CHECKING:
    from datetime import date


class TokenForm(forms.Form):
    """What a token is for, what it may do, and until when."""

    READ, WRITE = "read", "write"

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=60,
        help_text=_("A name by which you know it again, such as “Monthly figures in Excel”."),
        error_messages={"required": _("Say what it is for.")},
    )
    may = forms.ChoiceField(
        label=_("What may it do?"),
        choices=[(READ, _("Only read")), (WRITE, _("Read and write, as you may"))],
        widget=forms.RadioSelect,
        initial=READ,
        error_messages={"required": _("Choose what it may do.")},
    )
    expires_on = DayField(label=_("Until which day is it good?"), help_text=_("At most a year from today."))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_expires_on(self) -> date:
        """A day from today on, and within a year."""
        day: date = self.cleaned_data["expires_on"]
        if day < self.today:
            raise forms.ValidationError(_("The day must be today or later."))
        if day > self.today + LONGEST:
            raise forms.ValidationError(_("The day must be within a year from today."))
        return day
