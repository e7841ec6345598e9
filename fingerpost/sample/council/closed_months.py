"""The closed months of the sample council: July 2025 to February 2026, each closed on the one before."""

from __future__ import annotations

from datetime import date
from functools import cache

from fingerpost.rules.closing import ActionRow, close
from fingerpost.rules.months import Month, Period
from fingerpost.rules.snapshot import Lead, Plan, Risk, Section, Snapshot
from fingerpost.sample.council.council_plan import CORPORATE_RISKS
from fingerpost.sample.council.life import LAST_CLOSED, added_by, ledger_of, schedule_of, updates_of
from fingerpost.sample.council.people import COUNCIL, MEMBER_OF, OFFICER_OF, SERVICES
from fingerpost.sample.council.plan import PERSPECTIVES, PLAN_YEAR, PlannedAction, plan_data
from fingerpost.sample.council.year import year_data

PLAN = Plan(
    code="IP2025",
    title="Improvement Plan 2025/26",
    year=PLAN_YEAR,
    level_names=("perspective", "theme", "deliverable"),
)

_CLOSING_DAY = 9
"""A month is closed on the ninth of the next."""


@cache
def snapshots() -> tuple[Snapshot, ...]:
    """Every closed month in order, the last two being January and February 2026."""
    closed: list[Snapshot] = []
    for month_data in year_data():
        if month_data.month <= LAST_CLOSED:
            closed.append(_close(month_data.month, closed[-1] if closed else None))
    return tuple(closed)


def _close(month: Month, previous: Snapshot | None) -> Snapshot:
    next_month = month + 1
    return close(
        council=COUNCIL,
        plan=PLAN,
        period=Period(month, month),
        closed_on=date(next_month.year, next_month.number, _CLOSING_DAY),
        sections=plan_sections(),
        rows=action_rows(month),
        risks=tuple(Risk(each.code, each.title) for each in CORPORATE_RISKS),
        previous=previous,
    )


@cache
def plan_sections() -> tuple[Section, ...]:
    """The headings of the plan in order: perspectives, themes and deliverables."""
    sections: list[Section] = []
    for theme in plan_data().sections:
        perspective = theme.code.rstrip("0123456789")
        if not any(each.code == perspective for each in sections):
            sections.append(Section(perspective, PERSPECTIVES[perspective]))
        sections.append(
            Section(
                theme.code,
                theme.title,
                number=str(theme.number),
                level=1,
                parent=perspective,
                outcome=theme.outcome,
                head_of_service=OFFICER_OF[theme.head].name,
                portfolio=_portfolio(theme.portfolio),
                risks=tuple(risk.code for risk in CORPORATE_RISKS if theme.code in risk.sections),
            )
        )
        sections += [
            Section(each.ref, each.title, number=each.ref, level=2, parent=theme.code)
            for each in theme.deliverables
        ]
    return tuple(sections)


def action_rows(month: Month) -> tuple[ActionRow, ...]:
    """What is known of every action at the end of a month, in the order of the plan."""
    return tuple(_row(each, month) for each in plan_data().actions)


def _row(action: PlannedAction, month: Month) -> ActionRow:
    return ActionRow(
        ref=action.ref,
        title=action.title,
        section=action.deliverable,
        schedule=schedule_of(action, month),
        ledger=ledger_of(action),
        updates=updates_of(action),
        leads=tuple(Lead(OFFICER_OF[each].name) for each in action.leads),
        service=SERVICES[action.service],
        resources=action.resources,
        priority=action.priority,
        outside_bodies=action.outside_bodies,
        added=added_by(action),
    )


def _portfolio(initials: str) -> str:
    member = MEMBER_OF[initials]
    return f"{member.name}, {member.portfolio}"
