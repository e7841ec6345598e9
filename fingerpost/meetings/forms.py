"""The forms of bodies, meetings and how their days are counted. They validate and never save."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.govuk.choices import offer
from fingerpost.govuk.days import DayField
from fingerpost.meetings.wording import DAY_KINDS, DEADLINES, NATIONS
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority
from fingerpost.rules.meetings.bank_holidays import YEARS
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.meetings.clear_days import Notice
from fingerpost.rules.meetings.deadlines import OFFSETS, Deadline, MeetingRules
from fingerpost.rules.meetings.working_days import Calendar, DayKind
from fingerpost.rules.months import day_name
from fingerpost.rules.nations import Nation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpRequest, QueryDict

    from fingerpost.meetings.models import Body

KINDS = [
    (str(BodyKind.EXECUTIVE), gettext_lazy("It decides, as the executive: Cabinet")),
    (str(BodyKind.COUNCIL), gettext_lazy("It decides, as full council or one of its committees")),
    (str(BodyKind.SCRUTINY), gettext_lazy("It scrutinises")),
    (str(BodyKind.MANAGEMENT), gettext_lazy("It advises: officers, not in public")),
]
AUTHORITIES = [
    ("", gettext_lazy("None: it does not decide on changes")),
    (str(Authority.CMT), gettext_lazy("Corporate management team")),
    (str(Authority.CABINET), gettext_lazy("Cabinet")),
]
TIMES = ["%H:%M", "%H.%M", "%I:%M %p", "%I.%M %p", "%I:%M%p", "%I.%M%p", "%I %p", "%I%p"]
_NARROW = {"class": "govuk-input--width-5", "inputmode": "numeric"}


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, however little; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


class BodyForm(forms.Form):
    """A body, what it does, and its authority."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the name of the body")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What does it do?"),
        choices=KINDS,
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Choose what the body does")},
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Under which authority does it decide on changes to a plan?"),
        choices=AUTHORITIES,
        widget=forms.RadioSelect(),
        required=False,
    )

    def authority_given(self) -> Authority | None:
        """The authority that the valid form gives."""
        given = self.cleaned_data["authority"]
        return Authority(given) if given else None


class MeetingForm(forms.Form):
    """Which body meets when and where."""

    body = forms.ChoiceField(
        label=gettext_lazy("Body"), error_messages={"required": gettext_lazy("Choose the body")}
    )
    day = forms.CharField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("For example 11 March 2026."),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the day of the meeting")},
    )
    starts_at = forms.TimeField(
        label=gettext_lazy("Time"),
        help_text=gettext_lazy("For example 6:30 pm."),
        input_formats=TIMES,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": gettext_lazy("Write the time like 6:30 pm or 18:30")},
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=160, required=False)

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = {str(each.pk): each for each in bodies}
        offer(
            self,
            "body",
            [
                ("", _("Choose a body")),
                *((key, each.name) for key, each in self.bodies.items()),
            ],
        )

    def clean_day(self) -> date:
        """The day. Refuses words that are not one."""
        return _day(self.cleaned_data["day"])


class PublishedForm(forms.Form):
    """On which day something of a meeting was published, and why an agenda comes late."""

    on = DayField(label=gettext_lazy("Published on"))
    why = forms.CharField(
        label=gettext_lazy("Why the business cannot wait"),
        help_text=gettext_lazy("Only where the notice is shorter than the council gives."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


class RulesForm(forms.Form):
    """How the council counts the days of its meetings."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    nation = forms.ChoiceField(
        label=gettext_lazy("Whose law and bank holidays does the council keep?"),
        choices=[(str(each), words) for each, words in NATIONS.items()],
        widget=forms.RadioSelect(),
    )
    agenda_days = forms.IntegerField(
        label=gettext_lazy("Clear days between publication of the agenda and the meeting"),
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs=_NARROW),
    )
    agenda_kind = forms.ChoiceField(
        label=gettext_lazy("Which days are clear days?"),
        choices=[(str(each), words) for each, words in DAY_KINDS.items()],
        widget=forms.RadioSelect(),
    )
    key_days = forms.IntegerField(
        label=gettext_lazy("Clear days’ notice of a key decision"),
        help_text=gettext_lazy("Days of the calendar. Leave it empty where no such notice is asked for."),
        min_value=1,
        max_value=60,
        required=False,
        widget=forms.TextInput(attrs=_NARROW),
    )
    local = forms.CharField(
        label=gettext_lazy("The council’s own closing days and holidays"),
        help_text=gettext_lazy("One a line, the day first: 29 December 2026 Closed between the holidays"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    years = forms.CharField(
        label=gettext_lazy("Further years whose bank holidays stand in that list"),
        help_text=gettext_lazy("For example 2028. Days of a year that nobody vouches for are not counted."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("I confirm that our council counts so: this is its law and its constitution"),
        required=False,
    )

    def __init__(self, *args: Any, rules: MeetingRules, version: int, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"version": version, **_initial(rules)}, **options})
        self.rules = rules
        for each in OFFSETS:
            self.fields[_name(each)] = forms.IntegerField(
                label=DEADLINES[each],
                help_text=_HINTS.get(each, gettext_lazy("Working days before the meeting.")),
                min_value=0,
                max_value=120,
                widget=forms.TextInput(attrs=_NARROW),
            )

    @property
    def offset_fields(self) -> list[forms.BoundField]:
        """The boxes for the offsets of deadlines."""
        return [self[_name(each)] for each in OFFSETS]

    def clean_local(self) -> dict[date, str]:
        """The days, each with its name. Refuses every line that does not begin with a day."""
        found, wrong = {}, []
        for line in filter(None, (each.strip() for each in self.cleaned_data["local"].splitlines())):
            match = re.fullmatch(r"(\d{1,2} [A-Za-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{4})[ ,:–-]*(.*)", line)
            day = parse_date(match[1]).day if match else None
            if match is None or day is None:
                wrong.append(line)
            else:
                found[day] = match[2] or _("Closed")
        if wrong:
            raise ValidationError(
                [
                    _("“%(line)s” does not begin with a day like 29 December 2026.") % {"line": each}
                    for each in wrong
                ]
            )
        return found

    def clean_years(self) -> frozenset[int]:
        """The years. Refuses what is not one, and those that are covered anyway."""
        words = re.findall(r"[^\s,;]+", self.cleaned_data["years"])
        if any(not re.fullmatch(r"20\d\d", each) for each in words):
            raise ValidationError(_("Write the years with commas between them, like 2028, 2029."))
        return frozenset(int(each) for each in words) - set(YEARS)

    def chosen(self) -> MeetingRules:
        """The rules that the valid form gives."""
        given = self.cleaned_data
        typed = {each: _SIGNS.get(each, -1) * given[_name(each)] for each in OFFSETS}
        key = given["key_days"]
        return MeetingRules(
            calendar=Calendar(Nation(given["nation"]), given["local"], given["years"]),
            agenda=Notice(given["agenda_days"], DayKind(given["agenda_kind"])),
            key_decision=Notice(key, DayKind.CALENDAR) if key else None,
            offsets={each: days for each, days in typed.items() if days != OFFSETS[each]},
        )


_SIGNS = {Deadline.DECISIONS: 1, Deadline.CALL_IN: 1}
"""The deadlines after a meeting; the others come before it."""
_HINTS = {
    Deadline.DECISIONS: gettext_lazy("Working days after the meeting."),
    Deadline.CALL_IN: gettext_lazy(
        "Working days after the decisions are published. 0 where decisions are not called in."
    ),
}


def _name(deadline: Deadline) -> str:
    return "offset_" + deadline.name.lower()


def _initial(rules: MeetingRules) -> dict[str, Any]:
    return {
        "nation": rules.calendar.nation,
        "agenda_days": rules.agenda.days,
        "agenda_kind": rules.agenda.kind,
        "key_days": rules.key_decision.days if rules.key_decision else None,
        "local": "\n".join(f"{day_name(day)} {name}" for day, name in sorted(rules.calendar.local.items())),
        "years": ", ".join(str(each) for each in sorted(rules.calendar.years)),
        **{_name(each): abs(rules.offset(each)) for each in OFFSETS},
    }


def _day(words: str) -> date:
    day = parse_date(words).day
    if day is None:
        raise ValidationError(_("“%(words)s” is not a day. Write it like 11 March 2026.") % {"words": words})
    return day
