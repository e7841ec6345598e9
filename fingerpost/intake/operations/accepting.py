"""Accepting an upload, all or nothing: into a plan that is being drafted, or as a month as published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.changes.operations.asking import ask
from fingerpost.changes.values import Wanted
from fingerpost.history.record import record
from fingerpost.intake.choices import Then, choices_of
from fingerpost.intake.models import PublishedMonth, UploadState
from fingerpost.intake.operations.uploads import held_upload, settle
from fingerpost.intake.proposal import (
    code_and_title,
    links_without_section,
    problems_of,
    proposal,
    to_add,
)
from fingerpost.intake.reading import draft_of
from fingerpost.people.operations.persons import add_person
from fingerpost.plans.details import SectionDetails
from fingerpost.plans.models import PlanState, Risk
from fingerpost.plans.operations.actions import add_action, edit_action, set_predecessors
from fingerpost.plans.operations.aims import save_risk
from fingerpost.plans.operations.holding import held_plan
from fingerpost.plans.operations.opening import set_opening_ledger
from fingerpost.plans.operations.sections import add_section
from fingerpost.plans.states import ALL
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.decisions import ChangeKind, ReasonCode
from fingerpost.rules.imported import accept_exception
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.intake.models import Upload
    from fingerpost.intake.proposal import Line
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action, Plan, Section
    from fingerpost.rules.draft import Draft


class NothingToAccept(ValueError):
    """The draft holds nothing that could be accepted like this."""


class NotAcceptable(ValueError):
    """What was read cannot stand in a plan; `problems` are all of them, each with its place."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class MonthNotAccepted(ValueError):
    """The month is not stated, is there already, or the plan has a month that was closed here."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What accepting did: how many actions were created and changed, and which links of risks could not be made."""

    created: int
    changed: int
    without_section: tuple[str, ...] = ()


@transaction.atomic
def accept_plan(*, upload: Upload, plan: Plan, version: int, by: Person, at: datetime) -> Taken:
    """Make the draft's sections, actions and risks part of a plan that is being drafted, as was chosen; all or nothing.

    Refuses with every problem at once, each with its place in the source.
    """
    held = held_upload(upload, version)
    plan = held_plan(plan.pk, by=by)
    draft = draft_of(held)
    if draft is None or not (draft.actions or draft.risks):
        raise NothingToAccept(
            "The document holds no actions and no risks, so there is nothing to put in a plan."
        )
    choices = choices_of(held.choices)
    found = proposal(draft, plan, choices)
    if problems := problems_of(found, plan):
        raise NotAcceptable(problems)
    without_section = links_without_section(draft, plan, found)
    for name in to_add(found):
        add_person(council=plan.council, name=name, by=by, at=at)
    found = proposal(draft, plan, choices)
    sections = {(each.parent_id, each.title.casefold()): each for each in plan.sections.all()}
    made: list[tuple[Line, Action]] = []
    for line in found.of(Then.CREATE):
        section = _section_of(line.path, plan, sections, by=by, at=at)
        made.append((line, add_action(section=section, details=line.details, by=by, at=at)))
    made += [
        (line, edit_action(action=line.known, details=line.details, by=by, at=at))
        for line in found.of(Then.CHANGE)
        if line.known is not None and line.after
    ]
    _link(made, plan)
    if plan.opening:
        _revised_before(made, choices.approved, by=by, at=at)
    _accept_risks(draft, plan, by=by, at=at)
    held.plan = plan
    settle(held, UploadState.ACCEPTED)
    taken = Taken(
        created=sum(line.then is Then.CREATE for line, _ in made),
        changed=sum(line.then is Then.CHANGE for line, _ in made),
        without_section=without_section,
    )
    record(
        by=by, at=at, event="accepted into the plan", of=held, label=held.file.name,
        after={
            "plan": plan.title,
            "created": taken.created,
            "changed": taken.changed,
            "left alone": len(found.of(Then.LEAVE)),
            "risks without section": list(without_section),
        },
    )  # fmt: skip
    return taken


@transaction.atomic
def accept_month(
    *, upload: Upload, plan: Plan, version: int, ask_dates: bool = False, by: Person, at: datetime
) -> PublishedMonth:
    """Keep an old report as a month of the plan, as published. With `ask_dates` each revised date that it prints for an
    action of a live plan becomes a submitted change request (rules: Snapshot, imported periods).

    Refuses a month that is not stated or is there already, and a plan of which a month was closed here.
    """
    held = held_upload(upload, version)
    plan = held_plan(plan.pk, states=ALL, by=by)
    draft = draft_of(held)
    if draft is None or draft.figures is None or draft.figures.current is None:
        raise NothingToAccept("The document prints no figures, so it is no month’s report.")
    if draft.period is None:
        raise MonthNotAccepted("The document does not say which month it reports on.")
    if plan.periods.exclude(closed_at=None).exists():
        raise MonthNotAccepted("A month of this plan was closed here, so none can be added from old reports.")
    try:
        with transaction.atomic():
            month = PublishedMonth.objects.create(
                plan=plan, upload=held, month=str(draft.period), record=to_plain(draft)
            )
    except IntegrityError:
        raise MonthNotAccepted(f"{draft.period.name} of this plan is there already.") from None
    asked = _ask_for_dates(draft, plan, by=by, at=at) if ask_dates else []
    held.plan = plan
    settle(held, UploadState.ACCEPTED)
    record(
        by=by, at=at, event="accepted as a month, as published", of=held, label=held.file.name,
        after={
            "plan": plan.title,
            "month": month.month,
            "dates asked for": [str(each.asked["ref"]) for each in asked],
        },
    )  # fmt: skip
    return month


def _section_of(
    path: tuple[str, ...],
    plan: Plan,
    sections: dict[tuple[int | None, str], Section],
    *,
    by: Person,
    at: datetime,
) -> Section:
    """The lowest section of a path (of one part at least); those that the plan lacks are made, and noted in `sections`."""
    above: Section | None = None
    for part in path:
        code, title = code_and_title(part)
        key = (above.pk if above else None, title.casefold())
        if key not in sections:
            details = SectionDetails(_free_code(plan, code), title)
            sections[key] = add_section(plan=plan, details=details, parent=above, by=by, at=at)
        above = sections[key]
    if above is None:
        raise NothingToAccept("An action has no section.")
    return above


def _link(made: Iterable[tuple[Line, Action]], plan: Plan) -> None:
    """What waits for what, once all actions are there."""
    by_ref = {each.ref: each for each in plan.actions.all()}
    for line, action in made:
        if line.waits_for:
            set_predecessors(action, [by_ref[ref] for ref in line.waits_for])


def _revised_before(
    made: Iterable[tuple[Line, Action]], approved: tuple[int, ...], *, by: Person, at: datetime
) -> None:
    """The revised dates that are known to have been approved before the plan was taken over, as opening ledgers."""
    for line, action in made:
        if line.number in approved and line.revised is not None and line.revised.is_known:
            revision = Revision(ChangeKind.REPROGRAMME, None, new_date=line.revised, opening=True)
            set_opening_ledger(action=action, revisions=[revision], by=by, at=at)


def _ask_for_dates(draft: Draft, plan: Plan, *, by: Person, at: datetime) -> list[ChangeRequest]:
    """A submitted request for every revised date of an exception whose action the live plan has."""
    if plan.state != PlanState.LIVE:
        raise MonthNotAccepted(f"{plan.title} is {plan.state}; new dates are asked for in a live plan.")
    by_ref = {each.ref: each for each in plan.actions.all()}
    asked = []
    for each in draft.exceptions:
        action = by_ref.get(each.ref or "")
        request = accept_exception(each, by=by.shown, on=at.date()).request if action else None
        if action is None or request is None:
            continue
        wanted = Wanted(
            kind=ChangeKind.REPROGRAMME,
            reason=ReasonCode.OTHER,
            why=request.asked.why,
            to_date=request.asked.to_date,
        )
        asked.append(ask(plan=plan, action=action, wanted=wanted, by=by, at=at, and_submit=True))
    return asked


def _accept_risks(draft: Draft, plan: Plan, *, by: Person, at: datetime) -> None:
    """The corporate risks with their mergers, linked to the plan's sections of the same code."""
    known = {each.code: each for each in Risk.objects.filter(council=plan.council)}
    sections = {each.code: each for each in plan.sections.all()}
    for each in draft.risks:
        risk = known.get(each.code)
        if risk is None:
            risk = known[each.code] = save_risk(
                council=plan.council, code=each.code, title=each.title, by=by, at=at
            )
        for code in each.sections:
            if code in sections:
                sections[code].risks.add(risk)
    for each in draft.risks:
        for code in each.merged:
            merged = known.get(code)
            if merged is not None and merged.merged_into_id is None and code != each.code:
                save_risk(
                    council=plan.council, code=code, title=merged.title, merged_into=known[each.code],
                    risk=merged, by=by, at=at,
                )  # fmt: skip


def _free_code(plan: Plan, code: str) -> str:
    codes = set(plan.sections.values_list("code", flat=True))
    if code and code not in codes:
        return code
    number = len(codes) + 1
    while f"S{number}" in codes:
        number += 1
    return f"S{number}"
