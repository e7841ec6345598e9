"""What a decision does to a live plan: a date in the ledger, other words, other leads, a new action.

Each is one part of a business event of `changes.operations` and belongs in its transaction. Nothing that stood
before is altered: programmed months stand for ever, and the ledger only grows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Max

from fingerpost.history.record import record
from fingerpost.plans.models import Action, ActionPerson, LedgerEntry
from fingerpost.rules.plain import to_plain
from fingerpost.rules.schedule import Schedule, added_schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from fingerpost.people.models import Person, Service
    from fingerpost.plans.models import Plan, Section
    from fingerpost.rules.dates.ledger import Revision
    from fingerpost.rules.decisions import Decision
    from fingerpost.rules.months import Month


class RefTaken(ValueError):
    """The plan has an action with this ref already."""


def append_revision(*, action: Action, revision: Revision, by: Person, at: datetime) -> LedgerEntry:
    """Add an entry to the end of an action's date ledger. The caller has asked `DateLedger.with_revision`."""
    last = action.ledger_entries.aggregate(last=Max("number"))["last"] or 0
    entry = LedgerEntry.objects.create(
        action=action, number=last + 1, revision=to_plain(revision), decided_on=revision.decided_on
    )
    record(
        by=by,
        at=at,
        event=f"entered a decision to {revision.kind} the action",
        of=action,
        label=f"Action {action.ref}",
        after={"ledger": entry.revision},
        why=revision.words or "",
    )
    return entry


def amend_action(
    *,
    action: Action,
    title: str | None = None,
    leads: Sequence[Person] | None = None,
    by: Person,
    at: datetime,
    why: str = "",
) -> None:
    """Give an action another title, other leads (whose first one's service it then has), or both."""
    before = _named(action)
    if title is not None:
        action.title = title
    if leads is not None:
        _lead(action, leads)
    action.version += 1
    action.save(update_fields=["title", "service", "version"])
    record(
        by=by,
        at=at,
        event="amended the action by a decision",
        of=action,
        label=f"Action {action.ref}",
        before=before,
        after=_named(action),
        why=why,
    )


def add_action_by_decision(
    *,
    plan: Plan,
    section: Section,
    ref: str,
    title: str,
    decision: Decision,
    programmed: tuple[Month, ...] = (),
    original_day: date | None = None,
    ongoing: bool = False,
    leads: Sequence[Person] = (),
    service: Service | None = None,
    resources: str = "",
    priority: str = "",
    by: Person,
    at: datetime,
) -> Action:
    """Add an action to a live plan, behind the others of its section.

    Refuses a ref that is taken, and months before the decision.
    """
    added_schedule(Schedule(programmed, original_day, ongoing=ongoing), decision.decided_on)
    if plan.actions.filter(ref=ref).exists():
        raise RefTaken(f"{plan.title} has an action {ref} already.")
    last = plan.actions.filter(section__place__lte=section.place).aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    plan.actions.filter(place__gte=place).update(place=F("place") + 1)
    action = Action.objects.create(
        plan=plan,
        section=section,
        ref=ref,
        title=title,
        place=place,
        programmed=programmed,
        original_day=original_day,
        ongoing=ongoing,
        service=service,
        resources=resources,
        priority=priority,
        added=to_plain(decision),
    )
    if leads:
        _lead(action, leads)
        action.save(update_fields=["service"])
    record(
        by=by,
        at=at,
        event="added the action by a decision",
        of=action,
        label=f"Action {ref}",
        after={**_named(action), "programmed": [str(each) for each in programmed], "added": action.added},
    )
    return action


def _lead(action: Action, leads: Sequence[Person]) -> None:
    """Make these people the leads, in this order; deputies stay, unless they now lead."""
    action.people.filter(deputy=False).delete()
    action.people.filter(person__in=leads).delete()
    ActionPerson.objects.bulk_create(
        ActionPerson(action=action, person=person, place=place) for place, person in enumerate(leads)
    )
    if leads and leads[0].service_id is not None:
        action.service_id = leads[0].service_id


def _named(action: Action) -> dict[str, object]:
    leads = action.people.filter(deputy=False).select_related("person")
    return {"title": action.title, "leads": [each.person.shown for each in leads]}
