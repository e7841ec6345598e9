"""From the rows of a plan to the values of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules import snapshot
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.dates.ledger import DateLedger, Revision
from fingerpost.rules.decisions import Decision
from fingerpost.rules.plain import from_plain
from fingerpost.rules.policies import Policies
from fingerpost.rules.schedule import Milestone, NotASchedule, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fingerpost.plans.models import Action, Plan, Section


def plan_value(plan: Plan) -> snapshot.Plan:
    """The plan as a snapshot holds it."""
    return snapshot.Plan(
        code=plan.code,
        title=plan.title,
        year=plan.year,
        level_names=tuple(plan.level_names),
        cycle_months=plan.cycle_months,
        status_words={Status(code): words for code, words in plan.status_words.items()},
        colours={Status(code): colour for code, colour in plan.colours.items()},
    )


def policies_of(plan: Plan) -> Policies:
    """The policies of a plan."""
    return from_plain(Policies, plan.policies)


def section_value(section: Section) -> snapshot.Section:
    """A section as a snapshot holds it (select `parent`, `head`, `portfolio_holder`; prefetch `risks`)."""
    holder = section.portfolio_holder
    return snapshot.Section(
        code=section.code,
        title=section.title,
        number=section.number or None,
        level=section.level,
        parent=section.parent.code if section.parent else None,
        outcome=section.outcome or None,
        head_of_service=section.head.shown if section.head else None,
        portfolio=", ".join(filter(None, (holder.shown, holder.portfolio))) if holder else None,
        risks=tuple(each.code for each in section.risks.all()),
    )


def schedule_of(action: Action) -> Schedule:
    """What was promised for an action (prefetch `milestones`). Refuses what no plan can go live with."""
    return Schedule(
        programmed=action.programmed,
        original_day=action.original_day,
        ongoing=action.ongoing,
        recurring=action.recurring,
        milestones=tuple(
            milestone_of(each.title, each.due_words, each.due_edtf, each.completed_on)
            for each in action.milestones.all()
        ),
    )


def milestone_of(title: str, words: str, edtf: str, completed_on: date | None) -> Milestone:
    """A milestone from the columns of its row."""
    return Milestone(title, ApproximateDate(words, edtf), completed_on)


def ledger_of(action: Action) -> DateLedger:
    """The date ledger of an action, with every revision (prefetch `ledger_entries`, `milestones`)."""
    revisions = (each.revision for each in action.ledger_entries.all())
    return ledger_from(schedule_of(action), action.known_original, revisions)


def ledger_from(schedule: Schedule, known_original: object, revisions: Iterable[object]) -> DateLedger:
    """The date ledger that follows a schedule: the original date as known, where that is given, and the revisions
    in their plain form.
    """
    original = None if schedule.ongoing else schedule.original
    if known_original is not None:
        original = from_plain(ApproximateDate, known_original)
    found = tuple(from_plain(Revision, each) for each in revisions)
    return DateLedger(original, found, opening=any(each.opening for each in found))


def ledger_if_any(action: Action) -> DateLedger | None:
    """The date ledger of an action (prefetch `ledger_entries`, `milestones`); None while a draft lacks its dates."""
    try:
        return ledger_of(action)
    except NotASchedule:
        return None


def added_by(action: Action) -> Decision | None:
    """The decision that added the action to a live plan."""
    return decision_of(action.added)


def leads_of(action: Action, day: date) -> tuple[snapshot.Lead, ...]:
    """The leads on a day (prefetch `people__person`), with whether each can sign in."""
    return tuple(
        snapshot.Lead(
            each.person.shown, has_account=each.person.user_id is not None and each.person.is_here(day)
        )
        for each in action.named
        if not each.deputy
    )


def approval_of(plan: Plan) -> Decision | None:
    """The decision that approved the plan."""
    return decision_of(plan.approval)


def decision_of(plain: object) -> Decision | None:
    """The decision that a column holds in its plain form."""
    return None if plain is None else from_plain(Decision, plain)
