"""What the gallery of components shows: fixed data, so that the page is the same everywhere and can be tested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Listing, Search, kept_ticks, listing, ticked
from fingerpost.govuk.strips import Cell, cells
from fingerpost.govuk.widgets import InOrder, PartsWidget, RowsWidget
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.figures import Figures, share
from fingerpost.rules.months import Month, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

FEBRUARY = Period(Month(2026, 2), Month(2026, 2))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the gallery's list."""

    number: int
    ref: str
    title: str
    service: str
    status: str
    months: int


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the gallery's timeline."""

    title: str
    at: date
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do, on the gallery's start page."""

    count: int
    words: str
    address: str = "#jobs"
    pressing: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the gallery's month."""

    title: str
    words: str
    state: str
    address: str = ""


class GalleryForm(forms.Form):
    """A field of each kind."""

    title = forms.CharField(max_length=20)
    email = forms.EmailField(required=False)
    number = forms.IntegerField(min_value=1)
    words = forms.CharField(widget=forms.Textarea)
    service = forms.ChoiceField()
    done = forms.ChoiceField(widget=forms.RadioSelect)
    roles = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField()
    day = forms.Field(widget=PartsWidget(("day", "month", "year")))
    months = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple(attrs={"class": "fp-months"}))
    leads = forms.MultipleChoiceField(widget=InOrder(2))
    milestones = forms.Field(widget=RowsWidget({}, more=2))
    evidence = forms.FileField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: dict[str, tuple[str, str]] = {
            "title": (_("Title of the action"), _("In a few words, beginning with what is done")),
            "email": (_("E-mail address"), ""),
            "number": (_("Months in a period"), ""),
            "words": (_("Why is it late?"), _("What happened, in one or two sentences")),
            "service": (_("Service"), ""),
            "done": (_("Is it complete?"), ""),
            "roles": (_("Roles"), _("Choose all that apply")),
            "agree": (_("The plan was approved"), ""),
            "day": (_("When was it completed?"), _("For example, 28 2 2026")),
            "months": (_("Programmed months"), ""),
            "leads": (_("Leads"), _("The first answers for the action")),
            "milestones": (_("Milestones"), _("Rows that are left empty do not count")),
            "evidence": (_("Evidence"), _("A file of up to 10 MB")),
            "password": (_("Password"), ""),
        }
        for name, (label, hint) in named.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["milestones"].widget = RowsWidget({"title": _("Step"), "due": _("By when")}, more=2)
        choices: dict[str, list[tuple[str, str]]] = {
            "service": [("", _("Choose a service")), ("hou", _("Housing")), ("env", _("Environment"))],
            "done": [("yes", _("Yes")), ("no", _("No"))],
            "months": [(str(each), each.short_name) for each in Period(Month(2025, 7), Month(2026, 6))],
            "leads": [("leo", "Leo Brandt"), ("olga", "Olga Finch")],
            "roles": [("lead", _("Lead")), ("head", _("Head of service"))],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


def _figures(**counts: int) -> Figures:
    whole = {each: counts.get(each.name.lower(), 0) for each in StatusClass}
    n = sum(whole.values())
    return Figures(n, whole, {each: share(count, n) for each, count in whole.items()})


def _rows() -> list[Line]:
    titles = (_("Let the homes contract"), _("Survey every roof"), _("Train the crews"))
    statuses = (Status.ON_TARGET, Status.AMBER, Status.RED, Status.REPROGRAMMED)
    return [
        Line(
            number=number,
            ref=f"{1 + number // 20}.{number % 20 + 1}",
            title=titles[number % 3],
            service=_("Housing") if number % 2 else _("Environment"),
            status=statuses[number % 4],
            months=number % 4,
        )
        for number in range(60)
    ]


def _list(asked: QueryDict, *, name: str = "", beside: Listing[Any] | None = None) -> Listing[Line]:
    return listing(
        _rows(),
        asked,
        filters=[
            Choice(
                "service",
                _("Service"),
                [(each, each) for each in (_("Environment"), _("Housing"))],
                "service",
            ),
            Search(_("Words"), ["ref", "title"]),
        ],
        columns=[
            Column("ref", _("Action"), by=lambda row: tuple(int(part) for part in row.ref.split("."))),
            Column("service", _("Service"), by=("service",)),
            Column("status", _("Status")),
            Column("months", _("Months late"), by=("months",), numeric=True),
        ],
        sort="ref",
        size=5,
        name=name,
        beside=beside,
    )


def _posted(values: Mapping[str, str]) -> MultiValueDict[str, str]:
    """What a browser sends."""
    return MultiValueDict({name: [value] for name, value in values.items()})


def shown(asked: QueryDict) -> dict[str, Any]:
    """All that the gallery shows; `asked` is its query string, for its list."""
    year = Period(Month(2025, 7), Month(2026, 6))
    return {
        "statuses": tuple(Status),
        "now": _figures(green=122, amber=10, red=2, reprogrammed=4),
        "before": _figures(green=118, amber=16, red=2, reprogrammed=2, not_updated=2),
        "nothing": Figures(0, dict.fromkeys(StatusClass, 0)),
        "strip_cells": cells(
            year,
            programmed={Month(2025, 11), Month(2025, 12), Month(2026, 2)},
            reprogrammed={Month(2026, 4)},
            statuses={Month(2025, 11): Status.ON_TARGET, Month(2025, 12): Status.AMBER, Month(2026, 1): Status.REPROGRAMMED},
            now=FEBRUARY,
        ),
        "empty_strip": tuple(Cell(each) for each in year),
        "found": (found := _list(asked)),
        "choosing": (choosing := _list(asked, name="choosing", beside=found)),
        "ticked": (chosen := ticked(asked, "choose")),
        "kept": kept_ticks("choose", chosen, (each.number for each in choosing)),
        "clash": [(_("Title"), _("Survey every roof"), _("Survey all roofs")), (_("Priority"), _("High"), _("Medium"))],
        "empty_form": GalleryForm(),
        "refused_form": GalleryForm(_posted({"refused-title": _("A title that is much too long"), "refused-day_day": "31", "refused-done": "no", "refused-number": "0"}), prefix="refused"),
        "events": (
            Event(_("Sent an update"), date(2026, 3, 3), "Leo Brandt", _("Late because a partner withdrew.")),
            Event(_("New date approved"), date(2026, 2, 11), "Cabinet", _("From December 2025 to February 2026.")),
        ),
        "job_list": (
            Job(3, _("of your 5 actions to update"), pressing=True, more=_("by 6 March 2026, in 3 days")),
            Job(1, _("update sent back with a question")),
            Job(0, _("changes waiting for a decision"), ""),
        ),
        "step_list": (
            Step(_("Opened"), _("25 February 2026"), "done"),
            Step(_("Updates"), _("121 of 138"), "now", "#steps"),
            Step(_("Review"), _("14 to review"), "to come", "#steps"),
            Step(_("Checks"), _("3 errors"), "to come"),
            Step(_("Close"), _("on 9 March 2026"), "to come"),
        ),
    }  # fmt: skip
