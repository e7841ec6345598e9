"""Answering and every other move, and saying anew who is to answer by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.govuk.choices import offer
from fingerpost.rules.scrutiny import NEEDS_NO_WORDS, RESPONSES, ScrutinyState
from fingerpost.scrutiny.forms.asking import LONGEST
from fingerpost.scrutiny.forms.fields import (
    DayInWords,
    answerers,
    meeting_options,
    person_options,
)
from fingerpost.scrutiny.values import Due
from fingerpost.scrutiny.wording import MOVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person

SAY = "say"
"""The choice of only saying something."""


class MoveForm(forms.Form):
    """What somebody does with a request: one of the moves that they may make, or a word in between."""

    to = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Choose what you want to do")},
    )
    words = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("Members and officers read them, and the next report prints them."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        required=False,
    )
    meeting = forms.ChoiceField(label=gettext_lazy("At which meeting?"), required=False)
    minute = forms.CharField(label=gettext_lazy("Minute reference"), max_length=40, required=False)
    on = DayInWords(
        label=gettext_lazy("Day, where it was neither today nor at a meeting"),
        help_text=gettext_lazy("For example 11 March 2026."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput())
    conditional = ("words", "meeting", "minute")

    def __init__(
        self, *args: Any, moves: Sequence[ScrutinyState], meetings: Sequence[Meeting] | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "to",
            [
                *((str(each), MOVES[each]) for each in moves),
                (SAY, _("Only say something; it stands where it is")),
            ],
        )
        self.meetings = {str(each.pk): each for each in meetings or ()}
        if meetings is None:
            for name in ("meeting", "minute", "on"):
                del self.fields[name]
        else:
            offer(self, "meeting", meeting_options(meetings, _("At none")))

    @property
    def state(self) -> ScrutinyState | None:
        """Where the valid form moves it; None where it only says something."""
        chosen = self.cleaned_data["to"]
        return None if chosen == SAY else ScrutinyState(chosen)

    @property
    def chosen(self) -> Meeting | None:
        """The meeting that the valid form names."""
        return self.meetings.get(self.cleaned_data.get("meeting", ""))

    def clean(self) -> dict[str, Any]:
        """Words, meeting and minute where the move needs them."""
        given = super().clean() or {}
        to = given.get("to")
        if to and to not in NEEDS_NO_WORDS and not given.get("words"):
            self.add_error("words", _("Write it in words"))
        if to in RESPONSES:
            if not given.get("meeting"):
                self.add_error("meeting", _("Choose the meeting at which Cabinet responded"))
            if not given.get("minute"):
                self.add_error("minute", _("Give the minute reference"))
        return given


class AssignForm(forms.Form):
    """Who is to answer, and by when."""

    owner = forms.ChoiceField(label=gettext_lazy("Who is to answer?"), required=False)
    due_meeting = forms.ChoiceField(label=gettext_lazy("Due at"), required=False)
    due_on = DayInWords(
        label=gettext_lazy("Or due on"),
        help_text=gettext_lazy("For example 11 March 2026."),
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("Why does this change?"),
        max_length=400,
        error_messages={"required": gettext_lazy("Say why this changes")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput())
    conditional = ("due_on",)

    def __init__(
        self, *args: Any, people: Sequence[Person], meetings: Sequence[Meeting], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people = {str(each.pk): each for each in people}
        self.meetings = {str(each.pk): each for each in meetings}
        offer(self, "owner", person_options(answerers(people), _("Nobody yet")))
        offer(self, "due_meeting", meeting_options(meetings, _("No meeting: on a day")))

    def clean(self) -> dict[str, Any]:
        """A meeting or a day."""
        given = super().clean() or {}
        if "due_on" in given and bool(given.get("due_meeting")) == bool(given["due_on"]):
            self.add_error("due_on", _("Choose a meeting or give a day, not both"))
        return given

    @property
    def due(self) -> Due:
        """When it is due, by the valid form."""
        return Due(self.meetings.get(self.cleaned_data["due_meeting"]), self.cleaned_data["due_on"])

    @property
    def owner_chosen(self) -> Person | None:
        """Who is to answer, by the valid form."""
        return self.people.get(self.cleaned_data["owner"])
