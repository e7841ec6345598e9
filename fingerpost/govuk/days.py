"""A day in one text box, as people in Britain write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day: 31/3/2026, 31 March 2026, 31 Mar 2026 or 2026-03-31."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y"],
            widget=forms.DateInput(format="%-d/%-m/%Y", attrs={"class": "govuk-input--width-10"}),
            error_messages={"invalid": _("Enter a real date, such as 31/3/2026.")},
            **{"help_text": _("For example, 31/3/2026"), **options},
        )
