"""Decisions of a meeting that are not in force yet: recorded, waiting, then carried out or set aside.

In force, a decision keeps the day of its meeting, and counts as any decision that is recorded late: in the first month
that is still open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.changes.models import ChangeRequest, HeldDecision
from fingerpost.changes.operations.deciding import (
    NotOfAMeeting,
    approve,
    approved_value,
    check_ruling,
    reject,
)
from fingerpost.changes.operations.locking import SomeRefused, locked_request
from fingerpost.changes.values import Ruling, request_value
from fingerpost.history.record import record
from fingerpost.plans.models import Plan
from fingerpost.rules import changes
from fingerpost.rules.decisions import Decision
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from fingerpost.people.models import Person


@transaction.atomic
def hold_together(
    *,
    requests: Collection[ChangeRequest],
    ruling: Ruling,
    approved: bool,
    waits_for: str,
    by: Person,
    at: datetime,
    words: str = "",
    seen: Mapping[int, str] | None = None,
) -> list[HeldDecision]:
    """Record what a meeting decided on several requests without doing it: all of them, or none.

    `waits_for` follows "the decision" in a sentence. Refuses, with every problem at once, what deciding would refuse.
    """
    meeting = ruling.meeting
    if meeting is None:
        raise NotOfAMeeting("Only a decision of a meeting can wait.")
    list(Plan.objects.select_for_update().filter(pk__in={each.plan_id for each in requests}).order_by("pk"))
    problems: dict[int, ValueError] = {}
    held = []
    for each in sorted(requests, key=lambda row: row.pk):
        mark = (seen or {}).get(each.pk, "")
        try:
            request = locked_request(each, None)
            check_ruling(request, ruling, by, at)
            if approved:
                approved_value(request, ruling, mark)
            else:
                changes.reject(request_value(request), ruling.decision)
        except ValueError as refusal:
            problems[each.pk] = refusal
            continue
        row = HeldDecision.objects.create(
            request=request,
            approved=approved,
            decision=to_plain(ruling.decision),
            meeting=meeting,
            words=words.strip(),
            seen=mark,
            waits_for=waits_for,
            recorded_by=by,
            recorded_at=at,
        )
        _recorded(row, "recorded a decision that is not in force on", by=by, at=at, why=words.strip())
        held.append(row)
    if problems:
        raise SomeRefused(problems)
    return held


@transaction.atomic
def wait_longer(*, held: Collection[HeldDecision], waits_for: str, by: Person, at: datetime) -> None:
    """Say what decisions wait for now."""
    for row in _open(held):
        row.waits_for = waits_for
        row.save(update_fields=["waits_for"])
        _recorded(row, "kept a decision from coming into force on", by=by, at=at)


@transaction.atomic
def bring_into_force(
    *, held: Collection[HeldDecision], by: Person, at: datetime, seen: Mapping[int, str] | None = None
) -> list[ChangeRequest]:
    """Do what was decided: all of it, or nothing.

    `seen` are newer marks of the actions as seen, by request. Refuses with every problem at once: an action that has
    changed since the meeting has to be looked at again.
    """
    rows = _open(held)
    list(
        Plan.objects.select_for_update().filter(pk__in={each.request.plan_id for each in rows}).order_by("pk")
    )
    problems: dict[int, ValueError] = {}
    decided = []
    for row in rows:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        try:
            with transaction.atomic():
                decided.append(_carried_out(row, (seen or {}).get(row.request_id, row.seen), by=by, at=at))
        except ValueError as refusal:
            problems[row.request_id] = refusal
    if problems:
        raise SomeRefused(problems)
    return decided


@transaction.atomic
def set_aside(*, held: Collection[HeldDecision], why: str, by: Person, at: datetime) -> None:
    """Take decisions off requests, which wait for a decision again. What was decided, and why it fell, stays."""
    for row in _open(held):
        row.ended_at, row.set_aside_why = at, why.strip()
        row.save(update_fields=["ended_at", "set_aside_why"])
        _recorded(row, "set a decision aside on", by=by, at=at, why=why.strip())


def _open(held: Collection[HeldDecision]) -> list[HeldDecision]:
    """Those that still wait, locked."""
    rows = HeldDecision.objects.select_for_update(of=("self",)).filter(
        pk__in={each.pk for each in held}, ended_at=None
    )
    return list(rows.select_related("request__plan", "meeting__body").order_by("request_id"))


def _carried_out(row: HeldDecision, seen: str, *, by: Person, at: datetime) -> ChangeRequest:
    decision = from_plain(Decision, row.decision)
    ruling = Ruling(decision.authority, decision.decided_on, decision.by, row.meeting, decision.minute or "")
    if row.approved:
        return approve(request=row.request, ruling=ruling, by=by, at=at, words=row.words, seen=seen)
    return reject(request=row.request, ruling=ruling, by=by, at=at, words=row.words)


def _recorded(row: HeldDecision, event: str, *, by: Person, at: datetime, why: str = "") -> None:
    record(
        by=by,
        at=at,
        event=event,
        of=row.request,
        label=f"Request to {row.request.kind} action {row.request.asked['ref']}",
        after={"approved": row.approved, "decision": row.decision, "waits_for": row.waits_for},
        why=why,
    )
