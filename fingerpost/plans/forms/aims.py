"""The council's aims and corporate risks as forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.plans.forms.fields import RowChoice
from fingerpost.plans.models import AimKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.plans.models import Aim, Risk

KIND_WORDS = {
    AimKind.OBJECTIVE: _("Objective"),
    AimKind.PRIORITY: _("Priority"),
    AimKind.ENABLER: _("Enabler"),
    AimKind.RECOMMENDATION: _("External recommendation"),
}


class AimForm(forms.Form):
    """An objective, priority or enabler of the council plan, or an external recommendation."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(each.value, words) for each, words in KIND_WORDS.items()]
    )
    code = forms.CharField(label=_("Code"), max_length=20)
    title = forms.CharField(label=_("Title"), max_length=300)

    def __init__(self, *args: Any, aims: Sequence[Aim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = RowChoice(
            aims, label=_("Belongs to"), none=_("Nothing above it"), required=False
        )


class RiskForm(forms.Form):
    """A corporate risk; one that was merged names the one it went into."""

    use_required_attribute = False
    code = forms.CharField(label=_("Code"), max_length=20)
    title = forms.CharField(label=_("Title"), max_length=300)

    def __init__(self, *args: Any, risks: Sequence[Risk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["merged_into"] = RowChoice(
            risks, label=_("Merged into"), none=_("It stands for itself"), required=False
        )
