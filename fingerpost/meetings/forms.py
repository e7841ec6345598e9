"""The forms of bodies and meetings. They validate and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpRequest, QueryDict

    from fingerpost.meetings.models import Body

AUTHORITIES = [
    ("", gettext_lazy("None: it only advises or scrutinises")),
    (str(Authority.CMT), gettext_lazy("Corporate management team")),
    (str(Authority.CABINET), gettext_lazy("Cabinet")),
]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, however little; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


class BodyForm(forms.Form):
    """A body and its authority."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the name of the body")},
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Under which authority does it decide on changes?"),
        choices=AUTHORITIES,
        widget=forms.RadioSelect(),
        required=False,
    )

    def authority_given(self) -> Authority | None:
        """The authority that the valid form gives."""
        given = self.cleaned_data["authority"]
        return Authority(given) if given else None


class MeetingForm(forms.Form):
    """Which body meets when."""

    body = forms.ChoiceField(
        label=gettext_lazy("Body"), error_messages={"required": gettext_lazy("Choose the body")}
    )
    day = forms.CharField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("For example 11 March 2026."),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the day of the meeting")},
    )

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = {str(each.pk): each for each in bodies}
        self.fields["body"].choices = [  # type: ignore[attr-defined]  # a choice field, made above
            ("", _("Choose a body")),
            *((key, each.name) for key, each in self.bodies.items()),
        ]

    def clean_day(self) -> date:
        """The day. Refuses words that are not one."""
        words: str = self.cleaned_data["day"]
        day = parse_date(words).day
        if day is None:
            raise ValidationError(
                _("“%(words)s” is not a day. Write it like 11 March 2026.") % {"words": words}
            )
        return day
