"""The forms of the forward plan. They validate and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.committee.models import CommitteeReport
from fingerpost.govuk.choices import offer_rows
from fingerpost.govuk.days import DayField
from fingerpost.hearings.forms import MeetingChoice
from fingerpost.hearings.models import LessNotice
from fingerpost.hearings.operations.forward_plan import Entry
from fingerpost.hearings.wording import LESS_NOTICE
from fingerpost.meetings.models import Body
from fingerpost.people.forms.people import colleagues
from fingerpost.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Council


class EntryForm(forms.Form):
    """A decision that is to be taken."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    title = forms.CharField(
        label=gettext_lazy("What is to be decided?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say what is to be decided")},
    )
    about = forms.CharField(
        label=gettext_lazy("More about it"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=gettext_lazy("Who decides?"),
        empty_label=gettext_lazy("Choose the body"),
        error_messages={"required": gettext_lazy("Choose who decides")},
    )
    meeting = MeetingChoice(label=gettext_lazy("At which meeting?"), required=False)
    expected_on = DayField(label=gettext_lazy("Expected on, where the meeting is not fixed"), required=False)
    key = forms.BooleanField(label=gettext_lazy("It is a key decision"), required=False)
    key_why = forms.CharField(
        label=gettext_lazy("Why it is a key decision"),
        help_text=gettext_lazy("Spending or savings that are significant, or effects on two or more wards."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    private_why = forms.CharField(
        label=gettext_lazy("Why part of it is to be heard in private"),
        help_text=gettext_lazy("With the paragraph of the schedule that applies."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    documents = forms.CharField(
        label=gettext_lazy("Documents to be considered"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    report = forms.ModelChoiceField(
        CommitteeReport.objects.none(),
        label=gettext_lazy("Report"),
        required=False,
        empty_label=gettext_lazy("None yet"),
    )
    contact = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Contact"),
        empty_label=gettext_lazy("Choose somebody"),
        error_messages={"required": gettext_lazy("Choose the contact")},
    )

    def __init__(
        self, *args: Any, council: Council, today: date, meetings: Iterable[Meeting], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choice = self.fields["meeting"]
        assert isinstance(choice, MeetingChoice)
        choice.offer(meetings)
        for name, rows in (
            ("body", Body.objects.filter(council=council)),
            ("report", CommitteeReport.objects.filter(plan__council=council)),
            ("contact", colleagues(council, today)),
        ):
            offer_rows(self, name, rows)

    def clean(self) -> dict[str, Any]:
        """The day comes from the meeting or is given; a key decision says why it is one."""
        given = super().clean() or {}
        if not given.get("meeting") and not given.get("expected_on") and "expected_on" not in self.errors:
            self.add_error("expected_on", _("Choose the meeting, or give the day on which it is expected"))
        if given.get("key") and not (given.get("key_why") or "").strip():
            self.add_error("key_why", _("Say why it is a key decision"))
        return given

    def entry(self) -> Entry:
        """The entry that the valid form gives."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        meeting = given["meeting"]
        return Entry(**{**given, "expected_on": meeting.day if meeting else given["expected_on"]})


class NoticeForm(forms.Form):
    """On which day notice was published, and which exception applies where it is too short."""

    on = DayField(label=gettext_lazy("Published on"))
    exception = forms.ChoiceField(
        label=gettext_lazy("Which exception applies?"),
        help_text=gettext_lazy("Only for a key decision with less notice than the law asks for."),
        choices=[("", gettext_lazy("None")), *((str(each), words) for each, words in LESS_NOTICE.items())],
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("Why it applies"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def exception_given(self) -> LessNotice | None:
        """The exception that the valid form names."""
        given = self.cleaned_data["exception"]
        return LessNotice(given) if given else None


class WithdrawForm(forms.Form):
    """Why a decision is not to be taken."""

    why = forms.CharField(
        label=gettext_lazy("Why is it not to be taken?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why the decision is not to be taken")},
    )
