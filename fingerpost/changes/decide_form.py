"""The form in which a request, or several together, is decided."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.changes.call_in import why_not_in_force
from fingerpost.changes.forms import DayInWords
from fingerpost.changes.values import Ruling, at_meeting
from fingerpost.govuk.choices import offer
from fingerpost.rules.decisions import Authority
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.meetings.models import Meeting
    from fingerpost.people.access import Access


class Way(StrEnum):
    """How somebody may decide: by their own authority, or by recording what a meeting decided."""

    OFFICER = "officer"
    CMT = "cmt"
    MEETING = "meeting"


def ways_of(access: Access, requests: Iterable[ChangeRequest]) -> tuple[Way, ...]:
    """How this person may decide these requests; none where not at all. Whoever asked does not decide as CMT."""
    requests = list(requests)
    ways = []
    if access.may(Act.RECORD_DECISION):
        ways.append(Way.MEETING)
    if access.may(Act.DECIDE_AS_CMT) and all(each.asked_by_id != access.person.pk for each in requests):
        ways.append(Way.CMT)
    if all(_heads(access, each) for each in requests):
        ways.append(Way.OFFICER)
    return tuple(ways)


def _heads(access: Access, request: ChangeRequest) -> bool:
    """Whether the person decides on it under delegated authority: as head of its service, not as its lead."""
    return access.may(Act.DECIDE_AS_OFFICER) and request.owner_service_id in access.service_ids


class DecideForm(forms.Form):
    """What was decided, by whom, when and where."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What was decided?"),
        widget=forms.RadioSelect(),
        choices=[("approve", gettext_lazy("Approved")), ("reject", gettext_lazy("Rejected"))],
        error_messages={"required": gettext_lazy("Choose what was decided")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Under which authority?"),
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Choose under which authority")},
    )
    meeting = forms.ChoiceField(label=gettext_lazy("Meeting"), required=False)
    minute = forms.CharField(
        label=gettext_lazy("Minute reference"),
        help_text=gettext_lazy("As it stands in the minutes, for example 104/26."),
        max_length=40,
        required=False,
    )
    decided_on = DayInWords(
        label=gettext_lazy("Decided on"),
        help_text=gettext_lazy("Leave this empty if it is decided today, or at the meeting above."),
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Anything the lead officer should know"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )
    seen = forms.BooleanField(required=False)
    mark = forms.CharField(required=False, widget=forms.HiddenInput())
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(
        self,
        *args: Any,
        ways: Sequence[Way],
        meetings: Iterable[Meeting],
        access: Access,
        today: date,
        stale: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.ways, self.access, self.today, self.stale = ways, access, today, stale
        self.meetings = {str(each.pk): each for each in meetings}
        names = {
            Way.MEETING: _("A meeting decided; I record its minute"),
            Way.CMT: _("The corporate management team, by me"),
            Way.OFFICER: _("Delegated authority, as head of the service"),
        }
        offer(self, "way", [(str(way), names[way]) for way in ways])
        offer(
            self,
            "meeting",
            [
                ("", _("Choose a meeting")),
                *((key, f"{each.body.name}, {each.day:%-d %B %Y}") for key, each in self.meetings.items()),
            ],
        )
        if len(ways) == 1:
            self.fields["way"].required = False
        if Way.MEETING not in ways:
            del self.fields["meeting"], self.fields["minute"]
            self.fields["decided_on"].help_text = _("Leave this empty if it is decided today.")
        elif len(ways) == 1:
            del self.fields["decided_on"]
            for name, words in (
                ("meeting", _("Choose the meeting")),
                ("minute", _("Give the minute reference")),
            ):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = words
        else:
            self.fields["meeting"].label = _("Meeting, if one decided")
            self.fields["minute"].label = _("Minute reference, if a meeting decided")
        self.fields["seen"].label = _("I have seen that the action has changed since this was asked")
        if not stale:
            del self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        """A meeting's decision needs the meeting and its minute, and must be in force; a stale request needs the tick."""
        given = super().clean() or {}
        way = given.get("way") or (self.ways[0] if len(self.ways) == 1 else None)
        given["way"] = way
        if way == Way.MEETING:
            if not given.get("meeting") and "meeting" not in self.errors:
                self.add_error("meeting", _("Choose the meeting"))
            elif given.get("meeting") in self.meetings:
                why = why_not_in_force(self.meetings[given["meeting"]], self.today)
                if why is not None:
                    self.add_error("meeting", why)
            if not (given.get("minute") or "").strip() and "minute" not in self.errors:
                self.add_error("minute", _("Give the minute reference"))
        decided_on = given.get("decided_on")
        if decided_on is not None and decided_on > self.today:
            self.add_error("decided_on", _("The decision cannot lie in the future"))
        if self.stale and given.get("outcome") == "approve" and not given.get("seen"):
            self.add_error("seen", _("Look at the action as it is now, and tick that you have seen it"))
        return given

    @property
    def approved(self) -> bool:
        """Whether the valid form approves."""
        return bool(self.cleaned_data["outcome"] == "approve")

    def ruling(self) -> Ruling:
        """The decision as the valid form gives it."""
        given = self.cleaned_data
        if given["way"] == Way.MEETING:
            return at_meeting(self.meetings[given["meeting"]], given["minute"])
        authority = Authority.CMT if given["way"] == Way.CMT else Authority.DELEGATED_OFFICER
        person = self.access.person
        by = f"{person.shown}, {person.post}" if person.post else person.shown
        return Ruling(authority, given.get("decided_on") or self.today, by)
