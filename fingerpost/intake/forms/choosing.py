"""The form on which somebody says what is to become of what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from fingerpost.intake.choices import ADD_PERSON, NOBODY, Choices, Extra, Then

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.intake.proposal import Line, Proposal
    from fingerpost.people.models import Person


class ChoosingForm(forms.Form):
    """What becomes of each action, whom each unknown name means, and what the source's own columns hold.

    `opening` where the plan is taken over in mid-year: then a revised date may be marked as approved before.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        found: Proposal,
        choices: Choices,
        people: Sequence[Person],
        opening: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.found, self.choices = found, choices
        whom = [
            (NOBODY, _("Nobody: leave the name out")),
            (ADD_PERSON, _("Somebody new: add them without an account")),
            *((str(each.pk), f"{each.shown}{f', {each.post}' if each.post else ''}") for each in people),
        ]
        extras = {
            "": _("Nothing: pass it over"),
            Extra.RESOURCES: _("Resources"),
            Extra.PRIORITY: _("Priority"),
            Extra.OUTSIDE_BODIES: _("Outside bodies"),
            Extra.PREDECESSORS: _("The refs of what it waits for"),
            Extra.DEPUTIES: _("Deputies"),
            Extra.SERVICE: _("Its service, where the council has one of the name"),
            Extra.MEASURES: _("Measures of success, one on a line"),
        }
        for number, (name, chosen) in enumerate(found.unknown):
            self.fields[f"lead_{number}"] = forms.ChoiceField(
                label=name, choices=whom, initial=chosen, required=False
            )
        for number, (heading, extra) in enumerate(found.headings):
            self.fields[f"extra_{number}"] = forms.ChoiceField(
                label=heading,
                choices=[(str(value), words) for value, words in extras.items()],
                initial=str(extra or ""),
                required=False,
            )
        for line in found.lines:
            other = Then.CREATE if line.known is None else Then.CHANGE
            words = {
                Then.CREATE: _("Create it"),
                Then.CHANGE: _("Change the plan’s"),
                Then.LEAVE: _("Leave it out") if line.known is None else _("Leave the plan’s as it is"),
            }
            self.fields[f"then_{line.number}"] = forms.ChoiceField(
                label=_("What becomes of %(ref)s") % {"ref": line.ref},
                choices=[(str(each), words[each]) for each in (other, Then.LEAVE)],
                initial=str(line.then),
                required=False,
            )
            if opening and line.revised is not None and line.revised.is_known:
                self.fields[f"approved_{line.number}"] = forms.BooleanField(
                    label=_("The revised date of %(ref)s, %(date)s, was approved before")
                    % {"ref": line.ref, "date": line.revised.text},
                    initial=line.number in choices.approved,
                    required=False,
                )

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields of unknown names."""
        return [self[f"lead_{number}"] for number, _name in enumerate(self.found.unknown)]

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the source's own columns."""
        return [self[f"extra_{number}"] for number, _heading in enumerate(self.found.headings)]

    @property
    def lines(self) -> list[tuple[Line, forms.BoundField, forms.BoundField | None]]:
        """Each action with its choice, and the mark of an approved date where there can be one."""
        return [
            (
                line,
                self[f"then_{line.number}"],
                self[name] if (name := f"approved_{line.number}") in self.fields else None,
            )
            for line in self.found.lines
        ]

    def chosen(self) -> Choices:
        """The choices; the form must be valid. What is as usual is not noted, so that it follows a corrected draft, and
        what was not sent stays as it was chosen before.
        """
        given = self.cleaned_data
        leads = dict(self.choices.leads)
        for number, (name, chosen_before) in enumerate(self.found.unknown):
            leads[name.casefold()] = given[f"lead_{number}"] or chosen_before
        extras = dict(self.choices.extras)
        for number, (heading, _extra) in enumerate(self.found.headings):
            if f"extra_{number}" in self.data:
                extras[heading] = given[f"extra_{number}"]
        then = {}
        for line in self.found.lines:
            usual = Then.CREATE if line.known is None else Then.LEAVE
            if (chosen := given[f"then_{line.number}"] or line.then) != usual:
                then[str(line.number)] = str(chosen)
        return Choices(
            leads=leads,
            extras=extras,
            then=then,
            approved=tuple(line.number for line in self.found.lines if given.get(f"approved_{line.number}")),
        )
