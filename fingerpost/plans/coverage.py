"""Coverage and realism of a plan, as it is drafted: what is missing, and where too much falls due at once.

The checks are those of a month before it closes (`rules.checks.month_plan`), asked of the plan as it stands
just before its year begins, when everything in it is still to come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from fingerpost.plans.models import Action, Risk, Section
from fingerpost.plans.values import leads_of, ledger_if_any, plan_value, policies_of, section_value
from fingerpost.rules import snapshot
from fingerpost.rules.checks.month_plan import (
    bunching_of_one_lead,
    bunching_of_the_plan,
    lead_without_account,
    risk_without_live_action,
    section_without_actions,
    section_without_risk,
)
from fingerpost.rules.checks.month_to_close import MonthToClose, place_of
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.ledger import DateLedger
from fingerpost.rules.figures import all_figures
from fingerpost.rules.months import Month, Period
from fingerpost.rules.schedule import NotASchedule, Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from fingerpost.plans.models import Plan
    from fingerpost.rules.findings import Finding


class Case(NamedTuple):
    """One case in a sentence, with the places that it speaks of, such as "action 16.4.1" or "section CP2"."""

    words: str
    places: tuple[str, ...] = ()


class Concern(NamedTuple):
    """Something that deserves a second look: what it is, and each case."""

    title: str
    cases: tuple[Case, ...]


class DueIn(NamedTuple):
    """How many actions fall due in a month, and which share of the fullest month that is, in per cent."""

    month: Month
    actions: int
    percent: int


class LeadLoad(NamedTuple):
    """What one lead has to do: how many actions, and the month in which most of them fall due."""

    name: str
    actions: int
    fullest: Month | None
    in_fullest: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a draft lacks, and how the work is spread over the months and the leads.

    `pages` gives the page of each place that a case may speak of: the name of its address, and its key.
    """

    actions: int
    concerns: tuple[Concern, ...]
    due: tuple[DueIn, ...]
    undated: int
    leads: tuple[LeadLoad, ...]
    pages: Mapping[str, tuple[str, int]]

    @property
    def cases(self) -> int:
        """How many cases there are in all."""
        return sum(len(each.cases) for each in self.concerns)


def coverage_of(plan: Plan, day: date) -> Coverage:
    """The coverage of a plan as it stands on a day; nine queries, whatever its size."""
    actions = list(
        Action.objects.filter(plan=plan)
        .select_related("section", "service")
        .prefetch_related("people__person", "risks", "ledger_entries", "milestones")
    )
    sections = list(
        Section.objects.filter(plan=plan)
        .select_related("parent", "head", "portfolio_holder")
        .prefetch_related("risks")
    )
    risks = list(Risk.objects.filter(council_id=plan.council_id, merged_into=None))
    draft = _as_snapshot(plan, actions, sections, risks, day)
    due = _due(draft)
    pages = {
        **{f"action {each.ref}": ("plans:action", each.pk) for each in actions},
        **{f"section {each.code}": ("plans:section", each.pk) for each in sections},
        **{f"risk {each.code}": ("plans:risk", each.pk) for each in risks},
    }
    return Coverage(len(actions), tuple(_concerns(draft, actions)), due[0], due[1], _loads(draft), pages)


def _as_snapshot(
    plan: Plan, actions: Sequence[Action], rows: Sequence[Section], risks: Sequence[Risk], day: date
) -> MonthToClose:
    """The plan as the checks see it: in the month before its year, every action still to come."""
    of_actions: defaultdict[int, set[str]] = defaultdict(set)
    for action in actions:
        of_actions[action.section_id].update(each.code for each in action.risks.all())
    sections = []
    for row in rows:
        value = section_value(row)
        sections.append(
            snapshot.Section(
                value.code,
                value.title,
                value.number,
                value.level,
                value.parent,
                risks=tuple(sorted({*value.risks, *of_actions[row.pk]})),
            )
        )
    before = Period.ending(plan.first_month + -1)
    records = tuple(_record(action, day) for action in actions)
    policies = policies_of(plan)
    return MonthToClose(
        snapshot.Snapshot(
            council="",
            plan=plan_value(plan),
            period=before,
            closed_on=before.last.last_day,
            sections=tuple(sections),
            actions=records,
            figures=all_figures((), (), policies.rounding),
            policies=policies,
            risks=tuple(snapshot.Risk(each.code, each.title) for each in risks),
        )
    )


def _record(action: Action, day: date) -> snapshot.ActionRecord:
    try:
        schedule = Schedule(action.programmed, action.original_day, action.ongoing, action.recurring)
    except NotASchedule:
        schedule = Schedule(ongoing=True)
    return snapshot.ActionRecord(
        ref=action.ref,
        title=action.title,
        section=action.section.code,
        schedule=schedule,
        ledger=ledger_if_any(action) or DateLedger(None),
        status=Status.NOT_DUE,
        calculated=Status.NOT_DUE,
        reason="",
        leads=leads_of(action, day),
    )


def _concerns(draft: MonthToClose, actions: Iterable[Action]) -> Iterable[Concern]:
    undated = [each for each in actions if not (each.programmed or each.original_day or each.ongoing)]
    outside = [
        each
        for each in actions
        if any(month not in draft.snapshot.plan.year for month in each.programmed)
        or (each.original_day is not None and Month.of(each.original_day) not in draft.snapshot.plan.year)
    ]

    def of(sentence: str, those: Iterable[Action]) -> tuple[Case, ...]:
        return tuple(Case(sentence % each, (place_of(each.ref),)) for each in those)

    def by(*checks: Callable[[MonthToClose], Iterable[Finding]]) -> tuple[Case, ...]:
        return tuple(Case(each.message, each.places) for check in checks for each in check(draft))

    found = (
        Concern(
            _("Actions without a date"),
            of(_("Action %s has no month and no day, and is not ongoing."), undated),
        ),
        Concern(
            _("Actions with a date outside the plan year"),
            of(_("Action %s has a date outside the plan year."), outside),
        ),
        Concern(
            _("Leads: nobody, somebody without an account, or somebody who has left"),
            by(lead_without_account),
        ),
        Concern(
            _("Actions without resources"),
            of(
                _("Action %s says nothing of money, people or time."),
                (each for each in actions if not each.resources),
            ),
        ),
        Concern(_("Sections without actions"), by(section_without_actions)),
        Concern(_("Sections without a corporate risk"), by(section_without_risk)),
        Concern(_("Corporate risks without an action"), by(risk_without_live_action)),
        Concern(_("Too much in one month"), by(bunching_of_the_plan, bunching_of_one_lead)),
    )
    return (each for each in found if each.cases)


def _due(draft: MonthToClose) -> tuple[tuple[DueIn, ...], int]:
    """How many actions fall due in each month of the plan year, and how many in none of them."""
    months = Counter(
        current.latest
        for each in draft.snapshot.actions
        if (current := each.ledger.current) and current.latest
    )
    most = max(months.values(), default=1)
    year = draft.snapshot.plan.year
    due = tuple(DueIn(month, months[month], round(100 * months[month] / most)) for month in year)
    return due, len(draft.snapshot.actions) - sum(each.actions for each in due)


def _loads(draft: MonthToClose) -> tuple[LeadLoad, ...]:
    """The leads, those with most to do first."""
    by_lead: defaultdict[str, list[Month]] = defaultdict(list)
    for action in draft.snapshot.actions:
        current = action.ledger.current
        for lead in action.leads:
            by_lead[lead.name] += [current.latest] if current and current.latest else []
    counts = Counter(lead.name for action in draft.snapshot.actions for lead in action.leads)
    loads = []
    for name, count in counts.items():
        months = Counter(by_lead[name])
        fullest = max(sorted(months), key=months.__getitem__, default=None)
        loads.append(LeadLoad(name, count, fullest, months[fullest] if fullest else 0))
    return tuple(sorted(loads, key=lambda each: (-each.actions, each.name)))
