"""The months that insight looks at: which are there, which are asked for, and their frozen values.

Everything is worked out of the stored snapshots up to the month asked for; of live tables only the open month
is made, where it is asked for, and only plans that are not approved have nothing frozen to look at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.monitoring.closing import as_it_stands, value_of
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.people.access import found
from fingerpost.plans.models import Plan
from fingerpost.rules.insight.series import Series, series_of
from fingerpost.rules.months import Month
from fingerpost.rules.snapshot import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.people.models import Council
    from fingerpost.rules import months
    from fingerpost.rules.draft import Draft, PrintedFigures
    from fingerpost.rules.snapshot import Snapshot as Value


class Published(Protocol):
    """A month known from an old report only: a row of the intake, which stands beside this app."""

    pk: Any
    month: str

    @property
    def draft(self) -> Draft:
        """What the old report says."""


class NoSuchMonth(ValueError):
    """The plan has no month of that name that is closed or open."""


@dataclass(frozen=True)  # without slots: what is worked out of it is kept
class Months:
    """The months of a plan and of those from which it was copied, up to one of them.

    `closed` are the last versions, oldest first, without their frozen texts. `draft` is the open period where
    it is to be shown as it stands on the day `on`.
    """

    plan: Plan
    plans: tuple[Plan, ...]
    closed: tuple[Snapshot, ...]
    published: tuple[Published, ...]
    draft: Period | None
    on: date

    @cached_property
    def own(self) -> tuple[Snapshot, ...]:
        """The closed months of the plan itself."""
        return tuple(each for each in self.closed if each.period.plan_id == self.plan.pk)

    @property
    def until(self) -> Period | None:
        """The last month that is shown; None where none was closed."""
        return self.draft or (self.own[-1].period if self.own else None)

    @property
    def published_months(self) -> tuple[Month, ...]:
        """The months that are known from old reports only."""
        return tuple(Month.parse(each.month) for each in self.published)

    @cached_property
    def draft_value(self) -> Value | None:
        """The open period as it stands, or None where it is not asked for."""
        if self.draft is None:
            return None
        before = (self.own or self.closed)[-1:]
        previous = next(iter(self._values(before)), None)
        return as_it_stands(self.draft, on=self.on, previous=previous)

    @cached_property
    def made_of(self) -> tuple[object, ...]:
        """What the months are made of: the same again means that everything derived from them is the same."""
        return (
            self.plan.code,
            tuple((each.digest, each.period.plan_id) for each in self.closed),
            tuple((each.pk, each.month) for each in self.published),
            digest(self.draft_value) if self.draft_value is not None else "",
        )

    def series(self, *, whole: bool) -> Series:
        """The months as values; with those of earlier plans where the `whole` is asked for."""
        chosen = self.closed if whole else self.own
        return series_of(
            self._values(chosen),
            printed=(figures for each in self.published if (figures := _printed(each)) is not None),
            draft=self.draft_value,
        )

    def _values(self, chosen: tuple[Snapshot, ...]) -> Iterator[Value]:
        rows = Snapshot.objects.filter(pk__in=[each.pk for each in chosen]).order_by(
            "period__first", "version"
        )
        return map(value_of, rows.only("json"))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a page of insight offers to choose from: plans, and of the chosen one the months, newest first.

    A month is its period and whether it is still open.
    """

    plans: tuple[Plan, ...]
    periods: tuple[Period, ...]


def months_of(
    council: Council, *, plan: str = "", to: str = "", on: date, also_drafts: bool = False
) -> tuple[Months | None, Choices]:
    """The months that are asked for and what there is to choose from. None where the council has no plan to show.

    `plan` is the key of a plan (of the one whose month was closed last where it is empty; 404 where there is no
    such plan), `to` the last month as YYYY-MM (of the last closed month where it is empty). The months of an
    open period end with it, as a draft. Refuses a month that is neither closed nor open. Plans without a closed or open month are offered with `also_drafts` only.
    """
    rows = list(Period.objects.filter(plan__council=council).order_by("-first"))
    live = {each.plan_id for each in rows}
    plans = [
        each
        for each in Plan.objects.filter(council=council)
        .select_related("council")
        .prefetch_related("published_months")
        .order_by("-first_month", "-pk")
        if also_drafts or each.pk in live
    ]
    chosen = _plan(plans, rows, plan)
    if chosen is None:
        if plan:
            found(Plan.objects.none(), pk=0)
        return None, Choices(tuple(plans), ())
    periods = tuple(each for each in rows if each.plan_id == chosen.pk)
    for each in periods:
        each.plan = chosen
    last = _last(periods, to)
    until = None if last is None else last.last
    chain = _chain(chosen, {each.pk: each for each in plans})
    closed = _closed([each.pk for each in chain], until) if last is not None else ()
    return (
        Months(
            plan=chosen,
            plans=tuple(chain),
            closed=closed,
            published=tuple(each for one in chain for each in one.published_months.all()),
            draft=last if last is not None and last.is_open else None,
            on=on,
        ),
        Choices(tuple(plans), periods),
    )


def _plan(plans: list[Plan], periods: list[Period], asked: str) -> Plan | None:
    if asked:
        return next((each for each in plans if str(each.pk) == asked), None)
    by_key = {each.pk: each for each in plans}
    order = sorted(periods, key=lambda each: (not each.is_open, each.last), reverse=True)
    newest = next((by_key[each.plan_id] for each in order if each.plan_id in by_key), None)
    return newest or next(iter(plans), None)


def _last(periods: tuple[Period, ...], to: str) -> Period | None:
    if to:
        for each in periods:
            if str(each.last) == to:
                return each
        raise NoSuchMonth("This plan has no such month that is closed or open. Choose one of the list.")
    return next((each for each in periods if not each.is_open), None)


def _chain(plan: Plan, by_key: dict[int, Plan]) -> list[Plan]:
    """The plan and those from which it was copied, one after the other."""
    found_: list[Plan] = []
    at: Plan | None = plan
    while at is not None and at not in found_:
        found_.append(at)
        at = by_key.get(at.previous_id or 0)
    return found_


def _closed(plans: list[int], until: Month | None) -> tuple[Snapshot, ...]:
    rows = (
        Snapshot.objects.filter(period__plan__in=plans)
        .select_related("period")
        .defer("json", "figures", "accepted")
        .order_by("period__first", "version")
    )
    latest = {each.period_id: each for each in rows if until is None or each.period.last <= until}
    return tuple(latest.values())


def _printed(month: Published) -> PrintedFigures | None:
    """The figures that an old report prints for its own month."""
    figures = month.draft.figures
    current = figures.current if figures else None
    return None if current is None else replace(current, period=Month.parse(month.month))


def period_asked(own: tuple[months.Period, ...], asked: str) -> months.Period | None:
    """The period of the plan whose last month this is, written YYYY-MM; None for any other."""
    return next((each for each in own if str(each.last) == asked), None)
