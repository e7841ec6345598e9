"""What the forms of scrutiny share: things to ask about, people, meetings, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fingerpost.meetings.models import Meeting
from fingerpost.monitoring.models import Period
from fingerpost.people.models import Person
from fingerpost.plans.models import Action, Plan, PlanState, Section
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.months import day_name
from fingerpost.rules.roles import Act, Role, reach_of
from fingerpost.rules.wording import CLASS_WORDS
from fingerpost.scrutiny.values import About, meeting_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fingerpost.people.models import Council

Options = list[tuple[str, Any]]
MEETINGS_OFFERED = 60


class Things:
    """What can be asked about in a council: actions and sections of its live plans, figures of their last closed month.

    Made once for a page, however many forms offer it; `options` are grouped by the sections at the top.
    """

    def __init__(self, council: Council) -> None:
        plans = list(Plan.objects.filter(council=council, state=PlanState.LIVE))
        sections = list(Section.objects.filter(plan__in=plans).select_related("parent__parent__parent"))
        self.actions = {
            each.pk: each
            for each in Action.objects.filter(plan__in=plans).select_related(
                "plan", "section__parent__parent"
            )
        }
        self.sections = {each.pk: each for each in sections}
        self.periods: dict[int, Period] = {}
        for period in Period.objects.filter(plan__in=plans).exclude(closed_at=None).order_by("first"):
            self.periods[period.plan_id] = period
        by_key = {each.pk: each for each in plans}
        things: tuple[Action | Section | Period, ...] = (
            *self.actions.values(),
            *sections,
            *self.periods.values(),
        )
        for each in things:
            each.plan = by_key[each.plan_id]
        self.options = self._options()

    def _options(self) -> Options:
        groups: dict[str, Options] = {}
        for section in self.sections.values():
            top = section.path[0]
            groups.setdefault(str(top), []).append(
                (f"section-{section.pk}", _("All of %(section)s") % {"section": section})
            )
        for action in self.actions.values():
            top = self.sections[action.section_id].path[0]
            groups[str(top)].append((f"action-{action.pk}", str(action)))
        for period in self.periods.values():
            name = _("Figures of %(month)s") % {"month": period}
            groups[name] = [
                (f"figure-{period.pk}-{each}", f"{CLASS_WORDS[each]}, {period}") for each in StatusClass
            ]
        return [("", _("Nothing in particular")), *groups.items()]

    def about(self, chosen: str) -> About:
        """What an option stands for."""
        kind, _dash, rest = chosen.partition("-")
        if kind == "action":
            action = self.actions[int(rest)]
            return About(plan=action.plan, action=action)
        if kind == "section":
            section = self.sections[int(rest)]
            return About(plan=section.plan, section=section)
        if kind == "figure":
            key, _dash, class_ = rest.partition("-")
            period = next(each for each in self.periods.values() if each.pk == int(key))
            return About(plan=period.plan, period=period, figure=StatusClass(class_))
        return About()


def person_options(people: Iterable[Person], nobody: str) -> Options:
    """People to choose from, by name, with their posts."""
    return [
        ("", nobody),
        *((str(each.pk), f"{each.shown}, {each.post}" if each.post else each.shown) for each in people),
    ]


def meeting_options(meetings: Iterable[Meeting], none: str) -> Options:
    """Meetings to choose from."""
    return [("", none), *((str(each.pk), meeting_words(each)) for each in meetings)]


def here(council: Council, on: date) -> list[Person]:
    """Everybody who is there on a day."""
    return [
        each for each in Person.objects.filter(council=council).select_related("service") if each.is_here(on)
    ]


def answerers(people: Iterable[Person]) -> list[Person]:
    """Those of these people who may answer."""
    return [each for each in people if reach_of(each.role_set, Act.ANSWER) is not None]


def members(people: Iterable[Person]) -> list[Person]:
    """Those of these people who are Members."""
    return [each for each in people if not each.role_set.isdisjoint({Role.MEMBER, Role.PORTFOLIO_HOLDER})]


def meetings_held(council: Council, on: date) -> list[Meeting]:
    """The last meetings up to a day, the latest first."""
    rows = Meeting.objects.filter(body__council=council, day__lte=on).select_related("body")
    return list(rows.order_by("-day")[:MEETINGS_OFFERED])


def meetings_ahead(council: Council, on: date) -> list[Meeting]:
    """The meetings from a day on, the next first."""
    rows = Meeting.objects.filter(body__council=council, day__gte=on).select_related("body")
    return list(rows.order_by("day")[:MEETINGS_OFFERED])


class DayInWords(forms.CharField):
    """A day as people write it; None where nothing was typed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 80)
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The day. Refuses words that are not one."""
        words = super().clean(value)
        if not words:
            return None
        day = parse_date(words).day
        if day is None:
            raise ValidationError(
                _("“%(words)s” is not a day. Write it like 11 March 2026.") % {"words": words}
            )
        return day


def typed_day(day: date | None) -> str:
    """A day as its field shows it."""
    return "" if day is None else day_name(day)
