"""Bunching: what falls due when, by lead and by section; of a plan before it is approved, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.rules.classes import Status
from fingerpost.rules.figures import share
from fingerpost.rules.insight.english import Named, is_or_are, named
from fingerpost.rules.insight.series import shown_sections
from fingerpost.rules.months import Month, Period, months_between
from fingerpost.rules.policies import Policies
from fingerpost.rules.said import said, said_n
from fingerpost.rules.wording import coded_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fingerpost.rules.snapshot import Snapshot

OVER = frozenset({Status.COMPLETE, Status.WITHDRAWN})
QUARTER = 3
NO_LEAD = "No lead"


@dataclass(frozen=True, slots=True)
class Due:
    """An action that is to be done, with the month in which it falls due at the latest; None where it has none."""

    action: Named
    month: Month | None
    section: str
    leads: tuple[str, ...] = ()
    service: str | None = None


@dataclass(frozen=True, slots=True)
class DueMonth:
    """What falls due in one month. `too_much` tells that it is as large a part of the plan as the policy warns of."""

    month: Month
    actions: tuple[Due, ...]
    too_much: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What one lead, or one section, has to do by month; `too_much` are the months beyond what the policy warns of."""

    name: str
    months: Mapping[Month, tuple[Due, ...]]
    too_much: tuple[Month, ...] = ()

    @property
    def actions(self) -> int:
        """How many actions fall due in these months."""
        return sum(map(len, self.months.values()))


@dataclass(frozen=True, slots=True)
class Bunching:
    """When the open actions fall due. `whole` is the number of all actions of the plan, done or not.

    `past` are those that should have been done before, `undated` those without a date.
    """

    whole: int
    months: tuple[DueMonth, ...] = ()
    past: tuple[Due, ...] = ()
    undated: tuple[Due, ...] = ()
    by_lead: tuple[Load, ...] = ()
    by_section: tuple[Load, ...] = ()
    policies: Policies = field(default_factory=Policies)

    @property
    def ahead(self) -> int:
        """How many actions fall due from now on."""
        return sum(len(each.actions) for each in self.months)

    def fullest_quarter(self) -> tuple[Period, int] | None:
        """The three months in a row in which most falls due, the first of equals; None where nothing does."""
        counts = {each.month: len(each.actions) for each in self.months}
        runs = [Period(first, first + (QUARTER - 1)) for first in counts]
        best = max(runs, key=lambda run: sum(counts.get(month, 0) for month in run), default=None)
        return None if best is None else (best, sum(counts.get(month, 0) for month in best))

    def sentence(self) -> str:
        """When most falls due, and what the plan's policy warns of."""
        found = self.fullest_quarter()
        late = ""
        if self.past:
            count = len(self.past)
            late = said_n(
                " {count} action should have been done before.",
                " {count} actions should have been done before.",
                count,
            )
        if found is None:
            return said("No open action falls due from now on.{late}", late=late)
        quarter, within = found
        fullest = max(self.months, key=lambda each: len(each.actions))
        stated = said(
            "Of {count} still to come, {within} ({share}%) {falls} due in the three months {quarter}. The fullest month is {month}, with {count2}.{late}",
            count=said_n("{count} open action", "{count} open actions", self.ahead),
            within=within,
            share=share(within, self.ahead),
            falls=_falls(within),
            quarter=quarter,
            month=fullest.month,
            count2=said_n("{count} action", "{count} actions", len(fullest.actions)),
            late=late,
        )
        much = [each.month for each in self.months if each.too_much]
        if much:
            stated += said_n(
                " In {count} month at least {bunching_percent} per cent of the plan falls due.",
                " In {count} months at least {bunching_percent} per cent of the plan falls due.",
                len(much),
                bunching_percent=self.policies.bunching_percent,
            )
        busy = sum(bool(each.too_much) for each in self.by_lead)
        if busy:
            stated += said(
                " {count} {is_or_are} to finish more than {count2} in one month.",
                count=said_n("{count} lead", "{count} leads", busy),
                is_or_are=is_or_are(busy),
                count2=said_n("{count} action", "{count} actions", self.policies.bunching_of_one_lead),
            )
        return stated


def dues_of(snapshot: Snapshot) -> tuple[Due, ...]:
    """What is still to be done at the end of a period, in the order of the plan."""
    shown = shown_sections(snapshot)
    return tuple(
        Due(
            named(each),
            each.ledger.current.latest if each.ledger.current else None,
            coded_words(shown[each.section].code, shown[each.section].title),
            tuple(lead.name for lead in each.leads),
            each.service,
        )
        for each in snapshot.actions
        if each.status not in OVER
    )


def bunching(dues: Iterable[Due], *, whole: int, after: Month, policies: Policies | None = None) -> Bunching:
    """When these fall due, month by month after `after`; earlier ones are past. `whole` is that of all actions."""
    policies = policies or Policies()
    dues = tuple(dues)
    ahead: defaultdict[Month, list[Due]] = defaultdict(list)
    for each in dues:
        if each.month is not None and each.month > after:
            ahead[each.month].append(each)
    months = tuple(months_between(after + 1, max(ahead))) if ahead else ()
    to_come = [each for month in months for each in ahead.get(month, ())]
    return Bunching(
        whole=whole,
        months=tuple(
            DueMonth(
                month,
                tuple(ahead.get(month, ())),
                too_much=bool(ahead.get(month))
                and len(ahead[month]) * 100 >= policies.bunching_percent * whole,
            )
            for month in months
        ),
        past=tuple(each for each in dues if each.month is not None and each.month <= after),
        undated=tuple(each for each in dues if each.month is None),
        by_lead=_loads(to_come, lambda each: each.leads or (NO_LEAD,), policies.bunching_of_one_lead),
        by_section=_loads(to_come, lambda each: (each.section,)),
        policies=policies,
    )


def bunching_of(snapshot: Snapshot) -> Bunching:
    """What falls due after a period, as it stood at its end."""
    return bunching(
        dues_of(snapshot),
        whole=len(snapshot.actions),
        after=snapshot.period.last,
        policies=snapshot.policies,
    )


def _loads(
    dues: Iterable[Due], names_of: Callable[[Due], tuple[str, ...]], limit: int | None = None
) -> tuple[Load, ...]:
    """The loads by name, the heaviest first."""
    found: defaultdict[str, defaultdict[Month, list[Due]]] = defaultdict(lambda: defaultdict(list))
    for each in dues:
        assert each.month is not None
        for name in dict.fromkeys(names_of(each)):
            found[name][each.month].append(each)
    made = [
        Load(
            name,
            {month: tuple(those) for month, those in sorted(months.items())},
            tuple(_beyond(months, limit)),
        )
        for name, months in found.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.actions, each.name)))


def _beyond(months: Mapping[Month, list[Due]], limit: int | None) -> Iterator[Month]:
    return (month for month, those in sorted(months.items()) if limit is not None and len(those) > limit)


def _falls(count: int) -> str:
    return said_n("falls", "fall", count)
