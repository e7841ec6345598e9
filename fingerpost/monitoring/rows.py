"""From the rows of the database to those that closing judges: a fixed number of queries, whatever the plan's size."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, TextField
from django.db.models.functions import Cast

from fingerpost.monitoring.models import Update
from fingerpost.plans.models import Action, ActionPerson, Plan, Risk, Section
from fingerpost.plans.values import added_by, leads_of, ledger_of, schedule_of, section_value
from fingerpost.rules import snapshot, updates
from fingerpost.rules.closing import ActionRow
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
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


def sent_updates(action: Action) -> tuple[updates.Update, ...]:
    """The updates sent for an action, in the order of their periods (as `whole_actions` gives it)."""
    sent: list[Any] = action.sent  # type: ignore[attr-defined]  # set by the Prefetch of whole_actions
    return tuple(_read(each.text) for each in sent if each.text != "null")


@lru_cache(maxsize=8192)
def _read(text: str) -> updates.Update:
    """A sent update from its text: the same text is always the same value, and a plan holds many of them."""
    return from_plain(updates.Update, json.loads(text))


def action_rows(plan: Plan, *, up_to: Month, day: date) -> tuple[ActionRow, ...]:
    """What is known of every action of a plan on a day, with the updates for periods up to a month."""
    return tuple(row_of(each, day) for each in whole_actions(Action.objects.filter(plan=plan), up_to=up_to))


def whole_action(action: Action, *, up_to: Month) -> Action:
    """An action with everything that `row_of` looks at, read anew."""
    return whole_actions(Action.objects.filter(pk=action.pk), up_to=up_to).get()


def whole_actions(actions: QuerySet[Action], *, up_to: Month) -> QuerySet[Action]:
    """Actions with everything that `row_of` looks at."""
    sent = Update.objects.filter(content__isnull=False, period__last__lte=up_to).annotate(
        text=Cast("content", TextField())
    )
    return actions.select_related("section", "service").prefetch_related(
        Prefetch("people", ActionPerson.objects.select_related("person")),
        Prefetch("updates", sent.only("action_id").order_by("period__first"), to_attr="sent"),
        "milestones",
        "ledger_entries",
        "predecessors",
    )


def row_of(action: Action, day: date) -> ActionRow:
    """What is known of one action (as `whole_action` gives it)."""
    return ActionRow(
        ref=action.ref,
        title=action.title,
        section=action.section.code,
        schedule=schedule_of(action),
        ledger=ledger_of(action),
        updates=sent_updates(action),
        leads=leads_of(action, day),
        service=action.service.name if action.service else None,
        resources=action.resources or None,
        priority=action.priority or None,
        outside_bodies=tuple(action.outside_bodies),
        predecessors=tuple(each.ref for each in action.predecessors.all()),
        added=added_by(action),
    )
