"""From the rows of the database to those that closing judges: a fixed number of queries, whatever the plan's size.

What a row says is kept as text until it is certain that it is needed: a plan of a council is looked at far more often
than it is written to, and the same text is always the same value.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import TextField, prefetch_related_objects
from django.db.models.functions import Cast

from fingerpost.monitoring.models import Update
from fingerpost.people.models import Person, Service
from fingerpost.plans.models import Action, ActionPerson, LedgerEntry, Plan, Risk, Section
from fingerpost.plans.values import decision_of, leads_of, ledger_from, milestone_of, section_value
from fingerpost.rules import snapshot, updates
from fingerpost.rules.closing import ActionRow
from fingerpost.rules.plain import from_plain
from fingerpost.rules.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from fingerpost.rules.months import Month


def section_values(plan: Plan) -> tuple[snapshot.Section, ...]:
    """The sections of a plan in order."""
    rows = Section.objects.filter(plan=plan).select_related("parent", "head", "portfolio_holder")
    return tuple(section_value(each) for each in rows.prefetch_related("risks"))


def risk_values(plan: Plan) -> tuple[snapshot.Risk, ...]:
    """The corporate risks of the plan's council that were not merged into others."""
    rows = Risk.objects.filter(council_id=plan.council_id, merged_into=None)
    return tuple(snapshot.Risk(each.code, each.title) for each in rows)


def action_rows(plan: Plan, *, up_to: Month, day: date) -> tuple[ActionRow, ...]:
    """What is known of every action of a plan on a day, with the updates for periods up to a month."""
    return tuple(row for _, row in known(Action.objects.filter(plan=plan), up_to=up_to, day=day))


def known(actions: QuerySet[Action], *, up_to: Month, day: date) -> list[tuple[Action, ActionRow]]:
    """Actions in their order, with their people, section, service and milestones, and what is known of each on a day.

    `up_to` is the month up to whose end updates are looked at.
    """
    found = list(actions)
    those = actions.order_by().values("pk")
    links = list(ActionPerson.objects.filter(action__in=those))
    people = Person.objects.in_bulk({each.person_id for each in links})
    sections = Section.objects.in_bulk({each.section_id for each in found})
    services = Service.objects.in_bulk({each.service_id for each in found if each.service_id})
    named: defaultdict[int, list[ActionPerson]] = defaultdict(list)
    for link in links:
        link.person = people[link.person_id]
        named[link.action_id].append(link)
    for each in found:
        each.section = sections[each.section_id]
        each.service = services.get(each.service_id)
        each.those_named = named[each.pk]
    sent = Update.objects.filter(action__in=those, content__isnull=False, period__last__lte=up_to)
    entries = LedgerEntry.objects.filter(action__in=those)
    before = Action.predecessors.through.objects.filter(from_action__in=those).order_by("to_action__place")
    said = _gathered(_as_text(sent.order_by("period__first"), "content"))
    decided = _gathered(_as_text(entries, "revision"))
    predecessors = _gathered(before.values_list("from_action_id", "to_action__ref"))
    prefetch_related_objects(found, "milestones")
    return [
        (
            each,
            _row(
                ref=each.ref,
                title=each.title,
                section=each.section.code,
                service=each.service.name if each.service else None,
                resources=each.resources or None,
                priority=each.priority or None,
                outside_bodies=tuple(each.outside_bodies),
                promised=(each.programmed, each.original_day, each.ongoing, each.recurring),
                known_original=_text(each.known_original),
                added=_text(each.added),
                leads=leads_of(each, day),
                milestones=tuple(
                    (step.title, step.due_words, step.due_edtf, step.completed_on)
                    for step in each.milestones.all()
                ),
                revisions=tuple(decided[each.pk]),
                sent=tuple(text for text in said[each.pk] if text != "null"),
                predecessors=tuple(predecessors[each.pk]),
            ),
        )
        for each in found
    ]


def _as_text(rows: QuerySet[Any], column: str) -> Iterable[tuple[int, str]]:
    """The key of the action and the text of a column that holds JSON."""
    found: Iterable[tuple[int, str]] = rows.annotate(text=Cast(column, TextField())).values_list(
        "action_id", "text"
    )
    return found


def _gathered(pairs: Iterable[tuple[int, Any]]) -> defaultdict[int, list[Any]]:
    """What belongs to each action, in the order in which it comes."""
    gathered = defaultdict(list)
    for action, thing in pairs:
        gathered[action].append(thing)
    return gathered


def _text(plain: object) -> str | None:
    return None if plain is None else json.dumps(plain, sort_keys=True)


def _plain(text: str | None) -> object:
    return None if text is None else json.loads(text)


@lru_cache(maxsize=4096)
def _row(
    *,
    ref: str,
    title: str,
    section: str,
    service: str | None,
    resources: str | None,
    priority: str | None,
    outside_bodies: tuple[str, ...],
    promised: tuple[tuple[Month, ...], date | None, bool, bool],
    known_original: str | None,
    added: str | None,
    leads: tuple[snapshot.Lead, ...],
    milestones: tuple[tuple[str, str, str, date | None], ...],
    revisions: tuple[str, ...],
    sent: tuple[str, ...],
    predecessors: tuple[str, ...],
) -> ActionRow:
    """What is known of one action, from its columns; JSON is text."""
    schedule = Schedule(*promised, milestones=tuple(milestone_of(*each) for each in milestones))
    return ActionRow(
        ref=ref,
        title=title,
        section=section,
        schedule=schedule,
        ledger=ledger_from(schedule, _plain(known_original), map(json.loads, revisions)),
        updates=tuple(map(_read, sent)),
        leads=leads,
        service=service,
        resources=resources,
        priority=priority,
        outside_bodies=outside_bodies,
        predecessors=predecessors,
        added=decision_of(_plain(added)),
    )


@lru_cache(maxsize=8192)
def _read(text: str) -> updates.Update:
    """A sent update from its text: a plan holds many of the same."""
    return from_plain(updates.Update, json.loads(text))
