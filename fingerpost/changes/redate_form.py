"""The form on which new dates are asked for several actions at once, for one reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.changes.forms import DayInWords, InWords
from fingerpost.changes.values import Wanted
from fingerpost.changes.wording import REASONS
from fingerpost.rules.decisions import ChangeKind, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.plans.models import Action


class Row(NamedTuple):
    """An action with its own fields of the form."""

    action: Action
    to_date: forms.BoundField
    why: forms.BoundField


class ReDateForm(forms.Form):
    """A new date for each action; the reason is that of all, the words of all unless an action has its own."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=gettext_lazy("What is the main reason?"),
        choices=[
            ("", gettext_lazy("Choose a reason")),
            *((str(code), words) for code, words in REASONS.items()),
        ],
        error_messages={"required": gettext_lazy("Choose the main reason")},
    )
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("For all of them. Whoever decides, and later the report, reads these words."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why")},
        max_length=2000,
    )
    asked_on = DayInWords(
        label=gettext_lazy("When was this asked?"),
        help_text=gettext_lazy("Leave this empty if it is asked today. Otherwise like 3 March 2026."),
        required=False,
    )

    def __init__(self, *args: Any, actions: Sequence[Action], **options: Any) -> None:
        super().__init__(*args, **options)
        self._actions = tuple(actions)
        for each in self._actions:
            self.fields[f"to_{each.pk}"] = InWords(
                label=_("New date of %(ref)s") % {"ref": each.ref},
                year=each.plan.year,
                error_messages={"required": _("Give the new date of %(ref)s") % {"ref": each.ref}},
            )
            self.fields[f"why_{each.pk}"] = forms.CharField(
                label=_("Words of its own for %(ref)s") % {"ref": each.ref}, required=False, max_length=2000
            )

    @property
    def rows(self) -> list[Row]:
        """The actions in their order, each with its fields."""
        return [Row(each, self[f"to_{each.pk}"], self[f"why_{each.pk}"]) for each in self._actions]

    def wanted(self) -> dict[Action, Wanted]:
        """What is asked for each action; the form must be valid."""
        given = self.cleaned_data
        return {
            each: Wanted(
                kind=ChangeKind.REPROGRAMME,
                reason=ReasonCode(given["reason"]),
                why=given[f"why_{each.pk}"] or given["why"],
                to_date=given[f"to_{each.pk}"],
            )
            for each in self._actions
        }

    def add_problems(self, problems: dict[int, ValueError]) -> None:
        """Put what was refused beside each action's date, by the action's key."""
        for each in self._actions:
            if each.pk in problems:
                self.add_error(f"to_{each.pk}", f"{each.ref}: {problems[each.pk]}")
