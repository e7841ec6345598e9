"""The forms of distribution lists and of sending. They validate and never save."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.circulation.operations import Wanted
from fingerpost.govuk.choices import offer, offer_rows
from fingerpost.meetings.models import Body
from fingerpost.people.forms.people import colleagues
from fingerpost.people.models import Person
from fingerpost.plans.models import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fingerpost.circulation.models import DistributionList
    from fingerpost.people.models import Council

FORMAT_WORDS = {
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word"),
    "xlsx": gettext_lazy("Excel"),
    "html": gettext_lazy("Web page"),
    "csv": gettext_lazy("CSV (zip)"),
    "json": gettext_lazy("JSON"),
}


class ListForm(forms.Form):
    """A distribution list."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the name of the list")},
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=gettext_lazy("For the reports to one body"),
        required=False,
        empty_label=gettext_lazy("Any"),
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label=gettext_lazy("For the reports of one plan"),
        required=False,
        empty_label=gettext_lazy("Any"),
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=gettext_lazy("People of the council"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    outside = forms.CharField(
        label=gettext_lazy("Addresses outside the council"),
        help_text=gettext_lazy(
            "One a line: Harrow Gazette <news@gazette.example>. They get public files only, and no exempt part."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )

    def __init__(self, *args: Any, council: Council, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (
            ("body", Body.objects.filter(council=council)),
            ("plan", Plan.objects.filter(council=council)),
            ("people", colleagues(council, today)),
        ):
            offer_rows(self, name, rows)

    def clean_outside(self) -> list[tuple[str, str]]:
        """The addresses with their names. Refuses every line that holds none."""
        found, wrong = [], []
        for line in filter(None, (each.strip() for each in self.cleaned_data["outside"].splitlines())):
            name, address = parseaddr(re.sub(r"[,;]+$", "", line))
            try:
                validate_email(address)
            except ValidationError:
                wrong.append(line)
            else:
                found.append((name or address, address))
        if wrong:
            raise ValidationError(
                [_("“%(line)s” holds no e-mail address.") % {"line": each} for each in wrong]
            )
        return found

    def clean(self) -> dict[str, Any]:
        """A list has somebody on it."""
        given = super().clean() or {}
        if not self.errors and not given["people"] and not given["outside"]:
            self.add_error("people", _("Choose somebody, or give an address"))
        return given

    def wanted(self) -> Wanted:
        """The list that the valid form gives."""
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class SendForm(forms.Form):
    """To which list a report goes, in which formats and with which words."""

    to = forms.ChoiceField(
        label=gettext_lazy("To which list?"),
        error_messages={"required": gettext_lazy("Choose the list")},
    )
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("In which formats?"),
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": gettext_lazy("Choose at least one format")},
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the message a subject")},
    )
    words = forms.CharField(
        label=gettext_lazy("What the message says"),
        help_text=gettext_lazy("After “Dear …”. Left empty, it names the report."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(
        self, *args: Any, lists: Iterable[DistributionList], formats: Iterable[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.lists = {str(each.pk): each for each in lists}
        offer(
            self,
            "to",
            [
                ("", _("Choose a list")),
                *((key, each.name) for key, each in self.lists.items()),
            ],
        )
        offer(self, "formats", [(each, FORMAT_WORDS[each]) for each in formats])

    def list_given(self) -> DistributionList:
        """The list that the valid form names."""
        return self.lists[self.cleaned_data["to"]]
