"""Asking: a Member's own form of three fields, and the form in which what a minute holds is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.govuk.choices import offer
from fingerpost.govuk.filters import status_word
from fingerpost.rules.classes import Status
from fingerpost.rules.scrutiny import ScrutinyKind
from fingerpost.scrutiny.forms.fields import (
    DayInWords,
    Things,
    answerers,
    meeting_options,
    members,
    person_options,
)
from fingerpost.scrutiny.values import About, Asking, Due
from fingerpost.scrutiny.wording import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person

LONGEST = 4000
"""How many characters a question or an answer may have."""

_OF_A_MEMBER = (ScrutinyKind.QUESTION, ScrutinyKind.REQUEST)


class AskForm(forms.Form):
    """What a Member asks: three fields."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want?"),
        choices=[
            (str(ScrutinyKind.QUESTION), gettext_lazy("An answer to a question")),
            (str(ScrutinyKind.REQUEST), gettext_lazy("Information, or something to be done")),
        ],
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Choose what you want")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("They are printed in the report until they are answered."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write what you ask")},
    )
    about = forms.ChoiceField(label=gettext_lazy("About what?"), required=False)

    def __init__(self, *args: Any, things: Things, **options: Any) -> None:
        super().__init__(*args, **options)
        self.things = things
        offer(self, "about", things.options)

    def asking(self, by: Person) -> Asking:
        """What the valid form asks."""
        given = self.cleaned_data
        return Asking(
            ScrutinyKind(given["kind"]), given["words"], by=by, about=self.things.about(given["about"])
        )


class DisputeForm(forms.Form):
    """Which rating of an action a Member holds to be wrong, and why."""

    claimed = forms.ChoiceField(
        label=gettext_lazy("What should it have been?"),
        error_messages={"required": gettext_lazy("Choose what it should have been")},
    )
    words = forms.CharField(
        label=gettext_lazy("Why?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Say why")},
    )

    def __init__(self, *args: Any, about: About, printed: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about
        offer(self, "claimed", _ratings(about, printed, _("Choose a rating")))

    def asking(self, by: Person) -> Asking:
        """The dispute that the valid form raises."""
        given = self.cleaned_data
        return Asking(ScrutinyKind.DISPUTE, given["words"], by=by, about=self.about, claimed=given["claimed"])


def _ratings(about: About, printed: str, nothing: str) -> list[tuple[str, str]]:
    return [
        ("", nothing),
        *((str(each), status_word(each, about.plan)) for each in Status if each != printed),
    ]


class MinuteForm(forms.Form):
    """Where and when everything on the page was said."""

    meeting = forms.ChoiceField(label=gettext_lazy("At which meeting?"), required=False)
    on = DayInWords(
        label=gettext_lazy("Day, where it was between meetings"),
        help_text=gettext_lazy("For example 11 March 2026. Leave it empty if it was at the meeting."),
        required=False,
    )
    minute = forms.CharField(
        label=gettext_lazy("Minute reference"),
        help_text=gettext_lazy("As it stands in the minutes, such as 41/26."),
        max_length=40,
        required=False,
    )
    conditional = ("meeting", "on")

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.meetings = {str(each.pk): each for each in meetings}
        offer(self, "meeting", meeting_options(meetings, _("Between meetings")))

    @property
    def chosen(self) -> Meeting | None:
        """The meeting that the valid form names."""
        return self.meetings.get(self.cleaned_data["meeting"])


class RowForm(forms.Form):
    """One thing that a minute holds. A row without words and without a kind is left out."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    words = forms.CharField(
        label=gettext_lazy("What was asked, recommended or undertaken"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    asker = forms.ChoiceField(label=gettext_lazy("Who asked"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name or body, where it is nobody in the list"), max_length=120, required=False
    )
    about = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    claimed = forms.ChoiceField(
        label=gettext_lazy("Of a dispute: what the rating should have been"), required=False
    )
    owner = forms.ChoiceField(label=gettext_lazy("Who is to answer, or gave the undertaking"), required=False)
    due_meeting = forms.ChoiceField(label=gettext_lazy("Due at"), required=False)
    conditional = ("kind", "words", "asker", "name", "about", "claimed", "owner", "due_meeting")

    def __init__(
        self,
        *args: Any,
        things: Things,
        people: Sequence[Person],
        ahead: Sequence[Meeting],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.things = things
        self.people = {str(each.pk): each for each in people}
        self.ahead = {str(each.pk): each for each in ahead}
        offer(self, "kind", [("", _("Choose")), *((str(kind), word) for kind, word in KINDS.items())])
        offer(self, "asker", person_options(members(people), _("Somebody else")))
        offer(self, "about", things.options)
        offer(self, "claimed", _ratings(About(), "", _("No dispute")))
        offer(self, "owner", person_options(answerers(people), _("The lead officer or head")))
        offer(self, "due_meeting", meeting_options(ahead, _("The next meeting of the same body")))

    @property
    def is_used(self) -> bool:
        """Whether anything was typed in this row."""
        return any(self.data.get(self.add_prefix(each)) for each in ("kind", "words", "name", "asker"))

    def clean(self) -> dict[str, Any]:
        """A row in use has a kind, words and somebody who asked."""
        given = super().clean() or {}
        if self.is_used:
            if not given.get("kind"):
                self.add_error("kind", _("Choose the kind"))
            if not given.get("words"):
                self.add_error("words", _("Write what was asked"))
            if bool(given.get("asker")) == bool(given.get("name")):
                self.add_error("asker", _("Choose who asked, or write the name"))
            if (given.get("kind") == ScrutinyKind.DISPUTE) != bool(given.get("claimed")):
                self.add_error(
                    "claimed", _("A dispute, and only a dispute, says what the rating should have been")
                )
        return given

    def asking(self, meeting: Meeting | None, on: date | None, minute: str) -> Asking:
        """What the valid row holds."""
        given = self.cleaned_data
        kind, about = ScrutinyKind(given["kind"]), self.things.about(given["about"])
        if kind is ScrutinyKind.DISPUTE and about.action is not None:
            period = self.things.periods.get(about.action.plan_id)
            about = About(plan=about.plan, action=about.action, period=period)
        return Asking(
            kind,
            given["words"],
            by=self.people.get(given["asker"]),
            name=given["name"],
            on=on,
            meeting=meeting,
            minute=minute,
            about=about,
            claimed=given["claimed"],
            owner=self.people.get(given["owner"]),
            due=Due(meeting=self.ahead.get(given["due_meeting"])),
        )
