"""Forms about services and the council's settings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.choices import offer_rows
from fingerpost.people.council_settings import (
    CONTRAST_FOR_TEXT,
    CouncilSettings,
    SecondFactor,
    contrast_with_white,
    settings_of,
)
from fingerpost.people.forms.people import ROLES, VersionedForm, colleagues, standing_services
from fingerpost.people.models import Council, Person, Service
from fingerpost.rules.publishing import PublicComments, PublicNames

if TYPE_CHECKING:
    from datetime import date


class ServiceForm(VersionedForm):
    """A service's code, name and head."""

    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    head = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Head of service"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("They review what their service sends. Give them the role as well."),
    )

    def __init__(self, *args: Any, council: Council, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "head", colleagues(council, today))


class MergeForm(VersionedForm):
    """Into which service another is merged."""

    into = forms.ModelChoiceField(
        Service.objects.none(), label=_("Merge it into"), empty_label=_("Choose a service")
    )

    def __init__(self, *args: Any, service: Service, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "into", standing_services(service.council).exclude(pk=service.pk))


class DaysField(forms.CharField):
    """Whole numbers of days, with commas between them."""

    def clean(self, value: Any) -> tuple[int, ...]:
        """The numbers, in order and each once."""
        text = super().clean(value)
        parts = [each for each in re.split(r"[\s,;]+", text) if each]
        if any(not re.fullmatch(r"[+-]?\d{1,2}", each) for each in parts):
            raise forms.ValidationError(
                gettext("Enter whole numbers of days with commas between, such as -5, -1, 2.")
            )
        return tuple(sorted({int(each) for each in parts}))


_NARROW = {"class": "govuk-input--width-5", "inputmode": "numeric"}


class SettingsForm(VersionedForm):
    """What a council chooses for itself. `chosen` gives the settings; name and colour stand beside them."""

    name = forms.CharField(label=_("Name of the council"), max_length=120)
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Colour of the header"),
        help_text=_("Written #rrggbb. White text must be legible on it."),
        error_messages={"invalid": _("Enter a colour written # and six of 0-9 and a-f, such as #1d4f5c.")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    second_factor = forms.ChoiceField(
        label=_("Who must have a second factor"),
        widget=forms.RadioSelect,
        choices=[
            (SecondFactor.EVERYONE, _("Everyone")),
            (SecondFactor.POWERFUL, _("Administrators and performance officers")),
            (SecondFactor.ADMINISTRATORS, _("Administrators")),
            (SecondFactor.NOBODY, _("Nobody")),
        ],
    )
    due_working_day = forms.IntegerField(
        label=_("Working day after a month on which updates are due"),
        help_text=_("What is proposed when a month is opened: 5 is the fifth working day."),
        min_value=1,
        max_value=40,
        widget=forms.TextInput(attrs=_NARROW),
    )
    close_working_day = forms.IntegerField(
        label=_("Working day on which the month is to be closed"),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs=_NARROW),
    )
    reminder_days = DaysField(
        label=_("Days on which people are reminded of their updates"),
        required=False,
        help_text=_("Counted from the due day: -5 is five days before, 1 the day after."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    escalate_head = forms.IntegerField(
        label=_("Days after the due day when silence is told to the head of service"),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs=_NARROW),
    )
    escalate_cmt = forms.IntegerField(
        label=_("Days after the due day when it is told to the corporate management team"),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs=_NARROW),
    )
    uploads_years = forms.IntegerField(
        label=_("Years to keep uploads that were never accepted"),
        min_value=1,
        max_value=25,
        widget=forms.TextInput(attrs=_NARROW),
    )
    messages_years = forms.IntegerField(
        label=_("Years to keep the messages that were sent"),
        min_value=1,
        max_value=25,
        widget=forms.TextInput(attrs=_NARROW),
    )
    sign_ins_days = forms.IntegerField(
        label=_("Days to keep records of sign-ins"),
        min_value=30,
        max_value=3650,
        widget=forms.TextInput(attrs=_NARROW),
    )

    public_names = forms.ChoiceField(
        label=_("How officers are named on public pages"),
        widget=forms.RadioSelect,
        choices=[
            (PublicNames.POSTS, _("By their posts")),
            (PublicNames.NAMES, _("By their names")),
        ],
    )
    public_comments = forms.ChoiceField(
        label=_("Which comments of leads are public"),
        help_text=_("Reasons for slippage and corrective actions always are."),
        widget=forms.RadioSelect,
        choices=[
            (PublicComments.EXCEPTIONS, _("Those on exceptions")),
            (PublicComments.ALL, _("All")),
            (PublicComments.NONE, _("None")),
        ],
    )
    public_contact = forms.CharField(
        label=_("Whom readers of the public pages may ask"),
        help_text=_("An e-mail address or telephone number of a team, not of a person."),
        max_length=200,
        required=False,
    )
    licence_title = forms.CharField(
        label=_("Licence of what you publish"),
        help_text=_("Leave both empty for the Open Government Licence v3.0, which most councils use."),
        max_length=120,
        required=False,
    )
    licence_address = forms.URLField(
        label=_("Where the licence stands"),
        help_text=_("The full address of its page, beginning with https://"),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Give the full address, such as https://www.example.gov.uk/licence")},
    )

    def __init__(self, *args: Any, council: Council, **options: Any) -> None:
        super().__init__(*args, **{"initial": self._initial(council), **options})
        self.now = settings_of(council)
        for role in ROLES:
            self.fields[_word(role)] = forms.CharField(
                label=gettext(str(role)).capitalize(), max_length=60, required=False
            )

    @staticmethod
    def _initial(council: Council) -> dict[str, Any]:
        now = settings_of(council)
        return {
            "version": council.version,
            "name": council.name,
            "colour": council.colour,
            "second_factor": now.second_factor,
            "reminder_days": ", ".join(str(each) for each in now.reminder_days),
            "escalate_head": now.escalate_days[0],
            "escalate_cmt": now.escalate_days[1],
            "due_working_day": now.due_working_day,
            "close_working_day": now.close_working_day,
            "uploads_years": now.uploads_years,
            "messages_years": now.messages_years,
            "sign_ins_days": now.sign_ins_days,
            "public_names": now.public_names,
            "public_comments": now.public_comments,
            "public_contact": now.public_contact,
            "licence_title": now.licence_title,
            "licence_address": now.licence_address,
            **{_word(role): now.role_words.get(str(role), "") for role in ROLES},
        }

    @property
    def word_fields(self) -> list[forms.BoundField]:
        """The boxes for the council's own names of roles."""
        return [self[_word(role)] for role in ROLES]

    def clean_colour(self) -> str:
        """Refuse a colour on which white text cannot be read."""
        colour: str = self.cleaned_data["colour"].lower()
        ratio = contrast_with_white(colour)
        if ratio < CONTRAST_FOR_TEXT:
            raise forms.ValidationError(
                gettext(
                    "White text on this colour has a contrast of %(ratio)s to 1, and needs 4.5 to 1. Choose a darker one."
                )
                % {"ratio": f"{ratio:.1f}"}
            )
        return colour

    def clean(self) -> dict[str, Any]:
        """Refuse telling the corporate management team before the head of service, and closing before updates are due."""
        head, cmt = self.cleaned_data.get("escalate_head"), self.cleaned_data.get("escalate_cmt")
        if head and cmt and cmt < head:
            self.add_error("escalate_cmt", _("The head of service is told first."))
        due, close = self.cleaned_data.get("due_working_day"), self.cleaned_data.get("close_working_day")
        if due and close and close < due:
            self.add_error("close_working_day", _("The month is closed once updates are due, not before."))
        title, address = self.cleaned_data.get("licence_title"), self.cleaned_data.get("licence_address")
        if address and not title:
            self.add_error("licence_title", _("Give the licence its title, or leave both empty."))
        if title and not address and "licence_address" not in self.errors:
            self.add_error("licence_address", _("Say where the licence stands, or leave both empty."))
        return self.cleaned_data

    def chosen(self) -> CouncilSettings:
        """The settings as chosen; those that have a page of their own stay as they are."""
        cleaned = self.cleaned_data
        return replace(
            self.now,
            second_factor=SecondFactor(cleaned["second_factor"]),
            role_words={str(role): cleaned[_word(role)] for role in ROLES if cleaned[_word(role)]},
            reminder_days=cleaned["reminder_days"],
            escalate_days=(cleaned["escalate_head"], cleaned["escalate_cmt"]),
            due_working_day=cleaned["due_working_day"],
            close_working_day=cleaned["close_working_day"],
            uploads_years=cleaned["uploads_years"],
            messages_years=cleaned["messages_years"],
            sign_ins_days=cleaned["sign_ins_days"],
            public_names=PublicNames(cleaned["public_names"]),
            public_comments=PublicComments(cleaned["public_comments"]),
            public_contact=cleaned["public_contact"],
            licence_title=cleaned["licence_title"],
            licence_address=cleaned["licence_address"],
        )


def _word(role: str) -> str:
    return "word_" + str(role).lower().replace(" ", "_")
