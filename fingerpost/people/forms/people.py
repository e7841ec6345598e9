"""Forms about people: details, roles, leaving and delegation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.choices import offer, offer_rows
from fingerpost.govuk.days import DayField
from fingerpost.people.council_settings import settings_of
from fingerpost.people.models import Council, Person, Service
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

ROLES = tuple(each for each in Role if each is not Role.PUBLIC)
"""The roles that somebody can be given; the public has its own without being asked."""


def standing_services(council: Council) -> QuerySet[Service]:
    """The services of a council that are not merged into another."""
    return Service.objects.filter(council=council, merged_into=None)


def colleagues(council: Council, today: date) -> QuerySet[Person]:
    """The people of a council who are here and can sign in."""
    here = Person.objects.filter(council=council, user__isnull=False)
    return here.exclude(left_on__lt=today)


def role_choices(council: Council) -> list[tuple[str, str]]:
    """The roles, as the council calls them."""
    chosen = settings_of(council)
    return [(str(each), chosen.role_word(each)[:1].upper() + chosen.role_word(each)[1:]) for each in ROLES]


class VersionedForm(forms.Form):
    """A form that carries which version of the thing it shows."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CouncilForm(VersionedForm):
    """A form whose choices are those of a council."""

    def __init__(self, *args: Any, council: Council, **options: Any) -> None:
        self.council = council
        super().__init__(*args, **options)


class DetailsForm(CouncilForm):
    """What is known of somebody."""

    name = forms.CharField(label=_("Name"), max_length=120)
    initials = forms.CharField(
        label=_("Initials"),
        max_length=10,
        required=False,
        help_text=_("As they stand in plans and grids. Left empty, they are made from the name."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    post = forms.CharField(
        label=_("Post"),
        max_length=120,
        required=False,
        help_text=_("What reports say when the name is retired, such as Head of Housing."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Without one they cannot sign in. A changed address is invited anew."),
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Service"), required=False, empty_label=_("None")
    )
    portfolio = forms.CharField(
        label=_("Portfolio"), max_length=120, required=False, help_text=_("Of a Cabinet member")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "service", standing_services(self.council))

    def clean(self) -> dict[str, Any]:
        """Make the initials where none are given."""
        cleaned = self.cleaned_data
        if cleaned.get("name") and not cleaned.get("initials"):
            cleaned["initials"] = "".join(each[0] for each in cleaned["name"].split())[:10].upper()
        return cleaned


class RolesForm(CouncilForm):
    """What somebody may do."""

    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "roles", role_choices(self.council))

    def clean_roles(self) -> list[Role]:
        """The roles as such."""
        return [Role(each) for each in self.cleaned_data["roles"]]


class AddForm(DetailsForm, RolesForm):
    """A new colleague, with roles and an invitation."""

    invite = forms.BooleanField(label=_("Send the invitation now"), required=False, initial=True)

    field_order = ("version", "name", "initials", "post", "email", "service", "portfolio", "roles", "invite")


class LeavingForm(VersionedForm):
    """The last day of somebody."""

    left_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("They can sign in until the end of that day. Leave empty if they stay after all."),
    )


class AwayForm(forms.Form):
    """Who acts for somebody while they are away."""

    to = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who acts in their place"), empty_label=_("Choose a colleague")
    )
    first_day = DayField(label=_("First day away"))
    last_day = DayField(label=_("Last day away"))

    def __init__(self, *args: Any, person: Person, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_rows(self, "to", colleagues(person.council, today).exclude(pk=person.pk))

    def clean(self) -> dict[str, Any]:
        """Refuse days out of order, beside what else is wrong."""
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day away must be on or after the first."))
        return self.cleaned_data
