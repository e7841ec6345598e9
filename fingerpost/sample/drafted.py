"""The plan of the sample council, drafted, approved and made live through the operations of the application."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.plans.details import ActionDetails, MeasureDetails, PlanDetails, SectionDetails
from fingerpost.plans.models import AimKind, Plan, PlanState, Section
from fingerpost.plans.operations.actions import add_action
from fingerpost.plans.operations.aims import save_aim, save_risk
from fingerpost.plans.operations.plan import approve_plan, create_plan, go_live, move_plan
from fingerpost.plans.operations.sections import add_section
from fingerpost.rules.dates import in_month
from fingerpost.rules.decisions import Authority, Decision
from fingerpost.rules.schedule import Milestone
from fingerpost.sample.council.closed_months import PLAN
from fingerpost.sample.council.council_plan import CORPORATE_RISKS, OBJECTIVES, PRIORITIES
from fingerpost.sample.council.plan import PERSPECTIVES, PLAN_YEAR, plan_data

if TYPE_CHECKING:
    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import Aim, Risk
    from fingerpost.sample.council.plan import PlannedAction, PlannedSection

LONDON = ZoneInfo("Europe/London")
CONSULTED = datetime(2025, 5, 27, 9, tzinfo=LONDON)
APPROVED = datetime(2025, 6, 25, 18, tzinfo=LONDON)
LIVE = datetime(2025, 7, 1, 9, tzinfo=LONDON)

MERGED_RISKS = {"KO14": "Information about people is lost or stolen"}
"""The titles of the risks that were merged into others."""

MEASURES: dict[str, tuple[MeasureDetails, ...]] = {
    "CP1": (MeasureDetails("Empty shops in both town centres", "under 10%", "11.2%"),),
    "CP4": (
        MeasureDetails("Household waste recycled or composted", "50%", "46.8%"),
        MeasureDetails("Missed collections in 100,000", "at most 48", "55"),
    ),
    "CP5": (MeasureDetails("Visits to leisure centres in a year", "410,000", ""),),
    "FP1": (MeasureDetails("Savings found for 2026/27", "£1.4 million", "£1.1 million"),),
    "PR1": (MeasureDetails("Calls answered within one minute", "80%", "74%"),),
}
"""Measures of success, by the code of the section."""


def drafted_plan(council: Council, people: dict[str, Person], *, by: Person, at: datetime) -> Plan:
    """The live plan, as it was on 1 July 2025, with everything that it refers to."""
    aims, risks = _aims(council, by, at), _risks(council, by, at)
    details = PlanDetails(code=PLAN.code, title=PLAN.title, year=PLAN_YEAR, level_names=PLAN.level_names)
    plan = create_plan(council=council, details=details, by=by, at=at)
    tops: dict[str, Section] = {}
    for theme in plan_data().sections:
        code = theme.code.rstrip("0123456789")
        if code not in tops:
            tops[code] = add_section(
                plan=plan, details=SectionDetails(code, PERSPECTIVES[code]), by=by, at=at
            )
        linked = (
            aims[theme.priority],
            [risks[each.code] for each in CORPORATE_RISKS if theme.code in each.sections],
        )
        _add_theme(tops[code], theme, people, linked, by=by, at=at)
    plan = move_plan(plan=plan, to=PlanState.CONSULTATION, by=by, at=CONSULTED)
    decision = Decision(date(2025, 6, 25), "Cabinet", Authority.CABINET, "Cabinet", "31/25")
    plan = approve_plan(plan=plan, decision=decision, by=by, at=APPROVED)
    return go_live(plan=plan, by=by, at=LIVE)


def _aims(council: Council, by: Person, at: datetime) -> dict[str, Aim]:
    aims = {
        code: save_aim(council=council, kind=AimKind.OBJECTIVE, code=code, title=title, by=by, at=at)
        for code, title in OBJECTIVES.items()
    }
    for each in PRIORITIES:
        aims[each.code] = save_aim(
            council=council,
            kind=AimKind.PRIORITY,
            code=each.code,
            title=each.title,
            parent=aims[each.objective],
            by=by,
            at=at,
        )
    return aims


def _risks(council: Council, by: Person, at: datetime) -> dict[str, Risk]:
    risks = {
        each.code: save_risk(council=council, code=each.code, title=each.title, by=by, at=at)
        for each in CORPORATE_RISKS
    }
    for each in CORPORATE_RISKS:
        for code in each.merged:
            save_risk(
                council=council,
                code=code,
                title=MERGED_RISKS[code],
                merged_into=risks[each.code],
                by=by,
                at=at,
            )
    return risks


def _add_theme(
    top: Section,
    theme: PlannedSection,
    people: dict[str, Person],
    linked: tuple[Aim, list[Risk]],
    *,
    by: Person,
    at: datetime,
) -> None:
    plan = top.plan
    details = SectionDetails(
        code=theme.code,
        title=theme.title,
        number=str(theme.number),
        outcome=theme.outcome,
        head=people[theme.head],
        portfolio_holder=people[theme.portfolio],
        aims=(linked[0],),
        risks=tuple(linked[1]),
        measures=MEASURES.get(theme.code, ()),
    )
    section = add_section(plan=plan, details=details, parent=top, by=by, at=at)
    for deliverable in theme.deliverables:
        within = add_section(
            plan=plan,
            details=SectionDetails(deliverable.ref, deliverable.title, number=deliverable.ref),
            parent=section,
            by=by,
            at=at,
        )
        for action in deliverable.actions:
            if action.added is None:
                add_action(section=within, details=_details(action, people), by=by, at=at)


def _details(action: PlannedAction, people: dict[str, Person]) -> ActionDetails:
    return ActionDetails(
        ref=action.ref,
        title=action.title,
        leads=tuple(people[each] for each in action.leads),
        resources=action.resources,
        priority=action.priority,
        outside_bodies=action.outside_bodies,
        programmed=action.months,
        original_day=action.due_day,
        ongoing=action.ongoing,
        recurring=action.recurring,
        milestones=tuple(Milestone(each.title, in_month(each.month)) for each in action.milestones),
    )
