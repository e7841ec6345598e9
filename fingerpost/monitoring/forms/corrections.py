"""The form on which the next version of a closed month is closed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a closed month is corrected: the reason stands in the next version, for good."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why is the closed month corrected?"),
        help_text=_("This stands in the new version and in its report."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why the closed month is corrected.")},
    )
