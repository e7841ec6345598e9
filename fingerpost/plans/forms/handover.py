"""The form on which actions are handed to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.choices import offer, offer_rows
from fingerpost.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fingerpost.plans.models import Action


class HandOverForm(forms.Form):
    """Which actions go, and to whom."""

    use_required_attribute = False
    actions = forms.MultipleChoiceField(
        label=_("Which actions?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the actions that are handed over.")},
    )
    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who takes over?"),
        empty_label=_("Choose a colleague"),
        error_messages={"required": _("Choose who takes over.")},
    )
    why = forms.CharField(label=_("Why, for the record"), required=False, max_length=300)

    def __init__(
        self, *args: Any, actions: Sequence[Action], person: Person, today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._actions = {str(each.pk): each for each in actions}
        offer(
            self,
            "actions",
            [(key, f"{each.ref} {each.title} ({each.plan.code})") for key, each in self._actions.items()],
        )
        self.initial.setdefault("actions", list(self._actions))
        here = Person.objects.filter(council_id=person.council_id).exclude(pk=person.pk)
        offer_rows(self, "to", here.exclude(left_on__lt=today))

    def chosen(self) -> list[Action]:
        """The actions that were ticked; the form must be valid."""
        return [self._actions[each] for each in self.cleaned_data["actions"]]
