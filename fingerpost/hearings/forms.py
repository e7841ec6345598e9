"""The forms of agenda items, minutes and call-in. They validate and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.changes.comparison import compare
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import phrase
from fingerpost.govuk.choices import offer
from fingerpost.govuk.days import DayField
from fingerpost.govuk.filters import day
from fingerpost.hearings.models import CallInOutcome
from fingerpost.hearings.recommended import resolution
from fingerpost.hearings.values import Minute
from fingerpost.hearings.wording import CALL_INS
from fingerpost.meetings.wording import OUTCOMES
from fingerpost.rules.meetings.bodies import GOES_ON, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.changes.comparison import Comparison
    from fingerpost.changes.models import ChangeRequest
    from fingerpost.hearings.models import Hearing
    from fingerpost.meetings.models import Meeting


def meeting_name(meeting: Meeting) -> str:
    """A meeting in a list to choose from."""
    return f"{meeting.body.name}, {day(meeting.day)}"


class MeetingChoice(forms.ChoiceField):
    """One of these meetings; gives the meeting, or None."""

    def __init__(self, *, meetings: Iterable[Meeting] = (), **options: Any) -> None:
        super().__init__(**options)
        self.offer(meetings)

    def offer(self, meetings: Iterable[Meeting]) -> None:
        """Set the meetings to choose from."""
        self.meetings = {str(each.pk): each for each in meetings}
        self.choices = [
            ("", _("Choose a meeting")),
            *((key, meeting_name(each)) for key, each in self.meetings.items()),
        ]

    def clean(self, value: Any) -> Meeting | None:
        """The meeting that is chosen."""
        return self.meetings.get(super().clean(value))


class AgendaForm(forms.Form):
    """A report before a meeting: what it is recommended, and which change requests go with it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    meeting = MeetingChoice(
        label=gettext_lazy("Meeting"), error_messages={"required": gettext_lazy("Choose the meeting")}
    )
    recommendation = forms.CharField(
        label=gettext_lazy("What is the meeting recommended to do?"),
        help_text=gettext_lazy(
            "One recommendation a line. Each goes on from “That …”. Left empty, they are generated from the record."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    requests = forms.MultipleChoiceField(
        label=gettext_lazy("Change requests that the meeting is asked to decide"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        meetings: Iterable[Meeting] | None,
        requests: Iterable[ChangeRequest],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        choice = self.fields["meeting"]
        assert isinstance(choice, MeetingChoice)
        if meetings is None:
            del self.fields["meeting"]
        else:
            choice.offer(meetings)
        self.by_key = {str(each.pk): each for each in requests}
        if self.by_key:
            offer(self, "requests", [(key, in_words(each)) for key, each in self.by_key.items()])
        else:
            del self.fields["requests"]

    def chosen_requests(self) -> list[ChangeRequest]:
        """The change requests that the valid form names."""
        return [self.by_key[key] for key in self.cleaned_data.get("requests", ())]


def in_words(request: ChangeRequest) -> str:
    """A change request in one line: 3.1.2: Extend to May 2026 (Leo Brandt)."""
    asked = asked_of(request)
    return f"{asked.ref}: {phrase(asked)} ({asked.asked_by})"


class MinuteForm(forms.Form):
    """What a meeting did with one report. Left without an outcome, nothing is recorded of it."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    outcome = forms.ChoiceField(
        label=gettext_lazy("What did the meeting do?"), widget=forms.RadioSelect(), required=False
    )
    resolution = forms.CharField(
        label=gettext_lazy("The resolution, as it was passed"),
        help_text=gettext_lazy("It begins as the recommendation. What was recommended is kept beside it."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    minute = forms.CharField(
        label=gettext_lazy("Minute reference"),
        help_text=gettext_lazy("As it stands in the minutes, for example 104/26."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    next_meeting = MeetingChoice(label=gettext_lazy("Referred or deferred to"), required=False)
    follows = forms.CharField(
        label=gettext_lazy("What follows, and who does it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    no_call_in_why = forms.CharField(
        label=gettext_lazy("Why the decision cannot wait for call-in"),
        help_text=gettext_lazy("Only for an urgent decision that the constitution exempts from call-in."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        hearing: Hearing,
        requests: Sequence[ChangeRequest],
        meetings: Iterable[Meeting],
        **options: Any,
    ) -> None:
        initial = {"version": hearing.version, "resolution": resolution(hearing)}
        super().__init__(*args, **{"initial": initial, "prefix": f"item{hearing.pk}", **options})
        traits = hearing.meeting.body.traits
        self.hearing = hearing
        offer(
            self,
            "outcome",
            [(str(each), words) for each, words in OUTCOMES.items() if each in traits.outcomes],
        )
        choice = self.fields["next_meeting"]
        assert isinstance(choice, MeetingChoice)
        choice.offer(each for each in meetings if each.pk != hearing.meeting_id)
        if not traits.executive:
            del self.fields["no_call_in_why"]
        self.compared: list[tuple[ChangeRequest, str, Comparison]] = []
        if hearing.meeting.body.authority:
            self.compared = [(each, in_words(each), compare(each)) for each in requests]
        for each, words, comparison in self.compared:
            self.fields[f"request_{each.pk}"] = forms.ChoiceField(
                label=words,
                choices=[
                    ("", gettext_lazy("Not decided")),
                    ("approve", gettext_lazy("Approved")),
                    ("reject", gettext_lazy("Rejected")),
                ],
                required=False,
            )
            if comparison.stale:
                self.fields[f"seen_{each.pk}"] = forms.BooleanField(
                    label=gettext_lazy("I have seen that the action has changed since this was asked"),
                    required=False,
                )
                self.fields[f"mark_{each.pk}"] = forms.CharField(
                    initial=comparison.mark, required=False, widget=forms.HiddenInput()
                )

    @property
    def request_fields(self) -> list[tuple[forms.BoundField, forms.BoundField | None, Comparison, int]]:
        """The boxes in which each change request is decided, with its comparison and key."""
        return [
            (
                self[f"request_{each.pk}"],
                self[f"seen_{each.pk}"] if comparison.stale else None,
                comparison,
                each.pk,
            )
            for each, _words, comparison in self.compared
        ]

    def clean(self) -> dict[str, Any]:
        """With an outcome, the minute needs its words and reference, and a referral its meeting."""
        given = super().clean() or {}
        if not given.get("outcome"):
            if given.get("minute") or any(given.get(f"request_{each.pk}") for each, _w, _c in self.compared):
                self.add_error("outcome", _("Choose what the meeting did"))
            return given
        for name, words in (
            ("resolution", _("Give the words of the resolution")),
            ("minute", _("Give the minute reference")),
        ):
            if not (given.get(name) or "").strip():
                self.add_error(name, words)
        outcome, following = Outcome(given["outcome"]), given.get("next_meeting")
        if outcome is Outcome.REFERRED and following is None:
            self.add_error("next_meeting", _("Choose the meeting to which the report is referred"))
        if following is not None and outcome not in GOES_ON:
            self.add_error(
                "next_meeting", _("Only a report that is referred or deferred goes to another meeting")
            )
        for each, _words, comparison in self.compared:
            if (
                comparison.stale
                and given.get(f"request_{each.pk}") == "approve"
                and not given.get(f"seen_{each.pk}")
            ):
                self.add_error(
                    f"seen_{each.pk}", _("Look at the action as it is now, and tick that you have seen it")
                )
        return given

    @property
    def filled(self) -> bool:
        """Whether the valid form records something."""
        return bool(self.cleaned_data.get("outcome"))

    def minute_given(self) -> Minute:
        """The minute that the valid form gives."""
        given = self.cleaned_data

        def chosen(decision: str) -> list[ChangeRequest]:
            return [each for each, _w, _c in self.compared if given.get(f"request_{each.pk}") == decision]

        return Minute(
            outcome=Outcome(given["outcome"]),
            resolution=given["resolution"],
            reference=given["minute"],
            approved=chosen("approve"),
            rejected=chosen("reject"),
            follows=given["follows"],
            next_meeting=given["next_meeting"],
            no_call_in_why=given.get("no_call_in_why", ""),
            seen={
                each.pk: given[f"mark_{each.pk}"]
                for each, _w, _c in self.compared
                if given.get(f"seen_{each.pk}")
            },
        )


class CallInForm(forms.Form):
    """Who called a decision in, on which day, why, and to which meeting."""

    on = DayField(label=gettext_lazy("Called in on"))
    by_whom = forms.CharField(
        label=gettext_lazy("Who called it in?"),
        help_text=gettext_lazy("The Members by name."),
        max_length=300,
        error_messages={"required": gettext_lazy("Say who called the decision in")},
    )
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why it is called in")},
    )
    meeting = MeetingChoice(
        label=gettext_lazy("Which meeting hears it?"),
        error_messages={"required": gettext_lazy("Choose the meeting")},
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["meeting"]
        assert isinstance(choice, MeetingChoice)
        choice.offer(meetings)


class ResolveForm(forms.Form):
    """What became of a call-in."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What did the meeting decide?"),
        choices=[(str(each), words) for each, words in CALL_INS.items()],
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Choose what the meeting decided")},
    )
    minute = forms.CharField(
        label=gettext_lazy("Minute reference"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": gettext_lazy("Give the minute reference")},
    )
    words = forms.CharField(
        label=gettext_lazy("What it said"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    next_meeting = MeetingChoice(label=gettext_lazy("Meeting to which it is referred back"), required=False)

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["next_meeting"]
        assert isinstance(choice, MeetingChoice)
        choice.offer(meetings)

    def clean(self) -> dict[str, Any]:
        """A decision that is referred back needs its meeting."""
        given = super().clean() or {}
        if given.get("outcome") == CallInOutcome.BACK and given.get("next_meeting") is None:
            self.add_error("next_meeting", _("Choose the meeting to which it is referred back"))
        return given
